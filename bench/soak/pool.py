"""The storm over a pool: flow runs on Prefect workers, which are killed, while the server and PostgreSQL go down."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bench.pool.network import LOOPBACK, Network, Place
from bench.pool.servers import FINAL, PrefectServer, end, prefect_server
from bench.soak.mix import Kind, Planned, plan, waves
from bench.soak.posts import Post
from bench.soak.readers import below
from bench.soak.storm import CALM_SECONDS, DRAIN_HOURS, WORKERS, Log, Orders, busy, deliver
from bench.soak.worker import REVIEWS_ON, Ground
from postgresql_server import Server, own_database
from register import Register, RegisterError

_OWN_READER = (Kind.CRASHES, Kind.KILLS)
"""Kinds on which only the soak's own workers fail."""
_HEARTBEAT_SECONDS = 30
"""The shortest that Prefect takes."""
_SILENCE = timedelta(seconds=70)
_RESTARTS = 3
"""Of the Prefect server, and of PostgreSQL."""
_AWAY_SECONDS = 2.0
_EVERY = 3.0
"""Seconds between two runs of a kind: as a schedule, and faster."""
_RUN_SECONDS = 900.0
_ENGINE = b"prefect.engine"


@dataclass(slots=True)
class Pool:
    """The workers of one storm and the servers that they need."""

    server: PrefectServer
    postgresql: Server
    net: Network
    ground: Ground
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, place: int) -> subprocess.Popen[bytes]:
        """Start the worker of a place."""
        return self.server.worker(place, self.net.places[place], {})

    def begin(self, deployment: str, now: datetime, **more: str) -> str:
        """Make a run of the desk as it is at a moment."""
        return self.server.begin(deployment, {"config": str(self.ground.config), "now": now.isoformat(), **more})


@contextmanager
def pool(folder: Path, postgresql: Server, ground: Ground) -> Iterator[Pool]:
    """A pool with its workers at work, and the automation that ends the runs of the dead."""
    settings = {
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(_HEARTBEAT_SECONDS),
        # How long a run that never began keeps its place, when its worker and the server died with it.
        "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "60",
    }
    with ExitStack() as ends:
        # One network: the mail servers of the soak are on its loopback.
        net = Network(LOOPBACK, (Place(),) * WORKERS)
        tables = ends.enter_context(own_database(postgresql.url))
        server = ends.enter_context(prefect_server(PrefectServer(folder, net.address, tables, settings)))
        server.automate(_SILENCE)
        made = Pool(server, postgresql, net, ground)
        ends.callback(lambda: [end(worker) for worker in made.workers])
        made.workers += [made.start(place) for place in range(WORKERS)]
        yield made


def blow_over(pool: Pool, post: Post, register: Register, orders: Orders, say: Callable[[str], None]) -> Log:
    """Deliver everything while workers are killed and servers go down, then let the rest be worked off."""
    chance, log = random.Random(orders.seed), Log()
    waiting = waves(plan(orders.messages, chance, without=_OWN_READER), orders.waves)
    next_kill, next_runs = time.monotonic() + 3 * orders.pace, 0.0
    while waiting or log.kills < orders.kills:
        _supervise(pool, log)
        if (
            waiting
            and log.kills >= orders.kills * (orders.waves - len(waiting)) / orders.waves
            and _can_come(waiting[0], register)
        ):
            deliver(waiting.pop(0), post, register, pool.ground, log, chance)
            say(f"{len(log.delivered)} delivered, {log.kills} kills, {log.restarts} restarts")
        if time.monotonic() > next_runs:
            _as_scheduled(pool)
            next_runs = time.monotonic() + _EVERY
        if time.monotonic() > next_kill and _kill(pool, chance, log):
            next_kill = time.monotonic() + chance.uniform(0, 2 * orders.pace)
            if log.kills * (2 * _RESTARTS + 1) >= orders.kills * (log.restarts + 1) and log.restarts < 2 * _RESTARTS:
                _restart(pool, log.restarts)
                log.restarts += 1
        time.sleep(0.3)
    pool.begin("reviews", pool.ground.now(), on=REVIEWS_ON.isoformat())
    say(f"the storm is over: {log.kills} kills, {log.restarts} restarts; what waits is worked off")
    _calm(pool, register, log)
    _drain(pool, register, log)
    _ends(pool, log, say)
    return log


