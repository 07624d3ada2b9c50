"""The door: a function is run over a stranger's bytes in a child process, its result comes back as of any call."""

from __future__ import annotations

import atexit
import inspect
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, Self, TypeVar, cast

from extractors.apart import wire
from extractors.apart.operation import Operation, Plans, Typed, path_of
from extractors.apart.zygote import Child, Zygote
from extractors.outcome import Unavailable, Unreadable
from proposals.reading import ReadingCode

_P = ParamSpec("_P")
_R = TypeVar("_R")
_log = logging.getLogger(__name__)
_TRIES = 2
"""A warm process that is found dead is started again, once for each call."""


class Pool:
    """Children that open Documents. Several threads may use it at once; a process needs one.

    `plans` are the paths ("module:NAME") of the Plans that say what can be done; `folders` are searched for their
    modules beside the installed ones. Nothing is started before it is needed.
    """

    def __init__(self, *plans: str, folders: tuple[Path, ...] = ()) -> None:
        self._plans, self._folders = plans, folders
        self._can_do = Plans(plans)
        self._lock = threading.Lock()
        self._zygote: Zygote | None = None
        self._one_at_a_time = threading.Lock()
        self._kept: dict[str, tuple[Zygote, Child, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Start the warm process now, so that it gets ready while other things are done."""
        self._warm()

    def close(self) -> None:
        """End every process that was started; the pool can be used again."""
        with self._lock:
            zygote, self._zygote = self._zygote, None
            kept, self._kept = self._kept, {}
        for _, child, _ in kept.values():
            child.end.close()
        if zygote:
            zygote.close()
            atexit.unregister(self.close)

    def run(self, function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Return what `function`, an Operation of the pool, returns for these arguments in a child process.

        Raises Unreadable: what the function raised, TOO_LONG, TOO_MUCH_MEMORY, or DAMAGED when it failed or crashed.
        Raises ValueError for a function that is no Operation, Unavailable when no child can be had.
        """
        operation = self._can_do.operation(path_of(function))
        if operation is None:
            raise ValueError(f"{path_of(function)} is no operation of this pool")
        typed = Typed.of(operation.function)
        bound = inspect.signature(function).bind(*args, **kwargs)
        bound.apply_defaults()
        limits = operation.limits
        call = wire.Call(operation=operation.path, memory_bytes=limits.memory_bytes, cpu_seconds=limits.cpu_seconds)
        message = wire.packed(call, typed.arguments.dump_json(bound.args))
        told = self._kept_child_says(operation, message) if operation.kept else self._child_says(operation, message)
        return cast("_R", _result(told, typed))

    def _warm(self) -> Zygote:
        with self._lock:
            if self._zygote is None or self._zygote.owner != os.getpid():
                self._zygote = Zygote(self._plans, self._folders)
                atexit.register(self.close)
            return self._zygote

    def _dead(self, zygote: Zygote) -> None:
        """Forget a warm process that answers no more."""
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
        zygote.close()

    def _child_says(self, operation: Operation, message: bytes) -> bytes:
        """Ask a child that serves this call alone."""
        for tried in range(1, _TRIES + 1):
            zygote, child = self._child()
            try:
                told = self._asked(zygote, child, operation, message)
            except _Lost as lost:
                # Where the warm process itself died it may have been chance; a second time it is the file.
                if lost.quietly or tried == _TRIES:
                    raise Unreadable(ReadingCode.DAMAGED) from None
                continue
            zygote.done(child)
            return told
        raise AssertionError("unreachable")

    def _kept_child_says(self, operation: Operation, message: bytes) -> bytes:
        """Ask the one kept child of an operation; its models are loaded once, and never twice at a time."""
        assert operation.kept  # noqa: S101  # for the type checker: who calls has asked
        with self._one_at_a_time:
            while True:
                zygote, child, served = self._kept_child(operation)
                try:
                    told = self._asked(zygote, child, operation, message)
                except _Lost:
                    # One that has been idle ends by itself: then another is had.
                    if not served:
                        raise Unreadable(ReadingCode.DAMAGED) from None
                    continue
                if served + 1 < operation.kept.documents:
                    self._kept[operation.path] = zygote, child, served + 1
                else:
                    zygote.done(child)
                return told

    def _kept_child(self, operation: Operation) -> tuple[Zygote, Child, int]:
        """Return the child that is kept for an operation and how many calls it has served, or a new one."""
        known = self._kept.pop(operation.path, None)
        if known and known[0] is self._zygote:
            return known
        if known:
            known[1].end.close()
        return *self._child(self._can_do.operations.index(operation) + 1), 0

    def _child(self, place: int = 0) -> tuple[Zygote, Child]:
        for _ in range(_TRIES):
            zygote = self._warm()
            try:
                return zygote, zygote.child(place)
            except OSError:
                self._dead(zygote)
        raise Unavailable

    def _asked(self, zygote: Zygote, child: Child, operation: Operation, message: bytes) -> bytes:
        """Return the child's answer. Raises Unreadable when it came to a bad end, _Lost when it was gone unheard."""
        try:
            return wire.ask(child.end, message, time.monotonic() + operation.limits.wall_seconds)
        except TimeoutError:
            zygote.done(child)
            raise Unreadable(ReadingCode.TOO_LONG) from None
        except wire.Closed:
            pass
        except BaseException:
            zygote.done(child)
            raise
        try:
            ended = zygote.how_ended(child)
        except OSError:
            self._dead(zygote)
            raise _Lost(quietly=False) from None
        if ended == 0:
            raise _Lost(quietly=True)
        _log.info("a document ended its process: %d", ended)
        raise Unreadable(_WHY.get(ended, ReadingCode.DAMAGED))


class _Lost(Exception):
    """A child ended without an answer: `quietly` of its own, else with the warm process."""

    def __init__(self, *, quietly: bool) -> None:
        super().__init__()
        self.quietly = quietly


_WHY = {-signal.SIGXCPU: ReadingCode.TOO_LONG, -signal.SIGKILL: ReadingCode.TOO_MUCH_MEMORY}
"""Nobody but the kernel, when memory runs out, kills a child that has not been given up."""


def _result(told: bytes, typed: Typed) -> object:
    said, content = told[:1].decode("ascii", "replace"), told[1:]
    try:
        match said:
            case wire.Said.RESULT:
                return typed.result.validate_json(content)[0]
            case wire.Said.UNREADABLE:
                raise Unreadable(ReadingCode(content.decode()))
            case wire.Said.FAILED:
                # The class alone: a message could quote the file.
                _log.info("a document could not be opened: %s", _word(content))
    except ValueError:  # Pydantic's ValidationError is one
        _log.info("a child answered what is no answer")
    raise Unreadable(ReadingCode.DAMAGED)


def _word(content: bytes) -> str:
    """The name of a class, as far as it can be one: a child that is not itself any more may say anything."""
    name = content[:40].decode("ascii", "replace")
    return name if name.isidentifier() else "?"
