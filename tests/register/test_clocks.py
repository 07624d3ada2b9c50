"""Clocks that are put forward or back, by hours or days, hold no work back and lose none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from register import DispatchState
from register_values import FOR_A_PERSON, LEASE, NOW, adds_up, claim, filed, filing, letter, message, settle

AHEAD = [timedelta(hours=5), timedelta(days=3), timedelta(days=400)]
"""How far a clock ran ahead, until it was put right."""

pytestmark = pytest.mark.parametrize("ahead", AHEAD, ids=str)


def test_a_poller_that_died_ahead_of_time_does_not_hold_the_mailbox(register, ahead):
    assert register.acquire_poll("desk", "ann", NOW + ahead, LEASE)
    assert register.acquire_poll("desk", "bea", NOW, LEASE)


def test_a_message_that_came_ahead_of_time_is_claimed_and_a_dead_claim_on_it_returned(register, ahead):
    register.persist(message(), NOW + ahead)
    assert register.claim("ann", NOW, LEASE).attempt == 1
    register.settle(register.arrivals()[0].submission, "ann", FOR_A_PERSON, NOW)
    claim(register, "two", now=NOW + ahead)
    register.sweep(NOW, LEASE)
    assert (register.status(NOW).in_work, register.status(NOW).waiting) == (0, 1)
    assert adds_up(register)


def test_a_failed_attempt_ahead_of_time_does_not_wait_for_that_day(register, ahead):
    register.fail(claim(register, now=NOW + ahead), "ann", "ValueError", NOW + ahead)
    assert register.claim("bea", NOW, LEASE).attempt == 2


def test_letters_queued_postponed_and_claimed_ahead_of_time_do_not_wait_for_that_day(register, ahead):
    settle(register, filed(filing(), letters=tuple(letter(kind) for kind in "abc")))
    postponed, dead = (register.claim_dispatch(name, NOW + ahead, LEASE) for name in ("ann", "bea"))
    register.retry_dispatch(postponed.id, "ann", NOW + ahead)
    again = [register.claim_dispatch("cyd", NOW, LEASE).id for _ in range(2)]
    assert sorted((*again, dead.id)) == [row.id for row in register.letters()]
    assert {row.id: row.state for row in register.letters()}[dead.id] is DispatchState.UNKNOWN


def test_a_message_that_could_not_be_fetched_ahead_of_time_is_still_told_of_in_time(register, ahead):
    register.fetch_failed("desk", "one", NOW + ahead)
    assert register.fetch_failed("desk", "one", NOW).since == NOW


def test_a_clock_that_is_put_forward_takes_work_from_a_live_worker_and_nothing_is_written_twice(register, ahead):
    settle(register, filed(filing(), letters=(letter(),)))
    out = register.claim_dispatch("ann", NOW, LEASE)
    assert register.claim_dispatch("bea", NOW + ahead, LEASE) is None
    register.mark_sent(out.id, "ann", NOW)
    assert [row.state for row in register.letters()] == [DispatchState.SENT]
    assert register.claim_dispatch("bea", NOW + ahead, LEASE) is None
