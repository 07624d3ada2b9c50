"""What the desk asks of an Exchange Server: few calls, each as small as EWS allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from itertools import islice

from exchangelib import Account, ExtendedProperty, FailFast, FolderCollection, Message, Q, errors
from exchangelib.folders import Folder as EwsFolder
from exchangelib.folders import SingleFolderQuerySet
from exchangelib.services import CreateFolder

from mailboxes.exchange.connection import Patience
from mailboxes.exchange.untyped import Untyped
from mailboxes.mailbox import Arrival, Folder

_STAMP = "offsite_letter"
_NEWEST = 1000
"""Ids that one look at the inbox names, the newest; a server's own policy allows as many in one answer."""
_UNREADABLE = (
    errors.ErrorMimeContentConversionFailed,
    errors.ErrorUnsupportedMimeConversion,
    errors.ErrorItemCorrupt,
    errors.ErrorCorruptData,
)
"""What the server answers for an item that it will never be able to write as MIME."""
_MISSING_FOLDER = (errors.ErrorFolderNotFound, errors.ErrorToFolderNotFound)


class _Stamp(ExtendedProperty):  # type: ignore[misc]  # the library is untyped
    """A letter's Message-ID in a property of our own: it also finds a letter whose header a server has rewritten."""

    distinguished_property_set_id = "PublicStrings"
    property_name = "OffsiteDeskLetter"
    property_type = "String"


# Here, under the lock of the import: two threads would register it twice.
Message.register(_STAMP, _Stamp)


class Fate(Enum):
    """Where a letter stands."""

    UNKNOWN = auto()
    """There is no trace of it."""
    DRAFT = auto()
    """It is written and not handed over."""
    SENT = auto()
    """The server has it to deliver, or has delivered it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a letter: its fate, and while it is a draft its id and the version of it."""

    fate: Fate
    draft: tuple[str, str] | None = None


class Ews:
    """One connection. Every method may raise the library's errors (`faults.LIBRARY_ERRORS`)."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._folders: dict[str, Untyped] = {}

    def begin(self, patience: float) -> None:
        """Wait out a busy server for `patience` seconds in the calls that follow; 0 to fail at once."""
        self._account.protocol.config.retry_policy = Patience(patience) if patience > 0 else FailFast()

    def close(self) -> None:
        """Close the connections."""
        self._account.protocol.close()

    def product(self) -> str:
        """Return the server's product name and version: one call, which also signs in."""
        return f"{self._account.version.fullname}, build {self._account.version.build}"

    def find_folders(self) -> None:
        """Find the desk's folders beside the inbox, and make those that are missing."""
        beside = self._account.msg_folder_root
        known = {folder.name.casefold(): folder for folder in self._beside(beside)}
        self._folders = {name: known.get(name.casefold()) or self._make_folder(beside, name) for name in (*Folder,)}

    def waiting(self) -> int:
        """Return how many messages the inbox holds."""
        self._account.inbox.refresh()
        return int(self._account.inbox.total_count)

    def list_oldest(self, limit: int) -> list[Arrival]:
        """Return up to `limit` messages of the inbox, the oldest first: id, size in bytes and time, nothing else."""
        wanted = self._account.inbox.all().only("size", "datetime_received").order_by("datetime_received")
        # The library cuts at the end of a page, not at the limit.
        return [_arrival(_well(item)) for item in islice(wanted[:limit], limit)]

    def newest_ids(self) -> frozenset[str]:
        """Return the ids of the newest messages of the inbox, a thousand at most."""
        wanted = self._account.inbox.all().only("id").order_by("-datetime_received")
        wanted.page_size = _NEWEST
        return frozenset(str(_well(item).id) for item in wanted[:_NEWEST])

    def mime(self, key: str) -> bytes | None:
        """Return a message as MIME, in one call; None for an item that the server cannot write so."""
        try:
            (item,) = self._account.fetch([(key, None)], folder=self._account.inbox, only_fields=["mime_content"])
            content = _well(item).mime_content
        except _UNREADABLE:
            return None
        return bytes(content) if content else None

    def properties(self, key: str) -> Untyped:
        """Return a message's Message-ID, sender and subject as the library has them."""
        wanted = ["message_id", "author", "subject"]
        (item,) = self._account.fetch([(key, None)], folder=self._account.inbox, only_fields=wanted)
        return _well(item)

    def move(self, key: str, folder: Folder) -> tuple[str, str]:
        """Move a message to one of the desk's folders, made anew when it was deleted; return its new id and version."""
        if folder not in self._folders:
            self.find_folders()
        try:
            return self._move(key, folder)
        except _MISSING_FOLDER:
            self.find_folders()
            return self._move(key, folder)

    def mark_read(self, moved: tuple[str, str]) -> None:
        """Mark a message as read, and send no receipt for it."""
        item_id, changekey = moved
        message = Message(account=self._account, id=item_id, changekey=changekey, is_read=True)
        _well(self._account.bulk_update([(message, ["is_read"])], suppress_read_receipts=True)[0])

    def look_up(self, message_id: str) -> Found:
        """Return what there is of the letter in Sent Items, Outbox and Drafts, in one call."""
        account = self._account
        places = FolderCollection(account=account, folders=[account.sent, account.outbox, account.drafts])
        wanted = places.filter(Q(message_id=message_id) | Q(**{_STAMP: message_id}))
        items = [_well(item) for item in wanted.only("parent_folder_id", "is_submitted", "changekey")]
        if any(item.is_submitted or item.parent_folder_id.id == account.sent.id for item in items):
            return Found(Fate.SENT)
        if items:
            return Found(Fate.DRAFT, (items[0].id, items[0].changekey))
        return Found(Fate.UNKNOWN)

    def write_draft(self, raw: bytes, message_id: str) -> tuple[str, str]:
        """Keep the letter as a draft; return its id and version. Nothing is sent."""
        drafts = self._account.drafts
        letter = Message(account=self._account, folder=drafts, mime_content=raw, **{_STAMP: message_id})
        letter.save()
        return letter.id, letter.changekey

    def send_draft(self, draft: tuple[str, str]) -> None:
        """Hand a draft over for delivery, with a copy in Sent Items."""
        _well(self._account.bulk_send([draft], copy_to_folder=self._account.sent)[0])

    def _move(self, key: str, folder: Folder) -> tuple[str, str]:
        item_id, changekey = _well(self._account.bulk_move([(key, None)], to_folder=self._folders[folder])[0])
        return str(item_id), str(changekey)

    def _beside(self, beside: Untyped) -> list[Untyped]:
        found = SingleFolderQuerySet(account=self._account, folder=beside).depth("Shallow").only("name")
        return [_well(folder) for folder in found]

    def _make_folder(self, beside: Untyped, name: str) -> Untyped:
        # `Folder.save()` would first load every folder of the mailbox.
        made = EwsFolder(parent=beside, name=name, folder_class="IPF.Note")
        try:
            return CreateFolder(account=self._account).get(parent_folder=beside, folders=[made])
        except errors.ErrorFolderExists:
            # Another session made it while we looked.
            for folder in self._beside(beside):
                if folder.name.casefold() == name.casefold():
                    return folder
            raise


def _arrival(item: Untyped) -> Arrival:
    # What a person put there was not received: it came when it is first seen.
    received = item.datetime_received
    when = datetime.fromtimestamp(received.timestamp(), UTC) if received else datetime.now(UTC)
    return Arrival(str(item.id), when, int(item.size or 0))


def _well(answer: Untyped) -> Untyped:
    """Return the answer for one item, or raise it: the library lists errors among the answers."""
    if isinstance(answer, Exception):
        raise answer
    return answer
