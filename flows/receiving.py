"""The letters to the school that a managed move goes to: the move, its decision, its reviews and their outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows import answers
from flows.answers import Form
from flows.post import Occasion, Post
from flows.processing import Processing
from mailboxes.compose import Attachment
from outputs.letters import receiving as letters
from outputs.letters.values import Recipient
from outputs.letters.wording import form_words
from proposals.assessment import Assessment
from proposals.council import School
from proposals.display import initials
from proposals.managed_move import ManagedMove
from proposals.receiving import receiving_school
from register import Case, NewDispatch, OpenCase

ACKNOWLEDGED = letters.ReceivingSchool.NAME
_TOLD = ("school_name", "school_contact_name", "move_start_date", "trial_end_date", "information_shared")
"""The answers that the letter about a move repeats; its reviews are worked out."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The letter to the receiving school, if one is written, and in a sentence what the coordinator is told of it."""

    letters: tuple[NewDispatch, ...] = ()
    says: str = ""


def acknowledged(work: Processing, form: Form) -> Acknowledged:
    """Return what the receiving school is told of a form: of each version that says something new to it, once."""
    move = form.assessment.proposal
    if not isinstance(move, ManagedMove):
        return Acknowledged()
    if not work.correspondent.known:
        return Acknowledged(says=letters.UNPROVEN if work.council.receiving_schools else "")
    found = receiving_school(move, work.council)
    others = {address for address in form.told_before if found.school is None or address != found.school.email.lower()}
    another = letters.ANOTHER if others else ""
    if found.school is None:
        return Acknowledged(says=_joined(letters.NOT_WRITTEN[found.why] if found.why else "", another))
    if found.school.email.lower() in form.told_before and not _is_news(form):
        return Acknowledged(says=_joined(letters.NOT_ANEW, another))
    about = _about(form.reference, form.assessment, found.school, work.post)
    values = letters.ReceivingSchool(
        **about,
        received=work.received.date(),
        contact=move.school_contact_name or "",
        reviews=form.assessment.reviews,
        trial_end=move.trial_end_date,
        shared=move.information_shared is True,
        version=form.version,
        decision_asked=work.council.decisions,
    )
    letter = work.post.letter(values, found.school.email, Occasion(form.reference, f"v{form.version}"))
    return Acknowledged((letter,), _joined(letters.WRITTEN, another))


def told_before(case: Case) -> frozenset[str]:
    """Return the addresses of the receiving schools that a case was told to."""
    return frozenset(row.recipient.lower() for row in case.dispatches if row.kind == ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class ToReceiving:
    """Writes the later letters about one case to its receiving school, if its address was told of the move."""

    post: Post
    reference: str
    assessment: Assessment
    school: School | None

    @classmethod
    def of(cls, post: Post, case: str, assessment: Assessment, told: frozenset[str]) -> ToReceiving:
        """Return who writes about a case, whose form says what `assessment` holds.

        `told` are the addresses that were told of the move: a school whose name means another one since, or that writes
        from elsewhere, hears nothing more.
        """
        school = _told_school(assessment, post)
        known = school is not None and school.email.lower() in told
        return cls(post, case, assessment, school if known else None)

    def review(self, due: date, occasion: str, enclosed: tuple[Attachment, ...]) -> tuple[NewDispatch, ...]:
        """Return the letter that says a review is coming up."""
        return self._letter(letters.ReceivingReview, occasion, enclosed, due=due)

    def decision(self, words: str, decided: date, occasion: str, *, supported: bool) -> tuple[NewDispatch, ...]:
        """Return the letter that tells of the coordinator's decision, without its comments."""
        return self._letter(
            letters.ReceivingDecision, occasion, (), decision=words, supported=supported, decided=decided
        )

    def outcome(self, occasion: str, enclosed: tuple[Attachment, ...], **said: Any) -> tuple[NewDispatch, ...]:  # noqa: ANN401  # placeholders of one letter, checked as its values are made
        """Return the letter that tells of a review's outcome."""
        return self._letter(letters.ReceivingOutcome, occasion, enclosed, **said)

    def _letter(
        self,
        letter: type[letters.ToReceivingSchool],
        occasion: str,
        enclosed: tuple[Attachment, ...],
        **said: Any,  # noqa: ANN401  # as above
    ) -> tuple[NewDispatch, ...]:
        if self.school is None:
            return ()
        values = letter(**_about(self.reference, self.assessment, self.school, self.post), **said)
        return (self.post.letter(values, self.school.email, Occasion(self.reference, occasion), attachments=enclosed),)


def _told_school(assessment: Assessment, post: Post) -> School | None:
    move = assessment.proposal
    return receiving_school(move, post.council).school if isinstance(move, ManagedMove) else None


def was_told(case: OpenCase) -> bool:
    """Tell whether the receiving school of an open case was told of the move."""
    return any(kind == ACKNOWLEDGED for kind, _ in case.written)


def _is_news(form: Form) -> bool:
    """Whether a later version says otherwise what the letter repeats."""
    before, now = form.before, form.assessment
    if before is None:
        return True
    said = ((getattr(each.proposal, name) for name in _TOLD) for each in (before, now))
    return before.reviews != now.reviews or any(old != new for old, new in zip(*said, strict=True))


def _about(reference: str, assessment: Assessment, school: School, post: Post) -> dict[str, Any]:
    move = assessment.proposal
    head = move.receiving_headteacher_name if isinstance(move, ManagedMove) else None
    return {
        "recipient": Recipient(name=head or "", role="Headteacher" if head else "", organisation=school.name),
        "reference": reference,
        "form": form_words(move.KIND),
        "initials": initials(move),
        "school": answers.school(assessment).organisation,
        "host": school.name,
        "start": answers.span(move).start,
        "coordinator": answers.contact(post.council, assessment.routing, post.now.date()),
    }


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)
