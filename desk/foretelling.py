"""`offsite reviews --dry-run`: the letters that the calendar calls for on a day, before any is written."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.console import console, print_json, table

if TYPE_CHECKING:
    from flows.settings import Settings

_TO = MappingProxyType(
    {
        "school": "the school",
        "coordinator": "the coordinator",
        "receiving": "the receiving school",
        "cover": "who covers for the coordinator",
        "team": "the team",
    }
)


def foretell_reviews(settings: Settings, on: date, *, as_json: bool) -> None:
    """Print what the reviews flow would write on the day `on`: by reference, to whom by their part, nobody's name."""
    from flows.remind import foretell
    from flows.stations import open_stations
    from outputs.letters.wording import letter_words
    from proposals.term_dates import running_out

    with open_stations(settings, mailbox=False) as stations:
        found = foretell(stations, on)
        warning = running_out(stations.council, on)
    if as_json:
        print_json({"on": on, "letters": [asdict(each) for each in found], "warning": warning})
        return
    if warning:
        console().print(warning)
    if not found:
        console().print(f"The calendar calls for no letter on {on:%d %b %Y}.")
        return
    listed = table("Reference", "Letter", "To", "About the day")
    for each in found:
        listed.add_row(each.reference, letter_words(each.letter), _TO[each.to.value], f"{each.about:%d %b %Y}")
    console().print(listed)
