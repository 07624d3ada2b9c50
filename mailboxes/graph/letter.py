"""A letter as Microsoft Graph takes it: MIME up to a size, and above it the attachments apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses

from mailboxes import headers
from mailboxes.mailbox import Rejected

LARGEST_WHOLE = 3_000_000
"""Bytes that fit into one request: Graph takes 4 MB, and what it is given is base64, four bytes for three."""
_AS_WRITTEN = policy.compat32.clone(linesep="\r\n", max_line_length=None, mangle_from_=False)
_TO = ("To", "Cc", "Bcc")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that is attached to the draft by a request of its own."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter for Graph: its Message-ID, the MIME of its draft, and what is attached to that afterwards."""

    message_id: str
    mime: bytes = field(repr=False)
    enclosures: tuple[Enclosure, ...] = ()


def letter(raw: bytes, recipients: Sequence[str]) -> Letter:
    """Return the letter `raw` to `recipients`. Raises Rejected when Graph could not send it, or not to just them.

    Graph has no envelope: it sends to whom To, Cc and Bcc name, so they must be the recipients.
    """
    message = message_from_bytes(raw, policy=headers.LENIENT)
    if not recipients:
        raise Rejected("A letter without a recipient cannot be sent.")
    if _addressed(message) != {address.casefold() for address in recipients}:
        raise Rejected("The letter's To and Cc do not name its recipients, and Graph sends to nobody else.")
    message_id = headers.message_id(message)
    if not message_id:
        raise Rejected("A letter without a Message-ID cannot be told from its repeat.")
    if len(raw) <= LARGEST_WHOLE:
        return Letter(message_id, raw)
    mime, enclosures = _taken_apart(raw)
    if len(mime) > LARGEST_WHOLE:
        raise Rejected(f"Without its attachments the letter is larger than {LARGEST_WHOLE:,} bytes.")
    return Letter(message_id, mime, enclosures)


def _addressed(message: Message) -> set[str]:
    told = [str(value) for name in _TO for value in message.get_all(name, [])]
    return {address.casefold() for _, address in getaddresses(told)}


def _taken_apart(raw: bytes) -> tuple[bytes, tuple[Enclosure, ...]]:
    """Return the MIME without its attachments, and the attachments.

    The draft is made from MIME also here, because a draft that is described in JSON takes no header of its own but
    X-…: In-Reply-To and References would be lost, and no later request can add them. So all that Graph adds to such
    a draft are files: nothing inside the text, and no attached message as a message.
    """
    message = message_from_bytes(raw, policy=_AS_WRITTEN)
    payload = message.get_payload()
    if message.get_content_type() != "multipart/mixed" or not isinstance(payload, list):
        return raw, ()
    parts = [part for part in payload if isinstance(part, Message)]
    message.set_payload([part for part in parts if not _is_file(part)])
    return message.as_bytes(policy=_AS_WRITTEN), tuple(_enclosure(part) for part in parts if _is_file(part))


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" and not part.is_multipart()


def _enclosure(part: Message) -> Enclosure:
    content = part.get_payload(decode=True)
    return Enclosure(
        part.get_filename() or "file", part.get_content_type(), content if isinstance(content, bytes) else b""
    )
