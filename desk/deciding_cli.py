"""`offsite quarantine` and `offsite letters`: what a person decides where the desk has given up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.settings import Settings

quarantine = typer.Typer(
    name="quarantine",
    help="Look at the messages in quarantine, try them again, or say that a person dealt with them.",
    no_args_is_help=True,
)
letters = typer.Typer(
    name="letters",
    help="Decide about letters that were refused, or of which nobody knows whether they went.",
    no_args_is_help=True,
)

_Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file. [default: ./offsite.toml]")]
_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")]
_Message = Annotated[str, typer.Argument(help="The message's number, as `offsite quarantine list` gives it.")]
_Letter = Annotated[int, typer.Argument(help="The letter's number, as `offsite letters list` gives it.")]


@quarantine.command("list")
def list_quarantined(as_json: _AsJson = False, config: _Config = None) -> None:
    """List the messages in quarantine: number, since when, attempts, kind of failure."""
    from desk.quarantine import list_quarantined

    list_quarantined(_settings(config), as_json=as_json)


@quarantine.command("show")
def show_quarantined(
    number: _Message,
    save: Annotated[
        Path | None, typer.Option("--save", help="Also write the message as it came to this folder, for a person.")
    ] = None,
    as_json: _AsJson = False,
    config: _Config = None,
) -> None:
    """Show the facts of one message in quarantine, nothing of its content."""
    from desk.quarantine import show_quarantined

    raise typer.Exit(show_quarantined(_settings(config), number, save, as_json=as_json))


@quarantine.command("retry")
def retry_quarantined(number: _Message, as_json: _AsJson = False, config: _Config = None) -> None:
    """Put one message back into the queue; the next intake works on it as if it had just come."""
    from desk.quarantine import retry_quarantined

    raise typer.Exit(retry_quarantined(_settings(config), number, as_json=as_json))


@quarantine.command("release")
def release_quarantined(
    number: _Message,
    why: Annotated[str, typer.Option("--why", help="What was done. It is kept in the history: write no names.")] = "",
    as_json: _AsJson = False,
    config: _Config = None,
) -> None:
    """Record that a person dealt with one message; it counts as "for a person", and is kept."""
    from desk.quarantine import release_quarantined

    raise typer.Exit(release_quarantined(_settings(config), number, why, as_json=as_json))


@letters.command("list")
def list_letters(as_json: _AsJson = False, config: _Config = None) -> None:
    """List the letters that were refused, or of which nobody knows whether they went."""
    from desk.undecided import list_letters

    list_letters(_settings(config), as_json=as_json)


@letters.command("sent")
def letter_sent(number: _Letter, as_json: _AsJson = False, config: _Config = None) -> None:
    """Record that a letter of unknown fate went: it was found in the mailbox's sent messages."""
    from desk.undecided import letter_sent

    raise typer.Exit(letter_sent(_settings(config), number, as_json=as_json))


@letters.command("resend")
def letter_resend(number: _Letter, as_json: _AsJson = False, config: _Config = None) -> None:
    """Put a letter back into the outbox that was refused, or was not found among the sent messages."""
    from desk.undecided import letter_resend

    raise typer.Exit(letter_resend(_settings(config), number, as_json=as_json))


def _settings(config: Path | None) -> Settings:
    from flows.settings import Settings

    return Settings.load(config)
