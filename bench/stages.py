"""Where a form's time goes: every stage from the inbox to the sent letter, for each kind of form.

The steps are the desk's own (backlog's bare steps); the clocks stand around the doors of the stations.
"""

from __future__ import annotations

import functools
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event

import flows.packing
import flows.process
from bench import backlog
from bench.reading import speed
from desk.samples.mails import Mail, attach, begin, finish
from flows.collect import collect, file_away
from flows.post import Post
from flows.send import send_waiting
from flows.settings import Settings
from flows.stations import Stations, open_stations
from flows.work import work_through
from mailboxes.media import media_type

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
_CORPUS = speed.CORPUS
KINDS = (
    ("fillable PDF", (speed.FORMS / "complete.pdf", *sorted((_CORPUS / "fillable-pdf").glob("*.pdf"))), speed.bare_pdf),
    ("Word, controls", tuple(sorted((_CORPUS / "word-controls").glob("*.docx"))), speed.bare_word),
    ("Word, tables", tuple(sorted((_CORPUS / "word-tables").glob("*.docx"))), speed.bare_word),
    ("printed PDF", tuple(sorted((_CORPUS / "printed-pdf").glob("*.pdf"))), speed.bare_printed),
    ("scan", tuple(sorted((_CORPUS / "scans").glob("*.pdf")))[:2], None),
)
_MOST = 20
"""Forms of a kind."""


@dataclass(slots=True)
class Times:
    """Milliseconds of the calls of one stage, on the clock and of this process's processor, and its statements."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    statements: int = 0


@dataclass(slots=True)
class Clocks:
    """The stages by name. The stage that is at work counts the statements."""

    stages: dict[str, Times] = field(default_factory=lambda: defaultdict(Times))
    statements: int = 0

    @contextmanager
    def around(self, mailbox: type, register: type) -> Iterator[None]:
        """Put a clock at each door while this lasts."""
        doors: tuple[tuple[str, object, str], ...] = (
            ("fetch", mailbox, "fetch"),
            ("persist", register, "persist_all"),
            ("read", flows.process, "read_documents"),
            ("check", flows.process, "assess"),
            ("render letter", Post, "letter"),
            ("render pack", flows.packing, "render_pack"),
            ("commit", register, "settle"),
            ("file away", mailbox, "move"),
            ("send", mailbox, "send"),
        )
        with ExitStack() as stack:
            for stage, owner, name in doors:
                # The flow has its doors by name: a clock is put in their place, no copy of the flow is made.
                stack.enter_context(patch.object(owner, name, self._clocked(stage, getattr(owner, name))))
            event.listen(Engine, "before_cursor_execute", self._count)
            stack.callback(event.remove, Engine, "before_cursor_execute", self._count)
            yield

    def _count(self, *_: object) -> None:
        self.statements += 1

    def _clocked(self, stage: str, door: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(door)
        def clocked(*args: object, **words: object) -> object:
            wall, cpu, statements = time.perf_counter(), time.process_time(), self.statements
            try:
                return door(*args, **words)
            finally:
                times = self.stages[stage]
                times.wall.append((time.perf_counter() - wall) * 1000)
                times.cpu.append((time.process_time() - cpu) * 1000)
                times.statements += self.statements - statements

        return clocked


def main() -> None:
    """Print a table for each kind of form."""
    for kind, paths, bare in KINDS:
        _print(kind, [path.read_bytes() for path in paths[:_MOST]], bare)


def _print(kind: str, forms: list[bytes], bare: Callable[[bytes], object] | None) -> None:
    clocks = Clocks()
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder), forms) as stations:
        _forget_peak()
        apart = _cpu_apart()
        started = time.perf_counter()
        with clocks.around(type(stations.mailbox), type(stations.register)):
            collect(stations, NOW)
            work_through(stations, NOW)
            file_away(stations, NOW)
            send_waiting(stations, NOW)
        whole = (time.perf_counter() - started) * 1000 / len(forms)
        apart = (_cpu_apart() - apart) * 1000 / len(forms)
    title = (
        f"{kind}, {len(forms)} forms. Each: {whole:.0f} ms; {clocks.statements / len(forms):.0f} SQL statements; "
        f"{apart:.0f} ms of processor in the processes that read. Peak here: {_peak_megabytes()} MB"
    )
    table = Table("stage", "calls", "median ms", "95 % ms", "processor ms", "SQL a call", title=title, width=130)
    for stage, times in clocks.stages.items():
        table.add_row(stage, str(len(times.wall)), *_figures(times.wall), f"{statistics.median(times.cpu):.1f}",
                      f"{times.statements / len(times.wall):.1f}")  # fmt: skip
    if bare:
        times = [_milliseconds(bare, each) for each in forms]
        table.add_row("read, by the bare library", str(len(times)), *_figures(times))
    Console(width=132).print(table)


@contextmanager
def _desk(folder: Path, forms: list[bytes]) -> Iterator[Stations]:
    """A desk that is warm (one form went through it), with these forms in its inbox."""
    config = folder / "offsite.toml"
    config.write_text('home = "."\npoll_limit = 100\n', encoding="utf-8")
    settings = Settings.load(config)
    with open_stations(settings) as stations:
        inbox = settings.mail_folder / "new"
        (inbox / "warm").write_bytes(_message(forms[0] + b"\n", 0))
        for step in (collect, work_through, file_away, send_waiting):
            step(stations, NOW)
        for number, form in enumerate(forms, start=1):
            (inbox / f"{number:04d}").write_bytes(_message(backlog.varied(form, number), number))
        yield stations


def _message(form: bytes, number: int) -> bytes:
    # Another sender each: nobody is answered more often than the profile allows in a day.
    mail = Mail(f"stage-{number}", 0, f"Office <office{number}@oakfield.example.org>", "Form", "Attached.")
    message = begin(mail, NOW - timedelta(minutes=number))
    attach(message, form, f"form.{'pdf' if form.startswith(b'%PDF') else 'docx'}", inline=False)
    return finish(message, mail)


def _milliseconds(work: Callable[[bytes], object], data: bytes) -> float:
    started = time.perf_counter()
    try:
        work(data)
    except Exception:  # noqa: BLE001  # a corpus holds files that a bare library refuses; its time counts too
        assert media_type(data)
    return (time.perf_counter() - started) * 1000


def _figures(times: list[float]) -> tuple[str, str]:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.1f}", f"{ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]:.1f}"


def _cpu_apart() -> float:
    """Seconds of processor of the processes that this one started, and of those that they started and that ended."""
    ticks = 0
    for listed in Path("/proc/self/task").glob("*/children"):
        for child in listed.read_text(encoding="ascii").split():
            # proc(5): utime, stime, cutime, cstime stand 12th to 15th behind the name in brackets.
            said = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += sum(map(int, said[11:15]))
    return ticks / 100


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak_megabytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
