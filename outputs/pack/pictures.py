"""A photographed or scanned page, put on a page of its own."""

from __future__ import annotations

import struct

from outputs.typesetting import typeset_picture

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
_MOST_PIXELS = 60_000_000
"""Above what any telephone takes; a picture that only claims to be larger would fill the memory."""

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The JPEG markers that carry a picture's size (ITU-T T.81, table B.1)."""


def picture_page(data: bytes, media_type: str, alt: str) -> bytes | None:
    """Return a PDF of one page with the picture, or None when it is damaged or too large to draw."""
    size = _png_size(data) if media_type == "image/png" else _jpeg_size(data)
    if size is None or not 0 < size[0] * size[1] <= _MOST_PIXELS:
        return None
    return typeset_picture(data, _ENDINGS[media_type], alt)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    wide, high = struct.unpack_from(">II", data, 16)
    return wide, high


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return wide, high
        (length,) = struct.unpack_from(">H", data, at + 2)
        # Fill bytes stand before a marker and have no length of their own.
        at += 1 if marker == 0xFF else 2 + length
    return None
