"""`make hostile`: every hostile file and message down the straight way; what became of each, worst time, worst memory.

Each group runs in a process of its own, so that its memory can be told: the desk's, and the largest of its children.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
SECONDS = 260.0
"""Of wall clock, for one message: a scan's own limit, and what a pack takes."""
DESK_BYTES = 4 * 1024**3
"""Address space of the desk's own process."""


def run_group(group: str, only: str = "") -> None:
    """Bring every case of a group to a desk of its own, each followed by a good message; print a line of JSON each."""
    from flows.profile import load_council
    from flows.settings import COUNCILS, Settings
    from flows.stations import open_stations
    from hostile_cases import cases
    from straight_way import deliver, mail, run

    resource.setrlimit(resource.RLIMIT_AS, (DESK_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    council = load_council(COUNCILS / "exampleshire")
    for case in cases():
        if case.group != group or only not in case.name:
            continue
        raw = case.make(council)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "offsite.toml").write_text('home = "desk"\ncouncil = "exampleshire"\n', encoding="utf-8")
            with open_stations(Settings.load(Path(folder) / "offsite.toml")) as stations:
                deliver(stations, raw, "a-hostile")
                deliver(stations, mail("complete.pdf", now=NOW, slug="good"), "b-good")
                started = time.perf_counter()
                run(stations, NOW)
                seconds = time.perf_counter() - started
                rows = list(stations.register.arrivals())
                hostile = next(row for row in rows if stations.register.raw(row.submission) == raw)
                good = next(row for row in rows if row is not hostile)
        print(json.dumps({"name": case.name, "size": len(raw), "seconds": round(seconds, 2), "outcome": hostile.outcome,
                          "reason": hostile.reason, "next": good.outcome}), flush=True)  # fmt: skip
    from flows import apart

    apart.pool().close()
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"desk_mb": own // 1024, "child_mb": children // 1024}), flush=True)


def main(details: bool) -> int:
    """Print the table; return 1 when a message had no outcome, a good one was not filed, or one took too long."""
    from hostile_cases import cases

    counts = Counter(case.group for case in cases())
    table = Table("what", "cases", "worst s", "which", "desk MB", "child MB", "outcomes")
    wrong, tried, worst, memory = [], 0, 0.0, 0
    for group, count in counts.items():
        told = subprocess.run(
            [sys.executable, "-m", "bench.hostile", group], capture_output=True, text=True, check=False
        )
        lines = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
        *ended, used = lines or [{}]
        if len(ended) != count or "desk_mb" not in used:
            wrong.append(f"{group}: {len(ended)} of {count} ended; {told.stderr[-300:]}")
            continue
        slowest = max(ended, key=lambda each: each["seconds"])
        outcomes = Counter(f"{each['outcome']} {each['reason']}".strip() for each in ended)
        wrong += [f"{group}: {each}" for each in ended if each["outcome"] in {None, "quarantined"}]
        wrong += [f"{group}: {each}" for each in ended if each["next"] != "filed" or each["seconds"] > SECONDS]
        became = ", ".join(f"{number} {what}" for what, number in outcomes.most_common())
        measured = (f"{slowest['seconds']:.1f}", slowest["name"], str(used["desk_mb"]), str(used["child_mb"]))
        table.add_row(group, str(count), *measured, became)
        tried, worst = tried + count, max(worst, slowest["seconds"])
        memory = max(memory, used["desk_mb"], used["child_mb"])
        if details:
            for each in ended:
                print(group, each)
    Console(width=180).print(table)
    print(f"{tried} cases tried; worst time {worst:.1f} s; worst memory {memory} MB")
    for each in wrong:
        print("WRONG", each)
    return int(bool(wrong))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        run_group(*sys.argv[1:])
    else:
        sys.exit(main("--details" in sys.argv))
