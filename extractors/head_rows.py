"""Rows that head others: labels whose answers stand in the row below, or beside several rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from extractors.here import Here
from extractors.hints import without_hints
from extractors.manner import Habits
from extractors.match import SLIP, Match
from extractors.pieces import Piece, Row
from extractors.rows import is_apart, is_headed, looks_like_a_label, mostly


class HeadRows:
    """Tells the rows of labels of one document, by its habits."""

    def __init__(self, here: Here, habits: Habits) -> None:
        self._here = here
        self._habits = habits

    def heads(self, row: Row, matches: list[Match | None], below: Row) -> bool:
        """Tell whether a row is made of labels whose answers stand in the row below."""
        labels = [match for match, cell in zip(matches, row.cells, strict=True) if cell]
        listed = [match for match in labels if match and match.confidence >= SLIP]
        if len(row.cells) > 1 and self._here.guessing and is_headed(row, below):
            filled = [place for place, cell in enumerate(row.cells) if cell]
            return (
                sum(looks_like_a_label(self._here.index, row, place, self._here.section) > 0 for place in filled)
                >= len(filled) / 2
            )
        alone = len(row.cells) == 1 == len(below.cells) and self._is_alone(row, below)
        if alone and self._here.guessing and is_apart(row, below):
            return bool(without_hints(below.cells[0]))
        if not (listed or alone) or len(row.cells) > 1 >= len(labels) or row.columns != below.columns:
            return False
        if not all(labels) and not mostly(labels):
            return False
        if len(row.cells) == 1 and self._here.enter(row.cells[0], heading=False):
            return False
        if len(row.cells) == 1 and ("\n" in row.cells[0] or self._here.index.headed(below.cells[0].partition("\n")[0])):
            return False
        return not any(
            self._here.is_label(cell, first=place == 0 and len(row.cells) == 2)
            for place, cell in enumerate(below.cells)
        )

    def _is_alone(self, row: Row, below: Row) -> bool:
        """Tell whether a cell as wide as its table is the label of the one below it, by its words or in bold."""
        said, below_said = row.cells[0], below.cells[0]
        if is_apart(row, below):
            title = self._here.index.section(said) is not None or (
                "\n" in said and without_hints(said.partition("\n")[2])
            )
            return not title and self._here.index.find(below_said, self._here.section) is None
        nearly = self._here.index.is_like(said, self._here.section) if self._habits.alternating else False
        return (nearly or self._here.index.is_nearly(said, self._here.section)) and not self._here.match(below_said)

    def more(self, matches: list[Match | None], pieces: Sequence[Piece], place: int) -> list[str]:
        """The cells below an answer that one label, merged over several rows, stands beside."""
        more: list[str] = []
        if len(matches) == 2 and matches[0] and not matches[1]:
            for below in islice(pieces, place + 1, None):
                if not isinstance(below, Row) or not below.continues or len(below.cells) != 1:
                    break
                if self._here.match(below.cells[0]) or self._here.labelled(below.cells[0]):
                    break
                more.append(below.cells[0])
        return more
