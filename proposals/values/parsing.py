"""One parser for each kind of answer, found by the Question's kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

from proposals.problems import Problem, problem_message
from proposals.question import Kind, Question
from proposals.values import codes, contacts, dates, numbers, picks, text
from proposals.values.refusal import Refusal

Value = str | int | float | bool | date
_Parser = Callable[[Question, str, date], Value | None]

_PARSERS: MappingProxyType[Kind, _Parser] = MappingProxyType(
    {
        Kind.TEXT: lambda _question, raw, _today: text.line(raw),
        Kind.LONG_TEXT: lambda _question, raw, _today: text.paragraphs(raw),
        Kind.DATE: lambda question, raw, today: dates.day(raw, question.era, today),
        Kind.YES_NO: lambda _question, raw, _today: picks.yes_no(raw),
        Kind.CHOICE: lambda question, raw, _today: picks.choice(question.choices, raw),
        Kind.UPN: lambda _question, raw, _today: codes.upn(raw),
        Kind.YEAR_GROUP: lambda _question, raw, _today: codes.year_group(raw),
        Kind.WHOLE_NUMBER: lambda question, raw, _today: numbers.whole(question, raw),
        Kind.DECIMAL: lambda question, raw, _today: numbers.decimal(question, raw),
        Kind.PHONE: lambda _question, raw, _today: contacts.phone(raw),
        Kind.EMAIL: lambda _question, raw, _today: contacts.email(raw),
        Kind.URN: lambda _question, raw, _today: codes.urn(raw),
        Kind.LAESTAB: lambda _question, raw, _today: codes.laestab(raw),
        Kind.REFERENCE: lambda _question, raw, _today: codes.reference(raw),
    }
)

_PROSE = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_LONGEST = 20_000
"""Characters of prose that are read; a form has no box that holds more."""
_LONGEST_VALUE = 500
"""Characters of any other answer that are read."""


def parse(question: Question, raw: str, today: date) -> Value | Problem | None:
    """Return what `raw` means as an answer to `question`: its value, None when it says nothing, or a Problem.

    Any text may come in; nothing is raised. `today` settles two-digit years.
    """
    said = raw[:_LONGEST] if question.kind in _PROSE else text.visible(raw[:_LONGEST_VALUE])
    if text.says_nothing(said, question.kind):
        return None
    try:
        return _PARSERS[question.kind](question, said, today)
    except Refusal as refusal:
        return Problem(question.name, refusal.code, problem_message(refusal.code, **refusal.details))
