"""Opens `winmail.dat`, into which Outlook wraps the files of a message in rich text ([MS-OXTNEF])."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType

MAX_FILES = 50
MAX_NESTING = 3
"""Messages within messages, each wrapped anew, that are opened."""

_SIGNATURE = 0x223E9F78
_HEADER_BYTES = 6
_CHECKSUM_BYTES = 2

# Attributes ([MS-OXTNEF] 2.1.3.2), type and id in one number.
_CODEPAGE = 0x00069007
_BEGIN_FILE = 0x00069002
_TITLE = 0x00018010
_DATA = 0x0006800F
_PROPERTIES = 0x00069005

# Properties of a file ([MS-OXPROPS]).
_LONG_NAME, _SHORT_NAME, _CONTENT = 0x3707, 0x3704, 0x3701
_NAMED_FROM = 0x8000
_MANY = 0x1000
_OBJECT, _STRING8, _UNICODE, _BINARY = 0x000D, 0x001E, 0x001F, 0x0102
_VARIABLE = frozenset({_OBJECT, _STRING8, _UNICODE, _BINARY})
_FIXED: MappingProxyType[int, int] = MappingProxyType(
    {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
)
"""Bytes that a value of each fixed type takes, padding included ([MS-OXCDATA] 2.11.1)."""
_GUID_BYTES = 16


class _Broken(Exception):
    """It ends too early, or does not say what it should."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The files of one winmail.dat by name and content; `whole` is False when it was broken or out of bounds."""

    files: tuple[tuple[str, bytes], ...]
    whole: bool


@dataclass(slots=True)
class _File:
    title: str = ""
    long_name: str = ""
    data: bytes = field(default=b"", repr=False)
    wrapped: bytes = field(default=b"", repr=False)
    """A message that is attached as an object, wrapped itself."""


def unwrapped(data: bytes, budget: int) -> Unwrapped:
    """Return the files that `data` holds, `budget` bytes at most; nothing is raised, whatever the bytes.

    What stands before a damage is kept. One without files holds only the formatting of the message's text.
    """
    files: list[tuple[str, bytes]] = []
    whole = _unwrap(data, budget, files, depth=1)
    return Unwrapped(tuple(files), whole)


def _unwrap(data: bytes, budget: int, into: list[tuple[str, bytes]], *, depth: int) -> bool:
    whole = True
    found: list[_File] = []
    try:
        for each in _files(data):
            found.append(each)
            if len(found) > MAX_FILES:
                return False
    except (_Broken, struct.error):
        whole = False
    for each in found:
        if each.wrapped:
            whole &= depth < MAX_NESTING and _unwrap(each.wrapped, budget, into, depth=depth + 1)
            continue
        if len(into) >= MAX_FILES or sum(len(content) for _, content in into) + len(each.data) > budget:
            return False
        into.append((each.long_name or each.title, each.data))
    return whole


def _files(data: bytes) -> Iterator[_File]:
    """Yield each file once all of it was read, so that a damage costs only the files behind it."""
    charset, current = "cp1252", None
    for attribute, value in _attributes(data):
        if attribute == _CODEPAGE:
            charset = _charset(value)
        elif attribute == _BEGIN_FILE:
            if current:
                yield current
            current = _File()
        elif current and attribute == _TITLE:
            current.title = _text(value, charset)
        elif current and attribute == _DATA:
            current.data = value
        elif current and attribute == _PROPERTIES:
            # Damage among them costs a name, or leaves a file empty, which is said of it.
            with suppress(_Broken, struct.error):
                _describe(current, value, charset)
    if current:
        yield current


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if len(data) < _HEADER_BYTES or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        raise _Broken
    at = _HEADER_BYTES
    while at < len(data):
        _, attribute, length = struct.unpack_from("<BII", data, at)
        at += 9
        if at + length + _CHECKSUM_BYTES > len(data):
            raise _Broken
        # The checksum is passed over: a file that was damaged on the way is known by its own reader.
        yield attribute, data[at : at + length]
        at += length + _CHECKSUM_BYTES


def _describe(file: _File, data: bytes, charset: str) -> None:
    for name, kind, value in _properties(data):
        if name in {_LONG_NAME, _SHORT_NAME} and kind in {_STRING8, _UNICODE}:
            told = _text(value, "utf-16-le" if kind == _UNICODE else charset)
            file.long_name = told if name == _LONG_NAME else file.long_name or told
        elif name == _CONTENT and kind == _OBJECT:
            inner = value[_GUID_BYTES:]
            file.wrapped = inner if inner[:4] == struct.pack("<I", _SIGNATURE) else b""
            file.data = file.data or inner
        elif name == _CONTENT and kind == _BINARY:
            file.data = file.data or value


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield id, type and the first value of every property ([MS-OXTNEF] 2.1.3.4)."""
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(count):
        kind, name = struct.unpack_from("<HH", data, at)
        at += 4
        if name >= _NAMED_FROM:
            at = _after_name(data, at)
        values, at = _values(data, at, kind)
        yield name, kind & ~_MANY, values[0] if values else b""


def _after_name(data: bytes, at: int) -> int:
    """A named property says its name before its value: a number, or a text."""
    (by_text,) = struct.unpack_from("<I", data, at + _GUID_BYTES)
    at += _GUID_BYTES + 4
    (told,) = struct.unpack_from("<I", data, at)
    return at + 4 + (_padded(told) if by_text else 0)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    single = kind & ~_MANY
    count = 1
    if kind & _MANY or single in _VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    if count > len(data):
        raise _Broken
    values = []
    for _ in range(count):
        if single in _VARIABLE:
            (length,) = struct.unpack_from("<I", data, at)
            at += 4
            room = _padded(length)
        elif single in _FIXED:
            length = room = _FIXED[single]
        else:
            raise _Broken
        if at + length > len(data):
            raise _Broken
        values.append(data[at : at + length])
        at += room
    return values, at


def _padded(length: int) -> int:
    return length + -length % 4


def _charset(value: bytes) -> str:
    (page,) = struct.unpack_from("<I", value)
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"


def _text(value: bytes, charset: str) -> str:
    return value.decode(charset, "replace").partition("\0")[0]
