"""One worker of the soak: the desk's own steps in a loop, until somebody kills it or the soak is over."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import flows.work
from bench.soak.mix import CRASHES, KILLS
from desk.samples.mails import MONDAY
from flows.collect import collect, file_away
from flows.remind import remind
from flows.send import send_waiting
from flows.settings import Settings
from flows.stations import Stations, open_stations
from flows.work import work_through
from mailboxes.mailbox import MailboxError

REVIEWS_ON = date(2027, 1, 20)
"""A day on which the reviews of the samples' forms come within the council's notice."""
STEPS = ((collect, True), (work_through, False), (file_away, True), (send_waiting, True))
"""What the flows do, in their order, and whether it needs the mailbox."""
_REST = 0.2

_processes = get_context("forkserver")
# What the stations load where they first use it, so that a new worker is at work at once.
_processes.set_forkserver_preload(
    [
        "bench.soak.worker",
        "docx",
        "imap_tools",
        "pdfminer.high_level",
        "phonenumbers",
        "pypdf",
        "typst",
        "alembic.command",
    ]
)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a soak takes place: its folder, and the moment (of this machine's clock) at which it began."""

    folder: Path
    began: float

    @property
    def config(self) -> Path:
        """The desk's settings."""
        return self.folder / "offsite.toml"

    @property
    def over(self) -> Path:
        """A file that is there once the workers may end."""
        return self.folder / "over"

    @property
    def reviews(self) -> Path:
        """A file that is there once the schedule of the reviews has fired."""
        return self.folder / "reviews"

    @property
    def faults(self) -> Path:
        """What the workers met with, a line each: the kind of error and its place."""
        return self.folder / "faults"

    def now(self) -> datetime:
        """The soak's time: it begins on the Monday of the samples, and goes as fast as any."""
        return (MONDAY + timedelta(seconds=time.time() - self.began)).astimezone(UTC)


def start(ground: Ground, hours: int | None = None, *, first: int = 0) -> ForkServerProcess:
    """Start a worker that goes on, from its `first` step; with `hours` one that goes round once, so much later."""
    process = _processes.Process(target=work, args=(ground, hours, first), daemon=True)
    process.start()
    return process


def work(ground: Ground, hours: int | None, first: int) -> None:
    """Take in, work through, file away and send, again and again."""
    flows.work.process = _fragile(flows.work.process)
    reminded = False
    while True:
        for step, mailbox in (*STEPS[first:], *STEPS[:first]):
            _run(ground, step, hours or 0, mailbox=mailbox)
        if ground.reviews.exists() and not reminded:
            reminded = True
            _run(ground, lambda stations, now: remind(stations, REVIEWS_ON, now), hours or 0, mailbox=False)
        if hours is not None or ground.over.exists():
            return
        time.sleep(_REST)


def _run(ground: Ground, step: Callable[[Stations, datetime], object], hours: int, *, mailbox: bool) -> None:
    with _noted(ground), open_stations(Settings.load(ground.config), mailbox=mailbox) as stations:
        step(stations, ground.now() + timedelta(hours=hours))


@contextmanager
def _noted(ground: Ground):
    """A fault ends a step, as it does under Prefect, which tries again: here it is written down."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the worker's door: what is no fault of a server fails the soak
        frame = traceback.extract_tb(error.__traceback__)[-1]
        passing = "passing" if isinstance(error, MailboxError) else "UNEXPECTED"
        code = getattr(error, "code", "")
        with ground.faults.open("a", encoding="ascii") as faults:
            faults.write(f"{passing} {type(error).__name__} {code} at {Path(frame.filename).name}:{frame.lineno}\n")


def _fragile(process):
    """The reader, with two messages that it cannot bear."""

    def read(claimed, stations, now):
        if KILLS in claimed.raw:
            os.kill(os.getpid(), signal.SIGKILL)
        if CRASHES in claimed.raw:
            raise RuntimeError("the soak's own")
        return process(claimed, stations, now)

    return read
