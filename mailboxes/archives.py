"""Opens zip archives that schools send, within bounds: what is out of bounds stays closed, as one file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from bounds.zips import ERRORS, Limits, Refused, checked, listed

MAX_MEMBERS = 50
MAX_BYTES = 60 * 1024 * 1024
"""Bytes that one archive may declare for all its members."""
MAX_RATIO = 200
"""Declared bytes for each packed byte; text packs to about a tenth, a bomb to a thousandth."""

_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def unzipped(
    data: bytes, budget: int = MAX_BYTES, members_left: int = MAX_MEMBERS
) -> tuple[tuple[str, bytes], ...] | None:
    """Return name and content of every member, or None when the archive is broken, locked or out of bounds.

    `budget` is how many bytes may come out of it, `members_left` how many files. An archive within it is a file.
    """
    try:
        members = [member for member in listed(data) if _is_file(member)]
        checked(data, Limits(min(members_left, MAX_MEMBERS), min(budget, MAX_BYTES), MAX_RATIO), members)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return tuple((member.filename, archive.read(member)) for member in members) or None
    except (Refused, *ERRORS):
        return None


def _is_file(member: zipfile.ZipInfo) -> bool:
    name = re.split(r"[/\\]", member.filename)[-1].lower()
    return not (member.is_dir() or name in _LITTER or member.filename.startswith("__MACOSX/"))
