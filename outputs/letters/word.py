"""A letter as a Word file that can be edited: real styles, headings, lists and the council's letterhead."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from functools import cache, partial

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from outputs.letters.blocks import Block, Heading, ItemList, Paragraph, Span, Spans, Table
from outputs.letters.letter import Letter
from outputs.letters.word_parts import (
    bottom_rule,
    fixed_times,
    fonts,
    language,
    link_to,
    page_field,
    repeat_as_head,
    restarted_numbering,
)
from outputs.word_base import styled

_FONT = "Arial"  # On every Word: a letter that is opened for editing must not change its looks.
_COLUMN = Cm(4)
_NAVY, _GREY, _BLUE = RGBColor(0x1D, 0x3F, 0x5E), RGBColor(0x50, 0x5A, 0x5F), RGBColor(0x1D, 0x70, 0xB8)
_HEADINGS = (
    ("Heading 1", 15.0, RGBColor(0, 0, 0), 20),
    ("Heading 2", 12.5, _NAVY, 14),
    ("Heading 3", 11.0, _NAVY, 10),
)
"""Style, size and space before, in points."""


def as_docx(letter: Letter) -> bytes:
    """Return the letter as a Word file; the same letter gives the same bytes."""
    made = Document(io.BytesIO(_styled(letter.language)))
    _properties(made, letter)
    _page(made, letter)
    _opening(made, letter)
    for block in letter.blocks:
        _block(made, block, depth=1)
    kept = io.BytesIO()
    made.save(kept)
    return fixed_times(kept.getvalue())


def _properties(made: WordDocument, letter: Letter) -> None:
    core, written = made.core_properties, datetime.combine(letter.written, time(12), UTC)
    core.title, core.author, core.language = letter.subject, letter.letterhead.name, letter.language
    core.last_modified_by, core.comments, core.keywords = letter.letterhead.name, "", ""
    core.created = core.modified = written


@cache
def _styled(in_language: str) -> bytes:
    """A new document with the styles that all letters of a language share."""
    return styled(partial(_styles, in_language=in_language))


def _styles(made: WordDocument, in_language: str) -> None:
    """Set the styles that letters use; everything else in the file inherits from Normal."""
    language(made, in_language)
    normal = made.styles["Normal"]
    fonts(normal, _FONT)
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(9)
    normal.paragraph_format.line_spacing = 1.15
    for name, size, colour, before in _HEADINGS:
        style = made.styles[name]
        fonts(style, _FONT)
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        style.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        made.styles[name].paragraph_format.space_after = Pt(4)
    footer = made.styles["Footer"]
    footer.font.size, footer.font.color.rgb = Pt(8), _GREY
    hyperlink = made.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    hyperlink.font.color.rgb, hyperlink.font.underline = _BLUE, True


def _page(made: WordDocument, letter: Letter) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.2)
    section.different_first_page_header_footer = True
    _letterhead(section.first_page_header.paragraphs[0], letter)
    for footer in (section.first_page_footer, section.footer):
        _footer(footer.paragraphs[0], letter)


def _letterhead(line: WordParagraph, letter: Letter) -> None:
    head = letter.letterhead
    _small(line.add_run(head.name), 17, _NAVY).bold = True
    line.add_run().add_break()
    _small(line.add_run(head.team), 11, _NAVY)
    line.add_run().add_break()
    contact = (", ".join(head.address), head.phone, head.desk_email, head.website)
    _small(line.add_run(" · ".join(part for part in contact if part)), 8.5, _GREY)
    line.paragraph_format.space_after = Pt(18)
    bottom_rule(line, "1D3F5E")


def _footer(line: WordParagraph, letter: Letter) -> None:
    about = " · ".join(part for part in (letter.letterhead.name, letter.reference) if part)
    line.paragraph_format.tab_stops.clear_all()
    line.add_run(f"{about} · {letter.page.page} ")
    page_field(line, "PAGE")
    line.add_run(f" {letter.page.of} ")
    page_field(line, "NUMPAGES")


def _small(run: Run, size: float, colour: RGBColor) -> Run:
    run.font.size, run.font.color.rgb = Pt(size), colour
    return run


def _opening(made: WordDocument, letter: Letter) -> None:
    """Write the date, our reference, the recipient and the title."""
    _lines(made, letter.recipient)
    reference = (f"{letter.page.our_reference}: {letter.reference}",) if letter.reference else ()
    _lines(made, (letter.written_in_words, *reference))
    made.add_heading(letter.title, level=1)


def _lines(made: WordDocument, lines: tuple[str, ...]) -> None:
    if lines:
        _write(made.add_paragraph(), (Span("\n".join(lines)),))


def _block(made: WordDocument, block: Block, depth: int) -> None:
    match block:
        case Heading():
            _write(made.add_heading(level=min(block.level, 9)), block.spans)
        case Paragraph():
            _write(made.add_paragraph(), block.spans)
        case ItemList():
            _list(made, block, depth)
        case Table():
            _table(made, block)


def _list(made: WordDocument, block: ItemList, depth: int) -> None:
    kind = "List Number" if block.ordered else "List Bullet"
    style = kind if depth == 1 else f"{kind} {min(depth, 3)}"
    numbering = restarted_numbering(made, style) if block.ordered else None
    for item in block.items:
        for place, part in enumerate(item):
            if not isinstance(part, Paragraph):
                _block(made, part, depth + 1)
                continue
            # Word has no paragraph inside an item: what follows the first stands below it, indented alike.
            line = made.add_paragraph(style=style if place == 0 else "List Continue")
            _write(line, part.spans)
            if numbering is not None and place == 0:
                numbering(line)


def _table(made: WordDocument, block: Table) -> None:
    table = made.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    for place, row in enumerate((block.head, *block.rows)):
        cells = table.add_row().cells
        for cell, spans in zip(cells, row, strict=True):
            cell.width = _COLUMN
            _write(cell.paragraphs[0], spans, strong=place == 0)
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
    repeat_as_head(table.rows[0])
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _write(line: WordParagraph, spans: Spans, *, strong: bool = False) -> None:
    for span in spans:
        run = line.add_run(span.text)
        run.bold = True if span.strong or strong else None
        run.italic = True if span.emphasis else None
        if span.link is not None:
            run.style = "Hyperlink"
            link_to(line, span.link, run)
