"""How far the profile's term dates reach: beyond them nobody can tell a holiday from term."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from proposals.council import Council, SchoolYear
from proposals.display import long_date

TERM = timedelta(weeks=13)
"""About a term: so long before its last term date the profile should have the next school year's."""

_ONLY_TO = "The council’s profile gives term dates only to"


def term_dates_end(council: Council) -> date | None:
    """Return the last day of the last school year in the profile, or None where it has none."""
    return max((year.last for year in council.school_years), default=None)


def running_out(council: Council, today: date) -> str:
    """Return in a sentence what is wrong with the profile's term dates as seen from `today`, or "" if nothing is."""
    last = term_dates_end(council)
    if last is None:
        return "The council’s profile gives no school years, so reviews may fall in a holiday."
    if last < today:
        return f"{_ONLY_TO} {long_date(last)}: since then reviews may fall in a holiday."
    if last < today + TERM:
        return f"{_ONLY_TO} {long_date(last)}: reviews after that may fall in a holiday."
    bare = [year.first for year in council.school_years if year.last >= today and not _has_holidays(year, council)]
    if bare:
        return f"The council’s profile gives no holidays in the school year from {long_date(min(bare))}."
    return ""


def unsure(days: Iterable[date], council: Council) -> tuple[date, ...]:
    """Return those of the days that lie in no school year of the profile: each may be in a holiday."""
    return tuple(day for day in days if not any(year.first <= day <= year.last for year in council.school_years))


def _has_holidays(year: SchoolYear, council: Council) -> bool:
    return any(year.first <= closure.first <= year.last for closure in council.closures)
