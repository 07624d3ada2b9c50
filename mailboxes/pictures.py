"""How large a picture is, from its first bytes: a logo is told from a photographed form."""

from __future__ import annotations

import struct

_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers that begin a frame (ISO/IEC 10918-1, table B.1); the picture's size stands there."""
_JPEG_SCANNED = 200_000
"""Bytes that are searched for the frame; a camera's preview stands before it."""


_SMALL_BYTES = 60_000
_SMALL_PIXELS = 400


def is_small(picture: bytes) -> bool:
    """Tell whether a picture that a text shows is a logo: small in bytes, or its shorter side is in pixels."""
    side = shorter_side(picture)
    return len(picture) <= _SMALL_BYTES or (side is not None and side < _SMALL_PIXELS)


def shorter_side(data: bytes) -> int | None:
    """Return the pixels of the shorter side of a PNG, GIF or JPEG picture, or None when it cannot be told."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _smaller(">II", data, 16)
        if data.startswith(b"GIF8"):
            return _smaller("<HH", data, 6)
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data[:_JPEG_SCANNED])
    except struct.error:
        return None
    return None


def _jpeg(data: bytes) -> int | None:
    at = 2
    while data[at : at + 1] == b"\xff":
        (marker,) = struct.unpack_from("B", data, at + 1)
        if marker == 0xFF:
            at += 1
            continue
        if marker in _JPEG_FRAMES:
            return _smaller(">HH", data, at + 5)
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None


def _smaller(layout: str, data: bytes, at: int) -> int:
    width, height = struct.unpack_from(layout, data, at)
    return int(min(width, height))
