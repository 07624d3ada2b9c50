"""Reads the headers of strangers: whatever stands in them, a string comes out and nothing is raised."""

from __future__ import annotations

import binascii
import codecs
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import parsedate_to_datetime

_LONGEST = 2000
"""Characters of one header that are read."""
_LONGEST_RAW = 20_000
"""Characters of one header that are looked at; threads of years have long References."""
_LONGEST_LISTS = 4_000
"""The same for headers with parameters, over which the library takes a time that grows with the square."""
_MOST_IDS = 20

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+"
"""An address that can be answered everywhere: ASCII, without quoted parts (RFC 5321, 4.1.2), a domain with a dot."""
_LONGEST_EMAIL = 254

_IN_BRACKETS = re.compile(rf"<\s*(?:mailto:)?({_EMAIL})\s*>", re.IGNORECASE)
_BARE = re.compile(rf"(?<![A-Za-z0-9.@]){_EMAIL}(?![A-Za-z0-9.@-])")
_WHOLE = re.compile(_EMAIL)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\(([^()]*)\)")

_ID_TOKEN = r"[!-;=?-~]{1,400}"  # noqa: S105  # printable ASCII without angle brackets; no secret
_ID = re.compile(f"<{_ID_TOKEN}>")
_BARE_ID = re.compile(_ID_TOKEN)

_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "raw_unicode_escape", "unicode-escape", "unicode_escape"}
)
"""Codecs of the library that no mail is written in; some take a time that grows with the square."""

_ENCODED = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_ENCODED = re.compile(r"(\?=)\s+(?==\?)")


class _Lenient(Compat32):
    """The standard library's most patient policy, and 8-bit headers as people meant them.

    The modern policy raises on hostile headers; compat32 loses the letters of headers that hold raw UTF-8, as
    scanners and old programs write them.
    """

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the value of a header unfolded, decoded as UTF-8 or else as Windows-1252, and stripped."""
        longest = _LONGEST_LISTS if name.lower().startswith("content-") else _LONGEST_RAW
        data = str(value)[:longest].replace("\r", "").replace("\n", "").strip().encode("utf-8", "surrogateescape")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")


LENIENT = _Lenient()
"""The policy every message from outside is read with."""


@dataclass(frozen=True, slots=True)
class Address:
    """A person or desk that mail comes from or goes to."""

    name: str
    email: str


def text(message: Message, name: str) -> str:
    """Return a header decoded and on one line; "" when it is missing."""
    return decoded(_raw(message, name))


def decoded(raw: str) -> str:
    """Return an encoded header (RFC 2047) as text on one line; what cannot be decoded stays as it is."""
    plain = "".join(_pieces(_BETWEEN_ENCODED.sub(r"\1", raw[:_LONGEST])))
    return " ".join("".join(mark if mark.isprintable() else " " for mark in plain).split())


def address(message: Message, name: str) -> Address | None:
    """Return the first usable address of a header, or None: an empty `Reply-To: <>` is none.

    An address in angle brackets wins over one that stands in the name before it.
    """
    raw = _raw(message, name)[:_LONGEST]
    # Quoted text is masked, so that an address in a name is never taken for the sender's.
    masked = _QUOTED.sub(lambda quoted: "q" * len(quoted[0]), raw)
    found = _IN_BRACKETS.search(masked)
    if found:
        return _usable(raw[: found.start()], found[1])
    bare = _BARE.search(masked)
    comment = _COMMENT.search(masked)
    return _usable(comment[1] if comment else "", bare[0]) if bare else None


def is_address(email: str) -> bool:
    """Tell whether mail can be sent to `email` everywhere."""
    # What looks like an encoded word (RFC 2047) would be decoded again on its way out.
    return len(email) <= _LONGEST_EMAIL and "=?" not in email and _WHOLE.fullmatch(email) is not None


def parsed(raw: bytes) -> Message:
    """Return a message's headers, of the bytes `raw` of all of it: what it encloses is not gone through."""
    return BytesHeaderParser(policy=LENIENT).parsebytes(alone(raw))


def alone(raw: bytes) -> bytes:
    """Return a message without what it holds: who sent it and what about."""
    ends = (raw.find(end) for end in (b"\r\n\r\n", b"\n\n"))
    return raw[: min((end for end in ends if end >= 0), default=len(raw))] + b"\r\n\r\n"


def ids(message: Message, name: str) -> tuple[str, ...]:
    """Return the message ids (RFC 5322) of a header, each once, the last 20."""
    return tuple(dict.fromkeys(_ID.findall(_raw(message, name))))[-_MOST_IDS:]


def message_id(message: Message) -> str:
    """Return the Message-ID in angle brackets, also when its sender left them out; "" when there is none."""
    raw = _raw(message, "Message-ID")[:_LONGEST]
    found = _ID.search(raw)
    if found:
        return found[0]
    return f"<{raw}>" if _BARE_ID.fullmatch(raw) else ""


def when(message: Message) -> datetime | None:
    """Return the Date header as a UTC time, or None."""
    try:
        told = parsedate_to_datetime(_raw(message, "Date")[:_LONGEST])
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _raw(message: Message, name: str) -> str:
    return str(message.get(name, ""))


def _usable(name: str, email: str) -> Address | None:
    if not is_address(email):
        return None
    shown = decoded(re.sub(r"\\(.)", r"\1", name).strip().strip("\"'").strip())
    # "head@school <other@elsewhere>": a name that is an address would greet, and vouch for, the wrong one.
    return Address("" if _BARE.search(shown) else shown.strip("\"' ")[:200], email)


def _pieces(raw: str) -> Iterator[str]:
    """Yield plain text and decoded words; words that split a letter between them are decoded together."""
    end, charset, held = 0, "", b""
    for word in _ENCODED.finditer(raw):
        if word.start() > end or word[1].lower() != charset:
            yield as_text(held, charset)
            yield raw[end : word.start()]
            held = b""
        held += _word_bytes(word)
        end, charset = word.end(), word[1].lower()
    yield as_text(held, charset)
    yield raw[end:]


def _word_bytes(word: re.Match[str]) -> bytes:
    data = word[3].encode("utf-8", "replace")
    if word[2] in "qQ":
        return binascii.a2b_qp(data, header=True)
    try:
        return b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return word[0].encode("utf-8", "replace")


def as_text(data: bytes, charset: str) -> str:
    """Return `data` in the charset that its sender names, or in the likeliest one when that is none."""
    try:
        if charset and codecs.lookup(charset).name not in _NO_CHARSETS:
            return data.decode(charset, "replace")
    except (LookupError, ValueError):
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
