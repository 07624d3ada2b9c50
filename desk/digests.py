"""`offsite digest`: what each coordinator has in hand this week, printed or sent."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from desk.console import console
from desk.exits import Exit
from desk.who import who

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.summarise import Summary
    from proposals.council import Council


def run_digest(settings: Settings, on: date, only: str, *, dry_run: bool) -> Exit:
    """Send the digests of the week of `on` that were not sent yet, or with `dry_run` print them.

    `only` is one coordinator's code, or "" for all.
    """
    from flows.send import send_waiting
    from flows.stations import open_stations
    from flows.summarise import summaries, write_digests

    with open_stations(settings, mailbox=not dry_run, by=who()) as stations:
        council, now = stations.council, datetime.now(UTC)
        if only and only not in _keys(council):
            console(stderr=True).print(f"There is no coordinator {only!r}. Choose one of {', '.join(_keys(council))}.")
            return Exit.NOT_FOUND
        if dry_run:
            _print(summaries(stations, on, only), council, on)
            return Exit.OK
        if not council.digest.weekly:
            console().print("The council's profile has no digest: weekly is false under [digest].")
            return Exit.OK
        written = write_digests(stations, on, now, only)
        send_waiting(stations, now)
    console().print(f"{written} digests written; `offsite status` tells whether they went.")
    return Exit.OK


def _keys(council: Council) -> tuple[str, ...]:
    from proposals.in_charge import TEAM

    teams = (f"{TEAM} {area.code}" for area in council.areas if area.team_email)
    return (*(person.code for person in council.coordinators), TEAM, *teams)


def _print(found: tuple[Summary, ...], council: Council, on: date) -> None:
    from outputs.letters import render

    for each in found:
        if each.empty and not council.digest.when_empty:
            console().print(f"{each.key}: nothing to say, so no letter.\n")
            continue
        letter = render(each.values, council, on)
        console().print(f"To: {each.to.email}\nSubject: {letter.subject}\n\n{letter.text}")
    if not found:
        console().print("No case is open for anybody.")
