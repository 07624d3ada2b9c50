"""From when on something has waited too long, as it is written under `[health]`."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from flows.mail_kind import Part


class HealthSettings(Part):
    """What `offsite status` takes for well."""

    form_minutes: float = Field(120.0, gt=0)
    """How long the oldest message may wait, since it was received, before the desk is not well."""
    letter_minutes: float = Field(120.0, gt=0)
    """How long the oldest letter may wait to be sent: a mail server that is away for an hour is no alarm."""

    @property
    def form_wait(self) -> timedelta:
        """How long the oldest message may wait."""
        return timedelta(minutes=self.form_minutes)

    @property
    def letter_wait(self) -> timedelta:
        """How long the oldest letter may wait."""
        return timedelta(minutes=self.letter_minutes)
