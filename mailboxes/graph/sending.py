"""Sends a letter once: a draft that can be found again, then handed over; what is in doubt is looked up."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence
from enum import StrEnum

from mailboxes.graph.client import GraphClient, Request
from mailboxes.graph.faults import Busy, Conflict, Cut, Missing, Refused, TooLarge
from mailboxes.graph.folders import Folders
from mailboxes.graph.letter import Letter, letter
from mailboxes.graph.told import item_id, items
from mailboxes.graph.upload import attach
from mailboxes.mailbox import MailboxError, Rejected, SendUnknown, Transient

_TRIES = 3
_ACCEPTED = 202
"""What Graph answers when it has taken a letter."""


class _Place(StrEnum):
    """Where a letter may lie, by Graph's names, in the order it travels."""

    DRAFTS = "drafts"
    OUTBOX = "outbox"
    SENT = "sentitems"


class Sending:
    """Sends through one mailbox."""

    def __init__(self, client: GraphClient, folders: Folders) -> None:
        self._client = client
        self._folders = folders

    def send(self, raw: bytes, recipients: Sequence[str]) -> None:
        """Send a letter; one that went already does not go again, one whose draft lies there is finished.

        Raises Rejected, SendUnknown, AuthFailed or Transient.
        """
        written = letter(raw, recipients)
        lies = self._found(written.message_id)
        if _went(lies):
            return
        try:
            draft = lies.get(_Place.DRAFTS) or self._drafted(written)
            attach(self._client, f"/messages/{draft}", written.enclosures)
        except (Refused, TooLarge) as error:
            raise Rejected(f"Microsoft 365 does not take the letter: {_said(error)}") from None
        except Missing as error:
            raise Transient(f"The letter's draft went away while it was written: {_said(error)}") from None
        self._hand_over(draft, written.message_id)

    def _drafted(self, written: Letter) -> str:
        # A draft whose answer is lost is found by its Message-ID the next time; one too many is never sent.
        request = Request("POST", "/messages", body=base64.b64encode(written.mime), body_type="text/plain")
        return item_id(self._client.ask(request).told())

    def _hand_over(self, draft: str, message_id: str) -> None:
        """Send the draft. It is one item that leaves Drafts once, so a second try sends nothing twice."""
        doubt: MailboxError | None = None
        for _ in range(_TRIES):
            doubt = self._sent_or_doubt(draft)
            if doubt is None:
                return
            # What Exchange took may leave Drafts a moment after the answer was lost.
            time.sleep(min(_pause(doubt, self._client), self._client.account.patience))
            if self._has_gone(message_id):
                return
        raise Transient(f"The letter still lies in Drafts: {_said(doubt)}")

    def _sent_or_doubt(self, draft: str) -> MailboxError | None:
        """Ask for the draft to be sent; return what leaves its fate open, None when it is sent."""
        try:
            answer = self._client.ask(Request("POST", f"/messages/{draft}/send"), again=False)
        except Refused as error:
            raise Rejected(f"Microsoft 365 does not send the letter: {_said(error)}") from None
        except Busy as error:
            if not error.doubtful:
                raise
            return error
        except (Cut, Conflict, Missing) as error:
            return error
        # Any other success is not Graph's: a proxy shows a page.
        return None if answer.status == _ACCEPTED else Cut(f"The answer to sending was HTTP {answer.status}.")

    def _has_gone(self, message_id: str) -> bool:
        """Tell whether the letter left Drafts; raises SendUnknown when that cannot be seen."""
        try:
            lies = self._found(message_id)
        except MailboxError as error:
            raise SendUnknown(f"The letter was handed over, and then: {_said(error)}") from None
        if not lies:
            raise SendUnknown("The letter was handed over, and is neither in Drafts nor among what was sent.")
        return _went(lies)

    def _found(self, message_id: str) -> dict[_Place, str]:
        """Return where the letter lies: ids by place.

        Each folder is asked, in the order a letter travels, so that one on its way is not missed. The inbox is not:
        anybody can send a message with this Message-ID, and it would stop the letter.
        """
        quoted = message_id.replace("'", "''")
        query = {"$filter": f"internetMessageId eq '{quoted}'", "$select": "id"}
        lies = {}
        for place in _Place:
            told = self._client.ask(Request("GET", f"/mailFolders/{place}/messages", query)).told()
            for item in items(told):
                lies[place] = item_id(item)
        return lies


def _went(lies: dict[_Place, str]) -> bool:
    return _Place.SENT in lies or _Place.OUTBOX in lies


def _pause(doubt: MailboxError, client: GraphClient) -> float:
    return doubt.pause if isinstance(doubt, Busy) else client.account.settle_seconds


def _said(error: MailboxError | None) -> str:
    """What an error says happened, without what it advises."""
    return str(error.args[0]) if error and error.args else ""
