"""A Microsoft 365 mailbox behind a Graph of our own (graph_server says what that assumes), and what happens to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph_server import CLIENT, MAILBOX, TENANT, GraphServer
from mailboxes.graph.account import GraphAccount
from mailboxes.graph.mailbox import GraphMailbox
from worlds.world import World


class GraphWorld(World):
    moves_take_turns = True
    """Graph moves a message by its immutable id from wherever it is: between looking and moving another may move it.
    There is no second copy, but both are told that they moved it."""

    def __init__(self, server: GraphServer) -> None:
        self.server = server

    def account(self, **other: Any) -> GraphAccount:
        account = GraphAccount(
            mailbox=MAILBOX,
            tenant=TENANT,
            client_id=CLIENT,
            private_key=self.server.key_pem + self.server.certificate_pem,
            login=self.server.origin,
            service=f"{self.server.origin}/v1.0",
            ca_file=str(self.server.ca_file),
            timeout=5,
            patience=2,
            poll_seconds=0.1,
            settle_seconds=0.05,
        )
        return replace(account, **other)

    def open(self, **other: Any) -> GraphMailbox:
        return GraphMailbox(self.account(**other))

    def deliver(self, raw: bytes) -> None:
        self.server.store.add(raw)

    def flag_all(self) -> None:
        for item in self.server.store.within("folder-inbox"):
            self.server.store.touch(item.id, is_read=True)

    def take_all(self) -> None:
        kept = self.server.store.named("Kept by a person")
        for item in self.server.store.within("folder-inbox"):
            self.server.store.move(item.id, kept)

    def held(self, folder: str) -> list[bytes]:
        return sorted(item.mime for item in self.server.store.within(self.server.store.named(folder)))

    def sent(self) -> list[bytes]:
        return sorted(item.mime for item in self.server.store.delivered)


def open_world(request: pytest.FixtureRequest, folder: Path) -> GraphWorld:
    """A tenant of its own, gone after the test; a client that did what Graph forbids fails it."""
    server = GraphServer(folder)
    server.__enter__()

    def end() -> None:
        server.stop()
        if server.wrongs:
            pytest.fail("; ".join(server.wrongs))

    request.addfinalizer(end)
    return GraphWorld(server)
