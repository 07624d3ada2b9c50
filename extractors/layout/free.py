"""Text that stands in no box: labels with the answers beside or below them, and whatever else is written there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.hints import without_hints
from extractors.layout.blocks import Block, Shape, blocks
from extractors.layout.judge import Judge, bare
from extractors.layout.lines import Run, levels
from extractors.layout.page import Box
from extractors.layout.spacing import ALIGNED, TIGHT, Spacing
from extractors.pieces import Line, Piece, Place, Row

_LARGE = 1.14
"""Of the usual height: letters larger than this are a heading's."""
_BELOW = 1.6
"""Of a line's height: an answer begins nearer than this below its label."""
_NEXT = 2.2
"""As above: a further paragraph of an answer."""
_SENTENCE_END = (".", "!", ":")
_PART = re.compile(r"(?:section|part|step|stage|page|form)?\W*(?:[a-z]|\d{1,2})?\W*", re.IGNORECASE)
"""What a heading has before its colon: "Section B: The pupil"."""
_ASIDE = 340.0
"""Points: an answer beside its label begins nearer than this."""
_TITLE_WORDS = 12


def free_pieces(
    free: Sequence[Run], judge: Judge, spacing: Spacing, place: Callable[[Box, float], Place]
) -> Iterator[tuple[Box, Piece]]:
    """Yield a piece for every label with its answer, and for every other line, with the box it stands in."""
    found = blocks(free, judge, spacing)
    taken: set[int] = set()
    for pair in _pairs(found):
        taken.update(id(each) for each in (pair.label, *pair.answers))
        yield pair.label.box, pair.row(place)
    usual = median(run.box.height for run in free) if free else 0.0
    reach = max((run.box.right for run in free), default=0.0)
    left: list[Run] = []
    for block in found:
        if block.shape is Shape.LABEL and id(block) not in taken:
            yield (
                block.box,
                Line(block.text, place(block.box, min(run.sure for run in block.runs)), loose=True, label=True),
            )
        elif id(block) not in taken:
            left += block.runs
    yield from _lines(left, judge, usual, reach, place)


@dataclass(slots=True)
class _Pair:
    """A label, and the blocks that answer it."""

    label: Block
    answers: list[Block] = field(default_factory=list)

    def row(self, place: Callable[[Box, float], Place]) -> Row:
        """The pair as a row of two cells."""
        sure = min(run.sure for block in self.answers for run in block.runs)
        box = self.answers[0].box
        for block in self.answers[1:]:
            box = box.around(block.box)
        where = place(box, sure)
        said = self.answers[0].text
        for before, block in pairwise(self.answers):
            said += ("   " if block.box.top < before.box.bottom - 2 else "\n") + block.text
        return Row((self.label.text, said), where, (0, 1), places=(where, where), paired=True)


def _pairs(found: Sequence[Block]) -> list[_Pair]:
    """The labels that have an answer: beside it first, for then what stands below is another's."""
    labels = [block for block in found if block.shape is Shape.LABEL]
    texts = [block for block in found if block.shape is Shape.TEXT]
    pairs: dict[int, _Pair] = {}
    answered: set[int] = set()

    def beside(label: Block) -> list[Block]:
        first = _beside(label, labels, [each for each in texts if id(each) not in answered])
        return [first, *_further(first, found, answered)] if first else []

    def below(label: Block) -> list[Block]:
        first, edge = _below(label, found, answered), _edge(label, found)
        more = _further(first, found, answered) if first else ()
        return [first, *(each for each in more if each.box.left < edge)] if first else []

    # On one form answers stand beside their labels or below them: where both seem so, most labels tell.
    ways = (
        [below, beside]
        if _stand_below([(bool(beside(label)), bool(below(label))) for label in labels])
        else [beside, below]
    )
    for way in ways:
        for label in labels:
            if id(label) not in pairs and (answers := way(label)):
                pairs[id(label)] = _Pair(label, answers)
                answered.update(map(id, answers))
    for pair in pairs.values():
        _lengthen(pair, found, answered)
    return [pairs[id(label)] for label in labels if id(label) in pairs]


def _stand_below(seen: Sequence[tuple[bool, bool]]) -> bool:
    """Tell whether answers stand below their labels, by the labels that have text on one side alone."""
    return sum(below and not beside for beside, below in seen) > sum(beside and not below for beside, below in seen)


def _beside(label: Block, labels: Sequence[Block], texts: Sequence[Block]) -> Block | None:
    """The nearest text to the right of a label at its height, with no other label between them."""
    level = [
        text
        for text in texts
        if -4 < text.box.left - label.box.right < _ASIDE and _overlap(label.box, text.box) > 0.4 * _low(label, text)
    ]
    if not level:
        return None
    nearest = min(
        level, key=lambda text: (text.box.left - label.box.right > 40, -_overlap(label.box, text.box), text.box.left)
    )
    between = any(
        other is not label
        and label.box.right - 4 < other.box.left < nearest.box.left
        and _overlap(other.box, nearest.box) > 0.4 * _low(other, nearest)
        for other in labels
    )
    rival = any(
        other is not label
        and abs(other.box.left - label.box.left) < 6
        and _overlap(other.box, nearest.box) > _overlap(label.box, nearest.box) + 1
        for other in labels
    )
    return None if between or rival else nearest


