"""Files that are locked with a password: whether one is, and the same file without its lock for whoever knows it."""

from __future__ import annotations

import logging
import zipfile
from io import BytesIO

from bounds.zips import ERRORS, can_be_listed
from extractors.outcome import Unreadable
from proposals.reading import ReadingCode

_PDF = "application/pdf"
_OLE = "application/x-ole-storage"
_MANIFEST, _LONGEST_MANIFEST = "META-INF/manifest.xml", 1024 * 1024


class WrongPassword(Exception):  # what a person typed is wrong, not the program
    """The password does not open the file."""

    def __init__(self) -> None:
        super().__init__("wrong password")


def is_locked_office(data: bytes) -> bool:
    """Tell whether an office file of the OLE kind (a locked .docx, any .doc) asks for a password."""
    import msoffcrypto  # type: ignore[import-untyped]  # it ships no types

    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted())
    except Exception:  # noqa: BLE001  # damaged or none of Office's: its reader says which
        return False


def is_locked_open_document(data: bytes) -> bool:
    """Tell whether an OpenDocument file asks for a password: then its manifest says how its parts are encrypted."""
    try:
        if not can_be_listed(data):
            return False
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_MANIFEST) as manifest:
            return b"encryption-data" in manifest.read(_LONGEST_MANIFEST)
    except ERRORS:
        return False


def unlocked(data: bytes, media_type: str, password: str) -> bytes:
    """Return a locked PDF or Office file as it is without its password.

    Raises WrongPassword, or Unreadable when the file is not locked, is damaged or is of another kind.
    """
    try:
        if media_type == _PDF:
            return _pdf(data, password)
        if media_type == _OLE:
            return _office(data, password)
    except (WrongPassword, Unreadable):
        raise
    except Exception:  # noqa: BLE001  # the station's door: no text of a stranger's file goes further
        raise Unreadable(ReadingCode.DAMAGED) from None
    raise Unreadable(ReadingCode.UNSUPPORTED_TYPE)


def _pdf(data: bytes, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if not reader.is_encrypted:
        raise Unreadable(ReadingCode.DAMAGED)
    if not reader.decrypt(password):
        raise WrongPassword
    made = BytesIO()
    PdfWriter(clone_from=reader).write(made)
    return made.getvalue()


def _office(data: bytes, password: str) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError  # type: ignore[import-untyped]  # it ships no types

    file, made = msoffcrypto.OfficeFile(BytesIO(data)), BytesIO()
    try:
        file.load_key(password=password)
        file.decrypt(made)
    except InvalidKeyError:
        raise WrongPassword from None
    return made.getvalue()
