"""Fillable PDF forms: where everything stands, then drawn by reportlab, pdf-lib or pikepdf."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from bench.reading.third.sheet import Block, Item, Sheet

WIDE, HIGH, EDGE = 595.0, 842.0, 42.0


@dataclass(frozen=True, slots=True)
class Words:
    """Printed words; `y` is the base line, counted from the page's foot."""

    x: float
    y: float
    text: str
    size: float = 9
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawn rectangle."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Widget:
    """A form field. `kind`: text, multi, comb, check, radio or list; a radio's `export` is its own state's name."""

    kind: str
    name: str
    x: float
    y: float
    w: float
    h: float
    value: str = ""
    tip: str = ""
    export: str = ""
    options: tuple[tuple[str, str], ...] = ()
    on: bool = False


@dataclass(slots=True)
class Page:
    """One page."""

    words: list[Words] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    widgets: list[Widget] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AcroLook:
    """How a fillable form is laid out, its fields named, its choices made."""

    style: str = "beside"
    """beside, above, below, cells or inside."""
    names: str = "text"
    """text: Text12; label: from the label; part: Section2.Q3; tail: from the label's last word and a number."""
    choice: str = "check"
    """check, radio or list; mixed draws yes or no as check boxes and the rest as lists."""
    tips: bool = False
    comb: bool = False
    exports: str = "words"
    """words, numbers or odd."""


def wrap(text: str, width: float, size: float, font: str = "Helvetica") -> list[str]:
    """Return the lines of a text in this width in points."""
    lines = []
    for piece in text.split("\n"):
        line = ""
        for word in piece.split(" "):
            tried = f"{line} {word}".strip()
            if line and stringWidth(tried, font, size) > width:
                lines.append(line)
                line = word
            else:
                line = tried
        lines.append(line)
    return lines


