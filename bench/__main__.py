"""`make bench`: measure, and print one table."""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import apart, backlog, stages, vault, writing
from bench.reading import speed
from bench.row import Row
from bench.timing import Timing

OFFSITE = Path(sys.executable).with_name("offsite")


def main() -> None:
    """Print every figure, with the machine it was measured on."""
    table = Table("What", "median ms", "worst ms", "beside", "median ms", "ratio", "aim", title=_machine())
    for row in (*speed.rows(), *apart.rows(), *writing.rows(), *vault.rows(), *backlog.rows(), *_commands()):
        theirs = f"{row.theirs.median:.1f}" if row.theirs else ""
        ratio = f"{row.ratio:.2f}" if row.ratio else ""
        table.add_row(row.what, f"{row.ours.median:.1f}", f"{row.ours.worst:.1f}", row.beside, theirs, ratio, row.aim)
    Console(width=150).print(table)
    stages.main()


def _commands() -> Iterator[Row]:
    """Whole commands, as a person waits for them."""
    yield Row("offsite --help", _command(5, "--help"), aim="< 300")
    yield Row("offsite check FILE --json", _command(5, "check", str(speed.FORMS / "complete.pdf"), "--json"))
    yield Row("make demo, the second time", _command(1, "demo"))


def _command(runs: int, *words: str) -> Timing:
    times = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        subprocess.run([OFFSITE, *words], check=True, capture_output=True)
        times.append((time.perf_counter() - started) * 1000)
    counted = sorted(times[1:])
    return Timing(counted[len(counted) // 2], counted[-1])


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {_processor()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.processor()


main()
