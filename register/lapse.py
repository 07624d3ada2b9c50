"""When a lease or a wait is over, also by a clock that was put forward or back since it was written."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_

_SKEW = timedelta(hours=1)
"""How far the clocks of two machines may be apart, and a lease of one still holds for the other."""


def ran_out(until: ColumnElement[datetime], now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """Return the condition that a lease until `until`, of `longest` at most, holds no more."""
    return or_(until < now, _from_ahead(until, now, longest))


def due(not_before: ColumnElement[datetime], now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """Return the condition that a wait until `not_before`, of `longest` at most, is over."""
    return or_(not_before <= now, _from_ahead(not_before, now, longest))


def _from_ahead(moment: ColumnElement[datetime], now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """Whether a moment lies later than anything that begins now would end.

    It was written by a clock that ran ahead and was put right since: without this a claim of next week would hold
    until next week.
    """
    return moment > now + longest + _SKEW
