"""What the desk needs of a mailbox, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol, runtime_checkable


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


@dataclass(frozen=True, slots=True)
class Look:
    """One thing about a mailbox that was looked at, and how it stands; `remedy` is empty when nothing needs doing."""

    what: str
    state: str
    remedy: str = ""


class MailboxError(Exception):
    """A mailbox could not do what was asked.

    `code` is stable, for the ledger; as text the error says what happened and then `remedy`, what to do about it.
    """

    code: ClassVar[str] = "mailbox"
    remedy: ClassVar[str] = "Run `offsite doctor` to see what is wrong."

    def __str__(self) -> str:
        return f"{super().__str__()} {self.remedy}".strip()


class Gone(MailboxError):
    """The message is no longer where it was: a person or another program moved it."""

    code = "gone"
    remedy = "Nothing needs doing: whoever moved it has it."


class Transient(MailboxError):
    """A fault that passes: the server is busy or away, the disk is full. Trying again later is right."""

    code = "transient"
    remedy = "The desk tries again by itself; if it stays so, run `offsite doctor`."


class AuthFailed(MailboxError):
    """The server refuses the desk's credentials. Trying again does not help."""

    code = "auth_failed"
    remedy = "Check the mailbox's credentials in the settings, then run `offsite doctor`."


class Untrusted(MailboxError):
    """The server cannot show that it is the one it should be. The desk does not talk to it."""

    code = "untrusted"
    remedy = "Check the server's name; if the council signs its own certificates, name their authority in ca_file."


class Unsuitable(MailboxError):
    """The server cannot do, or does not allow, what the desk rests on."""

    code = "unsuitable"
    remedy = "See docs/mailboxes.md for what a server must offer, and for the other kinds of mailbox."


class Rejected(MailboxError):
    """The server refuses this message for good."""

    code = "rejected"
    remedy = "Check the recipient's address; `offsite status` lists what was refused."


class SendUnknown(MailboxError):
    """The message was handed over and nobody knows whether it went."""

    code = "send_unknown"
    remedy = "Look for it in the mailbox's sent messages before sending it again."


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
        """Wait until a message arrives that the last `pending` did not see, `seconds` at most; tell whether one did."""
        ...

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Send a message; the same Message-ID again is sent once. Raises Rejected, SendUnknown or Transient."""
        ...

    def examine(self) -> Iterator[Look]:
        """Look at what the desk rests on, in the order a connection is made, and end with the first fault.

        Sends nothing, moves nothing, marks nothing as read; makes the folders that are missing. A fault of the
        mailbox is a Look with its remedy, not an error.
        """
        ...

    def close(self) -> None:
        """Give back what `prepare` took."""
        ...


def looked(what: str, look: Callable[[], str]) -> Look:
    """Return what `look` says of `what`, or the mailbox's fault and its remedy."""
    try:
        return Look(what, look())
    except MailboxError as error:
        return Look(what, error.code.replace("_", " "), str(error))
