"""Messages as Outlook saves them (`.msg`): a compound file ([MS-CFB]) of the streams that [MS-OXMSG] names."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_FOLDER, _STREAM, _ROOT = 1, 2, 5

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class Attached:
    """One file of a message; `inside` is a message that is attached as itself, `shown_by` what its text calls it."""

    name: str = ""
    data: bytes | None = b""
    inside: Sequence[Attached] | None = None
    shown_by: str = ""
    drawn: bool = False
    narrow: bool = False
    """Its name is written in the letters of the sender's machine."""


def saved_message(*files: Attached) -> bytes:
    """A message with these files."""
    return compound(_message(files))


def _message(files: Sequence[Attached]) -> Tree:
    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(32),
        "__nameid_version1.0": {"__substg1.0_00020102": b""},
        "__substg1.0_0037001F": "Form for canary".encode("utf-16-le"),
    }
    for number, each in enumerate(files):
        tree[f"__attach_version1.0_#{number:08X}"] = _file(each)
    return tree


def _file(each: Attached) -> Tree:
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8)}
    if each.name:
        kind, charset = ("E", "cp1252") if each.narrow else ("F", "utf-16-le")
        tree[f"__substg1.0_3707001{kind}"] = each.name.encode(charset)
    if each.shown_by:
        tree["__substg1.0_3712001F"] = each.shown_by.encode("utf-16-le")
    if each.inside is not None:
        tree["__substg1.0_3701000D"] = _message(each.inside)
    elif each.drawn:
        tree["__substg1.0_3701000D"] = {"CONTENTS": each.data or b""}
    elif each.data is not None:
        tree["__substg1.0_37010102"] = each.data
    return tree


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = _END

    def packed(self, size: int) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name), self.kind, 1)
        links = struct.pack("<III", self.left, self.right, self.child)
        return head + links + bytes(36) + struct.pack("<IQ", self.start, size)


@dataclass
class _Sectors:
    size: int
    data: bytearray = field(default_factory=bytearray)
    links: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Lay `data` down and return the sector it begins at."""
        if not data:
            return _END
        first, count = len(self.links), -(-len(data) // self.size)
        self.links += [*range(first + 1, first + count), _END]
        self.data += data.ljust(count * self.size, b"\0")
        return first


def compound(tree: Tree) -> bytes:
    """A compound file of version 3 with these folders and streams, up to 6 MB."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _grow(tree, entries)
    sectors, small = _Sectors(_SECTOR), _Sectors(_MINI)
    for each in entries:
        if each.kind == _STREAM:
            each.start = (small if len(each.data) < _CUTOFF else sectors).add(each.data)
    entries[0].start = sectors.add(bytes(small.data))
    links = struct.pack(f"<{len(small.links)}I", *small.links)
    mini = sectors.add(links + b"\xff" * (-len(links) % _SECTOR))
    sizes = [len(small.data), *(len(each.data) for each in entries[1:])]
    directory = sectors.add(b"".join(each.packed(size) for each, size in zip(entries, sizes, strict=True)))
    return _whole(sectors, directory, mini, -(-len(links) // _SECTOR))


def _grow(tree: Tree, entries: list[_Entry]) -> int:
    """Add a folder's entries, balanced by their names, and return the one in the middle."""
    numbers = []
    for name, held in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        numbers.append(len(entries))
        if isinstance(held, bytes):
            entries.append(_Entry(name, _STREAM, held))
        else:
            entries.append(_Entry(name, _FOLDER, start=0))
            entries[numbers[-1]].child = _grow(held, entries)
    return _balanced(numbers, entries)


def _balanced(numbers: Sequence[int], entries: list[_Entry]) -> int:
    if not numbers:
        return _FREE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _balanced(numbers[:middle], entries)
    entry.right = _balanced(numbers[middle + 1 :], entries)
    return numbers[middle]


def _whole(sectors: _Sectors, directory: int, mini: int, minis: int) -> bytes:
    laid = len(sectors.links)
    tables = 1
    while tables * (_SECTOR // 4) < laid + tables:
        tables += 1
    links = sectors.links + [_TABLE] * tables
    table = struct.pack(f"<{len(links)}I", *links).ljust(tables * _SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, _CUTOFF, mini if minis else _END, minis, _END, 0)
    where = [laid + number for number in range(tables)]
    head += struct.pack("<109I", *where, *[_FREE] * (109 - tables))
    return head + bytes(sectors.data) + table
