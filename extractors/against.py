"""Answers of one form that speak against each other: a role that is a person, the parents' e-mail at the school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.naming import GUESS, SURE
from proposals.question import Kind, Question
from proposals.reading import Answer

_PLACES = frozenset({"school_name", "provider_name", "receiving_school_name"})
_KNOWN_PLACE = re.compile(
    r"school|academy|college|centre|center|unit|hub|project|primary|junior|infant|farm|pru|studio|trust|house|learning"
    r"|education|provision|skills|works|cic|ltd|high|grammar",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:(?i:mr|mrs|ms|miss|dr|mx|rev)\.?\s+)?[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]+){1,2}")
_ENDINGS = frozenset(
    {"uk", "org", "com", "net", "eu", "info", "school", "academy", "education", "wales", "cymru", "scot", "london",
     "gov", "edu", "me", "co", "biz", "io", "email", "family"}
)  # fmt: skip
"""How addresses end that a school or a family in this country has."""
_PUBLIC = re.compile(
    r"example\.(?:org|com|net)$|gmail|outlook|hotmail|yahoo|icloud|live|btinternet|aol|sky|mail|post", re.IGNORECASE
)


def agreed(known: Mapping[str, Question], answers: Sequence[Answer]) -> Iterator[Answer]:
    """Yield the Answers, less sure of each that what else the form says makes doubtful: the school is asked."""
    people = {_plain(each.raw) for each in answers if _names_a_person(each.question)}
    domains = {_domain(each.raw) for each in answers if known[each.question].kind is Kind.EMAIL} - {""}
    schools = {_domain(each.raw) for each in answers if each.question == "school_email"} - {""}
    surnamed = any(each.question == "pupil_surname" for each in answers)
    for answer in answers:
        question = known[answer.question]
        doubtful = (
            (question.name.endswith("_role") and _plain(answer.raw) in people)
            or (question.name in _PLACES and _is_a_person(answer, people))
            or (question.name == "social_worker_contact" and not _reaches(answer.raw))
            or (question.name == "pupil_forename" and " " in answer.raw.strip() and not surnamed)
            or (question.kind is Kind.EMAIL and not _is_whole(answer.raw))
            or (question.name == "parent_email" and _is_at_school(answer, answers, schools or domains))
        )
        yield replace(answer, confidence=min(answer.confidence, GUESS)) if doubtful else answer


def _reaches(contact: str) -> bool:
    """Tell whether a contact has an address or a whole telephone number in it."""
    return "@" in contact or sum(mark.isdecimal() for mark in contact) >= _PHONE_DIGITS


_PHONE_DIGITS = 9


def _names_a_person(name: str) -> bool:
    return (name.endswith("_name") and name not in _PLACES) or name in {"declared_by", "completed_by", "link_person"}


def _is_a_person(answer: Answer, people: set[str]) -> bool:
    """Tell whether what should be a place is a person: named so elsewhere, or by its look where the label is unsure."""
    if _KNOWN_PLACE.search(answer.raw):
        return False
    looks = answer.confidence <= SURE and _PERSON.fullmatch(answer.raw.strip()) is not None
    return looks or _plain(answer.raw) in people


def _is_whole(email: str) -> bool:
    """Tell whether an address ends as addresses do: one that a narrow box breaks goes on behind a space."""
    ending = email.strip().rpartition(".")[2].casefold()
    return " " not in email.strip() and (ending in _ENDINGS or len(ending) == _COUNTRY)


_COUNTRY = 2


def _is_at_school(answer: Answer, answers: Sequence[Answer], domains: set[str]) -> bool:
    """Tell whether the parents' address is at the school: by its domain, or the school's name in that."""
    domain = _domain(answer.raw)
    if not domain or _PUBLIC.match(domain):
        return False
    if any(each.question == "school_email" and _domain(each.raw) == domain for each in answers):
        return True
    names = (_plain(each.raw)[:_NAME] for each in answers if each.question in _PLACES)
    return any(len(name) == _NAME and name in _plain(domain) for name in names) and bool(domains)


_NAME = 8


def _domain(email: str) -> str:
    return email.strip().rpartition("@")[2].casefold()


def _plain(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())
