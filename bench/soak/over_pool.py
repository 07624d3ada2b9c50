"""The storm over a pool: flow runs on Prefect workers, which are killed, while the server and PostgreSQL go down.

It has an end: each part of it has its time, and `Stalled` says what was waited for when that is over.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.pool.servers import FINAL
from bench.soak.kills import Kills
from bench.soak.mix import Kind, Planned, plan, waves
from bench.soak.pool import SILENCE, Pool
from bench.soak.posts import Post
from bench.soak.storm import DRAIN_HOURS, Log, Orders, Stalled, busy, deliver, reviewable
from bench.soak.worker import REVIEWS_ON
from register import Register, RegisterError

_OWN_READER = (Kind.CRASHES, Kind.KILLS)
"""Kinds on which only the soak's own workers fail."""
_RESTARTS = 6
"""At most: of the Prefect server and of PostgreSQL in turn, and not more than one for two kills."""
_TELL = 60.0
"""Seconds between two words about how far it is."""
_LOOK = 0.5
_KILL_SECONDS, _MESSAGE_SECONDS, _START_SECONDS = 90, 10, 600
"""What a storm may take: for each kill (with its share of the restarts), for each message, and to begin."""
_RUN_SECONDS = 900.0
"""What an undisturbed intake may take, with those before it that were cancelled as one ran, or died."""
_RUN_PATIENCE = 240.0
"""After which another is begun: a run may be lost whose worker and whose events died."""
_RUN_PAUSE = 3.0
_LOST = timedelta(seconds=_RUN_PATIENCE)
"""Longer than what is left for a run to do when mail has been worked off."""


@dataclass(slots=True)
class Watch:
    """Says now and then how far it is, and ends what takes too long."""

    pool: Pool
    register: Register
    say: Callable[[str], None]
    _told: float = field(default_factory=time.monotonic)

    def look(self, ends: float, what: str) -> None:
        """Raises Stalled once `ends` (of the monotonic clock) is over."""
        if time.monotonic() > ends:
            raise Stalled(f"{what}: its time is over, with {self._state()}")
        if time.monotonic() > self._told + _TELL:
            self._told = time.monotonic()
            self.say(f"{what}: {self._state()}")
        time.sleep(_LOOK)

    def _state(self) -> str:
        runs = Counter(run.state for run in self.pool.server.runs() if run.state not in FINAL)
        said = [f"{count} runs {state.lower()}" for state, count in sorted(runs.items())]
        with suppress(RegisterError):
            status = self.register.status(self.pool.ground.now())
            said.append(f"{status.waiting} messages waiting, {status.in_work} in work")
            said.append(f"{status.queued} letters queued, {status.sending} being sent")
        return ", ".join([*said, f"{self.pool.log.kills} kills"])


def blow_over(pool: Pool, post: Post, register: Register, orders: Orders, say: Callable[[str], None]) -> Log:
    """Deliver everything while workers are killed and servers go down, then let the rest be worked off.

    Raises Stalled.
    """
    log, watch = pool.log, Watch(pool, register, say)
    _blow(pool, post, register, orders, watch)
    ends = time.monotonic() + _RUN_SECONDS
    while not pool.begin("reviews", pool.ground.now(), on=REVIEWS_ON.isoformat()):
        watch.look(ends, "the run of the reviews")
    say(f"the storm is over: {log.kills} kills, {log.restarts} restarts; what waits is worked off")
    _calm(pool, register, orders, watch)
    # Before the hours go on: runs of two hours would take each other’s claims for those of the dead.
    _end_all_runs(pool, watch)
    _drain(pool, register, watch)
    _end_all_runs(pool, watch)
    log.endless = _endless(pool)
    log.runs = dict(Counter(run.state for run in pool.server.runs()))
    return log


