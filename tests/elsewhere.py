"""Work that a process has done by another, which stays warm and remembers what it has made.

A process that has used Typst cannot be forked, for its threads would be missing in the child; one that has not takes a
second for its first letters, and one that has read nothing half a second for its first form.
"""

from __future__ import annotations

import os
import pickle
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_MOST = 2000
"""Answers that are remembered, of some hundred kilobytes at most each."""


class Elsewhere:
    """Does each of some works, known by name, in a process that lives as long as the one that made this."""

    def __init__(self, works: dict[str, Callable[..., Any]]) -> None:
        self._at = str(Path(tempfile.mkdtemp(prefix="elsewhere")) / "socket")
        door = socket.socket(socket.AF_UNIX)
        door.bind(self._at)
        door.listen(64)
        maker = os.getpid()
        if os.fork() == 0:
            _serve(door, works, maker)
            os._exit(0)
        door.close()

    def do(self, work: str, *arguments: object, **named: object) -> Any:
        """Return what the work returns, or raise what it raises; the same of the same is made once."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(self._at)
            with Connection(os.dup(line.fileno())) as asked:
                asked.send_bytes(pickle.dumps((work, arguments, named)))
                made, raised = pickle.loads(asked.recv_bytes())  # noqa: S301  # of our own process
        if raised is not None:
            raise raised
        return made


def _serve(door: socket.socket, works: dict[str, Callable[..., Any]], maker: int) -> None:
    door.settimeout(0.5)
    remembered: dict[bytes, bytes] = {}
    while os.getppid() == maker:
        with suppress(TimeoutError):
            line, _ = door.accept()
            line.setblocking(True)
            # Whoever asked may have been killed.
            with suppress(EOFError, OSError), Connection(line.detach()) as asked:
                task = asked.recv_bytes()
                if task not in remembered and len(remembered) < _MOST:
                    remembered[task] = _done(works, task)
                asked.send_bytes(remembered[task] if task in remembered else _done(works, task))


def _done(works: dict[str, Callable[..., Any]], task: bytes) -> bytes:
    work, arguments, named = pickle.loads(task)  # noqa: S301  # of our own processes
    try:
        return pickle.dumps((works[work](*arguments, **named), None))
    except Exception as error:  # noqa: BLE001  # it is raised where the work was asked for
        return pickle.dumps((None, error))