def _further(beside: Block, found: Sequence[Block], answered: set[int]) -> Iterator[Block]:
    """What stands further right at the height of a one-line answer, up to the next label: more of its options."""
    if len(beside.runs) > 1:
        return
    level = [
        block
        for block in found
        if block.box.left > beside.box.right and _overlap(block.box, beside.box) > 0.5 * _low(block, beside)
    ]
    for block in sorted(level, key=lambda each: each.box.left):
        if block.shape is not Shape.TEXT or len(block.runs) > 1 or id(block) in answered:
            return
        yield block


def _overlap(one: Box, other: Box) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _low(one: Block, other: Block) -> float:
    return min(one.runs[0].box.height, other.runs[0].box.height)


def _below(label: Block, found: Sequence[Block], answered: set[int]) -> Block | None:
    """The text right below a label, where its column is its own."""
    height = label.runs[-1].box.height
    edge = _edge(label, found)
    under = [
        block
        for block in found
        if block is not label
        and -3 < block.box.top - label.box.bottom < _BELOW * height
        and label.box.left - 8 < block.box.left < edge
    ]
    if not under:
        return None
    first = min(under, key=lambda block: (round(block.box.top / 3), block.box.left))
    if not without_hints(first.text):
        # A heading that reads like a label, and an instruction below it.
        return None
    return first if first.shape is Shape.TEXT and id(first) not in answered else None


def _edge(label: Block, found: Sequence[Block]) -> float:
    """How far to the right a label's column goes: to the next block at its height."""
    beside = [
        block.box.left
        for block in found
        if block.box.left > label.box.right - 2 and _overlap(label.box, block.box) > 0.4 * _low(label, block)
    ]
    return min(beside, default=label.box.left + _ASIDE) - 4


def _lengthen(pair: _Pair, found: Sequence[Block], answered: set[int]) -> None:
    """Add the further paragraphs of an answer: below it and in its column, before anything else begins there."""
    while True:
        last = pair.answers[-1]
        height = last.runs[-1].box.height
        under = [
            block
            for block in found
            if block is not last
            and -3 < block.box.top - last.box.bottom < _NEXT * height
            and block.box.left < max(last.box.right, pair.answers[0].box.right)
            and block.box.right > last.box.left
        ]
        if not under:
            return
        first = min(under, key=lambda block: (block.box.top, block.box.left))
        aligned = abs(first.box.left - pair.answers[0].box.left) < 6
        beside = any(
            block.shape is Shape.LABEL and block.box.right < first.box.left + 4 and _overlap(block.box, first.box) > 1
            for block in found
        )
        small = len(pair.answers[0].text) < _SHORT and first.box.top - last.box.bottom > _CLOSE * height
        if first.shape is not Shape.TEXT or id(first) in answered or not aligned or beside or small:
            return
        pair.answers.append(first)
        answered.add(id(first))


_SHORT = 40
_CLOSE = 0.9
"""Letters: an answer as short as this has no further paragraphs, but lines nearer than this, as an address has."""


def _lines(
    left: Sequence[Run], judge: Judge, usual: float, reach: float, place: Callable[[Box, float], Place]
) -> Iterator[tuple[Box, Piece]]:
    """What belongs to no label and answer: lines, and rows where several stand side by side."""
    before: Run | None = None
    for level in _with_rows(levels(left), judge):
        if isinstance(level[0], Block):
            before = None
            places = tuple(place(each.box, min(run.sure for run in each.runs)) for each in level)
            yield (
                level[0].runs[0].box,
                Row(tuple(each.text for each in level), places[0], tuple(range(len(level))), places=places),
            )
            continue
        for run in level:
            stands_out = run.bold or run.box.height > _LARGE * usual
            title = stands_out and len(run.words) < _TITLE_WORDS and not _says_more(run.text)
            wrapped = before is not None and _wraps(before, run, reach)
            yield run.box, Line(run.text, place(run.box, run.sure), heading=title, loose=True, wrapped=wrapped)
            before = run


def _says_more(text: str) -> bool:
    """Tell whether a line is no title: a sentence, or a label with its answer behind a colon."""
    label, colon, _ = text.partition(":")
    return text.endswith(_SENTENCE_END) or (bool(colon) and _PART.fullmatch(label) is None and _is_numbered(label))


def _is_numbered(label: str) -> bool:
    return bare(label) != label.strip()


def _with_rows(found: Sequence[list[Run]], judge: Judge) -> Iterator[list[Run] | list[Block]]:
    """Levels as they are, or as the blocks of a row where several runs stand side by side.

    A lone run right below the last of a row, and begun where that begins, goes on from it.
    """
    row: list[Block] = []
    for level in found:
        if row and len(level) == 1 and _goes_on(row[-1], level[0]):
            row[-1].runs.append(level[0])
            continue
        if row:
            yield row
        row = [Block([run]) for run in level] if len(level) > 1 and not any(map(judge.opens, level)) else []
        if not row:
            yield level
    if row:
        yield row


def _goes_on(block: Block, run: Run) -> bool:
    gap = (run.box.top - block.runs[-1].box.bottom) / run.box.height
    return abs(block.box.left - run.box.left) < ALIGNED and -0.5 < gap < TIGHT


def _wraps(before: Run, run: Run, reach: float) -> bool:
    """Tell whether a line goes on where the one above it had no more room."""
    near = run.box.top - before.box.bottom < 0.75 * run.box.height
    return near and reach - before.box.right < run.words[0].box.width + 0.4 * run.box.height
