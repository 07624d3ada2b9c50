"""Rows of other people's tables as they are meant: headings beside them apart, labels whole, each pair a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from extractors.hints import without_hints
from extractors.labels import LabelIndex
from extractors.pieces import Line, Piece, Row
from extractors.ticks import has_boxes

_LEAST = 4
"""Cells that hold a label and its answer: with fewer it is chance."""
_MOSTLY = 0.6
_LABEL_WORDS = 12
_LINE_WORDS = 4
"""Words of one line of a label in a narrow column."""


def tidied(pieces: Sequence[Piece], index: LabelIndex) -> list[Piece]:
    """Return pieces in their order, the rows of tables as label and answer wherever their cells tell it."""
    rows = [
        _with_whole_labels(piece, index) if isinstance(piece, Row) else piece
        for piece in _without_side_headings(pieces)
    ]
    if _hold_below(rows, index):
        return [each for piece in rows for each in (_pairs_below(piece) if _all_answered(piece) else [piece])]
    in_cells = _hold_pairs(rows, index)
    return [each for piece in rows for each in (_pairs(piece) if in_cells and _all_hold(piece) else [piece])]


# Headings beside rows


def _without_side_headings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with each heading that stands beside several rows, in a cell merged over them, as a line above them."""
    shapes: set[tuple[int, ...]] = set()
    for piece, below in zip_longest(pieces, pieces[1:]):
        if not isinstance(piece, Row):
            shapes = set()
            yield piece
            continue
        if isinstance(below, Row) and below.continues and 1 < len(below.cells) == len(piece.cells) - 1:
            shapes.add(piece.columns)
        if piece.columns in shapes and not piece.continues and len(piece.cells) > 2 and piece.cells[0]:
            yield Line(" ".join(piece.cells[0].split()), piece.at(0), heading=True)
            yield _without_first(piece)
        else:
            yield replace(piece, continues=False) if piece.continues and len(piece.cells) > 1 else piece


def _without_first(row: Row) -> Row:
    return replace(row, cells=row.cells[1:], columns=row.columns[1:], places=row.places[1:], bold=row.bold[1:],
                   inside=row.inside[1:])  # fmt: skip


# Labels in narrow columns


def _with_whole_labels(row: Row, index: LabelIndex) -> Row:
    """A row in which a label over several short lines is on one: in bold, or by its words."""
    if len(row.cells) < 2 or len(row.bold) != len(row.cells) or len(row.inside) != len(row.cells):
        return row
    apart = any(row.bold) and not all(row.bold)
    cells = tuple(
        " ".join(cell.split())
        if _is_narrow(cell) and not inside and ((apart and bold) or _is_label(cell, index))
        else cell
        for cell, bold, inside in zip(row.cells, row.bold, row.inside, strict=True)
    )
    return replace(row, cells=cells)


def _is_label(cell: str, index: LabelIndex) -> bool:
    """Tell whether lines that go on in small letters make a label together."""
    _, *more = cell.split("\n")
    said = " ".join(cell.split())
    goes_on = all(line[:1].islower() or line.startswith("(") for line in more)
    return goes_on and (index.find(said) is not None or index.is_like(said))


def _is_narrow(cell: str) -> bool:
    lines = cell.split("\n")
    return (
        len(lines) > 1 and len(cell.split()) <= _LABEL_WORDS and all(len(line.split()) <= _LINE_WORDS for line in lines)
    )


# Label and answer in one cell


def _hold_pairs(pieces: Sequence[Piece], index: LabelIndex) -> bool:
    """Tell whether the cells of a document hold label, colon and answer each: as most do that begin with a label."""
    cells: Counter[bool] = Counter()
    for row in (piece for piece in pieces if isinstance(piece, Row) and not piece.paired):
        for place, cell in enumerate(row.cells):
            label, colon, _ = cell.partition("\n")[0].partition(":")
            inside = row.inside[place : place + 1] == (True,)
            if colon and len(label.split()) <= _LABEL_WORDS and (inside or index.find(label) or index.is_like(label)):
                cells[bool(cell.partition(":")[2].strip())] += 1
            elif not colon and index.find(cell):
                cells[False] += 1
    return cells[True] >= _LEAST and cells[True] >= _MOSTLY * cells.total()


def _all_hold(piece: Piece) -> bool:
    """Tell whether all that stands in a row has a label and a colon before it."""
    if not isinstance(piece, Row) or piece.paired:
        return False
    filled = [cell for cell in piece.cells if cell]
    return bool(filled) and all(_holds(cell) for cell in filled)


def _holds(cell: str) -> bool:
    label, colon, _ = cell.partition("\n")[0].partition(":")
    return bool(colon) and label[:1].isalpha() and len(label.split()) <= _LABEL_WORDS


def _pairs(row: Piece) -> Iterator[Row]:
    """A row of two cells for each of a row's cells that holds a label and its answer."""
    if not isinstance(row, Row):
        return
    for place, cell in enumerate(row.cells):
        if cell:
            label, _, answer = cell.partition(":")
            where = row.at(place)
            yield Row((label.strip(), answer.strip()), where, (0, 1), places=(where, where), paired=True)


# A label and its answer below it in one cell, in one type


def _hold_below(pieces: Sequence[Piece], index: LabelIndex) -> bool:
    """Tell whether the cells of a document begin with their label and go on with its answer: as most do there."""
    cells: Counter[bool] = Counter()
    for row in (piece for piece in pieces if isinstance(piece, Row) and not piece.paired):
        for place, cell in enumerate(row.cells):
            label, _, answer = cell.partition("\n")
            if row.inside[place : place + 1] == (True,) or len(label.split()) > _LABEL_WORDS or has_boxes(label):
                continue
            if index.find(label) or index.is_like(label):
                goes_on = answer[:1].islower() or index.is_like(answer)
                cells[bool(without_hints(answer)) and not goes_on] += 1
    return cells[True] >= _LEAST_BELOW and cells[True] >= _MOSTLY * cells.total()


_LEAST_BELOW = 8


def _all_answered(piece: Piece) -> bool:
    """Tell whether each cell of a row may be a label with its answer below, some of them left out."""
    if not isinstance(piece, Row) or piece.paired:
        return False
    filled = [cell for cell in piece.cells if cell]
    return any("\n" in cell for cell in filled) and all(
        len(cell.partition("\n")[0].split()) <= _LABEL_WORDS for cell in filled
    )


def _pairs_below(row: Piece) -> Iterator[Row]:
    """A row of two cells for each of a row's cells that begins with a label."""
    if not isinstance(row, Row):
        return
    for place, cell in enumerate(row.cells):
        if cell:
            label, _, answer = cell.partition("\n")
            where = row.at(place)
            yield Row((label.strip(), answer.strip()), where, (0, 1), places=(where, where), paired=True)
