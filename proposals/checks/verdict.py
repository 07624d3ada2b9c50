"""What a check says: a result, and a code for the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proposals.checks.wording import Why
from proposals.council import Council
from proposals.finding import Result


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check's result, why, the fields it rests on, and what fills the gaps of the sentence."""

    result: Result
    why: Why
    evidence: tuple[str, ...]
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a check may look at beside the form."""

    council: Council
    coordinator: str | None
    """The name of the area's coordinator, if the area is known."""


def met(why: Why, *evidence: str) -> Verdict:
    """The point is met."""
    return Verdict(Result.MET, why, evidence)


def query(why: Why, *evidence: str, **details: str) -> Verdict:
    """A person should ask."""
    return Verdict(Result.QUERY, why, evidence, details)


def not_met(why: Why, *evidence: str) -> Verdict:
    """The point is not met."""
    return Verdict(Result.NOT_MET, why, evidence)
