"""Why an answer or a file cannot be used, in plain English: one table for the whole product."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """What is wrong with one answer; stable, so that others can build on it."""

    MISSING = "missing"
    NOT_A_DATE = "not_a_date"
    AMBIGUOUS = "ambiguous"
    """It can be read two ways; both are in the message."""
    CONFLICTING = "conflicting"
    """Two different answers were given to one Question."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why one answer cannot be used.

    `field` is the Question's name; `message` tells the school what to do, in a sentence, and never repeats
    an answer that could identify the pupil.
    """

    field: str
    code: ProblemCode
    message: str
