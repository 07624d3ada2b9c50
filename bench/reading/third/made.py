"""What one form of the third hand is, and the ways of drawing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading.third import acro_draw, html, paper, word
from bench.reading.third.acro import AcroLook, Layout
from bench.reading.third.html import Look
from bench.reading.third.scans import Scanner, scan
from bench.reading.third.sheet import Plan, Sheet, build
from bench.reading.third.word import WordLook


@dataclass(frozen=True, slots=True)
class Made:
    """One form of the corpus and how it comes about."""

    kind: str
    name: str
    suffix: str
    tool: str
    habit: str
    plan: Plan
    draw: Callable[[Sheet, Path], None]

    def sheet(self) -> Sheet:
        """Return the form's words and its truth."""
        return build(self.plan, f"third hand {self.name}")


def by_chromium(look: Look) -> Callable[[Sheet, Path], None]:
    """Print a page with Chromium."""
    return lambda sheet, to: paper.chromium(html.page(sheet, look), to)


def by_writer(look: Look, kind: str) -> Callable[[Sheet, Path], None]:
    """Have LibreOffice import a page and save it as `kind`."""
    return lambda sheet, to: paper.writer(html.page(sheet, look), kind, to)


def by_word(look: WordLook) -> Callable[[Sheet, Path], None]:
    """Write a Word file."""
    return lambda sheet, to: word.write(sheet, look, to)


def fillable(look: AcroLook, tool: str) -> Callable[[Sheet, Path], None]:
    """Draw a fillable form with `tool`."""

    def draw(sheet: Sheet, to: Path) -> None:
        pages = Layout(sheet, look).pages
        if tool == "pikepdf":
            acro_draw.by_hand(pages, sheet.title, to, appearances=look.names != "part")
        else:
            {"pdf-lib": acro_draw.pdf_lib, "reportlab": acro_draw.reportlab}[tool](pages, sheet.title, to)

    return draw


def scanned(look: Look, scanner: Scanner) -> Callable[[Sheet, Path], None]:
    """Print with Chromium and scan the print."""

    def draw(sheet: Sheet, to: Path) -> None:
        with TemporaryDirectory() as folder:
            printed = Path(folder) / "printed.pdf"
            paper.chromium(html.page(sheet, look), printed)
            scan(printed, scanner, to)

    return draw


def by_office(look: WordLook, kind: str) -> Callable[[Sheet, Path], None]:
    """A Word form, saved by LibreOffice in another format."""
    filters = {"odt": "writer8", "doc": "MS Word 97", "rtf": "Rich Text Format", "pdf": "writer_pdf_Export"}

    def draw(sheet: Sheet, to: Path) -> None:
        with TemporaryDirectory() as folder:
            held = Path(folder) / "form.docx"
            word.write(sheet, look, held)
            paper.convert(held, kind, to, outfilter=filters[kind])

    return draw


MOVE, REVIEW = "managed_move", "review_outcome"
