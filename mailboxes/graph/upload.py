"""Attaches files to a draft: small ones in one request, large ones in pieces."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence

from mailboxes.graph.client import GraphClient, Request
from mailboxes.graph.faults import Busy, Missing, Refused, Unreached
from mailboxes.graph.letter import Enclosure
from mailboxes.graph.told import items, text
from mailboxes.mailbox import Rejected, Transient

_SMALLEST_IN_PIECES = 3_000_000
"""Bytes: below, Graph takes a file in one request; from about here to 150 MB it wants an upload session."""
_PIECE = 12 * 320 * 1024
"""Bytes of one piece: Graph takes less than 4 MB."""
_TRIES = 4


def attach(client: GraphClient, draft: str, enclosures: Sequence[Enclosure]) -> None:
    """Attach the files that the draft at the path `draft` does not have yet. Raises a MailboxError.

    Files are attached one after the other, so a draft that was left half done has the first of them.
    """
    if not enclosures:
        return
    there = _attached(client, draft)
    if there > len(enclosures):
        raise Rejected(
            "The draft holds more files than the letter. Throw it away in Drafts, and send the letter again."
        )
    for place, enclosure in enumerate(enclosures[there:], start=there + 1):
        if len(enclosure.data) < _SMALLEST_IN_PIECES:
            _attach_whole(client, draft, enclosure)
        else:
            _attach_in_pieces(client, draft, enclosure)
        # A proxy may have answered in Graph's place, and the next try counts the files that are there.
        if _attached(client, draft) != place:
            raise Transient("A file did not reach the draft.")


def _attached(client: GraphClient, draft: str) -> int:
    listed = client.pages(Request("GET", f"{draft}/attachments", {"$select": "id"}))
    return sum(1 for page in listed for _ in items(page))


def _attach_whole(client: GraphClient, draft: str, enclosure: Enclosure) -> None:
    told = {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": enclosure.name,
        "contentType": enclosure.media_type,
        "contentBytes": base64.b64encode(enclosure.data).decode("ascii"),
    }
    client.ask(Request("POST", f"{draft}/attachments", told=told), again=False)


def _attach_in_pieces(client: GraphClient, draft: str, enclosure: Enclosure) -> None:
    size = len(enclosure.data)
    item = {
        "attachmentType": "file",
        "name": enclosure.name,
        "contentType": enclosure.media_type,
        "size": size,
    }
    session = client.ask(Request("POST", f"{draft}/attachments/createUploadSession", told={"AttachmentItem": item}))
    link = text(session.told(), "uploadUrl")
    for start in range(0, size, _PIECE):
        _put(client, link, enclosure.data[start : start + _PIECE], start, size)


def _put(client: GraphClient, link: str, piece: bytes, start: int, size: int) -> None:
    """Put one piece, again where the service is busy. An upload that lost its place begins anew with the next try."""
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Range": f"bytes {start}-{start + len(piece) - 1}/{size}",
    }
    ends = time.monotonic() + client.account.patience
    for attempt in range(1, _TRIES + 1):
        try:
            client.put(link, piece, headers)
        except (Busy, Unreached) as error:
            pause = error.pause if isinstance(error, Busy) else client.account.settle_seconds
            if attempt == _TRIES or time.monotonic() + pause > ends:
                raise
            time.sleep(pause)
        except (Refused, Missing) as error:
            raise Transient(f"An upload lost its place: {error.args[0]}") from None
        else:
            return
