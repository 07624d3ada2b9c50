"""References can be read out: every single slip is caught."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.reading import FormKind
from proposals.reference import ALPHABET, find_in, make, parse

references = st.builds(
    lambda kind, seed: make(kind, Random(seed)),  # a repeatable source, no secret
    st.sampled_from([FormKind.OFF_SITE_DIRECTION, FormKind.MANAGED_MOVE]),
    st.integers(),
)
PLACES = (4, 5, 6, 7, 9)


@given(references, st.sampled_from(PLACES), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_caught(reference, place, mark):
    wrong = reference[:place] + mark + reference[place + 1 :]
    assert parse(wrong) == (reference if wrong == reference else None)


@given(references, st.sampled_from([(4, 5), (5, 6), (6, 7), (7, 9)]))
def test_every_swap_of_neighbours_is_caught(reference, places):
    first, second = places
    marks = list(reference)
    marks[first], marks[second] = marks[second], marks[first]
    swapped = "".join(marks)
    assert parse(swapped) == (reference if swapped == reference else None)


@given(references)
def test_case_spaces_and_dashes_do_not_matter(reference):
    for spelt in (reference.lower(), reference.replace("-", " "), reference.replace("-", ""), f" {reference} "):
        assert parse(spelt) == reference


@given(references)
def test_look_alikes_are_taken_for_what_they_look_like(reference):
    prefix, body, check = reference.split("-")
    slips = str.maketrans("528VD", "SZBUO")
    spelt = f"{prefix.replace('OSD', '05D')}-{body.translate(slips)}-{check.translate(slips)}"
    assert parse(spelt) == reference


@given(references)
def test_no_mark_can_be_misread_and_no_word_can_appear(reference):
    assert not set(reference[4:]) & set("IOQZ01AEU")


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Re: OSD-7K4M-2 (K.B.): review", ("OSD-7K4M-2",)),
        ("osd 7k4m 2 and again OSD-7K4M-2", ("OSD-7K4M-2",)),
        ("OSD-7K4M-3", ()),
        ("XOSD-7K4M-2Y", ()),
        ("nothing", ()),
    ],
)
def test_references_are_found_in_a_subject(subject, found):
    assert find_in(subject) == found
