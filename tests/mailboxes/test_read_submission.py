"""One e-mail read as schools' programs write it: Outlook, Gmail, Apple Mail, telephones, scanners, gateways."""

from __future__ import annotations

import base64
import hashlib
import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_files import jpeg, png, zipped
from mailboxes import media, message, parts
from mailboxes.automatic import Automatic
from mailboxes.compose import Outgoing, compose
from mailboxes.headers import Address
from mailboxes.message import Document, read_submission

PDF = b"%PDF-1.7\nform"
DOCX = zipped(("word/document.xml", b"<w/>"))
LOGO = png(180, 60, 3000)
BANNER = png(1400, 240, 90_000)
PHOTO = jpeg(3024, 4032) + os.urandom(80_000)


@pytest.fixture(autouse=True, scope="module")
def _no_last_resort():
    """What the reader cannot read is a bug: here the last resort does not hide it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(message, "_unread")
        yield


def b64(data: bytes) -> str:
    return base64.encodebytes(data).decode()


def part(headers: str, body: str) -> str:
    return f"{headers.strip()}\n\n{body}"


def pdf_part(name: str = 'filename="form.pdf"', disposition: str = "attachment", kind: str = "application/pdf") -> str:
    return part(
        f"Content-Type: {kind}\nContent-Disposition: {disposition}; {name}\nContent-Transfer-Encoding: base64", b64(PDF)
    )


def multi(kind: str, *inside: str, extra: str = "") -> str:
    mark = f"=_{hashlib.sha256(kind.encode() + ''.join(inside).encode()).hexdigest()[:12]}"
    body = "".join(f"--{mark}\n{each}\n" for each in inside)
    return part(f'Content-Type: multipart/{kind}; boundary="{mark}"{extra}', f"{body}--{mark}--\n")


HEAD = """\
From: Priya Raman-Shaw <inclusion@oakfield.example.org>
To: offsite@exampleshire.example.org
Subject: Off site direction
Date: Fri, 27 Nov 2026 15:04:00 +0000
Message-ID: <abc@oakfield.example.org>
MIME-Version: 1.0
"""
PLAIN = part("Content-Type: text/plain; charset=utf-8", "Form attached.\n")
MARKUP = part(
    "Content-Type: text/html; charset=utf-8", '<html><body><p>Form attached.</p><img src="cid:logo1@01D"></body></html>'
)


def picture_part(data: bytes, disposition: str = "inline", cid: str = "Content-ID: <logo1@01D>\n") -> str:
    return part(
        f'Content-Type: image/png; name="image001.png"\n{cid}Content-Disposition: {disposition};'
        ' filename="image001.png"\nContent-Transfer-Encoding: base64',
        b64(data),
    )


def mail(body: str, head: str = HEAD) -> bytes:
    return (head + body).encode("utf-8")


OUTLOOK = multi("mixed", multi("related", multi("alternative", PLAIN, MARKUP), picture_part(LOGO)), pdf_part())
APPLE = multi(
    "alternative",
    PLAIN,
    multi("mixed", part("Content-Type: text/html", "<p>Form attached.</p>"), pdf_part(disposition="inline")),
)
FORWARD = multi("mixed", PLAIN, part("Content-Type: message/rfc822", HEAD + multi("mixed", PLAIN, pdf_part())))
FORWARD_BASE64 = multi(
    "mixed",
    PLAIN,
    part(
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64",
        b64((HEAD + multi("mixed", PLAIN, pdf_part())).encode()),
    ),
)
SAVED_EML = multi(
    "mixed",
    PLAIN,
    part(
        'Content-Type: application/octet-stream; name="FW form.eml"\nContent-Transfer-Encoding: base64\n'
        'Content-Disposition: attachment; filename="FW form.eml"',
        b64((HEAD + multi("mixed", PLAIN, pdf_part())).encode()),
    ),
)
APPLE_DOUBLE = multi(
    "mixed",
    PLAIN,
    multi("appledouble", part("Content-Type: application/applefile", "notes about the file"), pdf_part()),
)
SIGNED = multi("signed", multi("mixed", PLAIN, pdf_part()), part("Content-Type: application/pkcs7-signature", "x"))
OLDER = part("Content-Type: message/rfc822", HEAD + part("Content-Type: text/plain", "older"))
FORM_PDF = (("form.pdf", media.PDF),)


@pytest.mark.parametrize(
    ("raw", "documents"),
    [
        (mail(OUTLOOK), FORM_PDF),
        (mail(multi("mixed", multi("alternative", PLAIN, MARKUP), pdf_part())), FORM_PDF),
        (mail(APPLE), FORM_PDF),
        (mail(FORWARD), FORM_PDF),
        (mail(FORWARD_BASE64), FORM_PDF),
        (mail(SAVED_EML), FORM_PDF),
        (mail(APPLE_DOUBLE), FORM_PDF),
        (mail(pdf_part()), FORM_PDF),
        (mail(multi("mixed", PLAIN, pdf_part("", "attachment"))), (("", media.PDF),)),
        (mail(multi("mixed", PLAIN, pdf_part(kind="application/octet-stream"))), FORM_PDF),
        (mail(multi("mixed", PLAIN, pdf_part(kind="text/plain", disposition="inline"))), FORM_PDF),
        (mail(multi("mixed", PLAIN, pdf_part("", "inline", "text/plain"))), (("", media.PDF),)),
        (mail(multi("mixed", PLAIN, pdf_part(kind="pdf"))), FORM_PDF),
        (mail(multi("mixed", PLAIN, pdf_part(kind="image/tiff"))), FORM_PDF),
        (mail(SIGNED), FORM_PDF),
        (mail(PLAIN), ()),
        (mail(multi("alternative", PLAIN, MARKUP)), ()),
        (mail(multi("alternative", PLAIN, part("Content-Type: text/calendar; method=REQUEST", "BEGIN:V\n"))), ()),
        (mail(multi("mixed", PLAIN, part("Content-Type: text/plain\nContent-Disposition: attachment", "notes"))),
         (("", media.TEXT),)),
    ],
    ids=[
        "Outlook with a logo", "Gmail", "Apple Mail within the text", "forwarded as attachment", "forwarded in base64",
        "saved as a file and attached", "an old Mac", "a scanner: nothing but the file", "no file name", "no type",
        "declared as text", "declared as text, no name", "no real type", "declared as picture", "S/MIME signed",
        "text only", "text and HTML", "an invitation", "a text file without a name",
    ],
)  # fmt: skip
def test_files_are_found_and_nothing_else(raw, documents):
    found = read_submission(raw)
    assert tuple((each.name, each.media_type) for each in found.documents) == documents
    assert all(each.data == PDF for each in found.documents if each.media_type == media.PDF)
    assert not found.sealed
    assert not found.beyond_limits


@pytest.mark.parametrize(
    ("picture", "is_document"),
    [
        (picture_part(LOGO), False),
        (picture_part(LOGO, disposition="attachment"), False),
        (picture_part(BANNER), False),
        (picture_part(PHOTO), True),
        (picture_part(PHOTO, disposition="attachment", cid=""), True),
        (picture_part(LOGO, disposition="attachment", cid=""), True),
        (picture_part(LOGO, disposition="attachment", cid="Content-ID: <f_abc>\n"), True),
        (picture_part(LOGO, disposition="inline", cid=""), True),
    ],
    ids=[
        "logo", "logo that says attachment", "broad banner", "photographed form in the text", "photo attached",
        "small picture attached", "small picture attached with an id of its own", "small picture in plain text",
    ],
)  # fmt: skip
def test_a_logo_is_decoration_and_a_photograph_is_a_file(picture, is_document):
    found = read_submission(mail(multi("related", MARKUP, picture)))
    assert bool(found.documents) is is_document


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ('filename="OSD form KB.pdf"', "OSD form KB.pdf"),
        ("filename=OSD form KB (1).pdf", "OSD form KB (1).pdf"),
        ("filename*=UTF-8''Zo%C3%AB%20form.pdf", "Zoë form.pdf"),
        ("filename=\"Zo_form.pdf\"; filename*=UTF-8''Zo%C3%AB%20form.pdf", "Zoë form.pdf"),
        ("filename*0=\"a long \"; filename*1=\"name.pdf\"", "a long name.pdf"),
        ("filename*0*=UTF-8''Zo%C3%AB; filename*1*=%20form.pdf", "Zoë form.pdf"),
        ("filename*=nonsense''caf%E9.pdf", "café.pdf"),
        ('filename="=?utf-8?Q?Zo=C3=AB_form.pdf?="', "Zoë form.pdf"),
        ('filename="=?utf-8?B?Wm/Dqw==?= form.pdf"', "Zoë form.pdf"),
        ('filename="Zoë form.pdf"', "Zoë form.pdf"),
        (r'filename="C:\\Users\\office\\form.pdf"', "form.pdf"),
        ('filename="../../etc/form.pdf"', "form.pdf"),
        ('filename=".."', ""),
        ('filename="form\x07\u202efdp.exe"', "form fdp.exe"),
        (f'filename="{"x" * 500}.pdf"', f"{'x' * 180}.pdf"),
        ('filename=""', ""),
        ("filename*=utf-8''%", "%"),
    ],
)  # fmt: skip
def test_the_name_of_a_file(parameter, name):
    (found,) = read_submission(mail(multi("mixed", PLAIN, pdf_part(parameter)))).documents
    assert found.name == name


def test_a_name_that_stands_only_in_the_type():
    attached = part('Content-Type: application/pdf; name="form.pdf"\nContent-Transfer-Encoding: base64', b64(PDF))
    (found,) = read_submission(mail(multi("mixed", PLAIN, attached))).documents
    assert found == Document("form.pdf", media.PDF, PDF, hashlib.sha256(PDF).hexdigest())


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", b64(PDF)),
        ("BASE64 ", b64(PDF)),
        ("base64", b64(PDF).replace("\n", " !\n")),
        ("base64", b64(base64.b64encode(PDF))),
        ("quoted-printable", PDF.decode().replace("\n", "=0A")),
    ],
    ids=["base64", "capitals and a space", "rubbish between the lines", "encoded twice", "quoted-printable"],
)
def test_the_ways_a_file_is_encoded(encoding, body):
    attached = part(
        f"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: {encoding}\n"
        "Content-Disposition: attachment",
        body,
    )
    (found,) = read_submission(mail(multi("mixed", PLAIN, attached))).documents
    assert found.data == PDF


def zip_part(data: bytes) -> str:
    return part(
        'Content-Type: application/zip\nContent-Disposition: attachment; filename="forms.zip"\n'
        "Content-Transfer-Encoding: base64",
        b64(data),
    )


def test_the_files_of_an_archive_and_of_one_within_it_are_documents():
    archive = zipped(("forms/A.pdf", PDF), ("old\\B.docx", DOCX), ("inner.zip", zipped(("c.pdf", PDF))))
    found = read_submission(mail(multi("mixed", PLAIN, zip_part(archive)))).documents
    assert [(each.name, each.media_type) for each in found] == [
        ("A.pdf", media.PDF),
        ("B.docx", media.DOCX),
        ("c.pdf", media.PDF),
    ]


def test_an_archive_that_must_stay_closed_is_a_document_itself():
    found = read_submission(mail(multi("mixed", PLAIN, zip_part(zipped(("bomb.txt", b"\x00" * 3_000_000)))))).documents
    assert [(each.name, each.media_type) for each in found] == [("forms.zip", media.ZIP)]


def test_a_word_file_is_no_archive():
    found = read_submission(mail(multi("mixed", PLAIN, zip_part(DOCX)))).documents
    assert [each.media_type for each in found] == [media.DOCX]


def test_winmail_is_kept_as_what_it_is():
    tnef = part(
        "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=winmail.dat\n"
        "Content-Transfer-Encoding: base64",
        b64(b"\x78\x9f\x3e\x22\x01\x00"),
    )
    (found,) = read_submission(mail(multi("mixed", PLAIN, tnef))).documents
    assert (found.name, found.media_type) == ("winmail.dat", media.TNEF)


@pytest.mark.parametrize(
    "body",
    [
        part("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
             "Content-Transfer-Encoding: base64", b64(b"0\x82secret")),
        part("Content-Type: application/octet-stream; name=smime.p7m\nContent-Transfer-Encoding: base64", b64(b"0")),
        multi("encrypted", part("Content-Type: application/pgp-encrypted", "Version: 1"),
              part('Content-Type: application/octet-stream; name="encrypted.asc"', "-----BEGIN PGP MESSAGE-----")),
    ],
    ids=["S/MIME", "S/MIME behind a gateway", "PGP"],
)  # fmt: skip
def test_a_sealed_message_brings_no_files_and_says_so(body):
    found = read_submission(mail(body))
    assert found.sealed
    assert found.documents == ()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (PLAIN, "Form attached."),
        (multi("alternative", PLAIN, MARKUP), "Form attached."),
        (part("Content-Type: text/html", "<style>p {}</style><p>Dear&nbsp;Jo,</p><p>form\nattached<br>Priya</p>"),
         "Dear Jo,\n\nform attached\nPriya"),
        (multi("alternative", part("Content-Type: text/plain", "  \n"), part("Content-Type: text/html", "<p>Hi</p>")),
         "Hi"),
        (multi("mixed", part("Content-Type: text/plain", "Before"), pdf_part(disposition="inline"),
               part("Content-Type: text/plain", "After")), "Before\n\nAfter"),
        (multi("mixed", PLAIN, OLDER), "Form attached."),
        (multi("mixed", OLDER), "older"),
        (part("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable", "Zo=EB"),
         "Zoë"),
        (part("Content-Type: text/plain; charset=x-unknown", "Zoë"), "Zoë"),
        (part("Content-Type: text/plain", "Zoë"), "Zoë"),
        (part("Content-Type: text/html", "<div>a</span><p>b &amp; c<!-- d"), "a\nb & c"),
        ("", ""),
    ],
    ids=["plain", "both", "HTML", "empty plain beside HTML", "around a file", "own before forwarded", "only forwarded",
         "Latin-1", "unknown charset", "no charset", "broken HTML", "nothing"],
)  # fmt: skip
def test_the_text_of_a_message(body, text):
    assert read_submission(mail(body)).text == text


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_of_a_text_end_alike_whatever_its_program_writes(kind, end):
    told = "Dear Jo,{}form attached".format(end if kind == "plain" else f"<br>{end}")
    encoded = part(f"Content-Type: text/{kind}\nContent-Transfer-Encoding: base64", b64(told.encode()))
    assert read_submission(mail(encoded)).text == "Dear Jo,\nform attached"


def test_text_is_bounded():
    found = read_submission(mail(part("Content-Type: text/plain", "word " * 100_000)))
    assert 90_000 < len(found.text) <= 100_000


def test_who_sent_it_when_and_about_what():
    found = read_submission(mail(PLAIN))
    assert found.sender == Address("Priya Raman-Shaw", "inclusion@oakfield.example.org")
    assert found.reply_to == "inclusion@oakfield.example.org"
    assert found.subject == "Off site direction"
    assert found.sent == datetime(2026, 11, 27, 15, 4, tzinfo=UTC)
    assert found.message_id == "<abc@oakfield.example.org>"
    assert found.automatic is None


@pytest.mark.parametrize(
    ("reply_to", "answered"),
    [
        ("Reply-To: office@oakfield.example.org\n", "office@oakfield.example.org"),
        ("Reply-To: <>\n", "inclusion@oakfield.example.org"),
        ("Reply-To: nobody\n", "inclusion@oakfield.example.org"),
        ("Auto-Submitted: auto-generated\n", None),
    ],
)
def test_where_an_answer_goes(reply_to, answered):
    assert read_submission(mail(PLAIN, reply_to + HEAD)).reply_to == answered


# ---- the key by which a message is known again


def test_the_digest_is_over_the_content_not_over_the_bytes():
    first = mail(multi("mixed", PLAIN, pdf_part()))
    rebuilt = first.replace(b"\n", b"\r\n").replace(b"MIME-Version", b"X-Route: a\r\nMIME-Version")
    assert read_submission(rebuilt).digest == read_submission(first).digest
    assert read_submission(first.replace(b64(PDF).encode(), b64(PDF + b"!").encode())).digest != (
        read_submission(first).digest
    )


REFOLDED = (
    HEAD.replace("Subject: Off", "Subject:\n Off").replace("Message-ID: <", "Message-ID:\n <")
    + "Received: from a.example.org\n\tby b.example.org\n"
)


@pytest.mark.parametrize(
    "rebuilt",
    [
        mail(multi("mixed", PLAIN, pdf_part()), REFOLDED),
        mail(multi("mixed", PLAIN, pdf_part('\n\tfilename="form.pdf"'), extra=";\n\tcharset=utf-8")),
        mail(multi("mixed", PLAIN, pdf_part().replace(b64(PDF), base64.b64encode(PDF).decode()))),
        mail(multi("mixed", part(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", b64(b"Form attached.\r\n")
        ), pdf_part())),
    ],
    ids=["headers folded anew", "parameters folded anew", "base64 in one line", "text in base64"],
)  # fmt: skip
def test_a_server_that_rebuilds_a_message_leaves_its_key_as_it_is(rebuilt):
    as_sent, found = read_submission(mail(multi("mixed", PLAIN, pdf_part()))), read_submission(rebuilt)
    assert (found.message_id, found.digest) == (as_sent.message_id, as_sent.digest)


@pytest.mark.parametrize("charset", ["iso-8859-1", "cp1252", "utf-16", "utf-7"])
def test_a_text_in_another_charset_is_the_same_text(charset):
    def written(charset: str) -> bytes:
        head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64"
        return mail(multi("mixed", part(head, b64("Zoë's form".encode(charset))), pdf_part()))

    assert read_submission(written(charset)).digest == read_submission(written("utf-8")).digest


def test_a_message_without_an_id_gets_the_same_one_each_time_and_another_gets_another():
    bare = HEAD.replace("Message-ID: <abc@oakfield.example.org>\n", "")
    first, again = read_submission(mail(PLAIN, bare)), read_submission(mail(PLAIN, bare))
    later = read_submission(mail(PLAIN, bare.replace("15:04", "16:04")))
    assert first.message_id == again.message_id != later.message_id
    assert first.message_id.startswith("<")


# ---- our own letters that come back


BOUNCED = multi(
    "report",
    part("Content-Type: text/plain", "could not be delivered"),
    part("Content-Type: message/delivery-status", "Final-Recipient: rfc822;x@example.org\nAction: failed\n"),
    part("Content-Type: message/rfc822", HEAD + multi("mixed", PLAIN, pdf_part())),
    extra="; report-type=delivery-status",
)


def test_a_bounce_brings_no_forms():
    found = read_submission(mail(BOUNCED))
    assert found.automatic is Automatic.BOUNCE
    assert found.documents == ()
    assert found.reply_to is None


def test_what_a_scanner_sends_is_a_form_that_nobody_answers():
    found = read_submission(mail(multi("mixed", PLAIN, pdf_part()), "Auto-Submitted: auto-generated\n" + HEAD))
    assert found.automatic is Automatic.AUTO_GENERATED
    assert len(found.documents) == 1
    assert found.reply_to is None


# ---- limits


def test_too_many_parts_are_cut_and_said():
    found = read_submission(mail(multi("mixed", *(pdf_part() for _ in range(parts.MAX_PARTS + 5)))))
    assert found.beyond_limits
    assert len(found.documents) == parts.MAX_PARTS


@pytest.mark.parametrize("depth", [parts.MAX_NESTING + 1, 200, 3000])
def test_parts_within_parts_are_cut_and_said(depth):
    layers = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(depth))
    found = read_submission(mail(layers + pdf_part()))
    assert found.beyond_limits
    assert found.documents == ()
    assert found.sender is not None


DEEP = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))


@pytest.mark.parametrize(
    "wrapped",
    [
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64",
        'Content-Type: text/x; name="a.eml"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment',
    ],
    ids=["forwarded in base64", "saved as a file"],
)
@pytest.mark.parametrize("kind", ["mixed", "report; report-type=delivery-status"])
def test_depth_that_an_encoding_hides_is_cut_and_said(wrapped, kind):
    found = read_submission(mail(multi(kind, PLAIN, part(wrapped, b64(DEEP.encode())))))
    assert found.beyond_limits
    assert found.documents == ()


def test_of_a_message_that_is_too_large_only_the_headers_are_read(monkeypatch):
    monkeypatch.setattr(message, "MAX_BYTES", 1000)
    found = read_submission(mail(PLAIN + "x" * 2000))
    assert found.beyond_limits
    assert found.subject == "Off site direction"
    assert found.text == ""


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "body",
    [
        *(part("Content-Type: text/html", bad * 50_000)
          for bad in ("<", "<a ", "<!--", "<a href='", "<style>", "</", "<?", "&#1", "&", "<a b=c d", "<aaaaa", "\n")),
        part("Content-Type: text/html", "&#" + "9" * 1_000_000),
        *(part(f"Content-Type: text/plain; charset={name}", "a\\d-" * 500_000)
          for name in ("punycode", "idna", "unicode_escape", "raw-unicode-escape", "utf-7", "rot13", "undefined")),
        multi("mixed", *(part(f"Content-Type: text/plain{';' * 50_000}\nContent-Disposition: {';a=' * 20_000}", "x")
                         for _ in range(20))),
        part("Content-Type: text/plain; name*0=" + "; name*1=a" * 5_000, "x"),
    ],
)  # fmt: skip
def test_hostile_text_takes_no_time(body):
    head = HEAD.replace("From: ", "Reply-To: " + '"' * 50_000 + "\nReferences: " + "<" * 500_000 + "\nFrom: ")
    assert read_submission(mail(body, head)).sender


# ---- whatever a stranger sends

_NAMES = st.sampled_from(
    ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Content-Disposition",
     "Content-Transfer-Encoding", "Content-ID", "Return-Path", "Precedence", "Auto-Submitted", "MIME-Version"]
)  # fmt: skip
_HOSTILE = st.sampled_from(
    ['"', "<", ">", "@", ";", "=?", "?=", "=?utf-8?b?", "=?utf-8?q?=", "filename*=", "filename*0*=", "''", "%", "\\",
     "(", ")", ",", "\r\n ", "\x00", "\xff", "é", "multipart/mixed; boundary=b", "message/rfc822", "text/html",
     "base64", "a@b.example.org", "charset=", "utf-16", "x-uuencode", "quoted-printable", "application/pdf",
     "Fri, 31 Dec 9999 23:59:59 -2359", "\u202e", "name=", "attachment", "=?unknown?q?a?=", "=?utf-8?b?!?=", "\ud800"]
)  # fmt: skip
_VALUES = st.lists(st.one_of(_HOSTILE, st.text(max_size=8)), max_size=8).map("".join)
_HEADERS = st.lists(st.tuples(_NAMES, _VALUES), max_size=8)
_BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"--b\n\nx\n--b--\n", b"--b\nContent-Type: message/rfc822\n\nFrom: x\n\n--b\n", PDF, b64(PDF).encode()]
    ),
)


@given(_HEADERS, _BODIES)
def test_no_headers_and_no_body_raise(headers, body):
    head = "".join(f"{name}: {value}\r\n" for name, value in headers).encode("utf-8", "surrogatepass")
    found = read_submission(head + b"\r\n" + body)
    assert found.message_id.startswith("<")
    assert found.message_id.isascii()
    assert found.subject.isprintable()
    assert all(each.name.isprintable() and "/" not in each.name for each in found.documents)


@given(st.binary(max_size=600))
def test_no_bytes_raise(raw):
    found = read_submission(raw)
    assert len(found.digest) == 64


@given(_HEADERS)
def test_whatever_is_answerable_can_be_answered(headers):
    head = "".join(f"{name}: {value}\r\n" for name, value in headers).encode("utf-8", "surrogatepass")
    found = read_submission(head + b"\r\nhello")
    if found.reply_to is None:
        return
    answer = compose(
        Outgoing(
            message_id="<1@exampleshire.example.org>",
            sender="offsite@exampleshire.example.org",
            to=(found.reply_to,),
            subject="Received",
            text="Thank you.",
            date=datetime(2026, 11, 30, 8, tzinfo=UTC),
            in_reply_to=found.message_id,
            references=(*found.references, found.message_id),
        )
    )
    again = read_submission(answer)
    assert again.references[-1] == found.message_id
