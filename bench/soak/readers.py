"""The processes that a worker opens files in: which it has, and which of them outlive it. Read from /proc, on Linux."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_END_SECONDS = 20.0
"""How long a process may take to notice that its desk is gone: the machine is busy."""
_DEAD = frozenset("ZX")


@dataclass(frozen=True, slots=True)
class Reader:
    """One process: its number, and the tick at which it began, since numbers are given again."""

    number: int
    began: str


def below(number: int) -> frozenset[Reader]:
    """Return the living processes that descend from the process `number`."""
    parents = {reader: parent for path in _PROC.glob("[0-9]*/stat") for reader, parent in _looked(path)}
    found: set[Reader] = set()
    wanted = {number}
    while wanted:
        more = {reader for reader, parent in parents.items() if parent in wanted} - found
        found |= more
        wanted = {reader.number for reader in more}
    return frozenset(found)


def outliving(readers: Iterable[Reader], seconds: float = _END_SECONDS) -> int:
    """Wait `seconds` at most until these processes have ended, and return how many did not."""
    ends = time.monotonic() + seconds
    while (left := sum(map(_lives, readers))) and time.monotonic() < ends:
        time.sleep(0.2)
    return left


def _lives(reader: Reader) -> bool:
    return any(found == reader for found, _ in _looked(_PROC / str(reader.number) / "stat"))


def _looked(path: Path) -> list[tuple[Reader, int]]:
    """The process and its parent's number; none where it has ended."""
    try:
        fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
    # After the name: state, parent, … and as the twentieth the tick of its start (proc(5)).
    return [] if fields[0] in _DEAD else [(Reader(int(path.parent.name), fields[19]), int(fields[1]))]
