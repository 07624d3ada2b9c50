"""The one door to reading: any bytes go in, a Reading comes out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import MappingProxyType

from extractors.outcome import Unreadable, unreadable
from proposals.reading import Reading, ReadingCode

MAX_BYTES = 25 * 1024 * 1024
"""A form of ours is a hundredth of this; more is not opened."""

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCM = "application/vnd.ms-word.document.macroenabled.12"
_OLE = "application/x-ole-storage"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream by which an encrypted Word file is known ([MS-OFFCRYPTO], 2.3.4)."""

_log = logging.getLogger(__name__)


def read(data: bytes, media_type: str) -> Reading:
    """Return what is written in a file of this type (by content); nothing is raised, whatever the bytes.

    A file that is no form, is empty, locked, damaged or too large is a named outcome of the Reading.
    """
    if not data:
        return unreadable(ReadingCode.EMPTY_FILE)
    if len(data) > MAX_BYTES:
        return unreadable(ReadingCode.TOO_LARGE)
    try:
        return _READERS.get(media_type, _other)(data)
    except Unreadable as found:
        return unreadable(found.code)
    except Exception as error:  # noqa: BLE001  # the station's door: whatever a stranger's file does is an outcome
        # The class alone: a message could quote the file.
        _log.info("a document could not be read: %s", type(error).__name__)
        return unreadable(ReadingCode.DAMAGED)


def _pdf(data: bytes) -> Reading:
    from extractors.pdf import read_pdf

    # pypdf's warnings quote what stands in a file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return read_pdf(data)


def _word(data: bytes) -> Reading:
    from extractors.word import read_word

    return read_word(data)


def _ole(data: bytes) -> Reading:
    return unreadable(ReadingCode.ENCRYPTED if _ENCRYPTED_PACKAGE in data else ReadingCode.UNSUPPORTED_TYPE)


def _picture(_data: bytes) -> Reading:
    return unreadable(ReadingCode.NO_TEXT)


def _other(_data: bytes) -> Reading:
    return unreadable(ReadingCode.UNSUPPORTED_TYPE)


_READERS: MappingProxyType[str, Callable[[bytes], Reading]] = MappingProxyType(
    {
        _PDF: _pdf,
        _DOCX: _word,
        _DOCM: _word,
        _OLE: _ole,
        **{f"image/{kind}": _picture for kind in ("jpeg", "png", "gif", "tiff", "bmp", "heic")},
    }
)
