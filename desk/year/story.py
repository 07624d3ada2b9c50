"""The story of an invented year, drawn from a seed: what schools send, on which day, and when the desk rests."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from proposals.council import Closure, Council, School

FIRST, LAST = date(2026, 9, 7), date(2027, 7, 21)
_EARLIEST_START, _LATEST_START = 35, 220
"""Days after FIRST: a form comes some weeks before its start, and the last review is answered before LAST."""
_LATEST_END = LAST - timedelta(days=35)


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
    """Decides so at its first review, and sends its form once more, with the new provision in it."""
    CONTRADICTS = "contradicts"
    """Tells of its first review a second time, with another decision."""
    WRONG_FORM = "wrong form"
    """Answers with the form it sent first, and then with the right one."""
    ASKED = "asked for more"
    """The coordinator asks for more information, and it sends its form once more, with that in it."""
    MOVES = "managed move"
    """Tells of a managed move to another school, which the desk writes to as well."""
    HOLIDAY = "review in a holiday"
    """Plans its first review for a week that turns out to be a holiday."""
    HELD = "held"
    """Somebody asks the council for the file: the case is held, and nothing erases it."""


_SHARES = {
    Habit.PROMPT: 24,
    Habit.LATE: 14,
    Habit.SILENT: 6,
    Habit.NEVER: 2,
    Habit.FORGETFUL: 14,
    Habit.WORDY: 6,
    Habit.ENDS_EARLY: 6,
    Habit.EXTENDS: 6,
    Habit.CHANGES: 4,
    Habit.CONTRADICTS: 3,
    Habit.WRONG_FORM: 3,
    Habit.ASKED: 5,
    Habit.MOVES: 8,
    Habit.HOLIDAY: 3,
    Habit.HELD: 2,
}
HOLIDAY = "Spring half term 2027"
"""The holiday that the profile does not have when the year begins, by its name there."""
LEARNED = date(2027, 1, 11)
"""The day on which somebody writes it into the profile."""
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
    when the coordinator supports it, `extended` the last day that is agreed in place of the form's, `asked` when the
    coordinator asks for more, `again` when the school sends its form once more with something else in it, `held` when
    the case is held, `receiving` the school that a managed move goes to; each may be None.
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
    moved: tuple[date, date] | None
    """The day of a review that falls in the holiday, and the day it is held instead."""
    asked: date | None
    again: date | None
    held: date | None
    receiving: School | None

    @property
    def end(self) -> date:
        """The last day, as the form says; of a managed move, which has none, the day of its review."""
        return self.planned[-1]

    @property
    def days(self) -> tuple[date, ...]:
        """The days of all reviews, once everybody knows of the holiday."""
        before, instead = self.moved or (None, None)
        return tuple(instead if instead and day == before else day for day in self.planned)

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
    schools = [each for each in council.schools if each.email_domain and each.email]
    [holiday] = (each for each in council.closures if each.name == HOLIDAY)
    # One of each habit, so that a small year has them all; more of them by their shares.
    habits = [*Habit, *random.choices(list(_SHARES), list(_SHARES.values()), k=placements)][:placements]
    drawing = _Drawing(random, school, frozenset(weekdays), holiday, schools)
    stories = tuple(drawing.story(number, habit) for number, habit in enumerate(habits))
    return Year(stories, school, tuple(working), tuple(_worked(working, random)))


def _worked(working: Sequence[date], random: Random) -> Sequence[date]:
    """Without four days that the flows missed, and two in a row on which the mailbox was down."""
    missed = set(random.sample(working[20:-5], 4))
    down = random.randrange(20, len(working) - 10)
    return [day for day in working if day not in missed and day not in working[down : down + 2]]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws the stories of one year; `weekdays` are those on which there is no bank holiday."""

    random: Random
    days: tuple[date, ...]
    weekdays: frozenset[date]
    holiday: Closure
    schools: Sequence[School]

    def story(self, number: int, habit: Habit) -> Story:
        """Return the next story, of a school of this habit."""
        random, days = self.random, self.days
        school, receiving = random.sample(self.schools, 2)
        extension = _EXTENSION if habit is Habit.EXTENDS else None
        start, weeks, planned, moved = self._plan(habit, extension or timedelta())
        extended = planned[-1] + extension if extension else None
        proposed = after(days, start, -random.randint(16, 20))
        decided = after(days, proposed, random.randint(10, 14)) if random.randrange(10) < _DECIDED_OF_10 else None
        actual = tuple(moved[1] if moved and day == moved[0] else day for day in planned)
        outcomes = {Habit.NEVER: (), Habit.ENDS_EARLY: actual[:1]}.get(habit, actual)
        due = (*outcomes, extended) if extended else outcomes
        reviews = tuple(Review(day, after(days, day, _wait(habit, random))) for day in due)
        asked = after(days, proposed, random.randint(2, 4)) if habit is Habit.ASKED else None
        changed = reviews[0].answered if habit is Habit.CHANGES else asked
        return Story(
            number=number,
            school=school,
            habit=habit,
            proposed=proposed,
            corrected=after(days, proposed, random.choice((2, 4, 8))) if habit is Habit.FORGETFUL else None,
            decided=decided,
            start=start,
            weeks=weeks,
            planned=planned,
            reviews=reviews,
            extended=extended,
            moved=moved,
            asked=asked,
            again=after(days, changed, random.randint(2, 4)) if changed else None,
            held=after(days, start, random.randint(1, 9)) if habit is Habit.HELD else None,
            receiving=receiving if habit is Habit.MOVES else None,
        )

    def _plan(self, habit: Habit, extension: timedelta) -> tuple[date, int, tuple[date, ...], tuple[date, date] | None]:
        """A start whose reviews all fall on school days, but the first one of who plans it for the holiday."""
        random, schooled = self.random, frozenset(self.days)
        while True:
            start = FIRST + timedelta(days=random.randint(_EARLIEST_START, _LATEST_START))
            weeks, times = random.randint(3, 6), 1 if habit is Habit.MOVES else random.randint(2, 3)
            planned = tuple(start + timedelta(weeks=weeks * time) for time in range(1, times + 1))
            moved, wanted = None, planned
            if habit is Habit.HOLIDAY:
                first, wanted = planned[0], planned[1:]
                if not self._becomes_a_holiday(first) or after(self.days, start, -20) > LEARNED - timedelta(days=7):
                    continue
                moved = first, after(self.days, self.holiday.last, 1)
            if schooled.issuperset((start, *wanted, planned[-1] + extension)) and planned[-1] < _LATEST_END:
                return start, weeks, planned, moved

    def _becomes_a_holiday(self, day: date) -> bool:
        return self.holiday.first <= day <= self.holiday.last and day in self.weekdays


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
