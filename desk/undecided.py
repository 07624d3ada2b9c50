"""`offsite letters`: those that were refused or may not have gone, settled by a person who has looked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.console import console, print_json, table
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings


def list_letters(settings: Settings, *, as_json: bool) -> None:
    """Print the letters a person must decide about, in the order they were queued."""
    with open_register(settings) as register:
        rows = register.undecided_letters()
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    listed = table("Number", "Letter", "To", "About", "State")
    for row in rows:
        about = row.reference or row.submission or ""
        listed.add_row(str(row.id), row.kind.replace("_", " "), row.recipient, about, row.state.value)
    console().print(listed if rows else "There is no letter to decide about.")


def letter_sent(settings: Settings, number: int, *, as_json: bool) -> Exit:
    """Record that a letter of unknown fate went."""
    with open_register(settings) as register:
        if not register.letter_went(number, datetime.now(UTC)):
            return _not_there("No letter of that number is of unknown fate.")
    return _done(number, "sent", "Recorded as sent.", as_json=as_json)


def letter_resend(settings: Settings, number: int, *, as_json: bool) -> Exit:
    """Queue a letter again."""
    with open_register(settings) as register:
        if not register.resend_letter(number, datetime.now(UTC)):
            return _not_there("No letter of that number was refused or is of unknown fate.")
    return _done(number, "queued", "It waits in the outbox; `offsite dispatch` sends it.", as_json=as_json)


def _done(number: int, became: str, sentence: str, *, as_json: bool) -> Exit:
    if as_json:
        print_json({"number": number, "became": became})
    else:
        console().print(sentence)
    return Exit.OK


def _not_there(said: str) -> Exit:
    console(stderr=True).print(f"{said} `offsite letters list` lists them all.")
    return Exit.NOT_FOUND
