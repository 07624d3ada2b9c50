"""Whom the desk answers and how: the part of a council's profile that guards a child's record on its way out."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_ADDRESS = re.compile(r"[^\s@<>,;*]+@[^\s@<>,;*]+\.[^\s@<>,;*]+")
_DOMAIN = re.compile(r"(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Answer(StrEnum):
    """To whom an answer may say what stands in a form."""

    KNOWN = "known"
    """To the schools and people of the profile; everybody else has a receipt that says nothing of it."""
    ANYBODY = "anybody"
    """To whoever sent it."""


class CopyTo(StrEnum):
    """Words for who else gets a letter."""

    TEAM = "team"
    SCHOOL = "school"
    """The office of the school whose address the letter goes to."""


def _sender(said: str) -> str:
    if not (_ADDRESS.fullmatch(said) or _DOMAIN.fullmatch(said)):
        raise ValueError(f"{said!r} is neither an address, nor a domain, nor *. and a domain for all below it")
    return said.lower()


def _copied(said: str) -> str:
    if said not in set(CopyTo) and not _ADDRESS.fullmatch(said):
        raise ValueError(f'{said!r} is neither "team", nor "school", nor an address')
    return said


class Copies(BaseModel):
    """Who else gets the letters of one kind: addresses, "team" or "school"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    letter: str
    """The letter's name, as its file in templates/letters is called."""
    to: tuple[Annotated[str, AfterValidator(_copied)], ...]


class Correspondence(BaseModel):
    """Whom the desk answers, how often, and how large its letters may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: Answer = Answer.KNOWN
    known: tuple[Annotated[str, AfterValidator(_sender)], ...] = ()
    """Addresses and domains known beside those of the schools; "*.example.org" is every domain below it."""
    answers_a_day: int = Field(20, ge=1, le=1000)
    """Letters that one address is answered with in 24 hours; what comes after waits for a person."""
    authserv_id: str = Field("", pattern=r"^[A-Za-z0-9._-]*$")
    """The name with which the council's mail server begins its Authentication-Results header, "microsoft365" for
    Exchange Online, "" to leave the header unread."""
    largest_letter_mb: float = Field(20.0, ge=0.1, le=150)
    """Megabytes (of 1,000,000 bytes) of a letter as it is sent; its largest enclosures stay behind above that."""

    def lists(self, address: str) -> bool:
        """Tell whether an address is known by itself or by its domain."""
        domain = address.partition("@")[2]
        return any(
            each in {address, domain} or (each.startswith("*.") and domain.endswith(each[1:])) for each in self.known
        )
