"""School days, and the days on which a placement is reviewed."""

from __future__ import annotations

from datetime import date, timedelta

from proposals.bank_holidays import is_working_day
from proposals.council import Council

_DAY = timedelta(days=1)
_APART = timedelta(weeks=1)
"""The review at the end is not held in the same week as the one before it."""
_LONGEST_SEARCH = 120
"""Days: longer than any school holiday, so that a profile with a mistake cannot hold up the line."""


def is_school_day(day: date, council: Council) -> bool:
    """Tell whether pupils are at school: no weekend, no English bank holiday, no closure of the council's."""
    if not is_working_day(day):
        return False
    return not any(closure.first <= day <= closure.last for closure in council.closures)


def next_school_day(day: date, council: Council) -> date:
    """Return `day` if it is a school day, else the first one after it."""
    return _nearest(day, _DAY, council)


def previous_school_day(day: date, council: Council) -> date:
    """Return `day` if it is a school day, else the last one before it."""
    return _nearest(day, -_DAY, council)


def school_days_after(day: date, count: int, council: Council) -> date:
    """Return the school day that lies `count` school days after `day`."""
    return _count(day, count, _DAY, council)


def school_days_before(day: date, count: int, council: Council) -> date:
    """Return the school day that lies `count` school days before `day`."""
    return _count(day, count, -_DAY, council)


_SEPTEMBER = 9


def review_dates(
    start: date, end: date, council: Council, *, first: date | None = None, weeks: int | None = None
) -> tuple[date, ...]:
    """Return the days on which a placement from `start` to `end` is reviewed, both ends included.

    As the school proposes (`first`, then every `weeks`) where that keeps to the council's longest interval, else
    every such interval from the start (the guide: typically every six weeks). Days without school are moved to
    the next school day, but not past the end: then to the last one before it. Where a long holiday moves a review
    close to the one after it, the later ones are reckoned from the day it was moved to. The last review falls within
    a week of the end, so that the end is decided on. A placement without a school day has no reviews.
    """
    longest = council.limits.review_interval_weeks
    interval = timedelta(weeks=weeks if weeks and weeks <= longest else longest)
    latest_first = start + timedelta(weeks=longest)
    day = first if first and start < first <= min(latest_first + timedelta(days=6), end) else start + interval
    last = previous_school_day(end, council)
    if last < start:
        return ()
    planned: list[date] = []
    while day < last:
        moved = min(next_school_day(day, council), last)
        planned.append(moved)
        day += interval
        if day - moved < interval / 2:
            day = moved + interval
    if planned and last - planned[-1] < _APART:
        return tuple(planned)
    return (*planned, last)


def school_year_end(day: date, council: Council) -> date:
    """Return the last day of the school year in which `day` lies: 31 August where the profile does not give it."""
    known = (year.last for year in council.school_years if year.first <= day <= year.last)
    return next(known, date(day.year + (day.month >= _SEPTEMBER), 8, 31))


def _nearest(day: date, step: timedelta, council: Council) -> date:
    found = day
    for _ in range(_LONGEST_SEARCH):
        if is_school_day(found, council):
            return found
        found += step
    return day


def _count(day: date, count: int, step: timedelta, council: Council) -> date:
    found = day
    for _ in range(count):
        found = _nearest(found + step, step, council)
    return found
