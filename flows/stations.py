"""The stations one piece of work passes, opened together and closed together."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.profile import load_council
from flows.settings import Settings
from mailboxes.mailbox import Mailbox
from mailboxes.scanner import Scanner
from proposals.council import Council
from register import Register


@dataclass(frozen=True, slots=True)
class Stations:
    """What every step of a flow may use."""

    settings: Settings
    council: Council
    register: Register
    mailbox: Mailbox

    @property
    def scanner(self) -> Scanner | None:
        """The virus scanner, or None where none is set."""
        return self.settings.scanner.open() if self.settings.scanner else None

    @staticmethod
    def new_claim() -> str:
        """Return the name under which one piece of work is claimed: of this process, and of this claim alone.

        A step that hangs while it is tried again in the same process cannot speak for the second claim.
        """
        return f"{socket.gethostname()}.{os.getpid()}.{secrets.token_hex(4)}"


@contextmanager
def open_stations(settings: Settings, *, mailbox: bool = True, by: str = "") -> Iterator[Stations]:
    """Open the council's profile, the register (brought up to date) and the mailbox.

    `by` is who works, for the events ("user NAME"); without it this worker.
    With `mailbox=False` the mailbox is not connected: for work on what is stored, also while its server is away.
    Raises SettingsError, ProfileError, RegisterError or MailboxError, each with its remedy.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    council = load_council(settings.council_folder)
    register = settings.open_register(council.code).signed_by(by or f"worker {_this_worker()}")
    try:
        register.migrate()
        opened = settings.mailbox.open()
        try:
            if mailbox:
                opened.prepare()
            yield Stations(settings, council, register, opened)
        finally:
            opened.close()
    finally:
        register.close()


def _this_worker() -> str:
    return f"{socket.gethostname()}.{os.getpid()}"
