"""What a kind of mailbox must offer so that the contract can be tried on it."""

from __future__ import annotations

from typing import ClassVar

from mailboxes.mailbox import Mailbox


class World:
    """One mailbox and what people and other programs do to it. Each kind makes its own of this."""

    moves_take_turns: ClassVar[bool] = False
    """Two sessions must not move one message at once, for the server would let both win and keep two copies. The
    module says so; the contract's racers then take turns, as the desk's pollers do by the ledger's lease."""

    def open(self) -> Mailbox:
        """A session of its own on the mailbox, not yet prepared."""
        raise NotImplementedError

    def deliver(self, raw: bytes) -> None:
        """A message arrives in the inbox."""
        raise NotImplementedError

    def flag_all(self) -> None:
        """A person opens the inbox in a mail program: every message becomes seen and flagged."""
        raise NotImplementedError

    def take_all(self) -> None:
        """A person moves every message out of the inbox, to a folder the desk does not know."""
        raise NotImplementedError

    def held(self, folder: str) -> list[bytes]:
        """The messages in one of the desk's folders, sorted."""
        raise NotImplementedError

    def sent(self) -> list[bytes]:
        """What was sent, as the recipients' server has it, sorted."""
        raise NotImplementedError
