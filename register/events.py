"""What happened, in order, for good: rows are only ever added, and hold no personal data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from register.tables import events


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: its code, a code or date that says more, and the case it is about, if any."""

    what: str
    detail: str = ""
    reference: str | None = None
    submission: str | None = None
    """Set where one transaction speaks of several Submissions."""


def write_events(
    connection: Connection, happened: Iterable[Happened], now: datetime, *, submission: str | None = None
) -> None:
    """Add `happened` in one statement, each about its own Submission or else about `submission`."""
    rows = [
        {
            "at": now,
            "what": each.what,
            "detail": each.detail[:200],
            "reference": each.reference,
            "submission": each.submission or submission,
        }
        for each in happened
    ]
    if rows:
        connection.execute(insert(events), rows)
