"""Invented values for every letter, to look at it after an edit and to check that all can be written."""

from __future__ import annotations

from datetime import date

from outputs.letters import sample_values as s
from outputs.letters import values as v
from outputs.letters.digest_samples import digest_sample, emptiest_digest
from outputs.letters.notice_samples import emptiest_notices, notice_samples
from outputs.letters.notices import ReviewDue
from outputs.letters.receiving import WRITTEN
from outputs.letters.troubles import TROUBLES, Trouble
from outputs.letters.wording import (
    DOUBTS,
    REASONS,
    UNOPENED,
    PersonReason,
    letter_words,
    undelivered_because,
)
from proposals.reviewing import Doubt

_CHECKS = v.Checks(
    met=13,
    query=1,
    not_met=1,
    to_discuss=(
        v.Check(
            title="Reviewed at agreed intervals",
            because="The first review proposed falls in the Christmas holiday.",
        ),
        v.Check(
            title="In contact with friends and school",
            because="The form does not say how the pupil stays in touch with the home school.",
        ),
    ),
)

_ALL_MET = v.Checks(met=15, query=0, not_met=0)
_DOCUMENT = "the second attachment (a Word file)"


def samples() -> tuple[v.LetterValues, ...]:
    """Return invented values for each letter, in the order of LETTERS."""
    return (
        _complete(),
        _incomplete(),
        _unreadable(),
        v.NoForm(recipient=s.SCHOOL, received=s.RECEIVED, attachments=1),
        v.ReplyPassedOn(
            recipient=s.SCHOOL,
            reference=s.CASE,
            form=s.DIRECTION,
            initials=s.INITIALS,
            received=s.RECEIVED,
            handler=s.COORDINATOR.name,
            form_attached=True,
            correction_attached=True,
        ),
        v.Unopened(
            recipient=s.SCHOOL,
            received=s.RECEIVED,
            why=UNOPENED[PersonReason.SEALED].why,
            remedy=UNOPENED[PersonReason.SEALED].remedy,
        ),
        v.Receipt(recipient=v.Recipient(), received=s.RECEIVED),
        _again(),
        _pack(),
        _person(),
        _undelivered(),
        v.PastItsEnd(recipient=s.TEAM, reference=s.CASE, last=s.END, end=s.END),
        v.WaitingTooLong(recipient=s.TEAM, waiting=12, oldest="3 hours", allowed="2 hours"),
        v.RunTrouble(recipient=s.TEAM, what=TROUBLES[Trouble.CRASHED].what, remedy=TROUBLES[Trouble.CRASHED].remedy),
        _recorded(),
        _extended(),
        _closed(),
        _queried(),
        *notice_samples(),
        digest_sample(),
    )


def emptiest() -> tuple[v.LetterValues, ...]:
    """Return for each letter, in the order of LETTERS, values with all left out that may be empty."""
    nobody = v.Recipient()
    unread = v.UnreadDocument(document="the attachment (a file)", explanation="It is empty.")
    asked = v.SectionProblems(title="Pupil", problems=(v.LineProblem(label="UPN", message="Fill it in."),))
    return (
        v.AcknowledgementComplete(
            recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, checks=_ALL_MET
        ),
        v.AcknowledgementIncomplete(
            recipient=nobody,
            reference=s.CASE,
            form=s.DIRECTION,
            received=s.RECEIVED,
            document="the attachment (a file)",
            sections=(asked,),
        ),
        v.Unreadable(recipient=nobody, received=s.RECEIVED, documents=(unread,)),
        v.NoForm(recipient=nobody, received=s.RECEIVED),
        v.ReplyPassedOn(recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, handler="our team"),
        v.Unopened(recipient=nobody, received=s.RECEIVED, why="It is too large.", remedy="Send it again."),
        v.Receipt(recipient=nobody, received=s.RECEIVED),
        v.AlreadyReceived(
            recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, first_received=s.RECEIVED
        ),
        v.PackCover(recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, checks=_ALL_MET),
        v.ForAPerson(recipient=nobody, received=s.RECEIVED, why=REASONS[PersonReason.NO_FORM], attached=False),
        v.Undelivered(
            recipient=nobody, letter="a letter", to="a@example.org", returned=s.RECEIVED, why="The mailbox is full."
        ),
        v.PastItsEnd(recipient=nobody, reference=s.CASE, last=s.RECEIVED),
        v.WaitingTooLong(recipient=nobody, waiting=1, oldest="1 minute", allowed="1 minute"),
        v.RunTrouble(recipient=nobody, what=TROUBLES[Trouble.LATE].what, remedy=TROUBLES[Trouble.LATE].remedy),
        v.ReviewRecorded(
            recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, decision="Continue as planned"
        ),
        v.Extension(
            recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, decision="Extend", end=s.END
        ),
        v.Closing(
            recipient=nobody, reference=s.CASE, form=s.DIRECTION, received=s.RECEIVED, decision="Return to school"
        ),
        v.ReviewQueried(
            recipient=nobody,
            reference=s.CASE,
            form=s.DIRECTION,
            received=s.RECEIVED,
            doubts=(DOUBTS[Doubt.CLOSED],),
            forms=False,
        ),
        *emptiest_notices(),
        emptiest_digest(),
    )


