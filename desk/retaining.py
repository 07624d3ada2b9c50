"""`offsite retention`: what has been kept long enough, and its erasure."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.console import console, table
from desk.exits import Exit
from desk.who import who

if TYPE_CHECKING:
    from flows.retain import Spent
    from flows.settings import Settings

_RULES = MappingProxyType(
    {
        "case": "closed case",
        "past_its_end": "case past its end",
        "for_a_person": "message for a person",
        "unknown_sender": "message of a sender nobody knows",
        "duplicate": "message that was there before",
        "quarantined": "message in quarantine",
        "letter": "text of a letter",
    }
)
_WAITS = MappingProxyType(
    {
        "held": "stays: on hold",
        "letters": "stays: a letter about it is neither delivered nor settled",
        "open": "stays: nobody closed it; the team is told",
    }
)


def run_retention(settings: Settings, on: date, *, dry_run: bool, as_json: bool) -> Exit:
    """Erase what has been kept long enough on the day `on`, or with `dry_run` only list it, by reference."""
    from flows.retain import retain, spent
    from flows.stations import open_stations

    with open_stations(settings, mailbox=False, by=who()) as stations:
        found = spent(stations, on)
        done = None if dry_run else retain(stations, on, datetime.now(UTC))
    if as_json:
        told = {"spent": [asdict(each) for each in found], "done": asdict(done) if done else None}
        console().out(json.dumps(told, default=str, indent=2), highlight=False)
        return Exit.OK
    _list(found)
    if done:
        console().print(
            f"Erased: {done.cases} cases, {done.messages} messages, the text of {done.letters} letters. "
            f"Told the team of {done.told} cases past their end; `offsite dispatch` sends it."
        )
    return Exit.OK


def _list(found: tuple[Spent, ...]) -> None:
    if not found:
        console().print("Nothing has been kept longer than the profile says.")
        return
    listed = table("What", "Reference or number", "Since", "Then")
    for each in found:
        then = _WAITS[each.waits.value] if each.waits else "erased"
        listed.add_row(_RULES[each.rule.value], each.about, f"{each.since:%d %b %Y}", then)
    console().print(listed)
