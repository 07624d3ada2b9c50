"""Rows of tables: which cells are labels by where they stand and how they are set, and where an answer ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from extractors.labels import LabelIndex, questions_of
from extractors.match import Match, unnamed
from extractors.pieces import Piece, Row
from extractors.spelling import normal
from extractors.ticks import has_boxes
from proposals.question import Question
from proposals.reading import OF_SCHOOLS

_MOST, _FEW = 0.55, 0.4
"""How much like labels the cells of a column of labels are at least, and those of a column of answers at most."""


def label_columns(pieces: Sequence[Piece], index: LabelIndex) -> Mapping[int, frozenset[int]]:
    """For each row of a table, by its place, which columns hold labels: those most of whose cells look like one."""
    found: dict[int, frozenset[int]] = {}
    for rows in _tables(pieces):
        told: defaultdict[int, list[float]] = defaultdict(list)
        for _, row in rows:
            for place, cell in enumerate(row.cells):
                if cell:
                    told[_column_of(row, place)].append(looks_like_a_label(index, row, place))
        headed = [row for _, row in rows if _all_look(index, row)]
        headed += [row for (_, row), (_, below) in pairwise(rows) if row not in headed and is_headed(row, below)]
        if len(headed) >= len(rows) / 3 and (len(headed) > 1 or len(rows) == 2):
            told.clear()
        share = {column: sum(looks) / len(looks) for column, looks in told.items()}
        columns = frozenset(column for column, looks in share.items() if looks > _MOST)
        # Labels in every column, or now and then in one of answers: rows of them head the rows below.
        alone = all(looks < _FEW for column, looks in share.items() if column not in columns)
        columns = columns if alone and len(columns) < len(told) else frozenset()
        found.update((place, columns) for place, _ in rows)
    return MappingProxyType(found)


def heads_in_turn(pieces: Sequence[Piece], index: LabelIndex) -> frozenset[int]:
    """Return the places of the rows that are labels over a row of their answers, where a document is laid out so."""
    found: dict[int, tuple[int, ...]] = {}
    clear: Counter[tuple[int, ...]] = Counter()
    for run in _runs_of_rows(pieces):
        looks = [_look_of(index, row) for _, row in run]
        gains = [_gain(one, other, looks[at], looks[at + 1]) for at, ((_, one), (_, other)) in enumerate(pairwise(run))]
        # The pairs of rows that together tell labels from answers best.
        best = [0.0] * (len(run) + 2)
        for at in range(len(gains) - 1, -1, -1):
            best[at] = max(best[at + 1], best[at + 2] + gains[at])
        at = 0
        while at < len(gains):
            if gains[at] > 0 and best[at] == best[at + 2] + gains[at]:
                shape = run[at][1].columns
                found[run[at][0]] = shape
                clear[shape] += gains[at] > _CLEARLY and looks[at + 1] < _FEW
                at += 1
            at += 1
    if clear.total() < _LEAST_TURNS:
        return frozenset()
    shapes = Counter(found.values())
    return frozenset(place for place, shape in found.items() if clear[shape] > shapes[shape] / 2)


_LEAST_TURNS = 4
_CLEARLY = 0.4
"""How much more a row of labels looks like labels than the answers below it."""


def _gain(row: Row, below: Row, look: float, look_below: float) -> float:
    """What speaks for a row's being the labels of the one below it."""
    if row.columns != below.columns or row.paired or below.paired or below.continues:
        return 0.0
    if any(row.inside) or any(below.inside):
        # Each cell has its label and its answer in it.
        return 0.0
    beside = [bold for bold, cell in zip(row.bold, row.cells, strict=False) if cell]
    if any(beside) and not all(beside):
        # Labels in bold have their answers beside them.
        return 0.0
    apart = 0.3 * (is_apart(row, below) or is_headed(row, below)) - 0.3 * (below.bold[:1] > row.bold[:1])
    return look - look_below + apart - 0.1


def _look_of(index: LabelIndex, row: Row) -> float:
    """How much the filled cells of a row look like labels, each by its words."""
    looks = [_by_words(index, cell) for cell in row.cells if cell]
    return sum(looks) / len(looks) if looks else 0.0


def _by_words(index: LabelIndex, cell: str) -> float:
    first = cell.partition("\n")[0]
    if len(first) > LONGEST_LABEL or has_boxes(first):
        return 0.0
    return 1.0 if index.find(first) else 0.7 if first.endswith((":", "?")) or index.is_like(first) else 0.0


def _runs_of_rows(pieces: Sequence[Piece]) -> Iterator[list[tuple[int, Row]]]:
    """The rows that follow one another without a line between them, with their places."""
    run: list[tuple[int, Row]] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, Row):
            run.append((place, piece))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _all_look(index: LabelIndex, row: Row) -> bool:
    """Tell whether a row is made of labels."""
    filled = [place for place, cell in enumerate(row.cells) if cell]
    return len(filled) > 1 and all(looks_like_a_label(index, row, place) > _MOST for place in filled)


