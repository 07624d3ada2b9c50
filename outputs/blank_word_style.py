"""How a Word form looks: type, colours, rules and measures; no word of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import QName, _Element

from outputs.blank_controls import PLACEHOLDER_STYLE
from outputs.word_base import styled

LANGUAGE = "en-GB"
FONT = "Arial"
NAVY = "1D3F5E"
GREY = "505A5F"
PALE = "EEF3F7"
FAINT = "6B7479"
LIGHT = "BFC5CA"
RED = "942514"
ASKED = "FBE9E7"
"""Behind the label of an answer that is missing or unclear."""

INTRO = "Form Intro"
LABEL = "Form Label"
HINT = "Form Hint"
UNSEEN = "Form Kind"

LABEL_WIDTH = Mm(66)
ANSWER_WIDTH = Mm(108)
_TABLE_ORDER = (
    "tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
)  # fmt: skip
_SIDES = Mm(18)
_WORD_2013 = "15"
"""The newest mode there is; with an older one Word opens the form in "compatibility mode"."""
_CELL_SIDES = Mm(2.4)
_LINE = Pt(15)


@dataclass(frozen=True, slots=True)
class _Look:
    """One paragraph style; sizes in points."""

    name: str
    size: float = 10
    colour: str = "000000"
    bold: bool = False
    before: float = 0
    after: float = 0


_LOOKS = (
    _Look("Title", size=22, colour=NAVY, bold=True, after=2),
    _Look("Subtitle", colour=GREY, after=8),
    _Look("Heading 1", size=14, colour=NAVY, bold=True, before=18, after=4),
    _Look("Header", size=9, colour=NAVY, bold=True),
    _Look("Footer", size=8.5, colour=GREY),
    _Look(INTRO, colour=GREY, after=4),
    _Look(LABEL, bold=True),
    _Look(HINT, size=8.5, colour=GREY),
    _Look(UNSEEN, size=1, colour="FFFFFF"),
)


def styled_document() -> Document:
    """Return a new document with the page, type and language of a form, and the form's own styles."""
    return docx.Document(BytesIO(_styled()))


@cache
def _styled() -> bytes:
    """Set up once for the process: a tenth of a form's time is left of what was a third."""
    return styled(_apply)


def _apply(document: Document) -> None:
    _page(document)
    _defaults(document)
    for look in _LOOKS:
        _paragraph_style(document, look)
    _style(document, INTRO).paragraph_format.keep_with_next = True
    # Word hides the run; LibreOffice forgets that at saving, and keeps what a paragraph's style says.
    _style(document, UNSEEN).font.hidden = True
    for name in ("Header", "Footer"):
        _right_tab(_style(document, name))
    placeholder = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), PLACEHOLDER_STYLE)
    placeholder.font.color.rgb = RGBColor.from_string(FAINT)


def rule(paragraph: Paragraph, edge: str, colour: str, *, eighths: int) -> None:
    """Draw a line above ("top") or below ("bottom") a paragraph, `eighths` of a point thick."""
    borders = OxmlElement("w:pBdr")
    borders.append(_border(edge, colour, eighths, space=4))
    paragraph._p.get_or_add_pPr().append(borders)


def number(paragraph: Paragraph, field: str) -> None:
    """Add a field that Word counts itself: PAGE or NUMPAGES."""
    run = paragraph.add_run()._r
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            code = OxmlElement("w:instrText")
            code.text = field
            run.append(code)
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run.append(mark)
        if kind == "separate":
            shown = OxmlElement("w:t")
            shown.text = "1"
            run.append(shown)


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell its ground."""
    ground = OxmlElement("w:shd")
    ground.set(qn("w:val"), "clear")
    ground.set(qn("w:color"), "auto")
    ground.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(ground)


def pad(cell: _Cell, *, top: Length, bottom: Length, sides: Length) -> None:
    """Set the room inside a cell."""
    cell._tc.get_or_add_tcPr().append(_margins("w:tcMar", top, bottom, sides))


def ruled(table: Table, about: str) -> None:
    """Draw the table's lines, name it for screen readers, and mark its first column as its headings."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_border(edge, LIGHT, 6))
    properties.append(borders)
    properties.append(_margins("w:tblCellMar", Mm(1.6), Mm(1.6), _CELL_SIDES))
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), "0080")
    look.set(qn("w:firstColumn"), "1")
    properties.append(look)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), about)
    properties.append(caption)
    _in_order(table)


def keep_whole(row: _Row, *, lines: int) -> None:
    """Keep a row on one page and make it high enough for `lines` lines of writing."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    row.height = Length(max(Mm(9), _LINE * (lines + 1) if lines > 1 else 0))


def keep_together(table: Table) -> None:
    """Keep all rows of a short table on one page."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def widths(table: Table, measures: tuple[Length, ...]) -> None:
    """Set the columns' widths, in the grid and in every cell, as Word and LibreOffice want it."""
    for column, measure in zip(table.columns, measures, strict=True):
        column.width = measure
        for cell in column.cells:
            cell.width = measure


def coloured(run: Run, colour: str) -> None:
    """Give a run its colour."""
    run.font.color.rgb = RGBColor.from_string(colour)


def _page(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = _SIDES
    page.top_margin, page.bottom_margin = Mm(24), Mm(20)
    page.header_distance, page.footer_distance = Mm(11), Mm(10)


def _defaults(document: Document) -> None:
    normal = _style(document, "Normal")
    normal.font.name = FONT
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(0)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)


def _paragraph_style(document: Document, look: _Look) -> None:
    if look.name not in [style.name for style in document.styles]:
        document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style = _style(document, look.name)
    _plain(style)
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(look.colour)
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)


def _plain(style: ParagraphStyle) -> None:
    """Drop what Word's template sets of its own: theme fonts, spaced letters, a rule below the title."""
    for name in ("w:rFonts", "w:spacing", "w:kern"):
        for found in style.element.findall(f"{qn('w:rPr')}/{qn(name)}"):
            found.getparent().remove(found)
    for found in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        found.getparent().remove(found)


def _right_tab(style: ParagraphStyle) -> None:
    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Length(LABEL_WIDTH + ANSWER_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _style(document: Document, name: str) -> ParagraphStyle:
    found = document.styles[name]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    return found


def _in_order(table: Table) -> None:
    """Sort a table's properties: Word refuses a file that has them otherwise (ECMA-376, CT_TblPr)."""
    properties = table._tbl.tblPr
    properties[:] = sorted(properties, key=lambda item: _TABLE_ORDER.index(QName(item).localname))


def _border(edge: str, colour: str, eighths: int, space: int = 0) -> _Element:
    border = OxmlElement(f"w:{edge}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", str(space)), ("color", colour)):
        border.set(qn(f"w:{key}"), value)
    return border


def _margins(name: str, top: Length, bottom: Length, sides: Length) -> _Element:
    margins = OxmlElement(name)
    for edge, measure in (("top", top), ("left", sides), ("bottom", bottom), ("right", sides)):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), str(round(measure.twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins
