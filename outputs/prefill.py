"""What stands in a form already when it is handed out: answers, what is asked about them, and whose case it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from outputs.letters.holding import one_line
from proposals.assessment import Assessment
from proposals.display import show
from proposals.problems import ProblemCode
from proposals.proposal import Proposal
from proposals.question import Kind, Question

CASE_FIELD = "case"
"""The hidden field, and in Word the hidden control, that holds the reference of the case a form was sent out for."""


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a form holds when it is handed out.

    `answers` are canonical texts under their Questions' names: dates as they should be read, "yes" and "no", a
    choice's code or label; what no box to tick or list offers is left out. `asked` says, by the same names, what is
    missing or unclear: the form marks it. `reference` is the case's, and stands hidden in the file.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""

    def check(self, form: type[Proposal]) -> None:
        """Raise ValueError when it answers or asks something that the form does not."""
        unknown = (set(self.answers) | set(self.asked)) - {question.name for question in form.questions()}
        if unknown:
            names = ", ".join(sorted(unknown))
            raise ValueError(f"{form.TITLE} has no question named {names}; see its model in proposals/")


BLANK = Prefill()


def understood(assessment: Assessment, reference: str) -> Prefill:
    """Return a form's own answers as they were understood, with what is missing or unclear asked about.

    An answer that could not be used stands as it was written, so that it is corrected and not written again.
    """
    form = type(assessment.proposal)
    names = {question.name for question in form.questions()}
    asked: dict[str, str] = {}
    for problem in assessment.problems:
        if problem.field in names:
            asked[problem.field] = " ".join(filter(None, (asked.get(problem.field), problem.message)))
    answers = {question.name: _answer(question, assessment) for question in form.questions()}
    return Prefill({name: text for name, text in answers.items() if text}, asked, reference)


def _answer(question: Question, assessment: Assessment) -> str:
    value = getattr(assessment.proposal, question.name)
    if value is not None:
        return show(question, value) if question.kind is Kind.PHONE else _text(value)
    codes = {problem.code for problem in assessment.problems if problem.field == question.name}
    if not codes or codes & _NOTHING_TO_KEEP:
        return ""
    written = (answer for answer in assessment.reading.answers if answer.question == question.name)
    return _lines(max(written, key=lambda each: each.confidence).raw)


_NOTHING_TO_KEEP = frozenset({ProblemCode.MISSING, ProblemCode.CONFLICTING})


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else _lines(str(value))


def _lines(text: str) -> str:
    """Without the characters that no document can carry."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()
