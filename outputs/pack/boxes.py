"""Draws what a form field stores but does not show, in plain type, within the field's box."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

FONT = "/OffsiteFont"
_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0)
_WIDTH = 0.52
"""How wide Helvetica runs, on average, in sizes: a little generous, so that lines stay in their box."""
_LEADING = 1.2
_MARGIN = 2.0
_LONGEST = 5_000


def drawn_text(text: str, width: float, height: float) -> StreamObject:
    """Return an appearance of `text` in a box of `width` by `height` points; what does not fit ends in "…"."""
    size, lines = _fitted(text[:_LONGEST], width - 2 * _MARGIN, height - _MARGIN)
    first = height / 2 - 0.36 * size if len(lines) == 1 and height < 2.4 * size else height - _MARGIN - size
    shown = b" T* ".join(literal(line) + b" Tj" for line in lines)
    operators = f"q BT {FONT} {size:g} Tf {size * _LEADING:.2f} TL 0 g {_MARGIN:g} {first:.2f} Td ".encode("ascii")
    return _appearance(operators + shown + b" ET Q", width, height)


def drawn_tick(width: float, height: float) -> StreamObject:
    """Return an appearance of a cross in a box to tick."""
    left, low, right, high = 0.2 * width, 0.2 * height, 0.8 * width, 0.8 * height
    lines = f"{left:.2f} {low:.2f} m {right:.2f} {high:.2f} l {left:.2f} {high:.2f} m {right:.2f} {low:.2f} l S"
    return _appearance(f"q 1.2 w 0 G {lines} Q".encode("ascii"), width, height)


def _fitted(text: str, width: float, height: float) -> tuple[float, list[str]]:
    for size in _SIZES:
        lines = list(_lines(text, max(1, int(width / (size * _WIDTH)))))
        if len(lines) * size * _LEADING <= max(height, size * _LEADING):
            return size, lines
    room = max(1, int(height / (_SIZES[-1] * _LEADING)))
    return _SIZES[-1], [*lines[: room - 1], lines[room - 1][:-1] + "…"]


def _lines(text: str, characters: int) -> Iterator[str]:
    for paragraph in text.splitlines() or [""]:
        yield from wrap(paragraph, characters) or [""]


def literal(line: str) -> bytes:
    """Return `line` as a text operand (ISO 32000, 7.3.4.2); what the plain font lacks becomes a question mark."""
    raw = line.encode("cp1252", "replace")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _appearance(operators: bytes, width: float, height: float) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(operators)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(each) for each in (0, 0, width, height)]),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject(FONT): plain_font()})}
            ),
        }
    )
    return stream


def plain_font() -> DictionaryObject:
    """Return Helvetica, which every reader has, with the signs of Western Europe."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def stored_text(value: object) -> str:
    """Return what a field's value says as text; "" when it says nothing."""
    if isinstance(value, ArrayObject):
        return ", ".join(filter(None, (stored_text(each.get_object()) for each in value[:100])))
    if isinstance(value, TextStringObject):
        return str(value).strip()
    if isinstance(value, bytes):
        return value.decode("latin-1").strip()
    return ""
