"""A letter before it goes to an Exchange Server, which sends to whom the letter itself names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import getaddresses

from mailboxes import headers
from mailboxes.mailbox import Rejected


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter whose header names its recipients, no fewer and no more."""

    message_id: str
    raw: bytes = field(repr=False)


def as_letter(raw: bytes, recipients: Sequence[str]) -> Letter:
    """Return the letter, or raise Rejected: EWS takes no envelope, so the header must say the same."""
    message = headers.parsed(raw)
    if not recipients:
        raise Rejected("A letter without a recipient cannot be sent.")
    named = getaddresses([str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])])
    if {email.casefold() for _, email in named} != {recipient.casefold() for recipient in recipients}:
        raise Rejected("The letter's To and Cc do not name its recipients, and an Exchange Server sends to those.")
    message_id = headers.message_id(message)
    if not message_id:
        raise Rejected("A letter without a Message-ID cannot be sent once and no more.")
    return Letter(message_id, raw)
