"""Which characters the shipped fonts can show: PDF/UA refuses a document that has any other.

A school may write anything, an emoji or Arabic among it, and no such character may stop a letter or a pack:
what no font has is shown as a replacement mark.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

MARK = "\ufffd"
"""Stands for a character that no font has; itself in the fonts, which a test holds."""

FONTS = Path(__file__).resolve().parent.parent / "templates" / "fonts"
_KEPT = frozenset("\n\t ")
# PDF/UA refuses them even where a font has them (ISO 14289-1, 7.21.7).
_REFUSED = frozenset("\x00\ufeff\ufffe")


def printable(value: object) -> object:
    """Return `value` (JSON-like: mappings, lists, texts) with every character that no font has replaced.

    Control characters are dropped: they have no shape at all.
    """
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, Mapping):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray)):
        return [printable(item) for item in value]
    return value


def _shown(text: str) -> str:
    known = characters()
    if known.issuperset(text):
        return text
    return "".join(mark if mark in known else _stand_in(mark) for mark in text)


def _stand_in(mark: str) -> str:
    """Formatting characters (joiners, variation selectors) and combining marks stand on another character."""
    category = unicodedata.category(mark)
    return "" if category in {"Cc", "Cf", "Cs", "Mn", "Me"} else MARK


@cache
def characters() -> frozenset[str]:
    """Return every character that a font in templates/fonts can show, line feed, tab and space included."""
    points = {point for font in sorted(FONTS.glob("*.ttf")) for point in _points(font.read_bytes())}
    return frozenset(map(chr, points)) - _REFUSED | _KEPT


def _points(font: bytes) -> Iterator[int]:
    """Yield the code points of a TrueType font's character map (OpenType, `cmap`, formats 4 and 12)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = {struct.unpack_from(">I", font, start + 8 + 8 * place)[0] for place in range(count)}
    for offset in offsets:
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == 4:
            yield from _segments(font, start + offset)
        elif kind == 12:
            yield from _groups(font, start + offset)


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise ValueError("a font in templates/fonts has no character map; put back the fonts that came with the desk")


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: four parallel arrays of segments; a character is shown when its glyph is not number 0."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    shape = f">{double // 2}H"
    ends = struct.unpack_from(shape, font, at + 14)
    starts = struct.unpack_from(shape, font, at + 16 + double)
    deltas = struct.unpack_from(shape, font, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    ranges = struct.unpack_from(shape, font, ranges_at)
    for place, (first, last, delta, skip) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if skip:
                (glyph,) = struct.unpack_from(">H", font, ranges_at + 2 * place + skip + 2 * (point - first))
            if glyph and (glyph + delta) % 0x10000:
                yield point


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12: groups of consecutive characters."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    for place in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * place)
        yield from range(first, last + 1)
