"""Dates as British schools write them: the day first, always."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from proposals.problems import ProblemCode
from proposals.question import Era
from proposals.values.months import MONTHS, month_number
from proposals.values.refusal import Refusal

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"

_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:t[\d:.z+-]*)?")
# Never a day first as well: a day of 20 is followed by a month, and no year of ours begins with 10, 11 or 12.
_ISO_CLOSED_UP = re.compile(r"(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>\d{2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})\s*[-/. ,\\]\s*(?P<month>\d{1,2})\s*[-/. ,\\]\s*(?P<year>\d{4}|\d{2})")
_CLOSED_UP = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})")
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:of\s+)?[-/. ]*(?P<name>[a-z]{3,10})\.?[-/., ]*(?P<year>\d{4}|'?\d{2})?"
)
_MONTH_DAY = re.compile(
    r"(?P<name>[a-z]{3,10})\.?\s+(?P<day>\d{1,2})(?:(?P<th>st|nd|rd|th)?(?:[, ]+(?P<year>\d{4}|\d{2}))?)"
)

_BEFORE = re.compile(rf"(?:on\s+)?(?:(?P<weekday>{_WEEKDAY})\.?[, ]+)?(?:the\s+)?(?=[\da-z])")
_AFTER = re.compile(rf"[, ]*\(?(?P<weekday>{_WEEKDAY})\)?")
# A remark in brackets is no part of the date, unless it takes the date back.
_REMARK = re.compile(r"\s*\((?![^)]*\b(?:tb[ac]|provisional|approx\w*|or|if|possibl[ey])\b)[^)\d]*\)")
_TIME = re.compile(
    r"[, ]+(?:(?:at|@)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]m|noon)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?|\d{1,2}(?:[.:]\d{2})?\s*[ap]m)"
)
_BETWEEN = re.compile(r"\s+(?:or|to|until|till|and|&|/|-)\s+")

_YOUNGEST, _OLDEST = 3, 20
"""Years: no pupil is younger or older."""
_FAR = timedelta(days=366 * 10)
"""A date of a placement that lies further from today than this is a slip of the pen."""
_NEAR = timedelta(days=122)
"""A date without its year is the one this near to today; further off, both years are as likely."""


def day(raw: str, era: Era, today: date) -> date:
    """Return the day that is meant; raises Refusal when it is none, impossible, or can be read two ways."""
    said = " ".join(raw.casefold().replace("‑", "-").replace("–", "-").replace("’", "'").split()).strip(" .,;")
    both = [_one(part, era, today) for part in _parts(said)]
    if len(both) > 1 and both[0] != both[1]:
        raise Refusal(ProblemCode.AMBIGUOUS, first=_said(both[0]), second=_said(both[1]))
    return both[0]


def _parts(said: str) -> tuple[str, ...]:
    """Two dates that stand side by side ("7/12/26 or 8/12/26"), else the one."""
    parts = tuple(_BETWEEN.split(said))
    two = len(parts) == 2 and all(len(re.findall(r"\d+|[a-z]{3,}", part)) > 1 for part in parts)
    return parts if two else (said,)


def _one(said: str, era: Era, today: date) -> date:
    core, weekday = _bared(said)
    found = _found(core, weekday, era, today)
    if era is Era.BIRTH and not _of_school_age(found, today):
        raise Refusal(ProblemCode.NOT_A_BIRTH_DATE)
    if era is Era.RECENT and abs(found - today) > _FAR:
        raise Refusal(ProblemCode.FAR_DATE)
    if weekday is not None and found.weekday() != weekday:
        names = {"weekday": _WEEKDAYS[found.weekday()], "written": _WEEKDAYS[weekday]}
        raise Refusal(ProblemCode.WRONG_WEEKDAY, day=_said(found), **names)
    return found


def _bared(said: str) -> tuple[str, int | None]:
    """The date without what stands around it (a time, a remark, "on the"), and its weekday, Monday being 0."""
    core, weekday = said, None
    for around in (_AFTER, _REMARK, _TIME, _AFTER):
        end = re.search(rf"(?:{around.pattern})$", core)
        if end and end.start():
            weekday = end.groupdict().get("weekday") or weekday
            core = core[: end.start()]
    begin = _BEFORE.match(core)
    if begin:
        weekday = begin["weekday"] or weekday
        core = core[begin.end() :]
    return core.strip(" .,;"), _number_of(weekday)


def _number_of(weekday: str | None) -> int | None:
    names = [name.casefold()[:3] for name in _WEEKDAYS]
    return names.index(weekday[:3]) if weekday else None


def _found(said: str, weekday: int | None, era: Era, today: date) -> date:
    for pattern in (_ISO, _ISO_CLOSED_UP, _NUMBERS, _CLOSED_UP, _DAY_MONTH, _MONTH_DAY):
        match = pattern.fullmatch(said)
        if match:
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else month_number(parts["name"])
            if pattern is _MONTH_DAY and not parts["year"] and not parts["th"]:
                _refuse_a_year(int(parts["day"]), month)
            return _made(int(parts["day"]), month, parts["year"], (weekday, era, today))
    raise Refusal(ProblemCode.NOT_A_DATE)


def _refuse_a_year(number: int, month: int) -> None:
    """ "Sept 26" is a day of September, or September 2026."""
    if number >= 20:
        name = MONTHS[month - 1].capitalize()
        raise Refusal(ProblemCode.AMBIGUOUS, first=f"{number} {name}", second=f"{name} 20{number}")


def _made(number: int, month: int, year: str | None, told: tuple[int | None, Era, date]) -> date:
    weekday, era, today = told
    if year is None:
        return _without_year(number, month, weekday, era, today)
    digits = year.lstrip("'")
    whole = int(digits) if len(digits) == 4 else _century(int(digits), era, today)
    try:
        return date(whole, month, number)
    except ValueError:
        raise Refusal(ProblemCode.IMPOSSIBLE_DATE) from None


def _century(short: int, era: Era, today: date) -> int:
    """A birth lies in the past; a date of a placement lies in this century."""
    year = today.year - today.year % 100 + short
    return year - 100 if era is Era.BIRTH and year > today.year else year


def _without_year(number: int, month: int, weekday: int | None, era: Era, today: date) -> date:
    """The year is settled by the weekday, or by being near today; a birth date without one is no date."""
    if era is Era.BIRTH:
        raise Refusal(ProblemCode.NOT_A_DATE)
    near = sorted(_in_years_around(number, month, today), key=lambda each: abs(each - today))
    if not near:
        raise Refusal(ProblemCode.IMPOSSIBLE_DATE)
    fitting = [each for each in near if each.weekday() == weekday]
    if fitting or weekday is not None or len(near) == 1 or abs(near[0] - today) <= _NEAR:
        return (fitting or near)[0]
    first, second = sorted(near[:2])
    raise Refusal(ProblemCode.AMBIGUOUS, first=_said(first), second=_said(second))


def _in_years_around(number: int, month: int, today: date) -> Iterator[date]:
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            yield date(year, month, number)
        except ValueError:
            continue  # 29 February, or no day at all


def _of_school_age(born: date, today: date) -> bool:
    return timedelta(days=365 * _YOUNGEST) <= today - born <= timedelta(days=366 * _OLDEST)


def _said(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1].capitalize()} {value.year}"
