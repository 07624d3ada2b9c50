"""Reads the headers of strangers: whatever stands in them, a string comes out and nothing is raised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

_LONGEST = 2000
"""Characters of one header that are read."""
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+", re.ASCII
)
_ID = re.compile(r"<[^<>\s]{1,500}>")


@dataclass(frozen=True, slots=True)
class Address:
    """A person or desk that mail comes from or goes to."""

    name: str
    email: str


def text(message: Message, name: str) -> str:
    """Return a header decoded and on one line; "" when it is missing."""
    raw = message.get(name)
    if raw is None:
        return ""
    return decoded(str(raw)[:_LONGEST])


def decoded(raw: str) -> str:
    """Return an encoded header (RFC 2047) as text on one line; what cannot be decoded stays as it is."""
    try:
        plain = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError, AssertionError, TypeError):
        plain = raw
    return " ".join("".join(mark if mark.isprintable() else " " for mark in plain).split())


def address(message: Message, name: str) -> Address | None:
    """Return the first usable address of a header, or None: an empty `Reply-To: <>` is none."""
    raw = message.get(name)
    if raw is None:
        return None
    try:
        pairs = getaddresses([str(raw)[:_LONGEST]])
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    for shown, email in pairs:
        if _ADDRESS.fullmatch(email):
            return Address(decoded(shown), email)
    return None


def ids(message: Message, name: str) -> tuple[str, ...]:
    """Return the message ids (RFC 5322) of a header, each once, the last 20."""
    return tuple(dict.fromkeys(_ID.findall(str(message.get(name, ""))[:20_000])))[-20:]


def when(message: Message) -> datetime | None:
    """Return the Date header as a UTC time, or None."""
    try:
        told = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
