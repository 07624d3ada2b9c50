"""Answers with a fixed shape: UPN, year group, URN, LAESTAB, our reference."""

from __future__ import annotations

import re

from proposals import reference as references
from proposals.problems import ProblemCode
from proposals.values.refusal import Refusal

_UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")
# The 23 check letters of the DfE's UPN guide: I, O and S are not used.
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LAST_DIGIT_LIKE = str.maketrans("OIS", "015")
_DIGITS_LIKE = str.maketrans("OILS", "0115")
_YEAR_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"],
        start=1,
    )
}
_TWO_YEARS = re.compile(
    r"(?:year|yr|y)?s?\s*(?P<first>[1-9]|1[0-3])\s*(?:[/&-]|or|and|to)\s*(?:year|yr|y)?\s*(?P<second>[1-9]|1[0-3])"
)
_YEAR = re.compile(r"(?:nc\s*|ncy\s*)?(?:year|yr|y)?\s*(?:group)?\s*(?P<year>\d{1,2}|[a-z]+)\s*(?:group)?")


def upn(raw: str) -> str:
    """Return a unique pupil number, 13 characters; raises Refusal when its shape or its check letter is wrong.

    The check letter is that of the DfE's guide to unique pupil numbers; the last character of a temporary
    number is a letter, which takes part in the check by its place among the check letters.
    """
    bare = re.sub(r"^UPN\W*|[\s.\-]+", "", raw.upper().strip())
    # Letters that no place behind the first can hold are the digits they look like.
    said = bare[:1] + bare[1:-1].translate(_DIGITS_LIKE) + bare[-1:].translate(_LAST_DIGIT_LIKE)
    if not _UPN.fullmatch(said):
        raise Refusal(ProblemCode.NOT_A_UPN)
    if _check_letter(said[1:]) != said[0]:
        raise Refusal(ProblemCode.UPN_CHECK)
    return said


def _check_letter(rest: str) -> str:
    values = [_CHECK_LETTERS.index(mark) if mark.isalpha() else int(mark) for mark in rest]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return _CHECK_LETTERS[total % len(_CHECK_LETTERS)]


def year_group(raw: str) -> str:
    """Return "R" or "1" to "13"; raises Refusal when it is neither."""
    said = " ".join(re.sub(r"[.:]", " ", raw.casefold()).split())
    if said in {"r", "reception", "yr r", "year r", "rec", "yr", "reception class", "reception year"}:
        return "R"
    two = _TWO_YEARS.fullmatch(said)
    if two and two["first"] != two["second"]:
        raise Refusal(ProblemCode.AMBIGUOUS, first=f"Year {two['first']}", second=f"Year {two['second']}")
    match = _YEAR.fullmatch(said)
    if match:
        year = _YEAR_WORDS.get(match["year"], match["year"])
        if year.isdigit() and 1 <= int(year) <= 13:
            return str(int(year))
    raise Refusal(ProblemCode.NOT_A_YEAR_GROUP)


def urn(raw: str) -> str:
    """Return a school's unique reference number, six digits; raises Refusal otherwise."""
    said = re.sub(r"(?i)^urn\W*|[\s.\-]+", "", raw)
    if not re.fullmatch(r"\d{6}", said, re.ASCII):
        raise Refusal(ProblemCode.NOT_A_URN)
    return said


def laestab(raw: str) -> str:
    """Return a DfE number as "999/4001"; raises Refusal otherwise."""
    said = re.sub(r"(?i)^\s*(?:dfe|laestab)\b\W*(?:no|number)?\W*|[\s/.\-]+", "", raw)
    if not re.fullmatch(r"\d{7}", said, re.ASCII):
        raise Refusal(ProblemCode.NOT_A_LAESTAB)
    return f"{said[:3]}/{said[3:]}"


def reference(raw: str) -> str:
    """Return one of our references in its printed form; raises Refusal when it is none or several."""
    found = references.find_in(raw)
    if len(found) > 1:
        raise Refusal(ProblemCode.AMBIGUOUS, first=found[0], second=found[1])
    if not found:
        raise Refusal(ProblemCode.NOT_A_REFERENCE)
    return found[0]
