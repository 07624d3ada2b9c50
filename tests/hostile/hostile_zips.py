"""Archives made to harm, and Word files that are such archives."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from made_files import winmail, zipped

WORD_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MB = 1024 * 1024
RELATIONS = (
    "_rels/.rels",
    b'<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
)
"""What names the main part of a Word file."""


def deflated_nothing(size: int) -> bytes:
    """A raw deflate stream of `size` zero bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = bytes(MB)
    made = b"".join(packer.compress(chunk) for _ in range(size // MB))
    return made + packer.flush()


def raw_zip(*members: tuple[bytes, bytes, int, int], end_size: int | None = None) -> bytes:
    """An archive of members as given: name, packed bytes, what they say they unpack to, the method of packing."""
    body, listing = b"", b""
    for name, packed, said, method in members:
        fixed = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x21, 0, len(packed), said, len(name), 0)
        listing += b"PK\x01\x02" + struct.pack("<H", 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + fixed + name + packed
    size = len(listing) if end_size is None else end_size
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), size, len(body), 0)
    return body + listing + b"PK\x05\x06" + end


def overlapping(count: int, said: int = 20 * MB) -> bytes:
    """Many members that are all the same bytes: small on disk, enormous unpacked."""
    packed = deflated_nothing(said)
    head = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), said, 1, 0) + b"a"
    fixed = struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0x21, 0, len(packed), said, 1, 0, 0, 0, 0, 0, 0)
    listing = b"".join(b"PK\x01\x02" + fixed + bytes([97 + place % 26]) for place in range(count))
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), len(head) + len(packed), 0)
    return head + packed + listing + b"PK\x05\x06" + end


def long_list(entries: int) -> bytes:
    """An archive whose list takes the large kind of record, and says in the ordinary one that it is short."""
    listing = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0x21, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0)
        + b"%08d" % place
        for place in range(entries)
    )  # fmt: skip
    first = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, 0, 0, 0, 8, 0) + b"00000000"
    large = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, entries, entries, len(listing), len(first))
    where = b"PK\x06\x07" + struct.pack("<IQI", 0, len(first) + len(listing), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, entries % 65_536, entries % 65_536, 46, len(first), 0)
    return first + listing + large + where + end


def with_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("form.pdf")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def nested(depth: int, inner: bytes = b"") -> bytes:
    data = inner or raw_zip((b"zeros", deflated_nothing(60 * MB), 60 * MB, 8))
    for level in range(depth):
        data = zipped((f"{level}.zip", data))
    return data


def wide(branches: int, depth: int) -> bytes:
    """Each archive holds the next several times over: 16 to the power of `depth`."""
    data = zipped(("zeros.txt", bytes(MB)))
    for level in range(depth):
        data = zipped(*((f"{level}-{place}.zip", data) for place in range(branches)))
    return data


def locked() -> bytes:
    data = bytearray(zipped(("form.pdf", b"%PDF-1.7 nothing")))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def word(document: str = "<w:p/>", *more: tuple[str, bytes]) -> bytes:
    body = f"<w:document {WORD_SPACE}><w:body>{document}</w:body></w:document>"
    return zipped(RELATIONS, ("word/document.xml", body.encode()), *more)


def winmail_in_itself(depth: int) -> bytes:
    data = winmail(("form.pdf", b"%PDF-1.7"))
    for _ in range(depth):
        data = winmail(("more.dat", b"x"), inside=data)
    return data


