"""The moment a flow works at: the real one, or the one it is given."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""Where schools and councils read their clocks: the day of a letter is the day there."""


def running_from(now: datetime) -> Callable[[], datetime]:
    """Return a clock that stands at `now` and goes on: a lease taken late in a long run must not be old already."""
    began = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - began)


def moment(given: datetime | None) -> datetime:
    """Return `given` as a UTC time, or the present. Raises ValueError for a time without a zone."""
    if given is None:
        return datetime.now(UTC)
    if given.tzinfo is None:
        raise ValueError("a time without a zone could be any of two moments: give one with a zone")
    return given.astimezone(UTC)
