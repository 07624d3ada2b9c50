"""The pack's own words: one table for each subject, keyed by a code."""

from __future__ import annotations

from enum import StrEnum, auto
from types import MappingProxyType

from proposals.reading import Method

CONFIDENTIAL = "Official-Sensitive: contains personal data of a child"

METHODS: MappingProxyType[Method, str] = MappingProxyType(
    {
        Method.ACROFORM: "a box of the PDF form",
        Method.CONTENT_CONTROL: "a box of the Word form",
        Method.LEGACY_FIELD: "a box of the Word form",
        Method.TABLE: "a table",
        Method.LABEL: "a line with a label",
        Method.LAYOUT: "its place on the printed page",
        Method.OCR: "a picture, by text recognition",
    }
)


class Say(StrEnum):
    """The sentences and short phrases of a pack."""

    COMPLETE = auto()
    ONE_MISSING = auto()
    MISSING = auto()
    NOT_GIVEN = auto()
    AREA_UNKNOWN = auto()
    NOBODY = auto()
    COVERS = auto()
    UNSHOWN_CHARACTERS = auto()


SENTENCES: MappingProxyType[Say, str] = MappingProxyType(
    {
        Say.COMPLETE: "Complete: every required question has an answer that can be used.",
        Say.ONE_MISSING: "Incomplete: one answer is missing or unclear.",
        Say.MISSING: "Incomplete: {count} answers are missing or unclear.",
        Say.NOT_GIVEN: "not given",
        Say.AREA_UNKNOWN: "not known",
        Say.NOBODY: "nobody for this area: the team",
        Say.COVERS: "{name}, for {absent}, who is away until {until}",
        Say.UNSHOWN_CHARACTERS: "Some characters cannot be printed here and stand as �. The form itself shows them.",
    }
)


class How(StrEnum):
    """What became of a document in the pack."""

    PAGES = auto()
    PAGES_CUT = auto()
    LOCKED = auto()
    DAMAGED = auto()
    PICTURE = auto()
    PICTURE_UNSHOWN = auto()
    WORD = auto()
    WORD_CUT = auto()
    WORD_KEPT = auto()
    WORD_KEPT_CUT = auto()
    WORD_DAMAGED = auto()
    TOO_MUCH = auto()
    LISTED = auto()
    KEPT_BACK = auto()


_KEPT = "the original is not passed on; it is kept with the school’s message."
ATTACHED_AS_IT_CAME = "The original is attached to the e-mail just as it came, as the council’s profile asks."

HOW: MappingProxyType[How, str] = MappingProxyType(
    {
        How.PAGES: "The pages as sent.",
        How.PAGES_CUT: "The first {shown} of {total} pages as sent; a copy of {copied} is attached to the e-mail.",
        How.LOCKED: f"Locked with a password and not shown here; {_KEPT}",
        How.DAMAGED: f"Damaged and not shown here; {_KEPT}",
        How.PICTURE: "The picture as sent.",
        How.PICTURE_UNSHOWN: f"Damaged or too large and not shown here; {_KEPT}",
        How.WORD: "Word file as sent, shown as text; the original is attached to the e-mail.",
        How.WORD_CUT: "The first part of a long Word file, shown as text; the original is attached to the e-mail.",
        How.WORD_KEPT: f"Word file as sent, shown as text. It holds more than text and pictures; {_KEPT}",
        How.WORD_KEPT_CUT: (
            f"The first part of a long Word file, shown as text. It holds more than text and pictures; {_KEPT}"
        ),
        How.WORD_DAMAGED: f"This Word file could not be opened; {_KEPT}",
        How.TOO_MUCH: f"Showing this file took more than its share of time or memory; {_KEPT}",
        How.KEPT_BACK: "A file of this kind is neither shown nor passed on; it is kept with the school’s message.",
        How.LISTED: "A file of this kind is not shown here; the original is attached to the e-mail.",
    }
)


class Remark(StrEnum):
    """What is worth knowing about the pages of one PDF."""

    DRAWN = auto()
    LOST_PAGES = auto()


REMARKS: MappingProxyType[Remark, str] = MappingProxyType(
    {
        Remark.DRAWN: "Answers that the file stored but did not draw ({count}) were added to its pages in plain type.",
        Remark.LOST_PAGES: "Pages that could not be copied ({count}) were left out.",
    }
)

KINDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "application/pdf": "PDF",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
        "application/msword": "Word (.doc)",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
        "image/jpeg": "Picture (JPEG)",
        "image/png": "Picture (PNG)",
        "text/plain": "Text",
    }
)
OTHER_KIND = "File"
