"""The digest flow: once a week, what each coordinator has in hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from prefect import flow

from flows import steps


@flow(name="digest", timeout_seconds=3600, persist_result=False)
def digest(on: date | None = None, config: Path | None = None, now: datetime | None = None) -> None:
    """Write and send the digests of the week of the day `on`, each once however often this runs.

    Without `on` they are written from the day and time on that the council's profile names, and not before.
    `config` and `now` are as for the intake flow.
    """
    steps.write_digests(config, now, on)
    steps.send_letters(config, now)
