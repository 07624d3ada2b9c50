"""Text as it stands in a PDF form field: widths, wrapping, and the operators that draw it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

SIZE = 10.0
LEADING = 13.0
MARGIN = 2.0
"""All in points; MARGIN is the room between a box's edge and its text."""

_FIRST = 32
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
"""Helvetica, from space to tilde, in thousandths of the size (Adobe's font metrics)."""

_OTHER_WIDTHS = {"–": 556, "—": 1000, "‘": 222, "’": 222, "“": 333, "”": 333, "•": 350, "…": 1000, "£": 556}
_WIDEST = 1000


def width(text: str) -> float:
    """Return how wide `text` is, in points, at the size of a form field."""
    return sum(_width(letter) for letter in text) * SIZE / 1000


def is_drawable(text: str) -> bool:
    """Whether Helvetica in its Western encoding has every letter of `text`."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def wrap(text: str, room: float) -> tuple[str, ...]:
    """Return `text` as lines no wider than `room` points; its own line breaks are kept."""
    return tuple(line for paragraph in text.splitlines() for line in _lines(paragraph, room))


def appearance(lines: tuple[str, ...], height: float, *, top: bool) -> bytes:
    """Return the content stream that draws `lines` in a box `height` points high.

    A box of one line is centred; one of several (`top`) is filled from its top edge. A letter that the
    font lacks is drawn as a question mark: the field's value keeps it.
    """
    first = height - MARGIN - SIZE if top else (height - SIZE) / 2 + 1.8
    drawn = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
    start = f"/Tx BMC q BT /Helv {SIZE:g} Tf 0 g {LEADING:g} TL {MARGIN:g} {first:.2f} Td "
    return start.encode() + drawn + b" ET Q EMC"


def _width(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    place = ord(base) - _FIRST
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    return _OTHER_WIDTHS.get(letter, _WIDEST)


def _lines(paragraph: str, room: float) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > room:
            yield line
            line = word
        else:
            line = longer
    yield line


def _escaped(line: str) -> bytes:
    written = line.encode("cp1252", errors="replace")
    return written.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
