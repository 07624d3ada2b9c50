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
_ODT = "application/vnd.oasis.opendocument.text"
_RTF = "application/rtf"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream by which an encrypted Word file is known ([MS-OFFCRYPTO], 2.3.4)."""
_OLD_WORD = "WordDocument".encode("utf-16-le")
"""The stream that holds the text of a .doc ([MS-DOC], 2.1.1)."""

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
        return _READERS.get(media_type, _other)(data, media_type)
    except Unreadable as found:
        return unreadable(found.code)
    except Exception as error:  # noqa: BLE001  # the station's door: whatever a stranger's file does is an outcome
        # The class alone: a message could quote the file.
        _log.info("a document could not be read: %s", type(error).__name__)
        return unreadable(ReadingCode.DAMAGED)


def _pdf(data: bytes, media_type: str) -> Reading:
    from extractors.pdf import read_pdf

    # pypdf's warnings quote what stands in a file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return read_pdf(data)
    except Unreadable as found:
        if found.code is not ReadingCode.NO_TEXT:
            raise
        return _paper(data, media_type)


def _word(data: bytes, _media_type: str) -> Reading:
    from extractors.word import read_word

    return read_word(data)


def _ole(data: bytes, media_type: str) -> Reading:
    if _ENCRYPTED_PACKAGE in data:
        return unreadable(ReadingCode.ENCRYPTED)
    return _office(data, media_type) if _OLD_WORD in data else unreadable(ReadingCode.UNSUPPORTED_TYPE)


def _office(data: bytes, media_type: str) -> Reading:
    from extractors.office import as_word
    from extractors.word import read_word

    return read_word(as_word(data, _OFFICE[media_type]))


def _paper(data: bytes, media_type: str) -> Reading:
    from extractors.paper.apart import read_paper_apart

    return read_paper_apart(data, media_type)


def _other(_data: bytes, media_type: str) -> Reading:
    return unreadable(_CLOSED.get(media_type, ReadingCode.UNSUPPORTED_TYPE))


_CLOSED = MappingProxyType(
    {
        "application/ms-tnef": ReadingCode.WINMAIL,
        "application/vnd.ms-outlook": ReadingCode.OUTLOOK_MESSAGE,
        "application/zip": ReadingCode.CLOSED_ARCHIVE,
    }
)
"""What wraps other files and reaches us unopened, each with its own remedy."""


_OFFICE = MappingProxyType({_OLE: ".doc", _ODT: ".odt", _RTF: ".rtf"})
"""What LibreOffice turns into Word files, by the ending it knows them by."""

_READERS: MappingProxyType[str, Callable[[bytes, str], Reading]] = MappingProxyType(
    {
        _PDF: _pdf,
        _DOCX: _word,
        _DOCM: _word,
        _OLE: _ole,
        _ODT: _office,
        _RTF: _office,
        **{f"image/{kind}": _paper for kind in ("jpeg", "png", "gif", "tiff", "bmp", "heic")},
    }
)
