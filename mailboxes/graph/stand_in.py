"""A message in place of one that cannot be fetched: it goes to a person, who opens the real one in Outlook."""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from mailboxes import headers
from mailboxes.graph.told import Told

SELECT = "internetMessageId,subject,from"
"""What Graph is asked about such a message."""
_ID = re.compile(r"<[!-;=?-~]{1,400}>")
_LONGEST = 400
_TEXT = (
    "Microsoft 365 could not hand this message over, or it is too large. Open it in the mailbox with Outlook.\n"
    "Sender: {sender}\n"
)


def stand_in(key: str, told: Told) -> bytes:
    """Return a message with the subject and Message-ID that Graph tells of the one at `key`, its sender in the text.

    It comes from nobody: so no school is told that a form is missing which may be there, and the team, who is told
    of mail that needs a person, gets it as any other.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = headers.decoded(str(told.get("subject") or ""))[:_LONGEST]
    sender = _sender(told)
    message.set_content(_TEXT.format(sender=sender if headers.is_address(sender) else "unknown"))
    found = _ID.search(str(told.get("internetMessageId") or ""))
    # Without one of its own it would be a duplicate of the stand-in before it.
    message_id = found[0] if found else f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@unreadable.invalid>"
    return f"Message-ID: {message_id}\r\n".encode("ascii") + message.as_bytes()


def _sender(told: Told) -> str:
    place: Any = told
    for step in ("from", "emailAddress", "address"):
        place = place.get(step) if isinstance(place, dict) else None
    return place if isinstance(place, str) else ""