class Layout:
    """Sets a sheet out on pages."""

    def __init__(self, sheet: Sheet, look: AcroLook) -> None:
        self.look, self.pages, self.y, self.count, self.part = look, [Page()], HIGH - EDGE, 0, 0
        self._line(sheet.owner, 9)
        self._line(sheet.title, 15, bold=True, gap=10)
        for line in sheet.intro:
            self._line(line, 8.5)
        for block in sheet.blocks:
            self._block(block)
        self._line(sheet.foot, 7.5)

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def _room(self, height: float) -> None:
        if self.y - height < EDGE:
            self.pages.append(Page())
            self.y = HIGH - EDGE

    def _line(self, text: str, size: float, *, bold: bool = False, gap: float = 3) -> None:
        for line in wrap(text, WIDE - 2 * EDGE, size, "Helvetica-Bold" if bold else "Helvetica"):
            self._room(size + gap)
            self.y -= size + gap
            self.page.words.append(Words(EDGE, self.y, line, size, bold))

    def _block(self, block: Block) -> None:
        self.part += 1
        self._room(70)
        self.y -= 8
        self.page.frames.append(Frame(EDGE, self.y - 17, WIDE - 2 * EDGE, 16, "#dfe6ee"))
        self._line(block.heading, 10.5, bold=True, gap=2)
        self.y -= 5
        if block.intro:
            self._line(block.intro, 8)
        self.y -= 7
        getattr(self, "_" + self.look.style)(block.items)

    def _name(self, item: Item) -> str:
        self.count += 1
        plain = re.sub(r"[^A-Za-z ]", "", re.sub(r"^[Q\d. ]+", "", item.label)).title()
        return {
            "text": f"Text{self.count}", "label": plain.replace(" ", ""), "part": f"Section{self.part}.Q{self.count}",
            "tail": f"{plain.split()[-1].lower()}_{self.count}", "undefined": f"undefined_{self.count}",
        }[self.look.names] + ("" if self.look.names != "label" else f"_{self.part}")  # fmt: skip

    def _height(self, item: Item, width: float) -> float:
        if item.kind == "choice":
            return 16.0 if self._as_list(item) else 15.0 * len(self._rows(item, width))
        return 18.0 if not self._tall(item, width) else 12.0 * (len(wrap(item.written, width - 10, 9)) + 1) + 6

    @staticmethod
    def _tall(item: Item, width: float) -> bool:
        return item.kind == "long" or stringWidth(item.written, "Helvetica", 9) > width - 12

    def _as_list(self, item: Item) -> bool:
        return self.look.choice == "list" or (self.look.choice == "mixed" and not item.yes_no)

    def _rows(self, item: Item, width: float) -> list[list[tuple[float, str]]]:
        rows: list[list[tuple[float, str]]] = [[]]
        x = 0.0
        for words in item.options:
            wide = 15 + stringWidth(words, "Helvetica", 9) + 14
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, words))
            x += wide
        return rows

    def _put(self, item: Item, x: float, top: float, width: float) -> None:
        """Place an answer's fields below `top`."""
        name, tip = self._name(item), item.label if self.look.tips else ""
        height = self._height(item, width)
        if item.kind != "choice":
            comb = self.look.comb and item.field == "upn" and " " not in item.written
            kind = "comb" if comb else "multi" if self._tall(item, width) else "text"
            self.page.widgets.append(
                Widget(kind, name, x, top - height, width if not comb else min(width, 200), height, item.written, tip)
            )
        elif self._as_list(item):
            odd = {
                "words": lambda _, words: words,
                "numbers": lambda n, _: str(n + 1),
                "odd": lambda n, _: f"opt{'ABCDEF'[n]}",
            }[self.look.exports]
            pairs = (("", "Please select"), *((odd(number, words), words) for number, words in enumerate(item.options)))
            self.page.widgets.append(
                Widget(
                    "list",
                    name,
                    x,
                    top - height,
                    min(width, 220),
                    height,
                    item.answer or "Please select",
                    tip,
                    options=pairs,
                )
            )
        else:
            self._marks(item, name, tip, x, top, width)

    def _marks(self, item: Item, name: str, tip: str, x: float, top: float, width: float) -> None:
        number = 0
        for row_number, row in enumerate(self._rows(item, width)):
            y = top - 13 - 15 * row_number
            for at, words in row:
                export = {
                    "words": re.sub(r"[^A-Za-z]", "", words) or "Yes",
                    "numbers": str(number),
                    "odd": f"Choice{7 + number * 3}",
                }[self.look.exports]
                if self.look.choice != "radio":
                    box_name, export = (
                        (
                            f"{name}_{number + 1}"
                            if self.look.names != "text"
                            else f"Check Box{self.count}{'abcdef'[number]}"
                        ),
                        "Yes",
                    )
                else:
                    box_name = name
                self.page.widgets.append(Widget("radio" if self.look.choice == "radio" else "check", box_name, x + at, y, 11, 11,
                                                tip=f"{tip} {words}" if tip else "", export=export, on=number == item.chosen))  # fmt: skip
                self.page.words.append(Words(x + at + 15, y + 2, words))
                number += 1

    def _labels(self, item: Item, width: float, size: float = 9) -> list[tuple[str, float]]:
        return [(line, size) for line in wrap(item.label, width, size, "Helvetica-Bold")] + [
            (line, size - 2) for line in (wrap(item.hint, width, size - 2) if item.hint else ())]  # fmt: skip

    def _write(self, lines: Iterable[tuple[str, float]], x: float, top: float, *, bold: bool = True) -> None:
        for line, size in lines:
            top -= size + 2
            self.page.words.append(Words(x, top, line, size, bold and size > 7.5))

    def _beside(self, items: Iterable[Item], *, frames: bool = False) -> None:
        left, right = 165.0, WIDE - 2 * EDGE - 175
        for item in items:
            lines = self._labels(item, left - 6)
            height = max(self._height(item, right), sum(size + 2 for _, size in lines)) + 6
            self._room(height)
            self._write(lines, EDGE + 3, self.y - 1)
            self._put(item, EDGE + left + 6, self.y - 2, right)
            if frames:
                self.page.frames += [
                    Frame(EDGE, self.y - height, left, height),
                    Frame(EDGE + left, self.y - height, right + 10, height),
                ]
            self.y -= height

    def _cells(self, items: Iterable[Item]) -> None:
        self._beside(items, frames=True)

    def _columns(self, items: Iterable[Item], draw: str) -> None:
        """Short questions two a row, long ones across the page."""
        held: list[Item] = []
        half = (WIDE - 2 * EDGE - 14) / 2

        def row() -> None:
            if not held:
                return
            width = half if held[0].kind != "long" else WIDE - 2 * EDGE
            heights = [
                self._height(item, width - 8) + sum(size + 2 for _, size in self._labels(item, width - 8, 8.5)) + 9
                for item in held
            ]
            self._room(max(heights))
            for index, item in enumerate(held):
                x, lines = EDGE + index * (half + 14), self._labels(item, width - 8, 8.5)
                tall = sum(size + 2 for _, size in lines)
                if draw == "below":
                    self._put(item, x, self.y, width)
                    self._write(lines, x, self.y - self._height(item, width - 8) - 1, bold=False)
                else:
                    self._write(lines, x + 3, self.y, bold=draw != "inside")
                    self._put(item, x + 3, self.y - tall - 2, width - 8)
                    if draw == "inside":
                        self.page.frames.append(Frame(x, self.y - max(heights) + 3, width, max(heights) - 3))
            self.y -= max(heights) + (4 if draw == "below" else 0)
            held.clear()

        for item in items:
            if item.kind == "long":
                row()
                held.append(item)
                row()
            else:
                held.append(item)
                if len(held) == 2:
                    row()
        row()

    def _above(self, items: Iterable[Item]) -> None:
        self._columns(items, "above")

    def _inside(self, items: Iterable[Item]) -> None:
        self._columns(items, "inside")

    def _below(self, items: Iterable[Item]) -> None:
        self._columns(items, "below")


def as_json(pages: Iterable[Page]) -> list[dict[str, object]]:
    """Return the pages as node reads them."""
    return [{"words": [asdict(each) for each in page.words], "frames": [asdict(each) for each in page.frames],
             "widgets": [asdict(each) for each in page.widgets]} for page in pages]  # fmt: skip
