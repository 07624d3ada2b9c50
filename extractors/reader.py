"""The one door to reading: any bytes go in, Readings come out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from extractors.outcome import Unavailable, Unreadable, unreadable
from extractors.several import of_two_pupils
from extractors.spread import Found, gathered
from extractors.stretch import Stretch, whole
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

__all__ = ["MAX_BYTES", "File", "Found", "Hands", "Need", "look", "read", "read_all"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read; its media type by content."""

    data: bytes = field(repr=False)
    media_type: str


class Need(StrEnum):
    """What must be done to a file before it can be read, by a program that this process does not load."""

    SCAN = "scan"
    """It is a picture: the OCR engine reads it."""
    WORD = "word"
    """It is an office file: LibreOffice makes a Word file of it."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who reads: what a PDF or Word file says (or what it needs first), what a scan says, what makes a Word file.

    Each may raise Unreadable.
    """

    look: Callable[[bytes, str], tuple[Stretch, ...] | Need]
    scan: Callable[[bytes, str], tuple[Stretch, ...]]
    as_word: Callable[[bytes, str], bytes]
    gather: Callable[[Sequence[tuple[Stretch, ...]], Sequence[str]], list[Found]] = gathered


def read(data: bytes, media_type: str) -> Reading:
    """Return what is written in a file of this type (by content); nothing is raised, whatever the bytes.

    PDF and Word files are opened in this process: the desk reads by `extractors.apart`.

    A file that is no form, is empty, locked, damaged or too large is a named outcome of the Reading. Of several forms
    in the file this is the first, whose notes say so: `read_all` gives them all.
    """
    from extractors.page_alone import with_page_alone

    return _judged(with_page_alone(_stretches(File(data, media_type), _here())[0]).reading)


def read_all(files: Sequence[File], hands: Hands | None = None) -> tuple[Found, ...]:
    """Return every Reading of the files of one message, in their order; nothing is raised, whatever the bytes.

    Without `hands` PDF and Word files are opened in this process.

    A file that holds several forms gives a Reading for each. Files that hold a page each of one form give one Reading;
    where it is not sure which belong together, they are LOOSE_PAGES.
    """
    hands = hands or _here()
    stretches = [_stretches(file, hands) for file in files]
    sorts = [file.media_type.partition("/")[0] if _is_picture(file) else file.media_type for file in files]
    try:
        found = hands.gather(stretches, sorts)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001  # the station's door: each file is still read by itself
        _log.info("pages could not be put together: %s", type(error).__name__)
        found = gathered([each[:1] for each in stretches], [str(place) for place in range(len(files))])
    return tuple(replace(each, reading=_judged(each.reading)) for each in found)


def _is_picture(file: File) -> bool:
    return file.media_type.startswith("image/")


def _judged(reading: Reading) -> Reading:
    """A Reading of one pupil's form; one that tells of two is none."""
    return unreadable(ReadingCode.SEVERAL_FORMS) if of_two_pupils(reading) else reading


def _here() -> Hands:
    from extractors.apart.reading import scan_apart, word_apart

    return Hands(look, scan_apart, word_apart)


def _stretches(file: File, hands: Hands) -> tuple[Stretch, ...]:
    if not file.data:
        return whole(unreadable(ReadingCode.EMPTY_FILE))
    if len(file.data) > MAX_BYTES:
        return whole(unreadable(ReadingCode.TOO_LARGE))
    try:
        return _by_hands(file, hands)
    except Unreadable as found:
        return whole(unreadable(found.code))
    except Unavailable:
        raise
    except MemoryError:
        return whole(unreadable(ReadingCode.TOO_MUCH_MEMORY))
    except Exception as error:  # noqa: BLE001  # the station's door: whatever a stranger's file does is an outcome
        # The class alone: a message could quote the file.
        _log.info("a document could not be read: %s", type(error).__name__)
        return whole(unreadable(ReadingCode.DAMAGED))


def _by_hands(file: File, hands: Hands) -> tuple[Stretch, ...]:
    found = hands.look(file.data, file.media_type)
    if found is Need.WORD:
        from extractors.office import OFFICE

        found = hands.look(hands.as_word(file.data, OFFICE[file.media_type]), _DOCX)
    if isinstance(found, Need):
        return hands.scan(file.data, file.media_type)
    return found


def look(data: bytes, media_type: str) -> tuple[Stretch, ...] | Need:
    """Return the forms of a file, at least one stretch, or what it needs first.

    Raises Unreadable, or whatever the libraries raise on a file that is damaged.
    """
    return _READERS.get(media_type, _other)(data, media_type)


def _pdf(data: bytes, _media_type: str) -> tuple[Stretch, ...] | Need:
    from extractors.pdf import read_pdf

    # pypdf's warnings quote what stands in a file.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return read_pdf(data)
    except Unreadable as found:
        if found.code is not ReadingCode.NO_TEXT:
            raise
        return Need.SCAN


def _word(data: bytes, _media_type: str) -> tuple[Stretch, ...]:
    from extractors.word import read_word

    return read_word(data)


def _ole(data: bytes, media_type: str) -> tuple[Stretch, ...] | Need:
    from extractors.locked import is_locked_office

    if _ENCRYPTED_PACKAGE in data or (_OLD_WORD in data and is_locked_office(data)):
        raise Unreadable(ReadingCode.ENCRYPTED)
    return Need.WORD if _OLD_WORD in data else _other(data, media_type)


def _office(data: bytes, media_type: str) -> Need:
    from extractors.locked import is_locked_open_document
    from extractors.packages import check_open_document

    if media_type == _ODT:
        if is_locked_open_document(data):
            raise Unreadable(ReadingCode.ENCRYPTED)
        check_open_document(data)
    return Need.WORD


def _picture(_data: bytes, _media_type: str) -> Need:
    return Need.SCAN


def _other(_data: bytes, media_type: str) -> tuple[Stretch, ...]:
    raise Unreadable(_CLOSED.get(media_type, ReadingCode.UNSUPPORTED_TYPE))


_CLOSED = MappingProxyType(
    {
        "application/ms-tnef": ReadingCode.WINMAIL,
        "application/vnd.ms-outlook": ReadingCode.OUTLOOK_MESSAGE,
        "application/zip": ReadingCode.CLOSED_ARCHIVE,
    }
)
"""What wraps other files and reaches us unopened, each with its own remedy."""


_READERS: MappingProxyType[str, Callable[[bytes, str], tuple[Stretch, ...] | Need]] = MappingProxyType(
    {
        _PDF: _pdf,
        _DOCX: _word,
        _DOCM: _word,
        _OLE: _ole,
        _ODT: _office,
        _RTF: _office,
        **{f"image/{kind}": _picture for kind in ("jpeg", "png", "gif", "tiff", "bmp", "heic")},
    }
)
