"""A message in place of one that the server cannot give as MIME: it goes to a person, and the line goes on."""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP

from mailboxes import headers
from mailboxes.exchange.untyped import Untyped

_TEXT = "The mail server could not hand this message over. Open it in the mailbox with Outlook.\n"
_LONGEST_SUBJECT = 400
_ID = re.compile(r"<[!-;=?-~]{1,400}>")


def stand_in(key: str, properties: Untyped) -> bytes:
    """Return a message with what `properties` (message_id, author, subject; or None) tell of the one at `key`.

    It is marked as automatic, so that nobody is told that a form is missing which is there.
    """
    message = EmailMessage(policy=SMTP)
    sender = str(getattr(getattr(properties, "author", None), "email_address", None) or "")
    if headers.is_address(sender):
        message["From"] = sender
    subject = str(getattr(properties, "subject", None) or "")
    message["Subject"] = headers.decoded(subject)[:_LONGEST_SUBJECT]
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_TEXT)
    told = _ID.search(str(getattr(properties, "message_id", None) or ""))
    # Without one of its own all stand-ins would be duplicates of the first.
    message_id = told[0] if told else f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@unreadable.invalid>"
    return f"Message-ID: {message_id}\r\n".encode("ascii") + message.as_bytes()
