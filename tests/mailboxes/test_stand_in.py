"""A stand-in is one message of its own, whatever the server tells of the real one."""

from __future__ import annotations

import pytest

from mailboxes.graph.told import sender
from mailboxes.message import read_submission
from mailboxes.stand_in import stand_in


def stood_in(key, message_id=None, subject=None, sender=None):
    return stand_in("The mail server", key, message_id=message_id, subject=subject, sender=sender)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"subject": 7, "sender": ["x"], "message_id": 7},
        {"subject": "a\r\nBcc: x@example.org", "sender": "a\r\nb", "message_id": "\r\n"},
        {"subject": "=?utf-8?q?a=0D=0ABcc:_x@example.org?=", "sender": 7, "message_id": "<a b>"},
        {"subject": "\ud800 \x00", "sender": "\ud800@example.org", "message_id": "<" + "a" * 9000 + ">"},
    ],
)
def test_whatever_is_told_of_a_message_its_stand_in_is_one_message_of_its_own(told):
    one, other = (read_submission(stood_in(key, **told)) for key in ("one", "other"))
    assert one.message_id != other.message_id
    assert b"\nBcc:" not in stood_in("one", **told)
    assert "Sender: unknown" in one.text


def test_what_is_told_stands_in_it_and_it_comes_from_nobody():
    """No school is told that a form is missing which may be there; the team is told, as of mail of a person."""
    raw = stood_in("one", "<one@oakfield.example.org>", "Kian =?utf-8?q?B=C3=A9?=", "head@oakfield.example.org")
    read = read_submission(raw)
    assert (read.message_id, read.subject) == ("<one@oakfield.example.org>", "Kian Bé")
    assert "Sender: head@oakfield.example.org" in read.text
    assert (read.sender, read.automatic, read.documents, read.stands_in) == (None, None, (), True)
    assert not read_submission(b"From: head@oakfield.example.org\r\n" + raw).stands_in, "a school's mail is never one"


@pytest.mark.parametrize("told", [{}, {"from": None}, {"from": 7}, {"from": {}}, {"from": {"emailAddress": "x"}}])
def test_a_sender_that_graph_does_not_tell_is_none(told):
    assert sender(told) is None
