"""Letters as they are sent: threads that hold, headers nobody can add to, the same bytes for the same letter."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailboxes.automatic import Automatic
from mailboxes.compose import Attachment, ComposeError, Outgoing, compose, new_message_id
from mailboxes.message import read_submission

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20
OUTLOOK_ID = (
    "<LO2P265MB1234ABCDEF0123456789ABCDEF0123456789ABCDEF01234567@LO2P265MB1234.GBRP265.PROD.OUTLOOK.COM.EXAMPLE.ORG>"
)
SCHOOL = ("inclusion@oakfield.example.org",)
HEADERS = (
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "X-Offsite-Desk-Loop",
    "X-Offsite-Desk-Letter", "MIME-Version", "Content-Type",
)  # fmt: skip


def outgoing(**changes) -> Outgoing:
    values = {
        "message_id": "<1@exampleshire.example.org>",
        "sender": "offsite@exampleshire.example.org",
        "sender_name": "Education Entitlement Team",
        "to": SCHOOL,
        "subject": "OSD-7K4M-2: we have your form",
        "text": "Thank you.\n\nWe have your form – all of it.\n",
        "html": "<p>Thank you.</p>",
        "date": datetime(2026, 11, 30, 8, tzinfo=UTC),
        "attachments": (Attachment("OSD-7K4M-2 acknowledgement.pdf", "application/pdf", PDF),),
        "loop": "exampleshire",
    }
    return Outgoing(**{**values, **changes})


def parsed(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def test_a_letter_reads_as_it_was_written():
    letter = parsed(compose(outgoing()))
    assert letter["From"] == "Education Entitlement Team <offsite@exampleshire.example.org>"
    assert letter["To"] == "inclusion@oakfield.example.org"
    assert letter["Subject"] == "OSD-7K4M-2: we have your form"
    assert letter["Date"].datetime == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert letter["Message-ID"] == "<1@exampleshire.example.org>"
    assert letter.get_body(("plain",)).get_content() == "Thank you.\r\n\r\nWe have your form – all of it.\r\n"
    assert letter.get_body(("html",)).get_content().strip() == "<p>Thank you.</p>"
    (attached,) = letter.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("OSD-7K4M-2 acknowledgement.pdf", PDF)


def test_copies_and_where_an_answer_goes():
    letter = parsed(compose(outgoing(cc=("team@example.org", "head@example.org"), reply_to="desk@example.org")))
    assert letter["Cc"] == "team@example.org, head@example.org"
    assert letter["Reply-To"] == "desk@example.org"


def test_lines_end_as_mail_wants_and_none_is_too_long():
    raw = compose(outgoing(text="word " * 1000, references=(OUTLOOK_ID,) * 20, in_reply_to=OUTLOOK_ID))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert raw.isascii()


@pytest.mark.parametrize(
    ("in_reply_to", "submitted"), [("<form@oakfield.example.org>", "auto-replied"), ("", "auto-generated")]
)
def test_machines_are_told_not_to_answer(in_reply_to, submitted):
    letter = parsed(compose(outgoing(in_reply_to=in_reply_to)))
    assert letter["Auto-Submitted"] == submitted
    assert letter["X-Auto-Response-Suppress"] == "All"
    assert letter["X-Offsite-Desk-Loop"] == "exampleshire"


def test_our_own_letter_is_known_and_never_answered():
    found = read_submission(compose(outgoing()))
    assert found.automatic is Automatic.OUR_OWN
    assert found.reply_to is None


def test_a_long_message_id_is_not_encoded_so_that_the_thread_holds():
    raw = compose(outgoing(in_reply_to=OUTLOOK_ID, references=("<first@oakfield.example.org>", OUTLOOK_ID)))
    assert f"\r\nIn-Reply-To: {OUTLOOK_ID}\r\n".encode() in raw
    assert f"\r\nReferences: <first@oakfield.example.org>\r\n {OUTLOOK_ID}\r\n".encode() in raw
    assert read_submission(raw).references == ("<first@oakfield.example.org>", OUTLOOK_ID)


def test_an_answer_without_references_refers_to_what_it_answers():
    assert read_submission(compose(outgoing(in_reply_to="<form@oakfield.example.org>"))).references == (
        "<form@oakfield.example.org>",
    )


def test_letters_of_every_script_arrive():
    raw = compose(
        outgoing(
            subject="Łódź – Zoë’s review 日本",
            sender_name="Tîm Hawl Addysg",
            attachments=(Attachment("Zoë – review.pdf", "application/pdf", PDF),),
        )
    )
    letter = parsed(raw)
    assert raw.isascii()
    assert letter["Subject"] == "Łódź – Zoë’s review 日本"
    assert letter["From"].addresses[0].display_name == "Tîm Hawl Addysg"
    assert next(letter.iter_attachments()).get_filename() == "Zoë – review.pdf"


def test_what_we_enclosed_comes_back_whole_when_a_school_forwards_our_letter():
    names = ("OSD-7K4M-2 letter.pdf", "Zoë – “review” (1).pdf", "x" * 150 + ".pdf", "日本.pdf")
    enclosed = tuple(Attachment(name, "application/pdf", PDF + name.encode()) for name in names)
    forward = (
        b"From: inclusion@oakfield.example.org\r\nMessage-ID: <f@oakfield.example.org>\r\n"
        b"Content-Type: message/rfc822\r\n\r\n"
    )
    found = read_submission(forward + compose(outgoing(attachments=enclosed)))
    assert found.automatic is None
    assert [(each.name, each.data) for each in found.documents] == [(each.name, each.data) for each in enclosed]


@pytest.mark.parametrize("taken_out", [b"X-Offsite-Desk-Loop", b"Auto-Submitted"])
def test_an_answer_is_known_as_automatic_also_when_a_server_takes_one_mark_out(taken_out):
    raw = compose(outgoing(in_reply_to=OUTLOOK_ID))
    rest = b"\r\n".join(line for line in raw.split(b"\r\n") if not line.startswith(taken_out + b":"))
    assert len(rest) < len(raw)
    found = read_submission(rest)
    assert found.automatic in {Automatic.OUR_OWN, Automatic.AUTO_REPLIED}
    assert found.reply_to is None


def test_the_same_letter_is_the_same_bytes_and_another_has_other_boundaries():
    first, again, other = compose(outgoing()), compose(outgoing()), compose(outgoing(message_id="<2@x.example.org>"))
    assert first == again
    assert parsed(first).get_boundary() != parsed(other).get_boundary()


def test_a_message_goes_along_as_it_came():
    eml = b"From: a@b.example.org\nContent-Type: text/plain\n\n bytes \xff as they are \n"
    raw = compose(outgoing(attachments=(Attachment("message.eml", "message/rfc822", eml),)))
    (attached,) = parsed(raw).iter_attachments()
    assert attached.get_content_type() == "application/octet-stream"
    assert attached.get_content() == eml


@pytest.mark.parametrize(
    "kind", ["", "pdf", "application/", "application/pdf\r\nBcc: x@y.org", "multipart/mixed", "a/b"]
)
def test_a_type_that_is_none_is_sent_as_plain_bytes(kind):
    (attached,) = parsed(compose(outgoing(attachments=(Attachment("a.pdf", kind, PDF),)))).iter_attachments()
    assert attached.get_content_type() == "application/octet-stream"


@pytest.mark.parametrize(
    "mark", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\ud800"]
)
@pytest.mark.parametrize(
    "where",
    ["subject", "sender", "sender_name", "to", "cc", "reply_to", "message_id", "in_reply_to", "references", "loop",
     "file"],
)  # fmt: skip
def test_a_line_break_in_a_header_is_refused(where, mark):
    hostile = f"a{mark}Bcc: x@y.example.org"
    changes = {
        "to": {"to": (hostile,)},
        "cc": {"cc": ("a@b.example.org", hostile)},
        "references": {"in_reply_to": OUTLOOK_ID, "references": (OUTLOOK_ID, f"<{hostile}>")},
        "file": {"attachments": (Attachment(hostile, "application/pdf", PDF),)},
    }.get(where, {where: hostile})
    with pytest.raises(ComposeError) as refused:
        compose(outgoing(**changes))
    assert "Bcc" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["", "nobody", "a b@c.example.org", "a@", "zoë@b.example.org", "a@b.org, c@d.org", "<>"]
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ComposeError):
        compose(outgoing(to=(address,)))


def test_a_letter_to_nobody_is_refused():
    with pytest.raises(ComposeError):
        compose(outgoing(to=()))


@pytest.mark.parametrize("where", ["subject", "sender_name", "loop", "file"])
def test_a_line_break_within_an_encoded_word_is_refused_or_never_decoded(where):
    hostile = "=?utf-8?q?a=0D=0ABcc:_x=40y.example.org?="
    file = hostile if where == "file" else "a.pdf"
    changes = {} if where == "file" else {where: hostile}
    try:
        raw = compose(outgoing(attachments=(Attachment(file, "application/pdf", PDF),), **changes))
    except ComposeError:
        return
    assert b"\nBcc" not in raw


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=60))
@example("=?utf-8?q?a=0D=0ABcc:_x?=", "=?utf-8?q?=22?=", "x\u00a0y")
def test_no_text_adds_a_header(subject, name, file):
    try:
        raw = compose(
            outgoing(subject=subject, sender_name=name, attachments=(Attachment(file, "application/pdf", PDF),))
        )
    except ComposeError:
        return
    head = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = [line.partition(b":")[0] for line in head if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(name.encode() for name in HEADERS)
    assert len(list(parsed(raw).iter_attachments())) == 1


_HOSTILE = st.one_of(
    st.text(max_size=40),
    st.text('=?utf-8qQbB_0123456789AD<>@.,;:"()\\\r\n\t ab', max_size=60),
    st.sampled_from(["=?utf-8?q?a=0D=0ABcc:_x?=", "a@b.example.org\r\nBcc: x@y.example.org"]),
)
_ADDRESSES = st.one_of(
    _HOSTILE, st.text("=?qQaA_-+'!", min_size=1, max_size=20).map(lambda name: f"{name}@b.example.org")
)
_IDS = st.one_of(_HOSTILE, st.text("!#$%&'*+-/0=?@[\\]^_`{|}~qQ.ab\r\n", min_size=1, max_size=60).map("<{}>".format))


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "message_id": _IDS,
            "sender": _ADDRESSES,
            "to": st.lists(_ADDRESSES, min_size=1, max_size=3).map(tuple),
            "in_reply_to": _IDS,
            "references": st.lists(_IDS, max_size=3).map(tuple),
            "loop": _HOSTILE,
            "reply_to": _ADDRESSES,
            "cc": st.lists(_ADDRESSES, max_size=3).map(tuple),
        },
    )
)
def test_no_address_and_no_id_adds_a_header_or_a_recipient(hostile):
    try:
        raw = compose(outgoing(**hostile))
    except ComposeError:
        return
    lines = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = [line.partition(b":")[0].decode() for line in lines if not line.startswith((b" ", b"\t"))]
    asked = [name for name, field in (("Cc", "cc"), ("Reply-To", "reply_to")) if hostile.get(field)]
    asked += ["In-Reply-To", "References"] if hostile.get("in_reply_to") else []
    assert sorted(names) == sorted([*HEADERS, *asked])
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    for header, most in (("To", len(hostile.get("to", SCHOOL))), ("Cc", len(hostile.get("cc", ())))):
        addresses = parsed(raw)[header].addresses if most else ()
        assert len(addresses) <= most


@given(st.fixed_dictionaries({"name": _HOSTILE, "media_type": _HOSTILE}), st.binary(max_size=50))
@example({"name": "a.pdf", "media_type": "application/pdf\r\nBcc: x@y.example.org"}, b"")
def test_no_attachment_adds_a_header_to_its_part(hostile, data):
    try:
        raw = compose(outgoing(attachments=(Attachment(**hostile, data=data),)))
    except ComposeError:
        return
    (attached,) = parsed(raw).iter_attachments()
    assert sorted(attached.keys()) == [
        "Content-Disposition", "Content-Transfer-Encoding", "Content-Type", "MIME-Version",
    ]  # fmt: skip
    assert attached.get_payload(decode=True) == data


@given(st.text(max_size=300))
def test_any_text_arrives(text):
    found = parsed(compose(outgoing(text=text, html="", attachments=())))
    sent = text.encode("utf-8", "replace").decode()
    assert found.get_content().split() == sent.split()


def test_message_ids_are_new_for_new_tokens():
    ids = [new_message_id("exampleshire.example.org", f"token-{n}") for n in range(3)]
    assert ids[0] == "<token-0@exampleshire.example.org>"
    assert all(one != other for one, other in pairwise(ids))


@pytest.mark.parametrize(
    ("domain", "token"), [("a.org", ""), ("", "a"), ("a.org", "a b"), ("a.org>", "a"), ("a.org", "<")]
)
def test_a_message_id_of_odd_parts_is_refused(domain, token):
    with pytest.raises(ComposeError):
        new_message_id(domain, token)
