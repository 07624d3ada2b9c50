"""One logged-in IMAP connection, and the few commands the desk needs of it."""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from imap_tools.errors import ImapToolsError, UnexpectedCommandStatusError
from imap_tools.utils import encode_folder

from mailboxes.imap_client import ImapConnection
from mailboxes.mailbox import AuthFailed, Transient, Unsuitable
from mailboxes.server import Cut, Login, Server, reaching

_CODE = re.compile(rb"\[([A-Z]+[A-Z-]*)")
_LATER = {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN"}
"""Reasons for refusing a login that are not the password's fault (RFC 5530)."""
_LISTED = re.compile(rb"UID (?P<uid>\d+)|RFC822\.SIZE (?P<size>\d+)|INTERNALDATE \"(?P<date>[^\"]+)\"")
_UID = re.compile(rb"\bUID (\d+)")
_IS_GONE = {"EXPUNGEISSUED", "NONEXISTENT"}
"""How servers refuse to speak of a message that another program took (RFC 5530)."""
_WHOLE = "(UID BODY.PEEK[])"
_NAMESPACE = re.compile(r'\(\("(?P<prefix>[^"]*)"')
_Answer: TypeAlias = Sequence[bytes | tuple[bytes, bytes] | None]

Listed: TypeAlias = tuple[int, int, datetime]
"""A message's UID, its size in bytes, when it came."""


class NoFolder(Transient):
    """The folder that was named is not there; it can be made."""


class ImapSession:
    """A connection that is logged in. Every method raises Cut when it is gone, Transient when the server refuses."""

    def __init__(self, server: Server) -> None:
        """Connect, and do not log in yet. Raises Untrusted, Unsuitable or Cut."""
        self._server = server
        self._selected: tuple[str, int] | None = None
        self._ahead: tuple[int, bytes] | None = None
        with _told(server):
            self._connection = ImapConnection(server)
        self._client = self._connection.client
        self.capabilities: frozenset[str] = frozenset(self._client.capabilities)

    def log_in(self, login: Login) -> None:
        """Log in, and ask what the server can do now. Raises AuthFailed, or Transient when it cannot say."""
        try:
            with _told(self._server):
                self._authenticate(login)
                # A server says more after the login than before, and imaplib would go on believing the first.
                _, told = self._client.capability()
        except _Refused as error:
            if error.why in _LATER:
                raise Transient(f"{self._server} cannot check the login just now ({error.why}).") from None
            raise AuthFailed(f"{self._server} refuses the login of {login.user}.") from None
        self.capabilities = frozenset((told[-1] or b"").decode("ascii", "replace").upper().split())

    def _authenticate(self, login: Login) -> None:
        if login.token is not None:
            told = login.xoauth2()
            # A challenge that is not empty is the server's reason for refusing: it wants an empty answer.
            self._client.authenticate("XOAUTH2", lambda challenge: b"" if challenge else told.encode())
        elif "AUTH=PLAIN" in self.capabilities:
            self._connection.login_utf8(login.user, login.password, None)
        elif "LOGINDISABLED" in self.capabilities or not (login.user + login.password).isascii():
            raise Unsuitable(f"{self._server} takes no password of this kind.")
        else:
            self._connection.login(login.user, login.password, None)

    def folders(self) -> dict[str, frozenset[str]]:
        """Return the folders there are, each with its flags (RFC 6154 names what they are for)."""
        with self._speaking():
            return {found.name: frozenset(found.flags) for found in self._connection.folder.list()}

    def prefix(self) -> str:
        """Return what the names of this user's folders begin with, where the server says so (RFC 2342)."""
        if "NAMESPACE" not in self.capabilities:
            return ""
        with self._speaking():
            _, told = self._client.namespace()
        found = _NAMESPACE.match((told[-1] or b"").decode("ascii", "replace"))
        return found["prefix"] if found else ""

    def create(self, folder: str) -> None:
        """Make a folder. A refusal is none of its errors: somebody else may just have made it."""
        with suppress(_Refused), self._speaking():
            self._connection.folder.create(folder)
        with suppress(_Refused), self._speaking():
            self._connection.folder.subscribe(folder, value=True)

    def select(self, folder: str, *, anew: bool = False, to_look: bool = False) -> int:
        """Work in `folder` from now on; return its UIDVALIDITY. `anew` also sees what came since."""
        if self._selected and self._selected[0] == folder and not anew:
            return self._selected[1]
        self._selected = None
        with self._speaking():
            self._connection.folder.set(folder, readonly=to_look)
            _, validity = self._client.response("UIDVALIDITY")
        found = int(validity[0]) if validity and validity[0] else 0
        self._selected = (folder, found)
        return found

    def refresh(self) -> None:
        """Let the server tell what came."""
        with self._speaking():
            self._client.noop()

    def search(self, *criteria: str) -> list[int]:
        """Return the UIDs that fit, in the order the messages came into the folder."""
        with self._speaking():
            return sorted(map(int, self._connection.uids(" ".join(criteria), charset=None)))

    def listed(self, uids: Sequence[int]) -> list[Listed]:
        """Return size and time of these messages; of one that is gone, nothing. No text is fetched."""
        if not uids:
            return []
        with self._speaking():
            told = self._uid("FETCH", _ranges(uids), "(UID RFC822.SIZE INTERNALDATE)")
        return sorted(filter(None, map(_listed, told)))

    def fetch(self, uid: int, then: int | None = None) -> bytes | None:
        """Return a message as it came, without marking it as read; None when it is gone.

        `then` is the message that is likely to be asked for next: the server is asked for it now, and brings it
        while the caller works on this one.
        """
        with _told(self._server):
            early = self._ahead_of(uid)
            tag = early or self._client.ask("FETCH", str(uid), _WHOLE)
            if then is not None:
                self._ahead = (then, self._client.ask("FETCH", str(then), _WHOLE))
            raw = self._whole(tag, uid)
            if raw is None and early:
                # A server that answers two questions at once may have answered this one with the one before.
                self._ahead_of(0)
                raw = self._whole(self._client.ask("FETCH", str(uid), _WHOLE), uid)
            return raw

    def _whole(self, tag: bytes, uid: int) -> bytes | None:
        """The message in the answer to `tag`: the one with this UID, whatever else the server tells."""
        try:
            told: _Answer = self._client.answer(tag, "FETCH")
        except imaplib.IMAP4.error as error:
            if isinstance(error, imaplib.IMAP4.abort) or _refused(self._server, str(error)).why not in _IS_GONE:
                raise
            return None
        for part, after in zip(told, [*told[1:], None], strict=True):
            if isinstance(part, tuple) and b"BODY[]" in part[0]:
                said = _UID.search(part[0]) or _UID.search(after if isinstance(after, bytes) else b"")
                if said and int(said[1]) == uid:
                    return part[1]
        return None

    def _ahead_of(self, uid: int) -> bytes | None:
        """The tag under which this very message was asked for already; another's answer is read and dropped."""
        if self._ahead is None:
            return None
        (asked, tag), self._ahead = self._ahead, None
        if asked == uid:
            return tag
        self._whole(tag, asked)
        return None

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Say something else than `fetch`: what was asked for ahead comes first, and is dropped."""
        with _told(self._server):
            self._ahead_of(0)
            yield

    def mark_read(self, uid: int) -> None:
        """Mark a message as read; one that is gone is no fault."""
        with self._speaking():
            self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uid: int, folder: str) -> bool:
        r"""Move a message and tell whether it was there to move. Raises NoFolder.

        Only by the server's own MOVE (RFC 6851): a copy and an EXPUNGE would also remove what other programs
        marked as deleted. An OK alone says nothing; that something was moved is said by COPYUID.
        """
        try:
            with self._speaking():
                self._client.response("COPYUID")
                self._uid("MOVE", str(uid), encode_folder(folder))
                _, copied = self._client.response("COPYUID")
        except _Refused as error:
            if error.why == "TRYCREATE":
                raise NoFolder(f"{self._server} has no folder {folder!r}.") from None
            if error.why in _IS_GONE:
                return False
            raise
        return bool(copied and copied[0])

    def append(self, raw: bytes, folder: str) -> None:
        """Put a copy into `folder`, marked as read."""
        with self._speaking():
            self._connection.append(raw, folder, flag_set=[r"\Seen"])

    def idle(self, seconds: float) -> None:
        """Let the server push, until it says anything or `seconds` have passed (RFC 2177)."""
        with self._speaking(), self._connection.idle:
            self._client.comes(seconds)

    def close(self) -> None:
        """Say goodbye and end the connection."""
        with suppress(Transient, Unsuitable), self._speaking():
            self._client.logout()
        self.cut()

    def cut(self) -> None:
        """End the connection without a word."""
        with suppress(OSError):
            self._client.shutdown()

    def _uid(self, command: str, *words: str | bytes) -> _Answer:
        typ, told = self._client.uid(command, *words)  # type: ignore[arg-type]  # imaplib takes both, its types do not say so
        if typ != "OK":
            raise UnexpectedCommandStatusError((typ, told), "OK")
        return told


class _Refused(Transient):
    """The server answered NO or BAD; `why` is its own word for it (RFC 5530), if it gave one."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why


@contextmanager
def _told(server: Server) -> Iterator[None]:
    """Translate what imaplib and imap-tools raise; their texts may quote a message, so none is passed on."""
    with reaching(server):
        try:
            yield
        except imaplib.IMAP4.readonly:
            raise Unsuitable(f"{server} lets the desk read the inbox and not change it.") from None
        except imaplib.IMAP4.abort:
            raise Cut(f"{server} ended the connection.") from None
        except UnexpectedCommandStatusError as error:
            raise _refused(server, repr(error.command_result[1])) from None
        except (imaplib.IMAP4.error, ImapToolsError) as error:
            raise _refused(server, str(error)) from None


def _refused(server: Server, told: str) -> _Refused:
    found = _CODE.search(told.encode("ascii", "replace"))
    code = found[1].decode("ascii") if found else ""
    return _Refused(f"{server} refused a command{f' ({code})' if code else ''}.", code)


def _listed(part: bytes | tuple[bytes, bytes] | None) -> Listed | None:
    told: dict[str, bytes] = {}
    for found in _LISTED.finditer(part if isinstance(part, bytes) else b""):
        told |= {name: value for name, value in found.groupdict().items() if value is not None}
    if {"uid", "size", "date"} - told.keys():
        return None
    came = parsedate_to_datetime(told["date"].decode("ascii"))
    return int(told["uid"]), int(told["size"]), came.astimezone(UTC)


def _ranges(uids: Iterable[int]) -> str:
    """1, 2, 3, 7 as "1:3,7": a command line has its limits, thousands of numbers have not."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{first}:{last}" if last > first else f"{first}" for first, last in runs)
