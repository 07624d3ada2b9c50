"""Mixed mails end to end: through the Prefect flow, through the same steps without Prefect, and with more processes.

`make bench` takes a hundred; `make bench-backlog BACKLOG="--mails 10000 --workers 2"` as many as are wanted.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path

from bench.row import Row
from bench.timing import Timing
from desk.samples.files import samples
from desk.samples.mails import Mail, attach, begin, finish
from extractors.reader import read
from flows.collect import collect, file_away
from flows.send import send_waiting
from flows.settings import Settings
from flows.stations import open_stations
from flows.work import work_through
from mailboxes.media import media_type

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
MAILS = 100
AT_A_TIME = 100
MIX = ("complete.pdf", "complete.docx", "incomplete.pdf", "managed_move.pdf", "own_tables.docx", "", "incomplete.docx")


def rows() -> Iterator[Row]:
    """Yield the row that compares the flow with its bare steps; both start with everything imported."""
    from flows.intake import intake
    from flows.runtime import prefect_ready

    with tempfile.TemporaryDirectory() as folder:
        warm, bare, flow = (desk(Path(folder) / name) for name in ("warm", "bare", "flow"))
        _bare(warm)
        plain = _seconds(lambda: _bare(bare))
        started = time.perf_counter()
        with prefect_ready(Path(folder)):
            begun = time.perf_counter() - started
            through = _seconds(lambda: intake(flow, NOW))
        _settled(bare)
        _settled(flow)
    yield Row(
        f"{MAILS} mixed mails, the intake flow",
        Timing(through * 1000, through * 1000),
        "the same steps without Prefect",
        Timing(plain * 1000, plain * 1000),
        through / plain,
        aim="≤ 1.25",
    )
    yield Row("Prefect’s own start, once a process", Timing(begun * 1000, begun * 1000))


def desk(folder: Path, mails: int = MAILS, workers: int = 1, database_url: str = "") -> Path:
    """A desk whose inbox holds the mails; returns its settings file. It takes in a hundred at a time."""
    folder.mkdir()
    config = folder / "offsite.toml"
    said = f'home = "desk"\npoll_limit = {AT_A_TIME}\nworkers = {workers}\n'
    if database_url:
        said += f'database_url = "{database_url}"\n'
    config.write_text(said, encoding="utf-8")
    inbox = Settings.load(config).mail_folder / "new"
    inbox.mkdir(parents=True)
    for number in range(mails):
        (inbox / f"{number:04d}").write_bytes(message(number))
    return config


def message(number: int) -> bytes:
    """A mail like no other: its file is made a file of its own, or it would be taken for a duplicate."""
    file = MIX[number % len(MIX)]
    # Ten mails from each of many people of one school: none is answered more often than the profile allows in a day.
    sender = f"Office <office{number // 10}@oakfield.example.org>"
    mail = Mail(f"bench-{number}", 0, sender, "Form", "Attached.")
    message = begin(mail, NOW - timedelta(minutes=number))
    if file:
        attach(message, varied(samples()[file].data, number), samples()[file].sent_as, inline=False)
    return finish(message, mail)


def varied(data: bytes, number: int) -> bytes:
    """The same form about another pupil, in other bytes: about the same one it would be a later version of its case."""
    pupil = _pupil(data)
    if data.startswith(b"%PDF"):
        return _renamed_pdf(data, pupil, number) if pupil.surname else data + f"\n% {number}\n".encode()
    kept, made = BytesIO(data), BytesIO()
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.comment = f"{number}".encode()
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                for said, instead in pupil.renamed(number):
                    content = content.replace(said.encode(), instead.encode())
            target.writestr(member, content)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class _Pupil:
    """What a form says of its pupil, by which an earlier case is found."""

    surname: str
    upn: str

    def renamed(self, number: int) -> Iterator[tuple[str, str]]:
        """Yield what stands in the form, and what another pupil's says instead."""
        if self.surname:
            yield self.surname, self.surname + "".join(chr(ord("a") + int(digit)) for digit in str(number))
        if self.upn:
            rest = f"9994{number:08d}"
            total = sum(weight * int(digit) for weight, digit in enumerate(rest, start=2))
            yield self.upn, "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] + rest


@lru_cache(maxsize=32)
def _pupil(data: bytes) -> _Pupil:
    said = {answer.question: answer.raw for answer in read(data, media_type(data)).answers}
    return _Pupil(said.get("pupil_surname", ""), said.get("upn", ""))


def _renamed_pdf(data: bytes, pupil: _Pupil, number: int) -> bytes:
    import pikepdf

    said = dict(pupil.renamed(number))
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for field in pdf.Root.get("/AcroForm", {}).get("/Fields", []):
            if str(field.get("/V", "")) in said:
                field.V = said[str(field.V)]
        pdf.docinfo["/Number"] = str(number)
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _bare(config: Path) -> None:
    with open_stations(Settings.load(config)) as stations:
        collect(stations, NOW)
        work_through(stations, NOW)
        file_away(stations, NOW)
        send_waiting(stations, NOW)


def _settled(config: Path, mails: int = MAILS) -> None:
    """A figure counts only when the work behind it was done."""
    with open_stations(Settings.load(config)) as stations:
        status = stations.register.status(NOW)
    if status.arrivals != mails or status.waiting or status.quarantined or status.queued:
        raise RuntimeError(f"the run did not settle its mails: {status}")


@dataclass(slots=True)
class _Way:
    """One way to take in a backlog: its seconds of the clock so far, and the memory after each turn."""

    says: str
    config: Path
    take_in: Callable[[Path], object]
    seconds: float = 0.0
    resident: list[int] = field(default_factory=list)


def main() -> None:
    """Take in a backlog: in a bare loop, by the flow, and by the flow with more processes; print mails a second.

    They take turns, a hundred mails each, so that what else the machine does falls on all of them alike.
    """
    from flows.intake import intake
    from flows.runtime import prefect_ready

    parser = argparse.ArgumentParser(prog="bench.backlog")
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    mails: int = chosen.mails
    with tempfile.TemporaryDirectory() as name, prefect_ready(Path(name)):
        folder = Path(name)

        def flow(config: Path) -> object:
            return intake(config, NOW)

        ways = (
            _Way("the bare steps, one process", desk(folder / "bare", mails), _bare),
            _Way("the flow, one process", desk(folder / "flow", mails), flow),
            _Way(f"the flow, {chosen.workers} processes", desk(folder / "more", mails, chosen.workers), flow),
        )
        _bare(desk(folder / "warm", len(MIX)))
        flow(desk(folder / "warm-flow", len(MIX)))
        for turn in range(-(-mails // AT_A_TIME)):
            for way in ways[turn % 3 :] + ways[: turn % 3]:
                way.seconds += _seconds(partial(way.take_in, way.config))
                way.resident.append(_resident_megabytes())
        for way in ways:
            _settled(way.config, mails)
    for way in ways:
        print(f"{way.says}: {mails / way.seconds:.2f} mails a second")
    plain, through, many = (way.seconds for way in ways)
    resident = ways[0].resident
    begun, half, end = resident[max(len(resident) // 10 - 1, 0)], resident[(len(resident) - 1) // 2], resident[-1]
    print(f"MB of this process at a tenth, a half and all of it: {begun}, {half}, {end}")
    print(f"flow / bare steps: {plain / through:.2f} (aim >= 0.80)")
    print(f"{chosen.workers} processes / 1: {through / many:.2f} (aim >= 1.8 for 2, on cores that nobody else uses)")
    print(f"load of the last five minutes: {os.getloadavg()[1]:.1f}")


def _resident_megabytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
