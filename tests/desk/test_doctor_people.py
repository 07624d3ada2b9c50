"""The doctor names areas without anybody, and absences that are not as they should be."""

from __future__ import annotations

from datetime import date

import pytest

from desk.doctor_people import examine_people
from proposals.council import Cover

TODAY = date(2026, 12, 1)


def cover(away: str = "fairweather", by: str = "okafor", first: int = 7, last: int = 18) -> Cover:
    return Cover(away=away, by=by, first=date(2026, 12, first), last=date(2026, 12, last))


def told(council, *covers: Cover, today: date = TODAY):
    return list(examine_people(council.model_copy(update={"cover": covers}), today))


def test_a_profile_without_absences_has_one_line(council):
    [people] = told(council)
    assert people.well
    assert people.state == "3 for 3 areas"


@pytest.mark.parametrize(
    ("covers", "said"),
    [
        ((cover(), cover(by="lindqvist", first=18, last=20)), "overlap"),
        ((cover(by="nobody"),), "'nobody', who covers, is no coordinator"),
        ((cover(away="gone"),), "'gone' is no coordinator"),
        ((cover(by="fairweather"),), "nobody covers for themselves"),
        ((cover(), cover(away="okafor", by="fairweather")), "each covers for the other"),
    ],
)
def test_a_wrong_cover_is_named_with_its_dates_and_what_to_do(council, covers, said):
    _, found = told(council, *covers)
    assert not found.well
    assert said in found.state
    assert "Dec 2026" in found.state
    assert "[[cover]]" in found.remedy


def test_a_past_cover_is_named_and_harmless(council):
    _, found = told(council, cover(), today=date(2026, 12, 19))
    assert found.well
    assert "fairweather from 07 Dec 2026 to 18 Dec 2026" in found.remedy


@pytest.mark.parametrize(("today", "said"), [(1, "0 away today, 1 later"), (7, "1 away today, 0 later")])
def test_an_absence_in_order_is_counted(council, today, said):
    _, found = told(council, cover(), today=date(2026, 12, today))
    assert (found.well, found.state, found.remedy) == (True, said, "")


def test_an_area_with_nobody_is_named(council):
    areas = (council.areas[0].model_copy(update={"coordinator": ""}), *council.areas[1:])
    people = next(examine_people(council.model_copy(update={"areas": areas}), TODAY))
    assert not people.well
    assert people.state == "nobody for North"
