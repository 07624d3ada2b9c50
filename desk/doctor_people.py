"""The doctor's look at who looks after cases: areas without anybody, and absences that are not as they should be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from desk.doctor_mail import Checked

if TYPE_CHECKING:
    from proposals.council import Council, Cover


def examine_people(council: Council, today: date) -> Iterator[Checked]:
    """Yield what there is to say of a profile's coordinators on the day `today`: one line for areas, one for cover."""
    nobody = [area.name for area in council.areas if not area.coordinator]
    if nobody:
        remedy = "Their cases go to the team. Name a coordinator under [[areas]] in the council's profile.toml."
        yield Checked("Coordinators", f"nobody for {', '.join(nobody)}", well=False, remedy=remedy)
    else:
        yield Checked("Coordinators", f"{len(council.coordinators)} for {len(council.areas)} areas", well=True)
    if not council.cover:
        return
    wrong = tuple(_wrong(council))
    if wrong:
        remedy = "Correct [[cover]] in the council's profile.toml; until then the first counts, else the team."
        yield Checked("Cover", "; ".join(wrong), well=False, remedy=remedy)
        return
    past = [each for each in council.cover if each.last < today]
    now = sum(each.first <= today <= each.last for each in council.cover)
    state = f"{now} away today, {len(council.cover) - len(past) - now} later"
    gone = ", ".join(_named(each) for each in past)
    yield Checked("Cover", state, well=True, remedy=f"Past, and can be taken out: {gone}." if past else "")


def _wrong(council: Council) -> Iterator[str]:
    from proposals.in_charge import TEAM

    known = {person.code for person in council.coordinators}
    for each in council.cover:
        if each.away not in known:
            yield f"{_named(each)}: {each.away!r} is no coordinator"
        if each.by not in known | {TEAM}:
            yield f"{_named(each)}: {each.by!r}, who covers, is no coordinator"
        if each.by == each.away:
            yield f"{_named(each)}: nobody covers for themselves"
    for one, other in combinations(council.cover, 2):
        if one.away == other.away and one.first <= other.last and other.first <= one.last:
            yield f"{_named(one)} and {_named(other)} overlap"
        elif _turned_round(one, other):
            yield f"{_named(one)} and {_named(other)}: both are away, and each covers for the other"


def _turned_round(one: Cover, other: Cover) -> bool:
    both = one.first <= other.last and other.first <= one.last
    return both and one.by == other.away and other.by == one.away


def _named(cover: Cover) -> str:
    return f"{cover.away} from {cover.first:%d %b %Y} to {cover.last:%d %b %Y}"
