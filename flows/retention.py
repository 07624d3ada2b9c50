"""The retention flow: once a day, what has been kept long enough is erased."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from prefect import flow

from flows import steps
from flows.lost_runs import watched


@flow(name="retention", timeout_seconds=3600, persist_result=False)
def retention(on: date | None = None, config: Path | None = None, now: datetime | None = None) -> None:
    """Erase what has been kept long enough as seen from the day `on` (default: today), as the profile says.

    `config` and `now` are as for the intake flow. Running it again on the same day erases nothing more.
    """
    steps.erase_what_is_spent(config, now, on)
    steps.send_letters(config, now)
    # Also here: the run that is lost may be one of `dispatch`.
    if watched():
        steps.end_lost_runs()
