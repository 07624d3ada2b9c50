"""Pictures made to harm, and files that are two things at once."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from hostile_pdfs import at_opening, typed
from hostile_zips import word
from made_files import zipped

MB = 1024 * 1024


def png(wide: int, high: int, data: bytes = b"", *more: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    extra = b"".join(chunk(*each) for each in more)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(*directories: list[tuple[int, int, int, int]], following: int | None = None) -> bytes:
    """Directories of (tag, type, count, value), each followed by the next; `following` is what the last one names."""
    out, at = b"II*\x00" + struct.pack("<I", 8), 8
    for place, entries in enumerate(directories):
        size = 2 + 12 * len(entries) + 4
        last = place == len(directories) - 1
        after = (following or 0) if last else at + size
        out += struct.pack("<H", len(entries))
        out += b"".join(struct.pack("<HHII", *entry) for entry in entries) + struct.pack("<I", after)
        at += size
    return out


def entries(wide: int, high: int, *more: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    return [(256, 4, 1, wide), (257, 4, 1, high), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, 1), (278, 4, 1, high), (279, 4, 1, wide), *more]  # fmt: skip


def heic(data: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + data


def photograph(exif: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def pictures() -> Iterator[tuple[str, object, str]]:
    yield "60,000 by 60,000", lambda: png(60_000, 60_000, zlib.compress(b"\0" * 1000)), "image/png"
    yield "20,000 by 20,000 of nothing", lambda: png(20_000, 20_000, zlib.compress(bytes(200 * MB))), "image/png"
    yield "7,000 by 7,000 of nothing", lambda: png(7000, 7000, zlib.compress(bytes(7000 * 21_001))), "image/png"
    yield (
        "a text bomb in a picture",
        lambda: png(9, 9, zlib.compress(bytes(252)), (b"zTXt", b"k\0\0" + zlib.compress(bytes(200 * MB)))),
        "image/png",
    )
    yield (
        "a profile bomb in a picture",
        lambda: png(9, 9, zlib.compress(bytes(252)), (b"iCCP", b"k\0\0" + zlib.compress(bytes(100 * MB)))),
        "image/png",
    )
    yield "a picture that is cut", lambda: png(900, 900, zlib.compress(bytes(900 * 2701)))[:200], "image/png"
    yield "less than nothing wide", lambda: png(2**32 - 1, 2**32 - 1, b""), "image/png"
    yield "scan of 60,000 by 60,000", lambda: tiff(entries(60_000, 60_000)), "image/tiff"
    yield "scan whose pages go round", lambda: tiff(entries(9, 9), following=8) + bytes(100), "image/tiff"
    yield "scan of 30,000 pages", lambda: tiff(*([entries(9, 9)] * 30_000)), "image/tiff"
    yield "scan that lies beyond its file", lambda: tiff(entries(9, 9, (700, 1, 2**31, 2**31))), "image/tiff"
    yield "HEIC nonsense", lambda: heic(bytes(range(256)) * 50), "image/heic"
    yield (
        "HEIC of enormous boxes",
        lambda: heic(struct.pack(">I", 0xFFFFFFFF) + b"meta" + struct.pack(">I", 1) + b"iloc" + b"\xff" * 500),
        "image/heic",
    )
    yield (
        "HEIC of boxes in boxes",
        lambda: heic(b"".join(struct.pack(">I", 8 * (5000 - n)) + b"meta" for n in range(5000))),
        "image/heic",
    )
    yield (
        "GIF of 65,535 by 65,535",
        lambda: (
            b"GIF89a"
            + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0)
            + bytes(6)
            + b","
            + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0)
            + b"\x02\x02L\x01\0;"
        ),
        "image/gif",
    )
    yield (
        "BMP of 60,000 by 60,000",
        lambda: b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0),
        "image/bmp",
    )
    yield "JPEG with rubbish for its camera", lambda: photograph(b"Exif\0\0II*\0" + b"\xff" * 5000), "image/jpeg"
    yield "JPEG that is cut", lambda: photograph(b"")[:400], "image/jpeg"
    yield (
        "JPEG of endless scans",
        lambda: photograph(b"")[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 20_000,
        "image/jpeg",
    )
    yield (
        "SVG with a script",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>EVIL</script></svg>',
        "image/svg+xml",
    )
    yield "WebP nonsense", lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(500), "image/webp"


def polyglots() -> Iterator[tuple[str, object, str]]:
    pdf = at_opening("JavaScript")
    yield "PDF and zip", lambda: pdf + zipped(("form.pdf", b"%PDF-1.7")), "application/pdf"
    yield "PDF and Word", lambda: pdf + word(), "application/pdf"
    yield "Word that calls itself PDF", word, "application/pdf"
    yield (
        "PDF that calls itself Word",
        lambda: pdf,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    yield "HTML before PDF", lambda: b"<html><script>EVIL</script>\n" + pdf, "application/pdf"
    yield "PDF before HTML", lambda: pdf + b"<html><script>EVIL</script></html>", "text/html"
    yield "Word with a PDF in it", lambda: word("<w:p/>", ("word/embeddings/form.pdf", pdf)), "application/pdf"
    yield "GIF and script", lambda: b"GIF89a=1;/*" + bytes(50) + b"*/;alert('EVIL');", "image/gif"
    yield "PDF of PDFs", lambda: typed(b"x") * 50, "application/pdf"
    yield "a program", lambda: b"MZ" + bytes(2000), "application/pdf"
    yield "a shell script", lambda: b"#!/bin/sh\nrm -rf EVIL\n", "application/pdf"
    yield "a short cut", lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(500), "application/octet-stream"
    yield "a web page", lambda: b"<html><body onload=EVIL()><form action=https://evil.example.org></form>", "text/html"
    yield (
        "RTF with an object",
        lambda: b"{\\rtf1{\\object\\objemb\\objupdate{\\*\\objdata 0105000002}}}",
        "application/rtf",
    )
    yield "a calendar", lambda: b"BEGIN:VCALENDAR\r\nATTACH:file:///etc/passwd\r\nEND:VCALENDAR\r\n", "text/calendar"
    yield "a table of formulas", lambda: b"=cmd|'/c EVIL'!A1,=HYPERLINK(\"https://evil.example.org\")\n", "text/csv"
