"""Text that stands in no box: lines, and rows of a table that was set without lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.layout.lines import Run
from extractors.layout.page import Box
from extractors.pieces import Line, Piece, Place, Row

_TIGHT = 0.75
"""Of a line's height: a line nearer than this may go on from the one above."""
_LARGE = 1.14
"""Of the usual height: letters larger than this are a heading's."""
_LEADING = 0.45
"""Of a line's height: lines nearer than this are set as one text; rows of a table stand further apart."""
_ALIGNED = 5.0
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?|[A-Ha-h])[.):]?")
_SENTENCE_END = (".", "!", ":")


@dataclass(slots=True)
class _Cell:
    """A column's part of a row, growing line by line."""

    runs: list[Run]

    @property
    def box(self) -> Box:
        box = self.runs[0].box
        for run in self.runs[1:]:
            box = box.around(run.box)
        return box

    @property
    def text(self) -> str:
        said = self.runs[0].text
        reach = max(run.box.right for run in self.runs)
        for before, run in pairwise(self.runs):
            said += (" " if _wraps(before, run, reach) else "\n") + run.text
        return said

    @property
    def sure(self) -> float:
        return min(run.sure for run in self.runs)


def free_pieces(
    free: Sequence[Run],
    known: Callable[[str], bool],
    likely: Callable[[str], bool],
    place: Callable[[Box, float], Place],
) -> Iterator[tuple[Box, Piece]]:
    """Yield a piece for every line or row of `free`, with the box it stands in."""
    rows: list[list[_Cell]] = []
    for line in _levels(free):
        if not (rows and _continues(rows[-1], line, known, likely)):
            rows.append([_Cell([run]) for run in line])
    reach = max((cell.box.right for row in rows for cell in row), default=0.0)
    usual = median(run.box.height for run in free) if free else 0.0
    before: Run | None = None
    for each in _with_values_below(rows, known):
        row = _without_number(each)
        cells = tuple(cell.text for cell in row)
        places = tuple(place(cell.box, cell.sure) for cell in row)
        if len(row) == 1:
            stands_out = all(run.bold or run.box.height > _LARGE * usual for run in row[0].runs)
            for run in row[0].runs:
                spot, title = place(run.box, run.sure), stands_out and _is_title(run, row[0])
                wrapped = before is not None and _wraps(before, run, reach)
                yield run.box, Line(run.text, spot, heading=title, loose=True, wrapped=wrapped)
                before = run
        else:
            before = None
            columns = tuple(range(len(row)))
            yield row[0].box, Row(cells, places[0], columns, places=places)


def _without_number(row: list[_Cell]) -> list[_Cell]:
    """A row whose first column only numbers it, without that; of a heading the number stays in front."""
    if len(row) < 2 or not _NUMBER.fullmatch(row[0].text):
        return row
    if len(row) > 2 or len(row[1].runs) > 1:
        return row[1:]
    return [_Cell([Run.of((*row[0].runs[0].words, *row[1].runs[0].words))])]


def _wraps(before: Run, run: Run, reach: float) -> bool:
    """Tell whether a line goes on where the one above it had no more room."""
    near = run.box.top - before.box.bottom < _TIGHT * run.box.height
    return near and reach - before.box.right < run.words[0].box.width + 0.4 * run.box.height


def _is_title(run: Run, cell: _Cell) -> bool:
    return len(cell.runs) == 1 and len(run.words) < 12 and not run.text.endswith(_SENTENCE_END)


def _levels(free: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of one height together, from the top."""
    line: list[Run] = []
    for run in sorted(free, key=lambda each: each.box.centre[1]):
        if line and run.box.centre[1] - line[-1].box.centre[1] > 0.5 * min(run.box.height, line[-1].box.height):
            yield sorted(line, key=lambda each: each.box.left)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda each: each.box.left)


def _continues(
    row: list[_Cell], line: Sequence[Run], known: Callable[[str], bool], likely: Callable[[str], bool]
) -> bool:
    """Add a line to the row above when it goes on from it: values that wrap, a label that does."""
    height = min(run.box.height for run in line)
    gap = min(run.box.top for run in line) - max(cell.runs[-1].box.bottom for cell in row)
    pairs = [(run, cell) for run in line if (cell := _under(row, run))]
    if gap > _TIGHT * height or len(pairs) < len(line):
        return False
    labels = [(run, cell) for run, cell in pairs if cell is row[0] or known(cell.text)]
    if len(row) == 1:
        goes_on = known(f"{row[0].text} {line[0].text}") and not known(row[0].text) and not known(line[0].text)
    elif gap < _LEADING * height:
        goes_on = not any(known(run.text) for run, _ in labels)
    else:
        goes_on = not any(known(run.text) for run in line) and all(
            likely(f"{cell.text} {run.text}") and not likely(run.text) for run, cell in labels
        )
    if goes_on:
        for run, cell in pairs:
            cell.runs.append(run)
    return goes_on


def _under(row: list[_Cell], run: Run) -> _Cell | None:
    return next((cell for cell in row if abs(cell.box.left - run.box.left) < _ALIGNED), None)


def _with_values_below(rows: list[list[_Cell]], known: Callable[[str], bool]) -> Iterator[list[_Cell]]:
    """A label in bold alone on its line takes the lines below it that are not bold, as label and answer."""
    opened: list[_Cell] | None = None
    for row in rows:
        alone = row[0] if len(row) == 1 else None
        if alone and all(run.bold for run in alone.runs) and known(alone.text.rstrip(":?")):
            if opened:
                yield opened
            opened = [alone]
        elif opened and alone and not alone.runs[0].bold and not known(alone.text.partition(":")[0]):
            if len(opened) == 1:
                opened.append(_Cell(list(alone.runs)))
            else:
                opened[1].runs += alone.runs
        else:
            if opened:
                yield opened
                opened = None
            yield row
    if opened:
        yield opened
