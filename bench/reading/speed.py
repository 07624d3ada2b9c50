"""Reading one filled form against the bare library opening and listing the same file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from bench.row import Row
from bench.timing import paired
from extractors.reader import read
from mailboxes.media import DOCX, PDF

CORPUS = Path(__file__).resolve().parent / "corpus"
FORMS = Path(__file__).resolve().parents[2] / "desk" / "samples" / "forms"
RUNS = 60


def rows() -> Iterator[Row]:
    """Yield a row for a fillable PDF, a Word form, a printed PDF and a scan."""
    yield _pdf((FORMS / "complete.pdf").read_bytes())
    yield _word((FORMS / "complete.docx").read_bytes())
    yield _printed((CORPUS / "printed-pdf" / "cairo_63.pdf").read_bytes())
    yield _scanned((CORPUS / "scans" / "plain_200_80.pdf").read_bytes())


def bare_pdf(data: bytes) -> object:
    """Open a fillable PDF with pypdf and list its fields."""
    from pypdf import PdfReader

    return list((PdfReader(BytesIO(data)).get_fields() or {}).items())


def bare_word(data: bytes) -> object:
    """Open a Word file with python-docx and list its paragraphs and cells."""
    from docx import Document

    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs], cells


def bare_printed(data: bytes) -> object:
    """Lay out the pages of a printed PDF with pdfminer.six."""
    from pdfminer.high_level import extract_pages

    return list(extract_pages(BytesIO(data)))


def _pdf(data: bytes) -> Row:
    ours, theirs, ratio = paired(lambda: read(data, PDF), lambda: bare_pdf(data), RUNS)
    return Row("read a fillable PDF", ours, "pypdf: open, list the fields", theirs, ratio, aim="≤ 1.5")


def _word(data: bytes) -> Row:
    ours, theirs, ratio = paired(lambda: read(data, DOCX), lambda: bare_word(data), RUNS)
    return Row("read a Word form", ours, "python-docx: open, list paragraphs and cells", theirs, ratio, aim="≤ 1.5")


def _printed(data: bytes) -> Row:
    ours, theirs, ratio = paired(lambda: read(data, PDF), lambda: bare_printed(data), RUNS // 6)
    return Row("read a printed PDF", ours, "pdfminer.six: lay out the pages", theirs, ratio, aim="≤ 2")


def _scanned(data: bytes) -> Row:
    """In this process, its models loaded, as in the child that the desk keeps for scans."""
    import cv2

    from extractors.paper.engine import engine
    from extractors.paper.reading import read_paper
    from extractors.paper.sheets import sheets

    pages = [cv2.cvtColor(sheet, cv2.COLOR_GRAY2BGR) for sheet in sheets(data, PDF)]

    def bare() -> object:
        return [engine()(page, use_det=True, use_cls=False, use_rec=True) for page in pages]

    ours, theirs, ratio = paired(lambda: read_paper(data, PDF), bare, 2)
    return Row(f"read a scan of {len(pages)} pages", ours, "RapidOCR: read the pages", theirs, ratio, aim="≤ 1.1")
