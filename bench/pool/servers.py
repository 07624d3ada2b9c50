"""A real Prefect server on PostgreSQL, and the `prefect worker` processes of one pool: started, ended, asked."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from sqlalchemy import make_url

from bench.pool.network import Place
from bench.soak.readers import Reader, below

ROOT = Path(__file__).resolve().parents[2]
_PREFECT = str(Path(sys.executable).with_name("prefect"))
_POOL = "offsite"
_PATIENCE = 180.0
FINAL = frozenset({"COMPLETED", "FAILED", "CRASHED", "CANCELLED"})


@dataclass(frozen=True, slots=True)
class Run:
    """A flow run as the server has it."""

    id: str
    deployment: str
    state: str
    name: str
    """Of the state: a scheduled run may be late."""


@dataclass(slots=True)
class PrefectServer:
    """`prefect server start` at `address`, its tables in the database at `url`."""

    folder: Path
    address: str
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    """More of Prefect's settings, for the server and for its workers."""
    _process: subprocess.Popen[bytes] | None = None
    _port: int = 0
    _deployments: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What the server, the workers and the command line share."""
        if not self._port:
            self._port = _free_port(self.address)
        return os.environ | {
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_API_URL": f"http://{self.address}:{self._port}/api",
            "PREFECT_API_DATABASE_CONNECTION_URL": make_url(self.url)
            .set(drivername="postgresql+asyncpg")
            .render_as_string(hide_password=False),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            # The runs are made here, at moments of the measurement's own.
            "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            # As deploy/ has it: what a run holds outlasts a server that is restarted.
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
            **self.settings,
        }

    def start(self) -> None:
        """Return once it answers."""
        environment = self.environment
        # As deploy/ has it: the lock of one that was ended may name a process of today.
        (self.folder / "prefect" / "concurrency_leases" / "expirations.lock").unlink(missing_ok=True)
        words = [_PREFECT, "server", "start", "--host", self.address, "--port", str(self._port), "--no-ui"]
        with self._log("server") as log:
            self._process = subprocess.Popen(words, env=environment, stdout=log, stderr=log, start_new_session=True)
        _until(lambda: self.ask("health") is True, "the Prefect server")

    def stop(self) -> None:
        """End it without a word, as when its machine goes down."""
        if self._process is not None:
            end(self._process)
            self._process = None

    def deploy(self) -> None:
        """Make the pool, and the deployments of prefect.yaml."""
        self.command("work-pool", "create", _POOL, "--type", "process")
        self.command("--no-prompt", "deploy", "--all")

    def automate(self, within: timedelta) -> None:
        """Make the automation that ends the runs of the dead, with another patience.

        Not those that write to the team: an alert works at this machine's time, and a storm at a time of its own.
        """
        from flows.automations import silence

        made = silence(within)
        if self.ask("automations/", made.model_dump(mode="json", exclude={"id"}, exclude_none=True)) is None:
            raise RuntimeError(f"the server did not take the automation {made.name}")

    def end_lost_runs(self, patience: timedelta) -> int:
        """End the runs of which nobody tells, as the desk's own flows do, with another patience; return how many."""
        from prefect.settings import PREFECT_API_URL, temporary_settings

        from flows.lost_runs import end_lost_runs

        with temporary_settings({PREFECT_API_URL: self.environment["PREFECT_API_URL"]}):
            return end_lost_runs(patience)

    def command(self, *words: str) -> None:
        """Run one of Prefect's own commands."""
        run(_PREFECT, *words, environment=self.environment)

    def worker(self, number: int, place: Place, more: dict[str, str]) -> subprocess.Popen[bytes]:
        """Start a worker that takes one run at a time; `more` is its environment beside the shared one."""
        words = [*place.before, _PREFECT, "worker", "start", "--pool", _POOL, "--type", "process", "--limit", "1"]
        with self._log(f"worker{number}") as log:
            return subprocess.Popen(
                [*words, "--name", f"worker {number}"],
                env=self.environment | more,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def begin(self, deployment: str, parameters: dict[str, str]) -> str:
        """Make a run that a worker takes up at once; return its id, or nothing when the server is away."""
        if deployment not in self._deployments:
            found = self.ask(f"deployments/name/{deployment}/{deployment}")
            if found is None:
                return ""
            self._deployments[deployment] = found["id"]
        made = self.ask(f"deployments/{self._deployments[deployment]}/create_flow_run", {"parameters": parameters})
        return str(made["id"]) if made else ""

    def runs(self, *states: str) -> list[Run]:
        """Every run there was, or those whose state is of one of these types."""
        names = {identity: name for name, identity in self._deployments.items()}
        wanted: dict[str, object] = {"limit": 200, "sort": "ID_DESC"}
        if states:
            wanted["flow_runs"] = {"state": {"type": {"any_": states}}}
        found: list[Run] = []
        while page := self.ask("flow_runs/filter", wanted | {"offset": len(found)}):
            found += [
                Run(each["id"], names.get(each["deployment_id"], ""), each["state_type"], each["state_name"])
                for each in page
            ]
        return found

    def state(self, run: str) -> str:
        """The type of a run's state; UNKNOWN while the server is away."""
        found = self.ask(f"flow_runs/{run}")
        return str(found["state_type"]) if found else "UNKNOWN"

    def ended(self, run: str) -> str:
        """Wait for the end of a run; return the type of its state."""
        _until(lambda: self.state(run) in FINAL, "a run’s end", _PATIENCE * 5)
        return self.state(run)

    def ask(self, path: str, body: dict[str, object] | None = None) -> Any:
        """Return the server's answer; None when it has none."""
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.environment['PREFECT_API_URL']}/{path}"
        request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})  # noqa: S310  # our own server
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # as above
                return json.load(answer)
        except (OSError, http.client.HTTPException):
            return None

    def _log(self, name: str) -> IO[bytes]:
        return (self.folder / f"{name}.log").open("ab")


@contextmanager
def prefect_server(server: PrefectServer) -> Iterator[PrefectServer]:
    """Start it with its deployments, and end it."""
    server.start()
    try:
        server.deploy()
        yield server
    finally:
        server.stop()


def run(*words: str, environment: dict[str, str]) -> None:
    """Run a command of the checkout; raises RuntimeError with what it said when it fails."""
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])


def end(process: subprocess.Popen[bytes]) -> frozenset[Reader]:
    """Kill a process with all that it started, as when its machine goes down; return what that was.

    The first is stopped before the others are looked for, so that it starts none meanwhile.
    """
    started: frozenset[Reader] = frozenset()
    if process.poll() is None:
        process.send_signal(signal.SIGSTOP)
        started = below(process.pid)
        for each in started:
            with suppress(ProcessLookupError):
                os.kill(each.number, signal.SIGKILL)
        process.kill()
    process.wait()
    return started


def _until(true: Callable[[], bool], what: str, seconds: float = _PATIENCE) -> None:
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise RuntimeError(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.2)


def _free_port(address: str) -> int:
    with socket.socket() as found:
        found.bind((address, 0))
        return int(found.getsockname()[1])
