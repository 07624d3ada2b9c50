"""A mailbox as Exchange Online keeps it, as far as the desk can tell: folders, items, changes, sending."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes
from email.utils import getaddresses

STANDING = ("inbox", "drafts", "outbox", "sentitems", "deleteditems", "msgfolderroot")
REFUSED = "nobody@refused.example.org"
"""An address that this mailbox's server does not send to."""


@dataclass
class Attached:
    name: str
    media_type: str
    data: bytes


@dataclass
class Item:
    id: str
    folder: str
    mime: bytes
    received: float
    is_draft: bool = False
    is_read: bool = False
    attached: list[Attached] = field(default_factory=list)

    @property
    def message_id(self) -> str:
        return str(message_from_bytes(self.mime)["Message-ID"] or "")

    @property
    def recipients(self) -> set[str]:
        message = message_from_bytes(self.mime)
        return {address for _, address in getaddresses([*message.get_all("To", []), *message.get_all("Cc", [])])}


@dataclass
class Upload:
    item: Item
    name: str
    media_type: str
    size: int
    data: bytes = b""


class Fault(Exception):
    """The store refuses, as Graph says it."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Store:
    """One mailbox. Every method is safe from several threads: it holds the lock."""

    def __init__(self, address: str) -> None:
        self.address = address
        """What is sent here comes into the inbox."""
        self.lock = threading.RLock()
        self.items: dict[str, Item] = {}
        self.folders: dict[str, str] = {f"folder-{name}": name for name in STANDING}
        """Names by id; those of the desk are below the root like the rest."""
        self.delivered: list[Item] = []
        """What left the mailbox, once for each time that it left."""
        self.changes: list[str] = []
        """Ids in the order their items were touched; a place in this list is a delta token."""
        self.forgotten = 0
        """Delta tokens below this are no longer known."""
        self.uploads: dict[str, Upload] = {}
        self._serial = itertools.count(1)

    def folder(self, ref: str) -> str:
        """The id of a folder by id or well-known name."""
        for known in (ref, f"folder-{ref}"):
            if known in self.folders:
                return known
        raise Fault(404, "ErrorItemNotFound")

    def named(self, name: str) -> str:
        """The id of a folder by what people call it, made when it is not there."""
        with self.lock:
            found = next((known for known, told in self.folders.items() if told == name), None)
            return found or self.make_folder(name)

    def make_folder(self, name: str) -> str:
        with self.lock:
            if name in self.folders.values():
                raise Fault(409, "ErrorFolderExists")
            made = f"AQMkFolder{next(self._serial)}="
            self.folders[made] = name
            return made

    def add(self, mime: bytes, folder: str = "inbox", *, is_draft: bool = False) -> Item:
        with self.lock:
            number = next(self._serial)
            # Immutable ids are long, with dashes and an equals sign.
            item = Item(f"AAkALgAA-{number:06}_x=", self.folder(folder), mime, time.time() + number / 1e6, is_draft)
            self.items[item.id] = item
            self.changes.append(item.id)
            return item

    def item(self, key: str) -> Item:
        if key not in self.items:
            raise Fault(404, "ErrorItemNotFound")
        return self.items[key]

    def move(self, key: str, ref: str) -> Item:
        """Move an item, also when it is elsewhere than the mover thinks: an immutable id leads to it."""
        with self.lock:
            item = self.item(key)
            item.folder = self.folder(ref)
            self.changes.append(key)
            return item

    def touch(self, key: str, *, is_read: bool) -> Item:
        with self.lock:
            item = self.item(key)
            item.is_read = is_read
            self.changes.append(key)
            return item

    def send(self, key: str) -> None:
        with self.lock:
            item = self.item(key)
            if not item.is_draft:
                raise Fault(404, "ErrorItemNotFound")
            if not item.recipients or REFUSED in item.recipients:
                raise Fault(400, "ErrorInvalidRecipients")
            item.is_draft = False
            item.folder = "folder-sentitems"
            self.delivered.append(item)
            self.changes.append(key)
            if self.address in item.recipients:
                self.add(item.mime)

    def within(self, folder: str) -> list[Item]:
        """The items of a folder, the oldest first."""
        with self.lock:
            found = [item for item in self.items.values() if item.folder == folder]
            return sorted(found, key=lambda item: item.received)

    def changed(self, since: int, folder: str) -> list[tuple[str, bool]]:
        """Ids that were touched after the token `since`, each once, and whether they are in the folder."""
        with self.lock:
            if since < self.forgotten:
                raise Fault(410, "SyncStateNotFound")
            touched = dict.fromkeys(self.changes[since:])
            return [(key, key in self.items and self.items[key].folder == folder) for key in touched]
