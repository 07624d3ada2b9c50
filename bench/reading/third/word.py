"""A form as a Word file, by python-docx and, for what it cannot make, Word's own XML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from bench.reading.third.paper import settle_zip
from bench.reading.third.sheet import Block, Item, Sheet
from bench.reading.third.word_xml import Maker


@dataclass(frozen=True, slots=True)
class WordLook:
    """How a Word form is laid out and filled in."""

    style: str = "grid1"
    styles: dict[str, str] = field(default_factory=dict)
    fill: str = "plain"
    """plain, controls, legacy, tracked or box."""
    tick: str = "ballot"
    font: str = "Calibri"
    shade: str = "E7E6E6"
    wrap: str = "inline"
    """Where a content control stands: inline, block, cell or nested."""
    separator: str = ": "
    one_table: bool = False
    corrected: bool = False
    """Some answers stand after a first one that is struck out."""


def write(sheet: Sheet, look: WordLook, to: Path) -> None:
    """Write the form as .docx."""
    document = Document()
    document.styles["Normal"].font.name = look.font
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.core_properties.author = "School office"
    document.core_properties.created = document.core_properties.modified = datetime(2026, 11, 25, tzinfo=UTC)
    document.sections[0].header.paragraphs[0].text = sheet.owner
    document.sections[0].footer.paragraphs[0].text = sheet.foot
    document.add_heading(sheet.title, 1)
    for line in sheet.intro:
        document.add_paragraph(line)
    _Writer(document, look).blocks(sheet.blocks)
    document.save(str(to))
    settle_zip(to)


class _Writer:
    def __init__(self, document: Any, look: WordLook) -> None:
        self.document, self.look, self.maker = (
            document,
            look,
            Maker(look.fill, look.tick, look.wrap, corrected=look.corrected),
        )

    def blocks(self, blocks: Iterable[Block]) -> None:
        if self.look.one_table:
            self._one_table(blocks)
            return
        for block in blocks:
            self.document.add_heading(block.heading, 2)
            if block.intro:
                self.document.add_paragraph().add_run(block.intro).italic = True
            getattr(self, "_" + self.look.styles.get(block.name, self.look.style))(block.items)

    def _table(self, columns: int) -> Any:
        table = self.document.add_table(rows=0, cols=columns)
        table.style = "Table Grid"
        return table

    def _label(self, paragraph: Any, item: Item, *, shade: Any = None, end: str = "") -> None:
        if item.label.endswith(("?", ":")) and end:
            end = " "
        paragraph.add_run(item.label + end).bold = True
        if item.hint:
            hint = paragraph.add_run(f"({item.hint}) " if end else f"\n{item.hint}")
            hint.italic = True
            hint.font.size = Pt(8)
            hint.font.color.rgb = RGBColor(90, 90, 90)
        if shade is not None and self.look.shade:
            shade._tc.get_or_add_tcPr().append(
                parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{self.look.shade}"/>')
            )

    def _answer(self, cell: Any, item: Item) -> None:
        self.maker.cell(cell, item)

    def _grid(self, items: Iterable[Item], across: int) -> None:
        table, held = self._table(across * 2), 0
        cells: Any = ()
        for item in items:
            wide = item.kind == "long" and across > 1
            if wide:
                row = table.add_row().cells
                left, right = row[0], row[1].merge(row[-1])
                held = 0
            else:
                if not held:
                    cells = table.add_row().cells
                left, right = cells[held * 2], cells[held * 2 + 1]
                held = (held + 1) % across
            self._label(left.paragraphs[0], item, shade=left)
            self._answer(right, item)

    def _grid1(self, items: Iterable[Item]) -> None:
        self._grid(items, 1)

    def _grid2(self, items: Iterable[Item]) -> None:
        self._grid(items, 2)

    def _stack(self, items: Iterable[Item]) -> None:
        table = self._table(1)
        for item in items:
            head = table.add_row().cells[0]
            self._label(head.paragraphs[0], item, shade=head)
            self._answer(table.add_row().cells[0], item)

    def _inside(self, items: Iterable[Item]) -> None:
        table, held, cells = self._table(2), 0, ()
        for item in items:
            if item.kind == "long":
                row = table.add_row().cells
                cell, held = row[0].merge(row[1]), 0
            else:
                if not held:
                    cells = table.add_row().cells
                cell, held = cells[held], 1 - held
            self._label(cell.paragraphs[0], item)
            self.maker.paragraph(cell.add_paragraph(), item)

    def _same(self, items: Iterable[Item]) -> None:
        """Label and answer in one line of one cell."""
        table = self._table(1)
        for item in items:
            paragraph = table.add_row().cells[0].paragraphs[0]
            self._label(paragraph, item, end=self.look.separator)
            self.maker.paragraph(paragraph, item)

    def _lines(self, items: Iterable[Item]) -> None:
        for item in items:
            paragraph = self.document.add_paragraph()
            self._label(paragraph, item, end=self.look.separator)
            if item.kind == "long":
                paragraph = self.document.add_paragraph()
            self.maker.paragraph(paragraph, item)

    def _above(self, items: Iterable[Item]) -> None:
        """Label in a paragraph of its own, the answer in the next."""
        for item in items:
            self._label(self.document.add_paragraph(), item)
            self.maker.paragraph(self.document.add_paragraph(), item)

    def _header(self, items: Iterable[Item]) -> None:
        wanted = list(items)
        short = [each for each in wanted if each.kind != "long"]
        for start in range(0, len(short), 4):
            held = short[start : start + 4]
            table = self._table(len(held))
            heads, cells = table.add_row().cells, table.add_row().cells
            for index, item in enumerate(held):
                self._label(heads[index].paragraphs[0], item, shade=heads[index])
                self._answer(cells[index], item)
            self.document.add_paragraph()
        self._stack([each for each in wanted if each.kind == "long"]) if len(short) < len(wanted) else None

    def _matrix(self, items: Iterable[Item]) -> None:
        wanted = list(items)
        asked = [each for each in wanted if each.yes_no]
        if asked:
            table = self._table(3)
            head = table.add_row().cells
            head[1].text, head[2].text = asked[0].options
            for item in asked:
                row = table.add_row().cells
                self._label(row[0].paragraphs[0], item)
                for index in (0, 1):
                    self.maker.mark(row[index + 1].paragraphs[0], item.chosen == index)
            self.document.add_paragraph()
        self._grid([each for each in wanted if not each.yes_no], 1)

    def _one_table(self, blocks: Iterable[Block]) -> None:
        table = self._table(4)
        for block in blocks:
            row = table.add_row().cells
            head = row[0].merge(row[3])
            head.paragraphs[0].add_run(block.heading.upper()).bold = True
            head._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="BDD6EE"/>'))
            if block.intro:
                row = table.add_row().cells
                row[0].merge(row[3]).text = block.intro
            held, cells = 0, ()
            for item in block.items:
                if item.kind == "long" or len(item.options) > 2:
                    row = table.add_row().cells
                    left, right, held = row[0], row[1].merge(row[3]), 0
                else:
                    if not held:
                        cells = table.add_row().cells
                    left, right, held = cells[held * 2], cells[held * 2 + 1], 1 - held
                self._label(left.paragraphs[0], item, shade=left)
                self._answer(right, item)
