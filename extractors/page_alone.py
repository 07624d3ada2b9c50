"""A page of one of our own forms that came without the others: its title and its labels tell that it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.labels import normal, questions_of
from extractors.outcome import reading_of, unreadable
from extractors.pieces import Line, Piece
from extractors.recognition import TITLE_WITHIN, read_as
from extractors.stretch import Stretch
from proposals.forms import FORMS
from proposals.reading import OF_SCHOOLS, Answer, FormKind, Method, Reading, ReadingCode

ALONE = "This is one page of the form: the others did not come with it."
_LEAST = 6
"""Questions that a page of our own forms asks at least, and answers, when it was filled in."""
_PLAIN = 0.9
_PUPIL = frozenset({"pupil_forename", "pupil_surname"})
_NAMED_BY = _PUPIL | {"date_of_birth", "upn"}


def with_page_alone(stretch: Stretch) -> Stretch:
    """Return a stretch as what it is, where it is a page of one of our own forms.

    A page that names its pupil is read, and what the other pages ask is missing; any other is LOOSE_PAGES, so that
    the school is asked for all of them.
    """
    is_form = stretch.reading.form is not None
    if not (is_form or stretch.reading.reason is ReadingCode.NOT_A_FORM) or not stretch.pieces:
        return stretch
    form = _titled_as_ours(stretch.pieces)
    if form is None:
        return stretch
    asked, answers = read_as(form, stretch.pieces)
    if is_form:
        told = asked | {answer.question for answer in stretch.reading.answers}
        nameless = questions_of(form).keys() >= _PUPIL and not told & _NAMED_BY
        return replace(stretch, reading=unreadable(ReadingCode.LOOSE_PAGES)) if nameless else stretch
    if len(asked) < _LEAST or len(answers) < _LEAST:
        return stretch
    return replace(stretch, reading=_reading(form, answers, stretch))


def _reading(form: FormKind, answers: Sequence[Answer], stretch: Stretch) -> Reading:
    if not {answer.question for answer in answers} >= _PUPIL:
        return unreadable(ReadingCode.LOOSE_PAGES)
    method = stretch.method or Method.LABEL
    told = [replace(each, confidence=min(each.confidence, _PLAIN), method=method) for each in answers]
    return reading_of(form, told, notes=(ALONE, *stretch.reading.notes))


def _titled_as_ours(pieces: Sequence[Piece]) -> FormKind | None:
    """The form whose very title stands among the first words of a document, or in its running head."""
    first = {normal(text) for piece in pieces[:TITLE_WITHIN] for text in _texts(piece)}
    return next((form for form in OF_SCHOOLS if normal(FORMS[form].TITLE) in first), None)


def _texts(piece: Piece) -> tuple[str, ...]:
    return (piece.text,) if isinstance(piece, Line) else piece.cells
