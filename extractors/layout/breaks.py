"""What the end of a page cuts in two is put together again: answers, labels, and a label with its answer."""

from __future__ import annotations

from dataclasses import replace

from extractors.any_form import is_label
from extractors.layout.judge import bare
from extractors.pieces import Line, Piece, Row
from proposals.reading import Spot

_SAME_COLUMN, _SECOND_COLUMN = 0.008, 0.2
"""Shares of a page's width: how far lines of one column differ, and where a second column begins at the earliest."""


def append(found: list[Piece], more: list[Piece]) -> None:
    """Add the pieces of one more page; an answer that ran over the page's end goes on where it stopped."""
    while found and more and (joined := _joined(found[-1], more[0])):
        found[-1] = joined
        more = more[1:]
    found += more


def _joined(last: Piece, first: Piece) -> Row | None:
    """The last row of a page with what the next page begins with, when that goes on from it."""
    if isinstance(last, Line):
        return _answered(last, first)
    if not isinstance(last, Row) or len(last.cells) < 2 or not last.cells[-1]:
        return None
    if isinstance(first, Row):
        if len(first.cells) != len(last.cells):
            return None
        if first.cells[0]:
            return _label_joined(last, first)
        pairs = zip(last.cells, first.cells, strict=True)
        return replace(last, cells=tuple("\n".join(filter(None, pair)) for pair in pairs))
    beside, below = last.at(len(last.cells) - 1).spot, first.where.spot
    aligned = beside and below and abs(beside.left - below.left) < _SAME_COLUMN
    goes_on = first.text[:1].islower() and not last.cells[-1].endswith((".", "!", "?"))
    if not aligned or first.heading or first.label or not (goes_on or first.wrapped or _is_second(below)):
        return None
    return replace(last, cells=(*last.cells[:-1], f"{last.cells[-1]} {first.text}"))


def _label_joined(last: Row, first: Row) -> Row | None:
    """A row whose label goes on where the next page begins: "When were parents" / "informed?"."""
    label, rest = bare(last.cells[0]), first.cells[0]
    whole = f"{label} {rest}"
    if any(first.cells[1:]) or is_label(label) or not (is_label(bare(whole)) or rest[:1].islower()):
        return None
    return replace(last, cells=(whole, *last.cells[1:]))


def _answered(label: Line, first: Piece) -> Row | None:
    """A label that a page ends with, with the answer that the next page begins with."""
    if not label.label:
        return None
    if isinstance(first, Row):
        said = first.cells[0] if len(first.cells) == 1 else ""
    else:
        said = "" if first.label or first.heading else first.text
    return Row((label.text, said), first.where, (0, 1), paired=True) if said else None


def _is_second(spot: Spot | None) -> bool:
    """Tell whether a line begins in a page's second column, where answers stand."""
    return spot is not None and spot.left >= _SECOND_COLUMN
