"""Labels and what stands beside them, in the order of a document, matched to the Questions of a form."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from extractors.answering import of_named, placed, said_in, whole_name
from extractors.double import both
from extractors.head_rows import HeadRows
from extractors.here import Here
from extractors.hints import is_hint
from extractors.labels import LabelIndex
from extractors.line_pairs import LinePairs, Open
from extractors.manner import Habits, habits_of
from extractors.match import SLIP, Match, unnamed
from extractors.naming import Unnamed, is_the_same, named
from extractors.pieces import Line, Piece, Place, Row
from extractors.rows import end_of_answer, is_headed, is_inside, labels_alone, labels_by_place, lengthened
from extractors.spelling import normal, unnumbered
from extractors.ticks import has_boxes, ticks_after
from extractors.tidied import tidied
from proposals.question import Kind
from proposals.reading import Answer, Method

_RULED = re.compile(r"_{2,}|\.{4,}|…{2,}")


class Matcher:
    """Walks pieces with the section it is in; `likely` are the Questions that labels nobody listed seem to ask."""

    def __init__(self, index: LabelIndex, *, guessing: bool) -> None:
        self._here = Here(index, guessing=guessing)
        self._take(Habits())
        self._unnamed: list[Unnamed] = []
        self._open: Open | None = None
        self._ticks: dict[int, str] = {}
        self._headed: set[str] = set()
        self._framed: Piece | None = None
        """A frame whose label stands above it."""
        self.likely: set[str] = set()

    @property
    def asked(self) -> set[str]:
        """The Questions whose labels were met, answered or not."""
        return self._here.asked

    def _take(self, habits: Habits) -> None:
        self._habits = habits
        self._lines = LinePairs(self._here, habits)
        self._heads = HeadRows(self._here, habits)

    def read(self, pieces: Sequence[Piece]) -> Iterator[Answer]:
        """Yield the Answers of labels that are listed, then those of labels that are likely."""
        yield from self._walk(tidied(pieces, self._here.index) if self._here.guessing else pieces)
        if self._here.guessing:
            yield from self._name()

    def _name(self) -> Iterator[Answer]:
        """The Answers of labels that nobody listed, to Questions that no other label asked."""
        for found in list(named(self._unnamed, self._here.index, self.asked - self._headed)):
            if is_the_same(found, self._here.index):
                self.asked.add(found.question.name)
            else:
                self.likely.add(found.question.name)
            yield from of_named(found)

    def _walk(self, pieces: Sequence[Piece]) -> Iterator[Answer]:
        self._take(habits_of(pieces, self._here.index) if self._here.guessing else Habits())
        taken = 0
        for place, piece in enumerate(pieces):
            if taken:
                taken -= 1
            elif isinstance(piece, Line):
                self._ticks = {}
                yield from self._line_before(piece, pieces[place + 1 : place + 2])
            elif piece is not self._framed:
                yield from self._close()
                taken = yield from self._row_at(pieces, place, piece)
        yield from self._close()

    def _line_before(self, line: Line, follows: Sequence[Piece]) -> Iterator[Answer]:
        """A line, read with what follows it in mind."""
        if (line.heading or line.label) and self._here.guessing and self._here.heads_labels(line, follows):
            yield from self._close()
            return
        if self._here.guessing and (_is_over(line, follows) or (self._habits.over and _is_framed(line, follows))):
            (below,) = follows
            yield from self._close()
            label = self._here.match(line.text) or unnamed(line.text)
            yield from self._answer(label, below.cells[0] if isinstance(below, Row) else "", below.where, Method.TABLE)
            self._framed = below
            return
        yield from self._line(replace(line, label=True) if self._lines.is_asked(line, follows) else line)

    def _row_at(self, pieces: Sequence[Piece], place: int, row: Row) -> Generator[Answer, None, int]:
        """A row with its answers in it or in the row below; returns how many of the pieces after it that took."""
        below = pieces[place + 1] if place + 1 < len(pieces) else None
        matches = [None if self._here.guessing and _is_rest(row) else self._here.match(cell) for cell in row.cells]
        if isinstance(below, Row) and self._is_head(place, row, matches, below):
            yield from self._below(self._all_labels(place, row, matches, below), below)
            return 1
        matches = labels_alone(matches)
        if self._here.guessing:
            matches = labels_by_place(row, matches, self._habits.columns.get(place, frozenset()))
        more = self._heads.more(matches, pieces, place) if row.cells else []
        yield from self._row(lengthened(row, more), matches)
        return len(more)

    def _is_head(self, place: int, row: Row, matches: list[Match | None], below: Row) -> bool:
        if place in self._habits.turns:
            return True
        by_place = self._here.guessing and (row.paired or bool(self._habits.columns.get(place)))
        return not by_place and self._heads.heads(row, matches, below)

    def _all_labels(self, place: int, row: Row, matches: list[Match | None], below: Row) -> list[Match | None]:
        """The Matches of a row of labels: by the place of the row, also of those that nobody listed."""
        told = place in self._habits.turns or is_headed(row, below) or len(row.cells) == 1
        if not (self._here.guessing and told):
            return matches
        return [
            match or (unnamed(cell.partition("\n")[0]) if cell else None)
            for match, cell in zip(matches, row.cells, strict=True)
        ]

    def _line(self, line: Line) -> Iterator[Answer]:
        text = line.text.rstrip(":")
        if line.label and not line.loose:
            yield from self._close()
            self._open = Open(self._here.match(text) or unnamed(text), [""], line.where)
            return
        if line.label and self._here.guessing and self._here.index.section(text) is None:
            yield from self._close()
            yield from self._answer(self._here.match(text) or unnamed(text), "", line.where, Method.LABEL)
            return
        before = self._here.section, self._here.heading
        if self._here.enter(text, heading=line.heading) or (line.alone and self._here.begins(text)):
            # The answer above was given under the heading before.
            here = self._here.section, self._here.heading
            self._here.section, self._here.heading = before
            yield from self._close()
            self._here.section, self._here.heading = here
            return
        for place, text in enumerate(self._lines.parts(line)):
            label, value = self._lines.pair(
                text, replace(line, bold=0) if place else line, self._open, follows=place > 0
            )
            if label:
                yield from self._close()
                self.asked.update({label.question.name} if label.confidence >= SLIP else ())
                self._open = Open(label, [_RULED.sub("", value).strip()], line.where, heading=line.heading)
            elif self._open and self._open.takes(line) and not line.heading:
                self._open.add("" if is_hint(text) else _RULED.sub("", text), wrapped=line.wrapped)
            else:
                yield from self._close()

    def _close(self) -> Iterator[Answer]:
        opened, self._open = self._open, None
        if opened:
            if opened.heading and not any(opened.lines):
                # "Pupil voice" above a label of its own was a heading after all.
                self._headed.add(opened.match.question.name)
            yield from self._answer(opened.match, "\n".join(opened.lines), opened.where, Method.LABEL)

    def _below(self, matches: list[Match | None], below: Row) -> Iterator[Answer]:
        for place, (match, cell) in enumerate(zip(matches, below.cells, strict=True)):
            if match:
                yield from self._answer(match, cell, below.at(place), Method.TABLE)

    def _row(self, row: Row, matches: list[Match | None]) -> Iterator[Answer]:
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and self._here.enter(
            filled[0],
            heading=len(row.cells) == 1 and row.bold != (False,) and not set(":\n") & set(unnumbered(filled[0])),
        ):
            return
        if self._columns_of_ticks(row) or not filled:
            return
        if self._here.guessing and (is_inside(row) or _hold_ticks(row)):
            yield from self._inside(row)
            return
        place = self._beside_heading(row)
        if place:
            matches = labels_alone([self._here.match(cell) for cell in row.cells])
        while place < len(row.cells):
            match = matches[place]
            end = place + 1
            if match is None:
                yield from self._within(row.cells[place], row.at(place))
            elif len(row.cells) == 1:
                yield from self._answer(match, row.cells[0].partition("\n")[2], row.at(0), Method.TABLE)
            else:
                end = end_of_answer(row, matches, place)
                yield from self._beside(match, row, place, end)
            place = end

    def _inside(self, row: Row) -> Iterator[Answer]:
        """A row whose cells each hold a label in bold and its answer below it, or a label and its boxes to tick."""
        for place, cell in enumerate(row.cells):
            label, said = ticks_after(cell) or (cell.partition("\n")[0], cell.partition("\n")[2])
            if label:
                match = self._here.index.find(label, self._here.section) or unnamed(label)
                yield from self._answer(match, said, row.at(place), Method.TABLE)

    def _beside_heading(self, row: Row) -> int:
        """Enter the section whose heading stands in a column of its own; return how many cells that takes."""
        section = self._here.index.section(row.cells[0]) if len(row.cells) > 2 else None
        if section is None or not self._here.index.find(row.cells[1], section):
            return 0
        self._here.section, self._here.heading = section, row.cells[0]
        return 1

    def _beside(self, match: Match, row: Row, place: int, end: int) -> Iterator[Answer]:
        """The answer to a label in the cells after it; of boxes to tick all cells, else the first."""
        cells = row.cells[place + 1 : end]
        if match.question.kind is Kind.YES_NO and self._ticks:
            marked = [
                self._ticks.get(column)
                for column, cell in zip(row.columns[place + 1 : end], cells, strict=True)
                if cell
            ]
            cells = tuple(filter(None, marked)) or cells
        boxed = not match.listed and any(has_boxes(cell) for cell in cells)
        if match.question.kind not in {Kind.YES_NO, Kind.CHOICE} and not boxed:
            cells = tuple(cell for cell in cells if cell != ":")[:1]
        yield from self._answer(match, " ".join(cells), row.at(place + 1), Method.TABLE)

    def _columns_of_ticks(self, row: Row) -> bool:
        """Note the columns headed "Yes" and "No", if this row heads them."""
        heads = {
            column: said
            for column, cell in zip(row.columns, row.cells, strict=False)
            if (said := normal(cell)) in {"yes", "no"}
        }
        if set(heads.values()) != {"yes", "no"} or self._here.match(row.cells[0]):
            return False
        self._ticks = heads
        return True

    def _within(self, cell: str, where: Place) -> Iterator[Answer]:
        """A cell that holds both: "DOB: 4/3/12", or the label on its first line and the answer below."""
        lines = cell.split("\n")
        if self._here.several(lines):
            for line in lines:
                yield from self._line(Line(line, where))
            yield from self._close()
            return
        labelled = self._here.labelled(cell)
        if labelled:
            match, value = labelled
            yield from self._answer(match, _RULED.sub("", value), where, Method.LABEL)

    def _answer(self, match: Match, text: str, where: Place, method: Method) -> Iterator[Answer]:
        if self._here.is_elsewhere():
            return
        two = list(both(match.said, match.question, text)) if self._here.guessing else []
        if two and all(name in self._here.index.questions for name, _ in two):
            for name, said in two:
                self.asked.add(name)
                yield placed(self._here.index.questions[name], said, where, method, SLIP)
            return
        if not match.listed:
            self._unnamed.append(Unnamed(match.said, self._here.section, self._here.heading, text, where, method))
            return
        if match.confidence >= SLIP:
            self.asked.add(match.question.name)
        if match.surname:
            self.asked.add(match.surname.name)
            yield from whole_name(match.question, match.surname, text, where, method)
            return
        for said in said_in(text, match.question, theirs=self._here.guessing):
            yield placed(match.question, said, where, method, match.confidence)


def _is_over(line: Line, follows: Sequence[Piece]) -> bool:
    """Tell whether a short line on a page is the label of the frame right below it."""
    below = follows[0] if follows else None
    if not isinstance(below, Row) or len(below.cells) != 1 or below.paired or line.heading or not line.loose:
        return False
    cell, words = below.cells[0], len(line.text.split())
    return (
        words <= _LABEL_WORDS and not line.text.endswith((".", ":")) and len(cell) > _SENTENCE and not has_boxes(cell)
    )


def _is_framed(line: Line, follows: Sequence[Piece]) -> bool:
    """Tell whether a line has a frame of one cell right below it."""
    below = follows[0] if follows else None
    return isinstance(below, Row) and len(below.cells) == 1 and not below.paired and not line.heading


_LABEL_WORDS, _SENTENCE = 12, 40
"""Words of a label over a frame, and letters of the answer in it."""


def _is_rest(row: Row) -> bool:
    """Tell whether a row of a page is the ends of lines above it: words that begin small, side by side in no table."""
    return not row.bold and not row.paired and all(cell[:1].islower() for cell in row.cells)


def _hold_ticks(row: Row) -> bool:
    """Tell whether each cell of a row that says something is a label with its boxes to tick behind it."""
    filled = [cell for cell in row.cells if cell]
    return bool(filled) and not row.paired and all(ticks_after(cell) is not None for cell in filled)
