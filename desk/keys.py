"""`offsite keys`: the key that the register is sealed with. No command prints one but `new`, which is asked to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.console import console, table
from desk.exits import Exit
from desk.status import open_register

if TYPE_CHECKING:
    from flows.settings import Settings

app = typer.Typer(help="Show, rotate and copy the keys that the register is sealed with.", no_args_is_help=True)
Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file. [default: ./offsite.toml]")]


@app.command()
def show(config: Config = None) -> None:
    """Show which desk key is in use, where it is kept, and how many keys it wraps. Never a key."""
    raise typer.Exit(show_keys(_settings(config)))


@app.command()
def rotate(config: Config = None) -> None:
    """Make a new desk key and wrap every other key with it. If it is interrupted, run it again."""
    rotate_keys(_settings(config))


@app.command()
def new() -> None:
    """Print a new desk key, for OFFSITE_VAULT__KEY or a key file of your own."""
    from register import DeskKey

    console().out(DeskKey.new().text, highlight=False)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the one copy is kept; an older copy there is replaced.")],
    config: Config = None,
) -> None:
    """Copy the key store, in place of the copy before: erased keys must not live on in an old one."""
    back_up_keys(_settings(config), file)


@app.command()
def sweep(
    yes: Annotated[bool, typer.Option("--yes", help="Destroy them; without it they are only counted.")] = False,
    config: Config = None,
) -> None:
    """Count, or destroy, keys older than a week that nothing was ever sealed with."""
    sweep_keys(_settings(config), yes=yes)


def show_keys(settings: Settings) -> Exit:
    """Print the key store in numbers; the exit code says whether keys are missing."""
    with open_register(settings) as register:
        figures, missing = register.store.figures(), register.missing_keys()
    shown = table("What", "")
    for what, value in (
        ("desk key in use", figures.desk_key),
        ("kept in", figures.where),
        ("keys it wraps", f"{figures.living}"),
        ("keys destroyed", f"{figures.destroyed}"),
        ("keys missing", f"{missing}"),
    ):
        shown.add_row(what, value)
    console().print(shown)
    if missing:
        console().print("Put the latest copy of the key store back: docs/operate.md says how.")
    return Exit.ATTENTION if missing else Exit.OK


def sweep_keys(settings: Settings, *, yes: bool) -> None:
    """Count the keys that no case and no message has, and with `yes` destroy them."""
    now = datetime.now(UTC)
    with open_register(settings) as register:
        found = register.sweep_keys(now) if yes else len(register.orphan_keys(now))
    then = "They are destroyed." if yes else "`offsite keys sweep --yes` destroys them."
    console().print(f"{found} keys are older than a week, and no case and no message has them. {then if found else ''}")


def rotate_keys(settings: Settings) -> None:
    """Rotate the desk key, and say what to do next."""
    with open_register(settings) as register:
        wrapped = register.store.rotate()
        figures = register.store.figures()
    console().print(
        f"{wrapped} keys are wrapped with the desk key {figures.desk_key}, kept in {figures.where}. Copy it to where "
        "the council keeps such secrets, and replace the copy of the key store: `offsite keys backup FILE`."
    )


def back_up_keys(settings: Settings, file: Path) -> None:
    """Copy the key store to `file`, whole or not at all, and say where it is."""
    with open_register(settings) as register:
        register.store.copy_to(file)
    console().print(f"The key store is copied to {file}. It opens only with the desk key, which is not in it.")


def _settings(config: Path | None) -> Settings:
    from flows.settings import Settings

    return Settings.load(config)
