"""Numbers as people write them: in digits or words, with their unit beside them."""

from __future__ import annotations

import re

from proposals.problems import ProblemCode
from proposals.question import Question
from proposals.values.refusal import Refusal

_COUNTED = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORDS = {word: number for number, word in enumerate(_COUNTED)} | {
    "once": 1, "twice": 2, "weekly": 1, "fortnightly": 2, "fortnight": 2,
}  # fmt: skip
_NONE = re.compile(r"(?:no|none|nil)(?: (?:suspensions?|exclusions?|days?|so far|yet|to date|this year))*[.!]?")
_FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75"}
_DIGITS = re.compile(r"(?<![\d.,])-?\d{1,6}(?:[.,]\d{1,2})?(?![\d.,]*\d)")
_RANGE = re.compile(r"\d\s*(?:-|–|to|or)\s*\d")
# Units that make a number of weeks (or days) something else.
_OTHER_UNITS = re.compile(r"\b(half|term|terms|month|months|year|years|ongoing|varies|tbc)\b")


def whole(question: Question, raw: str) -> int:
    """Return a whole number; raises Refusal when it is none, a range, or out of bounds."""
    value = decimal(question, raw)
    if value != int(value):
        raise Refusal(ProblemCode.NOT_WHOLE)
    return int(value)


def decimal(question: Question, raw: str) -> float:
    """Return a number; raises Refusal when it is none, a range, or out of bounds."""
    value = _number(raw)
    low, high = question.low, question.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refusal(ProblemCode.OUT_OF_BOUNDS, low=f"{low:g}", high=f"{high:g}")
    return value


def _number(raw: str) -> float:
    said = " ".join(_decimals(raw.casefold()).split())
    if _NONE.fullmatch(said):
        return 0.0
    if _OTHER_UNITS.search(said):
        raise Refusal(ProblemCode.NOT_A_NUMBER)
    if _RANGE.search(said):
        raise Refusal(ProblemCode.NUMBER_RANGE)
    digits = _DIGITS.findall(said)
    if len(digits) == 1:
        return float(digits[0].replace(",", "."))
    words = [_WORDS[word] for word in re.findall(r"[a-z]+", said) if word in _WORDS]
    if not digits and len(words) == 1:
        return float(words[0])
    raise Refusal(ProblemCode.NOT_A_NUMBER)


def _decimals(said: str) -> str:
    """Write "2 ½" and "two and a half" as "2.5", and "½" as "0.5"."""
    said = re.sub(r"\b(\w+) and (?:a|one) half\b", lambda found: f"{_WORDS.get(found[1], found[1])} ½", said)
    return re.sub(r"(\d?)\s*([¼½¾])", lambda found: (found[1] or " 0") + _FRACTIONS[found[2]], said)
