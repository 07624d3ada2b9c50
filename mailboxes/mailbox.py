"""What the desk needs of a mailbox, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Folder(StrEnum):
    """Where a message goes when its outcome is known; nothing is ever deleted."""

    DONE = "Filed"
    PERSON = "For a person"
    QUARANTINE = "Quarantine"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message that waits in the inbox: its key there, when it came (UTC), its size in bytes."""

    key: str
    received: datetime
    size: int


class MailboxError(Exception):
    """A mailbox could not do what was asked. `code` is stable; the message names the remedy."""

    code = "mailbox"


class Gone(MailboxError):  # the field's words for what happened
    """The message is no longer where it was: a person or another program moved it."""

    code = "gone"


class Transient(MailboxError):  # as above
    """A fault that passes: the server is busy or away. Trying again later is right."""

    code = "transient"


class AuthFailed(MailboxError):  # as above
    """The server refuses the desk's credentials. Trying again does not help."""

    code = "auth_failed"


class Rejected(MailboxError):  # as above
    """The server refuses this message for good."""

    code = "rejected"


class SendUnknown(MailboxError):  # as above
    """The message was handed over and nobody knows whether it went."""

    code = "send_unknown"


@runtime_checkable
class Mailbox(Protocol):
    """A mailbox that is read and sent from. Every method may raise MailboxError."""

    def prepare(self) -> None:
        """Make sure that the mailbox can be used and that its folders are there."""
        ...

    def pending(self, limit: int) -> Sequence[Arrival]:
        """Return up to `limit` messages that wait in the inbox, the oldest first."""
        ...

    def fetch(self, key: str) -> bytes:
        """Return a waiting message as it came; raises Gone when it waits no longer."""
        ...

    def move(self, key: str, folder: Folder) -> None:
        """Move a waiting message to `folder`; raises Gone when it waits no longer."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until something arrives, `seconds` at most; tell whether something may have."""
        ...

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Send a message. Raises Rejected, SendUnknown or Transient."""
        ...

    def close(self) -> None:
        """Give back what `prepare` took."""
        ...
