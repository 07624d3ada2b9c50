"""Small files made for tests: archives and pictures."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO


def zipped(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", packing) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return into.getvalue()


def png(width: int, height: int, padding: int = 0) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00" * padding


def jpeg(width: int, height: int) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + b"\x00" * 9
    frame = b"\xff\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def winmail(*files: tuple[str, bytes], inside: bytes = b"") -> bytes:
    """A winmail.dat as Outlook writes it; `inside` is another one that is attached as a message."""
    whole = struct.pack("<IH", 0x223E9F78, 1) + _attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    for name, data in files:
        short = name.encode("ascii", "replace")[:8] + b"\0"
        properties = _property(0x001F, 0x3707, (name + "\0").encode("utf-16-le"))
        whole += _attribute(2, 0x00069002, b"\0" * 14) + _attribute(2, 0x00018010, short)
        whole += _attribute(2, 0x0006800F, data) + _attribute(2, 0x00069005, struct.pack("<I", 1) + properties)
    if inside:
        properties = _property(0x000D, 0x3701, b"\x07\x03\x02\0" + b"\0" * 12 + inside)
        whole += _attribute(2, 0x00069002, b"\0" * 14)
        whole += _attribute(2, 0x00069005, struct.pack("<I", 1) + properties)
    return whole


def _attribute(level: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(data)) + data + struct.pack("<H", sum(data) % 65536)


def _property(kind: int, name: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, name, 1, len(value)) + value + b"\0" * (-len(value) % 4)
