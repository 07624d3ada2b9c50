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
_CLAIM_SECONDS = 30.0
"""How long a kill waits for a run that holds a claim before it takes any: in a lull there is none."""


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
    _choosy: bool = False
    """Whether the next one waits for a run that holds a claim."""

    def __post_init__(self) -> None:
        self._draw()

    def strike(self) -> bool:
        """Kill a run where it is time and there is one; tell whether one was killed."""
        late = time.monotonic() - self._due
        if late < 0:
            return False
        engines = list(_engines(self.pool))
        with suppress(RegisterError):
            claims = _claims(self.register)
            holding = [each for each in engines if each.number in claims]
            if self._choosy and late < _CLAIM_SECONDS:
                engines = holding
            if not engines:
                return False
            victim = self.chance.choice(engines)
            self._kill(victim)
            self.pool.log.kills += 1
            self.pool.log.claims += victim in holding
            self._draw()
            return True
        return False

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
        self._choosy = self.chance.random() < 0.7


def _engines(pool: Pool) -> Iterator[Engine]:
    for place, worker in enumerate(pool.workers):
        for each in below(worker.pid):
            with suppress(OSError):
                if _ENGINE in Path(f"/proc/{each.number}/cmdline").read_bytes():
                    yield Engine(each.number, place)


def _claims(register: Register) -> set[int]:
    """The processes that hold a message, a letter or the mailbox: a claim is named after its machine and process."""
    held = (
        select(submissions.c.worker.label("holder")).where(submissions.c.state == "working"),
        select(dispatches.c.worker.label("holder")).where(dispatches.c.state == "sending"),
        select(leases.c.holder.label("holder")),
    )
    return {int(row.holder.rsplit(".", 2)[1]) for each in held for row in rows(register, each)}
