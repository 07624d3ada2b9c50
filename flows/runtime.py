"""Prefect in the embedded default: no server to start, its own data below the desk's home, nothing sent abroad."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def prefect_ready(home: Path) -> Iterator[None]:
    """Within this context flows can be called.

    With PREFECT_API_URL set (an operator's server) Prefect is left as configured. Otherwise Prefect starts its
    temporary server (some seconds) and keeps runs and database in `home`/prefect.
    """
    quieten_prefect()
    from prefect.settings import PREFECT_API_URL, temporary_settings

    if PREFECT_API_URL.value():
        yield
        return
    with temporary_settings(_embedded(home / "prefect")):
        from prefect.logging.configuration import setup_logging

        setup_logging()
        _start()
        yield


def _start() -> None:
    """Start the temporary server now, so that its seconds are not taken for those of a flow."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        client.hello()


def _embedded(folder: Path) -> dict[object, object]:
    from prefect import settings

    folder.mkdir(parents=True, exist_ok=True)
    return {
        settings.PREFECT_HOME: folder.resolve(),
        settings.PREFECT_API_DATABASE_CONNECTION_URL: f"sqlite+aiosqlite:///{folder.resolve() / 'prefect.db'}",
        settings.PREFECT_SERVER_ALLOW_EPHEMERAL_MODE: True,
        settings.PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS: 120,
        # The running commentary of a temporary server is nobody's news; errors still show.
        settings.PREFECT_LOGGING_LEVEL: "ERROR",
        settings.PREFECT_SERVER_LOGGING_LEVEL: "CRITICAL",
        settings.PREFECT_LOGGING_TO_API_ENABLED: False,
        settings.PREFECT_SERVER_ANALYTICS_ENABLED: False,
        # Nobody watches a temporary server for lost runs, and the heartbeat's thread costs each run a second.
        settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
