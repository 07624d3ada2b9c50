"""The parts of a Word file that hold a form: opened within limits, in the one namespace that the readers know."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from bounds.xml import parsed
from bounds.zips import ERRORS
from extractors.outcome import Unreadable
from extractors.packages import MAX_PART, check_package
from proposals.reading import ReadingCode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

SIGNED = "The Word file carries a digital signature. It was not checked."
ACTIVEX = "The Word file has boxes of an older kind (ActiveX). What was filled into them was not read."
_UNUSUAL = (
    ("word/activex/", ACTIVEX),
    ("_xmlsignatures/", SIGNED),
)

# Word's "Strict Open XML" differs in its namespaces alone (ISO/IEC 29500-1 against 29500-4).
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "/officeDocument"
"""How the type of the relationship to the main part ends."""
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
_DATA = re.compile(r"customXml/item\d+\.xml")
_MOST_DATA = 20
_CATEGORY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category"


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file, opened: its body, its headers and footers, its category, and what is unusual about it.

    `data` are the roots of the XML parts that its controls may be bound to.
    """

    body: etree._Element
    margins: tuple[etree._Element, ...]
    category: str
    notes: tuple[str, ...]
    data: tuple[etree._Element, ...] = ()


def open_word(data: bytes) -> WordFile:
    """Return the parts of a Word file. Raises Unreadable when it is damaged, locked or beyond the limits."""
    check_package(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except (etree.XMLSyntaxError, *ERRORS):
        raise Unreadable(ReadingCode.DAMAGED) from None


def with_blocks(data: bytes, first: int, last: int) -> bytes:
    """Return a Word file with those blocks of its body alone, counted from 0, and its page's settings.

    For a file that `open_word` has opened.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        main = _main(archive, archive.namelist())
        for name in archive.namelist():
            kept.writestr(name, _cut(_tree(archive, name), first, last) if name == main else archive.read(name))
    return made.getvalue()


def _cut(document: etree._Element, first: int, last: int) -> bytes:
    body = document.find(f"{W}body")
    if body is None:
        raise KeyError("body")
    for place, block in enumerate(list(body)):
        if not first <= place <= last and block.tag != f"{W}sectPr":
            body.remove(block)
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True, standalone=True)


def _parts(archive: zipfile.ZipFile) -> WordFile:
    names = archive.namelist()
    body = _tree(archive, _main(archive, names)).find(f"{W}body")
    if body is None:
        raise KeyError("body")
    return WordFile(
        body=body,
        margins=tuple(_tree(archive, name) for name in sorted(filter(_MARGIN.fullmatch, names))),
        category=_category(archive) if "docProps/core.xml" in names else "",
        data=tuple(_tree(archive, name) for name in sorted(filter(_DATA.fullmatch, names))[:_MOST_DATA]),
        notes=tuple(note for sign, note in _UNUSUAL if any(sign in name.lower() for name in names)),
    )


def _main(archive: zipfile.ZipFile, names: list[str]) -> str:
    """The name of the main part, which need not be the usual one."""
    listed = _tree(archive, "_rels/.rels") if "_rels/.rels" in names else ()
    told = (each.get("Target", "").lstrip("/") for each in listed if each.get("Type", "").endswith(_MAIN))
    return next((name for name in told if name in names), "word/document.xml")


def _category(archive: zipfile.ZipFile) -> str:
    found = _tree(archive, "docProps/core.xml").findtext(_CATEGORY)
    return (found or "").strip()


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > MAX_PART:
        raise Unreadable(ReadingCode.TOO_LARGE)
    return parsed(archive.read(name).replace(_STRICT, _TRANSITIONAL))
