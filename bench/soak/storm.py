"""The storm: mail in waves, workers killed at random moments, servers restarted; then everything is worked off."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Table, and_, or_, select

from bench.soak.mix import Kind, Planned, plan, waves, write
from bench.soak.posts import Post
from bench.soak.readers import Reader, below
from bench.soak.rows import rows
from bench.soak.worker import STEPS, Ground, start
from register import DispatchState, Register
from register.tables import dispatches, submissions

WORKERS = 2
LEASE_SECONDS = 10
"""Killed work is taken over soon; a form takes well below that, also on a busy machine."""
RESTARTS = 6
CALM_SECONDS = 900
DRAIN_HOURS = 12
"""A letter is tried eight times, at most an hour apart."""


class Stalled(RuntimeError):
    """A part of a storm did not come to its end in its time."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How large a soak is to be. `pace` is the mean time between two kills, in seconds."""

    messages: int
    kills: int
    seed: int
    pace: float = 1.5
    waves: int = 10


@dataclass(slots=True)
class Log:
    """What was done to the desk."""

    delivered: list[Planned] = field(default_factory=list)
    kills: int = 0
    held: Counter[str] = field(default_factory=Counter)
    """Of the kills over a pool: what each held that was killed."""
    restarts: int = 0
    deaths: int = 0
    """Of workers that a message killed."""
    readers: set[Reader] = field(default_factory=set)
    """The processes that opened files for workers which were killed."""
    rounds: int = 0
    """Rounds until nothing waited any more, after the storm."""
    runs: dict[str, int] = field(default_factory=dict)
    """Of Prefect, by how they ended; none where workers are plain processes."""
    lost: int = 0
    """Runs of Prefect whose end nobody told of: their worker died, and the server with its events."""
    endless: int = 0
    """Runs of Prefect that have no end after everything."""


def set_ground(folder: Path, post: Post, database_url: str) -> Ground:
    """Make a desk for the soak in `folder`."""
    ground = Ground(folder, time.time())
    database = f'database_url = "{database_url}"\n' if database_url else ""
    ground.config.write_text(
        f'home = "desk"\ncouncil = "exampleshire"\nlease_seconds = {LEASE_SECONDS}\n{database}{post.settings}',
        encoding="utf-8",
    )
    return ground


def blow(ground: Ground, post: Post, register: Register, orders: Orders, say: Callable[[str], None]) -> Log:
    """Deliver everything while workers are killed, then let the rest be worked off; return what was done."""
    chance = random.Random(orders.seed)
    log = Log()
    waiting = waves(plan(orders.messages, chance), orders.waves)
    workers = [start(ground) for _ in range(WORKERS)]
    try:
        while waiting or log.kills < orders.kills:
            if waiting and log.kills >= orders.kills * (orders.waves - len(waiting)) / orders.waves:
                deliver(waiting.pop(0), post, register, ground, log, chance)
                say(f"{len(log.delivered)} delivered, {log.kills} kills, {log.restarts} restarts")
            time.sleep(chance.uniform(0, 2 * orders.pace))
            _kill(workers, chance, ground, log)
            if log.kills >= orders.kills // 2:
                ground.reviews.touch()
            if log.kills * (RESTARTS + 1) >= orders.kills * (log.restarts + 1) and log.restarts < RESTARTS:
                post.restart(log.restarts)
                log.restarts += 1
        _calm(workers, ground, register, log)
    finally:
        ground.over.touch()
        for worker in workers:
            worker.join(60)
            worker.kill()
    say(f"the storm is over: {log.kills} kills, {log.restarts} restarts; what waits is worked off")
    _drain(ground, register, log)
    return log


def deliver(
    wave: list[Planned], post: Post, register: Register, ground: Ground, log: Log, chance: random.Random
) -> None:
    """One wave of mail comes in."""
    references = _references(register, needed=any(planned.kind is Kind.REVIEW for planned in wave))
    letters = [row for row in register.letters() if row.state is DispatchState.SENT and row.submission]
    ids = _message_ids(register)
    for planned in wave:
        reference = chance.choice(references) if references and planned.kind is Kind.REVIEW else ""
        letter = ("<none@exampleshire.example.org>", "nobody@example.org")
        if planned.kind is Kind.BOUNCE and letters:
            row = chance.choice(letters)
            letter = (ids[row.id], row.recipient)
        raw = write(planned, ground.now(), reference=reference, letter=letter)
        post.deliver(f"{planned.slug}{'-2' if planned.again else ''}", raw)
        log.delivered.append(planned)


def reviewable(register: Register) -> list[str]:
    """The cases that a review outcome can be about."""
    return sorted(row.reference for row in register.cases() if row.kind == "off_site_direction")


def _references(register: Register, *, needed: bool) -> list[str]:
    """Those cases; the first is waited for where one is needed."""
    ends = time.monotonic() + CALM_SECONDS
    while not (found := reviewable(register)) and needed and time.monotonic() < ends:
        time.sleep(0.2)
    return found


def _message_ids(register: Register) -> dict[int, str]:
    return {row.id: row.message_id for row in rows(register, select(dispatches.c.id, dispatches.c.message_id))}


def _kill(workers: list, chance: random.Random, ground: Ground, log: Log) -> None:
    """Kill a worker without a word, and put a new one in its place; also in that of one which a message killed.

    The new one begins with any step: working through what waits takes longest, and would be all that is ever killed.
    """
    which, first = chance.randrange(WORKERS), chance.randrange(len(STEPS))
    for place, worker in enumerate(workers):
        if place == which and worker.is_alive():
            # Stopped first, so that it starts no reader between the look and its death.
            os.kill(worker.pid, signal.SIGSTOP)
            log.readers |= below(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)
            worker.join()
            log.kills += 1
        elif not worker.is_alive():
            log.deaths += 1
        else:
            continue
        workers[place] = start(ground, first=first)


def _calm(workers: list, ground: Ground, register: Register, log: Log) -> None:
    """Let the workers go on unharmed until nothing can be taken up at once."""
    ends = time.monotonic() + CALM_SECONDS
    idle = 0
    while idle < 3 and time.monotonic() < ends:
        time.sleep(1)
        for place, worker in enumerate(workers):
            if not worker.is_alive():
                log.deaths += 1
                workers[place] = start(ground)
        idle = idle + 1 if not busy(register, ground) else 0


def busy(register: Register, ground: Ground) -> bool:
    """Whether a worker has something to do now: what waits for its next attempt is left to the end."""
    now = ground.now()
    return any(
        rows(register, select(table.c.id).where(or_(table.c.state == busy, _due(table, waits, now))).limit(1))
        for table, busy, waits in ((submissions, "working", "waiting"), (dispatches, "sending", "queued"))
    )


def _due(table: Table, waits: str, now: datetime) -> ColumnElement[bool]:
    return and_(table.c.state == waits, table.c.not_before <= now)


def _drain(ground: Ground, register: Register, log: Log) -> None:
    """Round after round, an hour later each, as often as the desk tries anything."""
    for hours in range(1, DRAIN_HOURS + 1):
        log.rounds = hours
        workers = [start(ground, hours) for _ in range(WORKERS)]
        while workers:
            worker = workers.pop()
            worker.join(CALM_SECONDS)
            if worker.exitcode == -signal.SIGKILL:
                # By the message that kills its reader; the others are still to be done in this hour.
                log.deaths += 1
                workers.append(start(ground, hours))
            else:
                assert worker.exitcode == 0, "a worker did not come to its end"
        status = register.status(ground.now())
        if not (status.waiting or status.in_work or status.queued or status.sending):
            return
