"""`offsite`: what people type. Each command says what it does and hands over to one module."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk import keys

if TYPE_CHECKING:
    from flows.settings import Settings

app = typer.Typer(
    name="offsite",
    help="Reads the forms schools e-mail to propose educating a pupil off site, checks them, and answers.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"max_content_width": 110},
    # Plain help starts in a third of the time that coloured help takes.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(keys.app, name="keys", rich_help_panel=None)
Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file. [default: ./offsite.toml]")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Work as if it were this day. [default: today]"),
]


@app.command()
def demo(
    into: Annotated[Path, typer.Option("--into", help="Folder for what the demo writes.")] = Path("var/demo"),
) -> None:
    """Run the whole desk on an invented council's mailbox, and show what became of every message."""
    from desk.demo import run_demo

    run_demo(into)


@app.command()
def intake(
    watch: Annotated[bool, typer.Option("--watch/--once", help="Keep waiting for mail, or look once.")] = False,
    config: Config = None,
) -> None:
    """Take in what waits in the mailbox: read, check, file and answer it."""
    from desk.running import run_intake

    run_intake(_settings(config), config, watch=watch)


@app.command()
def dispatch(config: Config = None) -> None:
    """Send the letters that wait in the outbox."""
    from desk.running import run_dispatch

    run_dispatch(_settings(config), config)


@app.command()
def reviews(on: On = None, config: Config = None) -> None:
    """Write the letters for the reviews that are due. Running it twice writes nothing twice."""
    from desk.running import run_reviews

    run_reviews(_settings(config), config, on.date() if on else None)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A filled-in form, PDF or Word.")],
    as_json: AsJson = False,
    on: On = None,
    config: Config = None,
) -> None:
    """Read and check one form, and send nothing."""
    from desk.checking import run_check

    raise typer.Exit(run_check(file, _settings(config), _day(on), as_json=as_json))


@app.command()
def forms(
    into: Annotated[Path, typer.Option("--into", help="Folder to write them to.")] = Path("forms"),
    config: Config = None,
) -> None:
    """Write the council's blank forms, as PDF and as Word."""
    from desk.forms import show_forms

    show_forms(into, _settings(config))


@app.command()
def cases(as_json: AsJson = False, config: Config = None) -> None:
    """List the cases."""
    from desk.cases import list_cases

    list_cases(_settings(config), as_json=as_json)


@app.command()
def case(
    reference: Annotated[str, typer.Argument(help="The case's reference, for example OSD-7K4M-2.")],
    files: Annotated[
        Path | None,
        typer.Option("--files", help="Write the case's letters, pack and documents to this folder."),
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """Show one case: what it says, what was found, what was sent, what is due."""
    from desk.cases import show_case

    raise typer.Exit(show_case(_settings(config), reference, files, as_json=as_json))


@app.command()
def message(
    number: Annotated[str, typer.Argument(help="The message's number, as the note to the team gives it.")],
    password: Annotated[
        bool, typer.Option("--password", help="Ask for the password of a locked file in it, and file what it holds.")
    ] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """Show what became of one message, or open a locked file in it."""
    from desk.messages import open_message, show_message

    if password:
        # Asked for, never on the command line, where other users and the shell's history would see it.
        told = typer.prompt("Password of the file", hide_input=True)
        raise typer.Exit(open_message(_settings(config), number, told))
    raise typer.Exit(show_message(_settings(config), number, as_json=as_json))


@app.command()
def status(as_json: AsJson = False, config: Config = None) -> None:
    """Count what arrived and what became of it, what waits to be sent, and what is due."""
    from desk.status import show_status

    raise typer.Exit(show_status(_settings(config), as_json=as_json))


@app.command()
def doctor(
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Also send a letter to the desk's own address and wait for it.")
    ] = False,
    config: Config = None,
) -> None:
    """Check that everything the desk needs is there, and say how to mend what is not."""
    from desk.doctor import run_doctor

    raise typer.Exit(run_doctor(config, send_test=send_test))


def main() -> None:
    """Run `offsite`; a known error becomes one line on standard error and its exit code."""
    try:
        app()
    except Exception as error:  # noqa: BLE001  # the command line's door: a person gets one line, and no trace
        from desk.errors import explain

        known = explain(error)
        print(f"offsite: {known.message}", file=sys.stderr)  # noqa: T201  # the one line a failing command prints
        sys.exit(known.exit)


def _settings(config: Path | None) -> Settings:
    from flows.settings import Settings

    return Settings.load(config)


def _day(on: datetime | None) -> date:
    return on.date() if on else datetime.now().astimezone().date()


if __name__ == "__main__":
    main()
