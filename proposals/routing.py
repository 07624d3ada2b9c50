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
    UNKNOWN = "unknown"


_SENTENCES = {
    Found.WRITTEN: "The form names the area, and the school is not in the council’s list.",
    Found.SCHOOL: "Found from the school through the council’s list of schools.",
    Found.AGREES: "The form names the area, and the council’s list of schools agrees.",
    Found.CONTRADICTS: "The form names another area than the council’s list of schools; the list was followed.",
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
    """Return where `proposal` goes: the school's area in the council's list, else the area as written."""
    if not isinstance(proposal, SchoolPart):
        return Routing(None, None, _SENTENCES[Found.UNKNOWN])
    written = find_area(proposal.area or "", council)
    school = find_school(proposal, council)
    listed = council.area(school.area) if school else None
    area, found = _decide(written, listed)
    if area is None:
        return Routing(None, None, _SENTENCES[found])
    return Routing(area.code, area.coordinator, _SENTENCES[found])


def _decide(written: Area | None, listed: Area | None) -> tuple[Area | None, Found]:
    if listed and written:
        return listed, Found.AGREES if listed == written else Found.CONTRADICTS
    if listed:
        return listed, Found.SCHOOL
    if written:
        return written, Found.WRITTEN
    return None, Found.UNKNOWN


def find_area(name: str, council: Council) -> Area | None:
    """Return the area that `name` names, small slips forgiven, or None."""
    return _named(name, ((area, (area.code, area.name, *area.also)) for area in council.areas))


def find_school(proposal: SchoolPart, council: Council) -> School | None:
    """Return the school in the council's list: by URN, LAESTAB, name or e-mail domain, in this order."""
    for school in council.schools:
        if proposal.school_urn and proposal.school_urn == school.urn:
            return school
    for school in council.schools:
        if proposal.laestab and proposal.laestab == school.laestab:
            return school
    named = _named(proposal.school_name or "", ((school, (school.name, *school.also)) for school in council.schools))
    return named or _by_domain(proposal.school_email or "", council)


def _by_domain(email: str, council: Council) -> School | None:
    domain = email.partition("@")[2]
    return next((school for school in council.schools if domain and domain == school.email_domain.lower()), None)


def _named(name: str, entries: Iterable[tuple[_Entry, tuple[str, ...]]]) -> _Entry | None:
    """Return the entry of this name; a close spelling counts when no other entry is as close."""
    said = _plain(name)
    if not said:
        return None
    known = [(entry, _plain(label)) for entry, labels in entries for label in labels]
    exact = next((entry for entry, label in known if label == said), None)
    if exact is not None:
        return exact
    from rapidfuzz import fuzz

    scored = sorted(((fuzz.ratio(said, label), entry) for entry, label in known), key=lambda pair: -pair[0])
    best = [entry for score, entry in scored if score >= _CLOSE and score == scored[0][0]]
    return best[0] if best and all(entry == best[0] for entry in best) else None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold().replace("&", " and ").replace("saint ", "st ")).split())
