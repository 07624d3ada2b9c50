"""What is said about a message as a whole: to its sender, and to the team when it needs a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flows.answers import sender
from outputs.letters import values
from outputs.letters.wording import REASONS, UNOPENED, PersonReason, form_words
from proposals.display import initials
from proposals.problems import reading_message

if TYPE_CHECKING:
    from flows.reading import ReadDocument
    from mailboxes.message import Submission
    from proposals.assessment import Assessment
    from proposals.in_charge import InCharge


def unreadable(submission: Submission, reads: Iterable[ReadDocument], received: datetime) -> values.Unreadable:
    """Return the letter that says which attachments could not be read, and what to send instead."""
    return values.Unreadable(
        recipient=sender(submission),
        received=received.date(),
        documents=tuple(
            values.UnreadDocument(document=read.spoken, explanation=reading_message(read.reading.reason))
            for read in reads
            if read.reading.reason
        ),
    )


def no_form(submission: Submission, received: datetime) -> values.NoForm:
    """Return the letter that says a person will look at a message without a form."""
    return values.NoForm(recipient=sender(submission), received=received.date(), attachments=len(submission.documents))


def reply_passed_on(
    submission: Submission,
    placement: Assessment,
    reference: str,
    to: InCharge,
    received: datetime,
    *,
    with_form: bool,
    to_correct: bool,
) -> values.ReplyPassedOn:
    """Return the letter that says a message about a case, without a form, was passed `to` whoever looks after it.

    `with_form` and `to_correct`: whether the review's form, and the school's own with what is missing marked, go along.
    """
    return values.ReplyPassedOn(
        recipient=sender(submission),
        reference=reference,
        form=form_words(placement.proposal.KIND),
        initials=initials(placement.proposal),
        received=received.date(),
        handler=to.name,
        form_attached=with_form,
        correction_attached=to_correct,
    )


def unopened(reason: PersonReason, submission: Submission, received: datetime) -> values.Unopened:
    """Return the letter that says a message as a whole could not be opened; `reason` is one of UNOPENED."""
    words = UNOPENED[reason]
    return values.Unopened(recipient=sender(submission), received=received.date(), why=words.why, remedy=words.remedy)


def receipt(received: datetime) -> values.Receipt:
    """Return the letter for a sender whom nobody knows: not even the name they gave is in it."""
    return values.Receipt(recipient=values.Recipient(), received=received.date())


def for_a_person(
    reasons: Sequence[PersonReason],
    to: str,
    received: datetime,
    *,
    message: str,
    reference: str = "",
    answered: bool,
    attached: bool = True,
) -> values.ForAPerson:
    """Return the note that asks `to`, the team or a coordinator, to look at a message, with every reason for it."""
    return values.ForAPerson(
        recipient=values.Recipient(name=to),
        received=received.date(),
        why=" ".join(REASONS[reason] for reason in reasons),
        message=message,
        reference=reference,
        answered=answered,
        attached=attached,
    )
