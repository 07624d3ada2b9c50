"""Compares what was read out of a form with the truth: each field right, wrong, missed or invented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from proposals.assessment import assess
from proposals.council import Council
from proposals.forms import FORMS
from proposals.problems import Problem, ProblemCode
from proposals.question import Kind, Question
from proposals.reading import FormKind, Reading
from proposals.values import parse

TODAY = date(2026, 11, 30)
_ALIKE = 99.0
"""Of 100: free text read this nearly is right; a letter in a hundred may differ."""
_ALIKE_SCANNED = 95.0


class Mark(StrEnum):
    """What became of one field."""

    RIGHT = "right"
    QUERIED = "queried"
    """Wrong or unsure, and the school or the coordinator is asked about it."""
    WRONG = "wrong"
    MISSED = "missed"
    INVENTED = "invented"
    """An answer where the form has none."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One field of one form."""

    field: str
    mark: Mark
    said: str = ""
    truth: str = ""


def score(
    reading: Reading, form: FormKind, truth: dict[str, str], council: Council, *, scanned: bool
) -> Iterator[Scored]:
    """Yield a mark for every field that is on the form or was read; of a file that was not read, all are missed."""
    if reading.form is not form:
        yield from (
            Scored(name, Mark.MISSED, reading.reason or str(reading.form), said) for name, said in truth.items()
        )
        return
    assessment = assess(reading, council, TODAY)
    asked = {problem.field: problem.code for problem in assessment.problems}
    for question in FORMS[form].questions():
        value = getattr(assessment.proposal, question.name, None)
        wanted = truth.get(question.name)
        code = asked.get(question.name)
        if wanted is None and value is None:
            continue
        queried = code is not None and code is not ProblemCode.MISSING
        if wanted is None:
            mark = Mark.QUERIED if queried else Mark.INVENTED
        elif value is None:
            mark = _refused(question, wanted, code)
        elif _same(question, value, wanted, _ALIKE_SCANNED if scanned else _ALIKE):
            mark = Mark.RIGHT
        else:
            mark = Mark.QUERIED if queried else Mark.WRONG
        yield Scored(question.name, mark, str(value), wanted or "")


def _refused(question: Question, wanted: str, code: ProblemCode | None) -> Mark:
    """Nothing usable: right when the truth itself cannot be used, else a query or a miss."""
    if isinstance(parse(question, wanted, TODAY), Problem):
        return Mark.RIGHT if code is not None else Mark.MISSED
    return Mark.QUERIED if code is not None and code is not ProblemCode.MISSING else Mark.MISSED


def _same(question: Question, value: object, wanted: str, alike: float) -> bool:
    meant = parse(question, wanted, TODAY)
    if question.kind in {Kind.TEXT, Kind.LONG_TEXT}:
        said, true = plain(str(value)), plain(str(meant))
        return said == true or (len(true) > 12 and fuzz.ratio(said, true) >= alike)
    return str(value) == str(meant)


def plain(text: str) -> str:
    """Return a text without what its layout adds: line breaks, kinds of quotes and dashes, space around them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    return re.sub(r"\W+", "", folded)
