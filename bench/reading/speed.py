"""Reading one filled form against the bare library opening and listing the same file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from bench.row import Row
from bench.timing import paired
from extractors.reader import read
from mailboxes.media import DOCX, PDF

FORMS = Path(__file__).resolve().parents[2] / "desk" / "samples" / "forms"
RUNS = 60


def rows() -> Iterator[Row]:
    """Yield a row for a fillable PDF and one for a Word form."""
    yield _pdf((FORMS / "complete.pdf").read_bytes())
    yield _word((FORMS / "complete.docx").read_bytes())


def _pdf(data: bytes) -> Row:
    from pypdf import PdfReader

    def bare() -> object:
        return list((PdfReader(BytesIO(data)).get_fields() or {}).items())

    ours, theirs, ratio = paired(lambda: read(data, PDF), bare, RUNS)
    return Row("read a fillable PDF", ours, "pypdf: open, list the fields", theirs, ratio, aim="≤ 1.5")


def _word(data: bytes) -> Row:
    from docx import Document

    def bare() -> object:
        document = Document(BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [paragraph.text for paragraph in document.paragraphs], cells

    ours, theirs, ratio = paired(lambda: read(data, DOCX), bare, RUNS)
    return Row("read a Word form", ours, "python-docx: open, list paragraphs and cells", theirs, ratio, aim="≤ 1.5")
