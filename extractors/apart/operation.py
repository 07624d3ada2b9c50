"""What may be done to a Document in a child process: functions that are named when the pool is made, and no others."""

from __future__ import annotations

import importlib
import inspect
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from extractors.apart.limits import Limits

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Kept:
    """How a child that serves several Documents is kept: what it makes ready first, for how many, idle how long."""

    prepare: Callable[[], object]
    documents: int
    idle_seconds: float


@dataclass(frozen=True, slots=True)
class Operation:
    """A function at the top of a module, and what it may cost.

    Its arguments and its result are values that Pydantic knows by their annotations: they travel as JSON. It may raise
    Unreadable; whatever else it raises means that the file is damaged. Without `kept` each call has a child of its own.
    """

    function: Callable[..., object]
    limits: Limits
    kept: Kept | None = None

    @property
    def path(self) -> str:
        """How the child finds the function."""
        return path_of(self.function)


def path_of(function: Callable[..., object]) -> str:
    """Return "module:name". Raises ValueError for a function that is not at the top of its module."""
    module, name = function.__module__, function.__qualname__
    if "." in name or "<" in name:
        raise ValueError(f"{name} is not at the top of a module, where a child process could find it")
    return f"{module}:{name}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pool can do, and what its processes do while nothing is asked of them.

    In the warm process `loading` is done first, and `warming` after the first Document. `practice` is done by each
    child that waits: the memory it shares with the warm process is copied page by page when it is first used, and that
    is done before a Document comes.
    """

    operations: tuple[Operation, ...]
    loading: tuple[Callable[[], object], ...] = ()
    warming: tuple[Callable[[], object], ...] = ()
    practice: tuple[Callable[[], object], ...] = ()


class Plans:
    """The Plans at these paths ("module:NAME"), in their order, each loaded when it is first needed.

    What stands at the front is there at once; whoever needs nothing of the others does not wait for them.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._left = list(paths)
        self._lock = threading.Lock()
        self.loaded: list[Plan] = []

    @property
    def operations(self) -> list[Operation]:
        """Those of the loaded Plans; a place among them stays what it is."""
        return [each for plan in self.loaded for each in plan.operations]

    def load(self) -> Plan | None:
        """Load the next Plan; None when all are there. Raises TypeError when something else stands at its path."""
        with self._lock:
            if not self._left:
                return None
            plan = _plan_at(self._left[0])
            del self._left[0]
            self.loaded.append(plan)
            return plan

    def operation(self, path: str) -> Operation | None:
        """Return the Operation at `path`, or None when no Plan has it."""
        while True:
            found = next((each for each in self.operations if each.path == path), None)
            if found or not self.load():
                return found


def _plan_at(path: str) -> Plan:
    module, _, name = path.partition(":")
    plan = getattr(importlib.import_module(module), name)
    if not isinstance(plan, Plan):
        raise TypeError(f"{path} is no Plan")
    return plan


@dataclass(frozen=True, slots=True)
class Typed:
    """A function's arguments and result as JSON."""

    arguments: TypeAdapter[Any]
    """A tuple of them."""
    result: TypeAdapter[Any]
    """A tuple of it alone: a type that has settings of its own takes none."""

    @staticmethod
    @cache
    def of(function: Callable[..., object]) -> Typed:
        """Read the annotations of `function`."""
        hints = get_type_hints(function)
        arguments = [hints[name] for name in inspect.signature(function).parameters]
        return Typed(_tuple_of(arguments), _tuple_of([hints["return"]]))


def _tuple_of(types: list[Any]) -> TypeAdapter[Any]:
    from pydantic import ConfigDict, TypeAdapter

    made: Any = tuple.__class_getitem__(tuple(types))
    return TypeAdapter(made, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
