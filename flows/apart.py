"""Every Document of a message is opened in a child process of one pool; what may be done there is named here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import ParamSpec, TypeVar

from extractors.apart import Pool
from extractors.apart.reading import read_all as _read_all
from extractors.apart.work import PATH, unlock
from extractors.excerpt import excerpt as _excerpt
from extractors.held import held_in as _held_in
from extractors.outcome import Unreadable
from extractors.reader import File, Found
from extractors.stretch import Span
from flows import plain
from outputs.pack import PlainCopy, failed_copy
from proposals.held import Held

_P = ParamSpec("_P")
_R = TypeVar("_R")


@cache
def pool() -> Pool:
    """Return the pool of this process; it starts with the first Document, and ends with the process."""
    return Pool(PATH, plain.PATH)


def run(function: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Return what an operation of the pool makes of a Document. Raises Unreadable, or Unavailable."""
    return pool().run(function, *args, **kwargs)


def read_all(files: Sequence[File]) -> tuple[Found, ...]:
    """Return every Reading of the files of one message. Raises Unavailable; nothing else, whatever the bytes."""
    return _read_all(pool(), files)


def excerpt(data: bytes, media_type: str, span: Span) -> tuple[bytes, str]:
    """Return one form out of a file that holds several, and its media type; the whole file where it cannot be cut."""
    try:
        return run(_excerpt, data, media_type, span)
    except Unreadable:
        return data, media_type


def unlocked(data: bytes, media_type: str, password: str) -> bytes | None:
    """Return a locked file without its password, None where that is wrong. Raises Unreadable, or Unavailable."""
    return run(unlock, data, media_type, password)


def made_plain(data: bytes, media_type: str) -> PlainCopy:
    """Return what a pack may show of a file, and pass on. Raises Unavailable; nothing else, whatever the bytes."""
    try:
        return run(plain.made_plain, data, media_type)
    except Unreadable:
        return failed_copy()


def held_in(data: bytes, media_type: str) -> tuple[Held, ...]:
    """Return what a file holds beside its pages, as far as it could be looked through. Raises Unavailable."""
    try:
        return run(_held_in, data, media_type)
    except Unreadable:
        return ()
