"""Who looks after a case follows from the profile as it stands, and from who is away on the day."""

from __future__ import annotations

from datetime import date

import pytest

from proposals.council import Area, Coordinator, Council, Cover
from proposals.in_charge import in_charge

BEFORE, FIRST, LAST, AFTER = date(2026, 12, 6), date(2026, 12, 7), date(2026, 12, 18), date(2026, 12, 19)


def person(code: str) -> Coordinator:
    return Coordinator(code=code, name=code.title(), email=f"{code}@example.org")


def council(*cover: Cover, **areas: str) -> Council:
    return Council(
        code="c",
        name="Council",
        team="Team",
        desk_email="desk@example.org",
        team_email="team@example.org",
        coordinators=tuple(map(person, ("ann", "ben", "cat"))),
        areas=(
            Area(code="east", name="East", coordinator="ann"),
            Area(code="west", name="West", team_email="west@example.org"),
        ),
        cover=cover,
    )


def off(away: str, by: str, first: date = FIRST, last: date = LAST, *, copy: bool = False) -> Cover:
    return Cover(away=away, by=by, first=first, last=last, copy_to_absent=copy)


@pytest.mark.parametrize(("day", "who"), [(BEFORE, "ann"), (FIRST, "ben"), (LAST, "ben"), (AFTER, "ann")])
def test_a_cover_counts_from_its_first_day_to_its_last(day, who):
    assert in_charge(council(off("ann", "ben")), "east", day).email == f"{who}@example.org"


@pytest.mark.parametrize(
    ("cover", "to", "copies"),
    [
        ((off("ann", "team"),), "team@example.org", ()),
        ((off("ann", "ben", copy=True),), "ben@example.org", ("ann@example.org",)),
        ((off("ann", "ben"), off("ben", "cat", copy=True)), "cat@example.org", ("ben@example.org",)),
        ((off("ann", "ben"), off("ben", "ann")), "team@example.org", ()),
        ((off("ann", "ann"),), "team@example.org", ()),
        ((off("ann", "nobody"),), "team@example.org", ()),
        ((off("ann", "ben"), off("ann", "cat")), "ben@example.org", ()),
        ((off("ben", "ann"),), "ann@example.org", ()),
    ],
    ids=["team", "copy", "chain", "in a ring", "by oneself", "by somebody unknown", "overlapping", "another's"],
)
def test_who_has_a_letter_while_somebody_is_away(cover, to, copies):
    found = in_charge(council(*cover), "east", FIRST)
    assert (found.email, found.copies) == (to, copies)
    assert (found.absent and found.absent.code) == ("ann" if any(each.away == "ann" for each in cover) else None)


@pytest.mark.parametrize(
    ("area", "coordinator", "to"),
    [
        ("east", "ben", "ann@example.org"),
        ("west", "ben", "west@example.org"),
        ("gone", "ben", "ben@example.org"),
        ("gone", "gone", "team@example.org"),
        (None, None, "team@example.org"),
    ],
)
def test_the_area_counts_before_the_coordinator_a_case_was_filed_with(area, coordinator, to):
    assert in_charge(council(), area, FIRST, coordinator=coordinator).email == to


def test_the_last_day_of_a_cover_does_not_come_before_its_first():
    with pytest.raises(ValueError, match="comes before the first"):
        off("ann", "ben", LAST, FIRST)
