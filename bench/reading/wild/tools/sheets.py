"""Prints a document with reportlab, its fields as an AcroForm."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from reportlab.lib.colors import HexColor, black, white
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Sheet

from bench.reading.wild.blocks import LOOKS, Block, Cell, Document, Field, Inline, Para, Run, Tab, Table, Tick

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_WIDE = 174 * mm
_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_SIZES = {"title": 1.5, "heading": 1.15, "small": 0.82}


class Box(Flowable):
    """A field of the AcroForm, as wide as its cell; what is to be in it goes into `values`."""

    def __init__(self, field: Field, high: float, values: dict[str, str], *, filled: bool) -> None:
        super().__init__()
        self.field, self.values, self.filled, self.height, self.width = field, values, filled, high, 0.0

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """Take the width there is."""
        self.width = 12.0 if self.field.kind in {"check", "radio"} else wide - 2
        return self.width, self.height + 2

    def draw(self) -> None:
        """Put the field on the page."""
        form, each = self.canv.acroForm, self.field
        how = {"tooltip": each.tip or None, "relative": True, "borderWidth": 0.6, "borderColor": black, "fillColor": white,
               "textColor": black, "x": 0, "y": 1, "forceBorder": True}  # fmt: skip
        on = each.value == "on"
        if each.value and each.kind not in {"check", "radio"}:
            self.values[each.name] = each.value
        elif on:
            self.values[each.group or each.name] = each.name if each.group else "on"
        match each.kind:
            case "check":
                form.checkbox(name=each.name, checked=on and self.filled, buttonStyle="cross", size=11, **how)
            case "radio":
                form.radio(
                    name=each.group, value=each.name, selected=on and self.filled, buttonStyle="circle", size=11, **how
                )
            case "list":
                options = [" ", *each.options]
                form.choice(name=each.name, value=each.value if self.filled and each.value else " ", options=options,
                            width=self.width, height=self.height, fontSize=9, fieldFlags="combo", **how)  # fmt: skip
            case _:
                flags = "multiline" if each.kind == "long" else ""
                form.textfield(name=each.name, value="", width=self.width, height=self.height, fontSize=9, maxlen=4000,
                               fieldFlags=flags, **how)  # fmt: skip


def write(document: Document, to: Path, *, filled: bool = True) -> dict[str, str]:
    """Print `document` and return what its fields are to hold, by name.

    Text is put in without a look of its own, which viewers then draw; nothing is put in unless `filled`.
    """
    written = _Writer(document, filled=filled)
    written.write(to)
    with pikepdf.open(to, allow_overwriting_input=True) as pdf:
        if filled and "/AcroForm" in pdf.Root:
            pdf.Root.AcroForm.NeedAppearances = True
            for field in pdf.Root.AcroForm.Fields:
                value = written.values.get(str(field.get("/T", "")))
                if field.get("/FT") == "/Tx" and value is not None:
                    field.V = pikepdf.String(value)
                    del field["/AP"]
            pdf.save(to, deterministic_id=True)
    return written.values


class _Writer:
    def __init__(self, document: Document, *, filled: bool) -> None:
        self.document, self.filled = document, filled
        self.values: dict[str, str] = {}
        self.serif = document.font in {"Times New Roman", "Georgia", "Caladea"}
        family = "Serif" if self.serif else "Sans"
        for name, file in (("body", ""), ("bold", "-Bold")):
            pdfmetrics.registerFont(TTFont(f"{family}-{name}", _FONTS / f"DejaVu{family}{file}.ttf"))
        pdfmetrics.registerFontFamily(
            f"{family}-body", f"{family}-body", f"{family}-bold", f"{family}-body", f"{family}-bold"
        )
        self.family = f"{family}-body"

    def write(self, to: Path) -> None:
        made = SimpleDocTemplate(str(to), pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, topMargin=20 * mm,
                                 bottomMargin=18 * mm, invariant=1, title=self.document.title)  # fmt: skip
        flow = [each for block in self.document.blocks for each in self._block(block, _WIDE)]
        made.build(flow, onFirstPage=self._first, onLaterPages=self._edges)

    def _first(self, canvas: Canvas, held: object) -> None:
        canvas.setFont(self.family, 7.5)
        for number, line in enumerate(self.document.head):
            canvas.drawRightString(192 * mm, (289 - 3.4 * number) * mm, line)
        self._edges(canvas, held)

    def _edges(self, canvas: Canvas, _held: object) -> None:
        canvas.setFont(self.family, 7)
        canvas.drawString(18 * mm, 9 * mm, self.document.foot)
        if self.document.paged:
            canvas.drawRightString(192 * mm, 9 * mm, f"Page {canvas.getPageNumber()}")

    def _block(self, block: Block, wide: float) -> list[Flowable]:
        return [self._table(block, wide), Spacer(1, 5)] if isinstance(block, Table) else self._para(block, wide)

    def _para(self, para: Para, wide: float) -> list[Flowable]:
        if any(isinstance(part, Field | Tab) for part in para.parts):
            return [self._line(each, wide) for each in self._fitted(para, wide)]
        return [self._words(para.parts, para)]

    def _fitted(self, para: Para, wide: float) -> list[Para]:
        """A row of boxes to tick that is too wide for its line as a column of them."""
        boxes = [
            at for at, part in enumerate(para.parts) if isinstance(part, Field) and part.kind in {"check", "radio"}
        ]
        box = next((at for at, part in enumerate(para.parts) if isinstance(part, Field)), 0)
        if box and not boxes and self._natural(list(para.parts[:box])) > wide / 2:
            return [
                Para(para.parts[:box], para.look, indent=para.indent),
                Para(para.parts[box:], para.look, indent=para.indent),
            ]
        if not boxes or self._natural(list(para.parts)) + 15 * len(boxes) <= wide:
            return [para]
        cuts = [0, *boxes, len(para.parts)]
        pieces = [para.parts[first:last] for first, last in pairwise(cuts)]
        return [Para(piece, para.look, indent=para.indent) for piece in pieces if piece]

    def _words(self, parts: tuple[Inline, ...], para: Para) -> Paragraph:
        size = self.document.size * 0.92 * _SIZES.get(para.look, 1.0)
        style = ParagraphStyle("p", fontName=self.family, fontSize=size, leading=size * 1.28, alignment=_ALIGN[para.align],
                               leftIndent=(para.indent or (5 if para.look == "bullet" else 0)) * mm, spaceAfter=2,
                               spaceBefore=8 if para.look == "heading" else 0, keepWithNext=int(para.look == "heading"),
                               borderWidth=0)  # fmt: skip
        made = "".join(self._markup(part) for part in parts)
        if para.look in {"title", "heading"}:
            made = f"<b><font color='{self.document.accent}'>{made}</font></b>"
        return Paragraph(("• " if para.look == "bullet" else "") + made, style)

    def _markup(self, part: Inline) -> str:
        if isinstance(part, Tick):
            marked, empty = LOOKS.get(part.look, LOOKS["ballot"])
            return escape(marked if part.on else empty).replace(" ", "&nbsp;")
        if not isinstance(part, Run):
            return ""
        made = escape(part.text).replace("  ", " &nbsp;")
        for flag, tag in ((part.bold, "b"), (part.italic, "i"), (part.underline, "u"), (part.strike, "strike")):
            made = f"<{tag}>{made}</{tag}>" if flag else made
        how = (f" color='{part.colour}'" if part.colour else "") + (f" backColor='{part.mark}'" if part.mark else "")
        if part.size != 1:
            how += f" size='{self.document.size * 0.92 * part.size:.1f}'"
        return f"<font{how}>{made}</font>" if how else made

    def _line(self, para: Para, wide: float) -> Flowable:
        """Words and fields, or words and what stands at a tab stop, beside one another."""
        cells: list[Flowable] = []
        widths: list[float | None] = []
        held: list[Inline] = []

        def flush(width: float | None) -> None:
            if held:
                cells.append(self._words(tuple(held), Para((), para.look)))
                widths.append(width)
                held.clear()

        for part in para.parts:
            if isinstance(part, Tab):
                flush(wide * part.at / 100)
            elif isinstance(part, Field):
                flush(self._natural(held))
                small = part.kind in {"check", "radio"}
                cells.append(Box(part, _high(part, wide, alone=len(para.parts) == 1), self.values, filled=self.filled))
                widths.append(15 if small else None)
            else:
                held.append(part)
        flush(self._natural(held) if any(isinstance(part, Field) for part in para.parts) else None)
        known = sum(width for width in widths if width)
        open_ones = sum(width is None for width in widths)
        if open_ones:
            widths = [max((wide - known) / open_ones, 40) if width is None else width for width in widths]
        elif known > wide:
            widths = [width * wide / known if width else width for width in widths]
        made = Sheet([cells], colWidths=widths, hAlign="LEFT")
        made.setStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 1), ("TOPPADDING", (0, 0), (-1, -1), 0),
                       ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("VALIGN", (0, 0), (-1, -1), "TOP")])  # fmt: skip
        return made

    def _natural(self, parts: list[Inline]) -> float:
        text = "".join(part.text if isinstance(part, Run) else "xx" for part in parts)
        return pdfmetrics.stringWidth(text, self.family.replace("body", "bold"), self.document.size * 0.92) + 6

    def _table(self, table: Table, wide: float) -> Flowable:
        rows = [[""] * len(table.widths) for _ in table.rows]
        style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                                           ("BOTTOMPADDING", (0, 0), (-1, -1), 3), ("LEFTPADDING", (0, 0), (-1, -1), 4),
                                           ("RIGHTPADDING", (0, 0), (-1, -1), 3)]  # fmt: skip
        edge = {"grid": ("GRID",), "rows": ("LINEBELOW",), "outer": ("BOX",)}.get(table.lines)
        if edge:
            style.append((*edge, (0, 0), (-1, -1), 0.6, HexColor("#555555")))
        for at, column, cell in table.placed():
            last = (column + cell.across - 1, at + cell.down - 1)
            inner = wide * sum(table.widths[column : column + cell.across]) / 100 - 8
            rows[at][column] = self._cell(cell, inner)
            if cell.across > 1 or cell.down > 1:
                style.append(("SPAN", (column, at), last))
            if cell.shade:
                style.append(("BACKGROUND", (column, at), last, HexColor(cell.shade)))
        spans = any(cell.down > 1 for row in table.rows for cell in row)
        made = Sheet(
            rows, colWidths=[wide * width / 100 for width in table.widths], splitInRow=0 if spans else 1, hAlign="LEFT"
        )
        made.setStyle(style)
        return made

    def _cell(self, cell: Cell, wide: float) -> list[Flowable]:
        return [each for block in cell.blocks for each in self._block(block, wide)] or [Spacer(1, 10)]


def _high(field: Field, wide: float, *, alone: bool) -> float:
    if field.kind in {"check", "radio"}:
        return 12.0
    if field.kind != "long":
        return 15.0
    room = max(wide * (1.0 if alone else 0.6), 60) / 4.6
    lines = sum(1 + int(len(line) / room) for line in field.value.split("\n"))
    return max(30.0, 11.5 * (lines + 1))
