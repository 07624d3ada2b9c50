"""A Microsoft 365 mailbox, read and sent from through Microsoft Graph."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import quote

from mailboxes.graph.account import GraphAccount
from mailboxes.graph.client import GraphClient, Request
from mailboxes.graph.examine import examine
from mailboxes.graph.faults import Conflict, Missing, Refused, TooLarge
from mailboxes.graph.folders import Folders
from mailboxes.graph.inbox import Changes, waiting
from mailboxes.graph.sending import Sending
from mailboxes.graph.told import sender, text
from mailboxes.mailbox import Arrival, Folder, Gone, Look
from mailboxes.stand_in import stand_in


class GraphMailbox:
    """The mailbox of a GraphAccount. A message's key is its immutable id, which stays when it moves or is read.

    A message that has left the inbox is Gone, also for whoever still knows its id. Looking and moving are two
    requests: of two sessions that move one message at the same moment both may be told that they did, and it lies
    where the later one put it.
    """

    def __init__(self, account: GraphAccount) -> None:
        self._client = GraphClient(account)
        self._folders = Folders(self._client)
        self._changes = Changes(self._client)
        self._seen: frozenset[str] | None = None

    def prepare(self) -> None:
        """Sign in and make the desk's folders. Raises AuthFailed, NoMailbox or Transient, each with its remedy."""
        self._folders.forget()
        self._folders.standing("inbox")
        for folder in Folder:
            self._folders.own(folder)

    def pending(self, limit: int) -> Sequence[Arrival]:
        """Return up to `limit` messages of the inbox, the oldest first. Raises AuthFailed or Transient."""
        self._folders.forget()
        # The changes first: what arrives between the two is listed, and what arrives after is a change.
        before = self._changes.look()
        found = waiting(self._client, limit)
        self._seen = before.union(arrival.key for arrival in found)
        return found

    def fetch(self, key: str) -> bytes:
        """Return a waiting message as MIME; raises Gone when it waits no longer.

        Exchange keeps mail in its own form and writes MIME anew: the bytes need not be those that were sent. For a
        message that it cannot write, or above the account's limit, a stand-in is returned, which goes to a person.
        """
        self._must_wait(key)
        try:
            largest = self._client.account.max_bytes
            return self._client.ask(Request("GET", f"{_path(key)}/$value"), largest=largest).body
        except (Refused, TooLarge):
            return self._stand_in(key)

    def move(self, key: str, folder: Folder) -> None:
        """Move a waiting message to `folder`; raises Gone when it waits no longer.

        What is filed is marked as read; what a person must look at is not.
        """
        if folder is Folder.DONE:
            # Good to have; a message that cannot be marked is filed all the same.
            with suppress(Conflict, Refused):
                self._on_waiting(key, lambda: Request("PATCH", _path(key), told={"isRead": True}))
        self._on_waiting(
            key, lambda: Request("POST", f"{_path(key)}/move", told={"destinationId": self._folders.own(folder)})
        )

    def wait(self, seconds: float) -> bool:
        """Wait until a message arrives that the last `pending` did not see, `seconds` at most."""
        ends = time.monotonic() + seconds
        if self._seen is None:
            self._seen = self._changes.look()
        while not self._changes.look() - self._seen:
            left = ends - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(self._client.account.poll_seconds, left))
        return True

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Send a letter to the recipients that stand in it; the same Message-ID again is sent once.

        Raises Rejected, SendUnknown or Transient. The mailbox itself is the sender: Exchange checks the From header.
        """
        Sending(self._client, self._folders).send(raw, recipients)

    def examine(self) -> Iterator[Look]:
        """Look at the certificate, the sign-in, the mailbox, its folders and the app's rights; end with a fault."""
        return examine(self._client, self._folders, self.prepare)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _stand_in(self, key: str) -> bytes:
        select = {"$select": "internetMessageId,subject,from"}
        told = self._client.ask(Request("GET", _path(key), select)).told()
        ids = {"message_id": told.get("internetMessageId"), "subject": told.get("subject")}
        return stand_in("Microsoft 365", key, sender=sender(told), **ids)

    def _on_waiting(self, key: str, act: Callable[[], Request]) -> None:
        """Act on a message that still waits; when something changed it meanwhile, look again and try once more."""
        self._must_wait(key)
        try:
            self._client.ask(act()).told()
        except (Conflict, Missing):
            # Conflict: Exchange itself works on new mail for a while. Missing: it was moved, or its new folder was.
            self._folders.forget()
            self._must_wait(key)
            self._client.ask(act()).told()

    def _must_wait(self, key: str) -> None:
        """Raise Gone unless the message is in the inbox: by its immutable id it can be reached wherever it went."""
        if not key.strip(".") or "/" in key:
            # No id looks like that (they are base64 for addresses), and some other address would be asked.
            raise _gone()
        try:
            told = self._client.ask(Request("GET", _path(key), {"$select": "parentFolderId"})).told()
        except Missing:
            raise _gone() from None
        if text(told, "parentFolderId") != self._folders.standing("inbox"):
            raise _gone()


def _path(key: str) -> str:
    return f"/messages/{quote(key, safe='')}"


def _gone() -> Gone:
    return Gone("The message is no longer in the inbox.")
