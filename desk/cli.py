"""`offsite`: what people type. Each command says what it does and hands over to one module."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk import keys
from desk.case_cli import case
from desk.councils_cli import councils
from desk.given_up_cli import outbox, quarantine
from desk.keeping_cli import keeping

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

app.add_typer(keys.app, name="keys")
Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file. [default: ./offsite.toml]")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")]
On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="Work as if it were this day. [default: today]"),
]


@app.command()
def demo(
    into: Annotated[
        Path | None,
        typer.Option("--into", help="Folder for what the demo writes. [default: var/demo; with --year, var/year]"),
    ] = None,
    year: Annotated[bool, typer.Option("--year", help="Live through a whole school year instead.")] = False,
    placements: Annotated[int, typer.Option("--placements", min=1, max=3000, help="In that year.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="Another number is another year.")] = 1,
) -> None:
    """Run the whole desk on an invented council's mailbox, and show what became of every message."""
    if year:
        from desk.year.show import run_year

        raise typer.Exit(run_year(into or Path("var/year"), placements, seed))
    from desk.demo import run_demo

    run_demo(into or Path("var/demo"))


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
def reviews(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be written, and to whom.")] = False,
    as_json: AsJson = False,
    on: On = None,
    config: Config = None,
) -> None:
    """Write the letters that the calendar calls for: reviews, endings, missing answers. Twice writes nothing twice."""
    if dry_run:
        from desk.foretelling import foretell_reviews

        foretell_reviews(_settings(config), _day(on), as_json=as_json)
        return
    if as_json:
        raise typer.BadParameter("--json goes with --dry-run.")
    from desk.running import run_reviews

    run_reviews(_settings(config), config, on.date() if on else None)


@app.command()
def digest(
    coordinator: Annotated[str, typer.Option("--coordinator", help="Only this coordinator's, by code.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be sent.")] = False,
    on: On = None,
    config: Config = None,
) -> None:
    """Send each coordinator the digest of the week: new, waiting, due, overdue, ending. Twice sends nothing twice."""
    from desk.digests import run_digest

    raise typer.Exit(run_digest(_settings(config), _day(on), coordinator, dry_run=dry_run))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A filled-in form, PDF or Word.")],
    as_json: AsJson = False,
    on: On = None,
    config: Config = None,
) -> None:
    """Read and check one form, and send nothing."""
    from flows.apart import pool

    # It loads the readers while all else is loaded here.
    pool().start()
    from desk.checking import run_check

    raise typer.Exit(run_check(file, lambda: _settings(config), _day(on), as_json=as_json))


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


app.add_typer(case, name="case")


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


app.add_typer(keeping)
app.add_typer(quarantine)
app.add_typer(outbox)


@app.command()
def status(as_json: AsJson = False, config: Config = None) -> None:
    """Count what arrived and what became of it, what waits to be sent, and what is due."""
    from desk.status import show_status

    raise typer.Exit(show_status(_settings(config), as_json=as_json))


@app.command()
def metrics(
    to: Annotated[Path | None, typer.Option("--to", help="A .prom file for the node exporter's textfiles.")] = None,
    config: Config = None,
) -> None:
    """Print the desk's numbers for Prometheus, or write them to a file. Nothing in them is of a case."""
    from desk.metrics import write_metrics

    raise typer.Exit(write_metrics(_settings(config), to))


automations = typer.Typer(help="What a Prefect server does by itself when a run is in trouble.", no_args_is_help=True)
app.add_typer(automations, name="automations")
app.add_typer(councils, name="councils")


@automations.command("apply")
def automations_apply(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    councils: Annotated[
        Path | None, typer.Option("--councils", help="A folder with a settings file for each council.")
    ] = None,
) -> None:
    """Make the automations for crashed and late runs on the Prefect server, or bring them up to date."""
    from desk.automating import apply_automations

    raise typer.Exit(apply_automations(dry_run=dry_run, councils=councils))


@app.command()
def verify(
    as_json: AsJson = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="Open nothing that is sealed: a few seconds in a large register.")
    ] = False,
    config: Config = None,
) -> None:
    """Check that everything in the register that must hold holds."""
    from desk.verifying import run_verify

    raise typer.Exit(run_verify(_settings(config), as_json=as_json, quick=quick))


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(help="The file to write; one that is there is replaced once the new is whole.")
    ],
    config: Config = None,
) -> None:
    """Copy the register to a file, also while the desk works."""
    from desk.keeping import run_backup

    raise typer.Exit(run_backup(_settings(config), file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `offsite backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Keep the register that is there aside.")] = False,
    send: Annotated[
        bool, typer.Option("--send", help="Nothing went out since the backup: send and work on what waited in it.")
    ] = False,
    keys_lost: Annotated[
        bool, typer.Option("--keys-lost", help="Give up for good what no key opens any more, and restore the rest.")
    ] = False,
    config: Config = None,
) -> None:
    """Put a backup in the place of the register. What may have gone out since is held for a person."""
    from desk.keeping import run_restore

    raise typer.Exit(run_restore(_settings(config), file, replace=replace, send=send, keys_lost=keys_lost))


@app.command("migrate-to")
def migrate_to(
    url: Annotated[
        str, typer.Argument(help="SQLAlchemy URL of an empty database: postgresql+psycopg://desk@host/name")
    ],
    config: Config = None,
) -> None:
    """Move the register and its keys from SQLite to an empty database on a server, and verify them there."""
    from desk.moving import run_migrate_to

    raise typer.Exit(run_migrate_to(_settings(config), url))


@app.command()
def doctor(
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Also send a letter to the desk's own address and wait for it.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="Settings file, or a folder with several. [default: ./offsite.toml]"),
    ] = None,
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


letters = typer.Typer(help="Look at the letters, and check them after an edit.", no_args_is_help=True)
app.add_typer(letters, name="letters")


@letters.command("list")
def letters_list(as_json: AsJson = False, config: Config = None) -> None:
    """List every letter the desk can send: its file, whom it is for, and when it goes."""
    from desk.letters import list_letters

    list_letters(_settings(config), as_json=as_json)


@letters.command("preview")
def letters_preview(
    name: Annotated[str, typer.Argument(help="The letter's name, as `offsite letters list` gives it.")],
    into: Annotated[Path, typer.Option("--into", help="Folder to write it to.")] = Path("letters"),
    emptiest: Annotated[
        bool, typer.Option("--emptiest", help="Leave out all that may be missing, instead of filling all in.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Also open the PDF.")] = False,
    config: Config = None,
) -> None:
    """Write one letter with invented values, as PDF, Word, HTML and text."""
    from desk.letters import preview_letter

    raise typer.Exit(preview_letter(_settings(config), name, into, emptiest=emptiest, open_it=open_it))


@letters.command("check")
def letters_check(as_json: AsJson = False, config: Config = None) -> None:
    """Write every letter with invented values, and list what is wrong: placeholders, gaps, subjects, links, style."""
    from desk.letters import check_all

    raise typer.Exit(check_all(_settings(config), as_json=as_json))


def _settings(config: Path | None) -> Settings:
    from flows.settings import Settings

    return Settings.load(config)


def _day(on: datetime | None) -> date:
    return on.date() if on else datetime.now().astimezone().date()


if __name__ == "__main__":
    main()
