"""Dates as British schools write them: the day first, always."""

from __future__ import annotations

import re
from datetime import date, timedelta

from proposals.problems import ProblemCode
from proposals.question import Era
from proposals.values.refusal import Refusal

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:T[\d:.Z+-]*)?")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})\s*[-/. ,\\]\s*(?P<month>\d{1,2})\s*[-/. ,\\]\s*(?P<year>\d{4}|\d{2})")
_CLOSED_UP = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:of\s+)?[-/. ]*(?P<name>[a-z]{3,9})\.?[-/., ]*(?P<year>\d{4}|'?\d{2})?"
)
_MONTH_DAY = re.compile(r"(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?[, ]+(?P<year>\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?P<name>mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*\.?[, ]+")

_SCHOOL_LIFE = 20
"""Years: no pupil is older."""
_FAR = timedelta(days=366 * 10)
"""A date of a placement that lies further from today than this is a slip of the pen."""


def day(raw: str, era: Era, today: date) -> date:
    """Return the day that is meant; raises Refusal when it is none, impossible, or can be read two ways."""
    said = " ".join(raw.casefold().replace("‑", "-").replace("–", "-").replace("’", "'").split()).strip(" .,;")
    weekday = _WEEKDAY.match(said)
    found = _found(said[weekday.end() :] if weekday else said, era, today)
    if era is Era.BIRTH and not today - timedelta(days=366 * _SCHOOL_LIFE) <= found <= today:
        raise Refusal(ProblemCode.NOT_A_BIRTH_DATE)
    if era is Era.RECENT and abs(found - today) > _FAR:
        raise Refusal(ProblemCode.FAR_DATE)
    if weekday and not _WEEKDAYS[found.weekday()].startswith(weekday["name"][:3]):
        raise Refusal(ProblemCode.WRONG_WEEKDAY, day=_said(found), weekday=_WEEKDAYS[found.weekday()].capitalize())
    return found


def _found(said: str, era: Era, today: date) -> date:
    for pattern in (_ISO, _NUMBERS, _CLOSED_UP, _DAY_MONTH, _MONTH_DAY):
        match = pattern.fullmatch(said)
        if match:
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else _month(parts["name"])
            return _made(int(parts["day"]), month, parts["year"], era, today)
    raise Refusal(ProblemCode.NOT_A_DATE)


def _month(name: str) -> int:
    """Return the number of a month by its name or the beginning of it."""
    found = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name)]
    if not found and name == "sept":
        return 9
    if len(found) != 1:
        raise Refusal(ProblemCode.NOT_A_DATE)
    return found[0]


def _made(number: int, month: int, year: str | None, era: Era, today: date) -> date:
    try:
        if year is None:
            return _nearest(number, month, era, today)
        digits = year.lstrip("'")
        return date(int(digits) if len(digits) == 4 else _century(int(digits), era, today), month, number)
    except ValueError:
        raise Refusal(ProblemCode.IMPOSSIBLE_DATE) from None


def _century(short: int, era: Era, today: date) -> int:
    """A birth lies in the past; a date of a placement lies in this century."""
    year = today.year - today.year % 100 + short
    return year - 100 if era is Era.BIRTH and year > today.year else year


def _nearest(number: int, month: int, era: Era, today: date) -> date:
    """A date without its year is the one nearest to today; a birth date without one is no date."""
    if era is Era.BIRTH:
        raise Refusal(ProblemCode.NOT_A_DATE)
    near = [date(year, month, number) for year in (today.year - 1, today.year, today.year + 1)]
    return min(near, key=lambda each: abs(each - today))


def _said(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1].capitalize()} {value.year}"
