"""Forms of invented schools set by Typst, by reportlab and in Word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import typst
from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from bench.reading.paper_sheets import Row, Sheet, is_long, options, words
from samples.answers import Case

_HERE = Path(__file__).resolve().parent


def by_typst(case: Case, sheet: Sheet, layout: str, font: str = "Liberation Serif", hand: str = "") -> bytes:
    """Return the form as paper_sheet.typ sets it."""
    data = {
        "title": sheet.title,
        "preamble": sheet.preamble,
        "font": font,
        "hand": hand or font,
        "layout": layout,
        "sections": [
            {"heading": heading, "rows": [_told(case, row) for row in rows]} for heading, rows in sheet.sections
        ],
    }
    made = typst.compile(_HERE / "paper_sheet.typ", root=_HERE, format="pdf", sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("typst returned no PDF")
    return made


def _told(case: Case, row: Row) -> dict[str, object]:
    chosen = case.answers.get(row.question)
    marked = [{"label": label, "chosen": code == chosen} for code, label in options(case, row).items()]
    return {"label": row.label, "text": words(case, row), "options": marked, "long": is_long(case, row)}


class Ticks(Flowable):
    """Squares with their labels, the chosen one crossed by two lines."""

    def __init__(self, marked: list[tuple[str, bool]], across: int) -> None:
        super().__init__()
        self.marked, self.across = marked, across

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size it takes."""
        self.step = width / self.across
        return width, 13 * -(-len(self.marked) // self.across)

    def draw(self) -> None:
        """Draw it, the first option at the top left."""
        top = 13 * (-(-len(self.marked) // self.across) - 1)
        for number, (label, crossed) in enumerate(self.marked):
            left, low = number % self.across * self.step, top - number // self.across * 13
            self.canv.rect(left, low + 1, 8, 8)
            if crossed:
                self.canv.line(left, low + 1, left + 8, low + 9)
                self.canv.line(left, low + 9, left + 8, low + 1)
            self.canv.setFont("Helvetica", 9)
            self.canv.drawString(left + 12, low + 2, label)


def by_reportlab(case: Case, sheet: Sheet) -> bytes:
    """Return the form as tables with borders and drawn tick boxes."""
    styles = getSampleStyleSheet()
    plain, bold = styles["BodyText"], styles["Heading4"]
    story: list[Flowable] = [Paragraph(escape(sheet.title), styles["Heading2"])]
    story += [Paragraph(escape(part), plain) for part in sheet.preamble]
    for heading, rows in sheet.sections:
        grid = [[Paragraph(escape(row.label), plain), _cell(case, row, plain)] for row in rows]
        style = [("GRID", (0, 0), (-1, -1), 0.6, "#222222"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        story += [Paragraph(escape(heading), bold), Table(grid, [175, 335], style=style, splitInRow=1), Spacer(1, 8)]
    made = BytesIO()
    SimpleDocTemplate(made, pagesize=A4, topMargin=45, bottomMargin=45, title=sheet.title).build(story)
    return made.getvalue()


def _cell(case: Case, row: Row, style: object) -> Flowable:
    labels = options(case, row)
    if not labels:
        return Paragraph(escape(words(case, row)).replace("\n", "<br/>"), style)
    chosen = case.answers.get(row.question)
    return Ticks([(label, code == chosen) for code, label in labels.items()], 2)


# In Word


def in_word(case: Case, sheet: Sheet, layout: str) -> bytes:
    """Return the form as a Word file: "pairs", "above" or "asked"; the option not chosen is struck out."""
    document = docx.Document()
    for section in document.sections:
        section.left_margin = section.right_margin = Mm(18)
    document.add_heading(sheet.title, 0)
    for part in sheet.preamble:
        document.add_paragraph(part)
    for heading, rows in sheet.sections:
        document.add_heading(heading, 2)
        _WORD[layout](document, case, rows)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _write(paragraph: WordParagraph, case: Case, row: Row) -> None:
    labels, answer = options(case, row), case.answers.get(row.question)
    if set(labels) != {"yes", "no"} or not answer:
        paragraph.add_run(words(case, row))
        return
    for number, (code, label) in enumerate(labels.items()):
        paragraph.add_run(" / " if number else "")
        paragraph.add_run(label).font.strike = code != answer or None


def _word_pairs(document: Document, case: Case, rows: tuple[Row, ...]) -> None:
    """Two pairs a row; a paragraph in one cell across, below its label."""
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    short = [row for row in rows if not is_long(case, row)]
    for number, row in enumerate(short):
        cells = table.rows[-1].cells if number % 2 else table.add_row().cells
        cells[number % 2 * 2].paragraphs[0].add_run(row.label).bold = True
        _write(cells[number % 2 * 2 + 1].paragraphs[0], case, row)
    for row in rows:
        if is_long(case, row):
            whole = table.add_row().cells
            cell = whole[0].merge(whole[3])
            cell.paragraphs[0].add_run(row.label).bold = True
            _write(cell.add_paragraph(), case, row)


def _word_above(document: Document, case: Case, rows: tuple[Row, ...]) -> None:
    """Each label in a shaded row of its own, its answer in the row below."""
    table = document.add_table(rows=0, cols=1, style="Light Grid Accent 1")
    for row in rows:
        table.add_row().cells[0].text = row.label
        _write(table.add_row().cells[0].paragraphs[0], case, row)


def _word_asked(document: Document, case: Case, rows: tuple[Row, ...]) -> None:
    """Numbered questions, each answer in italics below."""
    for row in rows:
        document.add_paragraph(row.label, style="List Number")
        answer = document.add_paragraph()
        answer.paragraph_format.left_indent = Mm(8)
        _write(answer, case, row)
        for run in answer.runs:
            run.italic = True


_WORD: dict[str, Callable[[Document, Case, tuple[Row, ...]], None]] = {
    "pairs": _word_pairs,
    "above": _word_above,
    "asked": _word_asked,
}


def questions(case: Case, sheet: Sheet) -> Iterator[str]:
    """Yield the names of what the form asks and the case answers."""
    return (name for name in case.answers if name in sheet.asked)
