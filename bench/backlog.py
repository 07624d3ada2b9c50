"""A hundred mixed mails end to end: through the Prefect flow, and through the same steps without Prefect."""

from __future__ import annotations

import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
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
_MIX = ("complete.pdf", "complete.docx", "incomplete.pdf", "managed_move.pdf", "own_tables.docx", "", "incomplete.docx")


def rows() -> Iterator[Row]:
    """Yield the row that compares the flow with its bare steps; both start with everything imported."""
    from flows.intake import intake
    from flows.runtime import prefect_ready

    with tempfile.TemporaryDirectory() as folder:
        warm, bare, flow = (_desk(Path(folder) / name) for name in ("warm", "bare", "flow"))
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


def _desk(folder: Path) -> Path:
    """A desk whose inbox holds the mails; returns its settings file."""
    folder.mkdir()
    config = folder / "offsite.toml"
    config.write_text('home = "."\n', encoding="utf-8")
    inbox = Settings.load(config).mail_folder / "new"
    inbox.mkdir(parents=True)
    for number in range(MAILS):
        (inbox / f"{number:04d}").write_bytes(message(number))
    return config


def message(number: int) -> bytes:
    """A mail like no other: its file is made a file of its own, or it would be taken for a duplicate."""
    file = _MIX[number % len(_MIX)]
    # Ten people of one school, so that none is answered more often than the profile allows in a day.
    sender = f"Office <office{number % 10}@oakfield.example.org>"
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


def _settled(config: Path) -> None:
    """A figure counts only when the work behind it was done."""
    with open_stations(Settings.load(config)) as stations:
        status = stations.register.status(NOW)
    if status.arrivals != MAILS or status.waiting or status.quarantined or status.queued:
        raise RuntimeError(f"the run did not settle its mails: {status}")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