def archives() -> Iterator[tuple[str, object]]:
    yield "flat bomb", lambda: raw_zip((b"form.pdf", deflated_nothing(200 * MB), 200 * MB, 8))
    yield "flat bomb just within its size", lambda: raw_zip((b"form.pdf", deflated_nothing(59 * MB), 59 * MB, 8))
    yield "bomb in an archive in an archive in an archive", lambda: nested(3)
    yield "sixteen archives in each of sixteen", lambda: wide(16, 2)
    yield (
        "fifty archives of fifty files",
        lambda: zipped(
            *((f"{place}.zip", zipped(*((f"{each}.txt", b"x") for each in range(50)))) for place in range(50))
        ),
    )
    yield "members that share their bytes", lambda: overlapping(40, 1 * MB)
    yield "twenty-six names for the same bytes", lambda: overlapping(26, 2 * MB)
    yield "says less than it holds", lambda: raw_zip((b"form.pdf", deflated_nothing(50 * MB), 100, 8))
    yield "says more than it holds", lambda: raw_zip((b"form.pdf", deflated_nothing(1 * MB), 2**32 - 2, 8))
    yield "says nothing of it is packed", lambda: raw_zip((b"form.pdf", b"%PDF", 2**31, 0))
    yield "20,000 empty members", lambda: zipped(*((f"{place}.txt", b"") for place in range(20_000)))
    yield "a list of 400,000", lambda: long_list(400_000)
    yield "a list longer than the file", lambda: raw_zip((b"a", b"", 0, 0), end_size=2**31)
    yield "a name that climbs", lambda: zipped(("../../../../tmp/form.pdf", b"%PDF-1.7"))
    yield "a name that climbs in the middle", lambda: zipped(("forms/../../form.pdf", b"%PDF-1.7"))
    yield "a name that climbs by backslashes", lambda: zipped(("..\\..\\form.pdf", b"%PDF-1.7"))
    yield "a name from the root", lambda: zipped(("/etc/cron.d/form.pdf", b"%PDF-1.7"))
    yield "a name on a drive", lambda: zipped(("C:\\Windows\\form.pdf", b"%PDF-1.7"))
    yield "a name on a server", lambda: zipped(("\\\\evil.example.org\\form.pdf", b"%PDF-1.7"))
    yield "a link", with_link
    yield "locked", locked
    yield "packed in an unknown way", lambda: raw_zip((b"form.pdf", b"x" * 100, 100, 99))
    yield "packed as bzip2", lambda: zipped(("form.pdf", bytes(5 * MB)), packing=zipfile.ZIP_BZIP2)
    yield "packed as lzma", lambda: zipped(("form.pdf", bytes(5 * MB)), packing=zipfile.ZIP_LZMA)
    yield "nothing in it", lambda: b"PK\x03\x04" + raw_zip()
    yield "cut short", lambda: zipped(("form.pdf", bytes(range(256)) * 100))[:-40]
    yield "two ends", lambda: zipped(("a.txt", b"x")) + raw_zip()
    yield "rubbish for a stream", lambda: raw_zip((b"form.pdf", b"\xff" * 5000, 5000, 8))


def word_archives() -> Iterator[tuple[str, object]]:
    yield "text bomb", lambda: raw_zip((b"word/document.xml", deflated_nothing(300 * MB), 300 * MB, 8))
    yield "media bomb", lambda: word("<w:p/>", ("word/media/image1.png", bytes(120 * MB)))
    yield "100 media of 3 MB", lambda: word("<w:p/>", *((f"word/media/{n}.png", bytes(3 * MB)) for n in range(100)))
    yield "10,000 parts", lambda: word("<w:p/>", *((f"word/p{n}.xml", b"<x/>") for n in range(10_000)))
    yield (
        "the same part twice",
        lambda: raw_zip(
            *((b"word/document.xml", b"<x/>", 4, 0) for _ in range(2)), (b"docProps/core.xml", b"<x/>", 4, 0)
        ),
    )
    yield "a part that climbs", lambda: word("<w:p/>", ("word/../../../etc/passwd", b"x"))
    yield "says less than it holds", lambda: raw_zip((b"word/document.xml", deflated_nothing(20 * MB), 60, 8))
    yield "rubbish for a document", lambda: raw_zip((b"word/document.xml", b"\xff" * 900, 900, 8))
    yield "cut short", lambda: word("<w:p/>" * 1000)[:-60]
    yield "300,000 paragraphs", lambda: word("<w:p/>" * 300_000)
    yield "a paragraph of 30 MB", lambda: word("<w:p><w:r><w:t>" + "word " * (6 * MB) + "</w:t></w:r></w:p>")
