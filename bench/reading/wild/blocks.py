"""A page before a program writes it: runs of text, marks, boxes to fill in, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    mark: str = ""
    """Colour of a highlighter."""
    ring: bool = False
    """Circled by hand."""
    colour: str = ""
    size: float = 1.0
    """Times the size of the text around."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick; `look` is one of the pairs of LOOKS or "drawn"."""

    on: bool
    look: str


LOOKS = {
    "ballot": ("☒", "☐"),
    "check": ("☑", "☐"),
    "square": ("■", "□"),
    "bracket": ("[x]", "[ ]"),
    "bracket_tick": ("[✓]", "[  ]"),
    "round": ("(X)", "(  )"),
    "dots": ("◉", "○"),
    "heavy": ("✔", "❏"),
    "line": ("_X_", "___"),
}
"""Marked and unmarked, as typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A box of a fillable file."""

    kind: str
    """text, long, date, check, radio or list."""
    value: str
    """What is in it; "on" or "" of a check or radio box."""
    options: tuple[str, ...] = ()
    name: str = ""
    tip: str = ""
    group: str = ""
    """Of radio boxes that go together."""


@dataclass(frozen=True, slots=True)
class Tab:
    """On to the next stop, which stands at this percentage of the line."""

    at: int = 40


Inline = Run | Tick | Field | Tab


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `look` is title, heading, body, small or bullet."""

    parts: tuple[Inline, ...]
    look: str = "body"
    align: str = "left"
    indent: int = 0
    rule: bool = False
    """A line under it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over `across` columns and `down` rows."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `widths` in per cent of the line. `lines` is grid, rows, outer or none."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    lines: str = "grid"

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield each cell with its row and its first column, which those that span rows or columns push on."""
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (at, column) in taken:
                    column += 1
                taken |= {(at + y, column + x) for y in range(cell.down) for x in range(cell.across)}
                yield at, column, cell
                column += cell.across


Block = Para | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole form as it is printed."""

    title: str
    head: tuple[str, ...]
    foot: str
    blocks: tuple[Block, ...]
    font: str = "Arial"
    size: float = 10.0
    accent: str = "#1f3864"
    paged: bool = True
    """Page numbers in the foot."""


def words(text: str, **how: object) -> tuple[Para, ...]:
    """Return a text as paragraphs, one for each line."""
    return tuple(Para((replace(Run(line), **how),)) for line in text.split("\n"))


def said(text: str) -> Cell:
    """Return a cell of plain text."""
    return Cell(words(text))
