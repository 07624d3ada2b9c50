"""One spelling for labels: without numbers before them, case, punctuation and hints of how to write a date."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_NUMBERING = re.compile(
    rf"^(?:(?:section|part|box|question|q)\s*(?:[a-h]|{_NUMBER})\b"
    rf"|{_NUMBER}(?=[.):\s])|[a-h](?=[.:]\s|\s+[–-]\s)|\(?(?:[a-h]|{_NUMBER})\))"
    r"[\s.):–-]*(?=\w)",
    re.IGNORECASE,
)
_DATE_HINT = re.compile(r"\(?dd\s?[/.-]\s?mm\s?[/.-]\s?yy(?:yy)?\b\)?", re.IGNORECASE)


def unnumbered(text: str) -> str:
    """Return a label or a heading without the number or letter before it."""
    return _NUMBERING.sub("", " ".join(text.split(" ")), count=1)


def is_slip(one: str, other: str) -> bool:
    """Tell whether two normal labels differ in the letters of their words alone: "home" for "new" is no slip."""
    from rapidfuzz import fuzz

    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    here, there = one.split(), other.split()
    return len(here) == len(there) and all(
        fuzz.ratio(word, like) >= _SAME_WORD for word, like in zip(here, there, strict=True)
    )


_SAME_WORD = 70


_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return a label without case, punctuation, stars and numbering, so that spellings of one label are equal."""
    plain = _NUMBERING.sub("", _DATE_HINT.sub(" ", " ".join(text.split())).strip(), count=1)
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain).replace("e-integrat", "eintegrat")
    plain = plain.casefold().replace("’", "'").replace("'s", "s").replace("s'", "s").replace("&", " and ")
    return " ".join(re.sub(r"[^\w%/]+", " ", plain.replace("/", " ")).split())
