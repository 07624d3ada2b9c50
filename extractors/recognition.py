"""Which of our forms a document is, and what its labels lead to; what is doubtful about that is less sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.against import agreed
from extractors.fit import fit, is_titled, names_another
from extractors.labels import index_of, questions_of
from extractors.match import SLIP
from extractors.naming import GUESS, is_odd
from extractors.pairs import Matcher
from extractors.pieces import Line, Piece
from extractors.spelling import normal
from proposals.forms import FORMS
from proposals.question import Kind
from proposals.reading import OF_SCHOOLS, Answer, FormKind, Method
from proposals.reference import find_in


def answers_of(form: FormKind, pieces: Sequence[Piece], *, ours: bool) -> list[Answer]:
    """Return the Answers that labels lead to, for a document that is known to be `form`.

    When it is one of `ours` its labels are as listed; else a school may have words of its own.
    """
    answers = list(Matcher(index_of(form), guessing=not ours).read(pieces))
    return answers if ours else list(_doubted(form, answers))


def read_as(form: FormKind, pieces: Sequence[Piece]) -> tuple[frozenset[str], list[Answer]]:
    """Return the Questions of `form` whose listed labels stand among the pieces, answered or not, and the Answers."""
    matcher = Matcher(index_of(form), guessing=False)
    answers = list(matcher.read(pieces))
    return frozenset(matcher.asked), answers


def best_form(pieces: Sequence[Piece]) -> tuple[FormKind, list[Answer]] | None:
    """Return the form that the labels fit best and its Answers, or None when they fit none well enough.

    A form that bears one of our own titles is read by the labels that are listed alone; where a school has words of
    its own, labels are known by theirs as well.
    """
    said = [text for piece in pieces[:TITLE_WITHIN] for text in _texts(piece)]
    titles = {normal(FORMS[form].TITLE) for form in OF_SCHOOLS}
    if any(normal(text) in titles for text in said):
        ours = _best(pieces, said, guessing=False)
        if ours.share > _OURS:
            return ours.form, ours.answers
    another = names_another(said[:_TITLES])
    if another and not any(is_titled(form, said[:_TITLES]) for form in OF_SCHOOLS):
        return None
    best = _best(pieces, () if another else said, guessing=True)
    if not best.share:
        return None
    return best.form, list(_doubted(best.form, best.answers))


def reference_in(pieces: Sequence[Piece]) -> str:
    """Return the reference that is printed at the head of a form; "" when there is none, or more than one."""
    found = {each for piece in pieces[:TITLE_WITHIN] for text in _texts(piece) for each in find_in(text)}
    return found.pop() if len(found) == 1 else ""


def _texts(piece: Piece) -> tuple[str, ...]:
    return (piece.text,) if isinstance(piece, Line) else piece.cells


_OURS = 0.85
"""The share of what must be told that one of our own forms asks in our words, a page of it perhaps lost."""
_TITLES = 4
"""Of those, the ones that say what the paper is."""
TITLE_WITHIN = 15
"""Pieces of the first page, its letterhead among them."""


def _doubted(form: FormKind, answers: Sequence[Answer]) -> Iterator[Answer]:
    """Less sure what a form of other people's making says, where it fits the Question badly, or too little was found.

    Who leaves out much of what must be told is asked for it anyway; that labels and answers were taken for each other
    is as likely a reason.
    """
    known = questions_of(form)
    required = [name for name, question in known.items() if question.required]
    found = {answer.question for answer in answers}
    little = sum(name in found for name in required) < _ENOUGH_FOUND * len(required)
    answers = list(agreed(known, answers))
    for answer in answers:
        question = known[answer.question]
        # A label that is listed, with its answer behind it on one line, was taken for nothing else.
        plain = answer.method is Method.LABEL and answer.confidence >= SLIP
        doubtful = is_odd(question, answer.raw) or (little and not plain and question.kind in _UNPROVEN)
        yield replace(answer, confidence=min(answer.confidence, GUESS)) if doubtful else answer


_ENOUGH_FOUND = 0.85
_UNPROVEN = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.YES_NO, Kind.CHOICE, Kind.WHOLE_NUMBER, Kind.DECIMAL, Kind.PHONE}
)
"""Kinds whose answers do not show by themselves what was asked, as a date of birth or a UPN does."""


@dataclass(frozen=True, slots=True)
class _Fit:
    share: float
    form: FormKind
    answers: list[Answer]
    asks: int
    """How many of its Questions the document asks."""


def _best(pieces: Sequence[Piece], said: Sequence[str], *, guessing: bool) -> _Fit:
    fits = []
    for form in OF_SCHOOLS:
        matcher = Matcher(index_of(form), guessing=guessing)
        answers = list(matcher.read(pieces))
        share = fit(form, matcher.asked, matcher.likely, titled=is_titled(form, said))
        fits.append(_Fit(share, form, answers, len(matcher.asked | matcher.likely)))
    # A review asks some of what a direction asks, and little of the rest: the form that knows most of the labels it is.
    return max(fits, key=lambda each: each.share * each.asks)
