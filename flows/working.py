"""The work flow: read, check and answer what is stored, beside an intake that does the same on another machine."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from prefect import flow

from flows import steps


@flow(name="work", timeout_seconds=3600, persist_result=False)
def work(config: Path | None = None, now: datetime | None = None) -> None:
    """Work through what waits in the ledger until nothing does; `config` and `now` as for the intake flow.

    It needs no mailbox, and any number of them may run at once: each claims what it works on.
    """
    steps.work_through_submissions(config, now)
