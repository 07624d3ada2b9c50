"""Labels and what stands beside them, in the order of a document, matched to the Questions of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.labels import LabelIndex, Match, index_of
from extractors.ticks import chosen
from proposals.forms import FORMS
from proposals.reading import Answer, FormKind, Method
from proposals.values.text import says_nothing

_LINE = re.compile(r"^(?P<label>[^:\n]{2,120}?)\s*[:?]\s*(?P<value>.*)$", re.DOTALL)
_RULED = re.compile(r"_{2,}|\.{4,}|…{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell's text once; paragraphs within a cell are apart by line breaks."""

    cells: tuple[str, ...]
    where: str


Piece = Line | Row


def answers_of(form: FormKind, pieces: Iterable[Piece]) -> list[Answer]:
    """Return the Answers that labels lead to, for `form`."""
    return list(_Matcher(index_of(form)).read(pieces))


def best_form(pieces: tuple[Piece, ...]) -> tuple[FormKind, list[Answer]] | None:
    """Return the form that the labels fit best and its Answers, or None when they fit none well enough.

    A risk assessment or a letter names a pupil, a school and a date of birth too: a form asks for much more.
    """
    scored = []
    for form in FormKind:
        matcher = _Matcher(index_of(form))
        answers = list(matcher.read(pieces))
        required = {question.name for question in FORMS[form].questions() if question.required}
        share = len(matcher.asked & required) / len(required)
        scored.append((share, len(matcher.asked), form, answers))
    share, asked, form, answers = max(scored, key=lambda each: each[:2])
    if share < _FIT or asked < _LEAST_QUESTIONS:
        return None
    return form, answers


_FIT = 0.3
"""Share of a form's required Questions that must be asked for a document to be that form."""
_LEAST_QUESTIONS = 7


class _Matcher:
    """Walks pieces with the section it is in; `asked` are the Questions whose labels were met, answered or not."""

    def __init__(self, index: LabelIndex) -> None:
        self._index = index
        self._section: str | None = None
        self.asked: set[str] = set()

    def read(self, pieces: Iterable[Piece]) -> Iterator[Answer]:
        above: list[Match | None] = []
        for piece in pieces:
            if isinstance(piece, Line):
                above = []
                yield from self._line(piece)
                continue
            matches = [self._match(cell) for cell in piece.cells]
            if above and len(above) == len(piece.cells) and not any(matches):
                yield from self._below(above, piece)
                above = []
                continue
            above = matches if len(matches) > 1 and all(matches) else []
            if not above:
                yield from self._row(piece, matches)

    def _line(self, line: Line) -> Iterator[Answer]:
        section = self._index.section(line.text.rstrip(":"))
        if section:
            self._section = section
            return
        found = _LINE.match(line.text)
        match = self._index.find(found["label"], self._section) if found else None
        if match and found:
            yield from self._answer(match, _RULED.sub("", found["value"]), line.where, Method.LABEL)

    def _row(self, row: Row, matches: list[Match | None]) -> Iterator[Answer]:
        if not any(matches):
            section = self._index.section(row.cells[0]) if row.cells else None
            if section:
                self._section = section
                return
        place = 0
        while place < len(row.cells):
            match = matches[place]
            if match is None:
                yield from self._within(row.cells[place], row.where)
            elif place + 1 < len(row.cells) and matches[place + 1] is None:
                yield from self._answer(match, row.cells[place + 1], row.where, Method.TABLE)
                place += 1
            else:
                self.asked.add(match.question.name)
            place += 1

    def _below(self, above: list[Match | None], row: Row) -> Iterator[Answer]:
        for match, cell in zip(above, row.cells, strict=True):
            if match:
                yield from self._answer(match, cell, row.where, Method.TABLE)

    def _within(self, cell: str, where: str) -> Iterator[Answer]:
        """A cell that holds both: "DOB: 4/3/12", or the label on its first line and the answer below."""
        first, _, rest = cell.partition("\n")
        found = _LINE.match(first)
        match = self._index.find(found["label"], self._section) if found else None
        if match and found:
            value = "\n".join(filter(None, (found["value"], rest)))
            yield from self._answer(match, _RULED.sub("", value), where, Method.LABEL)

    def _match(self, cell: str) -> Match | None:
        """The Question that a cell is the label of: by its whole text or by its first line, the rest a hint."""
        if not cell or len(cell) > 300:
            return None
        first = cell.partition("\n")[0]
        return self._index.find(first, self._section) or self._index.find(cell, self._section)

    def _answer(self, match: Match, text: str, where: str, method: Method) -> Iterator[Answer]:
        question = match.question
        self.asked.add(question.name)
        for raw in chosen(question, text):
            if not says_nothing(raw, question.kind):
                yield Answer(question.name, raw.strip(), where, method, match.confidence)
