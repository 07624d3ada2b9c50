"""When each coordinator has the digest of the week: the part of a council's profile that says so."""

from __future__ import annotations

import datetime as clock
from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from proposals.bank_holidays import is_working_day


class Weekday(StrEnum):
    """A day of the working week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


class Digest(BaseModel):
    """Whether, when and how far ahead a digest looks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weekly: bool = True
    weekday: Weekday = Weekday.MONDAY
    """Where it is a bank holiday, the next working day of that week."""
    time: clock.time = clock.time(7, 45)
    """By London's clock; the digest goes with the first run at or after it."""
    school_days: int = Field(10, ge=1, le=60)
    """How far ahead reviews and last days are named."""
    when_empty: bool = False
    """Whether a coordinator is written to when there is nothing to say."""

    def day(self, on: date) -> date:
        """Return the day of the digest in the week of `on`: the last working day where none follows the weekday."""
        monday = on - timedelta(days=on.weekday())
        week = [day for day in (monday + timedelta(days=n) for n in range(5)) if is_working_day(day)]
        wanted = monday + timedelta(days=list(Weekday).index(self.weekday))
        return next((day for day in week if day >= wanted), week[-1] if week else wanted)


def week_of(on: date) -> str:
    """Return the week of a day as ISO 8601 writes it: "2026-W49"."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02}"
