"""A case that was looked at rests until something may be due in it, and not a day longer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proposals.council import Closure, Council, Limits
from proposals.due import Placement, PlannedReview, notices
from proposals.quiet import look

_DAY = timedelta(days=1)
_FIRST, _LAST = date(2026, 9, 1), date(2027, 9, 30)
_NEAR = st.dates(_FIRST, _LAST)
_SOME = st.lists(_NEAR, max_size=2).map(lambda days: tuple(sorted(days)))
_REVIEW = st.builds(PlannedReview, st.just(1), _NEAR, st.none() | _NEAR, _SOME)
_PLACEMENT = st.builds(
    Placement, _NEAR, st.none() | _NEAR, st.none() | _NEAR, _SOME, st.lists(_REVIEW, max_size=3).map(tuple)
)


def council(**limits: int) -> Council:
    return Council.model_validate(
        {
            "code": "exampleshire",
            "name": "Exampleshire",
            "team": "Team",
            "desk_email": "desk@exampleshire.example.org",
            "team_email": "team@exampleshire.example.org",
            "coordinators": [{"code": "jo", "name": "Jo Fairweather", "email": "jo@exampleshire.example.org"}],
            "areas": [{"code": "north", "name": "North", "coordinator": "jo"}],
            "closures": [Closure(first=date(2026, 12, 19), last=date(2027, 1, 3), name="Christmas")],
            "limits": Limits(**limits),
        }
    )


@settings(max_examples=150, deadline=None)
@given(_PLACEMENT, _NEAR, st.sampled_from([{}, {"review_notice_school_days": 0, "parents_invited_days": 0}]))
def test_nothing_else_is_due_on_any_day_before_the_one_that_it_names(
    placement: Placement, on: date, limits: dict[str, int]
) -> None:
    profile = council(**limits)
    seen = look(placement, on, profile)
    assert seen.notices == notices(placement, on, profile)
    assert seen.until > on
    day = on + _DAY
    while day < min(seen.until, on + timedelta(days=500)):
        assert notices(placement, day, profile) == seen.notices
        day += _DAY


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 9, 7), date(2027, 1, 26)),  # ten school days before its review
        (date(2027, 1, 26), date(2027, 1, 29)),  # the last days to invite the parents begin
    ],
)
def test_a_case_rests_for_months_until_its_first_review_is_near(on: date, until: date) -> None:
    placement = Placement(date(2026, 9, 4), end=date(2027, 7, 16), reviews=(PlannedReview(1, date(2027, 2, 9)),))
    assert look(placement, on, council()).until == until


def test_a_case_of_which_all_was_said_rests_for_good() -> None:
    held = PlannedReview(1, date(2027, 2, 9), date(2027, 2, 9))
    assert look(Placement(date(2026, 9, 4), reviews=(held,)), date(2027, 3, 1), council()).until == date.max
