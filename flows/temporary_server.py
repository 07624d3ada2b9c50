"""Prefect's server for one process of ours, where no other is named: started early, ended with the process.

Prefect would start one itself at its first call, once all of Prefect is loaded, and load the server's code here too.
Both take seconds. Here the server begins to load first, in a process of its own, while this one loads what it needs.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_PATIENCE_SECONDS = 120.0
"""Until it answers, on a machine under load; a quiet one takes five, and ten the first time."""
_GRACE_SECONDS = 5.0


class ServerFailed(Exception):
    """Prefect's temporary server ended, or did not answer."""


class TemporaryServer:
    """A Prefect server on this machine alone, with its database in one folder."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        """Start it, and return before it answers. `settings` are Prefect's own, by their names."""
        self._owner = os.getpid()
        with socket.create_server(("127.0.0.1", 0)) as door:
            # The door is open from now on: who knocks waits until the server is there.
            self.url = f"http://127.0.0.1:{door.getsockname()[1]}/api"
            ours = {name: value for name, value in os.environ.items() if not name.startswith("OFFSITE_")}
            self._process = subprocess.Popen(  # noqa: S603  (our own module)
                [sys.executable, "-m", __name__, str(door.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env={**ours, **settings},
                pass_fds=(door.fileno(),),
            )
        # Registered before Prefect is loaded here, so done after what Prefect itself does at the end.
        atexit.register(self.stop)

    def wait(self) -> None:
        """Return once it answers. Raises ServerFailed."""
        import httpx

        try:
            httpx.get(f"{self.url}/health", timeout=_PATIENCE_SECONDS, trust_env=False).raise_for_status()
        except httpx.HTTPError as error:
            raise ServerFailed(
                f"Prefect's temporary server did not start ({type(error).__name__}). Try again; if that does not help, "
                "move the folder `prefect` in the desk's home aside: it holds Prefect's history alone."
            ) from error

    def stop(self) -> None:
        """End it; its database stays."""
        atexit.unregister(self.stop)
        if self._owner != os.getpid():
            return
        self._process.terminate()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()


def settings_in(folder: Path) -> dict[str, str]:
    """Return Prefect's settings, by their names in the environment, for a server whose data are in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "PREFECT_HOME": str(folder.resolve()),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder.resolve() / 'prefect.db'}",
        # The running commentary of a temporary server is nobody's news; errors still show.
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }


@cache
def _started() -> dict[Path, TemporaryServer]:
    """This process's servers, by where their data are."""
    return {}


def server_in(folder: Path) -> TemporaryServer:
    """Return this process's server with its data in `folder`; it is started at the first call."""
    started = _started()
    if folder not in started:
        started[folder] = TemporaryServer(settings_in(folder))
    return started[folder]


def is_temporary(url: str) -> bool:
    """Tell whether a server of this process answers at `url`, and not one that an operator named."""
    return any(each.url == url for each in _started().values())


def _serve(door: int) -> None:
    """What the server's process does: serve until it is ended, or whoever started it is gone."""

    def end_with_the_desk() -> None:
        # Nothing is ever written there: it ends when the other side does.
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_the_desk, daemon=True).start()
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(ephemeral=True, final=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on")).run([socket.socket(fileno=door)])


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
