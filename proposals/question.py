"""One field of a form, written once: what is asked, how it is answered, where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a Question is answered; each kind has one parser in `proposals.values`."""

    TEXT = "text"
    """One line, as written."""
    LONG_TEXT = "long_text"
    """Paragraphs, as written."""
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    UPN = "upn"
    YEAR_GROUP = "year_group"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    PHONE = "phone"
    EMAIL = "email"
    URN = "urn"
    LAESTAB = "laestab"
    REFERENCE = "reference"


class Era(StrEnum):
    """Which century and which side of today a date is expected on: settles two-digit years."""

    BIRTH = "birth"
    """In the past, within a school life."""
    RECENT = "recent"
    """Near today."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: `code` is stored, `label` is printed, `also` are other ways to write it."""

    code: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a form; `also` are headings other forms use for the same part."""

    name: str
    title: str
    intro: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What one field asks.

    `name` is the field's name in code, in the PDF (`/T`), in Word (the control's tag) and in JSON; a form
    sets it from the model's field, so it is left empty where the Question is written.
    """

    label: str
    section: Section
    kind: Kind = Kind.TEXT
    required: bool = False
    hint: str = ""
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    era: Era = Era.RECENT
    lines: int = 1
    """Height of the box on the blank form, in lines of text."""
    low: float | None = None
    high: float | None = None
    """Bounds, both included, of a number: both or neither, because the school is told from what to what."""
    if_yes: str = ""
    """Name of the yes/no Question that must be answered yes before this one is expected."""
    name: str = ""

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise ValueError(f"{self.label}: a number has both bounds or neither")

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label under which this Question may be found, the printed one first."""
        return (self.label, *self.also)
