"""A mailbox behind IMAP (reading) and SMTP (sending): Dovecot, Cyrus, Exchange's IMAP and their like."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from mailboxes import headers
from mailboxes.imap_session import ImapSession, NoFolder
from mailboxes.mailbox import Arrival, Folder, Gone, Look, MailboxError, Rejected, Unsuitable, looked
from mailboxes.server import Cut, Login, Server
from mailboxes.smtp import SmtpAccount, SmtpSender

_log = logging.getLogger(__name__)

_KEY = re.compile(r"(\d{1,10})\.(\d{1,10})")
_LONGEST_IDLE = 25 * 60
"""Seconds; servers may end an IDLE of 30 minutes (RFC 2177, 3)."""
_NEEDED = {"MOVE": "RFC 6851", "UIDPLUS": "RFC 4315"}
_SENT = "Sent"
_SENT_FLAG = r"\Sent"
_NOT_TAKEN = "UNDELETED"
r"""What a person marked as deleted in a mail program is theirs, as if it were gone."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """One mailbox: where it is read, where letters go out, and what its folders are called."""

    server: Server
    login: Login
    smtp: SmtpAccount
    inbox: str = "INBOX"
    sent: str = ""
    """The folder of sent letters; empty for the one that the server marks as such, or else "Sent"."""
    keep_copy: bool = True
    """Whether the desk puts a copy there itself. Some servers do it for whatever goes out through them."""
    poll_seconds: float = 10.0
    """How often to look for new mail where the server cannot push."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Up to which message the inbox was looked at."""

    validity: int
    uid: int


