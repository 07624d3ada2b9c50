"""`make crash-matrix`: kill a process at the boundaries of every step for every kind of message; print the table.

Of boundaries at which the same is on the disk, byte for byte, one death stands for all: a killed process leaves nothing
else. `--each` kills at every one of them all the same, and takes some three times as long.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

from rich.console import Console
from rich.table import Table

from crash_kinds import KINDS
from crash_life import STEPS, Crossing
from crash_matrix import Death, Folder, Survey, deaths, each_left, first_seen, survey, warm
from warm_process import Warm

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # below it each desk has a folder of its own
"""Where a killed process leaves the same as on a disk, and nobody waits for one."""


def main() -> int:
    """Print steps × outcomes; `--first` kills at each boundary of a name once, as the tests do."""
    out, started = Console(width=150), time.perf_counter()
    steps = (name.replace("_", " ") for name in STEPS)
    table = Table("Kind", "boundaries", *steps, "outcomes", "as undisturbed", "unknown")
    wrong: list[Death] = []
    totals: Counter[str] = Counter()
    for life, happened in _lives(*sys.argv[1:]):
        kills = Counter(death.step for death in happened)
        unknown = sum(death.unknown > 0 for death in happened)
        wrong += [death for death in happened if death.faults]
        totals.update(kills)
        totals.update(
            kills=len(happened), unknown=unknown, whole=len(happened) - unknown, boundaries=len(life.crossings)
        )
        outcomes = ", ".join(sorted({str(arrival[0]) for arrival in life.whole.arrivals}))
        row = (str(kills[step] or "–") for step in STEPS)
        table.add_row(life.kind, str(len(life.crossings)), *row, outcomes, str(len(happened) - unknown), str(unknown))
        faulty = sum(bool(death.faults) for death in happened)
        print(f"{life.kind}: {len(happened)} kills, {faulty} with a fault", file=sys.stderr)
    table.add_section()
    row = (str(totals[name]) for name in ("boundaries", *STEPS))
    table.add_row("all", *row, "", str(totals["whole"]), str(totals["unknown"]))
    out.print(table)
    of = f"{totals['kills']} kills at {totals['boundaries']} boundaries"
    out.print(f"{of}, {len(wrong)} with a fault, {time.perf_counter() - started:.0f} s")
    for death in wrong:
        out.print(f"{death}: {'; '.join(death.faults)}")
    return 1 if wrong else 0


def _lives(*chosen: str) -> Iterator[tuple[Survey, list[Death]]]:
    """Yield each kind with all its deaths, in the kinds' order; as many at once as there are cores."""
    in_memory = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=in_memory) as folder, ExitStack() as parents:
        idle: SimpleQueue[Warm] = SimpleQueue()
        cores = os.cpu_count() or 1
        for number in range(cores):
            idle.put(parents.enter_context(warm(Path(folder) / str(number))))

        def lived(kind: str) -> Survey:
            with _one_of(idle) as parent:
                return survey(parent, kind, Folder(Path(folder) / kind))

        def died(life: Survey) -> list[Death]:
            with _one_of(idle) as parent:
                return list(deaths(parent, life, wanted[life.kind]))

        at_once = parents.enter_context(ThreadPoolExecutor(cores))
        lives = list(at_once.map(lived, KINDS))
        wanted = _wanted(lives, chosen)
        yield from zip(lives, at_once.map(died, lives), strict=True)


def _wanted(lives: Sequence[Survey], chosen: Collection[str]) -> dict[str, Callable[[Crossing], bool]]:
    if "--each" in chosen:
        return {life.kind: lambda _: True for life in lives}
    if "--first" in chosen:
        first = first_seen(lives)
        return {kind: lambda each, here=here: (each.step, each.boundary) in here for kind, here in first.items()}
    return {life.kind: each_left() for life in lives}


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
