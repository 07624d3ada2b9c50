"""What the outcome of a review does to a placement's plan, and what in it is asked about before it does anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from proposals.calendar import school_year_end
from proposals.choices import Decision
from proposals.council import Council

ENDS = frozenset({Decision.RETURN_TO_SCHOOL, Decision.END_EARLY})
"""What brings a placement to its end."""
_EARLY = timedelta(days=7)
"""A review may be brought forward by a week and still be the one that was planned."""


@dataclass(frozen=True, slots=True)
class Review:
    """One review of a placement: the day it goes by, and what is recorded of it."""

    due: date
    held: date | None = None
    decision: str | None = None


class Outcome(Protocol):
    """What the outcome of a review says."""

    @property
    def held(self) -> date | None:
        """The day of the review."""

    @property
    def decision(self) -> str | None:
        """One of `Decision`, if any was made out."""

    @property
    def next_review(self) -> date | None:
        """The day that is agreed for the next."""


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of a review, as a school tells of it."""

    held: date | None
    decision: str | None
    next_review: date | None = None
    new_end: date | None = None


class Doubt(StrEnum):
    """Why an outcome, or a day in it, is asked about and changes nothing until somebody has answered."""

    UNSURE = "unsure"
    """Its decision or one of its days was not read surely, or is there twice."""
    CLOSED = "closed"
    NOT_YET = "not_yet"
    BEFORE_START = "before_start"
    BEFORE_LAST = "before_last"
    """Held before a review that is recorded."""
    CONTRADICTS = "contradicts"
    """A review of that day is recorded with another decision."""
    NEXT_BEFORE = "next_before"
    """The next review is not after this one."""
    NO_NEW_END = "no_new_end"
    """Extended, and nobody says until when."""
    END_BEFORE = "end_before"
    """The new last day is before the review."""
    NO_START = "no_start"
    """The case has no first day, so nobody can say how long it would be."""
    TOO_LONG = "too_long"
    """Extended beyond the council's longest placement (guide: for as short a time as is needed)."""
    BEYOND_YEAR = "beyond_year"
    """Extended beyond the school year in which it began."""

    @property
    def of_the_whole(self) -> bool:
        """Whether nothing of the outcome is recorded as such; else it is about a day to come alone."""
        return self in _OF_THE_WHOLE


_OF_THE_END = frozenset({Doubt.END_BEFORE, Doubt.NO_START, Doubt.TOO_LONG, Doubt.BEYOND_YEAR})
_OF_THE_WHOLE = frozenset(
    {Doubt.UNSURE, Doubt.CLOSED, Doubt.NOT_YET, Doubt.BEFORE_START, Doubt.BEFORE_LAST, Doubt.CONTRADICTS}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The placement that an outcome is about, as it stands."""

    start: date | None
    end: date | None
    reviews: tuple[Review, ...]
    is_open: bool = True


def doubts(told: Told, standing: Standing, on: date, council: Council) -> tuple[Doubt, ...]:
    """Return what is to be asked about an outcome that came in on the day `on`, the gravest first."""
    return (*_of_the_review(told, standing, on), *_of_the_end(told, standing, council))


def undoubted(told: Told, found: Sequence[Doubt]) -> Told:
    """Return what of an outcome is recorded: nothing that is doubted."""
    if any(each.of_the_whole for each in found):
        return Told(None, None)
    next_review = None if Doubt.NEXT_BEFORE in found else told.next_review
    return replace(told, next_review=next_review, new_end=None if _OF_THE_END & set(found) else told.new_end)


def _of_the_review(told: Told, standing: Standing, on: date) -> Iterator[Doubt]:
    if not standing.is_open:
        yield Doubt.CLOSED
    held = told.held
    if held is None:
        return
    if held > on:
        yield Doubt.NOT_YET
    if standing.start and held < standing.start:
        yield Doubt.BEFORE_START
    days = {each.held: each.decision for each in standing.reviews if each.held}
    if held in days:
        if told.decision and days[held] and told.decision != days[held]:
            yield Doubt.CONTRADICTS
    elif any(held < day for day in days):
        yield Doubt.BEFORE_LAST
    if told.next_review and told.next_review <= held:
        yield Doubt.NEXT_BEFORE


def _of_the_end(told: Told, standing: Standing, council: Council) -> Iterator[Doubt]:
    end = told.new_end
    if end is None:
        if told.decision == Decision.EXTEND:
            yield Doubt.NO_NEW_END
        return
    # Where it ended, the pupil may have left before the review was held.
    if told.held and end < told.held and told.decision not in ENDS:
        yield Doubt.END_BEFORE
    if standing.end and end <= standing.end:
        # Ended earlier, or as it was: nothing is extended.
        return
    if standing.start is None:
        yield Doubt.NO_START
        return
    if end >= standing.start + timedelta(weeks=council.limits.placement_weeks):
        yield Doubt.TOO_LONG
    if end > school_year_end(standing.start, council):
        yield Doubt.BEYOND_YEAR


def closes(told: Outcome) -> bool:
    """Whether nothing is to follow: an end was decided, and no other review agreed."""
    return told.decision in ENDS and told.next_review is None


def reviews_after(days: Sequence[Review], told: Outcome) -> tuple[Review, ...]:
    """Return the reviews of a placement after an outcome: one is held and decided, the next is on the day agreed."""
    rows = tuple(sorted(days, key=lambda row: row.due))
    answered = _told_before(rows, told.held) or _answered([row for row in rows if row.held is None], told.held)
    others = tuple(row for row in rows if row is not answered)
    kept: list[Review] = list(others)
    done = {row.due for row in others if row.held}
    if answered:
        day = _day_of(answered, others, told)
        kept.append(replace(answered, due=day, held=told.held, decision=told.decision or answered.decision))
        done.add(day)
    if told.next_review and told.next_review not in done:
        kept = _agreed(kept, others, told.next_review, told.held)
    return tuple(sorted(kept, key=lambda row: row.due))


def _told_before(rows: Sequence[Review], held: date | None) -> Review | None:
    """The review that was held on this very day: a school that tells of it again corrects what it said."""
    return next((row for row in rows if row.held is not None and row.held == held), None)


def _answered(waiting: Sequence[Review], held: date | None) -> Review | None:
    """The last review that was due when this one was held; when it was held early, the next one."""
    if held is None or not waiting:
        return None
    by_then = [row for row in waiting if row.due <= held + _EARLY]
    return by_then[-1] if by_then else waiting[0]


def _day_of(answered: Review, others: Sequence[Review], told: Outcome) -> date:
    """The day that a review goes by: its planned one, unless it was held early and that day is agreed for the next."""
    held = told.held
    if answered.due != told.next_review or held is None or any(row.due == held for row in others):
        return answered.due
    return held


def _agreed(kept: list[Review], others: Sequence[Review], agreed: date, held: date | None) -> list[Review]:
    """The agreed day stands in place of the day that was planned next, and of every one before it."""
    if held and agreed <= held:
        return kept
    ahead = [row for row in others if row.held is None and held and row.due > held]
    replaced = [row for row in ahead if row.due <= agreed] or ahead[:1]
    left = [row for row in kept if row not in replaced]
    return left if any(row.due == agreed for row in left) else [*left, Review(agreed)]
