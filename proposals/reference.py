"""References that people can read out: `OSD-7K4M-2`.

A prefix for the form, four characters without look-alikes, and a check character that catches every single
wrong character and every swap of two neighbours: a weighted sum modulo a prime.
"""

from __future__ import annotations

import re
from random import Random
from types import MappingProxyType

from proposals.reading import FormKind

# No I, L, O, Q, S, U, Z, 0 or 1, which are misread or misheard, and no vowel, so that no word can appear.
# 23 marks: a prime, so that the check is sound.
ALPHABET = "23456789CDFGHJKMNPRTVWX"

_SEED = 3
"""Chosen so that the reference everybody quotes as the example, OSD-7K4M-2, is a true one."""

# What is written for a mark that it looks or sounds like; the check character still has to agree.
_MARK_MEANT = str.maketrans("BSZUOQ0", "852VDDD")
_PREFIX_MEANT = str.maketrans("05", "OS")

PREFIXES: MappingProxyType[FormKind, str] = MappingProxyType(
    {FormKind.OFF_SITE_DIRECTION: "OSD", FormKind.MANAGED_MOVE: "MMV"}
)

_FOUND = re.compile(r"(?<![A-Z0-9])([O0][S5]D|MMV)[\s\-–—]*([A-Z0-9]{4})[\s\-–—]*([A-Z0-9])(?![A-Z0-9])", re.IGNORECASE)


def make(kind: FormKind, source: Random) -> str:
    """Return a reference for a form of `kind`, its marks drawn from `source`. A review outcome has none (KeyError)."""
    prefix = PREFIXES[kind]
    body = "".join(source.choices(ALPHABET, k=4))
    return f"{prefix}-{body}-{_check(prefix, body)}"


def parse(text: str) -> str | None:
    """Return the reference that `text` is, in its printed form, or None.

    Case, spaces, dashes and look-alikes (O for D or 0SD for OSD, Z for 2) do not matter.
    """
    found = find_in(text)
    return found[0] if len(found) == 1 and _FOUND.fullmatch(text.strip()) else None


def find_in(text: str) -> tuple[str, ...]:
    """Return the references that stand in `text`, each once, in order; what fails its check is left out."""
    named = (_meant(*found) for found in _FOUND.findall(text))
    good = (f"{prefix}-{body}-{check}" for prefix, body, check in named if _check(prefix, body) == check)
    return tuple(dict.fromkeys(good))


def _meant(prefix: str, body: str, check: str) -> tuple[str, str, str]:
    return (
        prefix.upper().translate(_PREFIX_MEANT),
        body.upper().translate(_MARK_MEANT),
        check.upper().translate(_MARK_MEANT),
    )


def _check(prefix: str, body: str) -> str:
    """The mark that makes the weighted sum come out even; "" when a mark is not of the alphabet."""
    if any(mark not in ALPHABET for mark in body):
        return ""
    # The prefix takes part, so that a reference of one form is none of another.
    total = _SEED + sum(ord(mark) for mark in prefix)
    for place, mark in enumerate(body, start=2):
        total += place * ALPHABET.index(mark)
    return ALPHABET[-total % len(ALPHABET)]
