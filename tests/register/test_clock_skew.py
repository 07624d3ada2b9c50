"""Machines whose clocks are a little apart respect each other's claims."""

from __future__ import annotations

from datetime import timedelta

import pytest

from register_values import LEASE, NOW, claim, filed, filing, letter, settle


@pytest.mark.parametrize("apart", [timedelta(seconds=2), timedelta(minutes=20)], ids=str)
def test_a_claim_by_a_clock_a_little_ahead_holds(register, apart):
    submission = claim(register, now=NOW + apart)
    register.sweep(NOW, LEASE)
    assert register.status(NOW).in_work == 1
    register.settle(submission, "ann", filed(filing(), letters=(letter(),)), NOW)
    assert register.acquire_poll("desk", "ann", NOW + apart, LEASE)
    assert not register.acquire_poll("desk", "bea", NOW, LEASE)
    settle(register, filed(), "two")
    assert register.claim_dispatch("ann", NOW + apart, LEASE)
    assert register.claim_dispatch("bea", NOW, LEASE) is None
    assert register.status(NOW).sending == 1
