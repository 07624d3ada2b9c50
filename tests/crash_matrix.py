"""The crash matrix: kill a process at every boundary of every step, let a fresh one carry on, and look at all of it."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from crash_kinds import KINDS
from crash_life import Step, Stock, live, prepare, recover, steps_of, warm_up
from warm_process import Warm, warm_parent

MOST = 1000
"""More boundaries than a step has."""


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

    folder: Path
    url: str

    def keep(self) -> None:
        """Remember how everything stands."""
        ...

    def put_back(self) -> None:
        """Make everything as it was when it was kept."""
        ...


class Folder:
    """A desk with SQLite in its folder."""

    url = ""

    def __init__(self, folder: Path) -> None:
        self.folder, self._kept = folder / "desk", folder / "kept"
        self.folder.mkdir(parents=True)

    def keep(self) -> None:
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.folder, self._kept)

    def put_back(self) -> None:
        # In the same place: a mailbox goes by its path.
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)


Wanted = Callable[[str, str], bool]
"""Whether to kill at a boundary of a step: step, boundary."""


@contextmanager
def warm(folder: Path) -> Iterator[Warm]:
    """A warm parent for the matrix; it works below `folder` while it warms up."""
    folder.mkdir(parents=True)
    with warm_parent(partial(warm_up, folder)) as parent:
        yield parent


def deaths(parent: Warm, kind: str, place: Place, wanted: Wanted) -> Iterator[Death]:
    """Kill a process at each wanted boundary of each step that `kind` takes, and yield what became of it.

    Also kills none, and looks that the boundaries are those that were counted.
    """
    parent.run(prepare, place.folder, kind, place.url)
    place.keep()
    whole = _undisturbed(parent, kind, place)
    for step in parent.run(steps_of, place.folder, kind).result:
        place.keep()
        boundaries: tuple[str, ...] = parent.run(live, place.folder, kind, step, None).result
        for number, boundary in enumerate(boundaries, start=1):
            if wanted(step.name, boundary):
                place.put_back()
                ended = parent.run(live, place.folder, kind, step, number)
                assert ended.signal == signal.SIGKILL, f"{kind}: {step.name} has no boundary {number} any more"
                stock = parent.run(recover, place.folder, kind).result
                yield Death(kind, step.name, boundary, stock, whole)
        place.put_back()
        _take(parent, kind, place, step)


def _undisturbed(parent: Warm, kind: str, place: Place) -> Stock:
    for step in parent.run(steps_of, place.folder, kind).result:
        _take(parent, kind, place, step)
    stock: Stock = parent.run(recover, place.folder, kind).result
    place.put_back()
    return stock


def _take(parent: Warm, kind: str, place: Place, step: Step) -> None:
    parent.run(live, place.folder, kind, step, None)
