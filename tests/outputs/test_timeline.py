"""The picture of a digest: every placement legible, over pages, and told in words to who does not see it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pikepdf
import pytest
from pypdf import PdfReader

from outputs.letters import render
from outputs.letters.digest_samples import digest_sample, sample_bars
from outputs.letters.digests import Bar
from outputs.letters.timeline import Picture, picture_data, picture_words
from pdf_structure import structure

TODAY = date(2026, 11, 30)


def drawn(*bars: Bar):
    return picture_data(Picture(bars, TODAY, picture_words("en-GB"), "en-GB"))


def letter(council, count: int):
    return render(replace(digest_sample(), bars=sample_bars(count)), council, TODAY)


@pytest.mark.parametrize("count", [1, 12, 40, 60])
def test_every_placement_is_printed_once_and_said_once(council, count):
    pdf = letter(council, count).pdf
    pages = [page for page in PdfReader(io.BytesIO(pdf)).pages if page.mediabox.width > page.mediabox.height]
    printed = re.findall(r"OSD-\d{4}-\d", " ".join(page.extract_text() for page in pages))
    assert sorted(printed) == sorted(bar.reference for bar in sample_bars(count))
    assert len(pages) == -(-count // 17), "seventeen to a page stay legible"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told = [str(each.Alt) for each in structure(opened.Root.StructTreeRoot) if "/Alt" in each]
    assert len(told) == len(pages)
    assert all(" ".join(told).count(bar.reference) == 1 for bar in sample_bars(count))
    assert "Review overdue: " in told[0] or count < 6


def test_a_bar_that_nobody_knows_the_end_of_goes_on(council):
    [page] = drawn(Bar(reference="A", start=TODAY), Bar(reference="B", end=TODAY), Bar(reference="C"))["pages"]
    told = {bar["label"]: (bar["known"], bar["open_left"], bar["open_right"]) for bar in page["bars"]}
    assert told == {"A": (True, False, True), "B": (True, True, False), "C": (False, True, True)}
    assert "C. First day: not known; Last day: not known." in page["alt"]


@pytest.mark.parametrize("years", [1, 5])
def test_a_date_far_away_does_not_squeeze_the_others(years):
    far = timedelta(days=365 * years)
    data = drawn(Bar(reference="A", start=TODAY - far, end=TODAY + far))
    assert len(data["months"]) <= 25
    assert all(0 <= bar["from"] < bar["to"] <= 1 for page in data["pages"] for bar in page["bars"])
    places = [month["at"] for month in data["months"]]
    assert all(one < other for one, other in pairwise(places))


def test_a_digest_of_nobody_has_no_picture(council):
    assert render(replace(digest_sample(), bars=()), council, TODAY).picture is None
