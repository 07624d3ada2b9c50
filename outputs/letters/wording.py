"""How values are put into words in a letter: dates, counts and the names of the forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from proposals.reading import FormKind
from proposals.reviewing import Doubt

# Written out, because strftime answers in the machine's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def day(value: date) -> str:
    """Return a date as letters write it: "4 March 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def with_weekday(value: date) -> str:
    """Return a date with its weekday: "Wednesday 4 March 2026"."""
    return f"{_WEEKDAYS[value.weekday()]} {day(value)}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 point", "3 points"; `many` where the plural is not one + "s"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def lasting(time: timedelta) -> str:
    """Return how long something took, in the largest unit of which there are two: "90 minutes", "3 hours", "2 days"."""
    minutes = int(time.total_seconds() // 60)
    for unit, name in ((24 * 60, "day"), (60, "hour")):
        if minutes >= 2 * unit:
            return counted(minutes // unit, name)
    return counted(minutes, "minute")


def attachment(place: int, of: int, what: str) -> str:
    """Return how a letter points at an attachment without its name: "the second attachment (a PDF file)".

    `place` counts from 1, `of` is how many there were, `what` the kind of file with its article. A file's
    own name is never repeated: schools put pupils' names in it.
    """
    if of == 1:
        return f"the attachment ({what})"
    ordinal = _ORDINALS[place - 1] if place <= len(_ORDINALS) else f"number {place}"
    if place > len(_ORDINALS):
        return f"attachment {ordinal} ({what})"
    return f"the {ordinal} attachment ({what})"


def listed(things: Sequence[str]) -> str:
    """Return things as a sentence lists them: "a, b and c"."""
    *most, last = things
    return f"{', '.join(most)} and {last}" if most else last


_TYPES = MappingProxyType(
    {
        "application/pdf": "a PDF file",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word file",
        "application/msword": "an older Word file",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel file",
        "application/vnd.oasis.opendocument.text": "an OpenDocument file",
        "application/rtf": "a rich text file",
        "text/rtf": "a rich text file",
        "text/plain": "a plain text file",
        "application/zip": "a zip file",
        "application/ms-tnef": "a winmail.dat file",
        "application/vnd.ms-outlook": "an Outlook message",
    }
)


def file_kind(media_type: str) -> str:
    """Return a media type as people say it, with its article: "a PDF file"."""
    if media_type.startswith("image/"):
        return "a picture"
    return _TYPES.get(media_type, "a file")


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a letter calls a form and the things it is about."""

    title: Annotated[str, 'the form: "off-site direction proposal", "managed move notification", "review outcome"']
    placement: Annotated[str, '"placement" or "move"']
    host: Annotated[str, 'where the pupil goes: "provider" or "receiving school"']


_WORDS: MappingProxyType[FormKind, FormWords] = MappingProxyType(
    {
        FormKind.OFF_SITE_DIRECTION: FormWords("off-site direction proposal", "placement", "provider"),
        FormKind.MANAGED_MOVE: FormWords("managed move notification", "move", "receiving school"),
        FormKind.REVIEW_OUTCOME: FormWords("review outcome", "placement", "provider"),
        FormKind.COORDINATOR_DECISION: FormWords("coordinator’s decision", "placement", "provider"),
    }
)


def form_words(kind: FormKind) -> FormWords:
    """Return what letters call a form of this kind."""
    return _WORDS[kind]


class PersonReason(StrEnum):
    """Why a message needs a person."""

    NO_FORM = "no_form"
    UNREADABLE = "unreadable"
    LOOSE_PAGES = "loose_pages"
    SEVERAL_FORMS = "several_forms"
    UNKNOWN_REFERENCE = "unknown_reference"
    UNKNOWN_AREA = "unknown_area"
    CLOSED_CASE = "closed_case"
    OTHER_PUPIL = "other_pupil"
    """It names a case, and another pupil than that case."""
    OTHER_SCHOOL = "other_school"
    REVIEW_QUERIED = "review_queried"
    """The outcome of a review says what cannot be, or contradicts what is recorded."""
    REPLY = "reply"
    """An answer about a case, without a form."""
    NOT_A_COORDINATOR = "not_a_coordinator"
    """A decision, and not from the council's own people."""
    NO_DECISIONS = "no_decisions"
    """A decision, and the council's profile says that it works without them."""
    DECISION_UNCLEAR = "decision_unclear"
    """A decision form on which not one decision, or not one case, can be read."""
    DECISION_PRINTED = "decision_printed"
    """A decision form that was printed, scanned or flattened: what it says is read from how it looks."""
    DECISION_CLOSED = "decision_closed"
    DECISION_CONTRADICTS = "decision_contradicts"
    """It says otherwise than the decision by which a placement has begun."""
    AUTOMATIC = "automatic"
    QUARANTINED = "quarantined"
    SENDING_UNCERTAIN = "sending_uncertain"
    SEALED = "sealed"
    """Encrypted, or wrapped in a signature (S/MIME, PGP)."""
    BEYOND_LIMITS = "beyond_limits"
    """Too large or too deeply nested to be read whole."""
    UNKNOWN_SENDER = "unknown_sender"
    UNPROVEN_SENDER = "unproven_sender"
    """The council's mail server found that the sender is not who the message says (DMARC)."""
    NOT_HANDED_OVER = "not_handed_over"
    """The mail server could not give it to the desk."""
    ANSWER_LIMIT = "answer_limit"
    """The sender was answered as often as the profile allows in a day."""
    BOUNCED = "bounced"
    """A letter of ours came back."""
    INFECTED = "infected"
    """The virus scanner found something in it."""
    NOT_SCANNED = "not_scanned"
    """The virus scanner takes nothing of this size."""


REASONS: MappingProxyType[PersonReason, str] = MappingProxyType(
    {
        PersonReason.NO_FORM: "It has no form attached, so it may be a question or a message for one of you.",
        PersonReason.UNREADABLE: (
            "It has an attachment that could not be read. If it is locked and you have its password, the desk can open "
            "it: offsite message, with the number of the message and --password."
        ),
        PersonReason.LOOSE_PAGES: (
            "It brings pages of forms as separate files, and we could not tell which of them belong together."
        ),
        PersonReason.SEVERAL_FORMS: (
            "A file in it seems to be about more than one pupil, and we could not tell where one form ends."
        ),
        PersonReason.UNKNOWN_REFERENCE: (
            "It quotes a reference that is not in the register, so it could not be put with its case."
        ),
        PersonReason.UNKNOWN_AREA: ("The school’s area could not be worked out, so no coordinator has been told yet."),
        PersonReason.CLOSED_CASE: (
            "It has a form for a case that is closed, so we did not change the case. If the pupil goes off site again, "
            "please ask the school for a new form without the old reference."
        ),
        PersonReason.OTHER_PUPIL: (
            "It has a form that names a case of ours and another pupil than that case, so we did not put it there. "
            "Please find out which of the two is meant."
        ),
        PersonReason.OTHER_SCHOOL: (
            "It has a form that names a case of ours and another school than that case, so we did not put it there. "
            "Please find out whether the pupil has changed schools, or the reference is wrong."
        ),
        PersonReason.REVIEW_QUERIED: "It has the outcome of a review that says something that cannot be so.",
        PersonReason.REPLY: (
            "It is about this case and has no form, so nothing in the case was changed. If it tells of a review, "
            "please ask the school for the review outcome form: until that comes, the review counts as not held."
        ),
        PersonReason.NOT_A_COORDINATOR: (
            "It has a decision form, and did not come from a coordinator’s or the team’s own address, so we did not "
            "record the decision. Please ask the coordinator whether it is theirs."
        ),
        PersonReason.NO_DECISIONS: (
            "It has a decision form, and our settings say that we work without decisions, so we did not record it."
        ),
        PersonReason.DECISION_UNCLEAR: (
            "It has a decision form on which we cannot read one decision about one case, so we did not record any. "
            "Please tick one of the three, leave our reference as it is, and send the form again."
        ),
        PersonReason.DECISION_PRINTED: (
            "It has a decision form that was printed, scanned or saved without its boxes, and we could not read all of "
            "it without doubt, so nothing was recorded or sent. Please fill in the form that came with the pack, or "
            "have it recorded by hand: offsite case, with the reference, and decide."
        ),
        PersonReason.DECISION_CLOSED: (
            "It has a decision on a case that is closed, so we did not record it. If the pupil goes off site again, "
            "the school’s new form brings a new decision form."
        ),
        PersonReason.DECISION_CONTRADICTS: (
            "It says otherwise than the decision that was recorded before, and the first day has come since, so the "
            "pupil may be there already. Please speak to the school first. Then have the decision recorded by hand: "
            "offsite case, with our reference, decide, and --yes."
        ),
        PersonReason.AUTOMATIC: (
            "It is an automatic message, such as a bounce or an out-of-office reply, "
            "so one of our letters may not have been read."
        ),
        PersonReason.QUARANTINED: (
            "It could not be processed after three attempts, or waited when the register was restored from a backup. "
            "It has been set aside, and nothing in it has been lost."
        ),
        PersonReason.SENDING_UNCERTAIN: (
            "We do not know whether one of our letters was sent. Please check the sent items before sending it again."
        ),
        PersonReason.SEALED: (
            "It is encrypted, or wrapped in a digital signature, so that only a person’s own mail program can open it."
        ),
        PersonReason.BEYOND_LIMITS: (
            "It is too large, or holds too many things within each other, so not all of it could be read."
        ),
        PersonReason.UNKNOWN_SENDER: (
            "The address it came from is not one the council knows. Please check with the school, by a telephone "
            "number you have, before you act on it or write to that address about a pupil."
        ),
        PersonReason.UNPROVEN_SENDER: (
            "The mail server found that it does not come from the address it names (its DMARC check failed), so it "
            "may be forged. Nothing in it was filed. If the school did send it, please ask them to send it again."
        ),
        PersonReason.NOT_HANDED_OVER: (
            "The mail server could not hand it over to the desk, or it is too large, so there may be a form in it that "
            "nobody has read. Please open it in the mailbox; what we know of it is attached."
        ),
        PersonReason.ANSWER_LIMIT: (
            "Its sender has been answered as often as our settings allow in a day, so two machines may be answering "
            "each other. Whatever else comes from that address today is filed or set aside without an answer and "
            "without another note like this one."
        ),
        PersonReason.BOUNCED: "A letter of ours came back, and a letter of its own says which.",
        PersonReason.INFECTED: (
            "The virus scanner found something harmful in it. It was not opened and is not attached here. Please do "
            "not open it in the mailbox either, and let your IT service know."
        ),
        PersonReason.NOT_SCANNED: (
            "It is larger than the virus scanner takes, so nobody knows whether it is safe. It was not opened and is "
            "not attached here."
        ),
    }
)


DOUBTS: MappingProxyType[Doubt, str] = MappingProxyType(
    {
        Doubt.UNSURE: "The decision or a day on the form cannot be read without doubt.",
        Doubt.CLOSED: "The case is closed already, by an earlier review.",
        Doubt.NOT_YET: "The day of the review on the form is still to come.",
        Doubt.BEFORE_START: "The day of the review on the form is before the first day off site.",
        Doubt.BEFORE_LAST: "The day of the review on the form is before another review that is recorded.",
        Doubt.CONTRADICTS: "A review of that day is recorded already, with another decision.",
        Doubt.NEXT_BEFORE: "The next review on the form is not after this one.",
        Doubt.NO_NEW_END: "The decision is to extend, and the form gives no new last day.",
        Doubt.END_BEFORE: "The new last day on the form is before the review.",
        Doubt.NO_START: "The new last day is later, and we have no first day for this case to reckon from.",
        Doubt.TOO_LONG: "The new last day would make it longer than the council agrees to.",
        Doubt.BEYOND_YEAR: "The new last day is after the school year in which it began.",
    }
)
"""What is asked about the outcome of a review, in a sentence for school and coordinator alike."""


@dataclass(frozen=True, slots=True)
class Unopened:
    """What the sender of a message that could not be opened is told, and what they can do."""

    why: str
    remedy: str


UNOPENED: MappingProxyType[PersonReason, Unopened] = MappingProxyType(
    {
        PersonReason.SEALED: Unopened(
            "It is encrypted, or wrapped in a digital signature, and this address cannot open it.",
            "Please send it again with encryption and signing turned off, or ask us for another safe way to send it.",
        ),
        PersonReason.BEYOND_LIMITS: Unopened(
            "It is too large, or holds too many things within each other, so we could not read all of it.",
            "Please send the form by itself, one form in an email, without pictures and other emails around it.",
        ),
        PersonReason.INFECTED: Unopened(
            "Our virus scanner found something in it that may be harmful, so nobody has opened it.",
            "Please let whoever looks after your computers know. Then fill in a new copy of the form, which we attach, "
            "and send that by itself.",
        ),
        PersonReason.NOT_SCANNED: Unopened(
            "It is larger than our virus scanner can check, so nobody has opened it.",
            "Please send the form by itself, one form in an email, without pictures and other emails around it.",
        ),
    }
)

_LETTERS: MappingProxyType[str, str] = MappingProxyType(
    {
        "acknowledgement_complete": "the acknowledgement of a form",
        "acknowledgement_incomplete": "the acknowledgement that asks for missing answers",
        "unreadable": "the letter that says an attachment could not be read",
        "no_form": "the letter that says there was no form",
        "reply_passed_on": "the letter that says a reply without a form was passed on",
        "unopened": "the letter that says an email could not be opened",
        "receipt": "the receipt for a sender we do not know",
        "already_received": "the letter that says we have the form already",
        "pack_cover": "the checked pack",
        "for_a_person": "the note that a message needs a person",
        "undelivered": "the note that a letter came back",
        "past_its_end": "the note that a case is past its end",
        "run_trouble": "the note that a run of the desk is in trouble",
        "waiting_too_long": "the note that the desk is behind with its messages",
        "review_due": "the letter that says a review is due",
        "review_invitation": "the reminder to invite the parents to a review",
        "review_today": "the reminder on the day of a review",
        "review_overdue": "the letter that asks for the outcome of a review",
        "review_escalated": "the note that a review’s outcome does not come",
        "reviews_moved": "the letter that says a review has another day",
        "ending_soon": "the letter that says a placement is about to end",
        "ended_without_outcome": "the letter that asks what followed a placement",
        "answers_awaited": "the letter that asks again for missing answers",
        "answers_missing": "the note that missing answers do not come",
        "digest": "the digest of the week",
        "review_recorded": "the letter that confirms a review’s outcome",
        "extension": "the letter that confirms an extension",
        "closing": "the letter that closes a case",
        "review_queried": "the letter that asks about a review’s outcome",
        "decision_supported": "the letter that says the coordinator supports it",
        "decision_more_information": "the letter that says the coordinator needs to know more",
        "decision_not_supported": "the letter that says the coordinator does not support it",
        "decision_receipt": "the receipt for a decision",
        "receiving_school": "the letter that tells the receiving school of a move",
        "receiving_review": "the letter that tells the receiving school of a review",
        "receiving_decision": "the letter that tells the receiving school what was decided",
        "receiving_outcome": "the letter that tells the receiving school of a review’s outcome",
        "started_undecided": "the note that it has begun without a decision",
    }
)


def letter_words(name: str) -> str:
    """Return what people call the letter of this name."""
    return _LETTERS.get(name, "a letter")


def kept_under(reference: str) -> str:
    """Return where to find what was too large to be sent: in the register, or, without a reference, in the mailbox."""
    return f"It is kept with us in the register under {reference}." if reference else "It is kept in our mailbox."


# Beginnings of enhanced mail system status codes (RFC 3463), the longer before the shorter.
_UNDELIVERED: tuple[tuple[str, str], ...] = (
    ("5.1", "The address does not exist there, or no longer does."),
    ("5.2.2", "The mailbox is full."),
    ("5.2.3", "The letter is larger than that mailbox takes."),
    ("5.3.4", "The letter is larger than that mail server takes."),
    ("5.2", "The mailbox is closed or takes no mail."),
    ("5.7", "The mail server there refused the letter by its own rules."),
    ("4.", "The mail server there could not be reached, and ours has given up trying."),
    ("5.4", "The mail server there could not be found or reached."),
)


def undelivered_because(code: str) -> str:
    """Return in a sentence why a letter came back, by the mail server's status code or "" when it gave none."""
    return next(
        (sentence for start, sentence in _UNDELIVERED if code.startswith(start)),
        "The mail server did not say why in a way we can read; its message is in the mailbox.",
    )
