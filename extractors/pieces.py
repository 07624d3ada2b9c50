"""What a document is made of for a reader of labels: lines and table rows, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.reading import Spot


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, in words for people, and how surely it was read there; `spot` is set for a page."""

    said: str
    sure: float = 1.0
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `heading` when it is set as one.

    `loose` is a line of a page, where columns may have run together: what stands below a label need not be its answer.
    `wrapped` is one that goes on where the line above it had no more room; `alone` is a short one right above a row,
    which may be a heading though it is set like any other line.
    """

    text: str
    where: Place
    heading: bool = False
    loose: bool = False
    wrapped: bool = False
    alone: bool = False
    label: bool = False
    """A label on a page, whose answer is left out or stands on the next page."""
    bold: int = 0
    """How many letters it begins with in bold: a label, where something else follows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell's text once; paragraphs within a cell are apart by line breaks.

    `columns` says in which column of the table each cell begins.
    """

    cells: tuple[str, ...]
    where: Place
    columns: tuple[int, ...] = ()
    continues: bool = False
    """Whether its first cell is the lower part of the one above, merged with it."""
    places: tuple[Place, ...] = ()
    """Where each cell stands, where a page tells it."""
    bold: tuple[bool, ...] = ()
    """Which cells are set in bold, as labels often are."""
    inside: tuple[bool, ...] = ()
    """Which cells begin in bold and go on in plain letters: a label with its answer below it."""
    paired: bool = False
    """Whether these are a label and its answer, by where they stand on a page."""

    def at(self, cell: int) -> Place:
        """Return where a cell stands: as far as it is known, else where the row does."""
        return self.places[cell] if cell < len(self.places) else self.where


Piece = Line | Row
