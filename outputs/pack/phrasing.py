"""How dates, times and the texts of strangers are written in a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from proposals.display import long_date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONDON = "Europe/London"
_LONGEST_WORD = 40
_CHUNK = 20
_UNBROKEN = re.compile(rf"[^\s\u200b]{{{_LONGEST_WORD + 1},}}")
_BREAK = "\u200b"
"""Zero width space: a place where a line may end, and nothing to see."""


def with_weekday(day: date) -> str:
    """Return "Monday 18 January 2027"."""
    return f"{_WEEKDAYS[day.weekday()]} {long_date(day)}"


def local_time(moment: datetime) -> str:
    """Return a moment as the clock on the wall shows it: "Monday 30 November 2026, 08:05"."""
    here = moment.astimezone(ZoneInfo(_LONDON))
    return f"{with_weekday(here.date())}, {here:%H:%M}"


def cut(text: str, longest: int) -> str:
    """Return `text` on one line, its end left out where it is longer than `longest` characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def breakable(value: object, longest: int = _LONGEST_WORD) -> object:
    """Return `value` (JSON-like) with places to break in words that no column could hold."""
    if isinstance(value, str):
        return _broken(value) if len(value) > longest else value
    if isinstance(value, Mapping):
        return {key: breakable(item, longest) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [breakable(item, longest) for item in value]
    return value


def _broken(text: str) -> str:
    return _UNBROKEN.sub(lambda found: _BREAK.join(_chunks(found.group())), text)


def _chunks(word: str) -> list[str]:
    return [word[start : start + _CHUNK] for start in range(0, len(word), _CHUNK)]
