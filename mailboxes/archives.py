"""Opens zip archives that schools send, within bounds: what is out of bounds stays closed, as one file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from mailboxes.media import ZIP_ERRORS, zip_can_be_listed

MAX_MEMBERS = 50
MAX_BYTES = 60 * 1024 * 1024
"""Bytes that one archive may declare for all its members."""
MAX_RATIO = 200
"""Declared bytes for each packed byte; text packs to about a tenth, a bomb to a thousandth."""

_KNOWN_PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The standard library reads these in bounded steps; the others may unpack a bomb in one."""
_LOCKED = 0x1
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def unzipped(
    data: bytes, budget: int = MAX_BYTES, members_left: int = MAX_MEMBERS
) -> tuple[tuple[str, bytes], ...] | None:
    """Return name and content of every member, or None when the archive is broken, locked or out of bounds.

    `budget` is how many bytes may come out of it, `members_left` how many files. An archive within it is a file.
    """
    if not zip_can_be_listed(data):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = list(_files(archive))
            if len(members) > members_left or _too_much(members, min(budget, MAX_BYTES)):
                return None
            return tuple((member.filename, archive.read(member)) for member in members)
    except ZIP_ERRORS:
        return None


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in archive.infolist():
        name = re.split(r"[/\\]", member.filename)[-1].lower()
        if not (member.is_dir() or name in _LITTER or member.filename.startswith("__MACOSX/")):
            yield member


def _too_much(members: list[zipfile.ZipInfo], budget: int) -> bool:
    declared = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    odd = any(member.flag_bits & _LOCKED or member.compress_type not in _KNOWN_PACKING for member in members)
    return odd or not members or len(members) > MAX_MEMBERS or declared > budget or declared / packed > MAX_RATIO
