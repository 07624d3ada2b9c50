"""The desk's side of the warm process: starts it, has children from it, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.apart.asking import ASKED, READY, TOLD, Ask
from extractors.outcome import Unavailable

_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""What of the environment the warm process may know: nothing of the desk's settings and secrets."""
_SETTINGS = {"OMP_WAIT_POLICY": "PASSIVE"}
_PATIENCE_SECONDS = 60.0
"""For a machine under load: the warm process is ready within one second on a quiet one."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child as the desk sees it."""

    pid: int
    end: socket.socket


class Zygote:
    """A warm process. Every method may be called by several threads at once."""

    def __init__(self, plans: Sequence[str], folders: Sequence[Path]) -> None:
        """Start it, and return before it is ready. Raises Unavailable."""
        self.owner = os.getpid()
        self._lock = threading.Lock()
        self._ready = False
        self._control, theirs = socket.socketpair()
        told = json.dumps({"plans": list(plans), "folders": [str(folder) for folder in folders]})
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603  (our own module, its plans our own)
                    [sys.executable, "-I", "-m", "extractors.apart", told],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_SETTINGS | {name: os.environ[name] for name in _KEPT if name in os.environ},
                    cwd="/",
                    start_new_session=True,
                )
            except OSError:
                self._control.close()
                raise Unavailable from None

    def child(self, number: int = 0) -> Child:
        """Return a fresh child, or one to keep, of the operation at place `number` from 1. Raises OSError."""
        with self._lock:
            self._control.settimeout(_PATIENCE_SECONDS)
            self._control.sendall(ASKED.pack(Ask.CHILD.value, number))
            if not self._ready:
                self._ready = self._received(len(READY)) == READY
            told, descriptors, _, _ = socket.recv_fds(self._control, TOLD.size, 1)
            if len(told) != TOLD.size or len(descriptors) != 1:
                raise ConnectionError
            os.set_inheritable(descriptors[0], False)
            (pid,) = TOLD.unpack(told)
            return Child(pid, socket.socket(fileno=descriptors[0]))

    def done(self, child: Child) -> None:
        """End a child, whatever it does."""
        child.end.close()
        with self._lock, contextlib.suppress(OSError):
            self._control.sendall(ASKED.pack(Ask.DONE.value, child.pid))

    def how_ended(self, child: Child) -> int:
        """Return how a child that says nothing more ended, as subprocess does. Raises OSError when nobody knows."""
        child.end.close()
        with self._lock:
            self._control.settimeout(_PATIENCE_SECONDS)
            self._control.sendall(ASKED.pack(Ask.HOW_ENDED.value, child.pid))
            (ended,) = TOLD.unpack(self._received(TOLD.size))
            return int(ended)

    def close(self) -> None:
        """End the warm process and its children."""
        self._control.close()
        if self.owner != os.getpid():
            return
        # Its children end with it, or when they find their sockets closed.
        self._process.kill()
        self._process.wait()

    def _received(self, size: int) -> bytes:
        whole = b""
        while len(whole) < size:
            part = self._control.recv(size - len(whole))
            if not part:
                raise ConnectionError
            whole += part
        return whole
