"""Lines that were set as one text, such as a label over three lines or a paragraph, become a block again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from statistics import median

from extractors.layout.judge import Judge, Look, asks, bare
from extractors.layout.lines import Run, levels
from extractors.layout.page import Box
from extractors.layout.spacing import ALIGNED, Spacing

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?|[A-Ha-h])[.):]?")
_NUMBERS = 30.0
"""Points: a number stands nearer than this to what it numbers."""
_OPTIONS = 4.0
"""Of a line's height: options of one answer stand no further apart."""
_LEVEL = 0.6
_MOST_LINES = 6
"""Of a label."""


class Shape(StrEnum):
    """What a block is for a reader."""

    LABEL = "label"
    TEXT = "text"
    OPENED = "opened"
    """A label and its answer, in one line with a colon between them."""
    HEADING = "heading"


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    runs: list[Run]
    shape: Shape = Shape.TEXT
    reach: float = 0.0
    """How far to the right its lines could have gone."""

    @property
    def box(self) -> Box:
        """The box around it."""
        return reduce(Box.around, (run.box for run in self.runs))

    @property
    def text(self) -> str:
        """What it says, wrapped lines joined."""
        said = self.runs[0].text
        reach = max(self.reach, *(run.box.right for run in self.runs))
        for before, run in pairwise(self.runs):
            room = reach - before.box.right
            wrapped = room < run.words[0].box.width + 0.4 * run.box.height or self.shape is Shape.LABEL
            # An address that is longer than its line is broken anywhere.
            broken = "@" in before.words[-1].text and room < run.box.height and len(run.words) == 1
            said += ("" if broken else " " if wrapped else "\n") + run.text
        return said


def blocks(free: Sequence[Run], judge: Judge, spacing: Spacing) -> list[Block]:
    """Return the blocks of a page's free text from the top, each known for a label, a heading or a text."""
    rows = [_options_joined(_without_number(level)) for level in _columns_parted(levels(free))]
    found: list[Block] = []
    for row in rows:
        # Where rows of a table stand no further apart than the lines of a text, a new label begins a new row.
        begun = False
        for place, run in enumerate(row):
            block = _above(run, found, spacing, judge)
            if block and begun and spacing.rows_look_like_lines:
                block = None
            if block and place == 0 and len(row) > 1 and _begins_row(block, run, spacing, judge):
                block = None
            if block:
                block.runs.append(run)
            else:
                found.append(Block([run]))
            begun = begun or (place == 0 and block is None)
    usual = median(run.box.height for run in free) if free else 0.0
    for block in found:
        block.shape = _shape(block, judge, usual)
    for block in found:
        if block.shape is Shape.HEADING and any(
            other.shape is Shape.LABEL and _right_of(other, found) is block for other in found
        ):
            block.shape = Shape.TEXT
    _name_columns(found, judge)
    parted = _parted(found)
    for block in parted:
        left = block.box.left
        block.reach = max(other.box.right for other in parted if abs(other.box.left - left) < ALIGNED)
    return parted


def _name_columns(found: Sequence[Block], judge: Judge) -> None:
    """Take for labels the texts that stand in a column of labels with an answer in the column beside it."""
    if judge.looks or judge.asking:
        return
    beside = {id(block): nearest for block in found if (nearest := _right_of(block, found))}
    labels = [block for block in found if block.shape is Shape.LABEL and id(block) in beside]
    for block in found:
        answer = beside.get(id(block))
        if block.shape is not Shape.TEXT or answer is None or not _is_short(block):
            continue
        alike = sum(
            abs(label.box.left - block.box.left) < ALIGNED
            and abs(beside[id(label)].box.left - answer.box.left) < ALIGNED
            for label in labels
        )
        if alike >= _COLUMN_LABELS:
            block.shape = Shape.LABEL


_COLUMN_LABELS = 3


def _is_short(block: Block) -> bool:
    """Tell whether a block is short enough for a label."""
    return sum(len(run.words) for run in block.runs) < _LONGEST and len(block.runs) <= _MOST_LINES


def _right_of(block: Block, found: Sequence[Block]) -> Block | None:
    """The nearest block to the right of the first line of another."""
    level = [
        other
        for other in found
        if other.box.left > block.box.right - 4 and _overlaps(other.runs[0].box, block.runs[0].box)
    ]
    return min(level, key=lambda each: each.box.left, default=None)


def _begins_row(block: Block, run: Run, spacing: Spacing, judge: Judge) -> bool:
    """Tell whether the first run of a level with more in it begins a row, rather than going on with a label."""
    if not spacing.rows_look_like_lines:
        return False
    said = " ".join(each.text for each in block.runs)
    return not judge.known(bare(f"{said} {run.text}")) and not (run.text[:1].islower() and not judge.known(bare(said)))


def _columns_parted(rows: list[list[Run]]) -> Iterator[list[Run]]:
    """Levels on which a label fills its column up to the next one, parted where the lines around them begin there."""
    for place, row in enumerate(rows):
        above = [left for other in rows[max(place - 2, 0) : place] for left in _lefts(other)]
        below = [left for other in rows[place + 1 : place + 3] for left in _lefts(other)]
        around = [left for left in above if any(abs(left - other) < 1 for other in below)]
        yield [part for run in row for part in _parted_at(run, around)]


def _lefts(row: Sequence[Run]) -> list[float]:
    return [run.box.left for run in row]


