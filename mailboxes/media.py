"""What a file is, by its content: names and declared types are only claims."""

from __future__ import annotations

import zipfile
from io import BytesIO
from types import MappingProxyType

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = "application/x-ole-storage"
ZIP = "application/zip"
TEXT = "text/plain"
HTML = "text/html"
UNKNOWN = "application/octet-stream"
EMPTY = "application/x-empty"

_PDF_WITHIN = 1024
"""Bytes: readers accept a PDF's header this far in."""

_MAGIC = (
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_INSIDE_ZIP = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)


def media_type(data: bytes) -> str:
    """Return the media type of `data` by its content; `application/octet-stream` when nothing fits."""
    if not data:
        return EMPTY
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "image/heic"
    if data.startswith(b"PK\x03\x04"):
        return _inside_zip(data)
    return _text(data)


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ZIP
    if any(name.lower().endswith("vbaproject.bin") for name in names) and "word/document.xml" in names:
        return "application/vnd.ms-word.document.macroenabled.12"
    return next((kind for name, kind in _INSIDE_ZIP if name in names), ZIP)


def _text(data: bytes) -> str:
    head = data[:4096]
    if b"\x00" in head:
        return UNKNOWN
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return HTML
    printable = sum(byte >= 32 or byte in b"\t\r\n\f" for byte in head)
    return TEXT if printable / len(head) > 0.95 else UNKNOWN


ENDINGS: MappingProxyType[str, str] = MappingProxyType(
    {
        PDF: ".pdf",
        DOCX: ".docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
        "application/vnd.oasis.opendocument.text": ".odt",
        "application/rtf": ".rtf",
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/tiff": ".tif",
        "image/heic": ".heic",
        TEXT: ".txt",
    }
)
"""How a file of each type that may be passed on is named; scripts, archives and the unknown are not in it."""
