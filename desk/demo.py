"""`offsite demo`: an invented council's mail, from a full mailbox to answered letters, checked packs and reviews."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console, table

if TYPE_CHECKING:
    from rich.console import Console

    from flows.settings import Settings
    from register import ArrivalRow, DispatchRow, Register

# The demo's calendar stands still, so that its forms and findings are the same whenever it is run.
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""The morning on which the mailbox is full."""
REVIEWS = datetime(2027, 1, 20, 7, 30, tzinfo=UTC)
"""A morning on which reviews come within the council's notice."""
HELD = datetime(2027, 2, 11, 8, 0, tzinfo=UTC)
"""The morning after a school sent back the outcome of a review."""

_MARK = "# Written by `offsite demo`; the folder is made anew each time.\n"


class DemoError(Exception):
    """The demo cannot run; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo's folder and settings."""

    folder: Path
    config: Path
    settings: Settings


def run_demo(into: Path) -> None:
    """Run the main job in the folder `into`, which is made anew. Raises DemoError when it holds something else."""
    out = console()
    started = time.perf_counter()
    stage = set_stage(into)
    from flows.runtime import begin

    # It takes the longest of all, and starts beside what is done until it is needed.
    begin(stage.settings.home)
    from desk.samples.mails import build_mailbox

    waiting = build_mailbox(stage.settings.mail_folder, MONDAY.date())
    out.print(f"{waiting} emails wait in {stage.settings.mail_folder}, as schools send them.")
    _run_flows(stage, out)
    _write_files(stage)
    _show(stage, out)
    out.print(f"Done in {time.perf_counter() - started:.0f} seconds; nothing left this machine.")


def set_stage(into: Path) -> Stage:
    """Make the demo's folder anew, with its settings file."""
    from flows.settings import CONFIG_NAME, Settings

    config = into / CONFIG_NAME
    if into.exists() and any(into.iterdir()):
        if not config.is_file() or not config.read_text(encoding="utf-8").startswith(_MARK):
            raise DemoError(f"{into} holds something that the demo did not write. Choose another folder with --into.")
        for found in into.iterdir():
            # Prefect's database is slow to make and holds nothing of the demo's: a second demo starts sooner.
            if found.name != "prefect":
                shutil.rmtree(found) if found.is_dir() else found.unlink()
    into.mkdir(parents=True, exist_ok=True)
    config.write_text(f'{_MARK}home = "."\ncouncil = "exampleshire"\n', encoding="utf-8")
    settings = Settings.load(config)
    _make_key(settings)
    return Stage(into, config, settings)


def _make_key(settings: Settings) -> None:
    """Make the desk's key now: nobody need copy the demo's to a safe place, as the desk would ask."""
    from flows.vault_settings import KEY_NAME
    from register import DeskKey, KeyFile

    KeyFile(settings.home / KEY_NAME).keep((DeskKey.new(),))


def _run_flows(stage: Stage, out: Console) -> None:
    from flows.runtime import prefect_ready

    with _told(out, "Prefect starts"):
        from flows.intake import intake
        from flows.reviews import reviews

        runtime = ExitStack()
        runtime.enter_context(prefect_ready(stage.settings.home))
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        (f"{MONDAY:%A %d %B %Y}: intake reads, checks, files and answers", lambda: intake(stage.config, MONDAY)),
        (f"{REVIEWS:%A %d %B %Y}: reviews writes what is due", lambda: reviews(REVIEWS.date(), stage.config, REVIEWS)),
        (f"{HELD:%A %d %B %Y}: a school sends a review outcome", lambda: _review_comes_back(stage)),
    )
    with runtime:
        for what, act in acts:
            with _told(out, what):
                act()


@contextmanager
def _told(out: Console, what: str) -> Iterator[None]:
    started = time.perf_counter()
    with out.status(what):
        yield
    out.print(f"{what} ({time.perf_counter() - started:.1f} s)")


def _review_comes_back(stage: Stage) -> None:
    """The school of the first case answers the review letter with the form that came with it."""
    from desk.samples.mails import COMPLETE, deliver_review
    from desk.status import open_register
    from flows.intake import intake

    with open_register(stage.settings) as register:
        reference = register.find_document(COMPLETE)
    if reference:
        deliver_review(stage.settings.mail_folder, reference, HELD)
    intake(stage.config, HELD)


def _write_files(stage: Stage) -> None:
    from desk.cases import write_files
    from desk.forms import write_forms
    from desk.status import open_register

    with open_register(stage.settings) as register:
        for row in register.cases():
            case = register.find_case(row.reference)
            if case:
                write_files(register, case, stage.folder / "cases" / row.reference)
    list(write_forms(stage.folder / "blank forms", stage.settings))


def _show(stage: Stage, out: Console) -> None:
    from desk.status import open_register, sentence

    with open_register(stage.settings) as register:
        arrived = table("From", "What came", "What became of it", "Letters", title="What arrived")
        letters = register.letters()
        for row in register.arrivals():
            arrived.add_row(*_line(register, row, letters))
        out.print(arrived)
        due = table("Letter", "To", "About", title="Letters the calendar wrote")
        for letter in letters:
            if letter.submission is None:
                due.add_row(letter.kind.replace("_", " "), letter.recipient, letter.reference or "")
        out.print(due)
        out.print(sentence(register.status(HELD)))
    out.print(f"Packs, letters and forms, case by case:  {stage.folder}/cases/")
    out.print(f"Blank forms, as PDF and Word:            {stage.folder}/blank forms/")
    out.print(f"The mailbox, sent letters among it:      {stage.settings.mail_folder}/")
    out.print(f"Look further: offsite cases --config {stage.config}")


def _line(register: Register, row: ArrivalRow, letters: tuple[DispatchRow, ...]) -> tuple[str, str, str, str]:
    from mailboxes.message import read_submission

    submission = read_submission(register.raw(row.submission))
    sender = submission.sender.email if submission.sender else "nobody"
    kinds = [document.media_type.rpartition("/")[2].rpartition(".")[2] for document in submission.documents]
    came = ", ".join("Word" if kind == "document" else kind.upper() for kind in kinds) or "no attachment"
    outcome = row.outcome.value.replace("_", " ") if row.outcome else "waiting"
    became = " ".join(filter(None, (outcome, ", ".join(row.references), row.reason.replace("_", " "))))
    sent = [] if row.repeat else [each for each in letters if each.submission == row.submission]
    return sender, came, became, "\n".join(f"{each.kind.replace('_', ' ')} → {each.recipient}" for each in sent)
