"""From what stands beside a label to Answers: options chosen, instructions left out, a whole name in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.hints import without_hints, without_own_hint
from extractors.names import forename_and_surname
from extractors.naming import Named
from extractors.pieces import Place
from extractors.ticks import chosen, unmarked
from proposals.question import Kind, Question
from proposals.reading import Answer, Method
from proposals.values.text import says_none, says_nothing


def of_named(found: Named) -> Iterator[Answer]:
    """Yield the Answers of a label that nobody listed and that was named since."""
    pair, question = found.pair, found.question
    # Below a label of ours only a long answer goes on; what follows a shorter one is something else.
    one_line = question.kind is not Kind.LONG_TEXT and pair.method is Method.LABEL
    for said in said_in(pair.text, question, theirs=True, one_line=one_line):
        yield placed(question, said, pair.where, pair.method, found.confidence)


def said_in(text: str, question: Question, *, theirs: bool, one_line: bool = False) -> Iterator[str]:
    """Yield what is answered to `question` in the text beside its label; nothing when that says nothing.

    In a form of `theirs`, other people's, "n/a" where a name would stand is none. `one_line` leaves the rest out.
    """
    alone = without_hints(text) if theirs else without_own_hint(text, question.hint)
    for raw in chosen(question, alone):
        said = raw.strip().replace("\t", " ")
        said = _unbroken(said) if question.kind is Kind.EMAIL else said
        said = said.partition("\n")[0] if one_line else said
        none = theirs and question.kind is Kind.TEXT and says_none(said)
        if not none and not says_nothing(said, question.kind):
            yield said


def placed(question: Question, raw: str, where: Place, method: Method, confidence: float) -> Answer:
    """Return an Answer, as sure as its label and its letters together."""
    return Answer(question.name, raw, where.said, method, confidence * where.sure, where.spot)


def whole_name(forename: Question, surname: Question, text: str, where: Place, method: Method) -> Iterator[Answer]:
    """Yield first name and last name of a pupil whose name was asked for in one."""
    said = " ".join(unmarked(text).split())
    if says_nothing(said, forename.kind):
        return
    first, last, sure = forename_and_surname(said)
    for question, part in ((forename, first), (surname, last)):
        if part:
            yield placed(question, part, where, method, sure)


def _unbroken(email: str) -> str:
    """An address that a narrow column broke, "office@school.example. org", in one."""
    return _BROKEN.sub(".", email) if _IN_TWO.fullmatch(email) else email


_IN_TWO = re.compile(r"[\w.+-]+@[\w.-]+\s*\.\s*(?:org|uk|com|net|sch|gov|ac|co)(?:\.uk)?")
_BROKEN = re.compile(r"\s*\.\s*")
