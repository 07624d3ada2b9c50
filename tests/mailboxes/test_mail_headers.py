"""Headers as strangers write them."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailboxes import headers
from mailboxes.headers import LENIENT, Address


def message(name: str, value: str | bytes):
    raw = value.encode() if isinstance(value, str) else value
    return message_from_bytes(f"{name}: ".encode() + raw + b"\n\nbody", policy=LENIENT)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Off site direction", "Off site direction"),
        ("=?utf-8?Q?Zo=C3=AB?=", "Zoë"),
        ("=?utf-8?B?Wm/Dqw==?=", "Zoë"),
        ("=?utf-8?B?Wm/Dqw?=", "Zoë"),
        ("=?utf-8?Q?Zo=C3?= =?utf-8?Q?=AB?=", "Zoë"),
        ("=?utf-8?Q?Zo=C3?=\n =?utf-8?Q?=AB?=", "Zoë"),
        ("=?utf-8?Q?a?= =?iso-8859-1?Q?=EB?=", "aë"),
        ("Re: =?iso-8859-1?Q?caf=E9?= again", "Re: café again"),
        ("Zoë €".encode(), "Zoë €"),
        ("Zoë".encode("cp1252"), "Zoë"),
        ("Zoë =?utf-8?Q?caf=C3=A9?=".encode(), "Zoë café"),
        ("=?nonsense?Q?caf=E9?=", "café"),
        ("=?utf-8?B?!!!?=", ""),
        ("=?utf-8?Q?a_b?=", "a b"),
        ("=?utf-8*en?Q?a?=", "a"),
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ("=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
        ("a\n folded\n\tline", "a folded line"),
        ("", ""),
    ],
)
def test_text(value, text):
    assert headers.text(message("Subject", value), "Subject") == text


def test_a_missing_header_is_empty_text():
    assert headers.text(message("To", "x"), "Subject") == ""


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("a@b.example.org", Address("", "a@b.example.org")),
        ("<a@b.example.org>", Address("", "a@b.example.org")),
        ("Ann Lee <a@b.example.org>", Address("Ann Lee", "a@b.example.org")),
        ("Lee, Ann <a@b.example.org>", Address("Lee, Ann", "a@b.example.org")),
        ('"Lee, Ann" <a@b.example.org>', Address("Lee, Ann", "a@b.example.org")),
        ('"Ann \\"Annie\\" Lee" <a@b.example.org>', Address('Ann "Annie" Lee', "a@b.example.org")),
        ("'Ann' <a@b.example.org>", Address("Ann", "a@b.example.org")),
        ("=?utf-8?Q?Zo=C3=AB?= <a@b.example.org>", Address("Zoë", "a@b.example.org")),
        ('"=?utf-8?Q?Zo=C3=AB?=" <a@b.example.org>', Address("Zoë", "a@b.example.org")),
        ("a@b.example.org (Ann Lee)", Address("Ann Lee", "a@b.example.org")),
        ("Ann <mailto:a@b.example.org>", Address("Ann", "a@b.example.org")),
        ("Ann <a@b.example.org", Address("", "a@b.example.org")),
        ("x@y.example.org, z@w.example.org", Address("", "x@y.example.org")),
        ("undisclosed-recipients:;, x@y.example.org", Address("", "x@y.example.org")),
        ('"head@s.example.org" <x@y.example.org>', Address("", "x@y.example.org")),
        ('"Head <head@s.example.org>" <x@y.example.org>', Address("", "x@y.example.org")),
        ("head@s.example.org <x@y.example.org>", Address("", "x@y.example.org")),
        ("'a@b.example.org' <a@b.example.org>", Address("", "a@b.example.org")),
        ("<>", None),
        ("", None),
        ("nobody", None),
        ("root@localhost", None),
        ("a..b@c.example.org", None),
        ("<a b@c.example.org>", Address("", "b@c.example.org")),
        ("zoë@b.example.org", None),
        ("undisclosed-recipients:;", None),
        (f"{'a' * 65}@b.example.org", None),
        (f"a@{'b.' * 130}example.org", None),
        ('"', None),
        ("a@b.example.org\x00x@y.example.org", Address("", "a@b.example.org")),
    ],
)
def test_address(value, address):
    assert headers.address(message("From", value), "From") == address


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("<a@b.example.org>", "<a@b.example.org>"),
        (" \n <a@b.example.org>", "<a@b.example.org>"),
        ("a@b.example.org", "<a@b.example.org>"),
        ("<a@b.example.org> (added by a server)", "<a@b.example.org>"),
        ("<a b@c>", ""),
        ("<zoë@b.example.org>", ""),
        ("", ""),
        ("two words", ""),
    ],
)
def test_message_id(value, found):
    assert headers.message_id(message("Message-ID", value)) == found


def test_references_are_each_kept_once_and_the_last_twenty():
    told = "<a@x.org>\n <a@x.org> junk " + " ".join(f"<{n}@x.org>" for n in range(30))
    assert headers.ids(message("References", told), "References") == tuple(f"<{n}@x.org>" for n in range(10, 30))


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("Fri, 27 Nov 2026 15:04:00 +0000", datetime(2026, 11, 27, 15, 4, tzinfo=UTC)),
        ("Fri, 27 Nov 2026 15:04:00 +0100", datetime(2026, 11, 27, 14, 4, tzinfo=UTC)),
        ("27 Nov 2026 15:04 -0000", datetime(2026, 11, 27, 15, 4, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 -2300", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_when(value, when):
    assert headers.when(message("Date", value)) == when


@given(st.binary(max_size=300))
def test_any_value_is_text_an_address_ids_and_a_date_or_nothing(value):
    told = message("X", value)
    assert headers.text(told, "X").isprintable()
    headers.address(told, "X")
    headers.ids(told, "X")
    assert headers.message_id(told).isascii()
    headers.when(told)
