"""`offsite message`: what became of one message, and the locked file in it opened with its password."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.status import open_register
from desk.who import who

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.unlock import Unlocked
    from register import ArrivalRow

_SAID = MappingProxyType(
    {
        "filed": "Opened and filed: {references}. `offsite dispatch` sends the letters.",
        "filed_before": "It was opened and filed before: {references}.",
        "not_locked": "No file of this message is a PDF or an Office file that asks for a password.",
        "wrong_password": "The password does not open the file. Check its capitals, and that it is for this file.",
        "no_form": "The password opens the file, and no form can be read in it ({reason}). Nothing was changed.",
        "not_proven": "The mail server found the sender of this message forged: it stays closed. Ask the school.",
        "unknown_sender": "The password opens the outcome of a review from an address that is not in the profile."
        " Nothing was changed: once the address is known, open it again.",
        "not_clean": "The virus scanner found something harmful in the message or the file, or it is too large to be"
        " scanned: it stays closed. Nothing was changed.",
        "no_case": "The password opens the outcome of a review, which names no case of ours. Nothing was changed.",
        "overtaken": "The message is being worked on just now. Nothing was changed: try again in a minute.",
    }
)
_ENDS = MappingProxyType({"filed": Exit.OK, "filed_before": Exit.OK, "overtaken": Exit.UNAVAILABLE})


def show_message(settings: Settings, number: str, *, as_json: bool) -> Exit:
    """Print what became of one message: nothing personal."""
    from flows.unlock import find_message

    with open_register(settings) as register:
        found = find_message(register, number)
    if found is None:
        return _unknown()
    if as_json:
        console().out(json.dumps(asdict(found), default=_plain, indent=2), highlight=False)
    else:
        console().print(_sentence(found))
    return Exit.OK


def open_message(settings: Settings, number: str, password: str) -> Exit:
    """Open the locked files of one message, file the forms in them, and say how it ended. Keeps no password."""
    from flows.stations import open_stations
    from flows.unlock import find_message, unlock_message

    with open_stations(settings, mailbox=False, by=who()) as stations:
        found = find_message(stations.register, number)
        if found is None:
            return _unknown()
        now = datetime.now(UTC)
        done = unlock_message(stations, found, password, now)
        stations.register.note("message_opened", now, detail=done.outcome.value, submission=found.submission)
    end = _ENDS.get(done.outcome.value, Exit.UNREADABLE)
    console(stderr=end is not Exit.OK).print(told(done))
    return end


def told(done: Unlocked) -> str:
    """Return how it ended, in a sentence or two."""
    reason = done.reason.value.replace("_", " ") if done.reason else "unknown"
    return _SAID[done.outcome.value].format(references=", ".join(done.references), reason=reason)


def _unknown() -> Exit:
    console(stderr=True).print("There is no message of that number. The note to the team gives it.")
    return Exit.NOT_FOUND


def _sentence(row: ArrivalRow) -> str:
    became = row.outcome.value.replace("_", " ") if row.outcome else "waiting"
    why = f" ({row.reason.replace('_', ' ')})" if row.reason else ""
    cases = f"; cases {', '.join(row.references)}" if row.references else ""
    return f"Received {row.received:%d %B %Y %H:%M} UTC: {became}{why}{cases}."


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
