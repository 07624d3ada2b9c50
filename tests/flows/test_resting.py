"""A case in which nothing is due rests: the daily look does not read it again before something may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import MORNING
from flows.remind import due, remind
from flows.rules import rules_of
from flows.stations import Stations
from register import NewDispatch
from straight_way import deliver, mail, run, without_decisions

# complete.pdf: its first letter is due on 26 January 2027
EVE, DAY = date(2027, 1, 25), date(2027, 1, 26)
QUIET = MORNING.date() + timedelta(days=1)


@pytest.fixture
def stations(stations: Stations) -> Stations:
    """A desk at a council whose coordinators write no decisions, so that nothing is due before the first review."""
    return without_decisions(stations)


@pytest.fixture
def rested(stations: Stations) -> str:
    """The reference of a case that was looked at once, months before anything is due in it."""
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    assert remind(stations, QUIET, MORNING + timedelta(days=1)) == 0
    return stations.register.cases()[0].reference


def looked_at(stations: Stations, on: date) -> list[str]:
    pages = stations.register.cases_to_look_at(on, rules_of(stations.council))
    return [case.reference for page in pages for case in page]


def test_it_is_not_read_again_before_something_may_be_due(stations: Stations, rested: str) -> None:
    assert looked_at(stations, QUIET) == looked_at(stations, EVE) == []
    assert looked_at(stations, DAY) == [rested]
    assert {each.reference for each in due(stations, DAY)} == {rested}


def test_a_letter_about_it_wakes_it(stations: Stations, rested: str) -> None:
    letter = NewDispatch("invented", "v1", "office@oakfield.example.org", "<invented@example.org>", b"raw", rested)
    stations.register.queue([letter], MORNING)
    assert looked_at(stations, QUIET) == [rested]


def test_what_nobody_works_out_from_lets_it_rest(stations: Stations, rested: str) -> None:
    stations.register.note("shown", MORNING, reference=rested)
    stations.register.hold(rested, "a complaint", MORNING)
    assert looked_at(stations, QUIET) == []


def test_what_happened_while_it_was_looked_at_is_not_slept_over(stations: Stations, rested: str) -> None:
    [[case]] = stations.register.cases_to_look_at(DAY, rules_of(stations.council))
    letter = NewDispatch("invented", "v1", "office@oakfield.example.org", "<invented@example.org>", b"raw", rested)
    stations.register.queue([letter], MORNING)
    stations.register.rest([(case, date.max)])
    assert looked_at(stations, QUIET) == [rested]


def test_another_profile_wakes_every_case(stations: Stations, rested: str) -> None:
    limits = stations.council.limits.model_copy(update={"review_notice_school_days": 60})
    other = replace(stations, council=stations.council.model_copy(update={"limits": limits}))
    assert looked_at(other, EVE) == [rested]
    assert {each.reference for each in due(other, EVE)} == {rested}
    # Of three reviews within sixty school days, two letters each.
    assert remind(other, EVE, MORNING) == 6


def test_a_clock_that_was_put_back_wakes_every_case(stations: Stations, rested: str) -> None:
    assert looked_at(stations, QUIET - timedelta(days=1)) == [rested]
    remind(stations, QUIET - timedelta(days=1), MORNING)
    assert looked_at(stations, QUIET) == []
