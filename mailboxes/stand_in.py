"""A message in place of one that the mail server cannot hand over: it goes to a person, and the line goes on."""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage, Message
from email.policy import SMTP

from mailboxes import headers

_HEADER = "X-Offsite-Desk-Stand-In"
_ID = re.compile(r"<[!-;=?-~]{1,400}>")
_LONGEST = 400
_TEXT = (
    "{service} could not hand this message over, or it is too large. Open it in the mailbox with a mail program.\n"
    "Sender: {sender}\n"
)


def stand_in(service: str, key: str, *, message_id: object, subject: object, sender: object) -> bytes:
    """Return a message with what `service` tells of the one at `key`; what is told that is no text counts as untold.

    It comes from nobody, and names its sender in the text: so no school is told that a form is missing which may be
    there, while the team hears of it as of any mail that wants a person.
    """
    message = EmailMessage(policy=SMTP)
    message[_HEADER] = "yes"
    message["Subject"] = headers.decoded(_text(subject))[:_LONGEST]
    address = _text(sender)
    message.set_content(_TEXT.format(service=service, sender=address if headers.is_address(address) else "unknown"))
    told = _ID.search(_text(message_id))
    # Without one of its own all stand-ins would be duplicates of the first.
    own_id = told[0] if told else f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@unreadable.invalid>"
    return f"Message-ID: {own_id}\r\n".encode("ascii") + message.as_bytes()


def is_stand_in(message: Message) -> bool:
    """Tell whether a message stands in for another, by its own word: whoever says so of a letter gets no answer."""
    return _HEADER in message and not headers.text(message, "From")


def _text(told: object) -> str:
    return told if isinstance(told, str) else ""