class ImapMailbox:
    """A mailbox behind IMAP and SMTP. Connects when it must, and again when the connection is gone.

    A message's key is UIDVALIDITY.UID, which names one message for ever (RFC 9051, 2.3.1.1).
    """

    def __init__(self, account: ImapAccount) -> None:
        self._account = account
        self._session: ImapSession | None = None
        self._sender = SmtpSender(account.smtp)
        self._folders: dict[str, str] = {}
        self._looked: _Place | None = None
        self._then: dict[int, int] = {}

    def prepare(self) -> None:
        """Connect, log in, and make the folders that are missing.

        Raises AuthFailed, Unsuitable, Untrusted or Transient.
        """
        self._on(lambda session: session.refresh())

    def pending(self, limit: int) -> Sequence[Arrival]:
        """Return up to `limit` messages of the inbox, in the order they came into it."""
        return self._on(lambda session: self._pending(session, limit))

    def fetch(self, key: str) -> bytes:
        """Return a waiting message as it came, unread as it was; raises Gone when it waits no longer."""
        return self._on(lambda session: self._fetch(session, key))

    def move(self, key: str, folder: Folder) -> None:
        """Move a waiting message to `folder`; raises Gone when it waits no longer.

        What is filed is marked as read; what a person must look at is not.
        """
        self._on(lambda session: self._move(session, key, folder))

    def wait(self, seconds: float) -> bool:
        """Wait until a message arrives that the last `pending` did not see, `seconds` at most; tell whether one did.

        Where the server pushes it is told at once; elsewhere it is asked every `poll_seconds`.
        """
        ends = time.monotonic() + seconds
        while not self._on(self._something_came):
            if time.monotonic() >= ends:
                return False
            # When the connection ends meanwhile, the next look makes another and sees what came.
            with suppress(Cut):
                self._once(lambda session: self._rest(session, ends))
        return True

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Send a letter once: one whose Message-ID lies in the sent folder is not sent again.

        Raises Rejected, Transient or SendUnknown; see SmtpSender.send.
        """
        if not recipients:
            raise Rejected("A letter without a recipient cannot be sent.")
        told = headers.message_id(headers.parsed(raw))
        if told.isascii() and told and self._on(lambda session: self._was_sent(session, told)):
            return
        self._sender.send(raw, sender, recipients)
        if self._account.keep_copy:
            self._keep(raw)

    def examine(self) -> Iterator[Look]:
        """Look at connection, login, folders, moving, pushing and sending, and end with the first fault."""
        self.close()
        for what, look in self._looks():
            found = looked(what, look)
            yield found
            if found.remedy:
                return

    def close(self) -> None:
        """End both connections."""
        session, self._session = self._session, None
        if session:
            session.close()
        self._sender.close()

    def _on(self, act: Callable[[ImapSession], _T]) -> _T:
        """Do `act`; where the connection was kept and is gone, once more on a new one.

        Whatever is done here may be done twice: a message that was moved the first time is Gone the second.
        """
        if self._session:
            with suppress(Cut):
                return self._once(act)
        return self._once(act)

    def _once(self, act: Callable[[ImapSession], _T]) -> _T:
        try:
            if self._session is None:
                self._session = self._connected()
            return act(self._session)
        except Cut:
            self._drop()
            raise

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session:
            session.cut()

    def _connected(self) -> ImapSession:
        session = ImapSession(self._account.server)
        try:
            session.log_in(self._account.login)
            self._require(session)
            self._make_folders(session)
        except BaseException:
            session.cut()
            raise
        return session

    def _require(self, session: ImapSession) -> None:
        missing = [f"{name} ({source})" for name, source in _NEEDED.items() if name not in session.capabilities]
        if missing:
            raise Unsuitable(
                f"{self._account.server} does not offer {' and '.join(missing)}, without which no message can be "
                "moved for certain and nothing else be touched."
            )

    def _make_folders(self, session: ImapSession) -> None:
        there, prefix = session.folders(), session.prefix()
        marked = next((name for name, flags in there.items() if _SENT_FLAG in flags), "")
        self._folders = {folder: f"{prefix}{folder}" for folder in Folder}
        self._folders[_SENT] = self._account.sent or marked or f"{prefix}{_SENT}"
        missing = set(self._folders.values()) - there.keys()
        for name in sorted(missing):
            session.create(name)
        refused = missing - session.folders().keys() if missing else None
        if refused:
            raise Unsuitable(
                f"{self._account.server} does not let the desk make the folders {', '.join(sorted(refused))}. "
                "Make them by hand, and let the desk move messages into them."
            )

    def _pending(self, session: ImapSession, limit: int) -> Sequence[Arrival]:
        validity = session.select(self._account.inbox, anew=True)
        uids = session.search(_NOT_TAKEN)
        self._looked = _Place(validity, max(uids, default=0))
        listed = session.listed(uids[:limit])
        # Whoever asks for one message asks for the next as a rule.
        self._then = {before[0]: after[0] for before, after in pairwise(listed)}
        return [Arrival(f"{validity}.{uid}", came, size) for uid, size, came in listed]

    def _fetch(self, session: ImapSession, key: str) -> bytes:
        uid = self._uid(session, key)
        raw = session.fetch(uid, self._then.get(uid))
        if raw is None:
            raise _gone()
        return raw

    def _move(self, session: ImapSession, key: str, folder: Folder) -> None:
        uid = self._uid(session, key)
        if folder is Folder.DONE:
            session.mark_read(uid)
        try:
            moved = session.move(uid, self._folders[folder])
        except NoFolder:
            session.create(self._folders[folder])
            moved = session.move(uid, self._folders[folder])
        if not moved:
            raise _gone()

    def _uid(self, session: ImapSession, key: str) -> int:
        """The UID in the inbox that is selected now; raises Gone for a key of another inbox, or of none."""
        found = _KEY.fullmatch(key)
        if found and 0 < int(found[2]) < 2**32 and session.select(self._account.inbox) == int(found[1]):
            return int(found[2])
        raise _gone()

    def _something_came(self, session: ImapSession) -> bool:
        validity = session.select(self._account.inbox)
        session.refresh()
        if self._looked is None:
            self._looked = _Place(validity, max(session.search(_NOT_TAKEN), default=0))
            return False
        after = self._looked.uid if self._looked.validity == validity else 0
        # "8:*" also names the last message when there is no eighth.
        return any(uid > after for uid in session.search(f"UID {after + 1}:*", _NOT_TAKEN))

    def _rest(self, session: ImapSession, ends: float) -> None:
        seconds = max(0.0, ends - time.monotonic())
        if "IDLE" in session.capabilities:
            session.idle(min(seconds, _LONGEST_IDLE))
        else:
            time.sleep(min(seconds, self._account.poll_seconds))

    def _was_sent(self, session: ImapSession, message_id: str) -> bool:
        session.select(self._folders[_SENT], anew=True, to_look=True)
        quoted = message_id.replace("\\", "\\\\").replace('"', '\\"')
        return bool(session.search(f'HEADER Message-ID "{quoted}"'))

    def _keep(self, raw: bytes) -> None:
        """Put a copy into the sent folder. The letter has gone: a fault here must not send it again."""
        try:
            self._on(lambda session: session.append(raw, self._folders[_SENT]))
        except MailboxError as error:
            _log.warning("a letter was sent, and its copy could not be kept: %s", error)

    def _looks(self) -> Iterator[tuple[str, Callable[[], str]]]:
        yield "Connection", self._look_at_connection
        yield "Login", self._look_at_login
        yield "Moving", self._look_at_moving
        yield "Folders", self._look_at_folders
        yield "New mail", self._look_at_pushing
        yield "Sending", self._sender.check

    def _look_at_connection(self) -> str:
        ImapSession(self._account.server).close()
        return f"{self._account.server}, {self._account.server.security.value}"

    def _look_at_login(self) -> str:
        session = ImapSession(self._account.server)
        try:
            session.log_in(self._account.login)
        finally:
            session.close()
        return f"as {self._account.login.user}"

    def _look_at_moving(self) -> str:
        self.prepare()
        return "the server moves messages itself"

    def _look_at_folders(self) -> str:
        waiting = self._on(lambda session: (session.select(self._account.inbox, anew=True), session.search(_NOT_TAKEN)))
        return f"{len(waiting[1])} waiting in {self._account.inbox}; {', '.join(sorted(self._folders.values()))}"

    def _look_at_pushing(self) -> str:
        pushes = self._on(lambda session: "IDLE" in session.capabilities)
        return (
            "the server pushes"
            if pushes
            else f"the server cannot push, and is asked every {self._account.poll_seconds:g} s"
        )


def _gone() -> Gone:
    return Gone("The message is no longer in the inbox.")
