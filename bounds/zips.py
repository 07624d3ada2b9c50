"""What a zip says of itself, looked at before anything in it is opened: archives and office files alike."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType

LIST_BYTES = 1024 * 1024
"""Bytes of an archive's list of contents; a longer one takes gigabytes to read."""
_LARGE = 1024 * 1024
"""Bytes above which one member's packing is looked at: small files of one letter pack well, and harm nobody."""
_END_WITHIN = 22 + 65_535
"""Bytes: an archive ends with a record of 22 bytes and a comment (APPNOTE.TXT, 4.3.16)."""
_HEAD = 30
"""Bytes that stand before each member's name (APPNOTE.TXT, 4.3.7)."""
_LOCKED = 0x1
_KNOWN_PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The standard library reads these in bounded steps; the others may unpack a bomb in one."""
_ROOTED = re.compile(r"[/\\]|[A-Za-z]:")

ERRORS = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)
"""What the standard library raises on archives that are broken, locked or packed in ways it does not know."""


class Fault(StrEnum):
    """Why an archive stays closed."""

    BROKEN = auto()
    LOCKED = auto()
    """Some of it is encrypted."""
    TOO_MANY = auto()
    TOO_LARGE = auto()
    SWOLLEN = auto()
    """It would unpack to hundreds of times its size."""
    OVERLAPPING = auto()
    """Several members stand in the same bytes, or under the same name: a bomb, or two truths in one file."""
    ESCAPING = auto()
    """A member's name leads out of the archive: "../x", "/x", "C:x"."""
    LINK = auto()
    """A member is a link to a file elsewhere."""


FAULTS: MappingProxyType[Fault, str] = MappingProxyType(
    {
        Fault.BROKEN: "The archive is broken.",
        Fault.LOCKED: "The archive is locked with a password.",
        Fault.TOO_MANY: "The archive holds too many files.",
        Fault.TOO_LARGE: "The archive holds more than a message may bring.",
        Fault.SWOLLEN: "The archive would unpack to hundreds of times its size.",
        Fault.OVERLAPPING: "The archive holds the same bytes or the same name twice.",
        Fault.ESCAPING: "A name in the archive leads out of it.",
        Fault.LINK: "The archive holds a link to a file elsewhere.",
    }
)


class Refused(Exception):  # it is the archive that is at fault
    """An archive is not opened; `fault` says why, and holds nothing of its content."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(FAULTS[fault])
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold: members, bytes unpacked, and bytes unpacked for each packed one."""

    members: int
    unpacked: int
    ratio: int = 200


def checked(data: bytes, limits: Limits, members: Sequence[zipfile.ZipInfo] | None = None) -> None:
    """Raise Refused unless the archive `data` keeps to `limits`; nothing is unpacked.

    `members` are those that will be unpacked, where that is not all of them. What a member says of its size holds:
    the standard library gives no more of it than that.
    """
    listed_here = listed(data)
    wanted = listed_here if members is None else members
    fault = _fault(wanted, limits) or (Fault.OVERLAPPING if _overlap(listed_here, len(data)) else None)
    if fault:
        raise Refused(fault)


def listed(data: bytes) -> list[zipfile.ZipInfo]:
    """Return what an archive says it holds. Raises Refused when it is broken, or its list alone is too long."""
    if not can_be_listed(data):
        raise Refused(Fault.BROKEN)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except ERRORS:
        raise Refused(Fault.BROKEN) from None


def can_be_listed(data: bytes) -> bool:
    """Tell whether an archive's list of contents is of an ordinary size."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END_WITHIN))
    if end < 0 or len(data) < end + 16:
        return False
    (size,) = struct.unpack_from("<I", data, end + 12)
    # The large kind of record, 56 bytes and 20 that point at it, wins over the ordinary one (APPNOTE.TXT, 4.3.14).
    if data[max(0, end - 20) : end].startswith(b"PK\x06\x07") and end >= 76:
        (size,) = struct.unpack_from("<Q", data, end - 76 + 40)
    return bool(size <= LIST_BYTES)


def _fault(members: Sequence[zipfile.ZipInfo], limits: Limits) -> Fault | None:
    if any(member.flag_bits & _LOCKED for member in members):
        return Fault.LOCKED
    if any(member.compress_type not in _KNOWN_PACKING for member in members):
        return Fault.BROKEN
    if len(members) > limits.members:
        return Fault.TOO_MANY
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        return Fault.TOO_LARGE
    if any(_swollen(member.file_size, member.compress_size, limits.ratio) for member in members):
        return Fault.SWOLLEN
    if any(_leads_out(member.filename) for member in members):
        return Fault.ESCAPING
    return Fault.LINK if any(stat.S_ISLNK(member.external_attr >> 16) for member in members) else None


def _swollen(unpacked: int, packed: int, ratio: int) -> bool:
    return unpacked > _LARGE and unpacked > ratio * max(packed, 1)


def _leads_out(name: str) -> bool:
    return bool(_ROOTED.match(name)) or ".." in re.split(r"[/\\]", name)


def _overlap(members: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Whether two members share bytes or a name; the best bombs are small files whose members are all the same."""
    placed = sorted((member.header_offset, member.compress_size + _HEAD) for member in members)
    ends = [*(start for start, _ in placed[1:]), size]
    shared = any(start + length > end for (start, length), end in zip(placed, ends, strict=False))
    names = sorted(member.filename for member in members)
    return shared or any(one == other for one, other in pairwise(names))
