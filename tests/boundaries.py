"""Finds every step boundary of a run by watching the code as it runs, and kills the process at one of them.

A boundary is a question to the register, each statement and the end of each transaction in it, a call of the mailbox
(before it and after it), a file of the desk that is written, renamed or removed, and a function that one module of
flows borrows from another module of ours.
Nothing is listed by hand: a step that is added has its boundaries at once.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, event

from mailboxes.mailbox import Mailbox
from register import Register

OURS = ("proposals", "extractors", "mailboxes", "register", "outputs", "flows")
MAILBOX_CALLS = frozenset(name for name, value in vars(Mailbox).items() if inspect.isfunction(value) and name[0] != "_")
_STATEMENT = re.compile(r"\s*(\w+)(?:.*?\b(?:INTO|FROM|UPDATE)\s+(\w+))?", re.DOTALL)
_UPDATE = re.compile(r"\s*UPDATE\s+(\w+)")
_CHANGES = frozenset({"os.rename", "os.remove", "os.link", "os.truncate"})


class Boundaries:
    """What was crossed so far, in order; at number `die_at` (from 1) the process is killed.

    `look` is asked at each what is on the disk.
    """

    def __init__(self, below: Path, die_at: int | None = None, look: Callable[[], bytes] | None = None) -> None:
        self.crossed: list[str] = []
        self.left: list[bytes] = []
        self._look = look
        self._asked = ""
        self._below, self._die_at = os.fspath(below), die_at

    def cross(self, what: str) -> None:
        """Cross a boundary; the same function called again and again has one."""
        if what.startswith("call ") and self.crossed[-1:] == [what]:
            return
        self.crossed.append(what)
        if self._look:
            self.left.append(self._look())
        if len(self.crossed) == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Watch this process from now on; there is no way back, since the process is one that may die."""
        event.listen(Engine, "before_cursor_execute", self._statement)
        for name in ("commit", "rollback"):
            event.listen(Engine, name, lambda _connection, name=name: self.cross(f"{self._asked}: {name}"))
        sys.addaudithook(self._file)
        for name, method in inspect.getmembers(Register, inspect.isfunction):
            if name[0] != "_":
                setattr(Register, name, self._watched(method, f"register {name}"))
        for module in [module for name, module in sys.modules.items() if name.startswith("flows.")]:
            self._watch_module(module)

    def _statement(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        changed = _UPDATE.match(statement)
        told = ("UPDATE", changed[1]) if changed else _STATEMENT.match(statement).groups("")
        self.cross(f"{self._asked}: {' '.join(told)}".strip())

    def _file(self, what: str, about: tuple[Any, ...]) -> None:
        if what in _CHANGES or (what == "open" and isinstance(about[2], int) and about[2] & (os.O_WRONLY | os.O_RDWR)):
            path = about[0]
            if isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self._below):
                self.cross(f"file {what.removeprefix('os.')}")

    def _watch_module(self, module: ModuleType) -> None:
        for name, value in list(vars(module).items()):
            home = getattr(value, "__module__", None) or ""
            if inspect.isfunction(value) and home.partition(".")[0] in OURS and home != module.__name__:
                setattr(module, name, self._watched(value, f"call {home}.{value.__name__}"))

    def _watched(self, function: Callable[..., Any], label: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self.cross(label)
            if label.startswith("register "):
                self._asked = label
            return function(*args, **kwargs)

        return call


class WatchedMailbox:
    """A mailbox each of whose calls is a boundary before and after."""

    def __init__(self, mailbox: Mailbox, cross: Callable[[str], None]) -> None:
        self._mailbox, self._cross = mailbox, cross

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._mailbox, name)
        if name not in MAILBOX_CALLS:
            return method

        def call(*args: Any) -> Any:
            self._cross(f"mailbox {name}")
            try:
                return method(*args)
            finally:
                self._cross(f"mailbox {name} done")

        return call
