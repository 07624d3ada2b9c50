"""How values are put into words in a letter: dates, counts and the names of the forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from proposals.reading import FormKind

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
    AUTOMATIC = "automatic"
    QUARANTINED = "quarantined"
    SENDING_UNCERTAIN = "sending_uncertain"


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
        PersonReason.AUTOMATIC: (
            "It is an automatic message, such as a bounce or an out-of-office reply, "
            "so one of our letters may not have been read."
        ),
        PersonReason.QUARANTINED: (
            "It could not be processed after three attempts. It has been set aside, and nothing in it has been lost."
        ),
        PersonReason.SENDING_UNCERTAIN: (
            "We do not know whether one of our letters was sent. Please check the sent items before sending it again."
        ),
    }
)
