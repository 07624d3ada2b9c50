"""Letters of ours that come back, as mail servers report it with and without a proper report."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailboxes import message
from mailboxes.automatic import Automatic
from mailboxes.message import read_submission

OURS = "<4f2a@exampleshire.example.org>"
HEAD = "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\nSubject: Undelivered Mail\nMIME-Version: 1.0\n"
LETTER = f"From: offsite@exampleshire.example.org\nMessage-ID: {OURS}\nX-Offsite-Desk-Loop: exampleshire\n\nDear …\n"


@pytest.fixture(autouse=True, scope="module")
def _no_last_resort():
    """What the reader cannot read is a bug: here the last resort does not hide it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(message, "_unread")
        yield


def report(fields: str, *rest: str, head: str = HEAD) -> str:
    parts = [
        "Content-Type: text/plain\n\nYour message could not be delivered. See <https://mx.example.org/5.9.9>\n",
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n{fields}\n",
        *rest,
    ]
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f'{head}Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n{body}--b--\n'


FAILED = "Final-Recipient: rfc822; Office@Oakfield.example.org\nAction: failed\nStatus: 5.1.1\n"
DELAYED = FAILED.replace("failed", "delayed").replace("5.1.1", "4.4.1")
RETURNED = f"Content-Type: message/rfc822\n\n{LETTER}"
RETURNED_BASE64 = (
    "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(LETTER.encode()).decode()
)
RENAMED = RETURNED.replace(OURS, "<new@relay.example.org>").replace(
    "X-Offsite-Desk-Loop", f"X-Offsite-Desk-Letter: {OURS}\nX-Offsite-Desk-Loop"
)
HEADERS_ONLY = f"Content-Type: text/rfc822-headers\n\nSubject: x\nMessage-ID:\n {OURS}\n"
QMAIL = f"""\
From: MAILER-DAEMON@mx.example.org
Subject: failure notice

Hi. This is the qmail-send program at mx.example.org.
<office@oakfield.example.org>:
192.0.2.25 does not like recipient.
Remote host said: 550 5.2.2 mailbox full

--- Below this line is a copy of the message.

Return-Path: <offsite@exampleshire.example.org>
Message-ID: {OURS}
Subject: x
"""
EXIM = f"""\
From: Mail Delivery System <Mailer-Daemon@mx.example.org>
X-Failed-Recipients: office@oakfield.example.org
Subject: Mail delivery failed: returning message to sender

------ This is a copy of your message, including all the headers. ------

> Message-Id: {OURS}
"""
EXCHANGE = f"""\
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@oakfield.example.org>
Return-Path: <>
In-Reply-To: {OURS}
References: <first@oakfield.example.org> {OURS}
Subject: Undeliverable: OSD-7K4M-2
Content-Type: text/html

<p>Office wasn't found at oakfield.example.org. Remote Server returned '550 5.1.10 not found'</p>
"""
TO = ("office@oakfield.example.org",)


@pytest.mark.parametrize(
    ("raw", "first", "recipients", "status"),
    [
        (report(FAILED, RETURNED), OURS, TO, "5.1.1"),
        (report(FAILED, HEADERS_ONLY), OURS, TO, "5.1.1"),
        (report(FAILED, RETURNED_BASE64), OURS, TO, "5.1.1"),
        (report(FAILED, RENAMED), OURS, TO, "5.1.1"),
        (report(FAILED, f"Content-Type: text/plain\n\nX-Offsite-Desk-Letter: {OURS}\n"), OURS, TO, "5.1.1"),
        (report(f"{FAILED}\n{DELAYED}", RETURNED), OURS, TO, "5.1.1"),
        (report(FAILED.replace("5.1.1", "none"), RETURNED), OURS, TO, "5.9.9"),
        (report(FAILED, head=HEAD + f"In-Reply-To: {OURS}\n"), OURS, TO, "5.1.1"),
        (QMAIL, OURS, (), "5.2.2"),
        (EXIM, OURS, TO, ""),
        (EXCHANGE, OURS, (), "5.1.10"),
        (report(f"Original-Recipient: rfc822;alias@oakfield.example.org\n{FAILED}", RETURNED), OURS,
         ("alias@oakfield.example.org", *TO), "5.1.1"),
    ],
    ids=["the letter returned", "its headers returned", "returned in base64", "with a Message-ID of the server's own",
         "the same among headers in the text", "one late, one failed", "no status code", "a thread only",
         "qmail", "Exim", "Exchange without a report", "forwarded there"],
)  # fmt: skip
def test_which_letter_came_back_and_why(raw, first, recipients, status):
    found = read_submission(raw.encode())
    assert found.automatic is Automatic.BOUNCE
    assert found.reply_to is None
    assert found.returned.message_ids[0] == first
    assert (found.returned.recipients, found.returned.status) == (recipients, status)


@pytest.mark.parametrize(
    "raw",
    [
        report(DELAYED, RETURNED),
        report(FAILED.replace("failed", "relayed"), RETURNED),
        report(FAILED.replace("failed", "delivered"), RETURNED),
        EXIM.replace("Mail delivery failed: returning message to sender", "Warning: message 1x delayed 24 hours"),
        EXIM.replace("Mail delivery failed: returning message to sender", "Delivery Status Notification (Success)"),
    ],
    ids=["late", "passed on", "delivered", "late, in words", "delivered, in words"],
)
def test_what_is_only_late_or_went_well_did_not_come_back(raw):
    found = read_submission(raw.encode())
    assert found.automatic is Automatic.BOUNCE
    assert found.returned is None


@pytest.mark.parametrize("returns", ["", "Return-Path: <office@oakfield.example.org>\n"])
def test_a_person_may_write_about_an_undeliverable_letter(returns):
    raw = f"From: office@oakfield.example.org\n{returns}Subject: Undeliverable: our form\nIn-Reply-To: {OURS}\n\nHi\n"
    found = read_submission(raw.encode())
    assert (found.automatic, found.returned) == (None, None)


def test_a_letter_within_the_letter_that_came_back_is_not_what_came_back():
    inner = f"Content-Type: message/rfc822\n\nMessage-ID: <other@x.example.org>\n\n{LETTER}"
    found = read_submission(report(FAILED, inner).encode()).returned
    assert found.message_ids == ("<other@x.example.org>",)


_PIECES = st.sampled_from(
    ["Action: failed\n", "Status: 5.1.1\n", "\n", "--b\n", "--b--\n", "Content-Type: message/delivery-status\n",
     "Content-Type: message/rfc822\n", "Content-Type: multipart/mixed; boundary=b\n", "Message-ID: <a@b>\n",
     "Content-Transfer-Encoding: base64\n", "Final-Recipient: rfc822;\n", "Final-Recipient: @\n", "\xff", "<<>>\n"]
)  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=10)), max_size=20).map("".join))
def test_no_report_raises(body):
    raw = f"{HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n{body}"
    found = read_submission(raw.encode("utf-8", "surrogatepass"))
    assert all(each.startswith("<") for each in (found.returned.message_ids if found.returned else ()))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["Message-ID:" * 100_000, "5." * 200_000, "<a@" * 200_000, "\n> \t" * 200_000])
def test_a_long_report_takes_no_time(text):
    assert read_submission(f"{HEAD}X-Failed-Recipients: {text[:3000]}\n\n{text}".encode()).automatic