def _blow(pool: Pool, post: Post, register: Register, orders: Orders, watch: Watch) -> None:
    chance, log = random.Random(orders.seed), pool.log
    waiting = waves(plan(orders.messages, chance, without=_OWN_READER), orders.waves)
    restarts = min(_RESTARTS, orders.kills // 2)
    kills = Kills(pool, register, chance, orders.pace)
    ends = time.monotonic() + _time(orders)
    while waiting or log.kills < orders.kills:
        pool.go_on()
        due = log.kills >= orders.kills * (orders.waves - len(waiting)) / orders.waves
        if waiting and due and _can_come(waiting[0], register):
            deliver(waiting.pop(0), post, register, pool.ground, log, chance)
            watch.say(f"{len(log.delivered)} delivered, {log.kills} kills, {log.restarts} restarts")
        # Once all are done nobody is killed any more, whatever is still to come: it would never be worked off.
        if (
            log.kills < orders.kills
            and kills.strike()
            and log.restarts < restarts
            and log.kills * (restarts + 1) >= orders.kills * (log.restarts + 1)
        ):
            pool.restart(log.restarts)
            log.restarts += 1
        watch.look(ends, "the storm")


def _time(orders: Orders) -> float:
    return _START_SECONDS + _KILL_SECONDS * orders.kills + _MESSAGE_SECONDS * orders.messages


def _can_come(wave: list[Planned], register: Register) -> bool:
    """Whether there is a case that the outcomes of a wave can be about: until then more is worked off."""
    if not any(planned.kind is Kind.REVIEW for planned in wave):
        return True
    with suppress(RegisterError):
        return bool(reviewable(register))
    return False


def _calm(pool: Pool, register: Register, orders: Orders, watch: Watch) -> None:
    """Let the workers go on unharmed until nothing can be taken up at once, and a little longer."""
    ends, idle_since = time.monotonic() + _time(orders), time.monotonic()
    while time.monotonic() < idle_since + 10:
        pool.go_on()
        watch.look(ends, "the calm")
        with suppress(RegisterError):
            if busy(register, pool.ground) or not _all_came(pool, register):
                idle_since = time.monotonic()


def _drain(pool: Pool, register: Register, watch: Watch) -> None:
    """Round after round, an hour later each, as often as the desk tries anything."""
    for hours in range(1, DRAIN_HOURS + 1):
        pool.log.rounds = hours
        now = pool.ground.now() + timedelta(hours=hours)
        _whole_intake(pool, now, watch)
        status = register.status(now)
        at_rest = not (status.waiting or status.in_work or status.queued or status.sending)
        if at_rest and _all_came(pool, register):
            return


def _all_came(pool: Pool, register: Register) -> bool:
    """Whether nothing is left in the inbox: a poll takes so many messages, and no more."""
    return register.status(pool.ground.now()).arrivals >= len(pool.log.delivered)


def _whole_intake(pool: Pool, now: datetime, watch: Watch) -> None:
    """An intake that came to its end. One that is cancelled as another runs, or dies, is begun again."""
    ends, again, run = time.monotonic() + _RUN_SECONDS, 0.0, ""
    while (state := pool.server.state(run) if run else "") != "COMPLETED":
        if state in FINAL:
            run, again = "", time.monotonic() + _RUN_PAUSE
        elif time.monotonic() > again:
            run = pool.begin("intake", now)
            again = time.monotonic() + (_RUN_PATIENCE if run else _RUN_PAUSE)
        pool.look_after()
        watch.look(ends, f"the intake of round {pool.log.rounds}")


def _end_all_runs(pool: Pool, watch: Watch) -> None:
    """Let the living come to their ends, and the automation mark the dead.

    Those whose events went down with the server are ended as the desk's own flows do: then every run has an end.
    """
    ends = time.monotonic() + _RUN_SECONDS
    patience = time.monotonic() + 2 * SILENCE.total_seconds()
    while _endless(pool) and time.monotonic() < ends:
        pool.look_after()
        if time.monotonic() > patience:
            pool.log.lost += pool.server.end_lost_runs(_LOST)
        watch.look(ends + _RUN_PAUSE, "the ends of the runs")


def _endless(pool: Pool) -> int:
    return sum(run.state not in FINAL for run in pool.server.runs())
