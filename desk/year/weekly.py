"""Which digests the coordinators are owed in a year, and what each counts, by the story alone.

As in `desk.year.oracle` the rules are written down once more and share nothing with `proposals.caseload`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from desk.year.story import Habit, Story, Year, after
from proposals.council import Council
from proposals.digest import Weekday


class Counts(NamedTuple):
    """How many lines a digest has under each of its headings."""

    new: int = 0
    awaiting_school: int = 0
    awaiting_decision: int = 0
    due: int = 0
    overdue: int = 0
    ending: int = 0


class Digest(NamedTuple):
    """A digest: the address it goes to, its day, and what it counts."""

    to: str
    on: date
    counts: Counts


def owed(year: Year, council: Council) -> tuple[Digest, ...]:
    """Return every digest that the year calls for: one for each coordinator and week with something to say.

    It goes on the profile's weekday or the first day after it in that week on which the desk works and has something
    to say.
    """
    if not council.digest.weekly:
        return ()
    coordinators = {each.code: each.email for each in council.coordinators}
    areas = {area.code: area.coordinator for area in council.areas}
    found = (
        _first(year, council, week, address, [story for story in year.stories if areas[story.school.area] == code])
        for week in sorted({_monday(run) for run in year.runs})
        for code, address in coordinators.items()
    )
    return tuple(sorted(each for each in found if each))


def _first(year: Year, council: Council, week: date, to: str, stories: Sequence[Story]) -> Digest | None:
    ahead = council.digest.school_days
    wanted = week + timedelta(days=list(Weekday).index(council.digest.weekday))
    for on in (run for run in year.runs if wanted <= run and _monday(run) == week):
        since = _weekday_before(year, wanted)
        days = _Day(year, on, since, after(year.school_days, on, ahead))
        counts = Counts(*map(sum, zip(*(days.counts(story) for story in stories), strict=True)))
        if any(counts) or council.digest.when_empty:
            return Digest(to, on, counts)
    return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday_before(year: Year, wanted: date) -> date:
    """The day of last week's digest, whether the desk worked on it or not."""
    before = wanted - timedelta(weeks=1)
    return next((day for day in year.working if before <= day < _monday(wanted)), before)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day on which a digest is written: `since` the day of the last one, up to `ahead` it looks."""

    year: Year
    on: date
    since: date
    ahead: date

    def counts(self, story: Story) -> Counts:
        """Return what one placement adds."""
        if not self._came(story.proposed) or (story.reviews and self._came(story.reviews[-1].answered)):
            return Counts()
        decided = self._came(story.decided)
        missing = story.habit is Habit.FORGETFUL and not self._came(story.corrected)
        asked = missing or (self._came(story.asked) and not self._came(story.again) and not decided)
        undecided = not asked and not decided
        waiting, end = list(self._waiting(story)), self._end(story)
        return Counts(
            self.since <= self._run(story.proposed),
            asked,
            undecided,
            sum(self.on <= due <= self.ahead for due in waiting),
            sum(due < self.on for due in waiting) + (end is not None and end < self.on),
            end is not None and self.on <= end <= self.ahead,
        )

    def _waiting(self, story: Story) -> Iterator[date]:
        answered = {review.due: review.answered for review in story.reviews}
        known = [*story.days, *([story.extended] if story.extended and self._came(answered[story.end]) else [])]
        yield from (due for due in known if not self._came(answered.get(due)))

    def _end(self, story: Story) -> date | None:
        if story.receiving:
            return None
        if story.extended:
            agreed = next(review.answered for review in story.reviews if review.due == story.end)
            return story.extended if self._came(agreed) else story.end
        return story.end

    def _came(self, day: date | None) -> bool:
        return day is not None and self._run(day) <= self.on

    def _run(self, day: date) -> date:
        return next((run for run in self.year.runs if run >= day), date.max)
