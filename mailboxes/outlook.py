"""Opens a message that Outlook saved as a file (`.msg`, [MS-OXMSG]): its files, and those of messages within it."""

from __future__ import annotations

import struct
from types import MappingProxyType

from olefile import DEFECT_INCORRECT, OleFileIO

from mailboxes.media import media_type
from mailboxes.pictures import is_small
from mailboxes.tnef import MAX_FILES, MAX_NESTING, Unwrapped

MAX_ENTRIES = 10_000
"""Streams and folders that are listed; one attached file takes about thirty."""

_FILE = "__attach_version1.0_#"
_MESSAGE = "__substg1.0_3701000d"
"""The folder of a message that is attached as itself, or of an object drawn into rich text."""
_PROPERTIES = "__properties_version1.0"
_CONTENT = "__substg1.0_37010102"
_NAMES = tuple(f"__substg1.0_{name}001{kind}" for name in ("3707", "3704", "3001") for kind in "fe")
"""Long, short and shown name of a file ([MS-OXPROPS]), each as Unicode and in the sender's own letters."""
_SHOWN_BY = ("__substg1.0_3712001f", "__substg1.0_3712001e")
"""The name by which the text shows a picture."""

_FAT_COUNT = 0x2C
_ENTRIES_A_SECTOR = 128
"""Sector numbers in the smallest sector of the table that links sectors ([MS-CFB] 2.3)."""
_SMALLEST_SECTOR = 512
_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error, RecursionError)
"""What the library raises for damage it does not name as its own."""

_Folder = tuple[str, ...]


class _TooMany(ValueError):
    """It lists more entries than any message has."""


class _Message(OleFileIO):  # type: ignore[misc]  # the library ships no types
    """A compound file in memory that stops at MAX_ENTRIES: what it does for each grows with their number."""

    _listed = 0

    def _load_direntry(self, sid: int) -> object:
        self._listed += 1
        if self._listed > MAX_ENTRIES:
            raise _TooMany
        return super()._load_direntry(sid)


def saved_files(data: bytes, budget: int) -> Unwrapped:
    """Return the files that a saved message brings, `budget` bytes at most; nothing is raised, whatever the bytes.

    Small pictures that its text shows are left out. What was read before a damage is kept.
    """
    found: list[tuple[str, bytes]] = []
    try:
        if not _is_bounded(data):
            return Unwrapped((), whole=False)
        with _Message(data, raise_defects=DEFECT_INCORRECT) as message:
            whole = _gather(message, budget, found)
    except _DAMAGED:
        whole = False
    return Unwrapped(tuple(found), whole)


def _is_bounded(data: bytes) -> bool:
    """Tell whether the table that links sectors can be as long as it says: the library believes that number."""
    (sectors,) = struct.unpack_from("<I", data, _FAT_COUNT)
    return bool(sectors <= len(data) // (_SMALLEST_SECTOR * _ENTRIES_A_SECTOR) + 2)


def _gather(message: _Message, budget: int, into: list[tuple[str, bytes]]) -> bool:
    streams = _by_folder(message)
    if _PROPERTIES not in streams.get((), {}):
        return False
    folders = [_lowered(path) for path in message.listdir(streams=False, storages=True)]
    # An attached message's files have folders of their own; an object drawn into the text is no file.
    without_content = {folder[:-1] for folder in folders if folder[-1] == _MESSAGE}
    whole, room = True, budget
    for folder in folders:
        if not _is_file(folder) or folder in without_content:
            continue
        if len(folder) > 2 * MAX_NESTING - 1:
            whole = False
            continue
        held = streams.get(folder, {})
        content = _read(message, held.get(_CONTENT))
        if any(name in held for name in _SHOWN_BY) and _is_decoration(content):
            continue
        room -= len(content)
        if len(into) >= MAX_FILES or room < 0:
            return False
        into.append((_name(message, held), content))
    return whole


def _by_folder(message: _Message) -> dict[_Folder, dict[str, list[str]]]:
    found: dict[_Folder, dict[str, list[str]]] = {}
    for path in message.listdir():
        *folder, name = _lowered(path)
        found.setdefault(tuple(folder), {})[name] = path
    return found


def _is_file(folder: _Folder) -> bool:
    """Tell whether this is a file's folder: under the root, or under a message that is attached."""
    return len(folder) % 2 == 1 and all(
        name == _MESSAGE if place % 2 else name.startswith(_FILE) for place, name in enumerate(folder)
    )


def _is_decoration(content: bytes) -> bool:
    return media_type(content).startswith("image/") and is_small(content)


def _read(message: _Message, path: list[str] | None) -> bytes:
    """The bytes of a stream; none where it is not there: a file that is kept in a cloud is only named."""
    if path is None:
        return b""
    data = message.openstream(path).read()
    return data if isinstance(data, bytes) else b""


def _name(message: _Message, held: dict[str, list[str]]) -> str:
    for key in _NAMES:
        if key in held:
            charset = _CHARSETS[key[-1]]
            said = _read(message, held[key]).decode(charset, "replace").partition("\0")[0]
            if said:
                return said
    return ""


_CHARSETS = MappingProxyType({"f": "utf-16-le", "e": "cp1252"})


def _lowered(path: list[str]) -> _Folder:
    return tuple(name.lower() for name in path)
