"""What a file is, by its content."""

from __future__ import annotations

import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_files import jpeg, png, zipped
from mailboxes import media
from mailboxes.archives import MAX_MEMBERS, unzipped
from mailboxes.media import media_type
from mailboxes.pictures import shorter_side


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", media.EMPTY),
        (b"%PDF-1.7\n", media.PDF),
        (b"\r\n\r\n" + b" " * 900 + b"%PDF-1.4", media.PDF),
        (b"\x00" * 1024 + b"%PDF-1.4", media.UNKNOWN),
        (b"{\\rtf1\\ansi hello}", media.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504, media.OLE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (png(1, 1), "image/png"),
        (b"GIF89a\x01\x00\x01\x00", "image/gif"),
        (b"II*\x00\x08\x00\x00\x00", "image/tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36", "image/bmp"),
        (b"BMX bikes are not allowed on the premises.", media.TEXT),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", media.UNKNOWN),
        (b"\x78\x9f\x3e\x22\x01\x00", media.TNEF),
        (b"<!DOCTYPE html><html><body>x", media.HTML),
        (b"\xef\xbb\xbf\r\n<HTML>", media.HTML),
        (b"Dear all,\r\n\r\nplease find attached", media.TEXT),
        ("Dear Zoë, £5".encode(), media.TEXT),
        ("Unicode from Notepad".encode("utf-16"), media.TEXT),
        (bytes(range(256)), media.UNKNOWN),
        (b"PK\x03\x04 broken", media.ZIP),
        (zipped(("word/document.xml", b"<w/>")), media.DOCX),
        (zipped(("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")), media.DOCM),
        (zipped(("xl/workbook.xml", b"<w/>")), media.XLSX),
        (zipped(("ppt/presentation.xml", b"<w/>")), media.PPTX),
        (zipped(("Index/Document.iwa", b"x")), media.PAGES),
        (zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), media.ODT),
        (zipped(("mimetype", b"application/pdf")), media.ZIP),
        (zipped(("mimetype", b"text/plain\r\nX-Injected: yes")), media.ZIP),
        (zipped(("form.pdf", b"%PDF-1.7")), media.ZIP),
    ],
)
def test_a_file_is_known_by_its_content(data, expected):
    assert media_type(data) == expected


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"BM", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_have_a_type_and_a_size_or_none(data, head):
    kind = media_type(head + data)
    assert kind.isascii()
    assert kind.isprintable()
    side = shorter_side(head + data)
    assert side is None or side >= 0


@given(st.integers(1, 60), st.integers(0, 255))
def test_a_damaged_archive_still_has_a_type(place, byte):
    data = bytearray(zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")))
    data[-place] = byte
    assert media_type(bytes(data)) in {media.ZIP, media.ODT, media.UNKNOWN}
    unzipped(bytes(data))


@pytest.mark.parametrize(
    ("picture", "side"),
    [
        (png(1200, 300), 300),
        (jpeg(640, 480), 480),
        (b"GIF89a\x0a\x00\x14\x00", 10),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"not a picture", None),
    ],
)
def test_the_shorter_side_of_a_picture(picture, side):
    assert shorter_side(picture) == side


def test_an_archive_within_bounds_opens_without_its_litter():
    archive = zipped(
        ("forms/A.pdf", b"%PDF-1"), ("forms/", b""), ("__MACOSX/forms/._A.pdf", b"x"), ("forms/.DS_Store", b"x")
    )
    assert unzipped(archive) == (("forms/A.pdf", b"%PDF-1"),)


def locked() -> bytes:
    data = bytearray(zipped(("form.pdf", b"%PDF-1.7")))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    data[6] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "archive",
    [
        zipped(*((f"{n}.txt", b"x") for n in range(MAX_MEMBERS + 1))),
        zipped(("bomb.txt", b"\x00" * 3_000_000)),
        zipped(("form.pdf", b"%PDF-1.7"), packing=zipfile.ZIP_LZMA),
        zipped(("form.pdf", b"%PDF-1.7"), packing=zipfile.ZIP_BZIP2),
        locked(),
        zipped(),
        b"PK\x03\x04 broken",
    ],
    ids=["too many", "bomb", "lzma", "bzip2", "locked", "nothing inside", "broken"],
)
def test_an_archive_out_of_bounds_stays_closed(archive):
    assert unzipped(archive) is None


def test_an_archive_that_holds_more_than_is_left_stays_closed():
    archive = zipped(("a.pdf", b"%PDF-" + bytes(range(200))))
    assert unzipped(archive, budget=100) is None
    assert unzipped(archive, budget=1000) is not None


def test_a_member_that_lies_about_its_size_stays_closed():
    data = bytearray(zipped(("a.txt", bytes(range(250)) * 40)))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert unzipped(bytes(data)) is None
