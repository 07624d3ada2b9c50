"""A mailbox as Exchange keeps it: folders, items whose id changes when they move, and no idea of who asks."""

from __future__ import annotations

import threading
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from itertools import count

TOP = "msgfolderroot"
DISTINGUISHED = {
    "root": "",
    TOP: "Top of Information Store",
    "inbox": "Inbox",
    "sentitems": "Sent Items",
    "outbox": "Outbox",
    "drafts": "Drafts",
    "deleteditems": "Deleted Items",
}


class EwsError(Exception):
    """A response code of EWS."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text or f"{code} (as the server puts it)"


@dataclass
class StoredFolder:
    id: str
    name: str
    parent: str


@dataclass
class StoredItem:
    id: str
    folder: str
    raw: bytes
    received: datetime | None
    serial: int
    version: int = 1
    read: bool = False
    submitted: bool = False
    message_id: str = ""
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def changekey(self) -> str:
        return _token(f"{self.id}/{self.version}")


class Store:
    """One mailbox. `delivered` is what left it, as its recipients' server has it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.lock = threading.RLock()
        self._serial = count(1)
        self.folders = {
            name: StoredFolder(_token(f"folder {name}"), shown, TOP) for name, shown in DISTINGUISHED.items()
        }
        self.items: dict[str, StoredItem] = {}
        self.delivered: list[bytes] = []
        self.rewrites_message_ids = False
        """Whether a letter's Message-ID is another one after it was sent."""

    def folder(self, identity: str) -> StoredFolder:
        """Return a folder by its id or its distinguished name."""
        found = self.folders.get(identity) or next((f for f in self.folders.values() if f.id == identity), None)
        if found is None:
            raise EwsError("ErrorFolderNotFound")
        return found

    def named(self, name: str) -> StoredFolder:
        return next(folder for folder in self.folders.values() if folder.name == name)

    def children(self, parent: StoredFolder) -> list[StoredFolder]:
        top = self.folders[TOP]
        return [f for f in self.folders.values() if parent is top and f is not top and f.name]

    def make_folder(self, parent: StoredFolder, name: str) -> StoredFolder:
        if any(folder.name.casefold() == name.casefold() for folder in self.children(parent)):
            raise EwsError("ErrorFolderExists")
        made = StoredFolder(_token(f"folder {next(self._serial)}"), name, parent.id)
        self.folders[made.id] = made
        return made

    def drop_folder(self, name: str) -> None:
        """A person deletes a folder."""
        gone = self.named(name)
        self.folders = {key: folder for key, folder in self.folders.items() if folder is not gone}

    def put(self, folder: str, raw: bytes, properties: dict[str, str] | None = None) -> StoredItem:
        with self.lock:
            serial = next(self._serial)
            told = str(message_from_bytes(raw).get("Message-ID", ""))
            item = StoredItem(
                _token(f"item {serial}"), self.folder(folder).id, raw, datetime.now(UTC), serial, message_id=told
            )
            item.properties = dict(properties or {})
            self.items[item.id] = item
            return item

    def item(self, identity: str) -> StoredItem:
        if not identity.startswith("AAMk"):
            raise EwsError("ErrorInvalidIdMalformed")
        if identity not in self.items:
            raise EwsError("ErrorItemNotFound")
        return self.items[identity]

    def inside(self, folder: StoredFolder) -> list[StoredItem]:
        return sorted((item for item in self.items.values() if item.folder == folder.id), key=lambda item: item.serial)

    def move(self, identity: str, folder: StoredFolder) -> StoredItem:
        with self.lock:
            item = self.item(identity)
            del self.items[identity]
            item.id, item.folder = _token(f"item {next(self._serial)}"), folder.id
            self.items[item.id] = item
            return item

    def send(self, identity: str, changekey: str, saved: StoredFolder) -> None:
        with self.lock:
            item = self.item(identity)
            if item.changekey != changekey:
                raise EwsError("ErrorIrresolvableConflict")
            self.delivered.append(item.raw)
            if self.address in str(message_from_bytes(item.raw)["To"]):
                self.put("inbox", item.raw)
            if self.rewrites_message_ids:
                item.message_id = f"<{item.serial}@rewritten.example.org>"
            self.move(identity, saved)


def _token(text: str) -> str:
    return "AAMk" + b64encode(text.encode()).decode()
