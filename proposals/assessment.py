"""From a Reading to what the desk knows of it: Proposal, Problems, Findings, routing and review dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from proposals.council import Council
from proposals.finding import Finding, Reminder
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.problems import Problem
from proposals.reading import Reading
from proposals.review_outcome import ReviewOutcome


@dataclass(frozen=True, slots=True)
class Routing:
    """Which area a Proposal belongs to and who coordinates it; `None` where the profile does not say."""

    area: str | None
    """The area's code."""
    coordinator: str | None
    """The coordinator's code in the profile."""
    because: str
    """How the area was found, in a sentence."""


class Assessment(BaseModel):
    """All that was understood of one form, and what follows from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reading: Reading
    proposal: Annotated[OffSiteDirection | ManagedMove | ReviewOutcome, Field(discriminator="form")]
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    routing: Routing
    reviews: tuple[date, ...] = ()

    @property
    def complete(self) -> bool:
        """True when every required Question has a usable answer."""
        return not self.problems


def assess(reading: Reading, council: Council, today: date) -> Assessment:
    """Turn a Reading of one of our forms into an Assessment.

    `today` settles two-digit years and nothing else. Raises ValueError when the Reading is not a form.
    """
    raise NotImplementedError
