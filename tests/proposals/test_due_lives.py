"""Whatever becomes of a placement, and on whatever days the flow runs: each notice once, in order, none too late."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.profile import load_council
from flows.settings import COUNCILS
from proposals.calendar import review_dates, school_days_after
from proposals.due import Notice, NoticeKind, Placement, PlannedReview, notices

COUNCIL = load_council(COUNCILS / "exampleshire")
LIMITS = COUNCIL.limits
K = NoticeKind
ORDER = (K.REVIEW_DUE, K.REVIEW_TODAY, K.REVIEW_OVERDUE, K.REVIEW_ESCALATED)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Life:
    """A placement, the day on which each of its reviews was reported, if it was, when it closed, and when we looked."""

    placement: Placement
    reported: dict[int, date]
    closed: date | None
    looks: tuple[date, ...]


@st.composite
def lives(draw) -> Life:
    start = draw(st.dates(date(2026, 9, 7), date(2027, 3, 1)))
    end = start + draw(st.integers(1, 180)) * DAY
    received = start + draw(st.integers(-20, 60)) * DAY
    days = review_dates(start, end, COUNCIL)
    placement = Placement(
        received, end, draw(st.none() | st.just(received)), reviews=tuple(map(PlannedReview, range(1, 99), days))
    )
    last = end + 60 * DAY
    reported = {
        n: due + late * DAY
        for n, due in enumerate(days, 1)
        if (late := draw(st.none() | st.integers(-3, 40))) is not None
    }
    closed = draw(st.none() | st.dates(received, max(received, last)))
    missed = draw(st.sets(st.integers(0, 260), max_size=draw(st.sampled_from((0, 20, 200)))))
    looks = tuple(received + n * DAY for n in range((last - received).days + 1) if n not in missed)
    return Life(placement, reported, closed, looks)


def lived(life: Life) -> list[tuple[date, Notice]]:
    """What the daily flow says: what it said before it does not say again, and it remembers when it asked."""
    said: list[tuple[date, Notice]] = []
    placement, known = life.placement, set()
    for day in life.looks:
        if life.closed and day >= life.closed:
            break
        held = {n: at for n, at in life.reported.items() if at <= day}
        placement = replace(
            placement, reviews=tuple(replace(each, held=held.get(each.number)) for each in placement.reviews)
        )
        for notice in notices(placement, day, COUNCIL):
            if (notice.kind, notice.occasion) not in known:
                known.add((notice.kind, notice.occasion))
                said.append((day, notice))
                placement = asked(placement, notice, day)
    return said


def asked(placement: Placement, notice: Notice, day: date) -> Placement:
    if notice.kind is K.ANSWERS_AWAITED:
        return replace(placement, asked_again=(*placement.asked_again, day))
    if notice.kind is K.REVIEW_OVERDUE and notice.review:
        of = notice.review.number
        return replace(
            placement,
            reviews=tuple(replace(r, asked=(*r.asked, day)) if r.number == of else r for r in placement.reviews),
        )
    return placement


@settings(max_examples=60, deadline=None)
@given(lives())
def test_each_is_said_once_in_order_and_not_too_late(life):
    said = lived(life)
    about: dict[tuple[NoticeKind, int], list[date]] = defaultdict(list)
    for day, notice in said:
        assert not (life.closed and day >= life.closed)
        if notice.review:
            reported = life.reported.get(notice.review.number)
            assert reported is None or day < reported, "nothing is said of a review that is held"
        about[notice.kind, notice.review.number if notice.review else 0].append(day)
    often = {K.REVIEW_OVERDUE: LIMITS.review_overdue_times, K.ANSWERS_AWAITED: LIMITS.answers_awaited_times}
    assert all(len(days) <= often.get(kind, 1) for (kind, _), days in about.items())
    for review in life.placement.reviews:
        days = [day for kind in ORDER for day in about[kind, review.number]]
        assert days == sorted(set(days)), "announced, reminded of, asked for, escalated: on different days, in order"
        assert all(day < review.due for day in about[K.REVIEW_DUE, review.number])
        invited = about[K.REVIEW_INVITATION, review.number]
        assert all(day <= review.due - LIMITS.parents_invited_days * DAY for day in invited)
        waited = [review.due, *about[K.REVIEW_OVERDUE, review.number], *about[K.REVIEW_ESCALATED, review.number]]
        gap = LIMITS.review_overdue_school_days
        assert all(b >= school_days_after(a, gap, COUNCIL) for a, b in pairwise(waited))
        if about[K.REVIEW_ESCALATED, review.number]:
            assert len(about[K.REVIEW_OVERDUE, review.number]) == LIMITS.review_overdue_times
    assert all(day <= life.placement.end for day in about[K.ENDING_SOON, 0])
    assert all(day > life.placement.end for day in about[K.ENDED_WITHOUT_OUTCOME, 0])
    if about[K.ANSWERS_MISSING, 0]:
        assert len(about[K.ANSWERS_AWAITED, 0]) == LIMITS.answers_awaited_times
