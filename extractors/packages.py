"""Office files that are zip archives, looked at before anything in them is opened."""

from __future__ import annotations

import zipfile
from io import BytesIO
from types import MappingProxyType

from lxml import etree

from bounds.xml import parsed
from bounds.zips import ERRORS, Fault, Limits, Refused, checked
from extractors.outcome import Unreadable
from proposals.reading import ReadingCode

MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes that an office file may say it unpacks to."""
MAX_PART = 16 * 1024 * 1024
"""Bytes of one part that is parsed: elements take twenty times that in memory."""
_LIMITS = Limits(MAX_ENTRIES, MAX_UNPACKED)
_CODES = MappingProxyType(
    {
        Fault.LOCKED: ReadingCode.ENCRYPTED,
        Fault.TOO_MANY: ReadingCode.TOO_LARGE,
        Fault.TOO_LARGE: ReadingCode.TOO_LARGE,
        Fault.SWOLLEN: ReadingCode.TOO_LARGE,
    }
)
"""Why an archive is refused, as a reason that the school is told; whatever else is wrong with one is damage."""


def check_package(data: bytes) -> None:
    """Raise Unreadable where an office file is a bomb, locked, damaged, or leads out of itself; nothing is unpacked."""
    try:
        checked(data, _LIMITS)
    except Refused as refused:
        raise Unreadable(_CODES.get(refused.fault, ReadingCode.DAMAGED)) from None


def check_open_document(data: bytes) -> None:
    """Raise Unreadable where an OpenDocument file is not fit to be handed to LibreOffice.

    Its text must be XML without document types, within bounds of size and depth: entities are not for LibreOffice to
    judge.
    """
    check_package(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                if member.filename in {"content.xml", "styles.xml", "meta.xml", "settings.xml"}:
                    if member.file_size > MAX_PART:
                        raise Unreadable(ReadingCode.TOO_LARGE)
                    parsed(archive.read(member))
    except (etree.XMLSyntaxError, *ERRORS):
        raise Unreadable(ReadingCode.DAMAGED) from None
