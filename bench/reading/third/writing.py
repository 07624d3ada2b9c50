"""How people write dates, years and yes or no."""

from __future__ import annotations

from datetime import date
from random import Random


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def date_as(day: date, style: str, source: Random, *, birth: bool = False) -> str:
    """Return a date in one manner of writing it; `mixed` draws one each time."""
    if style == "mixed":
        style = source.choice(("slash", "short", "dots", "long", "ordinal", "dash", "abbreviated"))
    if style == "weekday" and birth:
        style = "ordinal"
    return {
        "slash": f"{day:%d/%m/%Y}", "short": f"{day.day}/{day.month}/{day:%y}", "dots": f"{day:%d.%m.%y}",
        "dotted": f"{day.day}.{day.month}.{day.year}", "long": f"{day.day} {day:%B %Y}", "dash": f"{day:%d-%m-%Y}",
        "ordinal": f"{_ordinal(day.day)} {day:%B %Y}", "abbreviated": f"{day.day} {day:%b %y}",
        "iso": f"{day:%Y-%m-%d}", "weekday": f"{day:%A} {_ordinal(day.day)} {day:%B %Y}",
        "dayfirst": f"{day:%a} {day.day} {day:%b %Y}", "spaced": f"{day:%d} / {day:%m} / {day:%Y}",
    }[style]  # fmt: skip


def school_year(year: str, source: Random) -> str:
    """Return a year group as it is written."""
    return source.choice((year, f"Y{year}", f"Year {year}", f"Yr {year}", year))
