"""`make bench-reading`: reads the corpus and prints, for each kind, the fields right, asked about, wrong and missed.

A third of the corpus is held back: `--details` never shows it, so that nobody tunes the reader to it. Forms drawn at
random follow, the open half and the held one: `--open` or `--held` measures one of them alone, `--wild` the two.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.reading.held import is_held_back
from bench.reading.peers import peers
from bench.reading.score import Mark, Scored, score
from bench.reading.wild.cached import HELD, OPEN, cached
from extractors.reader import read
from flows.profile import load_council
from mailboxes.media import media_type
from proposals.council import Council
from proposals.reading import FormKind

HERE = Path(__file__).resolve().parent
CORPORA = (HERE / "corpus", HERE / "corpus-third", HERE / "corpus-fourth")
COUNCIL = Path(__file__).resolve().parents[2] / "councils" / "exampleshire"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one form of the corpus."""

    hand: str
    kind: str
    name: str
    held_back: bool
    fields: tuple[Scored, ...]
    seconds: float


def forms(kinds: Iterable[str] = ()) -> Iterator[Path]:
    """Yield the files of the corpus, of these kinds or of all."""
    for truth in (found for corpus in CORPORA for found in sorted(corpus.glob("*/*.json"))):
        if not kinds or truth.parent.name in kinds:
            yield next(path for path in truth.parent.glob(f"{truth.stem}.*") if path.suffix != ".json")


def hand(path: Path) -> str:
    """Return who laid a form out: who built the reader, one who knew its listed labels, or one of two blind to it."""
    if path.parent.parent not in CORPORA:
        return WILD
    if path.parent.parent in CORPORA[1:]:
        return (THIRD, FOURTH)[CORPORA[1:].index(path.parent.parent)]
    return SECOND if int(path.stem.rpartition("_")[2]) > _FIRST_BY_ANOTHER else FIRST


FIRST, SECOND, THIRD, FOURTH, WILD = "the builder's", "a second", "a third, blind", "by a fourth hand", "at random"
_FIRST_BY_ANOTHER = 100
"""Forms of `make_paper` are numbered from here."""


def measure(path: Path, council: Council) -> Result:
    """Read one form and compare it with its truth."""
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    data, kind = path.read_bytes(), path.parent.name
    started = time.perf_counter()
    reading = read(data, media_type(data))
    seconds = time.perf_counter() - started
    fields = score(reading, FormKind(truth["form"]), truth["answers"], council, scanned=kind == "scans")
    idle = set(truth.get("idle", ()))
    fields = [field for field in fields if field.field not in idle or field.said != "None"]
    return Result(
        hand(path), kind, path.stem, path.parent.parent in CORPORA and is_held_back(path.stem), tuple(fields), seconds
    )


def table(results: Iterable[Result], title: str, by: str = "kind") -> Table:
    """The marks by kind, or by the hand that laid the forms out."""
    counts: defaultdict[str, Counter[Mark]] = defaultdict(Counter)
    files: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    for result in results:
        for kind in (getattr(result, by), "all"):
            counts[kind].update(field.mark for field in result.fields)
            files[kind] += 1
            seconds[kind] += result.seconds
    shown = Table(by.capitalize(), "forms", "fields", "right", *(mark.value for mark in Mark if mark is not Mark.RIGHT),
                  "wrong, unasked", "ms a form", title=title)  # fmt: skip
    for kind in (*sorted(set(counts) - {"all"}), "all"):
        marks, total = counts[kind], counts[kind].total()
        unasked = marks[Mark.WRONG] + marks[Mark.INVENTED]
        shown.add_row(
            kind, str(files[kind]), str(total), f"{marks[Mark.RIGHT] / total:.1%}",
            *(str(marks[mark]) for mark in Mark if mark is not Mark.RIGHT),
            f"{unasked / total:.2%}", f"{seconds[kind] / files[kind] * 1000:.0f}",
        )  # fmt: skip
    return shown


def details(results: Iterable[Result]) -> Iterator[str]:
    """What went wrong, of the forms that may be looked at."""
    for result in results:
        bad = [field for field in result.fields if field.mark is not Mark.RIGHT]
        if result.held_back or not bad:
            continue
        yield f"{result.kind}/{result.name}"
        for field in bad[:25]:
            yield f"    {field.mark.value:9}{field.field:28}{field.said[:60]!r} for {field.truth[:60]!r}"


def show(results: Iterable[Result], console: Console) -> None:
    """Print what went wrong."""
    for line in details(results):
        console.print(line, markup=False, highlight=False)


def main(words: list[str]) -> None:
    """Measure the kinds named, or all of them."""
    council = load_council(COUNCIL)
    kinds = [word for word in words if not word.startswith("--")]
    console = Console(width=150)
    alone = [drawn for drawn in (OPEN, HELD) if f"--{drawn.name}" in words]
    if not alone and "--wild" not in words:
        corpora(kinds, words, council, console)
    for drawn in alone or (OPEN, HELD):
        wild = [measure(path, council) for path in cached(drawn) if not kinds or path.parent.name in kinds]
        if "--details" in words and drawn is OPEN:
            show(wild, console)
        if wild:
            console.print(table(wild, f"Forms drawn at random, {drawn.name}"))


def corpora(kinds: list[str], words: list[str], council: Council, console: Console) -> None:
    """Measure the forms that were laid out by hand."""
    results = [measure(path, council) for path in forms(kinds)]
    if "--details" in words:
        show(results, console)
    console.print(table((each for each in results if not each.held_back), "Corpus, the two thirds worked with"))
    if any(each.held_back for each in results):
        console.print(table((each for each in results if each.held_back), "Corpus, the third held back"))
    for held_back in (False, True):
        some = [each for each in results if each.held_back is held_back]
        if len({each.hand for each in some}) > 1:
            console.print(table(some, "By hand, " + ("held back" if held_back else "worked with"), by="hand"))
    if "--peers" in words:
        console.print(peers(list(forms())))


if __name__ == "__main__":
    main(sys.argv[1:])
