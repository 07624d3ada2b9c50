"""A network of its own for each worker, where the machine allows it: as if each were a machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
_NET = "198.18.213"
"""Of the addresses kept for benchmarks (RFC 2544), which no network routes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a worker runs: words before its command, and the namespace's name or nothing."""

    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """The address on which the server listens, and the places from which workers reach it."""

    address: str
    places: tuple[Place, ...]

    @property
    def says(self) -> str:
        """What keeps the workers apart, for people."""
        return "a network namespace each" if self.places[0].before else "separate processes of one network"


@contextmanager
def network(workers: int) -> Iterator[Network]:
    """Yield a namespace for each worker, joined by a bridge; separate processes where the machine refuses that."""
    with ExitStack() as undo:
        try:
            made = _namespaces(workers, undo)
        except (OSError, subprocess.CalledProcessError):
            undo.close()
            made = Network(LOOPBACK, (Place(),) * workers)
        yield made


def _namespaces(workers: int, undo: ExitStack) -> Network:
    own = os.getpid()
    bridge = f"osd{own}"
    _ip("link", "add", bridge, "type", "bridge")
    undo.callback(_ip, "link", "del", bridge)
    _ip("address", "add", f"{_NET}.1/24", "dev", bridge)
    _ip("link", "set", bridge, "up")
    places = []
    for number in range(workers):
        name, here, there = f"osd{own}-{number}", f"o{own}h{number}", f"o{own}n{number}"
        _ip("netns", "add", name)
        undo.callback(_ip, "netns", "del", name)
        _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
        _ip("link", "set", here, "master", bridge, "up")
        _ip("-n", name, "address", "add", f"{_NET}.{number + 2}/24", "dev", there)
        for device in ("lo", there):
            _ip("-n", name, "link", "set", device, "up")
        places.append(Place(("ip", "netns", "exec", name)))
    return Network(f"{_NET}.1", tuple(places))


def _ip(*words: str) -> None:
    subprocess.run(("ip", *words), check=True, capture_output=True)
