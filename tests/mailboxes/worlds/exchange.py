"""An Exchange Server as the tests have it (`ews_server`), reached by the real exchangelib over HTTPS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ews_server import ADDRESS, PASSWORD, USER, EwsServer, running
from mailboxes.exchange import Access, ExchangeAccount, ExchangeMailbox, SignIn
from mailboxes.mailbox import Mailbox
from worlds.world import World


def account(server: EwsServer, **other: Any) -> ExchangeAccount:
    """The service account of the tests; `other` says what is different."""
    told: dict[str, Any] = {
        "address": ADDRESS,
        "sign_in": SignIn.BASIC,
        "access": Access.IMPERSONATION,
        "endpoint": server.url,
        "username": USER,
        "password": PASSWORD,
        "ca_file": server.ca_file,
        "timeout": 10.0,
        "patience": 5.0,
        "poll_seconds": 0.2,
    }
    return ExchangeAccount(**{**told, **other})


class ExchangeWorld(World):
    def __init__(self, server: EwsServer) -> None:
        self.server = server
        self.opened: list[ExchangeMailbox] = []

    def open(self) -> Mailbox:
        box = ExchangeMailbox(account(self.server))
        self.opened.append(box)
        return box

    def deliver(self, raw: bytes) -> None:
        self.server.store.put("inbox", raw)

    def flag_all(self) -> None:
        store = self.server.store
        for item in store.inside(store.folder("inbox")):
            item.read, item.version = True, item.version + 1

    def take_all(self) -> None:
        store = self.server.store
        for item in store.inside(store.folder("inbox")):
            store.move(item.id, store.folder("deleteditems"))

    def held(self, folder: str) -> list[bytes]:
        store = self.server.store
        return sorted(item.raw for item in store.inside(store.named(folder)))

    def sent(self) -> list[bytes]:
        return sorted(self.server.store.delivered)


def open_world(request: pytest.FixtureRequest, folder: Path) -> World:
    folder.mkdir(exist_ok=True)
    running_one = running(EwsServer(), folder)
    world = ExchangeWorld(running_one.__enter__())
    request.addfinalizer(lambda: _end(world, running_one))
    return world


def _end(world: ExchangeWorld, running_one: Any) -> None:
    for box in world.opened:
        box.close()
    running_one.__exit__(None, None, None)
