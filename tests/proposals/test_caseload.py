"""What a digest says follows from the cases and the day, and the day of a digest from the profile."""

from __future__ import annotations

from datetime import date

import pytest

from proposals.caseload import InHand, Line, week
from proposals.digest import Digest, Weekday, week_of

MONDAY = date(2026, 11, 30)
SINCE = date(2026, 11, 23)
LONG_AGO = date(2026, 9, 7)


def case(**about: object) -> InHand:
    return InHand("OSD-1", **{"received": LONG_AGO, **about})


def reviews(*days: date, held: date | None = None):
    return tuple((day, held) for day in days)


@pytest.mark.parametrize(
    ("case", "section", "day"),
    [
        (case(received=SINCE), "new", SINCE),
        (case(received=MONDAY), "new", MONDAY),
        (case(complete=False, asked=SINCE), "school", SINCE),
        (case(complete=False), "school", LONG_AGO),
        (case(undecided=SINCE), "decision", SINCE),
        (case(reviews=reviews(MONDAY)), "due", MONDAY),
        (case(reviews=reviews(date(2026, 12, 14))), "due", date(2026, 12, 14)),
        (case(reviews=reviews(date(2026, 11, 27))), "overdue", date(2026, 11, 27)),
        (case(end=date(2026, 12, 14)), "ending", date(2026, 12, 14)),
    ],
)
def test_a_case_stands_in_one_section(council, case, section, day):
    found = week([case], MONDAY, SINCE, council)
    assert getattr(found, section) == (Line("OSD-1", day),)
    others = {"new", "school", "decision", "due", "overdue", "ending"} - {section}
    assert not any(getattr(found, other) for other in others)


@pytest.mark.parametrize(
    "case",
    [
        case(),
        case(received=date(2026, 11, 22)),
        case(reviews=reviews(date(2026, 12, 15))),
        case(reviews=reviews(date(2026, 11, 27), held=date(2026, 11, 27))),
        case(end=date(2026, 12, 15)),
    ],
)
def test_of_other_cases_there_is_nothing_to_say(council, case):
    assert week([case], MONDAY, SINCE, council).empty


def test_a_last_day_that_has_passed_is_overdue_and_says_so(council):
    end = date(2026, 11, 27)
    assert week([case(end=end)], MONDAY, SINCE, council).overdue == (Line("OSD-1", end, ended=True),)


@pytest.mark.parametrize(
    ("weekday", "on", "day"),
    [
        (Weekday.MONDAY, date(2026, 12, 2), MONDAY),
        (Weekday.WEDNESDAY, MONDAY, date(2026, 12, 2)),
        (Weekday.MONDAY, date(2027, 5, 3), date(2027, 5, 4)),  # the early May bank holiday
        (Weekday.FRIDAY, date(2027, 3, 22), date(2027, 3, 25)),  # Good Friday
        (Weekday.MONDAY, date(2026, 12, 28), date(2026, 12, 29)),  # Boxing Day, on a Saturday that year
        (Weekday.MONDAY, date(2026, 10, 28), date(2026, 10, 26)),  # half term: the council works
    ],
)
def test_the_day_of_a_digest_is_a_working_day_of_its_week(weekday, on, day):
    assert Digest(weekday=weekday).day(on) == day


def test_weeks_are_those_of_iso_8601():
    assert (week_of(date(2027, 1, 1)), week_of(date(2027, 1, 4))) == ("2026-W53", "2027-W01")
