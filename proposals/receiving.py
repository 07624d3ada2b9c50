"""The school that a managed move goes to, as far as the council's list knows it without a guess."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from proposals.council import Council, School
from proposals.managed_move import ManagedMove
from proposals.routing import find_schools, plain_name

_COMMON = frozenset(
    {"school", "academy", "college", "primary", "secondary", "high", "junior", "infant", "community", "the", "of"}
    | {"and", "st", "catholic", "ce", "church", "england", "grammar", "trust", "pru"}
)
"""Words that tell no two schools apart."""


class Unwritten(StrEnum):
    """Why the receiving school is not written to."""

    TURNED_OFF = "turned_off"
    NOT_AGREED = "not_agreed"
    """The form does not say that the receiving school agrees."""
    PARENTS = "parents"
    """It does not say that the parents agree."""
    NOT_NAMED = "not_named"
    NOT_LISTED = "not_listed"
    SEVERAL = "several"
    """Schools of the list have the same name, and no URN tells which is meant."""
    CONTRADICTS = "contradicts"
    """Its URN and its name mean different schools."""
    SAME = "same"
    """It is the school that the pupil comes from."""
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True)
class Receiving:
    """The receiving school that may be written to, or else why none is."""

    school: School | None = None
    why: Unwritten | None = None


def receiving_school(move: ManagedMove, council: Council) -> Receiving:
    """Return the school of the council's list that a managed move goes to, where it may be written to.

    It is known by its URN, or by one of its names, word for word: a letter about a child never goes by likeness. Where
    URN and name mean different schools, or the move is not said to be agreed, nobody is written to.
    """
    if not council.receiving_schools:
        return Receiving(why=Unwritten.TURNED_OFF)
    if move.receiving_school_agrees is not True:
        return Receiving(why=Unwritten.NOT_AGREED)
    if move.parents_agree is not True:
        return Receiving(why=Unwritten.PARENTS)
    found = _listed(move, council)
    if isinstance(found, Unwritten):
        return Receiving(why=found)
    if found in find_schools(move, council):
        return Receiving(why=Unwritten.SAME)
    return Receiving(found) if found.email else Receiving(why=Unwritten.NO_ADDRESS)


def _listed(move: ManagedMove, council: Council) -> School | Unwritten:
    name, urn = plain_name(move.receiving_school_name or ""), move.receiving_school_urn or ""
    if not name and not urn:
        return Unwritten.NOT_NAMED
    named = [school for school in council.schools if name and name in _names(school)]
    numbered = next((school for school in council.schools if urn and school.urn == urn), None)
    if numbered:
        return numbered if _agrees(numbered, name, named) else Unwritten.CONTRADICTS
    # A URN that is not the school's own is a slip of the pen, or another school outside the list.
    named = [school for school in named if not (urn and school.urn)]
    if not named:
        return Unwritten.NOT_LISTED
    return named[0] if len(named) == 1 else Unwritten.SEVERAL


def _agrees(school: School, name: str, named: list[School]) -> bool:
    """Whether a name does not speak against the URN: a slip in six digits must not reach another school."""
    if not name or named:
        return school in named or not name
    own = {word for each in _names(school) for word in each.split()} - _COMMON
    return bool(own & set(name.split()))


def _names(school: School) -> tuple[str, ...]:
    return tuple(plain_name(each) for each in (school.name, *school.also))
