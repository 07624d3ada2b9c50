"""A coordinator who leaves or is away is changed in the profile alone: open cases follow, queued letters stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from conftest import MORNING
from flows.due_letters import Reader
from flows.remind import foretell, remind
from flows.stations import Stations
from proposals.council import Coordinator, Cover
from register.tables import cases
from straight_way import deliver, mail, run, sent, text, without_decisions

NOTICE = date(2027, 1, 26)
"""complete.pdf's first review is ten school days later."""
JO = "jo.fairweather@exampleshire.example.org"
DANIEL = "daniel.okafor@exampleshire.example.org"


def at(day: date):
    return MORNING + (day - MORNING.date())


@pytest.fixture
def stations(stations: Stations) -> Stations:
    """A desk at a council whose coordinators write no decisions: the letters about those are test_decisions's."""
    return without_decisions(stations)


def filed(stations: Stations) -> str:
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    return stations.register.cases()[0].reference


def with_profile(stations: Stations, **changes: object) -> Stations:
    return replace(stations, council=stations.council.model_copy(update=changes))


def succeeded(stations: Stations) -> Stations:
    """Jo has left, and Noor has come: the person and the area's line are changed, nothing else."""
    noor = Coordinator(code="noor", name="Noor Ashdown", email="noor.ashdown@exampleshire.example.org")
    council = stations.council
    people = tuple(noor if each.code == "fairweather" else each for each in council.coordinators)
    areas = tuple(
        each.model_copy(update={"coordinator": "noor"}) if each.coordinator == "fairweather" else each
        for each in council.areas
    )
    return with_profile(stations, coordinators=people, areas=areas)


def away(stations: Stations, *, copy: bool = False) -> Stations:
    cover = Cover(away="fairweather", by="okafor", first=NOTICE, last=date(2027, 2, 5), copy_to_absent=copy)
    return with_profile(stations, cover=(cover,))


def to_ours(stations: Stations, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = [row for row in stations.register.letters() if row.kind == kind]
    return [(row.recipient, row.copies) for row in rows if not row.recipient.startswith("office")]


def test_the_successor_has_the_letters_of_cases_that_were_open_before(stations):
    filed(stations)
    remind(succeeded(stations), NOTICE, at(NOTICE))
    assert to_ours(stations, "review_due") == [("noor.ashdown@exampleshire.example.org", ())]
    letters = [letter for letter in sent(stations) if "review-due" in str(letter.as_string())]
    assert all("Noor Ashdown" in text(letter) for letter in letters)
    assert not any("Fairweather" in text(letter) for letter in letters)


def test_a_letter_that_is_queued_is_not_written_again_for_the_successor(stations):
    filed(stations)
    assert remind(stations, NOTICE, at(NOTICE)) == 2
    before = [letter.as_bytes() for letter in sent(stations)]
    assert remind(succeeded(stations), NOTICE, at(NOTICE)) == 0
    assert to_ours(stations, "review_due") == [(JO, ())]
    assert [letter.as_bytes() for letter in sent(stations)] == before


def test_no_address_of_the_council_s_is_kept_with_a_case(stations):
    filed(stations)
    with stations.register._reading() as connection:
        kept = [str(value) for row in connection.execute(select(cases)) for value in row]
    case = stations.register.find_case(stations.register.cases()[0].reference)
    assert "@" not in " ".join(kept)
    assert "@exampleshire" not in case.assessment


def test_who_covers_has_the_letters_and_the_school_is_told_of_them(stations):
    filed(stations)
    remind(away(stations), NOTICE, at(NOTICE))
    assert to_ours(stations, "review_due") == [(DANIEL, ())]
    [school, ours] = [text(letter) for letter in sent(stations)][-2:]
    assert "Daniel Okafor can help" in school
    assert "You have it because Jo Fairweather is away." in ours


def test_who_is_away_has_a_copy_where_the_profile_says_so(stations):
    filed(stations)
    remind(away(stations, copy=True), NOTICE, at(NOTICE))
    assert to_ours(stations, "review_due") == [(DANIEL, (JO,))]
    assert sent(stations)[-1]["Cc"] == JO


def test_who_covers_on_that_day_is_foretold(stations):
    filed(stations)
    assert [each.to for each in foretell(away(stations), NOTICE)] == [Reader.SCHOOL, Reader.COVER]
    assert [each.to for each in foretell(with_profile(away(stations), coordinators=()), NOTICE)][1:] == [Reader.TEAM]


def test_a_pack_goes_to_the_cover_too_and_says_why(stations):
    cover = Cover(away="fairweather", by="okafor", first=MORNING.date(), last=MORNING.date())
    filed(with_profile(stations, cover=(cover,)))
    assert to_ours(stations, "pack_cover") == [(DANIEL, ())]
    assert "because Jo Fairweather is away" in text(sent(stations)[-1])


def test_an_area_without_anybody_has_its_team(stations):
    areas = tuple(
        each.model_copy(update={"coordinator": "", "team_email": "north@exampleshire.example.org"})
        for each in stations.council.areas
    )
    filed(with_profile(stations, areas=areas))
    assert to_ours(stations, "pack_cover") == [("north@exampleshire.example.org", ())]
    assert stations.register.arrivals()[0].reason == "", "its area is known: nobody need find it"
