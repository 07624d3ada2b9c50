"""How far apart a document's lines and rows stand, by which a text's next line is told from the next row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from extractors.layout.lines import Run

TIGHT = 0.75
"""Of a line's height: lines further apart than this are two texts."""
_LOOSER = 0.22
"""As above: how much further than usual lines of one text may stand apart."""
ALIGNED = 5.0
"""Points: lines whose left edges are nearer than this stand in one column."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far apart lines of one text, and rows of a table, stand on a page, as shares of their height."""

    lines: float
    rows: float

    @property
    def rows_look_like_lines(self) -> bool:
        """Whether the space between two lines does not tell whether the second begins a row."""
        return self.rows - self.lines < _LOOSER

    @property
    def most(self) -> float:
        """How far apart lines of one text may stand."""
        return min(TIGHT, self.lines + _LOOSER)


def spacing_of(pages: Iterable[Sequence[Sequence[Run]]]) -> Spacing:
    """Return what pages, each given by its levels, tell.

    A line alone under another goes on from it; a level with more than one run is a row.
    """
    gaps: dict[bool, list[float]] = {True: [], False: []}
    for above, row in (pair for rows in pages for pair in pairwise(rows)):
        for run in row:
            near = [
                gap
                for other in above
                if abs(other.box.left - run.box.left) < ALIGNED
                and -0.5 < (gap := (run.box.top - other.box.bottom) / run.box.height) < 1.5
            ]
            gaps[len(row) > 1] += near[:1]
    lines = quantiles(gaps[False], n=4)[0] if len(gaps[False]) > 3 else _USUAL
    between = median(gaps[True]) if len(gaps[True]) > 3 else 1.0
    return Spacing(min(lines, _USUAL), between)


_USUAL = 0.4
