"""Planned reviews that turn out to fall in a holiday: each goes by the next school day instead.

That is so when a profile gets its term dates after a case was planned, when they change, or when a school agrees on
such a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from proposals.calendar import is_school_day, next_school_day, previous_school_day
from proposals.council import Council
from proposals.reviewing import Review

_FARTHEST = timedelta(days=90)
"""Longer than any holiday."""


@dataclass(frozen=True, slots=True)
class MovedReview:
    """A planned review that goes by another day than it did."""

    before: date
    after: date


def moved_reviews(
    reviews: Sequence[Review], end: date | None, on: date, council: Council, *, told: Collection[date]
) -> tuple[MovedReview, ...]:
    """Return the reviews that a closure of the profile moves, as seen on the day `on`.

    What is held, past, or among the days that were `told` of in a letter about the review stays: people have arranged
    it by then. None is moved past `end`, nor onto the day of another.
    """
    return tuple(_moved(reviews, end, on, council, told))


def replanned(reviews: Sequence[Review], moved: Sequence[MovedReview]) -> tuple[Review, ...]:
    """Return reviews by their days after some were moved."""
    after = {each.before: each.after for each in moved}
    return tuple(
        sorted((replace(each, due=after.get(each.due, each.due)) for each in reviews), key=lambda each: each.due)
    )


def _moved(
    reviews: Sequence[Review], end: date | None, on: date, council: Council, told: Collection[date]
) -> Iterator[MovedReview]:
    taken = {each.due for each in reviews}
    for each in reviews:
        if each.held or each.due <= on or each.due in told or not _closed(each.due, council):
            continue
        day = next_school_day(each.due, council)
        while day in taken and day < each.due + _FARTHEST:
            day = next_school_day(day + timedelta(days=1), council)
        if end and day > end:
            day = previous_school_day(min(each.due, end), council)
        if day > on and day not in taken and is_school_day(day, council):
            taken.add(day)
            yield MovedReview(each.due, day)


def _closed(day: date, council: Council) -> bool:
    return any(closure.first <= day <= closure.last for closure in council.closures)
