"""A user of a real Dovecot with a real SMTP server beside it, and another mail program on the same mailbox."""

from __future__ import annotations

import imaplib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from imap_tools import BaseMailBox, MailBox

from mail_servers import HOST, PASSWORD, Authority, Dovecot, Relay
from mailboxes.imap import ImapAccount, ImapMailbox
from mailboxes.mailbox import Mailbox
from mailboxes.server import Login, Security, Server
from mailboxes.smtp import SmtpAccount
from worlds.world import World

THEIRS = "What a person keeps"


class ImapWorld(World):
    # Dovecot lets two sessions move one message, and leaves two copies: of RFC 6851's MOVE only COPY and EXPUNGE are
    # promised. The desk's pollers take turns by the ledger's lease, and so do the contract's racers.
    moves_take_turns = True

    def __init__(self, dovecot: Dovecot, relay: Relay, authority: Authority) -> None:
        self.dovecot = dovecot
        self.relay = relay
        self.user = f"{uuid.uuid4().hex}@exampleshire.example.org"
        self.account = ImapAccount(
            Server(HOST, dovecot.tls, Security.TLS, authority.ca_file, timeout=10),
            Login(self.user, PASSWORD),
            SmtpAccount(Server(HOST, relay.starttls, Security.STARTTLS, authority.ca_file, timeout=10)),
        )

    def open(self) -> Mailbox:
        return ImapMailbox(self.account)

    def at(self, port: int) -> ImapAccount:
        """The same account through another port: that of a proxy."""
        return replace(self.account, server=replace(self.account.server, port=port))

    @contextmanager
    def other_program(self) -> Iterator[BaseMailBox]:
        with MailBox(HOST, self.dovecot.tls, 10, ssl_context=self.account.server.tls()) as box:
            yield box.login(self.user, PASSWORD)

    def deliver(self, raw: bytes) -> None:
        with self.other_program() as box:
            box.append(raw)

    def flag_all(self) -> None:
        with self.other_program() as box:
            box.flag("1:*", ("\\Seen", "\\Flagged"), value=True)

    def take_all(self) -> None:
        with self.other_program() as box:
            if not box.folder.exists(THEIRS):
                box.folder.create(THEIRS)
            move_all(box.client, THEIRS)

    def held(self, folder: str) -> list[bytes]:
        with self.other_program() as box:
            if not box.folder.exists(folder):
                return []
            box.folder.set(folder)
            return sorted(raw for _, raw, _ in texts(box))

    def unread(self, folder: str) -> list[bytes]:
        """Those of `held` that nobody has read."""
        with self.other_program() as box:
            box.folder.set(folder)
            return sorted(raw for _, raw, flags in texts(box) if b"\\Seen" not in flags)

    def sent(self) -> list[bytes]:
        return self.relay.sent()


def texts(box: BaseMailBox) -> Iterator[tuple[str, bytes, bytes]]:
    """UID, bytes and flags of every message in the folder, unread as they were."""
    for uid in box.uids():
        _, told = box.client.uid("FETCH", uid, "(FLAGS BODY.PEEK[])")
        yield uid, told[0][1], told[0][0] + told[1]


def move_all(client: imaplib.IMAP4, folder: str) -> None:
    typ, told = client.uid("MOVE", "1:*", f'"{folder}"')
    assert typ == "OK", told


def open_world(request: pytest.FixtureRequest, _folder: Path) -> World:
    servers = (request.getfixturevalue(name) for name in ("dovecot", "relay", "authority"))
    return ImapWorld(*servers)
