"""The dispatch flow: send the outbox."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from prefect import flow

from flows import steps
from flows.lost_runs import watched


@flow(name="dispatch", timeout_seconds=3600, persist_result=False)
def dispatch(config: Path | None = None, now: datetime | None = None) -> None:
    """Send every letter that waits in the outbox; `config` and `now` as for the intake flow.

    And end the runs of any flow that were lost: they could keep the next of their kind from running.
    """
    steps.send_letters(config, now)
    if watched():
        steps.end_lost_runs()