def _parted_at(run: Run, lefts: Sequence[float]) -> Iterator[Run]:
    """A run in two where a word of it begins at one of these places."""
    for at, word in enumerate(run.words):
        if at and any(abs(word.box.left - left) < 1 for left in lefts):
            yield Run.of(run.words[:at])
            yield Run.of(run.words[at:])
            return
    yield run


def _options_joined(level: list[Run]) -> list[Run]:
    """Options that only a wide space parts, "Yes     / No", as one run."""
    found: list[Run] = []
    for run in level:
        near = found and run.box.left - found[-1].box.right < _OPTIONS * run.box.height
        if near and (run.text.startswith("/") or found[-1].text.endswith("/")):
            found[-1] = Run.of((*found[-1].words, *run.words))
        else:
            found.append(run)
    return found


def _without_number(level: list[Run]) -> list[Run]:
    """A level whose first run only numbers it: the number belongs to what it numbers."""
    near = len(level) > 1 and level[1].box.left - level[0].box.right < _NUMBERS
    if near and _NUMBER.fullmatch(level[0].text):
        return [Run.of((*level[0].words, *level[1].words)), *level[2:]] if len(level) == 2 else level[1:]
    return level


def _above(run: Run, found: Sequence[Block], spacing: Spacing, judge: Judge) -> Block | None:
    """The block that a run goes on from."""
    for block in reversed(found[-12:]):
        last = block.runs[-1]
        gap = (run.box.top - last.box.bottom) / run.box.height
        if abs(block.runs[0].box.left - run.box.left) < ALIGNED and -0.5 < gap < spacing.most:
            return block if _goes_on(block, run, judge) else None
    return None


def _goes_on(block: Block, run: Run, judge: Judge) -> bool:
    """Tell whether a line right below a block is one more line of it."""
    last, text = block.runs[-1], run.text
    if Look.of(last) != Look.of(run) and (judge.looks or last.bold != run.bold):
        return False
    said = " ".join(each.text for each in block.runs)
    if judge.looks & {Look.of(run)}:
        return not asks(said) and not (judge.known(bare(said)) and not judge.known(bare(f"{said} {text}")))
    if judge.opens(run) or judge.ends_label(said, block.runs[0]):
        return False
    whole = bare(f"{said} {text}")
    if judge.known(bare(said)):
        return judge.known(whole) if judge.asking else judge.whole(whole)
    if judge.known(whole) and len(block.runs) < _MOST_LINES:
        return True
    if judge.is_label(run):
        return text[:1].islower() or _is_begun_question(said) or (judge.asking and judge.likely(whole))
    return True


def _is_begun_question(text: str) -> bool:
    """Tell whether a text begins to ask and has not done so yet: "What is the pupil's"."""
    return bool(_ASKING.match(bare(text))) and not asks(text)


_ASKING = re.compile(
    r"(?:what|which|who|whose|when|where|why|how|is|are|has|have|do|does|did|will|was|were|can)\b", re.IGNORECASE
)


def _shape(block: Block, judge: Judge, usual: float) -> Shape:
    said = " ".join(run.text for run in block.runs)
    if _stands_out(block, judge, usual):
        return Shape.HEADING
    if judge.opens(block.runs[0]):
        return Shape.OPENED
    if len(block.runs) <= _MOST_LINES and (
        all(judge.is_label(run) for run in block.runs)
        or (not judge.looks and judge.known(bare(said)) and not judge.asking)
        or (not judge.looks and judge.ends_label(said, block.runs[0]) and len(said.split()) < _LONGEST)
    ):
        return Shape.LABEL
    return Shape.TEXT


def _stands_out(block: Block, judge: Judge, usual: float) -> bool:
    """Tell whether a block is set as a heading: larger than the rest, or in bold where labels are not."""
    if len(block.runs) > 2 or any(Look.of(run) in judge.looks for run in block.runs) or asks(block.runs[-1].text):
        return False
    large = all(run.box.height > _LARGE * usual for run in block.runs)
    bold = all(run.bold for run in block.runs)
    said = " ".join(run.text for run in block.runs)
    # Where labels end with a colon or a question mark, a few words in bold without one are a heading.
    plain = judge.asking and bold and len(said.split()) <= _HEADING_WORDS
    return (
        (large and bold) or plain or ((large or bold) and judge.heads(said)) or (large and not judge.known(bare(said)))
    )


_HEADING_WORDS = 6
_LARGE = 1.14
"""Of the usual height: letters larger than this are a heading's."""
_LONGEST = 30
"""Words of a label."""


def _parted(found: Sequence[Block]) -> list[Block]:
    """Texts beside several labels, each cut where the next label begins."""
    labels = [block for block in found if block.shape is Shape.LABEL]
    parted: list[Block] = []
    for block in found:
        if block.shape is not Shape.TEXT or len(block.runs) == 1:
            parted.append(block)
            continue
        beside = [label for label in labels if label.box.right < block.box.left + 4 and _overlaps(label.box, block.box)]
        nearest = max((label.box.left for label in beside), default=0.0)
        column = [label for label in beside if abs(label.box.left - nearest) < ALIGNED]
        parted += _cut(block, column) if len(column) > 1 else [block]
    return parted


def _cut(block: Block, labels: Sequence[Block]) -> Iterator[Block]:
    starts = [label.runs[0].box.centre[1] for label in labels]
    part: list[Run] = []
    for run in block.runs:
        if part and any(abs(run.box.centre[1] - start) < _LEVEL * run.box.height for start in starts):
            yield Block(part)
            part = []
        part.append(run)
    yield Block(part)


def _overlaps(one: Box, other: Box) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 1
