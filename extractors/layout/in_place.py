"""The coordinator's decision, printed or scanned: each box by its place on our form, and whether all of it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.layout import cells as drawn
from extractors.layout.lines import Run, lines, runs, spaced
from extractors.layout.page import Box, Page, Word
from extractors.outcome import reading_of
from extractors.spelling import normal
from extractors.ticks import OPEN, TICKED, unmarked
from proposals.coordinator_decision import CoordinatorDecision
from proposals.question import Kind, Question
from proposals.reading import Answer, FormKind, Looks, Method, Reading, Unsure
from proposals.reference import find_in

_BELOW = 26.0
"""Points: a box begins no further than this below its label, a hint between them."""
_EDGE = 3.0
"""Points: lines as near as this to a box's side are its side."""
_BLANK = 1.75
"""Of a line's height, from line to line: further apart stands another paragraph."""
_ROOM = 1.3
"""Of a line's height: with less of it left below, a text may go on where nobody sees it."""
_LABELS = 3
"""Of our five, the labels that must be there."""
_HEADED = "ourreference"
"""How the line begins in which our forms print the case's reference, as it is compared."""
_WORD, _LETTER, _TICK = 0.8, 0.5, 0.9
"""How surely words, single letters and boxes to tick must have been read."""


@dataclass(frozen=True, slots=True)
class InPlace:
    """What the boxes of one printed decision form hold, and how sure that is."""

    page: int
    top: float
    """Where its first label stands, in points from the page's upper edge."""
    answers: tuple[Answer, ...]
    looks: Looks

    def reading(self, notes: tuple[str, ...], *, also: Sequence[Unsure] = ()) -> Reading:
        """Return its Reading; `also` says what else is unsure about its page."""
        said = [each for line in self.looks.beside if _letters(line).startswith(_HEADED) for each in find_in(line)]
        read = reading_of(FormKind.COORDINATOR_DECISION, self.answers, notes=notes, reference="".join(said[:1]))
        unsure = dict.fromkeys((*self.looks.unsure, *also))
        return replace(read, looks=replace(self.looks, unsure=tuple(unsure))) if read.form else read


def decisions_on(pages: Sequence[Page], method: Method) -> list[InPlace]:
    """Return the decision forms among pages, each by itself; nothing where no page is one.

    A page is one that has our title and most of our labels. Where other pages come with it, what it says may go on
    there, and it is not sure.
    """
    written = [page for page in pages if page.words]
    sheets = [sheet for page in written if (sheet := _Sheet(page, method)).is_decision]
    more = (Unsure.MORE_PAGES,) if len(sheets) < len(written) else ()
    return [sheet.read(more) for sheet in sheets]


