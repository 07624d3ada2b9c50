"""One line of the table that `make bench` prints."""

from __future__ import annotations

from dataclasses import dataclass

from bench.timing import Timing


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, beside what; times in milliseconds."""

    what: str
    ours: Timing
    beside: str = ""
    theirs: Timing | None = None
    ratio: float | None = None
    aim: str = ""
