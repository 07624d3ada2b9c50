"""What a document is made of for a reader of labels: lines and table rows, in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `heading` when it is set as one.

    `loose` is a line of a page, where columns may have run together: what stands below a label need not be its answer.
    """

    text: str
    where: str
    heading: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell's text once; paragraphs within a cell are apart by line breaks.

    `columns` says in which column of the table each cell begins.
    """

    cells: tuple[str, ...]
    where: str
    columns: tuple[int, ...] = ()
    continues: bool = False
    """Whether its first cell is the lower part of the one above, merged with it."""


Piece = Line | Row
