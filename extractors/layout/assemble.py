"""From pages as they look to pieces in reading order: tables row by row, boxes with the labels that stand by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import takewhile, zip_longest
from typing import TypeGuard

from extractors.layout import cells as drawn
from extractors.layout.breaks import append
from extractors.layout.free import free_pieces
from extractors.layout.judge import Judge, asks, bare, learnt
from extractors.layout.lines import Run, block, lines, runs
from extractors.layout.page import Box, Filled, Page, Word
from extractors.layout.running import body, running_lines
from extractors.layout.slots import Slot, labelled
from extractors.layout.spacing import Spacing, spacing_of
from extractors.layout.tick_slots import tick_slots
from extractors.pieces import Line, Piece, Place, Row
from extractors.ticks import OPEN, TICKED
from proposals.reading import Spot

_HEADING_WORDS = 6
_COMB_WIDTH = 32.0
_WIDEST_CELL = 0.85
"""Of a page's width: a wider box is a frame around a part of the page."""
_FRAME = 3.0
"""Points: a box that is no larger than this than the one in it is its border."""
_ASIDE = 0.2
"""Of a cell's width: a box to type into begins further right than this where its label stands beside it."""
_NEAR = 6.0
"""Points: a box to type into stands as near as this to the cell of its label."""


def pieces_of(pages: Sequence[Page]) -> list[Piece]:
    """Return what the pages say, as lines and rows in reading order, running heads left out."""
    running = running_lines(pages)
    by_page = [[runs(line) for line in lines(page.words)] for page in pages]
    typed = sum(len(each.text) for page in pages for each in page.filled)
    judge = learnt((line for page in by_page for line in page), typed if any(page.filled for page in pages) else None)
    spacing = spacing_of(by_page)
    found: list[Piece] = []
    for page in pages:
        append(found, list(_Assembly(page, judge, spacing, running).pieces()))
    return found


