"""Writes a message for sending: text and HTML, attachments, the headers that thread it and keep machines quiet."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address as MailAddress
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any, ClassVar, Literal

from mailboxes.automatic import LOOP_HEADER
from mailboxes.bounces import LETTER_HEADER
from mailboxes.headers import is_address

_ID_HEADERS = ("Message-ID", "In-Reply-To", "References", LETTER_HEADER)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What ends a line for one program or another, and halves of characters."""
_TOKEN = re.compile(r"[A-Za-z0-9._-]{1,100}")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_IDS = re.compile(r"<[!-;=?-~]+>( <[!-;=?-~]+>)*")
_MEDIA_TYPE = re.compile(r"(application|image|audio|video|text)/([A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126})")


class ComposeError(ValueError):
    """A message cannot be written; the message names the header, never its value."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send. `in_reply_to` makes it an answer; `date` is timezone-aware."""

    message_id: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    date: datetime
    html: str = ""
    sender_name: str = ""
    reply_to: str = ""
    cc: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    loop: str = "desk"


class _Ids(BaseHeader):
    """Message ids, one a line. The library would encode a long one (RFC 2047), and no program finds its thread then."""

    max_count: ClassVar[Literal[1] | None] = 1

    @classmethod
    def parse(cls, string: str, kwds: dict[str, Any]) -> None:
        """Take the header for what it says, as the library's own classes do."""
        UnstructuredHeader.parse(string, kwds)

    def fold(self, *, policy: Policy) -> str:
        """Return the header as it is written."""
        return f"{self.name}: {f'{policy.linesep} '.join(self.split())}{policy.linesep}"


def _policy() -> Policy:
    registry = HeaderRegistry()
    for name in _ID_HEADERS:
        registry.map_to_type(name, _Ids)
    return SMTP.clone(header_factory=registry)


_POLICY = _policy()


def new_message_id(domain: str, token: str) -> str:
    """Return a Message-ID (RFC 5322) of `token` (letters, digits, dots, dashes) at `domain`; else ComposeError."""
    if not (_TOKEN.fullmatch(token) and _DOMAIN.fullmatch(domain)):
        raise ComposeError("A Message-ID needs a token of letters, digits, dots and dashes, and a domain name.")
    return f"<{token}@{domain}>"


def compose(outgoing: Outgoing) -> bytes:
    """Return the message as bytes, CRLF lines; the same input gives the same bytes.

    Raises ComposeError when a header's value holds a control character, or an address is none: nothing a
    stranger wrote can add a header.
    """
    if not outgoing.to:
        raise ComposeError("A letter needs a recipient.")
    message = EmailMessage(policy=_POLICY)
    for name, value in _headers(outgoing):
        _add(message, name, value)
    message.set_content(_sendable(outgoing.text), cte="quoted-printable")
    if outgoing.html:
        message.add_alternative(_sendable(outgoing.html), subtype="html", cte="quoted-printable")
    for attachment in outgoing.attachments:
        _attach(message, attachment)
    _refuse_hidden_breaks(message)
    _fix_boundaries(message, outgoing.message_id)
    return message.as_bytes()


def _add(message: EmailMessage, name: str, value: str) -> None:
    if _CONTROL.search(value):
        raise ComposeError(f"The {name} header would hold a line break or another control character. Take it out.")
    if name in _ID_HEADERS and not _IDS.fullmatch(value):
        raise ComposeError(f"The {name} header must hold message ids in angle brackets.")
    try:
        message[name] = value
    except (ValueError, IndexError, AttributeError):
        raise ComposeError(f"The {name} header cannot be written. Check the address or the text.") from None


def _refuse_hidden_breaks(message: EmailMessage) -> None:
    """The library decodes encoded words (RFC 2047) in what it is given: a line break can hide in one."""
    for part in message.walk():
        for name, value in part.items():
            if _CONTROL.search(str(value)):
                raise ComposeError(
                    f"The {name} header would hold a line break or another control character. Take it out."
                )


def _sendable(text: str) -> str:
    """Half of a character, as broken programs leave it, cannot be sent; a question mark stands for it."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _headers(outgoing: Outgoing) -> list[tuple[str, str]]:
    headers = [
        ("From", _address(outgoing.sender, outgoing.sender_name)),
        ("To", ", ".join(_address(each) for each in outgoing.to)),
        *([("Cc", ", ".join(_address(each) for each in outgoing.cc))] if outgoing.cc else []),
        *([("Reply-To", _address(outgoing.reply_to))] if outgoing.reply_to else []),
        ("Subject", outgoing.subject),
        ("Date", format_datetime(outgoing.date)),
        ("Message-ID", outgoing.message_id),
        ("Auto-Submitted", "auto-replied" if outgoing.in_reply_to else "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        (LOOP_HEADER, outgoing.loop),
        (LETTER_HEADER, outgoing.message_id),
    ]
    if outgoing.in_reply_to:
        headers.append(("In-Reply-To", outgoing.in_reply_to))
        headers.append(("References", " ".join(outgoing.references or (outgoing.in_reply_to,))))
    return headers


def _address(email: str, name: str = "") -> str:
    if not is_address(email):
        raise ComposeError(
            "An address of the message is none. Check it, in the council's profile if it is the council's."
        )
    try:
        return str(MailAddress(display_name=name, addr_spec=email))
    except (ValueError, IndexError, AttributeError):
        raise ComposeError("The sender's name cannot be written. Check it in the council's profile.") from None


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    if _CONTROL.search(attachment.name):
        raise ComposeError("An attachment's name would hold a line break or another control character. Take it out.")
    # A message attached as message/rfc822 would be rewritten on the way; as a plain file it stays as it came.
    found = _MEDIA_TYPE.fullmatch(attachment.media_type)
    main, sub = (found[1], found[2]) if found else ("application", "octet-stream")
    message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """The library draws boundaries at random; these are drawn from the Message-ID."""
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary("=_" + hashlib.sha256(f"{seed}{place}".encode()).hexdigest()[:40])
