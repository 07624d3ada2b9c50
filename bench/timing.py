"""Times one piece of work against another in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one piece of work over several runs."""

    median: float
    worst: float


def timed(work: Callable[[], object], runs: int) -> Timing:
    """Return the time `work` takes over `runs` runs, after one that does not count."""
    work()
    return _timing([_once(work) for _ in range(runs)])


def paired(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[Timing, Timing, float]:
    """Time both in turn, so that a machine that slows down slows both; also return the median ratio."""
    ours()
    theirs()
    pairs = [(_once(ours), _once(theirs)) for _ in range(runs)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    return _timing([mine for mine, _ in pairs]), _timing([other for _, other in pairs]), ratio


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _timing(times: list[float]) -> Timing:
    return Timing(statistics.median(times), max(times))
