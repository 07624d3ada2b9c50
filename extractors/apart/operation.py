"""What may be done to a Document in a child process: functions that are named when the pool is made, and no others."""

from __future__ import annotations

import importlib
import inspect
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


def plan_of(paths: Sequence[str]) -> Plan:
    """Return the Plans at these paths ("module:NAME") as one. Raises TypeError when something else stands there."""
    plans = [_plan_at(path) for path in paths]
    return Plan(
        tuple(each for plan in plans for each in plan.operations),
        tuple(each for plan in plans for each in plan.loading),
        tuple(each for plan in plans for each in plan.warming),
        tuple(each for plan in plans for each in plan.practice),
    )


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
