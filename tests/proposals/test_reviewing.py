"""What an outcome does to the plan, for any plan and any outcome."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from proposals.choices import Decision
from proposals.reviewing import ENDS, Review, Told, closes, reviews_after

DAYS = st.dates(date(2027, 1, 4), date(2027, 3, 31))
PLANS = st.lists(DAYS, unique=True, max_size=5).map(lambda days: tuple(Review(day) for day in sorted(days)))
OUTCOMES = st.builds(
    Told,
    held=st.none() | DAYS,
    decision=st.none() | st.sampled_from([each.value for each in Decision]),
    next_review=st.none() | DAYS,
)


@given(PLANS, st.lists(OUTCOMES, max_size=4))
def test_a_plan_has_a_day_once_and_never_loses_a_review_that_was_held(plan, outcomes):
    for told in outcomes:
        after = reviews_after(plan, told)
        days = [each.due for each in after]
        assert days == sorted(set(days))
        held = {each.held for each in plan if each.held}
        assert held <= {each.held for each in after if each.held}
        assert len([each for each in after if each.held]) <= len([each for each in plan if each.held]) + 1
        plan = after


@given(PLANS, OUTCOMES)
def test_what_is_told_twice_changes_nothing_the_second_time(plan, told):
    once = reviews_after(plan, told)
    if told.held is not None and any(each.held == told.held for each in once):
        assert reviews_after(once, told) == once


@given(PLANS, DAYS, st.integers(1, 60))
def test_the_day_that_is_agreed_is_planned(plan, held, later):
    agreed = held + timedelta(days=later)
    after = reviews_after(plan, Told(held, "continue", agreed))
    assert any(each.due == agreed for each in after)


@given(OUTCOMES)
def test_a_case_closes_where_an_end_was_decided_and_nothing_agreed(told):
    assert closes(told) == (told.decision in ENDS and told.next_review is None)
