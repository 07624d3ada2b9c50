"""A Maildir as mailbox: the embedded default. Letters out stay in its Sent folder; nothing leaves the machine."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from mailboxes import headers
from mailboxes.mailbox import Arrival, Folder, Gone, Look, Rejected, Transient, looked

SENT = "Sent"
"""The folder that holds what was sent; an operator may open it with any mail program."""
_PARTS = ("tmp", "new", "cur")
_POLL_SECONDS = 0.25
_SEEN = ":2,S"
_UNSEEN = ":2,"
_TRIES = 3
_T = TypeVar("_T")


class MaildirMailbox:
    """A Maildir with Maildir++ folders. Safe beside other readers: messages are only ever renamed, whole.

    A message's key is the part of its file name before the flags, which stays when a reader changes them.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listed: frozenset[str] | None = None

    def prepare(self) -> None:
        """Make the Maildir and its folders. Raises Transient when the disk does not allow it."""
        with _disk():
            for part in _PARTS:
                (self._root / part).mkdir(parents=True, exist_ok=True)
            for name in (*Folder, SENT):
                self._make_folder(name)

    def pending(self, limit: int) -> Sequence[Arrival]:
        """Return up to `limit` messages of the inbox, the oldest first."""
        found = []
        paths = self._waiting()
        self._listed = frozenset(map(_key, paths))
        for path in paths:
            # Another reader may move it, or change its flags, while we look.
            with _disk(), suppress(FileNotFoundError):
                told = path.lstat()
                if stat.S_ISREG(told.st_mode):
                    found.append(Arrival(_key(path), datetime.fromtimestamp(told.st_mtime, UTC), told.st_size))
        return sorted(found, key=lambda arrival: (arrival.received, arrival.key))[:limit]

    def fetch(self, key: str) -> bytes:
        """Return a waiting message as it came; raises Gone when it waits no longer."""
        with _disk():
            return self._with_waiting(key, Path.read_bytes)

    def move(self, key: str, folder: Folder) -> None:
        """Move a waiting message to `folder`, in one rename; raises Gone when it waits no longer.

        What is filed is marked as read; what a person must look at is not.
        """
        with _disk():
            into = self._make_folder(folder) / "cur"
            self._with_waiting(key, lambda path: path.rename(_free_name(path, into, folder)))

    def wait(self, seconds: float) -> bool:
        """Wait until a message arrives that the last `pending` did not see, `seconds` at most."""
        known = self._listed if self._listed is not None else self._keys()
        ends = time.monotonic() + seconds
        while not self._keys() - known:
            left = ends - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(_POLL_SECONDS, left))
        return True

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Put a letter into the Sent folder, once: it is named by its Message-ID, and one that is there stays.

        Raises Rejected when it has no recipient, Transient when the disk does not allow it.
        """
        if not recipients:
            raise Rejected("A letter without a recipient cannot be sent.")
        name = _sent_name(raw)
        with _disk():
            folder = self._make_folder(SENT)
            if _lies_in(folder / "cur", name):
                return
            draft = folder / "tmp" / f"{name}.{os.getpid()}.{threading.get_ident()}"
            _write_through(draft, raw)
            draft.replace(folder / "cur" / f"{name}{_SEEN}")
            _sync(folder / "cur")

    def examine(self) -> Iterator[Look]:
        """Look at the folders and at what waits."""
        yield looked("Folders", self._folders)

    def close(self) -> None:
        """Nothing is held open."""

    def _folders(self) -> str:
        self.prepare()
        return f"Maildir {self._root}, {len(self._waiting())} waiting; letters stay in its {SENT} folder"

    def _make_folder(self, name: str) -> Path:
        folder = self._root / f".{name}"
        for part in _PARTS:
            (folder / part).mkdir(parents=True, exist_ok=True)
        # By this file Maildir++ readers know a folder from a mailbox.
        (folder / "maildirfolder").touch()
        return folder

    def _waiting(self) -> list[Path]:
        with _disk():
            try:
                return [path for part in ("new", "cur") for path in self._listing(part)]
            except FileNotFoundError:
                raise Transient(f"There is no Maildir at {self._root}.") from None

    def _listing(self, part: str) -> Iterator[Path]:
        return (path for path in (self._root / part).iterdir() if not path.name.startswith("."))

    def _keys(self) -> frozenset[str]:
        return frozenset(map(_key, self._waiting()))

    def _with_waiting(self, key: str, act: Callable[[Path], _T]) -> _T:
        for _ in range(_TRIES):
            # Another reader may change its flags, and so its name, between finding it and acting.
            with suppress(FileNotFoundError):
                return act(self._find(key))
        raise _gone()

    def _find(self, key: str) -> Path:
        new = self._root / "new" / key
        if new.parent == self._root / "new" and new.is_file():
            return new
        flagged = next((path for path in self._waiting() if _key(path) == key), None)
        if flagged is None:
            raise _gone()
        return flagged


def _key(path: Path) -> str:
    return path.name.partition(":")[0]


def _free_name(path: Path, into: Path, folder: Folder) -> Path:
    """Where `path` goes: never onto a message that is there already, for that would delete it."""
    key, _, flags = path.name.partition(":")
    flags = f":{flags}" if flags else _SEEN if folder is Folder.DONE else _UNSEEN
    free, number = into / f"{key}{flags}", 1
    while free.exists():
        number += 1
        free = into / f"{key}.{number}{flags}"
    return free


def _sent_name(raw: bytes) -> str:
    """A letter's name in the Sent folder, from its Message-ID: no pupil, no school."""
    told = headers.message_id(headers.parsed(raw))
    return hashlib.sha256(told.encode("ascii") if told else raw).hexdigest()[:32]


def _lies_in(folder: Path, name: str) -> bool:
    """Whether a message of this name is there, whatever flags a reader gave it; with years of letters, at once."""
    return any(entry.startswith(name) for entry in os.listdir(folder))  # noqa: PTH208  # paths take as long again


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """A rename survives a loss of power once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _disk() -> Iterator[None]:
    """What the disk refuses may pass: it is full, or a folder's rights are wrong."""
    try:
        yield
    except OSError as error:
        raise Transient(
            f"The Maildir cannot be used ({error.strerror}). Check the disk and the folder's rights."
        ) from error


def _gone() -> Gone:
    return Gone("The message is no longer in the inbox.")
