"""Which mailbox the desk works on: one model per kind, written under `[mailbox]` in offsite.toml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from flows.exchange_settings import ExchangeSettings
from flows.graph_settings import GraphSettings
from flows.imap_settings import ImapSettings
from flows.mail_kind import Kind as _Kind

if TYPE_CHECKING:
    from mailboxes.mailbox import Mailbox


class MaildirSettings(_Kind):
    """A Maildir on this machine: the embedded default."""

    sends: ClassVar[bool] = False
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


MailboxSettings = Annotated[
    MaildirSettings | ImapSettings | GraphSettings | ExchangeSettings, Field(discriminator="kind")
]
"""One of the kinds, told apart by `kind`."""
