"""Invented values for every letter, to look at it after an edit and to check that all can be written."""

from __future__ import annotations

from datetime import date

from outputs.letters import values as v
from outputs.letters.digest_samples import digest_sample, emptiest_digest
from outputs.letters.notice_samples import emptiest_notices, notice_samples
from outputs.letters.notices import ReviewDue
from outputs.letters.wording import (
    DOUBTS,
    REASONS,
    UNOPENED,
    PersonReason,
    form_words,
    letter_words,
    undelivered_because,
)
from proposals.reading import FormKind
from proposals.reviewing import Doubt

_DIRECTION, _MOVE = form_words(FormKind.OFF_SITE_DIRECTION), form_words(FormKind.MANAGED_MOVE)
_SCHOOL = v.Recipient(name="Ms Priya Nair", role="Assistant Headteacher", organisation="Oakfield Academy")
_COORDINATOR = v.Contact(name="Jo Marsh", email="jo.marsh@example.org", phone="01632 960123")
_TEAM = v.Recipient(name="Education Entitlement Team")
_RECEIVED = date(2026, 11, 30)
_START, _END = date(2026, 12, 7), date(2027, 3, 26)
_REVIEWS = (date(2027, 1, 18), date(2027, 3, 1))
_HOST = "Riverside Learning Centre"
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


_CASE = "OSD-7K4M-2"
_ALL_MET = v.Checks(met=15, query=0, not_met=0)
_DOCUMENT = "the second attachment (a Word file)"


def samples() -> tuple[v.LetterValues, ...]:
    """Return invented values for each letter, in the order of LETTERS."""
    return (
        _complete(),
        _incomplete(),
        _unreadable(),
        v.NoForm(recipient=_SCHOOL, received=_RECEIVED, attachments=1),
        v.ReplyPassedOn(
            recipient=_SCHOOL,
            reference=_CASE,
            form=_DIRECTION,
            initials="M.T.",
            received=_RECEIVED,
            handler=_COORDINATOR.name,
            form_attached=True,
        ),
        v.Unopened(
            recipient=_SCHOOL,
            received=_RECEIVED,
            why=UNOPENED[PersonReason.SEALED].why,
            remedy=UNOPENED[PersonReason.SEALED].remedy,
        ),
        v.Receipt(recipient=v.Recipient(), received=_RECEIVED),
        _again(),
        _pack(),
        _person(),
        _undelivered(),
        v.PastItsEnd(recipient=_TEAM, reference="OSD-7K4M-2", last=_END, end=_END),
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
            recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, checks=_ALL_MET
        ),
        v.AcknowledgementIncomplete(
            recipient=nobody,
            reference=_CASE,
            form=_DIRECTION,
            received=_RECEIVED,
            document="the attachment (a file)",
            sections=(asked,),
        ),
        v.Unreadable(recipient=nobody, received=_RECEIVED, documents=(unread,)),
        v.NoForm(recipient=nobody, received=_RECEIVED),
        v.ReplyPassedOn(recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, handler="our team"),
        v.Unopened(recipient=nobody, received=_RECEIVED, why="It is too large.", remedy="Send it again."),
        v.Receipt(recipient=nobody, received=_RECEIVED),
        v.AlreadyReceived(
            recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, first_received=_RECEIVED
        ),
        v.PackCover(recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, checks=_ALL_MET),
        v.ForAPerson(recipient=nobody, received=_RECEIVED, why=REASONS[PersonReason.NO_FORM], attached=False),
        v.Undelivered(
            recipient=nobody, letter="a letter", to="a@example.org", returned=_RECEIVED, why="The mailbox is full."
        ),
        v.PastItsEnd(recipient=nobody, reference=_CASE, last=_RECEIVED),
        v.ReviewRecorded(
            recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, decision="Continue as planned"
        ),
        v.Extension(
            recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, decision="Extend", end=_END
        ),
        v.Closing(recipient=nobody, reference=_CASE, form=_DIRECTION, received=_RECEIVED, decision="Return to school"),
        v.ReviewQueried(
            recipient=nobody,
            reference=_CASE,
            form=_DIRECTION,
            received=_RECEIVED,
            doubts=(DOUBTS[Doubt.CLOSED],),
            forms=False,
        ),
        *emptiest_notices(),
        emptiest_digest(),
    )


