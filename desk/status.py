"""`offsite status`: what arrived and what became of it, what waits to be sent, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit
from desk.who import who

if TYPE_CHECKING:
    from flows.settings import Settings
    from register import Register, Status


@contextmanager
def open_register(settings: Settings) -> Iterator[Register]:
    """Open the register of these settings, brought up to date, and close it after use."""
    register = settings.open_register().signed_by(who())
    try:
        register.migrate()
        yield register
    finally:
        register.close()


def read_status(settings: Settings, now: datetime | None = None) -> Status:
    """Return the register's counts at `now` (default: the present)."""
    with open_register(settings) as register:
        return register.status(now or datetime.now(UTC))


def sentence(status: Status) -> str:
    """Return the counts in one line, for the end of a run."""
    return (
        f"{status.arrivals} arrived: {status.filed} filed, {status.duplicate} duplicate, "
        f"{status.for_a_person} for a person, {status.quarantined} quarantined, "
        f"{status.waiting + status.in_work} waiting. Letters: {status.sent} sent, "
        f"{status.queued + status.sending} queued, {status.refused} refused, {status.unknown} unknown, "
        f"{status.undelivered} undelivered."
    )


def show_status(settings: Settings, *, as_json: bool) -> Exit:
    """Print the counts; the exit code says whether something wants a person."""
    import json

    from desk.health import reasons

    now = datetime.now(UTC)
    with open_register(settings) as register:
        status, oldest = register.status(now), register.oldest_letter_seconds(now)
    found = reasons(status, oldest, settings.health)
    if as_json:
        health = {"well": not found, "reasons": [asdict(reason) for reason in found]}
        console().out(json.dumps({**asdict(status), "health": health}, indent=2), highlight=False)
        return Exit.ATTENTION if found else Exit.OK
    counts = table("What", "How many")
    for name, count in asdict(status).items():
        counts.add_row(name.replace("_", " "), "–" if count is None else f"{count:g}")
    console().print(counts)
    for reason in found:
        console().print(f"{reason.code}: {reason.says}")
    return Exit.ATTENTION if found else Exit.OK
