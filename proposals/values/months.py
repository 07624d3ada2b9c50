"""The months, by their names, the beginnings of these, and slips of the pen."""

from __future__ import annotations

from proposals.problems import ProblemCode
from proposals.values.refusal import Refusal

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_CLOSE = 80
"""How alike a spelling must be, of 100: "Febuary" is February, "Juny" is neither June nor July."""


def month_number(name: str) -> int:
    """Return 1 to 12 for `name` in lower case; raises Refusal when it is no month."""
    begins = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    found = begins or _spelt_like(name)
    if len(found) != 1:
        raise Refusal(ProblemCode.NOT_A_DATE)
    return found[0]


def _spelt_like(name: str) -> list[int]:
    from rapidfuzz import fuzz

    if len(name) < 4:
        return []
    return [number for number, month in enumerate(MONTHS, start=1) if fuzz.ratio(name, month) >= _CLOSE]
