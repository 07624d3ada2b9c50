"""`make crash-matrix`: kill a process at every boundary of every step for every kind of message; print the table."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crash_kinds import KINDS
from crash_life import STEPS
from crash_matrix import Death, Folder, deaths, first_seen, survey, warm


def main() -> int:
    """Print steps × outcomes; `--first` kills at each boundary once, as the tests do."""
    out, started = Console(width=150), time.perf_counter()
    table = Table("Kind", *(name.replace("_", " ") for name in STEPS), "outcomes", "as undisturbed", "unknown")
    wrong: list[Death] = []
    totals: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, warm(Path(folder) / "warm") as parent:
        lives = [survey(parent, kind, Folder(Path(folder) / kind)) for kind in KINDS]
        first = first_seen(lives) if "--first" in sys.argv else {life.kind: life.crossed for life in lives}
        for life in lives:
            wanted = first[life.kind]
            happened = list(deaths(parent, life, lambda *where, wanted=wanted: where in wanted))
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


if __name__ == "__main__":
    sys.exit(main())
