"""Mail that machines write, as real programs write it, and mail of people that looks like it."""

from __future__ import annotations

from email import message_from_string

import pytest

from mailboxes.automatic import Automatic, automatic
from mailboxes.headers import LENIENT

PERSON = "From: Ann Lee <a@oakfield.example.org>\n"
REPORT = 'Content-Type: multipart/report; boundary="b"; report-type={}\n'


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PERSON, None),
        (PERSON + "X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply\n", None),
        (PERSON + "Auto-Submitted: no\n", None),
        (PERSON + "Auto-Submitted: No (a person)\n", None),
        (PERSON + "Precedence: normal\n", None),
        (PERSON + "Subject: On leave cover: form attached\n", None),
        (PERSON + "Subject: Automatic reply: is it possible to switch it off?\n", None),
        (PERSON + "Subject: RE: Automatic reply: form\nIn-Reply-To: <a@b.c>\n", None),
        (PERSON + "Subject: Out of office hours contact\nX-Auto-Response-Suppress: All\n", None),
        (PERSON + "Return-Path: <a@oakfield.example.org>\n", None),
        ("From: norepton@school.example.org\n", None),
        ("From: noreply@forms.example.org\nReply-To: a@oakfield.example.org\n", None),
        # Exchange, on this side of the council's gateway and beyond it
        (PERSON + "Subject: Automatic reply: form\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\n"
         "Return-Path: <>\nx-ms-exchange-generated-message-source: Mailbox Rules Agent\n", Automatic.AUTO_REPLIED),
        (PERSON + "Subject: Automatic reply: form\nX-Auto-Response-Suppress: All\n", Automatic.AUTO_REPLIED),
        (PERSON + "Subject: Automatic reply: form\nIn-Reply-To: <a@b.c>\n", Automatic.AUTO_REPLIED),
        (PERSON + "Subject: Ateb awtomatig: ffurflen\nIn-Reply-To: <a@b.c>\n", Automatic.AUTO_REPLIED),
        # Gmail, Sieve and old responders
        (PERSON + "Auto-Submitted: auto-replied\nPrecedence: bulk\nX-Autoreply: yes\n", Automatic.AUTO_REPLIED),
        (PERSON + "Auto-Submitted: auto-replied (vacation)\n", Automatic.AUTO_REPLIED),
        (PERSON + "AUTO-SUBMITTED: Auto-Replied; owner-email=x@example.org\n", Automatic.AUTO_REPLIED),
        (PERSON + "Precedence: auto_reply\n", Automatic.AUTO_REPLIED),
        (PERSON + "X-Autorespond: vacation\n", Automatic.AUTO_REPLIED),
        # receipts
        (PERSON + REPORT.format("disposition-notification"), Automatic.AUTO_REPLIED),
        (PERSON + REPORT.format('"disposition-notification"'), Automatic.AUTO_REPLIED),
        # bounces
        (PERSON + REPORT.format("delivery-status") + "Auto-Submitted: auto-replied\n", Automatic.BOUNCE),
        (PERSON + REPORT.format('"Delivery-Status"'), Automatic.BOUNCE),
        ("From: MAILER-DAEMON (Mail Delivery System)\n", Automatic.BOUNCE),
        ("From: Mail Delivery System <Mailer-Daemon@mx.example.org>\n", Automatic.BOUNCE),
        ("From: postmaster@mx.example.org\nX-Failed-Recipients: x@example.org\n", Automatic.BOUNCE),
        # machines
        (PERSON + "Auto-Submitted: auto-generated\n", Automatic.AUTO_GENERATED),
        (PERSON + "Auto-Submitted: auto-notified\n", Automatic.AUTO_GENERATED),
        (PERSON + "Return-Path: <>\n", Automatic.AUTO_GENERATED),
        ("From: no-reply@mis.example.org\n", Automatic.AUTO_GENERATED),
        ("From: DoNotReply@mis.example.org\nReply-To: <>\n", Automatic.AUTO_GENERATED),
        ("From: no.reply@mis.example.org\nReply-To: no.reply@mis.example.org\n", Automatic.AUTO_GENERATED),
        # lists
        (PERSON + "List-Id: <heads.example.org>\n", Automatic.BULK),
        (PERSON + "List-Unsubscribe: <mailto:x@example.org>\n", Automatic.BULK),
        (PERSON + "Precedence: list\n", Automatic.BULK),
        # our own, whatever else it says
        (PERSON + "X-Offsite-Desk-Loop: exampleshire\nAuto-Submitted: auto-replied\n", Automatic.OUR_OWN),
        (PERSON + "x-offsite-desk-loop:\n", Automatic.OUR_OWN),
    ],
)  # fmt: skip
def test_why_a_message_is_automatic(head, kind):
    assert automatic(message_from_string(head + "\nbody", policy=LENIENT)) is kind


def test_only_what_came_back_carries_our_own_files():
    assert {kind for kind in Automatic if kind.carries_our_own} == {Automatic.OUR_OWN, Automatic.BOUNCE}
