"""What makes an answer doubtful, and labels and answers that are two in one: each rule by itself."""

from __future__ import annotations

import pytest

from extractors.against import agreed
from extractors.double import both
from extractors.labels import index_of, questions_of
from extractors.naming import GUESS
from extractors.owner import of_another, owners
from extractors.spelling import is_slip
from extractors.ticks import ticks_after
from proposals.reading import Answer, FormKind, Method

KNOWN = questions_of(FormKind.OFF_SITE_DIRECTION)
UNLISTED = index_of(FormKind.OFF_SITE_DIRECTION)


def answers(**said):
    return [Answer(name, raw, "page 1", Method.LAYOUT, 0.9) for name, raw in said.items()]


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        ({"declared_by": "Ada Marsh", "declared_role": "Ada Marsh"}, {"declared_role"}),
        ({"declared_by": "Ada Marsh", "declared_role": "Head of Year 9"}, set()),
        ({"school_contact_name": "Ada Marsh", "school_name": "Ada Marsh"}, {"school_name"}),
        ({"school_contact_name": "Ada Marsh", "school_name": "Marsh Academy"}, set()),
        ({"social_worker_contact": "Ada Marsh"}, {"social_worker_contact"}),
        ({"social_worker_contact": "Ada Marsh, 01632 960111"}, set()),
        ({"school_email": "a.marsh@hilltop.examp"}, {"school_email"}),
        ({"school_email": "a.marsh@hilltop.exa mple.org"}, {"school_email"}),
        ({"school_email": "a@hilltop.example.org", "parent_email": "b@hilltop.example.org"}, {"parent_email"}),
        ({"school_email": "a@hilltop.example.org", "parent_email": "b@home.example.org"}, set()),
    ],
)
def test_answers_that_speak_against_each_other_are_asked_about(said, doubted):
    found = {each.question for each in agreed(KNOWN, answers(**said)) if each.confidence <= GUESS}
    assert found == doubted


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("Dates", "11th January 2027 to 2nd April 2027", ["start_date", "end_date"]),
        ("Dates of block", "11/01/2027 - 02/04/2027", ["start_date", "end_date"]),
        ("Date of birth and year", "15/02/2013 (Y10)", ["date_of_birth", "year_group"]),
        ("Date of birth", "24.1.2012", []),
        ("Pattern", "2.5 days, 15 hours a week", ["days_per_week", "hours_per_week"]),
        ("Holidays", "11/01/2027 to 02/04/2027", []),
        ("Dates", "11th January 2027", []),
    ],
)
def test_an_answer_to_two_questions_is_read_as_two(label, text, expected):
    unlisted = unnamed_question()
    assert [name for name, _ in both(label, unlisted, text)] == expected


def unnamed_question():
    from extractors.match import unnamed

    return unnamed("").question


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("headteacher of home school", "headteacher of new school", False),
        ("first review date", "final review date", False),
        ("unique pupil numbr", "unique pupil number", True),
        ("head teacher", "headteacher", True),
    ],
)
def test_a_slip_is_within_a_word(one, other, slip):
    assert is_slip(one, other) is slip


def test_a_label_names_whom_it_asks_of():
    assert owners("Receiving school lead's e-mail") == {"receiving"}
    assert owners("Home school lead's e-mail") == {"school"}
    assert of_another(KNOWN["parent_email"], "Home school lead's e-mail")
    assert not of_another(KNOWN["parent_email"], "Parent's e-mail")
    assert not of_another(KNOWN["parent_email"], "E-mail")


def test_a_label_that_asks_of_the_provider_is_not_the_schools():
    found = UNLISTED.find("Who should we contact at the provider, and how?", "placement")
    assert found is None or found.question.name != "school_contact_name"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("SEN   ☒ None ☐ K", ("SEN", "☒ None ☐ K")),
        ("Receiving school has   ☐ Yes ☒ No\nagreed", ("Receiving school has agreed", "☐ Yes ☒ No")),
        ("Agreed? ☐ Yes ☒ No", ("Agreed?", "☐ Yes ☒ No")),
        ("Yes ☐ No ☒", None),
        ("☐ Yes ☒ No", None),
        ("Mainstream ☐   Other ☒", None),
    ],
)
def test_a_label_and_its_boxes_to_tick_in_one_cell(cell, expected):
    assert ticks_after(cell) == expected
