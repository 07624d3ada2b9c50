"""From what stands beside a label to Answers: options chosen, instructions left out, a whole name in two."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.hints import without_hints
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
    for raw in chosen(question, without_hints(pair.text)):
        said = raw.strip().replace("\t", " ")
        if question.kind is not Kind.LONG_TEXT and pair.method is Method.LABEL:
            # Below a label of ours only a long answer goes on; what follows a shorter one is something else.
            said = said.partition("\n")[0]
        if not says_nothing(said, question.kind) and not (question.kind is Kind.TEXT and says_none(said)):
            yield placed(question, said, pair.where, pair.method, found.confidence)


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
