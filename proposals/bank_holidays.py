"""The bank holidays of England, and the days on which offices work."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England in a year."""
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether a council's offices work: no weekend and no bank holiday, in school holidays too."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)
