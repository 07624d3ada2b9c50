"""A notice becomes letters: what is said, to whom, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flows import answers
from flows.policy import trusted_address
from flows.post import Occasion, Post, correction_forms, decision_forms, review_forms
from mailboxes.compose import Attachment
from mailboxes.message import read_submission
from outputs.calendar_entry import MEDIA_TYPE, CalendarEntry, calendar_file
from outputs.letters import notices as letters
from outputs.letters.values import Recipient
from outputs.letters.wording import form_words
from proposals.assessment import Assessment
from proposals.choices import Ruling
from proposals.display import initials
from proposals.due import Notice, NoticeKind
from proposals.in_charge import InCharge

if TYPE_CHECKING:
    from datetime import date

    from mailboxes.message import Submission
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


@dataclass(frozen=True)
class DueLetters:
    """The letters about one case on one day; `end` is the last day as it now stands, `ruling` the decision in force."""

    post: Post
    reference: str
    placed: Placed
    end: date | None
    ruling: str | None = None

    @cached_property
    def assessment(self) -> Assessment:
        """What the case's latest form says."""
        return Assessment.model_validate_json(self.placed.assessment)

    @cached_property
    def submission(self) -> Submission:
        """The message it came by."""
        return read_submission(self.placed.raw)

    def of(self, notice: Notice) -> Iterator[NewDispatch]:
        """Yield the letters of a notice: to the school where it may be written to, to the coordinator, or the team."""
        # Decided anew each time: a school whose address was put on the list since is written to from then on.
        council = self.post.council
        school = trusted_address(self.submission, council)
        told = school is not None
        enclosed = tuple(self._enclosed(notice))
        occasion = Occasion(self.reference, notice.occasion)
        if school and notice.kind in _TO_SCHOOL:
            values = self._values(notice, answers.school(self.assessment), told=told)
            yield self.post.letter(values, school, occasion, attachments=enclosed)
        if not told or notice.kind not in _TO_SCHOOL or notice.kind in _ALSO_TO_COORDINATOR:
            ours = self._ours(notice)
            values = self._values(notice, Recipient(name=ours.name), told=told)
            values = replace(values, absent=ours.absent.name) if ours.absent else values
            # The coordinator's is a copy itself, and is not copied on.
            copied = not (told and notice.kind in _TO_SCHOOL)
            yield self.post.letter(values, ours.email, occasion, attachments=enclosed, copied=copied, also=ours.copies)
            if notice.kind is NoticeKind.STARTED_UNDECIDED and ours.email != council.team_email:
                values = self._values(notice, Recipient(name=council.team), told=told)
                yield self.post.letter(values, council.team_email, occasion, attachments=enclosed)

    def _ours(self, notice: Notice) -> InCharge:
        council, routing = self.post.council, self.assessment.routing
        if notice.kind is NoticeKind.REVIEW_ESCALATED:
            return InCharge(council.team, council.team_of(routing.area))
        return answers.handler(council, routing, self.post.now.date())

    def _enclosed(self, notice: Notice) -> Iterator[Attachment]:
        council = self.post.council
        if notice.kind in _WITH_REVIEW_FORM:
            yield from review_forms(council, self.reference)
        if notice.kind is NoticeKind.REVIEW_DUE and notice.review:
            entry = CalendarEntry(self.reference, notice.review.number, notice.due, initials(self.assessment.proposal))
            yield Attachment(entry.file_name, MEDIA_TYPE, calendar_file(entry, council, self.post.now))
        if notice.kind is NoticeKind.STARTED_UNDECIDED:
            yield from decision_forms(council, self.reference)
        if notice.kind is NoticeKind.ANSWERS_AWAITED:
            yield from self.correction_forms()

    def correction_forms(self) -> tuple[Attachment, ...]:
        """Return the case's form as it was understood, to be corrected, in the kind of file it came in."""
        return correction_forms(self.post.council, self.assessment, self.reference, self._sent_as())

    def _sent_as(self) -> str:
        """The media type of the file that the form was read from; of pages in several files a picture's."""
        files = self.assessment.reading.files
        own = (each.media_type for each in self.submission.documents if (each.sha256,) == tuple(files))
        return next(own, "image/png")

    def about(self, recipient: Recipient, *, told: bool) -> dict[str, Any]:
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
        invited: dict[str, Any] = {
            "invite_by": notice.due - timedelta(days=limits.parents_invited_days),
            "invite_days": limits.parents_invited_days,
        }
        decided: dict[str, Any] = {"decision_days": limits.decision_in_writing_days}
        match notice.kind:
            case NoticeKind.REVIEW_DUE:
                return letters.ReviewDue(**about, due=notice.due, **invited, **decided)
            case NoticeKind.REVIEW_INVITATION:
                return letters.ReviewInvitation(**about, due=notice.due, **invited)
            case NoticeKind.REVIEW_TODAY:
                return letters.ReviewToday(**about, due=notice.due, **decided)
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

    def _asking(self, notice: Notice, about: dict[str, Any]) -> letters.PlacementNotice:
        sections = answers.sections(self.assessment.proposal, self.assessment.problems)
        asked: dict[str, Any] = {"sections": sections, "asked": notice.due}
        if notice.kind is NoticeKind.ANSWERS_AWAITED:
            return letters.AnswersAwaited(**about, time=notice.time, **asked)
        return letters.AnswersMissing(**about, times=self.post.council.limits.answers_awaited_times, **asked)
