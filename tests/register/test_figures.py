"""The counts always add up to what arrived, whatever happens in whatever order."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from register import Claimed, LeaseLost, Outcome, Register, Settlement
from register_values import LEASE, NOW, adds_up, message, opened

WORKERS = st.sampled_from(["ann", "bea"])


class Desk(RuleBasedStateMachine):
    """Messages come, some twice; workers claim, settle, fail, stall and die; time passes."""

    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.keys: set[str] = set()
        self.ended: dict[str, Outcome] = {}
        self.register = opened("sqlite://")
        self.register.migrate()

    @rule(key=st.sampled_from("abcdef"), content=st.sampled_from("xyz"))
    def arrives(self, key: str, content: str) -> None:
        fresh = self.register.persist(message(content, key=key), self.now).fresh
        assert fresh == (key not in self.keys)
        self.keys.add(key)

    @rule(target=claims, worker=WORKERS)
    def is_claimed(self, worker: str) -> object:
        claimed = self.register.claim(worker, self.now, LEASE)
        return (claimed, worker) if claimed else multiple()

    @rule(claim=consumes(claims), outcome=st.sampled_from([Outcome.FOR_A_PERSON, Outcome.DUPLICATE, Outcome.FILED]))
    def is_settled(self, claim: tuple[Claimed, str], outcome: Outcome) -> None:
        claimed, worker = claim
        try:
            self.register.settle(claimed.id, worker, Settlement(outcome), self.now)
        except LeaseLost:
            return
        assert claimed.id not in self.ended, "settled once"

    @rule(claim=consumes(claims))
    def fails(self, claim: tuple[Claimed, str]) -> None:
        claimed, worker = claim
        try:
            quarantined = self.register.fail(claimed.id, worker, "ValueError", self.now)
        except LeaseLost:
            return
        assert quarantined <= (claimed.attempt == 3)

    @rule(minutes=st.sampled_from([1, 4, 6, 60]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.register.sweep(self.now)

    @invariant()
    def counts_add_up(self) -> None:
        assert adds_up(self.register, self.now)
        assert self.register.status(self.now).arrivals == len(self.keys)

    @invariant()
    def what_ended_stays_as_it_ended(self) -> None:
        for row in self.register.arrivals():
            if row.outcome and not row.repeat:
                assert self.ended.setdefault(row.submission, row.outcome) is row.outcome

    def teardown(self) -> None:
        self.register.close()


Desk.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
test_counts = Desk.TestCase


def test_an_empty_desk_counts_nothing(register: Register) -> None:
    status = register.status(NOW)
    assert (status.arrivals, status.oldest_waiting_seconds, status.cases_open) == (0, None, 0)
    assert adds_up(register)
