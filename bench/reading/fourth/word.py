"""A filled form as a Word file, in tables and lines."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from bench.reading.fourth.outline import Cell, Filled, Row
from bench.reading.fourth.word_answers import Answers, WordLook

_NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
       'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')  # fmt: skip
_WIDTH = 10200
_PARTS = 12


class Writer(Answers):
    """Makes the XML of one document."""

    def __init__(self, look: WordLook) -> None:
        super().__init__(look)
        self.parts = _PARTS - 2 if look.heads == "side" else _PARTS

    def _tc(self, paras: list[str], parts: int, *, shade: bool = False) -> str:
        tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.look.fill}"/>' if shade and self.look.fill else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH * parts // _PARTS}" w:type="dxa"/><w:gridSpan w:val="{parts}"/>{tint}</w:tcPr>{"".join(paras) or self.para()}</w:tc>'

    def rows(self, row: Row) -> list[str]:
        """The table rows of one row of the outline."""
        spread = _spread(len(row.cells), self.parts) if row.cells else []
        match row.mark:
            case "#" | "##":
                return [self._tc([self.para(self.run(row.text, bold=True))], self.parts, shade=True)]
            case ">" | "-":
                return [
                    self._tc(
                        [
                            self.para(
                                self.run(row.text, colour="7F7F7F" if row.mark == ">" else "", size=self.look.size - 3)
                            )
                        ],
                        self.parts,
                    )
                ]
            case "!":
                return [
                    "".join(
                        self._tc([self.para(self.run(cell.label))], parts)
                        for cell, parts in zip(row.cells, spread, strict=True)
                    )
                ]
            case "|":
                made = ""
                for cell, parts in zip(row.cells, spread, strict=True):
                    left = max(1, round(parts * self.look.share))
                    made += self._tc(self.label(cell), left, shade=True) + self._tc(self.answer(cell), parts - left)
                return [made]
            case "^":
                return ["".join(self._tc(self.label(cell), parts, shade=True) for cell, parts in zip(row.cells, spread, strict=True)),
                        "".join(self._tc(self.answer(cell), parts) for cell, parts in zip(row.cells, spread, strict=True))]  # fmt: skip
            case ".":
                return [
                    "".join(self._tc(self._inside(cell), parts) for cell, parts in zip(row.cells, spread, strict=True))
                ]
            case "+":
                cell = row.cells[0]
                left = self.parts - 2 * len(cell.choices)
                heads = self._tc(self.label(cell), left)
                return [
                    heads
                    + "".join(
                        self._tc([self.para(self.run(choice.text + (" ✓" if choice.chosen else "")))], 2)
                        for choice in cell.choices
                    )
                ]
            case _:
                cell = row.cells[0]
                return [self._tc(self.label(cell), self.parts, shade=True), self._tc(self.answer(cell), self.parts)]

    def _side(self, heading: str) -> str:
        """The cell of the merged first column: `heading` begins one, without it the last goes on."""
        merge = '<w:vMerge w:val="restart"/>' if heading else "<w:vMerge/>"
        tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.look.fill}"/>' if self.look.fill else ""
        inside = self.para(self.run(heading, bold=True)) if heading else self.para()
        return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH * 2 // _PARTS}" w:type="dxa"/><w:gridSpan w:val="2"/>{merge}{tint}</w:tcPr>{inside}</w:tc>'

    def _inside(self, cell: Cell) -> list[str]:
        first = self.run(cell.label + ": ", bold=self.look.bold)
        if cell.choices:
            return [self.para(first, *self.choices(cell))]
        if self.look.slot != "plain":
            return [self.para(first, self.slot(cell))]
        lines = cell.text.split("\n")
        return [
            self.para(first, self.typed(lines[0])),
            *(self.para(self.typed(line)) for line in lines[1:] if line),
        ]

    def line(self, row: Row) -> str:
        """A line to write on."""
        runs: list[str] = []
        for place, cell in enumerate(row.cells):
            runs.append(
                self.run(("     " if place else "") + cell.label.replace("\n", " ") + ": ", bold=self.look.bold)
            )
            if cell.choices:
                runs += self.choices(cell)
            elif self.look.slot != "plain":
                runs.append(self.slot(cell))
            else:
                long = len(row.cells) == 1
                text = cell.text
                tail = "_" * max(3, (50 if long else 14) - len(text))
                if self.look.blank == "u":
                    runs.append(
                        self.typed("  " + text + "  ", more='<w:u w:val="single"/>')
                        if text
                        else self.run(" " * 24, more='<w:u w:val="single"/>')
                    )
                else:
                    runs.append(self.run("__") + self.typed(text) + self.run(tail) if text else self.run("__" + tail))
        return self.para(*runs)

    def body(self, filled: Filled) -> list[str]:
        """All of the document's blocks."""
        blocks: list[str] = []
        table: list[str] = []

        def close() -> None:
            if table:
                blocks.append(self._table(table))
                table.clear()

        side, begun = "", False
        for place, row in enumerate(filled.rows):
            if self.look.heads == "side" and place and row.mark in {"#", "##"}:
                side, begun = row.text, False
                continue
            outside = (
                row.mark == ":"
                or (row.mark in {"#", "##"} and (self.look.heads != "row" or place == 0))
                or (row.mark in {">", "-"} and not table)
            )
            if row.mark == "?" and not self.look.lines:
                close()
                blocks += [*self.label(row.cells[0]), *self.answer(row.cells[0])]
            elif not outside:
                for made in self.rows(row):
                    table.append((self._side("" if begun else side) if side else "") + made)
                    begun = True
            else:
                close()
                if row.mark == ":":
                    blocks.append(self.line(row))
                elif row.mark in {"#", "##"}:
                    size = self.look.size + (10 if place == 0 else 5 if row.mark == "#" else 2)
                    style = '<w:pStyle w:val="Heading2"/>' if self.look.heads == "style" and place else ""
                    blocks.append(self.para(self.run(row.text, bold=True, size=size), props=style))
                else:
                    blocks.append(
                        self.para(
                            self.run(row.text, colour="7F7F7F" if row.mark == ">" else "", size=self.look.size - 2)
                        )
                    )
        close()
        return blocks

    def _table(self, rows: list[str]) -> str:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        edges = f"<w:tblBorders>{sides}</w:tblBorders>" if self.look.lines else ""
        grid = f'<w:gridCol w:w="{_WIDTH // _PARTS}"/>' * _PARTS
        inside = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        return f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>{self.para()}'


def _spread(cells: int, parts: int) -> list[int]:
    return [parts // cells] * (cells - 1) + [parts - parts // cells * (cells - 1)]


def write(filled: Filled, look: WordLook, to: Path) -> None:
    """Write a filled form as .docx."""
    document: Any = Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = 620000
    section.top_margin = section.bottom_margin = 620000
    document.core_properties.author = ""
    holder = document.element.body
    end = holder.sectPr
    for block in Writer(look).body(filled):
        for part in parse_xml(f"<w:body {_NS}>{block}</w:body>"):
            end.addprevious(part)
    held = io.BytesIO()
    document.save(held)
    _pack(held, to)


def _pack(held: io.BytesIO, to: Path) -> None:
    """Write the parts with one date, so that a form made again is the same file."""
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 9, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
