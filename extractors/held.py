"""Looks what a file holds beside its pages (scripts, macros, files within it), without opening any of it.

It finds what is to be told to people. It keeps nothing out: what is passed on is made of the file's plain parts alone.
"""

from __future__ import annotations

import logging
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from types import MappingProxyType

from lxml import etree

from bounds.xml import Unsafe, parsed
from bounds.zips import ERRORS, Limits, Refused, checked
from proposals.held import Held

_log = logging.getLogger(__name__)

_MOST_UNPACKED = 4 * 1024 * 1024
"""Bytes of one packed stream or part that are looked at."""
_MOST_STREAMS, _MOST_PARTS = 200, 200
_LIMITS = Limits(members=5000, unpacked=500 * 1024 * 1024)


def held_in(data: bytes, media_type: str) -> tuple[Held, ...]:
    """Return what a file of this type (by content) holds that is not run, each once; nothing is raised."""
    look = _LOOKS.get(media_type)
    if look is None or not data:
        return ()
    try:
        found = set(look(data))
    except Exception as error:  # noqa: BLE001  # the station's door: a stranger's file fails in any way
        # The class alone: a message could quote the file.
        _log.info("a document could not be looked through: %s", type(error).__name__)
        return ()
    return tuple(each for each in Held if each in found)


# PDF

_AFTER = rb"(?![A-Za-z0-9_.+-])"
_PDF_SIGNS = tuple(
    (held, re.compile(rb"/(?:" + names + rb")" + _AFTER))
    for held, names in (
        (Held.SCRIPT, rb"JS|JavaScript"),
        (Held.LAUNCH, rb"Launch"),
        (Held.SENDS, rb"SubmitForm|ImportData"),
        (Held.EMBEDDED, rb"EmbeddedFiles?|FileAttachment|GoToE"),
        (Held.RICH_MEDIA, rb"RichMedia|Movie|Sound|Screen|Rendition|3D"),
        (Held.XFA, rb"XFA"),
        (Held.LINKS, rb"URI|GoToR"),
    )
)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PACKED_OBJECTS = b"/ObjStm"
_BEFORE_STREAM = 600
"""Bytes before a stream in which its dictionary stands."""
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def _pdf(data: bytes) -> Iterator[Held]:
    for text in (_STREAM.sub(b"stream", data), *_packed_objects(data)):
        # A name may be written "/J#53" (ISO 32000, 7.3.5).
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text) if b"#" in text else text
        yield from (held for held, sign in _PDF_SIGNS if sign.search(plain))


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """The objects that stand packed in streams, unpacked as far as bounds allow."""
    if _PACKED_OBJECTS not in data:
        return
    if b"/Encrypt" in data:
        yield from _locked_objects(data)
        return
    for count, stream in enumerate(_STREAM.finditer(data)):
        if count >= _MOST_STREAMS * 50:
            return
        if _PACKED_OBJECTS in data[max(0, stream.start() - _BEFORE_STREAM) : stream.start()]:
            try:
                yield zlib.decompressobj().decompress(stream[1], _MOST_UNPACKED)
            except zlib.error:
                continue


def _locked_objects(data: bytes) -> Iterator[bytes]:
    """The same of a file that is locked against changes alone: it opens with an empty password."""
    from pypdf import PdfReader
    from pypdf.generic import StreamObject

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return
    for number in sorted({place for place, _ in reader.xref_objStm.values()})[:_MOST_STREAMS]:
        stream = reader.get_object(number)
        if isinstance(stream, StreamObject):
            yield stream.get_data()[:_MOST_UNPACKED]


# Word, Excel and PowerPoint

_OFFICE_NAMES = (
    (Held.MACROS, re.compile(r"vbaproject\.bin$|macrosheets/|vbadata\.xml$")),
    (Held.ACTIVE_BOXES, re.compile(r"activex/")),
    (Held.EMBEDDED, re.compile(r"embeddings/|afchunk|\.(?:exe|dll|js|vbs|hta|mht|html?)$")),
    (Held.EXTERNAL, re.compile(r"externallinks/|connections\.xml$|querytables/")),
)
_RELATED = (
    ("/attachedTemplate", Held.TEMPLATE),
    ("/hyperlink", Held.LINKS),
)
_ALWAYS_HELD = (
    ("/oleObject", Held.EMBEDDED),
    ("/package", Held.EMBEDDED),
    ("/aFChunk", Held.EMBEDDED),
    ("/vbaProject", Held.MACROS),
    ("/control", Held.ACTIVE_BOXES),
)
_FIELD_CODE = re.compile(rb"<(?:\w+:)?instrText[^>]*>([^<]*)<|instr=\"([^\"]*)\"")
_FETCHES = re.compile(
    rb"DDEAUTO|DDE\b|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|DATABASE|IMPORT\b|(?<!HYPER)\bLINK\b", re.IGNORECASE
)
_FORMULA = re.compile(rb"<f[^>]*>[^<]*(?:\||WEBSERVICE|HYPERLINK)", re.IGNORECASE)


