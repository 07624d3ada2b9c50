"""School days, and the days on which a placement is reviewed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.profile import load_council
from flows.settings import COUNCILS
from proposals.calendar import (
    is_school_day,
    next_school_day,
    previous_school_day,
    review_dates,
    school_days_after,
    school_days_before,
    school_year_end,
)

COUNCIL = load_council(COUNCILS / "exampleshire")
SCHOOLS_OWN = {"first": date(2027, 1, 13), "weeks": 4}
DAYS = st.dates(date(2026, 9, 1), date(2028, 6, 30))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), True),
        (date(2026, 12, 5), False),  # a Saturday
        (date(2026, 12, 25), False),  # a bank holiday within the Christmas closure
        (date(2027, 5, 3), False),  # the early May bank holiday
        (date(2027, 2, 17), False),  # half term
        (date(2027, 1, 4), False),  # a training day
        (date(2027, 1, 5), True),
    ],
)
def test_school_days(day, expected):
    assert is_school_day(day, COUNCIL) is expected


def test_days_are_counted_over_a_holiday():
    assert school_days_after(date(2026, 12, 17), 2, COUNCIL) == date(2027, 1, 5)
    assert school_days_before(date(2027, 1, 5), 2, COUNCIL) == date(2026, 12, 17)
    assert next_school_day(date(2026, 12, 19), COUNCIL) == date(2027, 1, 5)
    assert previous_school_day(date(2027, 1, 4), COUNCIL) == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("start", "end", "more", "expected"),
    [
        # every six weeks from the start; 18 January and 1 March are Mondays in term
        (date(2026, 12, 7), date(2027, 3, 19), {}, [date(2027, 1, 18), date(2027, 3, 1), date(2027, 3, 19)]),
        # as the school proposes
        (date(2026, 12, 7), date(2027, 2, 12), SCHOOLS_OWN, [date(2027, 1, 13), date(2027, 2, 10)]),
        # a longer interval than the council's is not followed
        (date(2026, 12, 7), date(2027, 2, 12), {"weeks": 12}, [date(2027, 1, 18), date(2027, 2, 12)]),
        # a first review in half term moves to the next school day
        (date(2027, 1, 11), date(2027, 3, 12), {"first": date(2027, 2, 16)}, [date(2027, 2, 22), date(2027, 3, 12)]),
        # a placement that is over before its first interval is reviewed at its end
        (date(2027, 1, 11), date(2027, 1, 29), {}, [date(2027, 1, 29)]),
        # the summer moves a review to 1 September, and the next is six weeks from there, not the day after
        (date(2027, 3, 18), date(2027, 10, 15), {},
         [date(2027, 4, 29), date(2027, 6, 10), date(2027, 9, 1), date(2027, 10, 13)]),
        # a weekly review keeps its weekday over a bank holiday
        (date(2027, 4, 19), date(2027, 5, 17), {"weeks": 1},
         [date(2027, 4, 26), date(2027, 5, 4), date(2027, 5, 10), date(2027, 5, 17)]),
        # a placement that lies in a holiday has no day for a review, least of all one before it begins
        (date(2026, 12, 24), date(2027, 1, 2), {}, []),
    ],
)  # fmt: skip
def test_review_dates(start, end, more, expected):
    assert list(review_dates(start, end, COUNCIL, **more)) == expected


@given(DAYS, st.integers(1, 200), st.one_of(st.none(), DAYS), st.one_of(st.none(), st.integers(1, 60)))
def test_reviews_are_on_school_days_in_order_apart_and_within_the_placement(start, length, first, weeks):
    end = start + timedelta(days=length)
    planned = review_dates(start, end, COUNCIL, first=first, weeks=weeks)
    assert planned == tuple(sorted(set(planned)))
    assert bool(planned) == (previous_school_day(end, COUNCIL) >= start)
    assert all(start <= day <= end for day in planned)
    assert all(later - earlier >= timedelta(days=3) for earlier, later in pairwise(planned))
    if previous_school_day(end, COUNCIL) > start:
        assert all(is_school_day(day, COUNCIL) for day in planned)
        assert end - planned[-1] < timedelta(days=7 + 50), "the end is near a review, a long holiday apart"


def test_the_school_year_ends_in_july_or_where_nobody_says_in_august():
    assert school_year_end(date(2026, 11, 30), COUNCIL) == date(2027, 7, 21)
    assert school_year_end(date(2031, 1, 1), COUNCIL) == date(2031, 8, 31)
