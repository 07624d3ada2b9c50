"""A Word file as plain text in reading order: paragraphs, lists and tables, as the page shows them now.

Read straight from the file's XML: content controls and text boxes are invisible to python-docx.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import cast

from lxml import etree

from bounds.xml import parsed
from bounds.zips import ERRORS, Limits, Refused, checked
from outputs.pack.phrasing import breakable

Block = dict[str, object]

MAX_BLOCKS = 1_500
MAX_CHARACTERS = 150_000
_MOST_XML = 20_000_000
"""Bytes of one part, unpacked: far above any form, far below what would fill the memory."""
_LIMITS = Limits(members=2000, unpacked=200_000_000)
_MOST_COLUMNS = 8
_LINE_WIDTH = 90
"""Characters that fit on a line, by which a table's narrow columns are reckoned."""

_HIDDEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "sdtPr", "pPr", "rPr"})
_AROUND = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""What stands around paragraphs, rows and cells without being seen."""
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# The shipped fonts have no boxes to tick; Wingdings draws its own in the private use area.
_TICKS = str.maketrans(
    {
        "☐": "[ ]", "□": "[ ]", "☒": "[x]", "☑": "[x]", "✓": "[x]", "✔": "[x]",
        "\uf0a8": "[ ]", "\uf06f": "[ ]", "\uf0fe": "[x]", "\uf0fd": "[x]", "\uf0fc": "[x]",
    }
)  # fmt: skip


class WordUnreadable(Exception):  # it is the file that is at fault
    """A Word file cannot be opened, or is far larger inside than a form can be."""


def word_text(data: bytes) -> tuple[tuple[Block, ...], bool]:
    """Return the text of a Word file as blocks for the template, and whether that is all of it.

    Raises WordUnreadable.
    """
    body = _body(data)
    blocks: list[Block] = []
    room = MAX_CHARACTERS
    for block in islice(_blocks(body), MAX_BLOCKS + 1):
        room -= sum(map(len, _texts(block)))
        if room < 0 or len(blocks) == MAX_BLOCKS:
            return tuple(blocks), False
        blocks.append(block)
    return tuple(blocks), True


def _texts(block: Block) -> Iterator[str]:
    yield str(block.get("text", ""))
    for row in cast("list[list[str]]", block.get("rows", [])):
        yield from row


def _body(data: bytes) -> etree._Element:
    try:
        checked(data, _LIMITS)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            document = _parse(archive, _main_part(archive))
    except (Refused, etree.XMLSyntaxError, *ERRORS):
        raise WordUnreadable from None
    body = next((child for child in document if _name(child) == "body"), None)
    if body is None:
        raise WordUnreadable
    return body


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part that holds the text: it has another name in files of Word for the web."""
    for relation in _parse(archive, "_rels/.rels"):
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise WordUnreadable


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    with archive.open(name) as part:
        data = part.read(_MOST_XML + 1)
    if len(data) > _MOST_XML:
        raise WordUnreadable
    return parsed(data)


def _blocks(parent: Iterable[etree._Element]) -> Iterator[Block]:
    """Yield the blocks of a body, a cell or a text box, whatever content controls stand around them."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield from _table(child)
        elif name in _AROUND and not _is_prompt(child):
            yield from _blocks(child)


def _paragraph(paragraph: etree._Element) -> Iterator[Block]:
    text = _tidy("".join(_pieces(paragraph)))
    if text:
        heading = bool(re.match(r"(heading|title|berschrift)", _style(paragraph), re.IGNORECASE))
        yield {"kind": "heading" if heading else "item" if _numbered(paragraph) else "text", "text": text}
    for box in paragraph.iter():
        if _name(box) == "txbxContent" and not _inside(box, "Fallback"):
            yield from _blocks(box)


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name in _HIDDEN or name == "txbxContent" or _is_prompt(child):
            continue
        if name == "t":
            yield (child.text or "").translate(_TICKS)
        elif name == "sym":
            yield _symbol(child)
        elif name in _SPACES:
            yield _SPACES[name]
        else:
            yield from _pieces(child)


def _is_prompt(element: etree._Element) -> bool:
    """Whether a content control still shows what it asks for: nobody has answered."""
    return _name(element) == "sdt" and any(
        _name(each) == "showingPlcHdr" for properties in element if _name(properties) == "sdtPr" for each in properties
    )


def _symbol(element: etree._Element) -> str:
    try:
        return chr(int(_attribute(element, "char"), 16)).translate(_TICKS)
    except (ValueError, OverflowError):
        return ""


def _table(table: etree._Element) -> Iterator[Block]:
    rows = [[_cell(cell) for cell in _within(row, "tc")][:_MOST_COLUMNS] for row in _within(table, "tr")]
    filled = [row for row in rows if any(row)]
    columns = max(map(len, filled), default=0)
    if columns == 1:
        for row in filled:
            yield {"kind": "text", "text": row[0]}
    elif columns:
        even = [[*row, *[""] * (columns - len(row))] for row in filled]
        yield {"kind": "table", "columns": columns, "rows": breakable(even, _LINE_WIDTH // (2 * columns))}


def _cell(cell: etree._Element) -> str:
    lines = [text for block in _blocks(cell) for text in _texts(block) if text]
    return "\n".join(lines)


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in _AROUND:
            yield from _within(child, name)


def _style(paragraph: etree._Element) -> str:
    return next((_attribute(each, "val") for each in paragraph.iter() if _name(each) == "pStyle"), "")


def _numbered(paragraph: etree._Element) -> bool:
    return any(_name(each) == "numPr" for properties in paragraph if _name(properties) == "pPr" for each in properties)


def _inside(element: etree._Element, name: str) -> bool:
    return any(_name(each) == name for each in element.iterancestors())


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _name(element: etree._Element) -> str:
    """The local name: "strict" files have other namespaces; comments have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _tidy(text: str) -> str:
    return re.sub(r"[ \t\u3000]{4,}", "   ", text).strip()
