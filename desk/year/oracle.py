"""Which letters a year owes, by its story alone, and how they compare with those that went out.

The rules are written down here once more, in school days, and share nothing with the flows or `proposals.due`: mistakes
show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desk.year.story import LEARNED, Habit, Review, Story, Year, after
from proposals.council import Limits

SCHOOL, COORDINATOR, TEAM, RECEIVING = "school", "coordinator", "team", "receiving"
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
    """Return how the letters that were `sent` compare with those the story calls for."""
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
        yield from self._forms()
        yield from self._decided()
        yield from self._outcomes()
        yield from self._answers()
        yield from self._start()
        yield from self._moved()
        story = self.story
        closed = self._run(story.reviews[-1].answered) if story.reviews else date.max
        answered = {review.due: self._run(review.answered) for review in story.reviews}
        for due in story.days:
            yield from self._review(due, story.proposed, min(answered.get(due, closed), closed))
        extended = answered[story.end] if story.extended else closed
        yield from self._end(story.end, story.proposed, extended)
        if story.extended:
            yield from self._review(story.extended, extended, closed)
            yield from self._end(story.extended, extended, closed)

    def _forms(self) -> Iterator[Letter]:
        """Each form is acknowledged, and the coordinator has its pack; a receiving school is told of the move."""
        story = self.story
        first = "acknowledgement_incomplete" if story.habit is Habit.FORGETFUL else "acknowledgement_complete"
        yield from self._each(first, self._run(story.proposed), (SCHOOL,))
        later = [day for day in (story.corrected, story.again) if day]
        for day in later:
            yield from self._each("acknowledgement_complete", self._run(day), (SCHOOL,))
        for day in (story.proposed, *later):
            yield from self._each("pack_cover", self._run(day), (COORDINATOR,))
        if story.receiving:
            yield from self._each("receiving_school", self._run(story.proposed), (RECEIVING,))

    def _decided(self) -> Iterator[Letter]:
        story = self.story
        if story.asked:
            yield from self._each("decision_more_information", self._run(story.asked), (SCHOOL,))
        if story.decided:
            yield from self._each("decision_supported", self._run(story.decided), (SCHOOL,))
        if story.decided and story.receiving:
            yield from self._each("receiving_decision", self._run(story.decided), (RECEIVING,))

    def _outcomes(self) -> Iterator[Letter]:
        """What follows from all that a school says of a review: its words, the wrong form, the outcome, and another."""
        story = self.story
        for review in story.reviews:
            if story.habit is Habit.WORDY:
                yield from self._each("reply_passed_on", self._run(review.due), (SCHOOL,))
                yield from self._each("for_a_person", self._run(review.due), (COORDINATOR,))
            if story.habit is Habit.WRONG_FORM:
                yield from self._each("already_received", self._run(review.due), (SCHOOL,))
            answered = self._run(review.answered)
            yield from self._each(self._confirmed(review), answered, (SCHOOL,))
            yield from self._each("pack_cover", answered, (COORDINATOR,))
            if story.receiving:
                yield from self._each("receiving_outcome", answered, (RECEIVING,))
        if story.habit is Habit.CONTRADICTS:
            another = self._run(after(self.year.school_days, story.reviews[0].answered, 1))
            yield from self._each("review_queried", another, (SCHOOL,))
            yield from self._each("pack_cover", another, (COORDINATOR,))

    def _confirmed(self, review: Review) -> str:
        if review is self.story.reviews[-1]:
            return "closing"
        return "extension" if self.story.extended and review.due == self.story.end else "review_recorded"

    def _moved(self) -> Iterator[Letter]:
        if self.story.moved:
            yield from self._each("reviews_moved", self._run(LEARNED), _BOTH)

    def _start(self) -> Iterator[Letter]:
        if self.story.decided is None:
            yield from self._each("started_undecided", self._run(self.story.start), (COORDINATOR, TEAM))

    def _end(self, end: date, known: date, until: date) -> Iterator[Letter]:
        """What is said about a last day, `known` from one day on, `until` it is answered or another is agreed."""
        if self.story.receiving:
            # A managed move is meant for good.
            return
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
            yield from self._each("receiving_review", notice, (RECEIVING,) if self.story.receiving else ())
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
