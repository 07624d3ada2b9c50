"""A message in place of one that the server cannot give as MIME: it goes to a person, and the line goes on."""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP

from mailboxes import headers
from mailboxes.exchange.untyped import Untyped

_TEXT = (
    "The mail server could not hand this message over, or it is too large. Open it in the mailbox with Outlook.\n"
    "Sender: {sender}\n"
)
_LONGEST_SUBJECT = 400
_ID = re.compile(r"<[!-;=?-~]{1,400}>")


def stand_in(key: str, properties: Untyped) -> bytes:
    """Return a message with what `properties` (message_id, author, subject; or None) tell of the one at `key`.

    It comes from nobody, and names its sender in the text: so no school is told that a form is missing which is
    there, while the team hears of it as of any mail that wants a person.
    """
    message = EmailMessage(policy=SMTP)
    sender = str(getattr(getattr(properties, "author", None), "email_address", None) or "")
    subject = str(getattr(properties, "subject", None) or "")
    message["Subject"] = headers.decoded(subject)[:_LONGEST_SUBJECT]
    message.set_content(_TEXT.format(sender=sender if headers.is_address(sender) else "unknown"))
    told = _ID.search(str(getattr(properties, "message_id", None) or ""))
    # Without one of its own all stand-ins would be duplicates of the first.
    message_id = told[0] if told else f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@unreadable.invalid>"
    return f"Message-ID: {message_id}\r\n".encode("ascii") + message.as_bytes()
