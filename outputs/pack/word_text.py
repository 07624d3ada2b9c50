"""A Word file as plain text in reading order, for people who read the pack."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_LINES = 1500

_log = logging.getLogger(__name__)


def word_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a Word file, a table's row on one line; [] when it cannot be opened."""
    from docx import Document

    try:
        body = Document(BytesIO(data)).element.body
        return [line for _, line in zip(range(MAX_LINES), _lines(body), strict=False)]
    except Exception as error:  # noqa: BLE001  # a stranger's file fails in any way; the pack then says so
        _log.info("a Word file could not be shown in a pack: %s", type(error).__name__)
        return []


def _lines(parent: object) -> Iterator[str]:
    for child in parent:  # type: ignore[attr-defined]  # an lxml element
        if child.tag == f"{_W}tr":
            cells = [" ".join(_text(cell).split()) for cell in _cells(child)]
            if any(cells):
                yield "  |  ".join(cells)
        elif child.tag == f"{_W}p":
            text = " ".join(_text(child).split())
            if text:
                yield text
        elif child.tag in {f"{_W}tbl", f"{_W}sdt", f"{_W}sdtContent"}:
            yield from _lines(child)


def _cells(row: object) -> Iterator[object]:
    for child in row:  # type: ignore[attr-defined]  # as above
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent"}:
            yield from _cells(child)


def _text(element: object) -> str:
    """Its words as they stand now: deletions left out."""
    pieces = []
    for node in element.iter():  # type: ignore[attr-defined]  # as above
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in {f"{_W}tab", f"{_W}br", f"{_W}p"}:
            pieces.append(" ")
    return "".join(pieces)
