"""The outcome of one of the guide's points for one Proposal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """What a check found."""

    MET = "met"
    QUERY = "query"
    """A person should ask."""
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class Finding:
    """One point, its result, one plain sentence why, and the fields it rests on."""

    point: str
    """The point's id in forms: "should-1" … "should-not-7", "advance", or a form's own ("heads-agree")."""
    result: Result
    because: str
    evidence: tuple[str, ...] = ()
    ask: str = ""
    """What the coordinator might ask the school; empty exactly when the point is met."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A legal clock worth showing: what is due, by when (if it can be reckoned), and where that is written."""

    text: str
    source: str
    by: str = ""
    """The day, as people read it; empty where the form gives no date to reckon from."""
