"""What stands in every box of a form is an order to nobody: not in headers, letters or packs."""

from __future__ import annotations

import io
from email import message_from_bytes, policy

import pytest
from pypdf import PdfReader

from conftest import MORNING
from flows.process import process
from hostile_mails import SENDERS, SUBJECTS, raw
from hostile_words import WORDS, in_every_box, in_every_control
from mailboxes.media import DOCX, PDF
from proposals.forms import FORMS
from proposals.reading import FormKind
from register import Claimed, Outcome
from straight_way import attachments, brought

FORM = FORMS[FormKind.OFF_SITE_DIRECTION]
HEADERS = {"Bcc", "Resent-To", "Resent-Bcc"}


def letters(stations, message: bytes):
    settlement = process(Claimed("1" * 32, message, 1, MORNING), stations, MORNING)
    assert settlement.outcome in {Outcome.FILED, Outcome.FOR_A_PERSON}
    return [message_from_bytes(each.raw, policy=policy.default) for each in settlement.dispatches]


def check(letter) -> None:
    """A letter as it should be, whatever was written into what it is about."""
    assert HEADERS.isdisjoint(letter.keys())
    assert len(letter.get_all("To")) == len(letter.get_all("From")) == len(letter.get_all("Subject")) == 1
    assert all(each.addr_spec.endswith("example.org") for each in letter["To"].addresses)
    assert "evil" not in str(letter["To"]).lower()
    assert "EVIL" not in str(letter["Subject"])
    html = letter.get_body(("html",)).get_content().lower()
    assert "<script" not in html
    assert "<img" not in html
    for name, data in attachments(letter).items():
        assert not {"/", "\\", "\0", "\n"} & set(name)
        if name.endswith(".pdf"):
            root = PdfReader(io.BytesIO(data)).root_object
            assert {"/OpenAction", "/AA"}.isdisjoint(root)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in WORDS.items()])
@pytest.mark.parametrize(("make", "media_type"), [(in_every_box, PDF), (in_every_control, DOCX)], ids=["PDF", "Word"])
def test_answers_are_orders_to_nobody(stations, text, make, media_type):
    written = letters(stations, brought((make(FORM, stations.council, text), media_type)))
    assert written
    for letter in written:
        check(letter)
        assert "1310671" not in letter.get_body(("plain",)).get_content(), "Jinja was not asked to reckon"


@pytest.mark.parametrize("header", [*SUBJECTS.values(), *SENDERS.values()], ids=[*SUBJECTS, *SENDERS])
def test_headers_of_a_message_are_orders_to_nobody(stations, header):
    for letter in letters(stations, raw(header)):
        if "evil@evil.example.org" not in str(letter["To"]):
            check(letter)
