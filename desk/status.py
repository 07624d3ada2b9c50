"""`offsite status`: what arrived and what became of it, what waits to be sent, what is due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit

if TYPE_CHECKING:
    from flows.settings import Settings
    from register import Status


def read_status(settings: Settings, now: datetime | None = None) -> Status:
    """Return the register's counts at `now` (default: the present)."""
    from register import Register

    settings.home.mkdir(parents=True, exist_ok=True)
    register = Register.open(settings.register_url)
    try:
        register.migrate()
        return register.status(now or datetime.now(UTC))
    finally:
        register.close()


def sentence(status: Status) -> str:
    """Return the counts in one line, for the end of a run."""
    return (
        f"{status.arrivals} arrived: {status.filed} filed, {status.duplicates} duplicate, "
        f"{status.for_a_person} for a person, {status.quarantined} quarantined, {status.waiting} waiting. "
        f"Letters: {status.sent} sent, {status.queued} queued, {status.unsure} for a person to look at."
    )


def show_status(settings: Settings, *, as_json: bool) -> Exit:
    """Print the counts; the exit code says whether something wants a person."""
    status = read_status(settings)
    if as_json:
        console().out(status.model_dump_json(indent=2), highlight=False)
    else:
        console().print(_counts(status))
    return Exit.ATTENTION if status.quarantined or status.unsure else Exit.OK
