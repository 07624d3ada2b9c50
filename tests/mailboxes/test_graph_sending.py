"""How a letter leaves through Microsoft 365: once, to whom it names, in its thread, with all its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_server import MAILBOX
from graph_store import REFUSED, Attached
from mailboxes.compose import Attachment, Outgoing, compose
from mailboxes.graph.letter import LARGEST_WHOLE, letter
from mailboxes.mailbox import Rejected, Transient
from worlds import graph

SCHOOL = "head@oakfield.example.org"
OUTGOING = Outgoing(
    message_id="<letter@exampleshire.example.org>",
    sender=MAILBOX,
    to=(SCHOOL,),
    subject="OSD-7K4M-2: received",
    text="Dear head teacher,\n",
    html="<p>Dear head teacher,</p>",
    date=datetime(2026, 11, 25, 9, tzinfo=UTC),
    in_reply_to="<form@oakfield.example.org>",
    references=("<first@oakfield.example.org>", "<form@oakfield.example.org>"),
)


def file(name: str, size: int, media_type: str = "application/pdf") -> Attachment:
    """A file of `size` bytes that tell their place, so that pieces in a wrong order show."""
    return Attachment(name, media_type, b"".join(f"{at:08}".encode() for at in range(size // 8 + 1))[:size])


LARGE = (
    file("OSD-7K4M-2 pack.pdf", 4_200_000),
    file("received.pdf", 40_000),
    file("Formular \u2013 Schule.docx", 3_100_000, "application/vnd.example"),
    file("received.pdf", 50_000),
)


@pytest.fixture
def world(request, tmp_path):
    return graph.open_world(request, tmp_path)


@pytest.fixture
def box(world):
    made = world.open()
    made.prepare()
    yield made
    made.close()


@pytest.fixture(scope="module")
def large() -> bytes:
    return compose(replace(OUTGOING, attachments=LARGE))


def attached(item) -> list[tuple[str, str, bytes]]:
    return [(each.name, each.media_type, each.data) for each in item.attached]


def test_a_letter_stays_in_its_thread_and_keeps_what_quiets_machines(world, box):
    raw = compose(OUTGOING)
    box.send(raw, MAILBOX, [SCHOOL])
    (sent,) = world.server.store.delivered
    assert sent.mime == raw
    assert sent.folder == "folder-sentitems"


def test_a_large_letter_goes_whole_with_its_files_in_order_and_in_its_thread(world, box, large):
    assert len(large) > LARGEST_WHOLE
    box.send(large, MAILBOX, [SCHOOL])
    (sent,) = world.server.store.delivered
    assert attached(sent) == [(each.name, each.media_type, each.data) for each in LARGE]
    bare, whole = message_from_bytes(sent.mime), message_from_bytes(large)
    assert bare.items() == whole.items()
    assert bare["In-Reply-To"] == "<form@oakfield.example.org>"
    assert [part.get_content_type() for part in bare.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    texts = [part.get_payload(decode=True) for part in bare.walk() if not part.is_multipart()]
    assert texts == [part.get_payload(decode=True) for part in whole.walk() if part.get_content_maintype() == "text"]


def test_a_large_letter_again_is_sent_once(world, box, large):
    box.send(large, MAILBOX, [SCHOOL])
    box.send(large, MAILBOX, [SCHOOL])
    assert len(world.server.store.delivered) == 1


PIECE, SESSION, SMALL = ("PUT", "/upload/"), ("POST", "/createUploadSession$"), ("POST", "/attachments$")


@pytest.mark.parametrize(
    ("where", "how"),
    [
        (PIECE, {"status": 429, "headers": {"Retry-After": "0"}, "times": 2}),
        (PIECE, {"status": 503, "headers": {"Retry-After": "0"}}),
        (SESSION, {"status": 503, "headers": {"Retry-After": "0"}}),
        (SESSION, {"status": 401}),
        (SMALL, {"status": 429, "headers": {"Retry-After": "0"}}),
    ],
)
def test_an_upload_goes_on_through_a_fault_that_passes(world, box, large, where, how):
    world.server.goes_wrong(*where, **how)
    box.send(large, MAILBOX, [SCHOOL])
    (sent,) = world.server.store.delivered
    assert [each.data for each in sent.attached] == [each.data for each in LARGE]


@pytest.mark.parametrize(
    ("where", "how"),
    [
        (PIECE, {"cut": "before"}),
        (PIECE, {"cut": "after"}),
        (PIECE, {"status": 404, "code": "ErrorItemNotFound"}),
        (PIECE, {"status": 416, "code": "InvalidRange"}),
        (PIECE, {"status": 503, "headers": {"Retry-After": "3600"}}),
        (PIECE, {"page": b"<html>Sign in, please</html>", "times": 3}),
        (SMALL, {"page": b"<html>Sign in, please</html>", "times": 2}),
        (SESSION, {"cut": "after"}),
        (SESSION, {"status": 404, "code": "ErrorItemNotFound"}),
        (SMALL, {"cut": "before"}),
        (SMALL, {"cut": "after"}),
        (SMALL, {"status": 503}),
    ],
)
def test_an_upload_that_broke_is_finished_by_the_next_try_with_each_file_once(world, box, large, where, how):
    world.server.goes_wrong(*where, **how)
    with pytest.raises(Transient):
        box.send(large, MAILBOX, [SCHOOL])
    assert world.server.store.delivered == []
    world.server.troubles.clear()
    box.send(large, MAILBOX, [SCHOOL])
    (sent,) = world.server.store.delivered
    assert [each.data for each in sent.attached] == [each.data for each in LARGE]
    assert world.server.store.within("folder-drafts") == []


def test_a_large_draft_with_files_of_somebody_else_is_not_sent(world, box, large):
    world.server.goes_wrong("PUT", "/upload/", cut="before")
    with pytest.raises(Transient):
        box.send(large, MAILBOX, [SCHOOL])
    (draft,) = world.server.store.within("folder-drafts")
    draft.attached = [Attached("other.pdf", "application/pdf", b"x")] * 5
    with pytest.raises(Rejected, match="more files"):
        box.send(large, MAILBOX, [SCHOOL])
    assert world.sent() == []


def test_a_draft_that_a_crash_left_is_sent_and_not_written_again(world, box):
    raw = compose(OUTGOING)
    draft = world.server.store.add(raw, "drafts", is_draft=True)
    box.send(raw, MAILBOX, [SCHOOL])
    assert [item.id for item in world.server.store.delivered] == [draft.id]


@pytest.mark.parametrize("place", ["outbox", "sentitems"])
def test_a_copy_on_its_way_or_sent_is_enough_also_beside_a_draft(world, box, place):
    raw = compose(OUTGOING)
    world.server.store.add(raw, "drafts", is_draft=True)
    world.server.store.add(raw, place)
    box.send(raw, MAILBOX, [SCHOOL])
    assert world.server.store.delivered == []


def test_a_stranger_cannot_stop_a_letter_by_sending_its_message_id(world, box):
    raw = compose(OUTGOING)
    world.deliver(raw)
    box.send(raw, MAILBOX, [SCHOOL])
    assert world.sent() == [raw]


def test_a_message_id_with_a_quotation_mark_asks_for_itself_alone(world, box):
    for token in ("o'neill", "o''neill", "oneill", "o+n&e#i%27l?l"):
        for _ in range(2):
            box.send(compose(replace(OUTGOING, message_id=f"<{token}@example.org>")), MAILBOX, [SCHOOL])
    assert len(world.sent()) == 4


@pytest.mark.parametrize(
    ("headers", "recipients"),
    [
        ("To: head@oakfield.example.org", ["other@oakfield.example.org"]),
        ("To: head@oakfield.example.org", ["head@oakfield.example.org", "other@oakfield.example.org"]),
        ("To: head@oakfield.example.org\r\nCc: other@oakfield.example.org", ["head@oakfield.example.org"]),
        ("To: head@oakfield.example.org\r\nBcc: other@oakfield.example.org", ["head@oakfield.example.org"]),
        ("To: head@oakfield.example.org\r\nTo: other@oakfield.example.org", ["head@oakfield.example.org"]),
        ('To: "head@oakfield.example.org" <other@oakfield.example.org>', ["head@oakfield.example.org"]),
        ("Subject: nobody", ["head@oakfield.example.org"]),
        ("To: head@oakfield.example.org", []),
    ],
)
def test_a_letter_that_would_go_to_others_than_meant_is_refused_before_anybody_is_asked(
    world, box, headers, recipients
):
    before = len(world.server.asked)
    with pytest.raises(Rejected):
        box.send(f"{headers}\r\nMessage-ID: <a@example.org>\r\n\r\nDear\r\n".encode(), MAILBOX, recipients)
    assert len(world.server.asked) == before


@pytest.mark.parametrize(
    "to",
    [
        "To: HEAD@Oakfield.example.org",
        'To: "Oakfield, head" <head@oakfield.example.org>',
        "To: =?utf-8?q?Kopf=2C?= <head@oakfield.example.org>",
        "Cc: Head (Oakfield) <head@oakfield.example.org>",
    ],
)
def test_names_and_letter_case_do_not_matter(to):
    raw = f"{to}\r\nMessage-ID: <a@example.org>\r\n\r\nDear\r\n".encode()
    assert letter(raw, [SCHOOL]).message_id == "<a@example.org>"


def test_a_letter_without_message_id_is_refused(box):
    with pytest.raises(Rejected, match="Message-ID"):
        box.send(f"To: {SCHOOL}\r\n\r\nDear\r\n".encode(), MAILBOX, [SCHOOL])


def test_a_letter_whose_text_alone_is_too_large_is_refused(box):
    with pytest.raises(Rejected, match="Without its attachments"):
        box.send(compose(replace(OUTGOING, text="x\n" * (LARGEST_WHOLE // 2 + 1), html="")), MAILBOX, [SCHOOL])


def test_a_recipient_that_the_server_refuses_is_refused_again_and_never_sent(world, box):
    raw = compose(replace(OUTGOING, to=(REFUSED,)))
    for _ in range(2):
        with pytest.raises(Rejected, match="ErrorInvalidRecipients"):
            box.send(raw, MAILBOX, [REFUSED])
    assert world.sent() == []
    assert len(world.server.store.within("folder-drafts")) == 1


@settings(max_examples=12, deadline=None)
@given(
    name=st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60),
    data=st.binary(max_size=200),
)
def test_a_file_that_is_taken_out_of_a_letter_keeps_name_and_bytes(name, data):
    pack = Attachment("pack.pdf", "application/pdf", b"x" * LARGEST_WHOLE)
    raw = compose(replace(OUTGOING, attachments=(Attachment(name, "application/pdf", data), pack)))
    first, second = letter(raw, [SCHOOL]).enclosures
    assert (first.data, second.data) == (data, pack.data)
    assert first.name == (name.strip() or "file")
