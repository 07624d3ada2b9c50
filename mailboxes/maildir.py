"""A Maildir as mailbox: the embedded default. Letters out stay in its Sent folder; nothing leaves the machine."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mailboxes.mailbox import Arrival, Folder, Gone, Transient

SENT = "Sent"
_POLL_SECONDS = 0.25
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\r\n]*>)", re.IGNORECASE | re.MULTILINE)


class MaildirMailbox:
    """A Maildir (Maildir++ folders). Safe beside other readers: messages are only ever renamed, whole.

    A message's key is the unique part of its file name, which stays the same when a reader changes its flags.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def prepare(self) -> None:
        """Make the Maildir and its folders. Raises Transient when the disk does not allow it."""
        try:
            for folder in (self._root, *(self._folder(name) for name in (*Folder, SENT))):
                for part in ("tmp", "new", "cur"):
                    (folder / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Transient(
                f"The Maildir {self._root} cannot be made ({error.strerror}). Check its folder's rights and the disk."
            ) from error

    def pending(self, limit: int) -> Sequence[Arrival]:
        """Return up to `limit` messages of the inbox, the oldest first."""
        found = []
        for path in self._waiting():
            with suppress(FileNotFoundError):
                told = path.stat()
                received = datetime.fromtimestamp(told.st_mtime, UTC)
                found.append(Arrival(_key(path), received, told.st_size))
        return sorted(found, key=lambda arrival: (arrival.received, arrival.key))[:limit]

    def fetch(self, key: str) -> bytes:
        """Return a waiting message as it came; raises Gone when it waits no longer."""
        try:
            return self._find(key).read_bytes()
        except FileNotFoundError:
            raise _gone() from None

    def move(self, key: str, folder: Folder) -> None:
        """Move a waiting message to `folder`, in one rename; raises Gone when it waits no longer."""
        path = self._find(key)
        try:
            path.rename(self._folder(folder) / "cur" / (path.name if ":2," in path.name else f"{path.name}:2,S"))
        except FileNotFoundError:
            raise _gone() from None

    def wait(self, seconds: float) -> bool:
        """Look at the inbox until a message that was not there before is, `seconds` at most."""
        before = {_key(path) for path in self._waiting()}
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            time.sleep(min(_POLL_SECONDS, max(0.0, ends - time.monotonic())))
            if {_key(path) for path in self._waiting()} - before:
                return True
        return False

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Put a letter into the Sent folder, named by its Message-ID: the same letter again replaces itself."""
        found = _MESSAGE_ID.search(raw)
        name = hashlib.sha256(found[1] if found else raw).hexdigest()[:32]
        folder = self._folder(SENT)
        draft = folder / "tmp" / f"{name}.{os.getpid()}"
        try:
            with draft.open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(folder / "cur" / f"{name}:2,S")
        except OSError as error:
            raise Transient(
                f"A letter could not be written to {folder} ({error.strerror}). Check the folder's rights and the disk."
            ) from error

    def close(self) -> None:
        """Nothing is held open."""

    def _folder(self, name: str) -> Path:
        return self._root / f".{name}"

    def _waiting(self) -> list[Path]:
        try:
            return [path for part in ("new", "cur") for path in (self._root / part).iterdir() if path.name[0] != "."]
        except FileNotFoundError:
            raise Transient(f"There is no Maildir at {self._root}. Run `offsite doctor` to make it.") from None

    def _find(self, key: str) -> Path:
        new = self._root / "new" / key
        if new.exists():
            return new
        flagged = next((path for path in self._waiting() if _key(path) == key), None)
        if flagged is None:
            raise _gone()
        return flagged


def _key(path: Path) -> str:
    return path.name.partition(":")[0]


def _gone() -> Gone:
    return Gone("The message is no longer in the inbox: somebody moved it. Nothing needs doing.")