def _office(data: bytes) -> Iterator[Held]:
    for name, part in _parts(data):
        yield from (held for held, sign in _OFFICE_NAMES if sign.search(name))
        if name.endswith(".rels"):
            yield from _relations(part)
        elif name.startswith("word/") and name.endswith(".xml"):
            codes = b"".join(b"".join(found) for found in _FIELD_CODE.findall(part))
            if _FETCHES.search(codes):
                yield Held.FETCHING_FIELDS
        elif "worksheets/" in name and _FORMULA.search(part):
            yield Held.FETCHING_FIELDS


def _relations(part: bytes) -> Iterator[Held]:
    try:
        listed = list(parsed(part))
    except (Unsafe, etree.XMLSyntaxError):
        return
    for each in listed:
        kind, outside = str(each.get("Type", "")), str(each.get("TargetMode", "")).lower() == "external"
        yield from (held for end, held in _ALWAYS_HELD if kind.endswith(end))
        if outside:
            yield next((held for end, held in _RELATED if kind.endswith(end)), Held.EXTERNAL)


# OpenDocument

_OPEN_NAMES = (
    (Held.MACROS, re.compile(r"^(?:basic|scripts)/")),
    (Held.EMBEDDED, re.compile(r"^object ?\d|^objectreplacements/")),
)
_OPEN_SIGNS = (
    (Held.SCRIPT, re.compile(rb"<script:event-listener|<office:script")),
    (Held.FETCHING_FIELDS, re.compile(rb"<text:dde-|<office:dde-source|<text:execute-macro")),
    (Held.EXTERNAL, re.compile(rb"<(?:text:section-source|draw:image|draw:object(?:-ole)?|draw:plugin)\b[^>]*"
                               rb"xlink:href=\"(?:[a-z]+:|//|\.\./)", re.IGNORECASE)),
    (Held.LINKS, re.compile(rb"<text:a\b[^>]*xlink:href=\"[a-z]+:", re.IGNORECASE)),
)  # fmt: skip


def _open_document(data: bytes) -> Iterator[Held]:
    for name, part in _parts(data):
        yield from (held for held, sign in _OPEN_NAMES if sign.search(name))
        if name in {"content.xml", "styles.xml"}:
            yield from (held for held, sign in _OPEN_SIGNS if sign.search(part))


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name (in lower case) and beginning of every part; a part that cannot be read is empty."""
    try:
        checked(data, _LIMITS)
    except Refused:
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for place, member in enumerate(archive.infolist()):
            part = b""
            if place < _MOST_PARTS and member.filename.lower().endswith((".xml", ".rels")):
                try:
                    with archive.open(member) as opened:
                        part = opened.read(_MOST_UNPACKED)
                except ERRORS:
                    part = b""
            yield member.filename.lower().lstrip("/"), part


# Older files, known by what stands in their bytes

_OLE_SIGNS = (
    (Held.MACROS, re.compile("_VBA_PROJECT|Macros".encode("utf-16-le").replace("|".encode("utf-16-le"), b"|"))),
    (Held.EMBEDDED, re.compile("ObjectPool".encode("utf-16-le") + b"|" + "Ole10Native".encode("utf-16-le"))),
)
_RTF_SIGNS = (
    (Held.EMBEDDED, re.compile(rb"\\obj(?:data|emb|link|autlink|ocx|class|update)")),
    (Held.TEMPLATE, re.compile(rb"\\\*\\template")),
    (Held.FETCHING_FIELDS, re.compile(rb"\\fldinst[^}]{0,200}(?:DDE|INCLUDE|MACROBUTTON)", re.IGNORECASE)),
)
_HTML_SIGNS = (
    (Held.SCRIPT, re.compile(rb"<script|\bon[a-z]{3,20}\s*=|javascript:", re.IGNORECASE)),
    (Held.EXTERNAL, re.compile(rb"(?:src|data|background)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE)),
    (Held.SENDS, re.compile(rb"<form\b", re.IGNORECASE)),
    (Held.LINKS, re.compile(rb"href\s*=\s*[\"']?https?:", re.IGNORECASE)),
)


def _by(signs: tuple[tuple[Held, re.Pattern[bytes]], ...]) -> Callable[[bytes], Iterator[Held]]:
    return lambda data: (held for held, sign in signs if sign.search(data))


_OOXML = "application/vnd.openxmlformats-officedocument."
_LOOKS: MappingProxyType[str, Callable[[bytes], Iterator[Held]]] = MappingProxyType(
    {
        "application/pdf": _pdf,
        f"{_OOXML}wordprocessingml.document": _office,
        f"{_OOXML}spreadsheetml.sheet": _office,
        f"{_OOXML}presentationml.presentation": _office,
        "application/vnd.ms-word.document.macroenabled.12": _office,
        "application/vnd.oasis.opendocument.text": _open_document,
        "application/x-ole-storage": _by(_OLE_SIGNS),
        "application/rtf": _by(_RTF_SIGNS),
        "text/html": _by(_HTML_SIGNS),
    }
)
