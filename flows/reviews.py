"""The reviews flow: once a day, the letters that the calendar calls for."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from prefect import flow

from flows import steps


@flow(name="reviews", timeout_seconds=3600, persist_result=False)
def reviews(on: date | None = None, config: Path | None = None, now: datetime | None = None) -> None:
    """Write and send the letters that the calendar calls for, as seen from the day `on` (default: today).

    `config` and `now` are as for the intake flow. Running it again on the same day writes nothing twice.
    """
    steps.write_review_letters(config, now, on)
    steps.send_letters(config, now)
