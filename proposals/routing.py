"""Which area a Proposal belongs to, and so who coordinates it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from proposals.council import Area, Council, School
from proposals.parts import SchoolPart
from proposals.proposal import Proposal

_Entry = TypeVar("_Entry", Area, School)

_CLOSE = 90
"""How alike two names must be, of 100, to be the same school or area."""


class Found(StrEnum):
    """How the area was found; the sentences are in `_SENTENCES`."""

    WRITTEN = "written"
    SCHOOL = "school"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN_AREA = "unknown_area"
    PARTLY = "partly"
    SCHOOLS_DIFFER = "schools_differ"
    UNKNOWN = "unknown"


_SENTENCES = {
    Found.WRITTEN: "The form names the area, and the school is not in the council’s list.",
    Found.SCHOOL: "Found from the school through the council’s list of schools.",
    Found.AGREES: "The form names the area, and the council’s list of schools agrees.",
    Found.CONTRADICTS: "The form names another area than the council’s list of schools; the list was followed.",
    Found.UNKNOWN_AREA: "The council has no area of the name on the form; it was found from the school instead.",
    Found.PARTLY: "The form names the area; what it says of the school fits schools in other areas too.",
    Found.SCHOOLS_DIFFER: "What the form says of the school fits schools in different areas.",
    Found.UNKNOWN: "Neither the form nor the council’s list of schools says which area this is.",
}


@dataclass(frozen=True, slots=True)
class Routing:
    """Which area a Proposal belongs to and who coordinates it; `None` where the profile does not say."""

    area: str | None
    """The area's code."""
    coordinator: str | None
    """The coordinator's code in the profile."""
    because: str
    """How the area was found, in a sentence."""


def route(proposal: Proposal, council: Council) -> Routing:
    """Return where `proposal` goes: the school's area in the council's list, else the area as written.

    Where the form fits schools of different areas and names none of these, the case goes to the team, which a
    Routing without an area says: nobody's guess sends a child's record to the wrong coordinator.
    """
    if not isinstance(proposal, SchoolPart):
        return _routing(None, Found.UNKNOWN)
    written = find_area(proposal.area or "", council)
    codes = {school.area for school in find_schools(proposal, council)}
    if len(codes) > 1:
        fits = written is not None and written.code in codes
        return _routing(written, Found.PARTLY) if fits else _routing(None, Found.SCHOOLS_DIFFER)
    listed = council.area(codes.pop()) if codes else None
    return _routing(*_decide(written, listed, wrote=bool(proposal.area)))


def _routing(area: Area | None, found: Found) -> Routing:
    if area is None:
        return Routing(None, None, _SENTENCES[found])
    return Routing(area.code, area.coordinator or None, _SENTENCES[found])


def _decide(written: Area | None, listed: Area | None, *, wrote: bool) -> tuple[Area | None, Found]:
    if listed and written:
        return listed, Found.AGREES if listed == written else Found.CONTRADICTS
    if listed:
        return listed, Found.UNKNOWN_AREA if wrote else Found.SCHOOL
    if written:
        return written, Found.WRITTEN
    return None, Found.UNKNOWN


def find_area(name: str, council: Council) -> Area | None:
    """Return the one area that `name` names, small slips forgiven, or None."""
    found = _named(name, ((area, (area.code, area.name, *area.also)) for area in council.areas))
    return found[0] if len(found) == 1 else None


def find_schools(proposal: SchoolPart, council: Council) -> tuple[School, ...]:
    """Return the schools of the council's list that the form may mean; more than one where it is not clear.

    URN, LAESTAB and name are taken together: two schools of one name are told apart by their numbers. Where none
    of the three is known, the domains of the e-mail addresses are tried; a trust's may stand for several schools.
    """
    numbered = [school for school in council.schools if _has_number(school, proposal)]
    named = _named(proposal.school_name or "", ((school, (school.name, *school.also)) for school in council.schools))
    agreed = tuple(school for school in numbered if school in named)
    found = agreed or (*numbered, *named) or _by_domain(proposal.school_email or "", council)
    return tuple(dict.fromkeys(found))


def _has_number(school: School, proposal: SchoolPart) -> bool:
    return bool(
        (proposal.school_urn and proposal.school_urn == school.urn)
        or (proposal.laestab and proposal.laestab == school.laestab)
    )


def _by_domain(emails: str, council: Council) -> tuple[School, ...]:
    domains = {address.partition("@")[2] for address in emails.split("; ")} - {""}
    return tuple(school for school in council.schools if school.email_domain.casefold() in domains)


def _named(name: str, entries: Iterable[tuple[_Entry, tuple[str, ...]]]) -> tuple[_Entry, ...]:
    """Return the entries of this name, else those of the closest spelling when it is close enough."""
    said = plain_name(name)
    if not said:
        return ()
    known = [(entry, plain_name(label)) for entry, labels in entries for label in labels]
    exact = [entry for entry, label in known if label == said]
    return tuple(dict.fromkeys(exact)) or _closest(said, known)


def _closest(said: str, known: list[tuple[_Entry, str]]) -> tuple[_Entry, ...]:
    from rapidfuzz import fuzz

    scored = [(fuzz.ratio(said, label, score_cutoff=_CLOSE), entry) for entry, label in known]
    best = max((score for score, _ in scored), default=0)
    return tuple(dict.fromkeys(entry for score, entry in scored if best and score == best))


def plain_name(name: str) -> str:
    """Return a name without what does not tell names apart: case, punctuation, "&" and "Saint"."""
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold().replace("&", " and ").replace("saint ", "st ")).split())
