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
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.apart import child, confine
from extractors.apart.asking import ASKED, READY, TOLD, Ask
from extractors.apart.operation import Plans, Typed

_END = object()
_GRACE_SECONDS = 1.0
"""How long a child that closed its socket may take to end."""


@dataclass(slots=True)
class Warm:
    """What the warm process holds."""

    control: socket.socket
    plans: Plans
    served: bool = False
    """Whether a child was asked for before."""
    spare: tuple[int, socket.socket] | None = None
    """A child that waits already, so that a fork's time is nobody's."""

    def serve(self) -> None:
        """Answer the desk until it is gone; after its first Document, get ready for the next meanwhile.

        Whoever has one Document only does not wait for what makes the second one quick.
        """
        loading, warming = self._loading(), self._warming()
        self._meanwhile(loading)
        while asked := self._asked():
            self._answer(*asked)
            if asked[0] is Ask.CHILD:
                # What it does now would take the machine from the child that reads.
                continue
            if self._meanwhile(loading) and self._meanwhile(warming) and self.spare is None:
                self.spare = self.fork(0)

    def _meanwhile(self, work: Iterator[None]) -> bool:
        """Go on with this work, a step at a time, as long as the desk asks nothing; tell whether all is done."""
        while not select.select([self.control], [], [], 0)[0]:
            if next(work, _END) is _END:
                return True
        return False

    def _loading(self) -> Iterator[None]:
        """Load what the Plans need, one after the other."""
        place = 0
        while place < len(self.plans.loaded) or self.plans.load():
            plan = self.plans.loaded[place]
            for step in plan.loading:
                step()
                yield
            for each in plan.operations:
                Typed.of(each.function)
                yield
            place += 1

    def _warming(self) -> Iterator[None]:
        for step in [step for plan in self.plans.loaded for step in plan.warming]:
            step()
            yield
        # What is loaded is kept out of the garbage collector's way, which would copy it into every child.
        gc.collect()
        gc.freeze()

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
                if self.served:
                    # Whoever comes again may ask for anything: what is loaded here, no child need load for itself.
                    while self.plans.load():
                        pass
                self.served = True
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
        while number > len(self.plans.operations):
            self.plans.load()
        parent, kept = os.getpid(), self.plans.operations[number - 1].kept if number else None
        pid = os.fork()
        if pid == 0:
            child.live(theirs.fileno(), parent, self.plans, kept)
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
    plans = Plans(asked["plans"])
    plans.load()
    confine.see_only_code({path.partition(":")[0].partition(".")[0] for path in asked["plans"]})
    control.sendall(READY)
    Warm(control, plans).serve()
    os._exit(0)
