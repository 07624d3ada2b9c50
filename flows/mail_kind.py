"""What every kind of mailbox gives to the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from mailboxes.mailbox import Mailbox


class Part(BaseModel):
    """A table of settings whose relative paths are taken from the settings file's folder."""

    # A wrong value may be a password in the wrong place: no error quotes it.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def below(self, folder: Path) -> Self:
        """Return these settings with relative paths taken from `folder`."""
        paths = {key: folder / value.expanduser() for key, value in self if isinstance(value, Path)}
        return self.model_copy(update=paths)


class Kind(Part):
    """What every kind gives: a mailbox that is not yet connected, and the name under which the ledger knows it."""

    sends: ClassVar[bool] = True
    """Whether letters leave this machine."""

    @property
    def name(self) -> str:
        """The mailbox's name in the ledger: it stays the same from run to run, and holds no secret."""
        raise NotImplementedError

    def open(self) -> Mailbox:
        """Return the mailbox, which connects when it is prepared. Raises SettingsError when a secret cannot be read."""
        raise NotImplementedError
