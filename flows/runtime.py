"""Prefect in the embedded default: no server to start, its own data below the desk's home, nothing sent abroad."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.temporary_server import server_in

_FOLDER = "prefect"
_NAMING = ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")
_QUIET = {
    # Prefect's usage reports: a desk with children's records makes no call it was not told to make.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_CLI_PROMPT": "false",
}


def quieten_prefect() -> None:
    """Switch off what Prefect would send or ask; what the operator has set stands. Call before importing it."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)


def begin(home: Path) -> None:
    """Start Prefect's temporary server, where none is named, and do not wait for it: what is loaded meanwhile is free.

    Where only Prefect itself can tell whether one is named, nothing is started yet.
    """
    if not _may_be_named():
        server_in(home / _FOLDER)


@contextmanager
def prefect_ready(home: Path) -> Iterator[None]:
    """Within this context flows can be called.

    With PREFECT_API_URL set (an operator's server) Prefect is left as configured. Otherwise a temporary server of
    Prefect's is started (some seconds), with its runs and database in `home`/prefect. Raises ServerFailed.
    """
    quieten_prefect()
    begin(home)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    if PREFECT_API_URL.value():
        yield
        return
    server = server_in(home / _FOLDER)
    with temporary_settings(_embedded(home / _FOLDER, server.url)):
        from prefect.logging.configuration import setup_logging

        setup_logging()
        # All of Prefect is loaded here, while the server loads.
        importlib.import_module("prefect.flows")
        server.wait()
        yield


def _may_be_named() -> bool:
    """Whether some server may be: in the environment, or in a file that Prefect reads."""
    if any(os.environ.get(name) for name in _NAMING):
        return True
    folder = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    files = (folder / "profiles.toml", Path(".env"), Path("pyproject.toml"))
    said = (each.read_text(encoding="utf-8", errors="replace") for each in files if each.is_file())
    return Path("prefect.toml").is_file() or any(word in text for text in said for word in (*_NAMING, "[tool.prefect"))


def _embedded(folder: Path, url: str) -> dict[object, object]:
    from prefect import settings

    return {
        settings.PREFECT_HOME: folder.resolve(),
        settings.PREFECT_API_URL: url,
        settings.PREFECT_LOGGING_LEVEL: "ERROR",
        settings.PREFECT_LOGGING_TO_API_ENABLED: False,
        # Nobody watches a temporary server for lost runs, and the heartbeat's thread costs each run a second.
        settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
