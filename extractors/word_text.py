"""A Word file's text as it stands now: paragraphs and table rows in reading order, deletions left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractors.pairs import Line, Piece, Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(
    {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml", f"{_W}txbxContent"}
)
_GONE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}sdtPr", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"}
)


def pieces(body: etree._Element) -> Iterator[Piece]:
    """Yield the paragraphs and table rows of a document's body, tables within tables after their row."""
    counts = {"paragraph": 0, "table": 0}
    yield from _blocks(body, counts)


def text_of(element: etree._Element) -> str:
    """Return an element's words, paragraphs apart by line breaks."""
    return "".join(_words(element)).strip("\n")


def _blocks(parent: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, counts)
        elif child.tag == f"{_W}tbl":
            counts["table"] += 1
            yield from _table(child, counts)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, counts)


def _paragraph(paragraph: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    counts["paragraph"] += 1
    for place, line in enumerate(text_of(paragraph).split("\n")):
        if line.strip():
            yield Line(line.strip(), f"paragraph {counts['paragraph']}" + (f", line {place + 1}" if place else ""))
    # A text box hangs on a run of the paragraph, and reads like paragraphs of its own.
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
            yield from _blocks(box, counts)


def _table(table: etree._Element, counts: dict[str, int]) -> Iterator[Piece]:
    number = counts["table"]
    for place, row in enumerate(_children(table, f"{_W}tr"), start=1):
        cells = [cell for cell in _children(row, f"{_W}tc") if not _continued(cell)]
        texts = tuple(text_of(cell).strip() for cell in cells)
        if any(texts):
            yield Row(texts, f"table {number}, row {place}")
        for cell in cells:
            for inner in _children(cell, f"{_W}tbl"):
                counts["table"] += 1
                yield from _table(inner, counts)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a kind, those within row- and cell-level controls among them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _continued(cell: etree._Element) -> bool:
    """Tell whether a cell is the lower part of a merged one."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _GONE or tag in {f"{_W}txbxContent", f"{_W}tbl"}:
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif tag == f"{_W}tab":
            yield " "
        elif tag == f"{_W}sym":
            yield _symbol(child)
        else:
            yield from _words(child)
            if tag == f"{_W}p":
                yield "\n"


def _symbol(symbol: etree._Element) -> str:
    """A glyph of a symbol font by its number, in Word's private use."""
    try:
        return chr(int(symbol.get(f"{_W}char", ""), 16) | 0xF000)
    except ValueError:
        return ""
