"""Of whom a label asks, by its own words, and whom a Question is about: "the lead's e-mail" is not the parents'."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from proposals.question import Question

_NAMED = (
    ("receiving", re.compile(r"\b(?:receiving|new|admitting|accepting|destination) (?:school|headteacher|head)\b")),
    ("virtual", re.compile(r"\bvirtual (?:school|head)\b")),
    ("worker", re.compile(r"\b(?:social|family support|early help) worker\b|\bsw\b")),
    ("provider", re.compile(r"\b(?:provider|provision|placement|host|hub|setting|centre)s?\b")),
    ("school", re.compile(r"\b(?:home|your|our|referring|current|own) school\b|\b(?:referrer|teacher|academy)s?\b")),
    ("parent", re.compile(r"\b(?:parent|carer|guardian|mother|father|mum|dad)s?\b|\bfamily s?\b")),
)
"""Words that name somebody; what one names is not looked for by the next: "new school" is no school of one's own."""
_OWNERS = MappingProxyType(
    {
        "receiving_": "receiving",
        "virtual_": "virtual",
        "social_worker_": "worker",
        "provider_": "provider",
        "school_": "school",
        "headteacher_": "school",
        "parent_": "parent",
    }
)
"""Whom a Question is about, by how its name begins."""
_NOT_OWNED = frozenset({"school_links", "parent_signed_date", "provider_type"})


@lru_cache(maxsize=4096)
def owners(label: str) -> frozenset[str]:
    """Return whom the words of a label name; nobody where they name none."""
    said = " ".join(re.sub(r"[^\w']+", " ", label.casefold().replace("’", "'").replace("'s", "")).split())
    found = set()
    for owner, named in _NAMED:
        said, times = named.subn(" ", said)
        if times:
            found.add(owner)
    return frozenset(found)


def of_another(question: Question, label: str) -> bool:
    """Tell whether a label names somebody, and nobody whom `question` is about."""
    about = next((whose for begun, whose in _OWNERS.items() if question.name.startswith(begun)), "")
    named = owners(label)
    return bool(about and named) and question.name not in _NOT_OWNED and about not in named