def _can_come(wave: list[Planned], register: Register) -> bool:
    """Whether there is a case that the outcomes of a wave can be about: until then more is worked off."""
    return not any(planned.kind is Kind.REVIEW for planned in wave) or bool(register.cases())


def _supervise(pool: Pool, log: Log) -> None:
    """Start a worker again that has ended by itself, as systemd does: one ends when its server is away for long."""
    for place, worker in enumerate(pool.workers):
        if worker.poll() is not None:
            pool.workers[place] = pool.start(place)
            log.deaths += 1


def _as_scheduled(pool: Pool) -> None:
    """A run of each kind that takes part, unless one waits; one that died while it began is no reason to wait."""
    waiting = Counter(run.deployment for run in pool.server.runs() if run.state == "SCHEDULED")
    for deployment in ("intake", "work", "dispatch"):
        if not waiting[deployment]:
            pool.begin(deployment, pool.ground.now())


def _kill(pool: Pool, chance: random.Random, log: Log) -> bool:
    """Kill the process of a run, of which its worker tells; or a worker with all its processes, of which nobody does.

    False when the worker that chance names has no run: it is not killed while it does nothing.
    """
    place = chance.randrange(WORKERS)
    worker = pool.workers[place]
    engines = [each for each in below(worker.pid) if _is_engine(each.number)]
    if not engines:
        return False
    if chance.random() < 0.5:
        log.readers |= {each for engine in engines for each in below(engine.number)}
        for engine in engines:
            with suppress(ProcessLookupError):
                os.kill(engine.number, signal.SIGKILL)
    else:
        log.readers |= end(worker)
        pool.workers[place] = pool.start(place)
    log.kills += 1
    return True


def _is_engine(number: int) -> bool:
    with suppress(OSError):
        return _ENGINE in Path(f"/proc/{number}/cmdline").read_bytes()
    return False


def _restart(pool: Pool, number: int) -> None:
    server = pool.postgresql if number % 2 else pool.server
    server.stop()
    time.sleep(_AWAY_SECONDS)
    server.start()


def _calm(pool: Pool, register: Register, log: Log) -> None:
    """Let the workers go on unharmed until nothing can be taken up at once."""
    ends, idle = time.monotonic() + CALM_SECONDS, 0
    while idle < 3 and time.monotonic() < ends:
        _supervise(pool, log)
        _as_scheduled(pool)
        time.sleep(_EVERY)
        with suppress(RegisterError):
            idle = 0 if busy(register, pool.ground) else idle + 1


def _drain(pool: Pool, register: Register, log: Log) -> None:
    """Round after round, an hour later each, as often as the desk tries anything."""
    for hours in range(1, DRAIN_HOURS + 1):
        log.rounds = hours
        now = pool.ground.now() + timedelta(hours=hours)
        ends = time.monotonic() + _RUN_SECONDS
        # One that comes while another of its kind runs is cancelled: the next does its work.
        _supervise(pool, log)
        while pool.server.ended(pool.begin("intake", now)) != "COMPLETED":
            if time.monotonic() > ends:
                raise RuntimeError("no intake came to its end")
            time.sleep(_EVERY)
        status = register.status(now)
        if not (status.waiting or status.in_work or status.queued or status.sending):
            return


def _ends(pool: Pool, log: Log, say: Callable[[str], None]) -> None:
    """Runs of the dead were ended by their workers, or by the automation: give it its time, and count what is left.

    One whose events went down with the server stays as it was; its place is free once its lease at the server ran out.
    """
    ends = time.monotonic() + 2 * _SILENCE.total_seconds()
    while (left := [run for run in pool.server.runs() if run.state not in FINAL]) and time.monotonic() < ends:
        time.sleep(1)
    states = Counter(run.state for run in pool.server.runs())
    log.runs = dict(states)
    log.zombies = len(left)
    say("flow runs: " + ", ".join(f"{count} {state.lower()}" for state, count in sorted(states.items())))
