"""The placeholders of every letter, as docs/letters.md lists them: read from the values themselves."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, get_args, get_origin

from outputs.letters.catalogue import LETTERS
from outputs.letters.letter import Letterhead


def placeholder_reference() -> str:
    """Return the list of placeholders as Markdown: what every letter has, then letter by letter."""
    parts = ["### In every letter", "", *_lines(Letterhead, "council."), ""]
    for letter in LETTERS:
        parts += [f"### {letter.NAME}.md", "", _first(letter), "", *_lines(letter, ""), ""]
    return "\n".join(parts).rstrip() + "\n"


def _lines(kind: type, prefix: str) -> Iterator[str]:
    """Yield one line for each placeholder of a dataclass; what has parts is followed by them."""
    hints = typing.get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        yield from _field(field, hints[field.name], prefix)
    for name, item in _properties(kind):
        yield f"- `{prefix}{name}`: {_lower(item.__doc__ or '')}"


def _field(field: Field[Any], hint: Any, prefix: str) -> Iterator[str]:  # noqa: ANN401  # a type hint is any object
    inner, says = get_args(hint)[:2]
    inner = _present(inner)
    name = f"{prefix}{field.name}"
    many = get_origin(inner) is tuple
    if many:
        inner = get_args(inner)[0]
    notes = ["a list"] * many + ["yes or no"] * (inner is bool) + ["may be empty"] * _may_be_empty(field)
    yield f"- `{name}`{' (' + ', '.join(notes) + ')' if notes else ''}: {says}"
    if is_dataclass(inner):
        below = "each" if many else name
        yield from (f"  {line}" for line in _lines(typing.cast("type", inner), f"{below}."))


def _present(hint: Any) -> Any:  # noqa: ANN401  # as above
    """Return the type a value has when there is one."""
    if get_origin(hint) in {types.UnionType, typing.Union}:
        return next(kind for kind in get_args(hint) if kind is not types.NoneType)
    return hint


def _may_be_empty(field: Field[Any]) -> bool:
    return field.default is not MISSING and field.default in ("", None, ())


def _properties(kind: type) -> Iterator[tuple[str, property]]:
    for owner in kind.__mro__:
        yield from ((name, item) for name, item in vars(owner).items() if isinstance(item, property))


def _first(kind: type) -> str:
    return (kind.__doc__ or "").splitlines()[0]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].splitlines()[0].rstrip(".")
