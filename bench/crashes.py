"""`make crash-matrix`: kill a process at every boundary of every step for every kind of message; print the table."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console
from rich.table import Table

from crash_kinds import KINDS
from crash_life import STEPS
from crash_matrix import Death, Folder, Survey, deaths, first_seen, survey, warm
from warm_process import Warm


def main() -> int:
    """Print steps × outcomes; `--first` kills at each boundary once, as the tests do."""
    out, started = Console(width=150), time.perf_counter()
    table = Table("Kind", *(name.replace("_", " ") for name in STEPS), "outcomes", "as undisturbed", "unknown")
    wrong: list[Death] = []
    totals: Counter[str] = Counter()
    for life, happened in _lives(first_only="--first" in sys.argv):
        kills = Counter(death.step for death in happened)
        unknown = sum(death.unknown > 0 for death in happened)
        wrong += [death for death in happened if death.faults]
        totals.update(kills)
        totals.update(kills=len(happened), unknown=unknown, whole=len(happened) - unknown)
        outcomes = ", ".join(sorted({str(arrival[0]) for arrival in life.whole.arrivals}))
        row = (str(kills[step] or "–") for step in STEPS)
        table.add_row(life.kind, *row, outcomes, str(len(happened) - unknown), str(unknown))
    table.add_section()
    table.add_row("all", *(str(totals[step]) for step in STEPS), "", str(totals["whole"]), str(totals["unknown"]))
    out.print(table)
    out.print(f"{totals['kills']} kills, {len(wrong)} with a fault, {time.perf_counter() - started:.0f} s")
    for death in wrong:
        out.print(f"{death}: {'; '.join(death.faults)}")
    return 1 if wrong else 0


def _lives(*, first_only: bool) -> Iterator[tuple[Survey, list[Death]]]:
    """Yield each kind with all its deaths, in the kinds' order; as many at once as there are cores."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as parents:
        idle: SimpleQueue[Warm] = SimpleQueue()
        cores = os.cpu_count() or 1
        for number in range(cores):
            idle.put(parents.enter_context(warm(Path(folder) / str(number))))

        def lived(kind: str) -> Survey:
            with _one_of(idle) as parent:
                return survey(parent, kind, Folder(Path(folder) / kind))

        def died(life: Survey) -> list[Death]:
            with _one_of(idle) as parent:
                return list(deaths(parent, life, lambda *where: where in wanted[life.kind]))

        at_once = parents.enter_context(ThreadPoolExecutor(cores))
        lives = list(at_once.map(lived, KINDS))
        wanted = first_seen(lives) if first_only else {life.kind: life.crossed for life in lives}
        yield from zip(lives, at_once.map(died, lives), strict=True)


@contextmanager
def _one_of(idle: SimpleQueue[Warm]) -> Iterator[Warm]:
    """A warm parent that nobody else uses meanwhile."""
    parent = idle.get()
    try:
        yield parent
    finally:
        idle.put(parent)


if __name__ == "__main__":
    sys.exit(main())
