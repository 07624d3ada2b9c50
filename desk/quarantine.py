"""`offsite quarantine`: the messages that could not be worked on, and what a person makes of them."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console, print_json, table
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings
    from register import Quarantined


def list_quarantined(settings: Settings, *, as_json: bool) -> None:
    """Print the messages in quarantine, the longest there first."""
    with open_register(settings) as register:
        rows = register.quarantined()
    if as_json:
        print_json([_told(row) for row in rows])
        return
    listed = table("Number", "Since (UTC)", "Attempts", "Failure")
    for row in rows:
        listed.add_row(row.number, f"{row.since:%d %b %Y %H:%M}", str(row.attempts), row.failure.replace("_", " "))
    console().print(listed if rows else "No message is in quarantine.")


def show_quarantined(settings: Settings, number: str, save: Path | None, *, as_json: bool) -> Exit:
    """Print the facts of one message, and write it as it came to the folder `save` if one is given."""
    with open_register(settings) as register:
        row = register.find_quarantined(number)
        if row is None:
            return _not_there()
        saved = _save(register.raw(number), save, number) if save else None
    if as_json:
        print_json(_told(row) | {"saved": str(saved) if saved else None})
        return Exit.OK
    out = console()
    out.print(
        f"Received {row.received:%d %B %Y %H:%M} UTC, {row.size} bytes; in quarantine since {row.since:%d %B %Y}."
    )
    attempts = table("Attempt (UTC)", "Failure")
    for each in row.failures:
        attempts.add_row(f"{each.at:%d %b %Y %H:%M}", each.failure.replace("_", " "))
    out.print(attempts)
    out.print(f"wrote {saved}" if saved else "`--save FOLDER` writes the message as it came, for a person to look at.")
    return Exit.OK


def retry_quarantined(settings: Settings, number: str, *, as_json: bool) -> Exit:
    """Put one message back into the queue."""
    with open_register(settings) as register:
        if not register.retry_quarantined(number, datetime.now(UTC)):
            return _not_there()
    return _done(number, "retried", "It waits again; the next `offsite intake` works on it.", as_json=as_json)


def release_quarantined(settings: Settings, number: str, why: str, *, as_json: bool) -> Exit:
    """Record that a person dealt with one message."""
    with open_register(settings) as register:
        if not register.release_quarantined(number, why, datetime.now(UTC)):
            return _not_there()
    return _done(number, "released", "Recorded: a person dealt with it. The message is kept.", as_json=as_json)


def _save(raw: bytes, folder: Path, number: str) -> Path:
    """Only its own user may read it, also where a file of that name was there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}.eml"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(raw)
    return path


def _told(row: Quarantined) -> dict[str, object]:
    return asdict(row) | {"failure": row.failure}


def _done(number: str, became: str, sentence: str, *, as_json: bool) -> Exit:
    if as_json:
        print_json({"number": number, "became": became})
    else:
        console().print(sentence)
    return Exit.OK


def _not_there() -> Exit:
    console(stderr=True).print("No message of that number is in quarantine. `offsite quarantine list` lists them all.")
    return Exit.NOT_FOUND
