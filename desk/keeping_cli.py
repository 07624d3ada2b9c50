"""The commands of a record's keeping: how long, on whose request, and to whom it is shown."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.settings import Settings

keeping = typer.Typer()

_Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file. [default: ./offsite.toml]")]
_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")]
_Reference = Annotated[str, typer.Argument(help="The case's reference, for example OSD-7K4M-2.")]
_Why = Annotated[str, typer.Option("--why", help="The reason, in a few words. Kept for good: name nobody.")]
_Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first: for scripts.")]


@keeping.command()
def hold(
    reference: _Reference,
    why: _Why,
    lift: Annotated[bool, typer.Option("--lift", help="Lift the hold.")] = False,
    config: _Config = None,
) -> None:
    """Keep a case from being erased by anybody, or lift that hold."""
    from desk.holds import hold_case

    raise typer.Exit(hold_case(_settings(config), reference, why, lift=lift))


@keeping.command()
def erase(
    why: _Why,
    reference: Annotated[str, typer.Argument(help="The case's reference, for example OSD-7K4M-2.")] = "",
    message: Annotated[str, typer.Option("--message", help="Instead of a case: the number of a message.")] = "",
    yes: _Yes = False,
    config: _Config = None,
) -> None:
    """Erase everything held on a case, or a message that is no case: for good, in every backup too."""
    from desk.erasing import erase_case, erase_message

    if bool(reference) == bool(message):
        raise typer.BadParameter("name either a case or --message NUMBER")

    def confirm(question: str) -> bool:
        return yes or typer.confirm(question)

    if message:
        raise typer.Exit(erase_message(_settings(config), message, why, confirm))
    raise typer.Exit(erase_case(_settings(config), reference, why, confirm))


@keeping.command()
def export(
    reference: _Reference,
    into: Annotated[Path, typer.Option("--into", help="A new folder.")],
    config: _Config = None,
) -> None:
    """Write everything held on a case to a folder, to answer a subject access request."""
    from desk.exporting import export_case

    raise typer.Exit(export_case(_settings(config), reference, into))


@keeping.command()
def find(config: _Config = None) -> None:
    """Find a pupil's cases by UPN, or by name and date of birth, which are asked for."""
    from desk.finding import find_pupil

    # Asked for, never on the command line, where other users and the shell's history would see them.
    upn = typer.prompt("UPN (leave empty if it is not known)", default="", show_default=False)
    if upn:
        raise typer.Exit(find_pupil(_settings(config), upn, "", "", None))
    forename, surname = typer.prompt("First name"), typer.prompt("Surname")
    born = typer.prompt("Date of birth, such as 2012-03-04", type=datetime)
    raise typer.Exit(find_pupil(_settings(config), "", forename, surname, born))


@keeping.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would go, and why.")] = False,
    as_json: _AsJson = False,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Work as if it were this day. [default: today]"),
    ] = None,
    config: _Config = None,
) -> None:
    """Erase what has been kept as long as the council's profile says."""
    from desk.retaining import run_retention

    day = on.date() if on else datetime.now().astimezone().date()
    raise typer.Exit(run_retention(_settings(config), day, dry_run=dry_run, as_json=as_json))


def _settings(config: Path | None) -> Settings:
    from flows.settings import Settings

    return Settings.load(config)
