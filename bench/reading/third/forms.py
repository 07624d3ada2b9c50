"""The list of the third hand's forms: kind, name, program, plan of the words and how it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading.third import acro_draw, html, paper, programs, word
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


def _chromium(look: Look) -> Callable[[Sheet, Path], None]:
    return lambda sheet, to: paper.chromium(html.page(sheet, look), to)


def _writer(look: Look, kind: str) -> Callable[[Sheet, Path], None]:
    return lambda sheet, to: paper.writer(html.page(sheet, look), kind, to)


def _word(look: WordLook) -> Callable[[Sheet, Path], None]:
    return lambda sheet, to: word.write(sheet, look, to)


def _acro(look: AcroLook, tool: str) -> Callable[[Sheet, Path], None]:
    def draw(sheet: Sheet, to: Path) -> None:
        pages = Layout(sheet, look).pages
        if tool == "pikepdf":
            acro_draw.by_hand(pages, sheet.title, to, appearances=look.names != "part")
        else:
            {"pdf-lib": acro_draw.pdf_lib, "reportlab": acro_draw.reportlab}[tool](pages, sheet.title, to)

    return draw


def _scanned(look: Look, scanner: Scanner) -> Callable[[Sheet, Path], None]:
    def draw(sheet: Sheet, to: Path) -> None:
        with TemporaryDirectory() as folder:
            printed = Path(folder) / "printed.pdf"
            paper.chromium(html.page(sheet, look), printed)
            scan(printed, scanner, to)

    return draw


def _office(look: WordLook, kind: str) -> Callable[[Sheet, Path], None]:
    """A Word form, saved by LibreOffice in another format."""
    filters = {"odt": "writer8", "doc": "MS Word 97", "rtf": "Rich Text Format", "pdf": "writer_pdf_Export"}

    def draw(sheet: Sheet, to: Path) -> None:
        with TemporaryDirectory() as folder:
            held = Path(folder) / "form.docx"
            word.write(sheet, look, held)
            paper.convert(held, kind, to, outfilter=filters[kind])

    return draw


MOVE, REVIEW = "managed_move", "review_outcome"

FORMS: tuple[Made, ...] = (
    Made("printed-pdf", "larch_grid", "pdf", "Chromium print", "council grid two pairs a row, ballot boxes",
         Plan(register="sn", outline=0, foreign=4, mark=":"), _chromium(Look("council", "grid2", {"why": "grid1", "consult": "matrix"}))),
    Made("printed-pdf", "larch_questions", "pdf", "Chromium print", "questions over boxes, drawn crosses",
         Plan(register="q", outline=1, number="1", date_style="ordinal", one_name=True, dropped=0.6), _chromium(Look("modern", "stack", tick="drawn", ink="color:#1a237e"))),
    Made("printed-pdf", "larch_columns", "pdf", "Chromium print", "two columns, rings round the choice",
         Plan(register="s", outline=2, date_style="short", foreign=2), _chromium(Look("narrow", "grid1", {"why": "stack"}, tick="ring", columns=True))),
    Made("printed-pdf", "larch_inside", "pdf", "Chromium print", "small label and answer in one cell, drawn ticks",
         Plan(form=MOVE, register="s", outline=0, date_style="dots", caps=True), _chromium(Look("caps", "inside", tick="drawn_tick", ink="font-family:Z003;font-size:13pt"))),
    Made("printed-pdf", "larch_header", "pdf", "Chromium print", "headings over a row of answers, ticks in CSS boxes",
         Plan(register="n", outline=3, date_style="dash", number="Q"), _chromium(Look("school", "header", {"safe": "matrix", "declare": "grid2"}, tick="square"))),
    Made("printed-pdf", "alder_export", "pdf", "LibreOffice Writer's PDF export", "lines with answers underlined, struck choices",
         Plan(register="sn", outline=4, date_style="mixed", mark=":"), _writer(Look("plain", "lines", tick="strike", plain=True), "pdf")),
    Made("printed-pdf", "alder_review", "pdf", "LibreOffice Writer's PDF export", "a review in a three-pair grid, crosses in brackets",
         Plan(form=REVIEW, register="n", outline=0, date_style="long"), _writer(Look("council", "grid1", {"meeting": "grid2"}, tick="bracket", plain=True), "pdf")),
    Made("word-tables", "rowan_grid", "docx", "python-docx", "label and answer rows, yes or no struck out",
         Plan(register="n", outline=5, date_style="long", mark=":"), _word(WordLook("grid1", {"declare": "grid2"}, tick="strike"))),
    Made("word-tables", "rowan_lines", "docx", "python-docx", "lines, label and answer after a colon, the choice in bold",
         Plan(register="n", outline=1, date_style="weekday", one_name=True), _word(WordLook("lines", {"why": "above", "voice": "above"}, tick="bold", font="Arial"))),
    Made("word-tables", "rowan_tracked", "docx", "python-docx", "filled in with tracked changes, the other choice deleted",
         Plan(register="sn", outline=2, date_style="short", number="1.1"), _word(WordLook("grid1", fill="tracked", shade="DEEAF6"))),
    Made("word-tables", "rowan_boxes", "docx", "python-docx", "answers in text boxes, the choice highlighted",
         Plan(register="q", outline=3, date_style="ordinal", dropped=0.7, number="Q"), _word(WordLook("above", fill="boxed", tick="highlight", font="Verdana"))),
    Made("word-tables", "rowan_one_table", "docx", "python-docx", "one table, headings as merged rows, ticks in brackets",
         Plan(register="s", outline=0, date_style="dotted", foreign=5), _word(WordLook(one_table=True, tick="bracket", shade="F2F2F2"))),
    Made("word-tables", "rowan_move", "docx", "python-docx", "label and answer in one cell, double strike",
         Plan(form=MOVE, register="n", outline=1, date_style="abbreviated", caps=True), _word(WordLook("same", tick="double", separator=" – "))),
    Made("word-tables", "rowan_typed", "docx", "python-docx", "a grid of two pairs, choices typed, first dates struck out",
         Plan(register="n", outline=0, date_style="mixed", yes_words=("Y", "N"), one_name=True), _word(WordLook("grid2", {"why": "stack", "safe": "grid1"}, tick="typed", font="Georgia", corrected=True))),
    Made("word-controls", "hazel_inline", "docx", "python-docx and raw XML", "controls in cells, dropdown and combo lists",
         Plan(register="n", outline=4, date_style="slash", mark=" *"), _word(WordLook("grid1", fill="controls", tick="list"))),
    Made("word-controls", "hazel_cells", "docx", "python-docx and raw XML", "controls around whole cells, check boxes before the words",
         Plan(register="s", outline=1, date_style="long"), _word(WordLook("grid2", {"why": "stack"}, fill="controls", wrap="cell"))),
    Made("word-controls", "hazel_nested", "docx", "python-docx and raw XML", "a control within a control, check boxes after the words",
         Plan(register="q", outline=5, date_style="dash", number="1.1", dropped=0.6), _word(WordLook("stack", fill="controls", wrap="nested", tick="after"))),
    Made("word-controls", "hazel_lines", "docx", "python-docx and raw XML", "controls in lines of text",
         Plan(register="n", outline=2, one_name=True, caps=True), _word(WordLook("lines", {"safe": "matrix"}, fill="controls", tick="list"))),
    Made("word-controls", "hazel_matrix", "docx", "python-docx and raw XML", "headings over rows, a matrix of check boxes, block controls",
         Plan(form=MOVE, register="sn", outline=2, date_style="ordinal"), _word(WordLook("header", {"consult": "matrix", "settle": "matrix"}, fill="controls", wrap="block"))),
    Made("word-legacy", "aspen_grid", "docx", "python-docx and raw XML", "form fields in a grid, check boxes",
         Plan(register="n", outline=3, date_style="short"), _word(WordLook("grid2", fill="legacy", tick="before"))),
    Made("word-legacy", "aspen_lists", "docx", "python-docx and raw XML", "form fields after labels, dropdowns",
         Plan(register="sn", outline=4, mark="", date_style="long", one_name=True), _word(WordLook("lines", {"why": "stack"}, fill="legacy", tick="list"))),
    Made("word-legacy", "aspen_mixed", "docx", "python-docx and raw XML", "questions over fields, both kinds of choice",
         Plan(register="q", outline=0, number="1", dropped=0.6), _word(WordLook("stack", {"safe": "matrix"}, fill="legacy", tick="mixed"))),
    Made("word-legacy", "aspen_review", "docx", "python-docx and raw XML", "a review, label and field in one cell",
         Plan(form=REVIEW, register="n", outline=1, date_style="dots"), _word(WordLook("inside", fill="legacy", tick="after"))),
    Made("fillable-pdf", "willow_beside", "pdf", "pdf-lib", "labels beside, fields named Text1, check boxes",
         Plan(register="n", outline=0, number="1.1"), _acro(AcroLook("beside", "text", "check"), "pdf-lib")),
    Made("fillable-pdf", "willow_above", "pdf", "pdf-lib", "labels above in two columns, radio groups with odd states",
         Plan(register="sn", outline=1, date_style="short"), _acro(AcroLook("above", "undefined", "radio", exports="odd", comb=True), "pdf-lib")),
    Made("fillable-pdf", "willow_cells", "pdf", "pdf-lib", "cells, names from labels, lists, tooltips",
         Plan(form=MOVE, register="n", outline=2, date_style="long"), _acro(AcroLook("cells", "label", "list", tips=True), "pdf-lib")),
    Made("fillable-pdf", "poplar_inside", "pdf", "reportlab", "labels within the boxes, check boxes and lists",
         Plan(register="s", outline=2, date_style="dotted"), _acro(AcroLook("inside", "tail", "mixed"), "reportlab")),
    Made("fillable-pdf", "poplar_below", "pdf", "reportlab", "captions under the fields, radio groups",
         Plan(register="n", outline=3, date_style="ordinal", dropped=0.6), _acro(AcroLook("below", "text", "radio", exports="numbers"), "reportlab")),
    Made("fillable-pdf", "poplar_review", "pdf", "reportlab", "a review in questions, tooltips",
         Plan(form=REVIEW, register="q", outline=1, number="Q", date_style="long"), _acro(AcroLook("beside", "undefined", "check", tips=True), "reportlab")),
    Made("fillable-pdf", "maple_pairs", "pdf", "reportlab, fields by pikepdf", "nested names, export and display pairs, no appearances",
         Plan(register="n", outline=4, mark=" *", date_style="iso"), _acro(AcroLook("cells", "part", "list", exports="odd", comb=True), "pikepdf")),
    Made("fillable-pdf", "maple_radio", "pdf", "reportlab, fields by pikepdf", "radio kids of one parent, tooltips, one box for the name",
         Plan(register="q", outline=5, one_name=True, dropped=0.5, date_style="dash"), _acro(AcroLook("above", "text", "radio", exports="odd", tips=True), "pikepdf")),
    Made("word-tables", "rowan_js_table", "docx", "docx (npm)", "shaded labels, choices struck out",
         Plan(register="q", outline=2, date_style="dots", number="1.1", dropped=0.5), lambda sheet, to: programs.by_docx(sheet, "table", to)),
    Made("word-tables", "rowan_js_tabs", "docx", "docx (npm)", "label, tab, answer; the choice bold and underlined",
         Plan(register="s", outline=4, date_style="dayfirst", yes_words=("Y", "N")), lambda sheet, to: programs.by_docx(sheet, "tabs", to)),
    Made("word-tables", "rowan_html", "docx", "html-to-docx (npm)", "a web page pasted into Word, ballot boxes",
         Plan(form=REVIEW, register="s", outline=0, date_style="slash", mark=":"), lambda sheet, to: programs.by_html_to_docx(html.page(sheet, Look("plain", "grid1", plain=True)), to)),
    Made("word-tables", "rowan_writer", "docx", "LibreOffice Writer", "headings over rows of answers, ticks after the words",
         Plan(register="n", outline=1, date_style="spaced", foreign=5, number="1"), _writer(Look("caps", "header", tick="check", plain=True), "docx")),
    Made("word-controls", "hazel_js_cards", "docx", "docx (npm)", "questions over framed answers, check box controls",
         Plan(register="q", outline=3, date_style="short", number="Q", dropped=0.6), lambda sheet, to: programs.by_docx(sheet, "cards", to)),
    Made("word-controls", "hazel_js_boxes", "docx", "docx (npm)", "two answers a row in their label's cell, check box controls",
         Plan(form=REVIEW, register="sn", outline=1, date_style="weekday"), lambda sheet, to: programs.by_docx(sheet, "boxes", to)),
    Made("word-controls", "hazel_template", "docx", "docxtemplater (npm)", "a template with controls, filled in by a school's system",
         Plan(register="n", outline=0, date_style="slash", foreign=5), lambda sheet, to: programs.by_template(sheet, WordLook("inside", fill="controls", tick="after"), to)),
    Made("printed-pdf", "cedar_table", "pdf", "Typst", "a table, drawn squares with drawn crosses",
         Plan(register="sn", outline=3, date_style="long", number="1.1"), lambda sheet, to: programs.by_typst(sheet, "table", to)),
    Made("printed-pdf", "cedar_boxes", "pdf", "Typst", "questions over boxes that break over pages, squares filled in",
         Plan(form=MOVE, register="q", outline=1, date_style="ordinal", one_name=True), lambda sheet, to: programs.by_typst(sheet, "boxes", to)),
    Made("printed-pdf", "beech_flow", "pdf", "reportlab", "rows under one another, ticks as dingbats after the words",
         Plan(register="n", outline=5, date_style="abbreviated", caps=True), lambda sheet, to: programs.by_platypus(sheet, to)),
    Made("printed-pdf", "beech_lines", "pdf", "pdfkit (npm)", "ruled rows, choices under one another, drawn ticks",
         Plan(register="q", outline=0, date_style="dotted", number="Q", dropped=0.5), lambda sheet, to: programs.by_pdfkit(sheet, to)),
    Made("office", "elder_rows", "odt", "LibreOffice Writer", "a web page's rows as OpenDocument, struck choices",
         Plan(register="s", outline=5, date_style="long", mark=":"), _writer(Look("school", "grid1", tick="strike", plain=True), "odt")),
    Made("office", "elder_lines", "rtf", "LibreOffice Writer", "lines of a Word file as RTF, the choice highlighted",
         Plan(register="n", outline=3, date_style="slash", one_name=True, last_first=True), _office(WordLook("lines", {"why": "above", "voice": "above"}, tick="highlight"), "rtf")),
    Made("office", "elder_fields", "doc", "LibreOffice Writer", "form fields of a Word file as .doc",
         Plan(form=MOVE, register="sn", outline=0, date_style="short"), _office(WordLook("grid1", fill="legacy", tick="before"), "doc")),
    Made("office", "elder_stack", "odt", "LibreOffice Writer", "a Word file's questions over answers as OpenDocument",
         Plan(register="q", outline=2, date_style="ordinal", number="1", dropped=0.6), _office(WordLook("stack", {"declare": "grid2"}, tick="after"), "odt")),
    Made("scans", "thorn_flat", "pdf", "Chromium, pdftoppm and ImageMagick", "a clean scan, 300 dpi, pen ticks",
         Plan(register="n", outline=2, date_style="slash", dropped=0.6), _scanned(Look("plain", "grid1", tick="hand", ink="color:#1a2f7a"), Scanner(300, 0.3, quality=45))),
    Made("scans", "thorn_turned", "pdf", "Chromium, pdftoppm and ImageMagick", "200 dpi, turned, a little noise, rings by pen",
         Plan(register="s", outline=5, date_style="short", dropped=0.5), _scanned(Look("council", "grid2", {"why": "grid1"}, tick="hand_ring"), Scanner(200, 1.4, ("-attenuate", "0.15", "+noise", "Gaussian")))),
    Made("scans", "thorn_move", "pdf", "Chromium, pdftoppm and ImageMagick", "150 dpi, blurred copy",
         Plan(form=MOVE, register="n", outline=2, date_style="dots", dropped=0.6), _scanned(Look("modern", "stack", tick="hand"), Scanner(150, -0.5, ("-blur", "0x0.5"), 70))),
    Made("scans", "thorn_bent", "pdf", "Chromium, pdftoppm and ImageMagick", "200 dpi, sheared, grey paper",
         Plan(register="q", outline=3, date_style="long", number="1", dropped=0.7, one_name=True),
         _scanned(Look("school", "banded", tick="hand", ink="color:#222;font-family:'URW Gothic'"), Scanner(200, -0.8, ("-shear", "0.8x0.3", "+level", "8%,92%")))),
    Made("scans", "thorn_review", "jpg", "Chromium, pdftoppm and ImageMagick", "a photograph of a review, uneven light",
         Plan(form=REVIEW, register="n", outline=0, date_style="slash"), _scanned(Look("caps", "grid1", tick="hand", ink="color:#1a2f7a"), Scanner(
             220, 1.0, ("-virtual-pixel", "white", "-distort", "Perspective", "0,0 30,22 1800,0 1775,8 0,2500 12,2480 1800,2500 1790,2495"), 75, grey=False))),
    Made("scans", "thorn_fax", "pdf", "Chromium, pdftoppm and ImageMagick", "200 dpi, black and white only",
         Plan(register="s", outline=1, date_style="dash", dropped=0.6), _scanned(Look("narrow", "inside", {"safe": "matrix"}, tick="hand"), Scanner(200, 0.6, ("-colorspace", "Gray", "-threshold", "62%")))),
)