def _complete() -> v.AcknowledgementComplete:
    return v.AcknowledgementComplete(
        recipient=s.SCHOOL,
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        checks=_CHECKS,
        host=s.HOST,
        start=s.START,
        end=s.END,
        coordinator=s.COORDINATOR,
        reviews=s.REVIEWS,
        deadlines=(
            v.Deadline(
                text="Parents are told in writing at least 2 school days before the first day.",
                by="Thursday 3 December 2026",
            ),
            v.Deadline(text="Parents are invited to each review at least 6 days before it."),
        ),
    )


def _incomplete() -> v.AcknowledgementIncomplete:
    return v.AcknowledgementIncomplete(
        recipient=s.SCHOOL,
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        document=_DOCUMENT,
        sections=(
            v.SectionProblems(
                title="Pupil",
                problems=(
                    v.LineProblem(
                        label="Date of birth",
                        message="We cannot read this as a date. Write it like this: 4 March 2012.",
                    ),
                    v.LineProblem(
                        label="Is the pupil looked after?", message="This was not answered. Write yes or no."
                    ),
                ),
            ),
            v.SectionProblems(
                title="Reviews and return",
                problems=(
                    v.LineProblem(
                        label="How will the pupil return to school?",
                        message="This was not answered. Say what will happen, and when.",
                    ),
                ),
            ),
        ),
        coordinator=s.COORDINATOR,
    )


def _unreadable() -> v.Unreadable:
    return v.Unreadable(
        recipient=s.SCHOOL,
        received=s.RECEIVED,
        documents=(
            v.UnreadDocument(
                document="the first attachment (a PDF file)",
                explanation="It is locked with a password. Save a copy without a password and send that.",
            ),
        ),
    )


def _again() -> v.AlreadyReceived:
    return v.AlreadyReceived(
        recipient=s.SCHOOL,
        reference=s.MOVE_CASE,
        form=s.MOVE,
        initials="A.B.",
        received=s.RECEIVED,
        first_received=date(2026, 11, 27),
    )


def _pack() -> v.PackCover:
    return v.PackCover(
        recipient=v.Recipient(name=s.COORDINATOR.name),
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        school=s.SCHOOL.organisation,
        host=s.HOST,
        start=s.START,
        end=s.END,
        checks=_CHECKS,
        problems_count=3,
        questions=s.QUESTIONS,
        reviews=s.REVIEWS,
        caution=REASONS[PersonReason.UNKNOWN_SENDER],
        school_asked=False,
        absent="Alex Rowan",
        decision_asked=True,
        decided="More information needed",
        receiving=WRITTEN,
    )


def _undelivered() -> v.Undelivered:
    return v.Undelivered(
        recipient=v.Recipient(name=s.COORDINATOR.name),
        letter=letter_words(ReviewDue.NAME),
        to="office@oakfield.example.org",
        sent=s.RECEIVED,
        returned=s.RECEIVED,
        why=undelivered_because("5.1.1"),
        code="5.1.1",
        reference=s.CASE,
    )


def _person() -> v.ForAPerson:
    return v.ForAPerson(
        recipient=s.TEAM,
        received=s.RECEIVED,
        why=REASONS[PersonReason.NO_FORM],
        message="M-1042",
        answered=True,
    )


def _recorded() -> v.ReviewRecorded:
    return v.ReviewRecorded(
        recipient=s.SCHOOL,
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        decision="Continue as planned",
        held=date(2026, 11, 27),
        decision_by=date(2026, 12, 3),
        end=s.END,
        next_review=s.REVIEWS[0],
        coordinator=s.COORDINATOR,
    )


def _extended() -> v.Extension:
    return v.Extension(
        recipient=s.SCHOOL,
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        decision="Extend",
        held=date(2026, 11, 27),
        decision_by=date(2026, 12, 3),
        before=s.END,
        end=date(2027, 5, 28),
        next_review=s.REVIEWS[0],
        coordinator=s.COORDINATOR,
    )


def _closed() -> v.Closing:
    return v.Closing(
        recipient=s.SCHOOL,
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        decision="Return to school",
        held=date(2026, 11, 27),
        decision_by=date(2026, 12, 3),
        end=s.END,
        coordinator=s.COORDINATOR,
        return_told=True,
    )


def _queried() -> v.ReviewQueried:
    return v.ReviewQueried(
        recipient=s.SCHOOL,
        reference=s.CASE,
        form=s.DIRECTION,
        initials=s.INITIALS,
        received=s.RECEIVED,
        doubts=(DOUBTS[Doubt.TOO_LONG], DOUBTS[Doubt.BEYOND_YEAR]),
        recorded=True,
        held=date(2026, 11, 27),
        coordinator=s.COORDINATOR,
    )
