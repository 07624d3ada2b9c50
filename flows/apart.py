"""Every Document of a message is opened in a child process of one pool; what may be done there is named here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from extractors.apart.pool import Pool
from extractors.outcome import Unreadable

if TYPE_CHECKING:
    from extractors.reader import File, Found
    from extractors.stretch import Span
    from outputs.pack import PlainCopy
    from proposals.held import Held

_P = ParamSpec("_P")
_R = TypeVar("_R")
PLANS = ("extractors.apart.work:PLAN", "flows.plain:PLAN")
"""Where what may be done to a Document is written down (extractors.apart.operation.Plan)."""


@cache
def pool() -> Pool:
    """Return the pool of this process; it starts with the first Document, and ends with the process."""
    return Pool(*PLANS)


def run(function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Return what an operation of the pool makes of a Document. Raises Unreadable, or Unavailable."""
    return pool().run(function, *args, **kwargs)


def read_all(files: Sequence[File]) -> tuple[Found, ...]:
    """Return every Reading of the files of one message. Raises Unavailable; nothing else, whatever the bytes."""
    from extractors.apart import reading

    return reading.read_all(pool(), files)


def excerpt(data: bytes, media_type: str, span: Span) -> tuple[bytes, str]:
    """Return one form out of a file that holds several, and its media type; the whole file where it cannot be cut."""
    from extractors import excerpt as cutting

    try:
        return run(cutting.excerpt, data, media_type, span)
    except Unreadable:
        return data, media_type


def unlocked(data: bytes, media_type: str, password: str) -> bytes | None:
    """Return a locked file without its password, None where that is wrong. Raises Unreadable, or Unavailable."""
    from extractors.apart.work import unlock

    return run(unlock, data, media_type, password)


def made_plain(data: bytes, media_type: str) -> PlainCopy:
    """Return what a pack may show of a file, and pass on. Raises Unavailable; nothing else, whatever the bytes."""
    from flows.plain import made_plain as _made_plain
    from outputs.pack import failed_copy

    try:
        return run(_made_plain, data, media_type)
    except Unreadable:
        return failed_copy()


def held_in(data: bytes, media_type: str) -> tuple[Held, ...]:
    """Return what a file holds beside its pages, as far as it could be looked through. Raises Unavailable."""
    from extractors.held import held_in as _held_in

    try:
        return run(_held_in, data, media_type)
    except Unreadable:
        return ()
