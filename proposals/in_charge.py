"""Who looks after a case on a day: its area's coordinator, whoever covers for them, or the team.

A case keeps its area's code, and no address: a coordinator who leaves is changed in the profile, and open cases follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proposals.council import Coordinator, Council, Cover

TEAM = "team"
"""Stands for the team where a coordinator's code would stand."""


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who looks after a case on a day, and where letters about it go."""

    name: str
    """The person's, or the team's."""
    email: str
    person: Coordinator | None = None
    """Who it is; None for the team."""
    absent: Coordinator | None = None
    """For whom they cover, if they do."""
    until: date | None = None
    """The last day of the cover."""
    copies: tuple[str, ...] = ()
    """Who is away and has a copy all the same."""


def in_charge(council: Council, area: str | None, on: date, *, coordinator: str | None = None) -> InCharge:
    """Return who looks after a case of this area on the day `on`.

    The profile as it stands counts: `coordinator`, the code that a case was filed with, only where its area is gone.
    Where a cover is away too, their own cover does; where nobody is left, or who covers is not listed, the team does.
    """
    return cover_of(council, responsible(council, area, coordinator), area, on)


def responsible(council: Council, area: str | None, coordinator: str | None = None) -> Coordinator | None:
    """Return whose case it is, whether they are away or not; None for the team's."""
    return council.coordinator_of(area) if council.area(area) else council.coordinator(coordinator)


def cover_of(council: Council, person: Coordinator | None, area: str | None, on: date) -> InCharge:
    """Return who does the work of `person` on the day `on`; of None, the team of the area."""
    absent: list[Coordinator] = []
    copies: list[str] = []
    last: Cover | None = None
    there = person
    while there and (cover := away(council, there.code, on)):
        absent.append(there)
        copies += [there.email] if cover.copy_to_absent else []
        last = last or cover
        there = council.coordinator(cover.by)
        if there in absent:
            there = None
    return InCharge(
        name=there.name if there else council.team,
        email=there.email if there else council.team_of(area),
        person=there,
        absent=absent[0] if absent else None,
        until=last.last if last else None,
        copies=tuple(each for each in copies if not there or each.lower() != there.email.lower()),
    )


def away(council: Council, code: str, on: date) -> Cover | None:
    """Return the cover of a coordinator on the day `on`; the one listed first where two overlap."""
    return next((each for each in council.cover if each.away == code and each.first <= on <= each.last), None)
