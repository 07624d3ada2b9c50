"""A Maildir, and what other programs do to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailboxes.mailbox import Mailbox
from mailboxes.maildir import MaildirMailbox
from worlds.world import World


class MaildirWorld(World):
    def __init__(self, root: Path) -> None:
        self.root = root
        self.serial = 0

    def open(self) -> Mailbox:
        return MaildirMailbox(self.root)

    def deliver(self, raw: bytes) -> None:
        self.serial += 1
        draft = self.root / "tmp" / f"{self.serial:06}.example"
        draft.write_bytes(raw)
        draft.rename(self.root / "new" / draft.name)

    def flag_all(self) -> None:
        for path in (self.root / "new").iterdir():
            path.rename(self.root / "cur" / f"{path.name}:2,FS")

    def take_all(self) -> None:
        for path in [*(self.root / "new").iterdir(), *(self.root / "cur").iterdir()]:
            path.rename(self.root.parent / path.name)

    def held(self, folder: str) -> list[bytes]:
        paths = [path for part in ("new", "cur") for path in (self.root / f".{folder}" / part).iterdir()]
        return sorted(path.read_bytes() for path in paths)

    def sent(self) -> list[bytes]:
        return self.held("Sent")


def open_world(_request: pytest.FixtureRequest, folder: Path) -> World:
    return MaildirWorld(folder / "mail")