@dataclass(slots=True)
class _Sheet:
    """One page on which a decision form may stand."""

    page: Page
    method: Method
    runs: list[Run] = field(init=False)
    cells: list[Box] = field(init=False)
    unsure: list[Unsure] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    """The words that are labels, options or answers, by their identity."""

    def __post_init__(self) -> None:
        self.runs = [run for line in lines(self.page.words) for run in runs(line)]
        self.cells = drawn.cells(self.page.across, self.page.down)

    @property
    def is_decision(self) -> bool:
        """Whether the page has our title, and labels enough of ours."""
        said = {_letters(run.text) for run in self.runs}
        labels = {_letters(question.label) for question in CoordinatorDecision.questions()}
        return _letters(CoordinatorDecision.TITLE) in said and len(labels & said) >= _LABELS

    def read(self, unsure: Sequence[Unsure]) -> InPlace:
        """Read each box, and say what of it is unsure."""
        self.unsure += unsure
        answers = [answer for question in CoordinatorDecision.questions() for answer in self._answer(question)]
        answered = {answer.question for answer in answers}
        if any(question.required and question.name not in answered for question in CoordinatorDecision.questions()):
            self.unsure.append(Unsure.MISSING)
        looks = Looks(tuple(dict.fromkeys(self.unsure)), tuple(self._beside()))
        top = min(run.box.top for question in CoordinatorDecision.questions() for run in self._labels(question))
        return InPlace(self.page.number, top, tuple(answers), looks)

    def _beside(self) -> Iterator[str]:
        """What the page says that is no label, option or answer."""
        for run in self.runs:
            left = [word for word in run.words if id(word) not in self.told]
            if left:
                yield unmarked(spaced(left))

    def _labels(self, question: Question) -> list[Run]:
        return [run for run in self.runs if _letters(run.text) == _letters(question.label)]

    def _answer(self, question: Question) -> Iterator[Answer]:
        labels = self._labels(question)
        self.told.update(id(word) for run in labels for word in run.words)
        if len(labels) != 1:
            self.unsure.append(Unsure.OTHER_LAYOUT)
        elif question.kind is Kind.CHOICE:
            yield from self._ticked(question)
        elif (cell := self._cell(labels[0])) is None:
            self.unsure.append(Unsure.OTHER_LAYOUT)
        else:
            yield from self._written(question, cell, below=cell.top > labels[0].box.centre[1])

    def _cell(self, label: Run) -> Box | None:
        """The box of a label: the cell beside it, as in our Word form, or else the frame below it."""
        box = label.box
        level = box.centre[1]
        beside = [each for each in self.cells if each.left > box.right - _EDGE and each.top < level < each.bottom]
        below = [
            each
            for each in self.cells
            if -_EDGE < each.top - box.bottom < _BELOW and abs(each.left - box.left) < _BELOW
        ]
        if beside:
            return min(beside, key=lambda each: (each.left, each.height))
        return min(below, key=lambda each: (each.top, each.height), default=None)

    def _written(self, question: Question, cell: Box, *, below: bool) -> Iterator[Answer]:
        inside = [word for word in self.page.words if cell.holds(word.box)]
        self.told.update(map(id, inside))
        if self._is_crossed(cell) or any(word.text in TICKED + OPEN for word in inside):
            self.unsure.append(Unsure.MARKS)
        if not inside:
            return
        if not all(map(_is_sure, inside)):
            self.unsure.append(Unsure.FAINT)
        rows = lines(inside)
        if _may_go_on(cell, rows, below=below and question.kind is Kind.LONG_TEXT):
            self.unsure.append(Unsure.CUT)
        yield self._as_answer(question, _paragraphs(rows, cell.right - 4), cell, inside)

    def _ticked(self, question: Question) -> Iterator[Answer]:
        """The option whose box is ticked, where every option stands once behind a box of its own."""
        boxes = [word for word in self.page.words if word.text in TICKED + OPEN]
        options = {_letters(spaced(words)): (box, words) for box in boxes if (words := self._behind(box))}
        named = {_letters(choice.label): choice for choice in question.choices}
        found = [(choice, options[label]) for label, choice in named.items() if label in options]
        if len(found) != len(question.choices) or len(boxes) != len(question.choices):
            self.unsure.append(Unsure.OTHER_LAYOUT)
        if any(box.sure < _TICK for box in boxes):
            self.unsure.append(Unsure.FAINT)
        ticked = [(choice, box) for choice, (box, _) in found if box.text in TICKED]
        if len(ticked) != 1:
            self.unsure.append(Unsure.NOT_ONE_TICK)
        self.told.update(id(word) for _, (box, words) in found for word in (box, *words))
        for choice, box in ticked:
            yield self._as_answer(question, choice.label, box.box, [box])

    def _behind(self, box: Word) -> list[Word]:
        """The words behind a box to tick, up to the next one."""
        for line in lines(self.page.words):
            if any(word is box for word in line):
                rest = line[next(place for place, word in enumerate(line) if word is box) + 1 :]
                end = next((place for place, word in enumerate(rest) if word.text in TICKED + OPEN), len(rest))
                return rest[:end]
        return []

    def _is_crossed(self, cell: Box) -> bool:
        """Tell whether a line is drawn through a box: something in it may be struck out."""
        inner = Box(cell.left + _EDGE, cell.top + _EDGE, cell.right - _EDGE, cell.bottom - _EDGE)
        return any(
            min(line.right, inner.right) - max(line.left, inner.left) > -1
            and min(line.bottom, inner.bottom) - max(line.top, inner.top) > -1
            for line in (*self.page.across, *self.page.down)
        )

    def _as_answer(self, question: Question, raw: str, box: Box, words: Sequence[Word]) -> Answer:
        sure = min(word.sure for word in words)
        return Answer(question.name, raw, f"page {self.page.number}", self.method, sure)


def _letters(text: str) -> str:
    """A text as it is compared: a scan may lose the space between two words."""
    return normal(unmarked(text)).replace(" ", "")


def _is_sure(word: Word) -> bool:
    return word.sure >= (_LETTER if len(word.text.strip(".,;:")) < 2 else _WORD)


def _may_go_on(cell: Box, rows: Sequence[Sequence[Word]], *, below: bool) -> bool:
    """Tell whether a text fills its frame to the end; a cell of a table grows with what is written in it."""
    words = [word for row in rows for word in row]
    if max(word.box.right for word in words) > cell.right - 1:
        return True
    height = max(word.box.height for word in rows[-1])
    return below and cell.bottom - max(word.box.bottom for word in rows[-1]) < _ROOM * height


def _paragraphs(rows: Sequence[Sequence[Word]], reach: float) -> str:
    """Return what lines say: those joined that were wrapped, an empty line between paragraphs that one parts."""
    said = unmarked(spaced(rows[0]))
    for before, row in pairwise(rows):
        apart = row[0].box.centre[1] - before[0].box.centre[1]
        height = max(word.box.height for word in (*before, *row))
        wrapped = reach - before[-1].box.right < row[0].box.width + height
        said += "\n\n" if apart > _BLANK * height else " " if wrapped else "\n"
        said += unmarked(spaced(row))
    return said
