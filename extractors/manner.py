"""How the lines of a document tell labels from answers: in bold, by a tab, or by a colon."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from extractors.labels import LabelIndex
from extractors.pieces import Line, Piece, Row
from extractors.rows import heads_in_turn, label_columns

_LEAST = 5
"""Lines: with fewer in one manner it is chance."""
_LABEL_WORDS = 14


class Manner(Enum):
    """What parts a label from its answer on one line."""

    NONE = auto()
    STACKED = auto()
    """A label in bold on a line of its own, its answer on the lines below."""
    BOLD = auto()
    TABS = auto()
    COLONS = auto()


@dataclass(frozen=True, slots=True)
class Habits:
    """How one document of other people's making is laid out; as it stands, of one of our own, where none counts."""

    manner: Manner = Manner.NONE
    asking: bool = False
    """Whether lines that end with a question mark are labels."""
    alternating: bool = False
    """Whether rows of one cell are labels and answers in turn."""
    numbered: bool = False
    """Whether labels are numbered, each line that begins with a number being one."""
    over: bool = False
    """Whether labels are lines, each with a frame below it that holds its answer."""
    turns: frozenset[int] = frozenset()
    """The rows, by their places among the pieces, that are labels over a row of answers."""
    columns: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """For each row of a table, by its place among the pieces, which columns hold labels."""


def habits_of(pieces: Sequence[Piece], index: LabelIndex) -> Habits:
    """Return the habits of a document."""
    asking = sum(isinstance(piece, Line) and piece.text.rstrip().endswith("?") for piece in pieces)
    return Habits(
        manner_of(pieces, index),
        asking >= _LEAST,
        alternates(pieces, index),
        numbers_labels(pieces, index),
        stands_over(pieces, index),
        heads_in_turn(pieces, index),
        label_columns(pieces, index),
    )


def manner_of(pieces: Sequence[Piece], index: LabelIndex) -> Manner:
    """Return the manner of a document's lines: the first in which enough of them are labels that are listed."""
    lines = [piece for piece in pieces if isinstance(piece, Line) and not piece.heading]
    bold = [line.text[: line.bold] for line in lines if 0 < line.bold < len(line.text)]
    stacked = [
        line.text for line, below in pairwise(lines) if line.bold >= len(line.text.rstrip(" :")) and not below.bold
    ]
    tabs = [line.text.partition("\t")[0] for line in lines if "\t" in line.text]
    colons = [line.text.partition(":")[0] for line in lines if ":" in line.text]
    for manner, labels in (
        (Manner.BOLD, bold),
        (Manner.STACKED, stacked),
        (Manner.TABS, tabs),
        (Manner.COLONS, colons),
    ):
        short = [label for label in labels if len(label.split()) <= _LABEL_WORDS]
        listed = sum(index.find(label) is not None or index.is_like(label) for label in short)
        if listed >= _LEAST and listed > len(labels) / 3:
            return manner
    return Manner.NONE


def alternates(pieces: Sequence[Piece], index: LabelIndex) -> bool:
    """Tell whether rows of one cell are labels and answers in turn: enough of the first are listed or nearly so."""
    said = [piece.cells[0] if isinstance(piece, Row) and len(piece.cells) == 1 else "" for piece in pieces]
    nearly = [bool(text) and (index.find(text) is not None or index.is_nearly(text)) for text in said]
    return (
        sum(one and bool(below) and not two for (one, two), below in zip(pairwise(nearly), said[1:], strict=True))
        >= _LEAST
    )


def numbers_labels(pieces: Sequence[Piece], index: LabelIndex) -> bool:
    """Tell whether the lines of a document that begin with a label that is listed begin with its number."""
    said = [piece.text.partition(":")[0] for piece in pieces if isinstance(piece, Line) and not piece.heading]
    listed = [text for text in said if len(text.split()) <= _LABEL_WORDS and index.find(text) is not None]
    numbered = sum(is_numbered(text) for text in listed)
    return numbered >= _LEAST and numbered >= _MOSTLY * len(listed)


_MOSTLY = 0.7


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with the number of a label, and goes on with a word: no date, no list of one's own."""
    found = _NUMBERED.match(text)
    return found is not None and text[found.end() : found.end() + 1].isupper()


_NUMBERED = re.compile(r"(?:q\s?)?\d{1,2}(?:[.)]\s*\d{1,2})?[.):]?\s+", re.IGNORECASE)


def stands_over(pieces: Sequence[Piece], index: LabelIndex) -> bool:
    """Tell whether the lines above frames of one cell are labels: enough of them are listed or nearly so."""
    over = [
        piece.text
        for piece, below in pairwise(pieces)
        if isinstance(piece, Line) and not piece.heading and isinstance(below, Row) and len(below.cells) == 1
    ]
    listed = sum(index.find(text) is not None or index.is_like(text) for text in over)
    return listed >= _LEAST and listed >= len(over) / 2
