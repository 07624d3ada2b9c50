"""`offsite automations apply`: what a Prefect server does by itself when a run is in trouble."""

from __future__ import annotations

from pathlib import Path

from desk.console import console
from desk.exits import Exit


def apply_automations(*, dry_run: bool, councils: Path | None = None) -> Exit:
    """Make or update the automations and say what was done: those of every council of the folder `councils`, if given.

    Raises SettingsError where no Prefect server is named.
    """
    from flows.runtime import quieten_prefect
    from flows.settings_error import SettingsError

    quieten_prefect()
    from prefect.settings import PREFECT_API_URL

    if not PREFECT_API_URL.value():
        raise SettingsError(
            "No Prefect server is named: set PREFECT_API_URL to its address. Without a server nobody watches runs."
        )
    from flows.automations import apply

    for each in apply(dry_run=dry_run, councils=_codes(councils)):
        console().print(f"{each.name}: {'would be ' if dry_run else ''}{each.done.value}")
    return Exit.OK


def _codes(folder: Path | None) -> tuple[str, ...]:
    if folder is None:
        return ("",)
    from desk.councils import files_in
    from flows.neighbours import read_neighbour

    return tuple(read_neighbour(file).code for file in files_in(folder))
