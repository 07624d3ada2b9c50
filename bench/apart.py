"""What it costs to open a Document in a child process: forms read apart and read here, in turn, each file once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.reading.speed import CORPUS, FORMS
from bench.row import Row
from bench.timing import Timing, timed
from extractors.apart.pool import Pool
from extractors.apart.reading import read_all
from extractors.apart.work import PATH
from extractors.reader import File, read
from mailboxes.media import media_type

_KINDS = (
    ("fillable PDFs", [*FORMS.glob("*.pdf"), *(CORPUS / "fillable-pdf").glob("*.pdf")]),
    ("Word forms", [*FORMS.glob("*.docx"), *(CORPUS / "word-controls").glob("*.docx")]),
    ("printed PDFs", [*(CORPUS / "printed-pdf").glob("*.pdf")]),
)
_BETWEEN_SECONDS = 0.1
"""Between two forms the desk writes letters and a pack; meanwhile the next child gets ready."""


def rows() -> Iterator[Row]:
    """Yield a row for each kind of form, and one for the first form of a process."""
    with Pool(PATH) as pool:
        _apart(pool, File((FORMS / "complete.pdf").read_bytes(), "application/pdf"))
        time.sleep(3)
        for what, paths in _KINDS:
            yield _compared(pool, what, paths)
    yield Row("the first form apart, from nothing", timed(_first, 5))


def _compared(pool: Pool, what: str, paths: list[Path]) -> Row:
    pairs = []
    for path in paths:
        data = path.read_bytes()
        file = File(data, media_type(data))
        time.sleep(_BETWEEN_SECONDS)
        pairs.append((_once(partial(_apart, pool, file)), _once(partial(read, file.data, file.media_type))))
    ours, theirs = [mine for mine, _ in pairs], [other for _, other in pairs]
    more = statistics.median(mine - other for mine, other in pairs)
    return Row(
        f"read {len(pairs)} {what} apart: {more:+.1f} ms",
        Timing(statistics.median(ours), max(ours)),
        "read here",
        Timing(statistics.median(theirs), max(theirs)),
        aim="≤ +5 ms",
    )


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _apart(pool: Pool, file: File) -> None:
    read_all(pool, [file])


def _first() -> None:
    with Pool(PATH) as pool:
        _apart(pool, File((FORMS / "complete.pdf").read_bytes(), "application/pdf"))
