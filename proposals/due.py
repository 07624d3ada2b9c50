"""What is due in a case on a day, computed from the case alone: a day that was missed is made up for on the next.

Each notice has an occasion. Whoever sends a notice once for its occasion sends nothing twice, however often he asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from proposals.calendar import school_days_after, school_days_before
from proposals.council import Council


class NoticeKind(StrEnum):
    """What a notice says; each is the name of the letter that says it."""

    REVIEW_DUE = "review_due"
    REVIEW_INVITATION = "review_invitation"
    """The last days to invite the parents."""
    REVIEW_TODAY = "review_today"
    REVIEW_OVERDUE = "review_overdue"
    REVIEW_ESCALATED = "review_escalated"
    """Asked for as often as the profile says, and nobody answered."""
    ENDING_SOON = "ending_soon"
    """The last day is near and the review that decides what follows is not held."""
    ENDED_WITHOUT_OUTCOME = "ended_without_outcome"
    STARTED_UNDECIDED = "started_undecided"
    """The first day has come, and the coordinator has not decided."""
    ANSWERS_AWAITED = "answers_awaited"
    ANSWERS_MISSING = "answers_missing"
    """Asked for as often as the profile says, and nobody answered."""


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """One review of a placement: when it is due, and when it was held, if it was. `number` counts from 1.

    `asked` are the days on which its outcome was asked for.
    """

    number: int
    due: date
    held: date | None = None
    asked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """What of an open case notices are computed from. Days are London's.

    `received` is when its latest form came, `asked` when its school was last told what is missing, if anything is, and
    `asked_again` are the days on which it was asked for that again.
    """

    received: date
    end: date | None = None
    asked: date | None = None
    asked_again: tuple[date, ...] = ()
    reviews: tuple[PlannedReview, ...] = ()
    start: date | None = None
    undecided: bool = False
    """Whether a coordinator's decision about it is awaited."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be said about a case, once for its `occasion`. `review` is the one it is about, if it is."""

    kind: NoticeKind
    occasion: str
    due: date
    """The day it is about: of a review, the last of a placement, or of the question."""
    review: PlannedReview | None = None
    time: int = 1
    """Which time it is said, from 1."""


def notices(placement: Placement, on: date, council: Council) -> tuple[Notice, ...]:
    """Return what is due to be said about an open case on the day `on`, or was on a day before and still matters."""
    return (
        *_answers(placement, on, council),
        *(notice for review in placement.reviews for notice in _review(review, placement, on, council)),
        *_start(placement, on, council),
        *_end(placement, on, council),
    )


def _review(review: PlannedReview, placement: Placement, on: date, council: Council) -> Iterator[Notice]:
    limits, due, occasion = council.limits, review.due, review.due.isoformat()
    if review.held:
        return
    if on < due and on >= school_days_before(due, limits.review_notice_school_days, council):
        yield Notice(NoticeKind.REVIEW_DUE, occasion, due, review)
    invite_by = due - timedelta(days=limits.parents_invited_days)
    if school_days_before(invite_by, limits.review_invitation_school_days, council) <= on <= invite_by:
        yield Notice(NoticeKind.REVIEW_INVITATION, occasion, due, review)
    # A form that comes late names reviews that are past: its school has the same time to answer.
    asked = review.asked
    ask = school_days_after(max((due, placement.received, *asked)), limits.review_overdue_school_days, council)
    if due <= on < ask and placement.received <= due and not asked:
        yield Notice(NoticeKind.REVIEW_TODAY, occasion, due, review)
    if on < ask:
        return
    if len(asked) < limits.review_overdue_times:
        time = len(asked) + 1
        yield Notice(NoticeKind.REVIEW_OVERDUE, f"{occasion} {time}", due, review, time)
    else:
        yield Notice(NoticeKind.REVIEW_ESCALATED, occasion, due, review)


def _answers(placement: Placement, on: date, council: Council) -> Iterator[Notice]:
    first, again, limits = placement.asked, placement.asked_again, council.limits
    if first is None or on < school_days_after(max((first, *again)), limits.answers_awaited_school_days, council):
        return
    if len(again) < limits.answers_awaited_times:
        time = len(again) + 1
        yield Notice(NoticeKind.ANSWERS_AWAITED, f"{first.isoformat()} {time}", first, time=time)
    else:
        yield Notice(NoticeKind.ANSWERS_MISSING, first.isoformat(), first)


def _start(placement: Placement, on: date, council: Council) -> Iterator[Notice]:
    start, end = placement.start, placement.end
    if start is None or not (placement.undecided and council.decisions) or (end and on > end):
        return
    # A form that comes on the first day or later has its pack to speak for it that day.
    if on >= start and on > placement.received:
        yield Notice(NoticeKind.STARTED_UNDECIDED, start.isoformat(), start)


def _end(placement: Placement, on: date, council: Council) -> Iterator[Notice]:
    end, limits = placement.end, council.limits
    if end is None:
        return
    waiting = any(review.held is None for review in placement.reviews)
    if waiting and school_days_before(end, limits.ending_notice_school_days, council) <= on <= end:
        yield Notice(NoticeKind.ENDING_SOON, end.isoformat(), end)
    if on >= school_days_after(max(end, placement.received), limits.review_overdue_school_days, council):
        yield Notice(NoticeKind.ENDED_WITHOUT_OUTCOME, end.isoformat(), end)
