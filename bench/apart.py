"""What it costs to open a Document in a child process: the same forms read apart and read here, in turn."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.reading.speed import CORPUS, FORMS, RUNS
from bench.row import Row
from bench.timing import Timing, paired, timed
from extractors.apart import Pool
from extractors.apart.reading import read_all
from extractors.apart.work import PATH
from extractors.reader import File, read
from mailboxes.media import DOCX, PDF

_KINDS = (
    ("a fillable PDF", FORMS / "complete.pdf", PDF, RUNS),
    ("a Word form", FORMS / "complete.docx", DOCX, RUNS),
    ("a printed PDF", CORPUS / "printed-pdf" / "cairo_63.pdf", PDF, RUNS // 6),
)


def rows() -> Iterator[Row]:
    """Yield a row for each kind of form, one for a scan, and one for the start of the first child."""
    with Pool(PATH) as pool:
        for what, path, media_type, runs in _KINDS:
            data = path.read_bytes()
            ours, theirs, _ = paired(
                lambda data=data, kind=media_type: _apart(pool, data, kind),  # type: ignore[misc]  # bound while it lasts
                lambda data=data, kind=media_type: read(data, kind),  # type: ignore[misc]
                runs,
            )
            yield Row(f"read {what} apart", ours, "read here", theirs, ours.median / theirs.median, "≤ +5 ms")
    yield Row("the first form apart, from nothing", timed(_first, 5))


def _apart(pool: Pool, data: bytes, media_type: str) -> None:
    read_all(pool, [File(data, media_type)])
    # As between two forms that come by mail: the next child waits already.
    time.sleep(0)


def _first() -> None:
    with Pool(PATH) as pool:
        read_all(pool, [File((FORMS / "complete.pdf").read_bytes(), PDF)])
