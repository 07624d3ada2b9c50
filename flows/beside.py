"""More processes that work on the queue beside this one: the ledger keeps them apart, nobody hands anything out.

Threads would wait for one another: letters and packs are made in Python. A process has its own warm sandbox, too.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flows.settings import Settings
from flows.stations import Stations, open_stations
from flows.work import work_through

_WORTH_A_PROCESS = 20
"""Waiting messages for each process that is started: one takes about as long to start as to work through some forms."""


@contextmanager
def helped(stations: Stations, config: Path | None, now: datetime) -> Iterator[int]:
    """Let as many processes help as the settings say and the queue is worth; yield how many, and wait for their ends.

    One that dies holds its claim until its lease has run out, as any worker; what it leaves is taken by others.
    """
    waiting = stations.register.status(now).waiting
    many = min(stations.settings.workers, waiting // _WORTH_A_PROCESS) - 1
    words = [sys.executable, "-P", "-m", "flows.beside", now.isoformat(), *([str(config)] if config else [])]
    helpers = [subprocess.Popen(words) for _ in range(max(many, 0))]  # noqa: S603  # our own module
    try:
        yield len(helpers)
    finally:
        for helper in helpers:
            helper.wait()


def main(words: list[str]) -> None:
    """Work on the queue until nothing waits: what a helper does."""
    now, config = datetime.fromisoformat(words[0]), Path(words[1]) if words[1:] else None
    try:
        with open_stations(Settings.load(config), mailbox=False) as stations:
            work_through(stations, now)
    except Exception as error:  # noqa: BLE001  # a process's door: whoever started it meets the same, and says what to do
        # The class alone: a message could quote what a school wrote.
        sys.exit(f"a helper ended: {type(error).__name__}")


if __name__ == "__main__":
    main(sys.argv[1:])
