"""A notice becomes letters: what is said, to whom, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from flows import answers
from flows.packing import moved
from flows.policy import trusted_address
from flows.post import Occasion, Post, correction_forms, decision_forms, review_forms
from flows.receiving import ToReceiving
from mailboxes import headers
from mailboxes.compose import Attachment
from mailboxes.message import read_submission
from outputs.calendar_entry import MEDIA_TYPE, CalendarEntry, calendar_file
from outputs.letters import notices as letters
from outputs.letters.receiving import ReceivingReview
from outputs.letters.values import Recipient
from outputs.letters.wording import form_words
from proposals.assessment import Assessment
from proposals.choices import Ruling
from proposals.display import initials
from proposals.due import Notice, NoticeKind
from proposals.in_charge import InCharge
from proposals.replanning import MovedReview, replanned

if TYPE_CHECKING:
    from datetime import date

    from mailboxes.message import Submission
    from proposals.reviewing import Review
    from register import NewDispatch, Placed

_TO_SCHOOL = frozenset(NoticeKind) - {
    NoticeKind.REVIEW_ESCALATED,
    NoticeKind.ANSWERS_MISSING,
    NoticeKind.STARTED_UNDECIDED,
}
_ALSO_TO_COORDINATOR = _TO_SCHOOL - {NoticeKind.REVIEW_INVITATION, NoticeKind.ANSWERS_AWAITED}
_WITH_REVIEW_FORM = frozenset(
    {
        NoticeKind.REVIEW_DUE,
        NoticeKind.REVIEW_TODAY,
        NoticeKind.REVIEW_OVERDUE,
        NoticeKind.ENDING_SOON,
        NoticeKind.ENDED_WITHOUT_OUTCOME,
    }
)


class Reader(StrEnum):
    """Whom a notice is written to."""

    SCHOOL = "school"
    COORDINATOR = "coordinator"
    RECEIVING = "receiving"
    """The school that a managed move goes to; it has a letter of its own."""
    COVER = "cover"
    """Who covers for the coordinator on that day."""
    TEAM = "team"


@dataclass(frozen=True)
class DueLetters:
    """The letters about one case on one day; `end` is the last day as it now stands, `ruling` the decision in force."""

    post: Post
    reference: str
    placed: Placed
    end: date | None
    ruling: str | None = None
    receiving_told: frozenset[str] = frozenset()
    """The addresses of receiving schools that were told of a managed move."""

    @cached_property
    def assessment(self) -> Assessment:
        """What the case's latest form says."""
        return Assessment.model_validate_json(self.placed.assessment)

    @cached_property
    def submission(self) -> Submission:
        """The message it came by."""
        return read_submission(self.placed.raw)

    @cached_property
    def _school(self) -> str | None:
        """Where the school may be written to: found anew each day, since its address may be on the list by now."""
        return trusted_address(read_submission(headers.alone(self.placed.raw)), self.post.council)

    def readers(self, notice: Notice) -> tuple[Reader, ...]:
        """Return whom a notice is written to: the schools where they may be, the coordinator, or the team."""
        there = (Reader.RECEIVING,) if notice.kind is NoticeKind.REVIEW_DUE and self._receiving.school else ()
        return (*self._own_readers(notice), *there)

    def letter_for(self, notice: Notice, reader: Reader) -> str:
        """Return the name of the letter that brings a notice to one of its readers."""
        return ReceivingReview.NAME if reader is Reader.RECEIVING else notice.kind.value

    @cached_property
    def _receiving(self) -> ToReceiving:
        return ToReceiving.of(self.post, self.reference, self.assessment, self.receiving_told)

    def _own_readers(self, notice: Notice) -> tuple[Reader, ...]:
        if self._school is None or notice.kind not in _TO_SCHOOL:
            ours = self._ours(notice)
            also_team = notice.kind is NoticeKind.STARTED_UNDECIDED and ours.email != self.post.council.team_email
            return (_reader(ours), Reader.TEAM) if also_team else (_reader(ours),)
        if notice.kind not in _ALSO_TO_COORDINATOR:
            return (Reader.SCHOOL,)
        return Reader.SCHOOL, _reader(self._ours(notice))

    def of(self, notice: Notice) -> Iterator[NewDispatch]:
        """Yield the letters of a notice, one to each of its readers."""
        council = self.post.council
        told = self._school is not None
        enclosed = tuple(self._enclosed(notice))
        occasion = Occasion(self.reference, notice.occasion)
        readers = self._own_readers(notice)
        if notice.kind is NoticeKind.REVIEW_DUE:
            yield from self._receiving.review(notice.due, notice.occasion, tuple(self._entry(notice)))
        if self._school and Reader.SCHOOL in readers:
            values = self._values(notice, answers.school(self.assessment), told=told)
            yield self.post.letter(values, self._school, occasion, attachments=enclosed)
        if readers != (Reader.SCHOOL,):
            ours = self._ours(notice)
            values = self._values(notice, Recipient(name=ours.name), told=told)
            yield self._to_ours(ours, values, occasion, enclosed, alone=Reader.SCHOOL not in readers)
            if readers[0] is not Reader.SCHOOL and Reader.TEAM in readers[1:]:
                values = self._values(notice, Recipient(name=council.team), told=told)
                yield self.post.letter(values, council.team_email, occasion, attachments=enclosed)

    def moved(self, moves: Sequence[MovedReview], plan: Sequence[Review]) -> Iterator[NewDispatch]:
        """Yield the letters that say which reviews of a `plan` have another day, with their calendar entries."""
        after = [each.due for each in replanned(plan, moves)]
        entries = moved(
            self.post, self.reference, initials(self.assessment.proposal), [each.due for each in plan], after
        )
        days = tuple(letters.MovedDay(before=each.before, after=each.after) for each in moves)
        occasion = Occasion(self.reference, f"{moves[0].before.isoformat()} {moves[0].after.isoformat()} {len(moves)}")
        told, ours = self._school is not None, self._in_charge()
        if self._school:
            said = self.about(answers.school(self.assessment), told=told)
            yield self.post.letter(
                letters.ReviewsMoved(**said, moves=days), self._school, occasion, attachments=entries
            )
        said = self.about(Recipient(name=ours.name), told=told)
        yield self._to_ours(ours, letters.ReviewsMoved(**said, moves=days), occasion, entries, alone=not told)

    def _to_ours(
        self,
        ours: InCharge,
        values: letters.PlacementNotice,
        occasion: Occasion,
        enclosed: tuple[Attachment, ...],
        *,
        alone: bool,
    ) -> NewDispatch:
        """To who has the case in hand: beside the school's it is a copy itself, and only `alone` it is copied on."""
        values = replace(values, absent=ours.absent.name) if ours.absent else values
        return self.post.letter(values, ours.email, occasion, attachments=enclosed, copied=alone, also=ours.copies)

    def told_of_moves(self) -> tuple[Reader, ...]:
        """Return whom the letters are written to that say a review has another day."""
        ours = _reader(self._in_charge())
        return (Reader.SCHOOL, ours) if self._school else (ours,)

    def _in_charge(self) -> InCharge:
        return answers.handler(self.post.council, self.assessment.routing, self.post.now.date())

    def _ours(self, notice: Notice) -> InCharge:
        council, routing = self.post.council, self.assessment.routing
        if notice.kind is NoticeKind.REVIEW_ESCALATED:
            return InCharge(council.team, council.team_of(routing.area))
        return self._in_charge()

    def _enclosed(self, notice: Notice) -> Iterator[Attachment]:
        council = self.post.council
        if notice.kind in _WITH_REVIEW_FORM:
            yield from review_forms(council, self.reference)
        if notice.kind is NoticeKind.REVIEW_DUE:
            yield from self._entry(notice)
        if notice.kind is NoticeKind.STARTED_UNDECIDED:
            yield from decision_forms(council, self.reference)
        if notice.kind is NoticeKind.ANSWERS_AWAITED:
            yield from self.correction_forms()

    def _entry(self, notice: Notice) -> Iterator[Attachment]:
        if notice.review:
            entry = CalendarEntry(self.reference, notice.review.number, notice.due, initials(self.assessment.proposal))
            yield Attachment(entry.file_name, MEDIA_TYPE, calendar_file(entry, self.post.council, self.post.now))

    def correction_forms(self) -> tuple[Attachment, ...]:
        """Return the case's form as it was understood, to be corrected, in the kind of file it came in."""
        return correction_forms(self.post.council, self.assessment, self.reference, self._sent_as())

    def _sent_as(self) -> str:
        """The media type of the file that the form was read from; of pages in several files a picture's."""
        files = self.assessment.reading.files
        own = (each.media_type for each in self.submission.documents if (each.sha256,) == tuple(files))
        return next(own, "image/png")

    def about(self, recipient: Recipient, *, told: bool) -> letters.About:
        """Return what every letter about the case is told; `told` whether the school gets it too."""
        council, proposal = self.post.council, self.assessment.proposal
        return {
            "recipient": recipient,
            "reference": self.reference,
            "form": form_words(proposal.KIND),
            "initials": initials(proposal),
            "school": answers.school(self.assessment).organisation,
            "host": answers.span(proposal).host,
            "end": self.end,
            "coordinator": answers.contact(council, self.assessment.routing, self.post.now.date()),
            "school_told": told,
        }

    def _values(self, notice: Notice, recipient: Recipient, *, told: bool) -> letters.PlacementNotice:
        limits = self.post.council.limits
        about = self.about(recipient, told=told)
        invited: letters.Invited = {
            "invite_by": notice.due - timedelta(days=limits.parents_invited_days),
            "invite_days": limits.parents_invited_days,
        }
        days = limits.decision_in_writing_days
        match notice.kind:
            case NoticeKind.REVIEW_DUE:
                return letters.ReviewDue(**about, due=notice.due, **invited, decision_days=days)
            case NoticeKind.REVIEW_INVITATION:
                return letters.ReviewInvitation(**about, due=notice.due, **invited)
            case NoticeKind.REVIEW_TODAY:
                return letters.ReviewToday(**about, due=notice.due, decision_days=days)
            case NoticeKind.REVIEW_OVERDUE:
                return letters.ReviewOverdue(**about, due=notice.due, time=notice.time)
            case NoticeKind.REVIEW_ESCALATED:
                return letters.ReviewEscalated(**about, due=notice.due, asked=limits.review_overdue_times)
            case NoticeKind.ENDING_SOON:
                return letters.EndingSoon(**about)
            case NoticeKind.ENDED_WITHOUT_OUTCOME:
                return letters.EndedWithoutOutcome(**about)
            case NoticeKind.STARTED_UNDECIDED:
                more = self.ruling == Ruling.MORE_INFORMATION
                return letters.StartedUndecided(**about, start=notice.due, asked_for_more=more)
            case NoticeKind.ANSWERS_AWAITED | NoticeKind.ANSWERS_MISSING:
                return self._asking(notice, about)

    def _asking(self, notice: Notice, about: letters.About) -> letters.PlacementNotice:
        sections = answers.sections(self.assessment.proposal, self.assessment.problems)
        asked: letters.Asked = {"sections": sections, "asked": notice.due}
        if notice.kind is NoticeKind.ANSWERS_AWAITED:
            return letters.AnswersAwaited(**about, time=notice.time, **asked)
        return letters.AnswersMissing(**about, times=self.post.council.limits.answers_awaited_times, **asked)


def _reader(ours: InCharge) -> Reader:
    if ours.person is None:
        return Reader.TEAM
    return Reader.COVER if ours.absent else Reader.COORDINATOR
