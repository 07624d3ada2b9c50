"""A pool of Prefect workers for the soak: started, started again when they end, given runs; and its two servers."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bench.pool.network import LOOPBACK, Network, Place
from bench.pool.servers import PrefectServer, end, prefect_server
from bench.soak.storm import WORKERS, Log
from bench.soak.worker import Ground
from postgresql_server import Server, own_database

SILENCE = timedelta(seconds=70)
"""After which a run counts as dead: two heartbeats, where a real desk waits for three of ten minutes."""
_HEARTBEAT_SECONDS = 30
"""The shortest that Prefect takes."""
_AWAY_SECONDS = 2.0
_EVERY = 3.0
"""Seconds between two runs of a kind: as a schedule, and faster."""


@dataclass(slots=True)
class Pool:
    """The workers of one storm and the servers that they need."""

    server: PrefectServer
    postgresql: Server
    net: Network
    ground: Ground
    log: Log
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _next_runs: float = 0.0

    def start(self, place: int) -> subprocess.Popen[bytes]:
        """Start the worker of a place."""
        return self.server.worker(place, self.net.places[place], {})

    def begin(self, deployment: str, now: datetime, **more: str) -> str:
        """Make a run of the desk as it is at a moment; return its id, or nothing when the server is away."""
        return self.server.begin(deployment, {"config": str(self.ground.config), "now": now.isoformat(), **more})

    def look_after(self) -> None:
        """Start a worker again that has ended by itself, as systemd does: one ends when its server is away for long."""
        for place, worker in enumerate(self.workers):
            if worker.poll() is not None:
                self.workers[place] = self.start(place)
                self.log.deaths += 1

    def go_on(self) -> None:
        """Look after the workers, and make a run of each kind that takes part, unless one waits: as a schedule does."""
        self.look_after()
        if time.monotonic() < self._next_runs:
            return
        waiting = {run.deployment for run in self.server.runs("SCHEDULED")}
        for deployment in ("intake", "work", "dispatch"):
            if deployment not in waiting:
                self.begin(deployment, self.ground.now())
        self._next_runs = time.monotonic() + _EVERY

    def kill_worker(self, place: int) -> None:
        """Kill a worker with all its processes, as when its machine goes down, and put a new one in its place."""
        self.log.readers |= end(self.workers[place])
        self.workers[place] = self.start(place)

    def restart(self, number: int) -> None:
        """End a server without a word and start it again: the Prefect server, or PostgreSQL, in turn."""
        server = self.postgresql if number % 2 else self.server
        server.stop()
        time.sleep(_AWAY_SECONDS)
        server.start()


@contextmanager
def pool(folder: Path, postgresql: Server, ground: Ground) -> Iterator[Pool]:
    """A pool with its workers at work, and the automation that ends the runs of the dead."""
    settings = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(_HEARTBEAT_SECONDS)}
    with ExitStack() as ends:
        # One network: the mail servers of the soak are on its loopback.
        net = Network(LOOPBACK, (Place(),) * WORKERS)
        tables = ends.enter_context(own_database(postgresql.url))
        server = ends.enter_context(prefect_server(PrefectServer(folder, net.address, tables, settings)))
        server.automate(SILENCE)
        made = Pool(server, postgresql, net, ground, Log())
        ends.callback(lambda: [end(worker) for worker in made.workers])
        made.workers += [made.start(place) for place in range(WORKERS)]
        yield made
