"""A message in place of one that the server cannot give as MIME: it goes to a person, and the line goes on."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from mailboxes import headers
from mailboxes.exchange.untyped import Untyped

_TEXT = "The mail server could not hand this message over. Open it in the mailbox with Outlook.\n"
_LONGEST_SUBJECT = 400


def stand_in(properties: Untyped) -> bytes:
    """Return a message with what `properties` (message_id, author, subject; or None) tell of the one it stands for.

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
    raw = message.as_bytes()
    message_id = headers.ids(_only(str(getattr(properties, "message_id", None) or "")), "Message-ID")
    return f"Message-ID: {message_id[0]}\r\n".encode("ascii") + raw if message_id else raw


def _only(message_id: str) -> EmailMessage:
    told = EmailMessage(policy=headers.LENIENT)
    told["Message-ID"] = " ".join(message_id.split())
    return told