def _complete() -> v.AcknowledgementComplete:
    return v.AcknowledgementComplete(
        recipient=_SCHOOL,
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
        checks=_CHECKS,
        host=_HOST,
        start=_START,
        end=_END,
        coordinator=_COORDINATOR,
        reviews=_REVIEWS,
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
        recipient=_SCHOOL,
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
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
        coordinator=_COORDINATOR,
    )


def _unreadable() -> v.Unreadable:
    return v.Unreadable(
        recipient=_SCHOOL,
        received=_RECEIVED,
        documents=(
            v.UnreadDocument(
                document="the first attachment (a PDF file)",
                explanation="It is locked with a password. Save a copy without a password and send that.",
            ),
        ),
    )


def _again() -> v.AlreadyReceived:
    return v.AlreadyReceived(
        recipient=_SCHOOL,
        reference="MMV-3R8T-6",
        form=_MOVE,
        initials="A.B.",
        received=_RECEIVED,
        first_received=date(2026, 11, 27),
    )


def _pack() -> v.PackCover:
    return v.PackCover(
        recipient=v.Recipient(name=_COORDINATOR.name),
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
        school=_SCHOOL.organisation,
        host=_HOST,
        start=_START,
        end=_END,
        checks=_CHECKS,
        problems_count=3,
        questions=(
            "Which school day soon after the holiday suits for the first review?",
            "Who from the home school will see the pupil each week, and where?",
        ),
        reviews=_REVIEWS,
        caution=REASONS[PersonReason.UNKNOWN_SENDER],
        school_asked=False,
        absent="Alex Rowan",
        decision_asked=True,
        decided="More information needed",
    )


def _undelivered() -> v.Undelivered:
    return v.Undelivered(
        recipient=v.Recipient(name=_COORDINATOR.name),
        letter=letter_words(ReviewDue.NAME),
        to="office@oakfield.example.org",
        sent=_RECEIVED,
        returned=_RECEIVED,
        why=undelivered_because("5.1.1"),
        code="5.1.1",
        reference=_CASE,
    )


def _person() -> v.ForAPerson:
    return v.ForAPerson(
        recipient=v.Recipient(name="Education Entitlement Team"),
        received=_RECEIVED,
        why=REASONS[PersonReason.NO_FORM],
        message="M-1042",
        answered=True,
    )


def _recorded() -> v.ReviewRecorded:
    return v.ReviewRecorded(
        recipient=_SCHOOL,
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
        decision="Continue as planned",
        held=date(2026, 11, 27),
        decision_by=date(2026, 12, 3),
        end=_END,
        next_review=_REVIEWS[0],
        coordinator=_COORDINATOR,
    )


def _extended() -> v.Extension:
    return v.Extension(
        recipient=_SCHOOL,
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
        decision="Extend",
        held=date(2026, 11, 27),
        decision_by=date(2026, 12, 3),
        before=_END,
        end=date(2027, 5, 28),
        next_review=_REVIEWS[0],
        coordinator=_COORDINATOR,
    )


def _closed() -> v.Closing:
    return v.Closing(
        recipient=_SCHOOL,
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
        decision="Return to school",
        held=date(2026, 11, 27),
        decision_by=date(2026, 12, 3),
        end=_END,
        coordinator=_COORDINATOR,
        return_told=True,
    )


def _queried() -> v.ReviewQueried:
    return v.ReviewQueried(
        recipient=_SCHOOL,
        reference=_CASE,
        form=_DIRECTION,
        initials="M.T.",
        received=_RECEIVED,
        doubts=(DOUBTS[Doubt.TOO_LONG], DOUBTS[Doubt.BEYOND_YEAR]),
        recorded=True,
        held=date(2026, 11, 27),
        coordinator=_COORDINATOR,
    )
