"""Several forms in one file: where each of them begins, and when a Reading is of more than one pupil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise, permutations
from types import MappingProxyType

from extractors.fit import fit, must_be_told
from extractors.labels import normal, questions_of
from extractors.pieces import Line, Piece
from extractors.recognition import best_form
from extractors.stretch import Span
from proposals.forms import FORMS
from proposals.reading import OF_SCHOOLS, Answer, FormKind, Reading
from proposals.values import parse

_OPENING = 8
"""Labels by which the beginning of a form is known when it comes again."""
_SHARE = 0.7
"""The share of them that must come again, near to one another: OCR and people leave some out."""
_SURE = 0.75
_ANY_DAY = date(2026, 1, 1)
"""Numbers and full dates are read; no two-digit year is compared with today."""


def parted(pieces: Sequence[Piece]) -> list[range]:
    """Return the pieces of each form that a file holds, one after another; all as one unless there are two at least."""
    parts: list[range] = []
    for first, after in pairwise([*_beginnings(pieces), len(pieces)]):
        # What is no form of its own belongs to the form before it.
        begun = first if not parts or _is_form(pieces[first:after]) else parts.pop().start
        parts.append(range(begun, after))
    parts = [each for part in parts for each in _by_kind(pieces, part)]
    if len(parts) > 1 and all(_is_form(pieces[part.start : part.stop]) for part in parts):
        return parts
    return [range(len(pieces))]


def _is_form(pieces: Sequence[Piece]) -> bool:
    return best_form(pieces) is not None


def _by_kind(pieces: Sequence[Piece], part: range) -> list[range]:
    """A part, or two where a form of one kind follows one of another."""
    asks = [{name for label in _labels(pieces[place]) for name in _known()[label]} for place in part]
    kinds = [form for form in OF_SCHOOLS if fit(form, frozenset().union(*asks))]
    for one, other in permutations(kinds, 2):
        mine, theirs = must_be_told(one)[1], must_be_told(other)[1]
        last = max((place for place, each in enumerate(asks) if each and each <= mine), default=len(asks))
        first = next((place for place, each in enumerate(asks) if each and each <= theirs), 0)
        here, there = frozenset(questions_of(one)), frozenset(questions_of(other))
        for at in range(last + 1, first + 1):
            # what only the second asks begins it
            if asks[at] & there and not asks[at] & here:
                start = _with_head(pieces, part.start + _OPENING, part.start + at)
                return [range(part.start, start), range(start, part.stop)]
    return [part]


def pages_of(pieces: Sequence[Piece]) -> Span | None:
    """Return the pages on which pieces stand; None where they know of none."""
    pages = [page for piece in pieces if (page := _page(piece))]
    return Span(min(pages), max(pages)) if pages else None


def _beginnings(pieces: Sequence[Piece]) -> list[int]:
    """The pieces with which a form may begin: the first, and each that the labels of the first page come again with."""
    labels = [(place, label) for place, piece in enumerate(pieces) for label in _labels(piece)]
    opening = [label for _, label in labels[:_OPENING]]
    begun = [0]
    if len(set(opening)) < _OPENING - 2:
        return begun
    at = _OPENING
    while at < len(labels):
        place, label = labels[at]
        near = {said for _, said in labels[at : at + 2 * _OPENING]}
        if label in opening[:2] and len(near & set(opening)) >= _SHARE * len(set(opening)):
            begun.append(_with_head(pieces, labels[0][0], place))
            at += _OPENING
        at += 1
    return begun


def _with_head(pieces: Sequence[Piece], first: int, place: int) -> int:
    """Where a form begins whose first label is at `place`: with its title and what else stood above the first one."""
    page = _page(pieces[place])
    while place > 0 and first > 0:
        above = pieces[place - 1]
        if page is not None and _page(above) != page:
            break
        if page is None and not _alike(above, pieces[first - 1]):
            break
        place, first = place - 1, first - 1
    return place


def _page(piece: Piece) -> int | None:
    return piece.where.spot.page if piece.where.spot else None


def _alike(one: Piece, other: Piece) -> bool:
    return _texts(one) == _texts(other)


def _labels(piece: Piece) -> Iterator[str]:
    for text in _texts(piece):
        label = normal(text.partition("\n")[0].partition(":")[0]) if len(text) < 200 else ""
        if label in _known():
            yield label


def _texts(piece: Piece) -> tuple[str, ...]:
    return (piece.text,) if isinstance(piece, Line) else piece.cells


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Every label that any form of ours may ask under, and the Questions that it may ask."""
    known: dict[str, set[str]] = {}
    for form in OF_SCHOOLS:
        for question in FORMS[form].questions():
            for label in question.labels:
                known.setdefault(normal(label), set()).add(question.name)
    return MappingProxyType({label: frozenset(names) for label, names in known.items()})


def of_two_pupils(reading: Reading) -> bool:
    """Tell whether a Reading holds answers about two pupils: two valid UPNs, or two last names and two birthdays."""
    if reading.form is None:
        return False
    many = {name: len(said_of(reading.form, reading.answers, name)) > 1 for name in _TELLING}
    return many["upn"] or (many["pupil_surname"] and many["date_of_birth"])


_TELLING = ("upn", "pupil_surname", "date_of_birth")


def said_of(form: FormKind, answers: Sequence[Answer], name: str) -> frozenset[str | date]:
    """Return the different values surely given to the Question `name` of `form`; none of one that it does not ask."""
    question = questions_of(form).get(name)
    if question is None:
        return frozenset()
    given = (each.raw for each in answers if each.question == name and each.confidence >= _SURE)
    values = (parse(question, raw, _ANY_DAY) for raw in given)
    return frozenset(
        value.casefold() if isinstance(value, str) else value for value in values if isinstance(value, str | date)
    )
