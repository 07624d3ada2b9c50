"""Labels and what stands beside them, in the order of a document, matched to the Questions of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extractors.answering import of_named, placed, said_in, whole_name
from extractors.fit import is_titled
from extractors.hints import is_hint, without_hints
from extractors.labels import EXACT, SLIP, LabelIndex, Match, normal, unnamed, unnumbered
from extractors.manner import Habits, Manner, habits_of
from extractors.naming import Unnamed, elsewhere, is_the_same, named
from extractors.pieces import Line, Piece, Place, Row
from extractors.rows import (
    LONGEST_LABEL,
    end_of_answer,
    is_apart,
    is_headed,
    is_inside,
    labels_alone,
    labels_by_place,
    lengthened,
    looks_like_a_label,
    mostly,
)
from extractors.ticks import MARKED, UNMARKED, has_boxes
from extractors.tidied import tidied
from proposals.question import Kind
from proposals.reading import Answer, FormKind, Method

_LINE = re.compile(r"^(?P<label>[^:\n]{2,120}?)\s*[:?]\s*(?P<value>.*)$", re.DOTALL)
_RULED = re.compile(r"_{2,}|\.{4,}|…{2,}")
# Where one line goes on to its next label: after a tab, a gap or a ruled blank.
# A ruled blank is tried once, from its beginning: a page of dots must not be tried from every dot.
_NEXT = re.compile(r"\t+| {3,}|(?:(?<!_)_{2,}+|(?<!\.)\.{4,}+|(?<!…)…{2,}+)\s*+(?=[^\s_.…:][^_:…]{1,60}:)")
_GAP = re.compile(r"(?<=[\w.)])\s+(?=(?P<label>[A-Z][^:\n.]{1,40}):)")
# A further label in bold on the same line.
_LIT_LABEL = re.compile(rf"{MARKED}\s*([A-Z][^{MARKED}{UNMARKED}:]{{1,60}}:)\s*{UNMARKED}")
_LINES_TRIED = 20
_LONGEST_QUESTION = 25
_LABEL_WORDS, _SHORT_LABEL = 12, 7
_MOST_ELSEWHERE = 12
"""Labels under headings where nothing of ours is asked: were there more, the headings after them were not seen."""
_LONG_LINE = 40
"""Letters: what is as long may go on in the next line."""
_WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
_BARE_LABELS = frozenset(
    {"name", "full name", "role", "position", "email", "telephone", "tel", "phone", "date", "signature"}
)
"""What is asked of the person whom a heading names."""


@dataclass(slots=True)
class _Open:
    """A label whose answer is still being read, line by line."""

    match: Match
    lines: list[str]
    where: Place

    def add(self, text: str, *, wrapped: bool) -> None:
        """Take one more line, or the rest of the one before."""
        if wrapped and self.lines[-1]:
            self.lines[-1] += f" {text}"
        else:
            self.lines.append(text)

    def takes(self, line: Line) -> bool:
        """Tell whether one more line can belong to the answer."""
        begun, long = any(self.lines), self.match.question.kind is Kind.LONG_TEXT
        return begun and long if line.loose else long or not begun


class Matcher:
    """Walks pieces with the section it is in; `asked` are the Questions whose labels were met, answered or not."""

    def __init__(self, index: LabelIndex, *, guessing: bool) -> None:
        self._index = index
        self._guessing = guessing
        self._section: str | None = None
        self._heading = ""
        self._habits = Habits()
        self._unnamed: list[Unnamed] = []
        self._open: _Open | None = None
        self._skipped = 0
        self._ticks: dict[int, str] = {}
        self.asked: set[str] = set()
        self.likely: set[str] = set()

    def read(self, pieces: Sequence[Piece]) -> Iterator[Answer]:
        """Yield the Answers of labels that are listed, then those of labels that are likely."""
        yield from self._walk(tidied(pieces, self._index) if self._guessing else pieces)
        if self._guessing:
            yield from self._name()

    def _name(self) -> Iterator[Answer]:
        """The Answers of labels that nobody listed, to Questions that no other label asked."""
        for found in list(named(self._unnamed, self._index, self.asked)):
            if is_the_same(found, self._index):
                self.asked.add(found.question.name)
            else:
                self.likely.add(found.question.name)
            yield from of_named(found)

    def _find(self, text: str, section: str | None) -> Match | None:
        found = self._index.find(text, section)
        if found or not self._guessing:
            return found
        return unnamed(text) if self._index.is_like(text, section) else None

    def _walk(self, pieces: Sequence[Piece]) -> Iterator[Answer]:
        self._habits = habits_of(pieces, self._index) if self._guessing else Habits()
        taken = 0
        for place, piece in enumerate(pieces):
            if taken:
                taken -= 1
            elif isinstance(piece, Line):
                self._ticks = {}
                follows = pieces[place + 1 : place + 2]
                if (piece.heading or piece.label) and self._guessing and self._heads_labels(piece, follows):
                    yield from self._close()
                    continue
                yield from self._line(replace(piece, label=True) if self._is_asked(piece, follows) else piece)
            else:
                yield from self._close()
                below = pieces[place + 1] if place + 1 < len(pieces) else None
                matches = [self._match(cell) for cell in piece.cells]
                by_place = self._guessing and (piece.paired or bool(self._habits.columns.get(place)))
                in_turn = place in self._habits.turns
                heads = isinstance(below, Row) and (in_turn or (not by_place and self._heads(piece, matches, below)))
                matches = matches if heads else labels_alone(matches)
                if self._guessing and not heads:
                    matches = labels_by_place(piece, matches, self._habits.columns.get(place, frozenset()))
                if isinstance(below, Row) and heads:
                    taken = 1
                    if self._guessing and (in_turn or is_headed(piece, below) or len(piece.cells) == 1):
                        matches = [
                            match or (unnamed(cell.partition("\n")[0]) if cell else None)
                            for match, cell in zip(matches, piece.cells, strict=True)
                        ]
                    yield from self._below(piece, matches, below)
                else:
                    more = self._more(matches, pieces, place) if piece.cells else []
                    taken = len(more)
                    yield from self._row(lengthened(piece, more), matches)
        yield from self._close()

    # Lines

    def _line(self, line: Line) -> Iterator[Answer]:
        text = line.text.rstrip(":")
        if line.label and not line.loose:
            yield from self._close()
            self._open = _Open(self._match(text) or unnamed(text), [""], line.where)
            return
        if line.label and self._guessing and self._index.section(text) is None:
            yield from self._close()
            yield from self._answer(self._match(text) or unnamed(text), "", line.where, Method.LABEL)
            return
        before = self._section, self._heading
        if self._enter(text, heading=line.heading) or (line.alone and self._begins(text)):
            # The answer above was given under the heading before.
            here = self._section, self._heading
            self._section, self._heading = before
            yield from self._close()
            self._section, self._heading = here
            return
        for place, text in enumerate(self._parts(line)):
            label, value = self._pair(text, replace(line, bold=0) if place else line, follows=place > 0)
            if label:
                yield from self._close()
                self.asked.update({label.question.name} if label.confidence >= SLIP else ())
                self._open = _Open(label, [_RULED.sub("", value).strip()], line.where)
            elif self._open and self._open.takes(line) and not line.heading:
                self._open.add("" if is_hint(text) else _RULED.sub("", text), wrapped=line.wrapped)
            else:
                yield from self._close()

    def _pair(self, text: str, line: Line, *, follows: bool = False) -> tuple[Match | None, str]:
        """The label that a line begins with, and what it says behind it."""
        if self._habits.manner is Manner.BOLD and 0 < line.bold <= len(text):
            label, value = text[: line.bold].rstrip(" :"), text[line.bold :].lstrip(" :\t")
            return (None if line.heading else self._match(label) or unnamed(label)), value
        if self._habits.manner is Manner.STACKED and line.bold >= len(text.rstrip(" :")) and not line.heading:
            label = text.rstrip(" :")
            return self._match(label) or unnamed(label), ""
        if self._habits.manner is Manner.TABS and "\t" in text:
            label, _, value = text.partition("\t")
            return self._match(label.rstrip(" :")) or unnamed(label), value
        found = self._cut(text)
        if found is None:
            asks = self._habits.asking and text.endswith("?") and 2 < len(text.split()) < _LONGEST_QUESTION
            return self._alone(text, line) or (unnamed(text) if asks else None), ""
        label, value = found
        match = self._find(label, self._section)
        long = self._open is not None and len(self._open.lines[-1]) > _LONG_LINE
        if line.wrapped and long and not (match and match.confidence >= EXACT):
            # A line that goes on from the one above it: its colon is the answer's own.
            return None, ""
        if match is None and (follows or self._habits.manner is Manner.COLONS) and self._may_begin(label):
            match = unnamed(label)
        return match, value

    def _cut(self, text: str) -> tuple[str, str] | None:
        """A line at the colon or question mark behind its label: of several the last that a label of ours ends with."""
        found = _LINE.match(text)
        if found and self._guessing:
            for colon in [each.start() for each in re.finditer(":", text[:LONGEST_LABEL])][:0:-1]:
                label = text[:colon].rstrip()
                if len(label.split()) <= _SHORT_LABEL and self._index.is_nearly(label, self._section):
                    return label, text[colon + 1 :].strip()
        return (found["label"], found["value"].lstrip(": ")) if found else None

    def _is_within(self) -> bool:
        """Tell whether a long answer to a listed label is being read."""
        return bool(self._open and self._open.match.listed and self._open.match.question.kind is Kind.LONG_TEXT)

    def _may_begin(self, label: str) -> bool:
        """Tell whether words before a colon may be a label of nobody's list, rather than part of a long answer."""
        if self._is_within() and not (self._guessing and self._index.is_nearly(label, self._section)):
            return False
        return label[:1].isupper() and len(label.split()) <= _LABEL_WORDS

    def _heads_labels(self, line: Line, below: Sequence[Piece]) -> bool:
        """Enter the section of a heading that reads like a label, with labels of its own below it: "Headteacher"."""
        match = self._index.find(line.text, self._section)
        if match is None or self._index.section(line.text) is not None or not below:
            return False
        if normal(_first_label(below[0])) not in _BARE_LABELS:
            return False
        self._section, self._heading = "", line.text
        return True

    def _is_asked(self, line: Line, below: Sequence[Piece]) -> bool:
        """Tell whether a line in bold that reads like a heading is a label, its answer in plain letters below it."""
        if self._habits.manner is not Manner.STACKED or line.heading or line.bold < len(line.text.rstrip(" :")):
            return False
        answer = below[0] if below else None
        answered = isinstance(answer, Line) and not (answer.heading or answer.bold or is_hint(answer.text))
        return answered and self._index.find(line.text, self._section) is not None

    def _parts(self, line: Line) -> list[str]:
        """A line's pairs of label and answer: "First name: ____ Last name: ____" holds two."""
        text = _LIT_LABEL.sub(r"   \1 ", line.text) if self._guessing else line.text
        if self._habits.manner is Manner.TABS:
            return [text]
        parts: list[str] = []
        for part in filter(None, (each.strip() for each in _NEXT.split(text))):
            found = _LINE.match(part)
            if parts and not (found and self._begins_pair(found["label"], parts[-1])):
                parts[-1] += f" {part}"
            else:
                parts.extend(self._split(part))
        return parts

    def _begins_pair(self, label: str, before: str) -> bool:
        """Tell whether words before a colon, behind a wide gap, are the next label on a line."""
        if self._index.find(label, self._section):
            return True
        short = label[:1].isupper() and len(label.split()) <= _SHORT_LABEL and normal(label)[:3] not in _WEEKDAYS
        return self._guessing and short and ":" in before

    def _split(self, part: str) -> Iterator[str]:
        """Part "Start date: 11/1/2027 End date: 19/2/2027" before a label that is spelt as known."""
        begun = 0
        for gap in _GAP.finditer(part):
            match = self._index.find(gap["label"], self._section)
            if (
                match
                and match.confidence == EXACT
                and match.question.kind is not Kind.LONG_TEXT
                and ":" in part[: gap.start()]
            ):
                yield part[begun : gap.start()]
                begun = gap.start("label")
        yield part[begun:]

    def _alone(self, text: str, line: Line) -> Match | None:
        """A label on a line of its own, its answer on the lines below."""
        match = self._index.find(text, self._section) if len(text) < 100 and not line.loose else None
        return match if match and match.confidence == EXACT else None

    def _enter(self, text: str, *, heading: bool) -> bool:
        """Enter the section that `text` is the heading of; under a heading that is none of ours we know no section.

        False when no heading is met, or one that asks a question as well: "Reason for referral".
        """
        if self._guessing and heading and not self.asked and any(is_titled(form, (text,)) for form in FormKind):
            # The form's own title is the heading of no part of it.
            return True
        section = self._index.section(text)
        match = self._index.find(text, section or self._section)
        if section is None and heading and "\n" not in text and not (match and match.confidence == EXACT):
            section = self._index.headed(text)
            match = match if section is None else None
        if section is None and (not heading or match):
            return False
        self._section = section or ""
        self._heading = text
        return not (match and match.question.kind is Kind.LONG_TEXT)

    def _begins(self, text: str) -> bool:
        """Enter the section that a line above a row begins, by its words; a long answer's label begins none."""
        match = self._index.find(text, self._section)
        section = None if match and match.question.kind is Kind.LONG_TEXT else self._index.headed(text)
        self._section = section or self._section
        self._heading = text if section else self._heading
        return section is not None

    def _close(self) -> Iterator[Answer]:
        opened, self._open = self._open, None
        if opened:
            yield from self._answer(opened.match, "\n".join(opened.lines), opened.where, Method.LABEL)

    # Rows

    def _heads(self, row: Row, matches: list[Match | None], below: Row) -> bool:
        """Tell whether a row is made of labels whose answers stand in the row below."""
        labels = [match for match, cell in zip(matches, row.cells, strict=True) if cell]
        listed = [match for match in labels if match and match.confidence >= SLIP]
        if len(row.cells) > 1 and self._guessing and is_headed(row, below):
            filled = [place for place, cell in enumerate(row.cells) if cell]
            return (
                sum(looks_like_a_label(self._index, row, place, self._section) > 0 for place in filled)
                >= len(filled) / 2
            )
        alone = len(row.cells) == 1 == len(below.cells) and self._is_alone(row, below)
        if alone and self._guessing and is_apart(row, below):
            return bool(below.cells[0])
        if not (listed or alone) or len(row.cells) > 1 >= len(labels) or row.columns != below.columns:
            return False
        if not all(labels) and not mostly(labels):
            return False
        if len(row.cells) == 1 and self._enter(row.cells[0], heading=False):
            return False
        if len(row.cells) == 1 and ("\n" in row.cells[0] or self._index.headed(below.cells[0].partition("\n")[0])):
            return False
        return not any(
            self._is_label(cell, first=place == 0 and len(row.cells) == 2) for place, cell in enumerate(below.cells)
        )

    def _is_alone(self, row: Row, below: Row) -> bool:
        """Tell whether a cell as wide as its table is the label of the one below it, by its words or in bold."""
        said, below_said = row.cells[0], below.cells[0]
        if is_apart(row, below):
            title = self._index.section(said) is not None or ("\n" in said and without_hints(said.partition("\n")[2]))
            return not title and self._index.find(below_said, self._section) is None
        nearly = self._index.is_like(said, self._section) if self._habits.alternating else False
        return (nearly or self._index.is_nearly(said, self._section)) and not self._match(below_said)

    def _is_label(self, cell: str, *, first: bool) -> bool:
        match = self._match(cell)
        return (match is not None and (first or match.confidence >= SLIP)) or self._labelled(cell) is not None

    def _more(self, matches: list[Match | None], pieces: Sequence[Piece], place: int) -> list[str]:
        """The cells below an answer that one label, merged over several rows, stands beside."""
        more: list[str] = []
        if len(matches) == 2 and matches[0] and not matches[1]:
            for below in islice(pieces, place + 1, None):
                if not isinstance(below, Row) or not below.continues or len(below.cells) != 1:
                    break
                if self._match(below.cells[0]) or self._labelled(below.cells[0]):
                    break
                more.append(below.cells[0])
        return more

    def _below(self, row: Row, matches: list[Match | None], below: Row) -> Iterator[Answer]:
        for place, (match, cell) in enumerate(zip(matches, below.cells, strict=True)):
            if match:
                yield from self._answer(match, cell, below.at(place), Method.TABLE)

    def _row(self, row: Row, matches: list[Match | None]) -> Iterator[Answer]:
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and self._enter(
            filled[0],
            heading=len(row.cells) == 1 and row.bold != (False,) and not set(":\n") & set(unnumbered(filled[0])),
        ):
            return
        if self._columns_of_ticks(row) or not filled:
            return
        if self._guessing and is_inside(row):
            for cell, where in zip(row.cells, map(row.at, range(len(row.cells))), strict=True):
                label, _, said = cell.partition("\n")
                if label:
                    yield from self._answer(
                        self._index.find(label, self._section) or unnamed(label), said, where, Method.TABLE
                    )
            return
        place = self._beside_heading(row)
        if place:
            matches = labels_alone([self._match(cell) for cell in row.cells])
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

    def _beside_heading(self, row: Row) -> int:
        """Enter the section whose heading stands in a column of its own; return how many cells that takes."""
        section = self._index.section(row.cells[0]) if len(row.cells) > 2 else None
        if section is None or not self._index.find(row.cells[1], section):
            return 0
        self._section, self._heading = section, row.cells[0]
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
        if set(heads.values()) != {"yes", "no"} or self._match(row.cells[0]):
            return False
        self._ticks = heads
        return True

    def _within(self, cell: str, where: Place) -> Iterator[Answer]:
        """A cell that holds both: "DOB: 4/3/12", or the label on its first line and the answer below."""
        lines = cell.split("\n")
        if self._several(lines):
            for line in lines:
                yield from self._line(Line(line, where))
            yield from self._close()
            return
        labelled = self._labelled(cell)
        if labelled:
            match, value = labelled
            yield from self._answer(match, _RULED.sub("", value), where, Method.LABEL)

    def _several(self, lines: list[str]) -> bool:
        """Tell whether a cell holds a form of its own: more than one line of label and answer."""
        return len(lines) > 1 and sum(self._labelled(line) is not None for line in lines[:_LINES_TRIED]) > 1

    def _labelled(self, cell: str) -> tuple[Match, str] | None:
        first, _, rest = cell.partition("\n")
        found = _LINE.match(first)
        match = self._index.find(found["label"], self._section) if found else None
        return (match, "\n".join(filter(None, (found["value"], rest)))) if match and found else None

    def _match(self, cell: str) -> Match | None:
        """The Question that a cell is the label of: by its whole text or by its first line, the rest a hint."""
        if not cell or len(cell) > 300:
            return None
        first, *rest = cell.split("\n")
        if self._several(rest):
            return None
        strict = self._index.find(first, self._section) or self._index.find(cell, self._section)
        return strict or self._find(first, self._section)

    def _answer(self, match: Match, text: str, where: Place, method: Method) -> Iterator[Answer]:
        if self._guessing and elsewhere(self._heading) and self._skipped < _MOST_ELSEWHERE:
            self._skipped += 1
            return
        if not match.listed:
            self._unnamed.append(Unnamed(match.said, self._section, self._heading, text, where, method))
            return
        if match.confidence >= SLIP:
            self.asked.add(match.question.name)
        if match.surname:
            self.asked.add(match.surname.name)
            yield from whole_name(match.question, match.surname, text, where, method)
            return
        for said in said_in(text, match.question, theirs=self._guessing):
            yield placed(match.question, said, where, method, match.confidence)


def _first_label(piece: Piece) -> str:
    """What a piece begins with, where an answer stands beside it: a cell, or words before a colon or a tab."""
    if isinstance(piece, Row):
        return piece.cells[0] if len(piece.cells) > 1 else ""
    label, parted, _ = re.split(r"([:\t]|$)", piece.text, maxsplit=1)
    return label if parted else ""
