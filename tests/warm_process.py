"""A warm parent: one process that has loaded everything, and forks a fresh child for each piece of work.

A child costs some tens of milliseconds where a new Python would cost seconds, and may be killed at any moment.
"""

from __future__ import annotations

import gc
import os
import pickle
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

Work = Callable[..., Any]
_PATIENCE = 600
"""Seconds until a child that does not end is given up."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: the signal that killed it, or what its work returned."""

    signal: int
    result: Any = None


class Warm:
    """The parent, as seen from the test."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def run(self, work: Work, *arguments: object) -> Ended:
        """Do `work` in a child of its own. Raises AssertionError with the child's traceback when it failed."""
        self._line.send((work, arguments))
        assert self._line.poll(_PATIENCE), f"{work.__name__} did not end"
        ended, failed = self._line.recv()
        assert not failed, failed
        assert isinstance(ended, Ended)
        return ended


@contextmanager
def warm_parent(warm_up: Work) -> Iterator[Warm]:
    """Start a parent that has done `warm_up`; it ends with the context."""
    processes = get_context("spawn")
    ours, theirs = processes.Pipe()
    parent = processes.Process(target=_serve, args=(theirs, warm_up))
    parent.start()
    theirs.close()
    try:
        yield Warm(ours)
    finally:
        ours.close()
        parent.join(60)


def _serve(line: Connection, warm_up: Work) -> None:
    warm_up()
    # A child must not copy the pages that a collection would touch, and is gone before it has much to collect.
    gc.freeze()
    gc.disable()
    while True:
        try:
            work, arguments = line.recv()
        except EOFError:
            return
        line.send(in_a_child(work, *arguments))


def in_a_child(work: Work, *arguments: object) -> tuple[Ended, str]:
    """Fork, do `work` there, and return how it ended with its traceback, if it failed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(writer, work, arguments)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        answer = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Ended(os.WTERMSIG(status)), ""
    result, failed = pickle.loads(answer)  # noqa: S301  # written by our own child
    return Ended(0, result), failed


def _answer(writer: int, work: Work, arguments: tuple[object, ...]) -> None:
    answer: tuple[object, str] = (None, "the child ended without an answer")
    try:
        answer = (work(*arguments), "")
    except BaseException:  # noqa: BLE001  # the child's door: whatever it was, the parent is told
        answer = (None, traceback.format_exc())
    finally:
        with os.fdopen(writer, "wb") as told:
            pickle.dump(answer, told)
        # No clean-up of what the parent holds too.
        os._exit(0)
