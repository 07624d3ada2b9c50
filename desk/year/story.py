"""The story of an invented year, drawn from a seed: what schools send, on which day, and when the desk rests."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from proposals.council import Council, School

FIRST, LAST = date(2026, 9, 7), date(2027, 7, 21)
_EARLIEST_START, _LATEST_START = 35, 220
"""Days after FIRST: a form comes some weeks before its start, and the last review is answered before LAST."""


class Habit(StrEnum):
    """What a school is like."""

    PROMPT = "prompt"
    LATE = "late"
    SILENT = "silent"
    """Answers once the team was told."""
    NEVER = "never answers"
    FORGETFUL = "forgetful"
    """Leaves a question of its form open, and corrects it when asked."""
    WORDY = "wordy"
    """Writes that all is well, and sends the form after that."""
    ENDS_EARLY = "ends early"
    EXTENDS = "extends"
    """Decides at what was to be the last review that the placement goes on for four weeks."""
    CHANGES = "changes provision"
    CONTRADICTS = "contradicts"
    """Tells of its first review a second time, with another decision."""
    WRONG_FORM = "wrong form"
    """Answers with the form it sent first, and then with the right one."""


_SHARES = {
    Habit.PROMPT: 34,
    Habit.LATE: 16,
    Habit.SILENT: 6,
    Habit.NEVER: 2,
    Habit.FORGETFUL: 14,
    Habit.WORDY: 6,
    Habit.ENDS_EARLY: 6,
    Habit.EXTENDS: 6,
    Habit.CHANGES: 4,
    Habit.CONTRADICTS: 3,
    Habit.WRONG_FORM: 3,
}
_DECIDED_OF_10 = 8
"""Of ten placements so many are decided about before they start."""
_EXTENSION = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Review:
    """A review as it is held, and the day on which the school's outcome form arrives."""

    due: date
    answered: date


@dataclass(frozen=True, slots=True)
class Story:
    """One placement: its school, its form, and what becomes of it. The answer to its last review closes it.

    `weeks` lie between two reviews; `planned` are all of them by its form, `reviews` those that are held. `decided` is
    when the coordinator supports it, `extended` the last day that is agreed in place of the form's; either may be None.
    """

    number: int
    school: School
    habit: Habit
    proposed: date
    corrected: date | None
    decided: date | None
    start: date
    weeks: int
    planned: tuple[date, ...]
    reviews: tuple[Review, ...]
    extended: date | None

    @property
    def end(self) -> date:
        """The last day, as the form says."""
        return self.planned[-1]

    @property
    def address(self) -> str:
        """Whom the desk answers; no two placements have the same."""
        return f"p{self.number:04d}@{self.school.email_domain}"


@dataclass(frozen=True, slots=True)
class Year:
    """All placements, the school days, the working days, and those on which the desk works."""

    stories: tuple[Story, ...]
    school_days: tuple[date, ...]
    working: tuple[date, ...]
    runs: tuple[date, ...]


def tell(placements: int, seed: int, council: Council) -> Year:
    """Return the year that `seed` draws, with so many placements."""
    random = Random(seed)  # noqa: S311  # a story, not a secret
    bank = _bank_holidays()
    weekdays = [day for day in _days(FIRST, LAST + timedelta(days=60)) if day.weekday() < 5 and day not in bank]
    school = tuple(
        day for day in weekdays if not any(closure.first <= day <= closure.last for closure in council.closures)
    )
    working = [day for day in weekdays if day <= LAST]
    schools = [each for each in council.schools if each.email_domain]
    # One of each habit, so that a small year has them all; more of them by their shares.
    habits = [*Habit, *random.choices(list(_SHARES), list(_SHARES.values()), k=placements)][:placements]
    stories = tuple(
        _story(number, habit, random.choice(schools), random, school) for number, habit in enumerate(habits)
    )
    return Year(stories, school, tuple(working), tuple(_worked(working, random)))


def _worked(working: Sequence[date], random: Random) -> Sequence[date]:
    """Without four days that the flows missed, and two in a row on which the mailbox was down."""
    missed = set(random.sample(working[20:-5], 4))
    down = random.randrange(20, len(working) - 10)
    return [day for day in working if day not in missed and day not in working[down : down + 2]]


def _story(number: int, habit: Habit, school: School, random: Random, days: tuple[date, ...]) -> Story:
    extension = _EXTENSION if habit is Habit.EXTENDS else None
    start, weeks, planned = _plan(random, frozenset(days), extension or timedelta())
    extended = planned[-1] + extension if extension else None
    proposed = after(days, start, -random.randint(16, 20))
    outcomes = {Habit.NEVER: (), Habit.ENDS_EARLY: planned[:1]}.get(habit, planned)
    held = (*outcomes, extended) if extended else outcomes
    reviews = tuple(Review(due, after(days, due, _wait(habit, random))) for due in held)
    corrected = after(days, proposed, random.choice((2, 4, 8))) if habit is Habit.FORGETFUL else None
    decided = after(days, proposed, random.randint(10, 14)) if random.randrange(10) < _DECIDED_OF_10 else None
    return Story(number, school, habit, proposed, corrected, decided, start, weeks, planned, reviews, extended=extended)


def _plan(random: Random, days: frozenset[date], extension: timedelta) -> tuple[date, int, tuple[date, ...]]:
    """A start whose reviews all fall on school days, so that no calendar has to move them."""
    while True:
        start = FIRST + timedelta(days=random.randint(_EARLIEST_START, _LATEST_START))
        weeks, times = random.randint(3, 6), random.randint(2, 3)
        planned = tuple(start + timedelta(weeks=weeks * time) for time in range(1, times + 1))
        if days.issuperset((start, *planned, planned[-1] + extension)) and planned[-1] < LAST - timedelta(days=35):
            return start, weeks, planned


def _wait(habit: Habit, random: Random) -> int:
    """School days between a review and its outcome; after 5, 10 and 15 of them the desk asks, asks again, and tells."""
    if habit is Habit.LATE:
        return random.randint(6, 9)
    return random.randint(16, 18) if habit is Habit.SILENT else random.randint(1, 4)


def after(days: Sequence[date], day: date, count: int) -> date:
    """Return the school day that lies `count` of them after `day`; before it, when negative."""
    return days[(bisect_right(days, day) - 1 if count >= 0 else bisect_left(days, day)) + count]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _bank_holidays() -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=(FIRST.year, LAST.year)))
