"""A filled form as a fillable PDF, drawn with reportlab and its widgets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from bench.reading.fourth.outline import Cell, Filled, Row

_LEFT, _RIGHT, _TOP, _FOOT = 42.0, 553.0, 800.0, 45.0


@dataclass(frozen=True, slots=True)
class AcroLook:
    """One designer's habits in a fillable PDF."""

    names: str = "number"
    """What boxes are called: number, label, odd."""
    tips: str = ""
    """Tooltips: "" none, label."""
    picked: str = "check"
    """check, radio or drop."""
    font: str = "Helvetica"
    size: float = 9
    share: float = 0.42
    frame: bool = False
    bold: bool = False
    comb: bool = False
    """A UPN's characters each have a place."""
    flat: bool = False
    """Printed: what was typed is drawn, and no widgets are left."""
    silent: bool = False
    """Without appearances: the viewer is asked to draw what was typed."""


class _Drawer:
    def __init__(self, to: Path, look: AcroLook) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.canvas: Any = Canvas(str(to), pagesize=(595, 842), invariant=1)
        self.look, self.y, self.numbers = look, _TOP, count(1)
        self.said: dict[str, str] = {}
        """What was typed into the boxes whose appearance has line breaks of its own."""

    def _split(self, text: str, wide: float, size: float) -> list[str]:
        from reportlab.lib.utils import simpleSplit

        return [
            line for part in text.split("\n") for line in (simpleSplit(part, self._face(False), size, wide) or [""])
        ]

    def _face(self, bold: bool) -> str:
        if not bold:
            return self.look.font
        return {"Times-Roman": "Times-Bold"}.get(self.look.font, f"{self.look.font}-Bold")

    def _room(self, high: float) -> None:
        if self.y - high < _FOOT:
            self.canvas.showPage()
            self.y = _TOP

    def text(
        self, words: str, x: float, y: float, wide: float, *, bold: bool = False, size: float = 0, grey: bool = False
    ) -> float:
        """Print words from (x, y) down; return the height used."""
        size = size or self.look.size
        self.canvas.setFont(self._face(bold), size)
        self.canvas.setFillGray(0.5 if grey else 0)
        lines = self._split(words, wide, size * (1.05 if bold else 1))
        for place, line in enumerate(lines):
            self.canvas.drawString(x, y - size - place * size * 1.2, line)
        self.canvas.setFillGray(0)
        return len(lines) * size * 1.2 + 2

    def _named(self, cell: Cell, more: str = "") -> dict[str, str]:
        number = next(self.numbers)
        label = " ".join(cell.label.split())
        name = {
            "number": f"Text{number}",
            "label": f"{label[:40]} {number}".replace(".", ""),
            "odd": f"form1_p{number // 9}_f{number:03d}",
        }[self.look.names]
        return {"name": name + more, "tooltip": label if self.look.tips else ""}

    def label(self, cell: Cell, x: float, y: float, wide: float) -> float:
        """Print a label and its small print."""
        high = self.text(cell.label, x, y, wide, bold=self.look.bold)
        return high + (self.text(cell.note, x, y - high, wide, size=self.look.size - 2, grey=True) if cell.note else 0)

    def label_high(self, cell: Cell, wide: float) -> float:
        """Return how high a label will be."""
        high = (
            len(self._split(cell.label, wide, self.look.size * (1.05 if self.look.bold else 1))) * self.look.size * 1.2
            + 2
        )
        return high + (
            len(self._split(cell.note, wide, self.look.size - 2)) * (self.look.size - 2) * 1.2 + 2 if cell.note else 0
        )

    def box_high(self, cell: Cell, wide: float, *, big: bool = False) -> float:
        """Return how high an answer's box will be."""
        if cell.choices:
            return (
                18 * (1 + sum(len(choice.text) * 5 + 34 for choice in cell.choices) // max(1, int(wide)))
                if self.look.picked != "drop"
                else 18
            )
        lines = len(self._split(cell.text, wide * 0.8 if self.look.flat else wide - 10, 9)) if cell.text else 1
        return max(34.0 if big else 17.0, lines * 11.5 + 6)

    def box(self, cell: Cell, x: float, y: float, wide: float, high: float) -> None:
        """Put the widgets of an answer."""
        form = self.canvas.acroForm
        if self.look.flat:
            self._flat(cell, x, y, wide, high)
            return
        if not cell.choices:
            many = high > 20
            named = self._named(cell)
            lines = self._split(cell.text, wide - 10, 9) if many else [cell.text]
            if many:
                self.said[named["name"]] = cell.text
            if self.look.comb and cell.fields == ("upn",) and cell.text:
                form.textfield(
                    value=cell.text,
                    x=x,
                    y=y - high,
                    width=wide,
                    height=high - 2,
                    fontName="Helvetica",
                    fontSize=9,
                    borderWidth=0.5,
                    fieldFlags="comb",
                    maxlen=13,
                    forceBorder=True,
                    **named,
                )
                return
            form.textfield(value="\n".join(lines), x=x, y=y - high, width=wide, height=high - 2, fontName="Helvetica", fontSize=9, borderWidth=0.5,
                           fieldFlags="multiline" if many else "", maxlen=4000, forceBorder=True, **named)  # fmt: skip
            return
        if self.look.picked == "drop":
            picked = next((choice.text for choice in cell.choices if choice.chosen), " ")
            form.choice(value=picked, options=[" ", *(choice.text for choice in cell.choices)], x=x, y=y - high, width=min(wide, 150), height=15,
                        fontName="Helvetica", fontSize=9, borderWidth=0.5, fieldFlags="combo", forceBorder=True, **self._named(cell))  # fmt: skip
            return
        group = self._named(cell)
        at, line = x, y
        for place, choice in enumerate(cell.choices):
            need = len(choice.text) * self.look.size * 0.52 + 32
            if at + need > x + wide + 12 and at > x:
                at, line = x, line - 18
            if self.look.picked == "radio":
                form.radio(
                    name=group["name"],
                    tooltip=group["tooltip"],
                    value=str(place),
                    selected=choice.chosen,
                    x=at,
                    y=line - 14,
                    size=11,
                    buttonStyle="circle",
                    shape="circle",
                    borderWidth=0.5,
                )
            else:
                form.checkbox(name=f"{group['name']}_{place}", tooltip=f"{group['tooltip']}: {choice.text}" if group["tooltip"] else "", checked=choice.chosen,
                              x=at, y=line - 14, size=11, borderWidth=0.5, buttonStyle="cross" if self.look.names == "odd" else "check")  # fmt: skip
            self.canvas.setFont(self.look.font, self.look.size)
            self.canvas.drawString(at + 15, line - 12, choice.text)
            at += need

    def _flat(self, cell: Cell, x: float, y: float, wide: float, high: float) -> None:
        """Draw an answer: boxes and crosses as strokes, text in a typewriter's letters over a dotted line."""
        canvas = self.canvas
        canvas.setLineWidth(0.5)
        if not cell.choices:
            canvas.setDash(1, 2)
            canvas.line(x, y - high + 2, x + wide, y - high + 2)
            canvas.setDash()
            canvas.setFont("Courier", 8.5)
            for place, line in enumerate(self._split(cell.text, wide * 0.8, 8.5)):
                canvas.drawString(x + 2, y - 10 - place * 11, line)
            return
        at, line = x, y
        for choice in cell.choices:
            need = len(choice.text) * self.look.size * 0.52 + 32
            if at + need > x + wide + 12 and at > x:
                at, line = x, line - 18
            canvas.rect(at, line - 13, 9, 9)
            if choice.chosen:
                canvas.line(at + 1, line - 12, at + 8, line - 5)
                canvas.line(at + 1, line - 5, at + 8, line - 12)
            canvas.setFont(self.look.font, self.look.size)
            canvas.drawString(at + 13, line - 12, choice.text)
            at += need

    def _frame(self, x: float, y: float, wide: float, high: float) -> None:
        if self.look.frame:
            self.canvas.setLineWidth(0.4)
            self.canvas.rect(x - 2, y - high, wide, high)

    def row(self, row: Row) -> None:
        """Draw one row of the outline."""
        if not row.cells:
            size = self.look.size + (4 if row.mark == "#" else 1 if row.mark == "##" else -1 if row.mark == ">" else 0)
            self._room(size * 3 + (60 if row.mark == "#" else 0))
            self.y -= 6 if row.mark in {"#", "##"} else 1
            self.y -= (
                self.text(
                    row.text,
                    _LEFT,
                    self.y,
                    _RIGHT - _LEFT,
                    bold=row.mark in {"#", "##"},
                    size=size,
                    grey=row.mark == ">",
                )
                + 2
            )
            return
        wide = (_RIGHT - _LEFT) / len(row.cells)
        if row.mark == "!":
            self._room(18)
            for place, cell in enumerate(row.cells):
                self.text(cell.label, _LEFT + place * wide, self.y, wide - 4)
            self.y -= 16
        elif row.mark in {"^", "?"}:
            labels = max(self.label_high(cell, wide - 8) for cell in row.cells)
            boxes = max(self.box_high(cell, wide - 8, big=row.mark == "?") for cell in row.cells)
            self._room(labels + boxes + 4)
            for place, cell in enumerate(row.cells):
                self._frame(_LEFT + place * wide, self.y, wide, labels + boxes + 3)
                self.label(cell, _LEFT + place * wide, self.y, wide - 8)
                self.box(cell, _LEFT + place * wide, self.y - labels, wide - 8, boxes)
            self.y -= labels + boxes + 4
        else:
            share = 0.3 if row.mark in {":", "."} and len(row.cells) > 1 else self.look.share
            if row.mark == "+":
                share = 0.7
            left = wide * share
            high = (
                max(max(self.label_high(cell, left - 4), self.box_high(cell, wide - left - 6)) for cell in row.cells)
                + 2
            )
            self._room(high)
            for place, cell in enumerate(row.cells):
                x = _LEFT + place * wide
                self._frame(x, self.y, wide, high)
                self.label(cell, x, self.y - 2, left - 4)
                self.box(cell, x + left, self.y, wide - left - 6, self.box_high(cell, wide - left - 6))
            self.y -= high + 2


def write(filled: Filled, look: AcroLook, to: Path) -> None:
    """Write a filled form as a fillable PDF."""
    drawer = _Drawer(to, look)
    for row in filled.rows:
        drawer.row(row)
    drawer.canvas.save()
    if not look.flat:
        _finish(to, drawer.said, silent=look.silent)


def _finish(path: Path, said: dict[str, str], *, silent: bool) -> None:
    """Put what was typed behind the broken lines; `silent` takes appearances away, as programs do that leave drawing to the viewer."""
    import pikepdf

    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if silent:
            pdf.Root.AcroForm.NeedAppearances = True
            dingbats = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.ZapfDingbats
            )
            pdf.Root.AcroForm.DR.Font["/ZaDb"] = pdf.make_indirect(dingbats)  # for a viewer to draw ticks with
        for page in pdf.pages:
            for widget in page.get("/Annots", []):
                if widget.get("/FT") != "/Tx":
                    continue
                text = said.get(str(widget.T))
                if text is not None:
                    widget.V = pikepdf.String(text)
                if widget.get("/DV") is not None:
                    del widget["/DV"]
                if silent and "/AP" in widget:
                    del widget["/AP"]
        pdf.save(path, deterministic_id=True)
