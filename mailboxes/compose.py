"""Writes a message for sending: text and HTML, attachments, the headers that thread it and keep machines quiet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mailboxes.automatic import LOOP_HEADER


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
    attachments: tuple[Attachment, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    loop: str = "desk"


def new_message_id(domain: str, token: str) -> str:
    """Return a Message-ID (RFC 5322) for `token`, which holds letters, digits, dots and dashes only."""
    return f"<{token}@{domain}>"


def compose(outgoing: Outgoing) -> bytes:
    """Return the message as bytes, CRLF lines; the same input gives the same bytes.

    Raises ComposeError when a header's value holds a line break, or an address is none: nothing a stranger
    wrote can add a header.
    """
    message = EmailMessage(policy=SMTP)
    for name, value in _headers(outgoing):
        if any(mark in value for mark in "\r\n\x00"):
            raise ComposeError(f"The {name} header would hold a line break. Take it out of the value.")
        try:
            message[name] = value
        except (ValueError, IndexError, AttributeError):
            raise ComposeError(f"The {name} header cannot be written. Check the address or the text.") from None
    message.set_content(outgoing.text, cte="quoted-printable")
    if outgoing.html:
        message.add_alternative(outgoing.html, subtype="html", cte="quoted-printable")
    for attachment in outgoing.attachments:
        _attach(message, attachment)
    _fix_boundaries(message, outgoing.message_id)
    return message.as_bytes()


def _headers(outgoing: Outgoing) -> list[tuple[str, str]]:
    headers = [
        ("From", _address(outgoing.sender, outgoing.sender_name)),
        ("To", ", ".join(_address(each) for each in outgoing.to)),
        ("Subject", outgoing.subject),
        ("Date", format_datetime(outgoing.date)),
        ("Message-ID", outgoing.message_id),
        ("Auto-Submitted", "auto-replied" if outgoing.in_reply_to else "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        (LOOP_HEADER, outgoing.loop),
    ]
    if outgoing.in_reply_to:
        headers.append(("In-Reply-To", outgoing.in_reply_to))
        headers.append(("References", " ".join(outgoing.references or (outgoing.in_reply_to,))))
    return headers


def _address(email: str, name: str = "") -> str:
    try:
        return str(MailAddress(display_name=name, addr_spec=email))
    except (ValueError, IndexError, AttributeError):
        raise ComposeError("An address of the message is none. Check the council's profile.") from None


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    main, _, sub = attachment.media_type.partition("/")
    if main not in {"application", "image", "audio", "video", "text"} or not sub:
        # A message attached as message/rfc822 would be rewritten on the way; as a plain file it stays as it came.
        main, sub = "application", "octet-stream"
    message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """The library draws boundaries at random; these are drawn from the Message-ID."""
    for place, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary("=_" + hashlib.sha256(f"{seed}{place}".encode()).hexdigest()[:40])
