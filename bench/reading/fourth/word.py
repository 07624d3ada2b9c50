"""A filled form as a Word file: plain text, content controls or legacy form fields in tables and lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.oxml import parse_xml

from bench.reading.fourth.outline import Cell, Choice, Filled, Row

_NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
       'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')  # fmt: skip
_WIDTH = 10200
_PARTS = 12


@dataclass(frozen=True, slots=True)
class WordLook:
    """One designer's habits in Word."""

    slot: str = "plain"
    """What holds an answer: plain, control or legacy."""
    picked: str = "box"
    """How a choice is marked: box, check, cross, strike, bold, shade, ring, drop, only, cut."""
    font: str = "Calibri"
    size: int = 20
    bold: bool = True
    fill: str = "D9E2F3"
    lines: bool = True
    colon: str = ""
    heads: str = "row"
    """Headings: row (of the table), para, style, or side (a merged column before the rows)."""
    tags: str = "none"
    """Content controls' tags: none, odd (Text1…) or label."""
    share: float = 0.4
    """A label's share of its pair."""
    answer: str = ""
    """Colour of what was typed."""
    blank: str = ""
    """What stands where nothing was typed."""


class Writer:
    """Makes the XML of one document."""

    def __init__(self, look: WordLook) -> None:
        self.look = look
        self._numbers = count(1)
        self.parts = _PARTS - 2 if look.heads == "side" else _PARTS

    def _run(self, text: str, *, bold: bool = False, colour: str = "", more: str = "", size: int = 0) -> str:
        props = f'<w:rFonts w:ascii="{self.look.font}" w:hAnsi="{self.look.font}" w:cs="{self.look.font}"/>'
        props += (
            ("<w:b/>" if bold else "")
            + (f'<w:color w:val="{colour}"/>' if colour else "")
            + f'<w:sz w:val="{size or self.look.size}"/>'
            + more
        )
        lines = "<w:br/>".join(
            "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
            for line in text.split("\n")
        )
        return f"<w:r><w:rPr>{props}</w:rPr>{lines}</w:r>"

    def _para(self, *runs: str, props: str = "") -> str:
        return f'<w:p><w:pPr>{props}<w:spacing w:before="20" w:after="40"/></w:pPr>{"".join(runs)}</w:p>'

    def label(self, cell: Cell) -> list[str]:
        """The label's paragraphs, small print and all."""
        made = [self._para(self._run(cell.label + self.look.colon, bold=self.look.bold))]
        if cell.note:
            made.append(self._para(self._run(cell.note, colour="808080", size=self.look.size - 4)))
        return made

    def answer(self, cell: Cell) -> list[str]:
        """The answer's paragraphs."""
        if cell.choices:
            return [self._para(*self.choices(cell))]
        if self.look.slot == "plain":
            text = cell.text or self.look.blank
            return [self._para(self._typed(part)) for part in text.split("\n\n" if "\n\n" in text else "\n")]
        return [self._para(self.slot(cell))]

    def _typed(self, text: str, more: str = "") -> str:
        return self._run(text, colour=self.look.answer, more=more) if text else ""

    def slot(self, cell: Cell, more: str = "") -> str:
        """The answer inside a paragraph."""
        number = next(self._numbers)
        if self.look.slot == "control":
            return self._control(cell, number)
        if self.look.slot == "legacy":
            return self._field(number, "FORMTEXT", "<w:textInput/>", cell.text or "\u2002" * 5)
        return self._typed(cell.text, more)

    def _control(self, cell: Cell, number: int) -> str:
        tag = {
            "none": "",
            "odd": f'<w:tag w:val="Text{number}"/>',
            "label": f"<w:alias w:val={quoteattr(cell.label[:60])}/>",
        }[self.look.tags]
        is_date = any(name.endswith("date") or name == "date_of_birth" for name in cell.fields)
        kind = '<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>' if is_date else '<w:text w:multiLine="1"/>'
        empty = not cell.text
        shown = (
            self._run(
                "Click or tap here to enter text." if not is_date else "Click or tap to enter a date.", colour="808080"
            )
            if empty
            else self._typed(cell.text)
        )
        return f'<w:sdt><w:sdtPr>{tag}<w:id w:val="{70000 + number}"/>{"<w:showingPlcHdr/>" if empty else ""}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'

    def _field(self, number: int, code: str, data: str, shown: str) -> str:
        name = f"{'Text' if code == 'FORMTEXT' else 'Check' if code == 'FORMCHECKBOX' else 'Dropdown'}{number}"
        mark = lambda kind, inside="": f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'  # noqa: E731
        head = mark(
            "begin", f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData>'
        )
        body = mark("separate") + self._run(shown, colour=self.look.answer) if shown else ""
        return f'{head}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{body}{mark("end")}'

    def choices(self, cell: Cell) -> list[str]:
        """The choices, the one that was picked marked as this look marks it."""
        how = self.look.picked
        if how in {"drop", "only"}:
            return [self._drop(cell, next(self._numbers))]
        joint = " / " if how in {"strike", "bold", "shade", "ring", "cut"} else "    "
        made: list[str] = []
        for place, choice in enumerate(cell.choices):
            if place:
                made.append(self._run(joint))
            made.append(self._choice(choice, how, any(each.chosen for each in cell.choices)))
        return made

    def _choice(self, choice: Choice, how: str, any_chosen: bool) -> str:
        marks = {"box": ("☒ ", "☐ "), "check": ("☑ ", "☐ "), "cross": ("[x] ", "[ ] "), "tick": ("✓ ", "")}
        if how in {"box", "check"} and self.look.slot == "control":
            return self._checkbox(choice, next(self._numbers)) + self._run(" " + choice.text)
        if how in {"box", "check"} and self.look.slot == "legacy":
            data = (
                f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{"<w:checked/>" if choice.chosen else ""}</w:checkBox>'
            )
            return self._field(next(self._numbers), "FORMCHECKBOX", data, "") + self._run(" " + choice.text)
        if how in marks:
            return self._run(marks[how][0 if choice.chosen else 1] + choice.text)
        if how == "behind":
            return self._run(choice.text + (" ☒" if choice.chosen else " ☐"))
        if how == "strike" and any_chosen and not choice.chosen:
            return self._run(choice.text, more="<w:strike/>")
        if how == "cut" and any_chosen and not choice.chosen:
            number = next(self._numbers)
            return f'<w:del w:id="{9000 + number}" w:author="office" w:date="2026-11-20T10:00:00Z">{self._run(choice.text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")}</w:del>'
        if choice.chosen and how in {"bold", "shade", "ring"}:
            more = {
                "bold": '<w:u w:val="single"/>',
                "shade": '<w:highlight w:val="yellow"/>',
                "ring": '<w:bdr w:val="single" w:sz="8" w:space="0" w:color="C00000"/>',
            }[how]
            return self._run(choice.text, bold=how == "bold", more=more)
        return self._run(choice.text)

    def _checkbox(self, choice: Choice, number: int) -> str:
        state = f'<w14:checkbox><w14:checked w14:val="{int(choice.chosen)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        return f'<w:sdt><w:sdtPr><w:id w:val="{80000 + number}"/>{state}</w:sdtPr><w:sdtContent>{self._run("☒" if choice.chosen else "☐")}</w:sdtContent></w:sdt>'

    def _drop(self, cell: Cell, number: int) -> str:
        picked = next((choice.text for choice in cell.choices if choice.chosen), "")
        if self.look.slot == "control":
            items = "".join(
                f'<w:listItem w:displayText={quoteattr(choice.text)} w:value="{place}"/>'
                for place, choice in enumerate(cell.choices, 1)
            )
            shown = self._typed(picked) if picked else self._run("Choose an item.", colour="808080")
            return f'<w:sdt><w:sdtPr><w:id w:val="{90000 + number}"/>{"" if picked else "<w:showingPlcHdr/>"}<w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'
        if self.look.slot == "legacy":
            place = next((place for place, choice in enumerate(cell.choices, 1) if choice.chosen), 0)
            items = "".join(
                f"<w:listEntry w:val={quoteattr(text)}/>"
                for text in ("Please select", *(choice.text for choice in cell.choices))
            )
            return self._field(number, "FORMDROPDOWN", f'<w:ddList><w:result w:val="{place}"/>{items}</w:ddList>', "")
        return self._typed(picked)

    def _tc(self, paras: list[str], parts: int, *, shade: bool = False) -> str:
        tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.look.fill}"/>' if shade and self.look.fill else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH * parts // _PARTS}" w:type="dxa"/><w:gridSpan w:val="{parts}"/>{tint}</w:tcPr>{"".join(paras) or self._para()}</w:tc>'

    def rows(self, row: Row) -> list[str]:
        """The table rows of one row of the outline."""
        spread = _spread(len(row.cells), self.parts) if row.cells else []
        match row.mark:
            case "#" | "##":
                return [self._tc([self._para(self._run(row.text, bold=True))], self.parts, shade=True)]
            case ">" | "-":
                return [
                    self._tc(
                        [
                            self._para(
                                self._run(row.text, colour="7F7F7F" if row.mark == ">" else "", size=self.look.size - 3)
                            )
                        ],
                        self.parts,
                    )
                ]
            case "!":
                return [
                    "".join(
                        self._tc([self._para(self._run(cell.label))], parts)
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
                        self._tc([self._para(self._run(choice.text + (" ✓" if choice.chosen else "")))], 2)
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
        inside = self._para(self._run(heading, bold=True)) if heading else self._para()
        return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH * 2 // _PARTS}" w:type="dxa"/><w:gridSpan w:val="2"/>{merge}{tint}</w:tcPr>{inside}</w:tc>'

    def _inside(self, cell: Cell) -> list[str]:
        first = self._run(cell.label + ": ", bold=self.look.bold)
        if cell.choices:
            return [self._para(first, *self.choices(cell))]
        if self.look.slot != "plain":
            return [self._para(first, self.slot(cell))]
        lines = cell.text.split("\n")
        return [
            self._para(first, self._typed(lines[0])),
            *(self._para(self._typed(line)) for line in lines[1:] if line),
        ]

    def line(self, row: Row) -> str:
        """A line to write on."""
        runs: list[str] = []
        for place, cell in enumerate(row.cells):
            runs.append(
                self._run(("     " if place else "") + cell.label.replace("\n", " ") + ": ", bold=self.look.bold)
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
                        self._typed("  " + text + "  ", more='<w:u w:val="single"/>')
                        if text
                        else self._run(" " * 24, more='<w:u w:val="single"/>')
                    )
                else:
                    runs.append(
                        self._run("__") + self._typed(text) + self._run(tail) if text else self._run("__" + tail)
                    )
        return self._para(*runs)

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
                    blocks.append(self._para(self._run(row.text, bold=True, size=size), props=style))
                else:
                    blocks.append(
                        self._para(
                            self._run(row.text, colour="7F7F7F" if row.mark == ">" else "", size=self.look.size - 2)
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
        return f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>{self._para()}'


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
    document.save(to)
