"""How long the desk keeps what it holds: the part of a council's profile that lets children's records go in time."""

from __future__ import annotations

import calendar
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from proposals.reading import FormKind


class Retention(BaseModel):
    """Months and days after which contents are erased. The numbers are the desk's own until the council sets its own.

    They count from the day on which a case has ended and closed, or a message has its outcome, and never run out while
    a letter waits or a case is held. What happened (the events) is kept: it holds no contents.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    off_site_direction_months: int = Field(24, ge=1, le=300)
    """Months after a placement has ended and its case was closed."""
    managed_move_months: int = Field(24, ge=1, le=300)
    """Months after a move's case was closed."""
    overdue_days: int = Field(30, ge=0, le=3650)
    """Days after its end at which the team is told of a placement that nobody closed."""
    for_a_person_days: int = Field(180, ge=1, le=3650)
    """Days after a message was left to a person."""
    unknown_sender_days: int = Field(90, ge=1, le=3650)
    """Days after a message came from an address that nobody knows, or one that was forged."""
    duplicate_days: int = Field(30, ge=1, le=3650)
    """Days after a message brought only what was there before."""
    quarantined_days: int = Field(180, ge=1, le=3650)
    """Days after a message was set aside."""
    letter_days: int = Field(365, ge=1, le=3650)
    """Days after a letter was sent, if its case lives that long: that it was sent stays known."""

    def case_months(self, kind: str) -> int:
        """Return how many months a closed case of this form is kept."""
        return self.managed_move_months if kind == FormKind.MANAGED_MOVE else self.off_site_direction_months


def months_after(day: date, months: int) -> date:
    """Return the day so many months later: its own number, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
