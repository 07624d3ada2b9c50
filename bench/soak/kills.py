"""Whom the storm over a pool kills, and when: a run as it begins or at work, by its process or with its machine."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bench.soak.pool import Pool
from bench.soak.readers import below
from bench.soak.rows import rows
from register import Register, RegisterError
from register.tables import dispatches, leases, submissions

_ENGINE = b"prefect.engine"
_CLAIM_SECONDS = 60.0
"""How long a kill waits for a run that holds such a claim before it takes any: in a lull there is none."""
_CLAIMS = {
    "mailbox": select(leases.c.holder.label("holder")),
    "message": select(submissions.c.worker.label("holder")).where(submissions.c.state == "working"),
    "letter": select(dispatches.c.worker.label("holder")).where(dispatches.c.state == "sending"),
}
ANY = "none"
"""A kill of any run, most of which have just begun."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The process of a flow run, and the place of its worker."""

    number: int
    place: int


@dataclass(slots=True)
class Kills:
    """The kills of one storm, one after the other; `pace` is the mean time between two, in seconds."""

    pool: Pool
    register: Register
    chance: random.Random
    pace: float
    _due: float = 0.0
    _wanted: str = ANY
    """What the next one to be killed is to hold: without a choice the shortest step would hardly ever be met."""

    def __post_init__(self) -> None:
        self._draw()

    def strike(self) -> bool:
        """Kill a run where it is time and there is one; tell whether one was killed."""
        late = time.monotonic() - self._due
        if late < 0:
            return False
        try:
            held = _held(self.register)
        except RegisterError:
            return False
        engines = list(_engines(self.pool))
        if self._wanted is not ANY and late < _CLAIM_SECONDS:
            engines = [each for each in engines if held.get(each.number) == self._wanted]
        if not engines:
            return False
        victim = self.chance.choice(engines)
        self._kill(victim)
        self.pool.log.kills += 1
        self.pool.log.held[held.get(victim.number, ANY)] += 1
        self._draw()
        return True

    def _kill(self, victim: Engine) -> None:
        """The process alone, of which its worker tells; or the worker with all its processes, of which nobody does."""
        if self.chance.random() < 0.5:
            self.pool.kill_worker(victim.place)
            return
        self.pool.log.readers |= below(victim.number)
        with suppress(ProcessLookupError):
            os.kill(victim.number, signal.SIGKILL)

    def _draw(self) -> None:
        self._due = time.monotonic() + self.chance.uniform(0, 2 * self.pace)
        self._wanted = self.chance.choice((ANY, *_CLAIMS))


def _engines(pool: Pool) -> Iterator[Engine]:
    for place, worker in enumerate(pool.workers):
        for each in below(worker.pid):
            with suppress(OSError):
                if _ENGINE in Path(f"/proc/{each.number}/cmdline").read_bytes():
                    yield Engine(each.number, place)


def _held(register: Register) -> dict[int, str]:
    """What each process holds: a claim is named after its machine and its process."""
    return {int(row.holder.rsplit(".", 2)[1]): what for what, each in _CLAIMS.items() for row in rows(register, each)}
