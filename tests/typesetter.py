"""Typst in one process for many: it stays warm there, and its threads are in nobody's way.

A process that has used Typst cannot be forked, for its threads would be missing in the child; and one that has not
takes a second for its first letters.
"""

from __future__ import annotations

import os
import socket
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any


class Typesetter:
    """In place of a Typst compiler: asks the process that has one, which lives as long as the one that made this."""

    def __init__(self, compiler: Any) -> None:
        self._at = str(Path(tempfile.mkdtemp(prefix="typst")) / "socket")
        door = socket.socket(socket.AF_UNIX)
        door.bind(self._at)
        door.listen(64)
        maker = os.getpid()
        if os.fork() == 0:
            _serve(door, compiler, maker)
            os._exit(0)
        door.close()

    def compile(self, **task: Any) -> bytes:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(self._at)
            asked = Connection(os.dup(line.fileno()))
            with asked:
                asked.send(task)
                made = asked.recv()
        assert isinstance(made, bytes)
        return made


def _serve(door: socket.socket, compiler: Any, maker: int) -> None:
    door.settimeout(0.5)
    while os.getppid() == maker:
        with suppress(TimeoutError):
            line, _ = door.accept()
            line.setblocking(True)
            # Whoever asked may have been killed.
            with suppress(EOFError, OSError), Connection(line.detach()) as asked:
                asked.send(compiler.compile(**asked.recv()))
