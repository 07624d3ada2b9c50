"""Which mailbox the desk works on: one model per kind, written under `[mailbox]` in offsite.toml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from mailboxes.mailbox import Mailbox


class _Kind(BaseModel):
    """What every kind gives: a mailbox that is not yet connected, and the name under which the ledger knows it."""

    # A wrong value may be a password in the wrong place: no error quotes it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @property
    def name(self) -> str:
        """The mailbox's name in the ledger: it stays the same from run to run, and holds no secret."""
        raise NotImplementedError

    def open(self) -> Mailbox:
        """Return the mailbox, which connects when it is prepared. Raises SettingsError when a secret cannot be read."""
        raise NotImplementedError

    def below(self, folder: Path) -> Self:
        """Return these settings with relative paths taken from `folder`."""
        paths = {key: folder / value.expanduser() for key, value in self if isinstance(value, Path)}
        return self.model_copy(update=paths)


class MaildirSettings(_Kind):
    """A Maildir on this machine: the embedded default."""

    kind: Literal["maildir"] = "maildir"
    folder: Path
    """The Maildir, with its folders below it."""

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.folder)

    def open(self) -> Mailbox:
        """Return the Maildir."""
        from mailboxes.maildir import MaildirMailbox

        return MaildirMailbox(self.folder)


class ImapSettings(_Kind):
    """A mailbox that is read through IMAP and sent from through SMTP."""

    kind: Literal["imap"]
    host: str
    """The IMAP server."""
    user: str
    """The name the desk logs in with; usually the address."""

    @property
    def name(self) -> str:
        """User and server, as a URL (RFC 5092)."""
        return f"imap://{self.user}@{self.host}"

    def open(self) -> Mailbox:
        """Return the mailbox."""
        raise NotImplementedError


MailboxSettings = Annotated[MaildirSettings | ImapSettings, Field(discriminator="kind")]
"""One of the kinds, told apart by `kind`."""