@dataclass(slots=True)
class _Assembly:
    """One page on its way to pieces."""

    page: Page
    judge: Judge
    spacing: Spacing
    running: frozenset[str]
    placed: list[tuple[float, float, Piece]] = field(default_factory=list)

    def pieces(self) -> Iterator[Piece]:
        words = body(self.page, self.running)
        found = drawn.cells(self.page.across, self.page.down)
        lined = [(cell, typed) for cell in found if (typed := self._typed_in(cell, found))]
        words += [Word(typed.text, typed.box) for _, typed in lined if typed.text]
        taken = [typed for _, typed in lined]
        frames = [Slot(each.box, each.text) for each in self.page.filled if each not in taken]
        boxes = self._boxes(words, found, [cell for cell, _ in lined], [typed.box for typed in taken])
        within = {cell: [word for word in words if cell.holds(word.box)] for cell in boxes}
        held = {id(word) for inside in within.values() for word in inside}
        for group in drawn.tables(boxes):
            frame = self._frame(group, within)
            typed_beside = self._typed_beside(frame) if frame else None
            if frame and typed_beside:
                frames = [each for each in frames if each.box != typed_beside.box]
                self._place_pair(frame.text, Slot(typed_beside.box, typed_beside.text), frame.box.top)
            elif frame:
                frames.append(frame)
            else:
                self._table(group, within)
        free = [run for line in lines(word for word in words if id(word) not in held) for run in self._cut(runs(line))]
        self._answers(frames, free)
        ordered = [piece for _, _, piece in sorted(self.placed, key=lambda each: each[:2])]
        for piece, below in zip_longest(ordered, ordered[1:]):
            yield replace(piece, alone=True) if isinstance(below, Row) and _may_head(piece) else piece

    def _typed_in(self, cell: Box, found: Sequence[Box]) -> Filled | None:
        """The one box of a fillable form that stands in a cell of a table, with another cell beside it."""
        if cell.width > _WIDEST_CELL * self.page.width:
            return None
        inside = [each for each in self.page.filled if cell.holds(each.box)]
        whole = len(inside) == 1 and cell.left - 2 < inside[0].box.left and inside[0].box.right < cell.right + 2
        if not whole or abs(cell.width - inside[0].box.width) + abs(cell.height - inside[0].box.height) < _FRAME:
            return None
        if self._is_labelled(cell, inside[0].box):
            return None
        beside = any(
            abs(other.top - cell.top) < 3 and (abs(other.right - cell.left) < 3 or abs(cell.right - other.left) < 3)
            for other in found
        )
        return inside[0] if beside else None

    def _is_labelled(self, cell: Box, typed: Box) -> bool:
        """Tell whether the label of a box to type into stands in one cell with it."""
        words = [word for word in self.page.words if cell.holds(word.box) and not typed.holds(word.box)]
        said = block(words)
        aside = typed.left - cell.left > _ASIDE * cell.width
        return bool(said) and (aside or asks(said) or self.judge.known(bare(said)) or self.judge.likely(bare(said)))

    def _boxes(
        self, words: Sequence[Word], found: Sequence[Box], lined: Sequence[Box], typed: Sequence[Box]
    ) -> list[Box]:
        """The drawn cells that hold text, and no other cell; `lined` hold `typed` boxes of a form and nothing else."""
        filled = [each.box for each in self.page.filled]
        return [
            cell
            for cell in found
            if (cell in lined or not any(other is not cell and cell.holds(other) for other in (*found, *filled)))
            and not any(cell.holds(box) and cell not in lined for box in typed)
            and not self._is_border(cell, words)
        ]

    def _is_border(self, cell: Box, words: Sequence[Word]) -> bool:
        """Tell whether a cell is a border around a part of the page, with labels and answers of its own within."""
        if cell.height < 60 or cell.width < self.page.width / 2:
            return False
        inside = [word for word in words if cell.holds(word.box)]
        labels = sum(self.judge.known(run.text.partition(":")[0]) for line in lines(inside) for run in runs(line))
        return labels > 2

    def _typed_beside(self, frame: Slot) -> Filled | None:
        """The box to type into whose label is what a cell alone holds, right to the left of it."""
        if not frame.text:
            return None
        level = (
            each
            for each in self.page.filled
            if abs(each.box.centre[1] - frame.box.centre[1]) < frame.box.height
            and -_FRAME < each.box.left - frame.box.right < _FRAME + _NEAR
        )
        return min(level, key=lambda each: abs(each.box.centre[1] - frame.box.centre[1]), default=None)

    def _frame(self, group: Sequence[Box], within: dict[Box, list[Word]]) -> Slot | None:
        """The slot that a group of cells is: a frame alone, or a comb with a letter in each tooth."""
        whole = reduce(Box.around, group)
        if len(group) == 1:
            inside = within[group[0]]
            return Slot(whole, block(inside, whole.right - 4), _surely(inside))
        level = max(cell.top for cell in group) - min(cell.top for cell in group) < 3
        texts = [block(within[cell]) for cell in group]
        if level and all(cell.width < _COMB_WIDTH for cell in group) and all(len(text) <= 4 for text in texts):
            inside = [word for cell in group for word in within[cell]]
            return Slot(whole, ("/" if len(group) == 3 else "").join(texts), _surely(inside))
        return None

    def _table(self, group: Sequence[Box], within: dict[Box, list[Word]]) -> None:
        lefts = sorted({round(cell.left) for cell in group})
        rows: list[list[Box]] = []
        for cell in sorted(group, key=lambda each: (each.top, each.left)):
            if rows and cell.top - rows[-1][0].top < 3:
                rows[-1].append(cell)
            else:
                rows.append([cell])
        for row in rows:
            ordered = sorted(row, key=lambda each: each.left)
            texts = tuple(block(within[cell], cell.right - 5) for cell in ordered)
            places = tuple(self._place(cell, _surely(within[cell])) for cell in ordered)
            columns = tuple(lefts.index(round(cell.left)) for cell in ordered)
            first = ordered[0]
            bold = tuple(_begins_bold(within[cell]) for cell in ordered)
            inside = tuple(
                begins and not lines(within[cell])[-1][0].bold for begins, cell in zip(bold, ordered, strict=True)
            )
            piece = Row(texts, self._place(first, 1.0), columns, columns[0] > 0, places, bold, inside)
            self.placed.append((first.top, first.left, piece))

    def _cut(self, line: list[Run]) -> Iterator[Run]:
        """Runs as they are, and a label in bold apart from what follows it, or from its box to tick."""
        for run in line:
            at = self._label_ends(run)
            yield Run.of(run.words[:at]) if at else run
            if at:
                yield Run.of(run.words[at:])

    def _label_ends(self, run: Run) -> int:
        """How many words of a run are a label with something else behind it; 0 when it is not so."""
        tick = next((place for place, word in enumerate(run.words) if word.text in TICKED + OPEN), 0)
        bold = next((place for place, word in enumerate(run.words) if not word.bold and word.text != "*"), 0)
        for at in filter(None, (tick, bold)):
            if at == bold != tick and run.words[at - 1].text.endswith(":"):
                continue
            before = " ".join(word.text for word in run.words[:at])
            if self.judge.known(before) or (at == tick and before.endswith((":", "?"))):
                return at
        return 0

    def _answers(self, frames: list[Slot], free: list[Run]) -> None:
        """Place every slot beside its label, and whatever text is left as lines and rows."""
        slots, left = tick_slots(free, self.judge)
        boxes = sorted([*frames, *slots], key=lambda each: (each.box.top, each.box.left))
        for slot, label in labelled(boxes, left, self.judge):
            taken = {id(run) for run in label.runs}
            left = [run for run in left if id(run) not in taken]
            place = self._place(slot.box, slot.sure)
            top = min((run.box.top for run in label.runs), default=slot.box.top)
            if label.text:
                self._place_pair(label.text, slot, top)
                continue
            if slot.ticks:
                piece: Piece = Line(slot.text, place, loose=True)
            elif slot.text:
                piece = Row((slot.text,), place, (0,), places=(place,), bold=(False,))
            else:
                continue
            self.placed.append((top, slot.box.left, piece))
        for box, piece in free_pieces(left, self.judge, self.spacing, self._place):
            self.placed.append((box.top, box.left, piece))

    def _place_pair(self, label: str, slot: Slot, top: float) -> None:
        where = self._place(slot.box, slot.sure)
        row = Row((label, slot.text), where, (0, 1), places=(where, where), paired=True)
        self.placed.append((top, slot.box.left, row))

    def _place(self, box: Box, sure: float) -> Place:
        page = self.page
        shares = (box.left / page.width, box.top / page.height, box.right / page.width, box.bottom / page.height)
        spot = Spot(page.number, *(round(min(max(share, 0.0), 1.0), 4) for share in shares))
        return Place(f"page {page.number}", sure, spot)


def _may_head(piece: Piece) -> TypeGuard[Line]:
    """Tell whether a piece is a line as short as a heading."""
    return isinstance(piece, Line) and len(piece.text.split()) <= _HEADING_WORDS and not piece.text.endswith((".", ":"))


def _begins_bold(words: Sequence[Word]) -> bool:
    """Tell whether the first line of a cell is set in bold, but for a hint behind it."""
    first = lines(words)[0] if words else []
    said = list(takewhile(lambda word: not word.text.startswith("("), first))
    return bool(said) and Run.of(said).bold


def _surely(words: Sequence[Word]) -> float:
    return min((word.sure for word in words), default=1.0)
