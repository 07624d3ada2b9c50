"""Writes a document as .docx with python-docx; boxes to fill in become content controls or legacy fields."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from bench.reading.third.paper import settle_zip
from bench.reading.wild.blocks import LOOKS, Block, Cell, Document, Field, Inline, Para, Run, Tab, Table, Tick

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_W = nsdecls("w")
_MARKS = {"yellow": WD_COLOR_INDEX.YELLOW, "lightgreen": WD_COLOR_INDEX.BRIGHT_GREEN, "cyan": WD_COLOR_INDEX.TURQUOISE}
_LINE_MM = 174
_PROMPT = "Click or tap here to enter text."


def write(document: Document, to: Path, *, legacy: bool = False) -> None:
    """Write `document`; its fields as content controls, or as the fields of old when `legacy`."""
    _Writer(document, legacy=legacy).write(to)


class _Writer:
    def __init__(self, document: Document, *, legacy: bool) -> None:
        self.document, self.legacy, self.ids = document, legacy, count(1001)
        self.docx = docx.Document()
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin = section.bottom_margin = Mm(16)
        normal = self.docx.styles["Normal"]
        normal.font.name, normal.font.size = document.font, Pt(document.size)
        normal.paragraph_format.space_after = Pt(2)

    def write(self, to: Path) -> None:
        section = self.docx.sections[0]
        section.header.paragraphs[0].text = "\n".join(self.document.head)
        foot = section.footer.paragraphs[0]
        foot.text = self.document.foot + ("  Page " if self.document.paged else "")
        if self.document.paged:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            foot._p.append(field)
        for block in self.document.blocks:
            self._block(self.docx, block)
        self.docx.core_properties.title = self.document.title
        self.docx.save(str(to))
        settle_zip(to)

    def _block(self, holder: object, block: Block) -> None:
        if isinstance(block, Table):
            self._table(holder, block)
        else:
            self._para(holder.add_paragraph(), block)

    def _para(self, made: Paragraph, para: Para) -> None:
        if para.align != "left":
            made.alignment = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}[para.align]
        if para.look in {"title", "heading"}:
            made.style = self.docx.styles["Title" if para.look == "title" else "Heading 2"]
        elif para.look == "bullet":
            made.style = self.docx.styles["List Bullet"]
        if para.indent:
            made.paragraph_format.left_indent = Mm(para.indent)
        if para.rule:
            made._p.get_or_add_pPr().append(
                parse_xml(f'<w:pBdr {_W}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="555555"/></w:pBdr>')
            )
        for part in para.parts:
            self._part(made, part, small=para.look == "small")

    def _part(self, made: Paragraph, part: Inline, *, small: bool) -> None:
        match part:
            case Run():
                self._run(made, part, small=small)
            case Tick(on=on, look=look):
                made.add_run(LOOKS.get(look, LOOKS["ballot"])[0 if on else 1])
            case Tab(at=at):
                made.paragraph_format.tab_stops.add_tab_stop(Mm(_LINE_MM * at / 100))
                made.add_run("\t")
            case Field():
                for each in parse_xml(f"<w:p {_W} {nsdecls('w14')}>{self._field(part)}</w:p>"):
                    made._p.append(each)

    def _run(self, made: Paragraph, run: Run, *, small: bool) -> None:
        written = made.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
        written.font.strike, written.underline = run.strike or None, run.underline or None
        if run.mark:
            written.font.highlight_color = _MARKS.get(run.mark, WD_COLOR_INDEX.YELLOW)
        if run.colour:
            written.font.color.rgb = RGBColor.from_string(run.colour.lstrip("#"))
        scale = run.size * (0.82 if small else 1)
        if scale != 1:
            written.font.size = Pt(round(self.document.size * scale * 2) / 2)
        if run.ring:
            written._r.get_or_add_rPr().append(
                parse_xml(f'<w:bdr {_W} w:val="single" w:sz="8" w:space="0" w:color="1F3A93"/>')
            )

    def _table(self, holder: object, table: Table) -> None:
        high, wide = len(table.rows), len(table.widths)
        made = holder.add_table(high, wide) if isinstance(holder, _Cell) else holder.add_table(rows=high, cols=wide)
        made.autofit = False
        if table.lines == "grid":
            made.style = self.docx.styles["Table Grid"]
        elif table.lines in {"rows", "outer"}:
            sides = ("top", "bottom", "insideH") if table.lines == "rows" else ("top", "bottom", "left", "right")
            lines = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="555555"/>' for side in sides)
            made._tbl.tblPr.append(parse_xml(f"<w:tblBorders {_W}>{lines}</w:tblBorders>"))
        line = _LINE_MM * (0.9 if isinstance(holder, _Cell) else 1)
        for column, width in zip(made.columns, table.widths, strict=True):
            column.width = Mm(line * width / 100)
        for at, column, cell in table.placed():
            box = made.cell(at, column)
            if cell.across > 1 or cell.down > 1:
                box = box.merge(made.cell(at + cell.down - 1, column + cell.across - 1))
            box.width = Mm(line * sum(table.widths[column : column + cell.across]) / 100)
            self._fill(box, cell)
        if not isinstance(holder, _Cell):
            self.docx.add_paragraph()

    def _fill(self, box: _Cell, cell: Cell) -> None:
        if cell.shade:
            box._tc.get_or_add_tcPr().append(
                parse_xml(f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="{cell.shade.lstrip("#")}"/>')
            )
        first = box.paragraphs[0]
        for number, block in enumerate(cell.blocks):
            if number == 0 and isinstance(block, Para):
                self._para(first, block)
            else:
                self._block(box, block)
        if cell.blocks and isinstance(cell.blocks[-1], Table):
            box.add_paragraph()

    def _field(self, field: Field) -> str:
        return self._old(field) if self.legacy else self._control(field)

    def _control(self, field: Field) -> str:
        number = next(self.ids)
        alias = f"<w:alias w:val={quoteattr(field.tip)}/>" if field.tip else ""
        head = f'<w:id w:val="{number}"/>{alias}'
        if field.kind in {"check", "radio"}:
            on = field.value == "on"
            state = (
                f'<w14:checkbox><w14:checked w14:val="{int(on)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
            )
            return f"<w:sdt><w:sdtPr>{head}{state}</w:sdtPr><w:sdtContent>{_text('☒' if on else '☐')}</w:sdtContent></w:sdt>"
        if field.kind == "list":
            items = "".join(
                f"<w:listItem w:displayText={quoteattr(each)} w:value={quoteattr(each)}/>" for each in field.options
            )
            kind, prompt = (
                f'<w:dropDownList><w:listItem w:value="Choose an item."/>{items}</w:dropDownList>',
                "Choose an item.",
            )
        elif field.kind == "date":
            kind, prompt = (
                '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/></w:date>',
                "Click or tap to enter a date.",
            )
        else:
            kind, prompt = '<w:text w:multiLine="1"/>', _PROMPT
        empty = "" if field.value else "<w:showingPlcHdr/>"
        colour = "" if field.value else '<w:rPr><w:color w:val="666666"/></w:rPr>'
        return f"<w:sdt><w:sdtPr>{head}{empty}{kind}</w:sdtPr><w:sdtContent>{_text(field.value or prompt, colour)}</w:sdtContent></w:sdt>"

    def _old(self, field: Field) -> str:
        name = f'<w:name w:val="{"Check" if field.kind in {"check", "radio"} else "Text"}{next(self.ids) - 1000}"/><w:enabled/><w:calcOnExit w:val="0"/>'
        if field.kind in {"check", "radio"}:
            on = "<w:checked/>" if field.value == "on" else ""
            return _complex(
                f'{name}<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{on}</w:checkBox>', "FORMCHECKBOX", ""
            )
        if field.kind == "list":
            chosen = field.options.index(field.value) + 1 if field.value else 0
            items = "".join(f"<w:listEntry w:val={quoteattr(each)}/>" for each in ("Please select", *field.options))
            return _complex(f'{name}<w:ddList><w:result w:val="{chosen}"/>{items}</w:ddList>', "FORMDROPDOWN", "")
        return _complex(f"{name}<w:textInput/>", "FORMTEXT", _text(field.value or "\u2002\u2002\u2002\u2002\u2002"))


def _text(value: str, look: str = "") -> str:
    """Lines as Word keeps them: each a run that begins with its break."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in value.split("\n"))
    return "".join(f"<w:r>{look}{'<w:br/>' if at else ''}{line}</w:r>" for at, line in enumerate(lines))


def _complex(data: str, instruction: str, result: str) -> str:
    def mark(kind: str, inside: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'

    return (
        mark("begin", f"<w:ffData>{data}</w:ffData>") + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + mark("separate") + result + mark("end")
    )  # fmt: skip
