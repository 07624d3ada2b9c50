"""Files that come wrapped in others: winmail.dat, zip within zip, forwarded mail in every encoding."""

from __future__ import annotations

import base64
import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reader import read
from made_files import winmail, zipped
from mailboxes import media
from mailboxes.archives import MAX_MEMBERS
from mailboxes.message import read_submission
from mailboxes.tnef import MAX_FILES, MAX_NESTING, unwrapped

PDF = b"%PDF-1.7\nform"
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__properties_version1.0".encode("utf-16-le")
ROOM = 1_000_000


def mail(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"] = "office@oakfield.example.org"
    message["Message-ID"] = "<1@oakfield.example.org>"
    message.set_content("Form attached.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def documents(*files: tuple[str, bytes]) -> list[tuple[str, str]]:
    return [(each.name, each.media_type) for each in read_submission(mail(*files)).documents]


def nested(levels: int) -> bytes:
    inner = winmail(("form.pdf", PDF))
    for _ in range(levels - 1):
        inner = winmail(inside=inner)
    return inner


WHOLE = winmail(("Zoë form.pdf", PDF), ("notes.txt", b"notes"))


@pytest.mark.parametrize(
    ("data", "files", "whole"),
    [
        (WHOLE, (("Zoë form.pdf", PDF), ("notes.txt", b"notes")), True),
        (winmail(inside=winmail(("form.pdf", PDF))), (("form.pdf", PDF),), True),
        (nested(MAX_NESTING), (("form.pdf", PDF),), True),
        (nested(MAX_NESTING + 1), (), False),
        (winmail(), (), True),
        (winmail(("form.pdf", b"")), (("form.pdf", b""),), True),
        (WHOLE[:-60], (("Zoë form.pdf", PDF),), False),
        (WHOLE[:20], (), False),
        (b"", (), False),
        (b"no winmail at all", (), False),
        (winmail(("form.pdf", bytes(ROOM + 1))), (), False),
        (winmail(*((f"{n}.pdf", PDF) for n in range(MAX_FILES + 1))), (), False),
    ],
    ids=["two files", "a message attached", "as deep as may be", "too deep", "no files", "an empty file",
         "cut within the second", "cut before any", "nothing", "something else", "too large", "too many"],
)  # fmt: skip
def test_the_files_of_a_winmail(data, files, whole):
    found = unwrapped(data, ROOM)
    assert found.whole is whole
    if whole or data == WHOLE[:-60]:
        assert found.files[: len(files)] == files


def test_a_checksum_that_is_wrong_costs_nothing():
    assert unwrapped(WHOLE[:-2] + b"\xff\xff", ROOM) == unwrapped(WHOLE, ROOM)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([("winmail.dat", WHOLE)], [("Zoë form.pdf", media.PDF), ("notes.txt", media.TEXT)]),
        ([("winmail.dat", winmail(("all.zip", zipped(("a.pdf", PDF)))))], [("a.pdf", media.PDF)]),
        ([("winmail.dat", winmail(("C:\\form.pdf", PDF)))], [("form.pdf", media.PDF)]),
        ([("winmail.dat", winmail())], [("winmail.dat", media.TNEF)]),
        ([("winmail.dat", winmail()), ("form.pdf", PDF)], [("form.pdf", media.PDF)]),
        ([("winmail.dat", WHOLE[:20]), ("form.pdf", PDF)], [("winmail.dat", media.TNEF), ("form.pdf", media.PDF)]),
        ([("winmail.dat", winmail(("form.pdf", b"")))], [("form.pdf", media.EMPTY)]),
        ([("a.zip", zipped(("b.zip", zipped(("c.pdf", PDF)))))], [("c.pdf", media.PDF)]),
        ([("a.zip", zipped(("b.zip", zipped(("c.zip", zipped(("d.pdf", PDF)))))))], [("c.zip", media.ZIP)]),
        ([("a.zip", zipped(("b.docx", zipped(("word/document.xml", b"<w/>")))))], [("b.docx", media.DOCX)]),
        ([("saved.msg", OUTLOOK)], [("saved.msg", media.OUTLOOK)]),
    ],
    ids=["winmail", "a zip in it", "a path for a name", "an empty one alone", "an empty one beside a form",
         "a broken one beside a form", "an empty file in it", "zip within zip", "two levels are enough",
         "a Word file within", "a saved message"],
)  # fmt: skip
def test_wrapped_files_are_documents_and_what_stays_closed_is_one_itself(files, found):
    assert documents(*files) == found


@pytest.mark.parametrize("first", [zipped, winmail])
@pytest.mark.parametrize(("second", "closed"), [(zipped, media.ZIP), (winmail, media.TNEF)])
def test_all_archives_of_a_message_share_their_bounds(first, second, closed):
    half = tuple((f"{n}.pdf", PDF + bytes([n])) for n in range(MAX_MEMBERS // 2 + 1))
    found = documents(("first", first(*half)), ("second", second(*half)))
    assert len(found) == MAX_MEMBERS // 2 + 2
    assert found[-1] == ("second", closed)


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (winmail(), media.TNEF, "winmail"),
        (OUTLOOK, media.OUTLOOK, "outlook_message"),
        (zipped(("bomb.txt", bytes(3_000_000))), media.ZIP, "closed_archive"),
    ],
)
def test_what_stays_closed_has_a_remedy_of_its_own(data, kind, reason):
    assert media.media_type(data) == kind
    assert read(data, kind).reason == reason


def forwarded(encoding: str, inner: bytes) -> bytes:
    """A message whose forwarded message is written in `encoding`, as gateways do that should not."""
    body = base64.encodebytes(inner) if encoding == "base64" else inner
    head = (
        "From: office@oakfield.example.org\nMessage-ID: <2@oakfield.example.org>\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="{encoding}{len(inner)}"\n\n--{encoding}{len(inner)}\n'
        f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode() + body + f"\n--{encoding}{len(inner)}--\n".encode()


@pytest.mark.parametrize("outer", ["8bit", "base64"])
@pytest.mark.parametrize("inner", ["8bit", "base64"])
def test_a_forward_of_a_forward_is_opened_however_it_is_encoded(outer, inner):
    found = read_submission(forwarded(outer, forwarded(inner, mail(("form.pdf", PDF)))))
    assert [(each.name, each.data) for each in found.documents] == [("form.pdf", PDF)]
    assert not found.beyond_limits


@given(st.binary(max_size=400), st.integers(0, len(WHOLE)))
def test_no_bytes_raise(data, cut):
    for spoilt in (data, WHOLE[:cut] + data, WHOLE[:cut] + data + WHOLE[cut + len(data) :]):
        assert all(isinstance(content, bytes) for _, content in unwrapped(spoilt, ROOM).files)


@pytest.mark.timeout(20)
def test_counts_that_promise_the_world_take_no_time():
    began = time.monotonic()
    hostile = winmail(("form.pdf", PDF)).replace(b"\x01\x00\x00\x00\x1f\x00", b"\xff\xff\xff\xff\x1f\x10")
    assert unwrapped(hostile, ROOM).files
    assert time.monotonic() - began < 5
