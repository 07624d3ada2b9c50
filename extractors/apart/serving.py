"""The warm process: it has loaded what opening Documents needs, opens none itself, and forks a child for each.

It is started by the desk as a new program (never forked of it: the desk holds secrets, sockets and threads), with a
bare environment. What it does is asked over one socket; when that closes, the desk is gone, and it ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
import time
from dataclasses import dataclass
from enum import Enum
from functools import partial

from extractors.apart import child, confine
from extractors.apart.operation import Plan, Typed, plan_of

ASKED = struct.Struct(">cQ")
TOLD = struct.Struct(">q")
READY = b"!"
_GRACE_SECONDS = 1.0
"""How long a child that closed its socket may take to end."""


class Ask(Enum):
    """What the desk may ask, each with a number."""

    CHILD = b"C"
    """A child; the number is the place of an Operation whose kept child it is, from 1, or 0. Its socket comes back."""
    DONE = b"D"
    """End the child of this process number; nothing comes back."""
    HOW_ENDED = b"E"
    """How the child ended (as subprocess' returncode), or 1 when it had to be ended."""


@dataclass(slots=True)
class Warm:
    """What the warm process holds."""

    control: socket.socket
    plan: Plan
    spare: tuple[int, socket.socket] | None = None
    """A child that waits already, so that a fork's time is nobody's."""

    def serve(self) -> None:
        """Answer the desk until it is gone; make things ready while it asks nothing."""
        warming = [*(partial(Typed.of, each.function) for each in self.plan.operations), *self.plan.warming]
        while True:
            if warming and not select.select([self.control], [], [], 0)[0]:
                warming.pop(0)()
                if not warming:
                    gc.collect()
                    gc.freeze()
                    self.spare = self.fork(0)
                continue
            asked = self._asked()
            if asked is None:
                return
            self._answer(*asked)
            if not warming and self.spare is None:
                self.spare = self.fork(0)

    def _asked(self) -> tuple[Ask, int] | None:
        whole = b""
        while len(whole) < ASKED.size:
            part = self.control.recv(ASKED.size - len(whole))
            if not part:
                return None
            whole += part
        letter, number = ASKED.unpack(whole)
        return Ask(letter), number

    def _answer(self, ask: Ask, number: int) -> None:
        match ask:
            case Ask.CHILD:
                pid, end = (not number and self.spare) or self.fork(number)
                if not number:
                    self.spare = None
                with end:
                    socket.send_fds(self.control, [TOLD.pack(pid)], [end.fileno()])
            case Ask.DONE:
                _end(number)
            case Ask.HOW_ENDED:
                self.control.sendall(TOLD.pack(_how_ended(number)))

    def fork(self, number: int) -> tuple[int, socket.socket]:
        """Start a child; return its process number and the desk's end of its socket."""
        ours, theirs = socket.socketpair()
        parent, kept = os.getpid(), self.plan.operations[number - 1].kept if number else None
        pid = os.fork()
        if pid == 0:
            child.live(theirs.fileno(), parent, self.plan, kept)
        theirs.close()
        return pid, ours


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _how_ended(pid: int) -> int:
    until = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    _end(pid)
    return 1


def main(told: str) -> None:
    """Serve on standard input, a socket; `told` is JSON: the paths of the plans, and folders to import from."""
    confine.leave_network()
    confine.be_killed_first()
    control = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for usual in (0, 1, 2):
        os.dup2(nowhere, usual)
    asked = json.loads(told)
    sys.path.extend(asked["folders"])
    plan = plan_of(asked["plans"])
    confine.see_only_code()
    control.sendall(READY)
    Warm(control, plan).serve()
    os._exit(0)
