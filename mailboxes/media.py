"""What a file is, by its content: names and declared types are only claims."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from types import MappingProxyType

from bounds.zips import ERRORS, can_be_listed

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
PAGES = "application/vnd.apple.pages"
OLE = "application/x-ole-storage"
OUTLOOK = "application/vnd.ms-outlook"
RTF = "application/rtf"
TNEF = "application/ms-tnef"
ZIP = "application/zip"
TEXT = "text/plain"
HTML = "text/html"
UNKNOWN = "application/octet-stream"
EMPTY = "application/x-empty"

_PDF_WITHIN = 1024
"""Bytes: readers accept a PDF's header this far in."""

_MAGIC = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x78\x9f\x3e\x22", TNEF),
)
_OUTLOOK_STREAM = "__properties_version1.0".encode("utf-16-le")
"""The stream by which a message that Outlook saved as a file is known ([MS-OXMSG], 2.4)."""
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_INSIDE_ZIP = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("ppt/presentation.xml", PPTX),
    ("index/document.iwa", PAGES),
)
_OPEN_DOCUMENT = re.compile(r"application/vnd\.oasis\.opendocument\.[a-z-]{1,40}")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def media_type(data: bytes) -> str:
    """Return the media type of `data` by its content; `application/octet-stream` when nothing fits.

    The answer is always one of a known set: nothing a file says of itself is passed on.
    """
    if not data:
        return EMPTY
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (kind != "image/bmp" or data[6:10] == b"\x00\x00\x00\x00"):
            return OUTLOOK if kind == OLE and _OUTLOOK_STREAM in data else kind
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "image/heic"
    if data.startswith(b"PK\x03\x04"):
        return _inside_zip(data)
    return PDF if b"%PDF-" in data[:_PDF_WITHIN] else _text(data)


def _inside_zip(data: bytes) -> str:
    if not can_be_listed(data):
        return ZIP
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                told = archive.read("mimetype").decode("ascii", "replace").strip()
                return told if _OPEN_DOCUMENT.fullmatch(told) else ZIP
    except ERRORS:
        return ZIP
    if "word/vbaproject.bin" in names and "word/document.xml" in names:
        return DOCM
    return next((kind for name, kind in _INSIDE_ZIP if name in names), ZIP)


def _text(data: bytes) -> str:
    head = data[:4096]
    if head.startswith(_BYTE_ORDER_MARKS):
        return TEXT
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
        DOCM: ".docm",
        OLE: ".doc",
        XLSX: ".xlsx",
        ODT: ".odt",
        RTF: ".rtf",
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "image/tiff": ".tif",
        "image/heic": ".heic",
        TEXT: ".txt",
    }
)
"""How a file of each type that may ever be passed on is named; scripts, archives and the unknown are not in it."""