def looks_like_a_label(index: LabelIndex, row: Row, place: int, section: str | None = None) -> float:
    """How much a cell looks like a label: 1.0 when it is a listed one."""
    first, _, rest = row.cells[place].partition("\n")
    if len(first) > LONGEST_LABEL or has_boxes(first):
        return 0.0
    apart = any(row.bold) and not all(row.bold) and row.bold[place]
    if any(row.bold) and not row.bold[place] and _bold_are_labels(index, row):
        # Beside labels in bold, what reads like a label is an answer.
        return 0.0
    if index.find(first, section) or index.find(f"{first} {rest}", section):
        return 1.0
    return 0.9 if apart else 0.7 if first.rstrip().endswith((":", "?")) or index.is_like(first) else 0.0


def _bold_are_labels(index: LabelIndex, row: Row) -> bool:
    """Tell whether all that a row says in bold reads like a label."""
    return all(_by_words(index, cell) > 0 for cell, bold in zip(row.cells, row.bold, strict=False) if cell and bold)


def is_inside(row: Row) -> bool:
    """Tell whether each cell of a row begins with its own label in bold, and some go on with an answer."""
    bold = len(row.bold) == len(row.cells) and all(bold for bold, cell in zip(row.bold, row.cells, strict=True) if cell)
    return bold and any(inside and "\n" in cell for inside, cell in zip(row.inside, row.cells, strict=False))


def is_apart(row: Row, below: Row) -> bool:
    """Tell whether a cell is set in bold and the one below it is not."""
    return row.bold[:1] == (True,) and below.bold[:1] == (False,)


def is_headed(row: Row, below: Row) -> bool:
    """Tell whether a row in bold heads one that is not: each column with its answer in it."""
    heads = [bold for bold, cell in zip(row.bold, row.cells, strict=False) if cell]
    plain = [bold for bold, cell in zip(below.bold, below.cells, strict=False) if cell]
    return (
        len(heads) > 1
        and all(heads)
        and not any(plain)
        and row.columns == below.columns
        and len(row.bold) == len(row.cells)
    )


LONGEST_LABEL = 200
"""Letters."""


def _column_of(row: Row, place: int) -> int:
    return row.columns[place] if place < len(row.columns) else place


def _tables(pieces: Sequence[Piece]) -> Iterator[list[tuple[int, Row]]]:
    """The rows of as many cells that follow one another, with their places among the pieces."""
    rows: list[tuple[int, Row]] = []
    for place, piece in enumerate(pieces):
        row = piece if isinstance(piece, Row) and len(piece.cells) > 1 else None
        if rows and (row is None or len(row.cells) != len(rows[-1][1].cells)):
            yield rows
            rows = []
        if row:
            rows.append((place, row))
    if rows:
        yield rows


def labels_by_place(row: Row, matches: list[Match | None], columns: frozenset[int]) -> list[Match | None]:
    """Take for a label what stands where labels stand: in a column of them, or first of a pair; and nothing else."""
    found = list(matches)
    if row.paired:
        return [found[0] or unnamed(row.cells[0]), None]
    for place, cell in enumerate(row.cells):
        here = _column_of(row, place) in columns
        pair = len(row.cells) == 2 and place == 0 and not any(matches)
        if found[place] is None and (here or pair) and _may_label(cell):
            found[place] = unnamed(cell.partition("\n")[0])
        if found[place] and columns and not here and place and found[place - 1]:
            # In a column of answers, beside a label: it reads like a label, and is the answer.
            found[place] = None
    return found


def _may_label(cell: str) -> bool:
    return 1 < len(cell) <= LONGEST_LABEL and not has_boxes(cell) and any(mark.isalpha() for mark in cell)


def labels_alone(matches: list[Match | None]) -> list[Match | None]:
    """Without what only resembles a label where an answer stands: behind a label, or last in its row."""
    kept: list[Match | None] = []
    for place, match in enumerate(matches):
        likely = match is not None and not match.listed
        behind = place > 0 and kept[place - 1] is not None
        kept.append(None if likely and len(matches) > 1 and (behind or place == len(matches) - 1) else match)
    return kept


@cache
def _options() -> frozenset[str]:
    """What forms offer to be chosen: "Alternative provider" behind a label of nobody's list is its answer."""
    return frozenset(
        normal(choice.label) for form in OF_SCHOOLS for each in questions_of(form).values() for choice in each.choices
    )


def end_of_answer(row: Row, matches: list[Match | None], place: int) -> int:
    """Where the answer to the label at `place` ends: before the next label.

    "Headteacher" is a label, and a role; "Alternative provider" a label, and a kind of provider.
    """
    question = matches[place]
    end = place + 1
    if question and end < len(row.cells) and matches[end] and _may_say(question.question, row.cells[end]):
        return end + 1
    while end < len(row.cells) and matches[end] is None:
        end += 1
    return end


def lengthened(row: Row, more: list[str]) -> Row:
    """Return a row whose last cell goes on in the cells below it."""
    if not more:
        return row
    return replace(row, cells=(*row.cells[:-1], "\n".join(filter(None, (row.cells[-1], *more)))))


def mostly(labels: list[Match | None]) -> bool:
    """Tell whether a row heads columns, one of which is none of ours: labels side by side, not label and answer."""
    beside = any(one and other for one, other in pairwise(labels))
    return len(labels) > 2 and beside and sum(label is not None for label in labels) > len(labels) / 2


def _may_say(question: Question, text: str) -> bool:
    said = normal(text)
    if not question.name:
        return said in _options()
    return question.name.endswith("_role") or any(
        said == normal(label) for choice in question.choices for label in (choice.label, *choice.also)
    )
