"""The forms that `make bench-reading` measures: made once into `var/wild/`, and again when what makes them changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.reading.wild.make import PROGRAMS, make, missing

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[2] / "var" / "wild"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A batch of forms: its seed, and how many."""

    name: str
    seed: int
    count: int


OPEN, HELD = Drawn("open", 1, 60), Drawn("held", 1001, 40)


def cached(drawn: Drawn) -> Iterator[Path]:
    """Yield the forms of a batch, made now unless they have been; those whose program is missing are named and left out."""
    if not (HERE / drawn.name).is_dir():
        return
    folder = CACHE / f"{drawn.name}-{_state(drawn)}"
    if not folder.is_dir():
        for old in CACHE.glob(f"{drawn.name}-*"):
            shutil.rmtree(old)
        for _ in make(drawn.seed, drawn.count, half_made := folder.with_suffix(".part")):
            pass
        half_made.rename(folder)
    for program in PROGRAMS:
        if lacking := missing(program):
            print(f"{drawn.name}: without {program.name}, which needs {', '.join(lacking)}")
    for truth in sorted(folder.glob("*/*.json")):
        yield next(path for path in truth.parent.glob(f"{truth.stem}.*") if path.suffix != ".json")


def _state(drawn: Drawn) -> str:
    """Return what the forms depend on, as a few letters: the generator's files, the batch, the programs at hand."""
    other = {"open": "held", "held": "open"}[drawn.name]
    made = hashlib.sha256(f"{drawn} {[missing(program) for program in PROGRAMS]}".encode())
    for path in sorted(HERE.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".txt", ".toml", ".mjs"} and path.parent.name != other:
            made.update(path.read_bytes())
    return made.hexdigest()[:12]
