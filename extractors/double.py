"""Answers to two Questions in one: "11 January to 2 April", "4 March 2012 (Y9)", "2 days, 12 hours a week"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposals.question import Question

_DAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
    r"\d{1,2}(?:st|nd|rd|th)?[\s./-]{1,2}(?:\d{1,2}|[A-Za-z]{3,9})[\s./,-]{1,2}(?:\d{4}|\d{2})(?!\d)"
)
_SPAN = re.compile(rf"(?:from\s+)?({_DAY})\s*(?:to|until|till|and|-|–|—)\s*({_DAY})\.?", re.IGNORECASE)
_BORN = re.compile(rf"({_DAY})[\s,;(–-]+((?:nc\s*)?(?:year|yr|y)?\s*\d{{1,2}})\s*\)?", re.IGNORECASE)
_WEEKLY = re.compile(
    r"(\d{1,2}(?:\.\d)?)\s*days?\W+(?:and\s+)?(\d{1,2}(?:\.\d{1,2})?)\s*(?:hours?|hrs?)"
    r"(?:\s*(?:a|per|each|in (?:a|the)|/)\s*(?:week|wk))?\.?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(\d{1,2})\s*(?:suspensions?|ftes?|times)?\s*(?:/|\(|,|;|-|–|and)\s*"
    r"(\d{1,2}(?:\.\d)?)\s*(?:days?)?(?: (?:in )?total)?\s*\)?\.?",
    re.IGNORECASE,
)
_ROLES = (
    r"(?:[\w&'’/-]+\s+){0,4}(?i:head\s?teacher|head|principal|lead|senco|sendco|manager|coordinator|co-ordinator|officer"
    r"|teacher|director|dsl|ddsl|mentor|tutor|governor|ceo|aht|dht|ht|slt|year|house|inclusion|pastoral|school|behaviour)"
    r"(?:[ ,&/-]+[\w&'’]+){0,4}"
)
_WITH_ROLE = re.compile(
    rf"((?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev)\.?\s+)?(?!(?:{_ROLES})\s*[,(])[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]+){{0,3}})"
    rf"\s*(?:,|\(|–|—| - |/)\s*((?i:{_ROLES}))\s*\)?\.?"
)
_FORMS = (
    (_SPAN, ("start_date", "end_date"), re.compile(r"\bdates?\b|\bperiod\b|\bduration\b|\bwhen\b|\bfrom\b|\bblock\b")),
    (_BORN, ("date_of_birth", "year_group"), re.compile(r"\bbirth\b|\bborn\b|\bd\.?o\.?b\b")),
    (_WEEKLY, ("days_per_week", "hours_per_week"), re.compile(r"")),
    (
        _COUNTED,
        ("suspensions_count", "suspension_days"),
        re.compile(r"(?=.*\b(?:suspen|fte|exclu|fixed))(?=.*\b(?:no\b|number|how many|suspensions|ftes)).*\bdays\b"),
    ),
    (
        _WITH_ROLE,
        ("declared_by", "declared_role"),
        re.compile(
            r"(?=.*\b(?:name|signed|authorised|signatory|completed)\b)"
            r".*\b(?:position|role|post|job title|capacity|status)\b"
        ),
    ),
)
"""How such an answer is written, the Questions it answers, and what a label of nobody's list says that asks both."""


def both(label: str, question: Question, text: str) -> Iterator[tuple[str, str]]:
    """Yield the names of two Questions with their answers, where `text` answers two; nothing where it does not.

    `label` is what a label says that nobody listed; of a listed one `question` is what it asks.
    """
    said = " ".join(text.split())
    for written, names, asks in _FORMS:
        found = written.fullmatch(said) if len(said) < _LONGEST else None
        if found and (question.name in (*names, "timetable") if question.name else asks.search(label.casefold())):
            yield from zip(names, found.groups(), strict=True)
            return


_LONGEST = 80
