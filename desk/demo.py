"""`offsite demo`: an invented council's Monday morning, from a full mailbox to answered letters and checked packs."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console, table

if TYPE_CHECKING:
    from rich.console import Console

    from flows.settings import Settings

TODAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""The demo's calendar stands still, so that its forms and findings are the same whenever it is run."""
REVIEW_DAY = date(2027, 1, 11)
"""A later morning, on which the first reviews come within the council's notice."""

_MARK = "# Written by `offsite demo`; the folder is made anew each time.\n"


class DemoError(Exception):
    """The demo cannot run; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """The demo's folder and settings."""

    folder: Path
    config: Path
    settings: Settings


def run_demo(into: Path) -> None:
    """Run the main job in the folder `into`, which is made anew. Raises DemoError when it holds something else."""
    out = console()
    started = time.perf_counter()
    stage = _set_stage(into)
    arrived = _fill_mailbox(stage)
    out.print(f"{arrived} e-mails wait in {stage.settings.mail_folder}, as schools send them.")
    _run_flows(stage, out)
    _write_files(stage)
    _show(stage, out)
    out.print(
        f"Done in {time.perf_counter() - started:.0f} seconds. Everything is in {into}/; nothing left this machine."
    )


def _set_stage(into: Path) -> _Stage:
    from flows.settings import CONFIG_NAME, Settings

    config = into / CONFIG_NAME
    if into.exists() and any(into.iterdir()):
        if not config.is_file() or not config.read_text(encoding="utf-8").startswith(_MARK):
            raise DemoError(f"{into} holds something that the demo did not write. Choose another folder with --into.")
        for found in into.iterdir():
            # Prefect's database is slow to make and holds nothing of the demo's: a second demo starts at once.
            if found.name != "prefect":
                shutil.rmtree(found) if found.is_dir() else found.unlink()
    into.mkdir(parents=True, exist_ok=True)
    config.write_text(f'{_MARK}home = "."\ncouncil = "exampleshire"\n', encoding="utf-8")
    return _Stage(into, config, Settings.load(config))


def _fill_mailbox(stage: _Stage) -> int:
    from desk.samples.mails import build_mailbox

    return build_mailbox(stage.settings.mail_folder, TODAY.date())


def _run_flows(stage: _Stage, out: Console) -> None:
    from flows.runtime import prefect_ready

    with out.status("Starting Prefect (some seconds) …"):
        runtime = prefect_ready(stage.settings.home)
        with runtime:
            from flows.intake import intake
            from flows.reviews import reviews

            intake(stage.config, TODAY)
            reviews(REVIEW_DAY, stage.config, datetime.combine(REVIEW_DAY, TODAY.timetz()))


def _write_files(stage: _Stage) -> None:
    from desk.cases import write_files
    from desk.status import open_register

    with open_register(stage.settings) as register:
        for row in register.cases():
            case = register.find_case(row.reference)
            if case:
                write_files(register, case, stage.folder / "cases" / row.reference)


def _show(stage: _Stage, out: Console) -> None:
    from desk.status import open_register, sentence

    with open_register(stage.settings) as register:
        letters = register.letters()
        arrived = table("Arrived", "From", "What became of it", "Letters", title="What arrived")
        for row in register.arrivals():
            sender = read_submission(register.raw(row.submission)).sender
            became = " ".join(filter(None, (row.outcome and row.outcome.value.replace("_", " "), row.reason)))
            about = [each for each in letters if each.submission == row.submission]
            arrived.add_row("", "", became, "")
        out.print(arrived)
        out.print(sentence(register.status(TODAY)))
