"""Which letters the calendar owes a year, by its story alone, and how they compare with those that went out.

The rules are written down here once more, in school days, and share nothing with `proposals.due`: mistakes show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desk.year.story import Habit, Story, Year, after
from proposals.council import Limits

SCHOOL, COORDINATOR, TEAM = "school", "coordinator", "team"
_BOTH = (SCHOOL, COORDINATOR)


@dataclass(frozen=True, slots=True, order=True)
class Letter:
    """A letter about a placement: what it is, whom it goes to, and its day."""

    placement: int
    kind: str
    to: str
    on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was owed and not sent on its day, and what was sent and not owed: a letter twice, late, or after closing."""

    owed: int
    missing: tuple[Letter, ...]
    stray: tuple[Letter, ...]

    @property
    def sound(self) -> bool:
        """Whether every letter went out on its day, and each once."""
        return not self.missing and not self.stray


def compare(year: Year, limits: Limits, sent: tuple[Letter, ...]) -> Verdict:
    """Return how the calendar's letters that were `sent` compare with those the story calls for."""
    owed = Counter(letter for story in year.stories for letter in _Owed(year, story, limits).letters())
    found = Counter(sent)
    return Verdict(owed.total(), tuple(sorted((owed - found).elements())), tuple(sorted((found - owed).elements())))


@dataclass(frozen=True, slots=True)
class _Owed:
    """What one placement is owed."""

    year: Year
    story: Story
    limits: Limits

    def letters(self) -> Iterator[Letter]:
        yield from self._answers()
        yield from self._start()
        story = self.story
        closed = self._run(story.reviews[-1].answered) if story.reviews else date.max
        answered = {review.due: self._run(review.answered) for review in story.reviews}
        for due in story.planned:
            yield from self._review(due, story.proposed, min(answered.get(due, closed), closed))
        extended = answered[story.end] if story.extended else closed
        yield from self._end(story.end, story.proposed, extended)
        if story.extended:
            yield from self._review(story.extended, extended, closed)
            yield from self._end(story.extended, extended, closed)

    def _start(self) -> Iterator[Letter]:
        if self.story.decided is None:
            yield from self._each("started_undecided", self._run(self.story.start), (COORDINATOR, TEAM))

    def _end(self, end: date, known: date, until: date) -> Iterator[Letter]:
        """What is said about a last day, `known` from one day on, `until` it is answered or another is agreed."""
        days, limits = self.year.school_days, self.limits
        soon = self._run(max(known, after(days, end, -limits.ending_notice_school_days)))
        if soon <= end and soon < until:
            yield from self._each("ending_soon", soon, _BOTH)
        ended = self._run(after(days, end, limits.review_overdue_school_days))
        if ended < until:
            yield from self._each("ended_without_outcome", ended, _BOTH)

    def _review(self, due: date, known: date, until: date) -> Iterator[Letter]:
        days, limits = self.year.school_days, self.limits
        notice = self._run(max(known, after(days, due, -limits.review_notice_school_days)))
        if notice < min(due, until):
            yield from self._each("review_due", notice, _BOTH)
        invite_by = due - timedelta(days=limits.parents_invited_days)
        invitation = self._run(max(known, after(days, invite_by, -limits.review_invitation_school_days)))
        if invitation <= invite_by and invitation < until:
            yield from self._each("review_invitation", invitation, (SCHOOL,))
        today = self._run(due)
        if today < min(until, after(days, due, limits.review_overdue_school_days)):
            yield from self._each("review_today", today, _BOTH)
        yield from self._asked(
            due, until, limits.review_overdue_school_days, limits.review_overdue_times, "review_overdue", _BOTH
        )

    def _answers(self) -> Iterator[Letter]:
        if self.story.habit is Habit.FORGETFUL and self.story.corrected:
            asked, until = self._run(self.story.proposed), self._run(self.story.corrected)
            limits = self.limits
            yield from self._asked(
                asked,
                until,
                limits.answers_awaited_school_days,
                limits.answers_awaited_times,
                "answers_awaited",
                (SCHOOL,),
            )

    def _asked(
        self, since: date, until: date, wait: int, times: int, kind: str, to: tuple[str, ...]
    ) -> Iterator[Letter]:
        """Asked for so many times, `wait` school days apart; then a person is told."""
        told = {"review_overdue": ("review_escalated", TEAM), "answers_awaited": ("answers_missing", COORDINATOR)}[kind]
        for time in range(times + 1):
            since = self._run(after(self.year.school_days, since, wait))
            if since >= until:
                return
            yield from self._each(kind, since, to) if time < times else self._each(told[0], since, (told[1],))

    def _each(self, kind: str, on: date, to: tuple[str, ...]) -> Iterator[Letter]:
        return (Letter(self.story.number, kind, each, on) for each in to)

    def _run(self, day: date) -> date:
        """The first day on or after `day` on which the desk works."""
        return next((run for run in self.year.runs if run >= day), date.max)
