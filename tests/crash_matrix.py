"""The crash matrix: kill a process at every boundary of every step, let a fresh one carry on, and look at all of it."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from crash_kinds import KINDS
from crash_life import Crossing, Step, Stock, live, prepare, recover, steps_of, warm_up
from warm_process import Warm, warm_parent

LOOKS = ("BEGIN", "SELECT", "PRAGMA")
"""Statements that change nothing."""


@dataclass(frozen=True, slots=True)
class Death:
    """One process that was killed, where, and what there is after another carried on."""

    kind: str
    step: str
    boundary: str
    stock: Stock
    whole: Stock
    """What there is where nobody dies."""

    @property
    def unknown(self) -> int:
        """Letters of unknown fate beyond those there are where nobody dies."""
        return _unknown(self.stock) - _unknown(self.whole)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is not as it should be: each a sentence."""
        kind, stock, whole = KINDS[self.kind], self.stock, self.whole
        more = {"sent"} if kind.faults else set()
        checks = {
            "every message has its outcome": stock.arrivals == whole.arrivals and stock.adds_up,
            "every case has one version of each form": stock.cases == whole.cases,
            "every message lies in the folder of its outcome": stock.folders == whole.folders,
            "every letter is written once": _written(stock) == _written(whole),
            "every letter has gone, or is shown as unknown": all(
                state in {"unknown", *more} or (letter, to, state) in whole.letters
                for letter, to, state in stock.letters
            ),
            "no letter has gone twice": max((*stock.handed_over.values(), *stock.perhaps.values()), default=1) == 1,
            "what counts as sent has gone, and nothing else has": len(stock.handed_over) == _sent(stock),
            "nothing has gone that was not written": not stock.strange,
            "one letter at most is unknown": self.unknown <= (self.step == "send_letters"),
        }
        return tuple(said for said, holds in checks.items() if not holds)

    def __str__(self) -> str:
        return f"{self.kind}: {self.step} killed at {self.boundary}"


def _unknown(stock: Stock) -> int:
    return sum(count for (_, _, state), count in stock.letters.items() if state == "unknown")


def _sent(stock: Stock) -> int:
    return sum(count for (_, _, state), count in stock.letters.items() if state == "sent")


def _written(stock: Stock) -> list[tuple[str, str]]:
    return sorted((kind, to) for (kind, to, _), count in stock.letters.items() for _ in range(count))


class Place(Protocol):
    """A desk that can be set back to how it was."""

    @property
    def folder(self) -> Path:
        """Where it is, always the same: a mailbox goes by its path."""
        ...

    @property
    def url(self) -> str:
        """Its database, or "" for SQLite in its folder."""
        ...

    def keep(self, name: str) -> None:
        """Remember how everything stands."""
        ...

    def put_back(self, name: str) -> None:
        """Make everything as it was when it was kept under this name."""
        ...


class Folder:
    """A desk with SQLite in its folder."""

    url = ""

    def __init__(self, folder: Path) -> None:
        self.folder, self._kept = folder / "desk", folder / "kept"
        self.folder.mkdir(parents=True)

    def keep(self, name: str) -> None:
        shutil.copytree(self.folder, self._kept / name)

    def put_back(self, name: str) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept / name, self.folder)


@dataclass(frozen=True, slots=True)
class Survey:
    """The life of one kind where nobody dies: its steps with their boundaries, and what there is in the end."""

    kind: str
    place: Place
    steps: tuple[tuple[Step, tuple[Crossing, ...]], ...]
    whole: Stock

    @property
    def crossed(self) -> frozenset[tuple[str, str]]:
        """Every boundary with the step it is in."""
        return frozenset((each.step, each.boundary) for _, crossings in self.steps for each in crossings)

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """Every boundary in its order, as often as it is crossed."""
        return tuple(each for _, crossings in self.steps for each in crossings)


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """A warm parent for the matrix; it works below `folder` while it warms up."""
    folder.mkdir(parents=True)
    with warm_parent(partial(warm_up, folder)) as parent:
        yield parent


def survey(parent: Warm, kind: str, place: Place) -> Survey:
    """Live through one kind, and keep how things stand before each step."""
    parent.run(prepare, place.folder, kind, place.url)
    steps = []
    for number, step in enumerate(parent.run(steps_of, place.folder, kind).result):
        place.keep(str(number))
        steps.append((step, parent.run(live, place.folder, kind, step, None).result))
    return Survey(kind, place, tuple(steps), parent.run(recover, place.folder, kind).result)


def deaths(parent: Warm, life: Survey, wanted: Callable[[Crossing], bool]) -> Iterator[Death]:
    """Kill a process at each boundary of `life` that is wanted, and yield what became of it."""
    for place, (step, crossings) in enumerate(life.steps):
        for number, crossing in enumerate(crossings, start=1):
            if wanted(crossing):
                life.place.put_back(str(place))
                ended = parent.run(live, life.place.folder, life.kind, step, number)
                assert ended.signal == signal.SIGKILL, f"{life.kind}: {step.name} has no boundary {number} any more"
                stock: Stock = parent.run(recover, life.place.folder, life.kind).result
                yield Death(life.kind, step.name, crossing.boundary, stock, life.whole)


def each_left() -> Callable[[Crossing], bool]:
    """Want, of one life, the first boundary at which this is on the disk: at the next ones a death leaves the same."""
    seen: set[bytes] = set()

    def wanted(crossing: Crossing) -> bool:
        new = crossing.left not in seen
        seen.add(crossing.left)
        return new

    return wanted


def first_seen(lives: Iterable[Survey]) -> dict[str, frozenset[tuple[str, str]]]:
    """Return for each kind the boundaries that no kind and no step before it has.

    Without those at which something is only looked up: everything stands as at the question before.
    """
    seen: set[str] = set()
    first = {}
    for life in lives:
        new = []
        for each in life.crossings:
            if each.boundary not in seen and not each.boundary.partition(": ")[2].startswith(LOOKS):
                new.append((each.step, each.boundary))
                seen.add(each.boundary)
        first[life.kind] = frozenset(new)
    return first
