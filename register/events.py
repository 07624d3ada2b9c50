"""What happened, in order, for good: rows are only ever added, hold no personal data, and are chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from register.tables import AT_ONCE, cases, events, events_head

BY = "offsite_by"
"""The option of an engine that says who works with it."""
DESK = "desk"
FIRST_LINK = "0" * 64
"""Stands before the first event."""

_NO_NEWS = frozenset(
    {
        *(
            f"letter_{became}"
            for became in ("sent", "refused", "unknown", "postponed", "resent", "undelivered", "erased")
        ),
        *("held", "hold_lifted", "erased", "shown", "files_written", "exported"),
    }
)
"""What changes nothing that the calendar of a case is worked out from; whatever else happens in a case may."""


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
    """Add `happened` in one statement, each about its own Submission or else about `submission`.

    Whoever adds events holds the end of the chain until the transaction ends, so this comes last in it.
    """
    things = tuple(happened)
    if not things:
        return
    _look_again(connection, things)
    by = str(connection.get_execution_options().get(BY, DESK))[:100]
    head = connection.execute(select(events_head.c.sequence, events_head.c.link).with_for_update()).one()
    before, rows = head.link, []
    for sequence, each in enumerate(things, start=head.sequence + 1):
        row = {
            "id": sequence,
            "at": now,
            "by": by,
            "what": each.what,
            "detail": each.detail[:200],
            "reference": each.reference,
            "submission": each.submission or submission,
        }
        before = link(before, row)
        rows.append({**row, "link": before})
    connection.execute(insert(events), rows)
    connection.execute(update(events_head).values(sequence=rows[-1]["id"], link=before))


def _look_again(connection: Connection, things: Collection[Happened]) -> None:
    """Let the next daily look open the cases that something happened in which the calendar may go by.

    Before the end of the chain is held: nobody who waits for a case may hold that.
    """
    new = {each.reference for each in things if each.what == "filed"}
    about = {each.reference for each in things if each.reference and each.what not in _NO_NEWS} - new
    if about:
        changed = {"look_on": AT_ONCE, "touched": cases.c.touched + 1}
        connection.execute(update(cases).where(cases.c.reference.in_(sorted(filter(None, about)))).values(changed))


def link(before: str, row: Mapping[str, Any]) -> str:
    """Return the link of an event: SHA-256 over all that it says and the link before it, in hexadecimal digits."""
    moment = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    told = [row[name] for name in ("by", "what", "detail", "reference", "submission")]
    return hashlib.sha256(json.dumps([before, row["id"], moment, *told]).encode()).hexdigest()
