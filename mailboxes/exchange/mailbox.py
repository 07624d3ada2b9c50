"""The mailbox of an Exchange Server as the desk sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from mailboxes.exchange.account import ExchangeAccount
from mailboxes.exchange.letter import Letter, as_letter
from mailboxes.exchange.online import refuse_online
from mailboxes.mailbox import (
    Arrival,
    AuthFailed,
    Folder,
    Gone,
    Look,
    MailboxError,
    Rejected,
    SendUnknown,
    Transient,
    looked,
)
from mailboxes.stand_in import stand_in

if TYPE_CHECKING:
    from mailboxes.exchange.ews import Ews


class ExchangeMailbox:
    """A mailbox on an Exchange Server. It connects when it is first used, and anew after a fault of the line.

    A message's key is its EWS id, which stays while people read and flag it and changes when it is moved.
    Raises ExchangeOnline for a mailbox in Microsoft 365.
    """

    def __init__(self, account: ExchangeAccount) -> None:
        refuse_online(account.endpoint)
        refuse_online(account.address)
        self._account = account
        self._ews: Ews | None = None
        self._listed: frozenset[str] | None = None
        self._large: frozenset[str] = frozenset()

    def prepare(self) -> None:
        """Sign in and make sure that the desk's folders stand beside the inbox. A busy server is not waited for."""
        with self._using() as ews:
            ews.find_folders()

    def pending(self, limit: int) -> Sequence[Arrival]:
        """Return up to `limit` messages of the inbox, the oldest first."""
        if limit <= 0:
            return ()
        with self._using(self._account.patience) as ews:
            arrivals = ews.list_oldest(limit)
            listed = frozenset(arrival.key for arrival in arrivals)
            self._large = frozenset(arrival.key for arrival in arrivals if arrival.size > self._account.max_bytes)
            # A full list may leave old mail out; only what comes after it is news to `wait`.
            self._listed = listed if len(arrivals) < limit else listed | ews.newest_ids()
        return arrivals

    def fetch(self, key: str) -> bytes:
        """Return a waiting message as the server writes it; raises Gone when it waits no longer.

        Exchange keeps no MIME: it writes it anew each time. For what it cannot write, and for what the last `pending`
        told to be too large, a stand-in is returned, which no form is found in: the message goes to a person.
        """
        _must_be_a_key(key)
        if key in self._large:
            return self._stand_in(key)
        with self._using(self._account.patience) as ews:
            raw = ews.mime(key)
        return raw or self._stand_in(key)

    def move(self, key: str, folder: Folder) -> None:
        """Move a waiting message to `folder`; raises Gone when it waits no longer.

        What is filed is marked as read, where that can be done; what a person must look at is not.
        """
        _must_be_a_key(key)
        with self._using(self._account.patience) as ews:
            moved = ews.move(key, folder)
        if folder is Folder.DONE:
            # It has moved, which is what counts: a fault from here on is no fault of the move.
            with suppress(MailboxError), self._using() as ews:
                ews.mark_read(moved)

    def wait(self, seconds: float) -> bool:
        """Wait until a message arrives that the last `pending` did not see, `seconds` at most."""
        ends = time.monotonic() + seconds
        known = self._listed if self._listed is not None else self._ids(seconds)
        while not self._ids(ends - time.monotonic()) - known:
            left = ends - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(self._account.poll_seconds, left))
        return True

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Send a letter once: as a draft first, and looked up by its Message-ID before, so that a repeat finishes it.

        `sender` is what the letter's From says: the server sends as no other than the account may.
        Raises Rejected, also when the letter's header names other recipients; SendUnknown when the line broke
        and the letter is neither sent nor a draft; Transient when it surely has not gone.
        """
        letter = as_letter(raw, recipients)
        with self._using() as ews:
            draft = _draft(ews, letter)
        if draft is None:
            return
        try:
            with self._using() as ews:
                ews.send_draft(draft)
        except (Rejected, AuthFailed):
            raise
        except MailboxError as fault:
            self._look_up(letter, fault)

    def examine(self) -> Iterator[Look]:
        """Look at signing in, at the folders, at what waits, and at where letters go through."""
        steps = {"Sign-in": self._sign_in, "Folders": self._folders, "Inbox": self._inbox, "Sending": self._sending}
        for what, look in steps.items():
            found = looked(what, look)
            yield found
            if found.remedy:
                return

    def close(self) -> None:
        """Close the connection."""
        if self._ews is not None:
            self._ews.close()
            self._ews = None

    @contextmanager
    def _using(self, patience: float = 0) -> Iterator[Ews]:
        """Lend the connection; after anything but the server's own refusal it is given up.

        The library's pool waits for ever for a session that was lost on the way.
        """
        from exchangelib.errors import ResponseMessageError

        from mailboxes.exchange.connection import connect
        from mailboxes.exchange.ews import Ews
        from mailboxes.exchange.faults import translated

        with translated(self._account.host):
            if self._ews is None:
                self._ews = Ews(connect(self._account))
            self._ews.begin(patience)
            try:
                yield self._ews
            except ResponseMessageError:
                raise
            except BaseException:
                self.close()
                raise

    def _ids(self, seconds: float) -> frozenset[str]:
        with self._using(min(self._account.patience, seconds)) as ews:
            return ews.newest_ids()

    def _stand_in(self, key: str) -> bytes:
        try:
            with self._using(self._account.patience) as ews:
                told = ews.properties(key)
        except (Gone, AuthFailed):
            raise
        except MailboxError:
            told = None
        return stand_in(
            "The mail server",
            key,
            message_id=getattr(told, "message_id", None),
            subject=getattr(told, "subject", None),
            sender=getattr(getattr(told, "author", None), "email_address", None),
        )

    def _look_up(self, letter: Letter, fault: MailboxError) -> None:
        """Return when the letter has gone after all; else raise what is known of it."""
        from mailboxes.exchange.ews import Fate

        try:
            with self._using(self._account.patience) as ews:
                found = ews.look_up(letter.message_id)
        except MailboxError:
            raise _unknown(self._account.host) from None
        if found.fate is Fate.UNKNOWN:
            raise _unknown(self._account.host)
        if found.fate is Fate.DRAFT:
            # It has surely not gone. Gone means that the draft was changed under our hands.
            raise Transient(f"{self._account.host} has the letter as a draft.") if isinstance(fault, Gone) else fault

    def _sign_in(self) -> str:
        with self._using() as ews:
            return f"{self._account.address} at {self._account.host}, {ews.product()}, {self._account.access}"

    def _folders(self) -> str:
        self.prepare()
        return f"{', '.join(Folder)} beside the inbox"

    def _inbox(self) -> str:
        with self._using() as ews:
            return f"{ews.waiting()} waiting"

    def _sending(self) -> str:
        with self._using() as ews:
            # A letter that never was: the folders that letters go through can be searched.
            ews.look_up("<doctor@offsite-desk.invalid>")
        return "letters go through Drafts to Sent Items; whether they may leave, --send-test shows"


def _draft(ews: Ews, letter: Letter) -> tuple[str, str] | None:
    """Return the letter as a draft, the one of an earlier attempt when there is one; None when it has gone."""
    from mailboxes.exchange.ews import Fate

    found = ews.look_up(letter.message_id)
    if found.fate is Fate.SENT:
        return None
    return found.draft or ews.write_draft(letter.raw, letter.message_id)


def _must_be_a_key(key: str) -> None:
    if not (key and key.isprintable()):
        raise Gone("The message is no longer in the inbox.")


def _unknown(host: str) -> SendUnknown:
    return SendUnknown(f"The connection to {host} broke while a letter was handed over.")
