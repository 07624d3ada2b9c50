"""What waits in the inbox: the oldest first as a list, and what is new as changes since the last look."""

from __future__ import annotations

from collections.abc import Sequence

from mailboxes.graph.client import GraphClient, Request
from mailboxes.graph.faults import Expired, Refused
from mailboxes.graph.told import arrival, item_id, items
from mailboxes.mailbox import Arrival, Transient

_INBOX = "/mailFolders/inbox/messages"
_PAGE = 100
_SIZE = "singleValueExtendedProperties($filter=id eq 'Integer 0x0E08')"
"""A message's size is no field of its own in Graph; this is Exchange's (MS-OXPROPS, PidTagMessageSize)."""


def waiting(client: GraphClient, limit: int) -> Sequence[Arrival]:
    """Return up to `limit` messages of the inbox, the oldest first."""
    query = {
        "$select": "id,receivedDateTime",
        "$orderby": "receivedDateTime asc",
        "$top": str(max(1, min(limit, _PAGE))),
    }
    try:
        return _listed(client, {**query, "$expand": _SIZE}, limit)
    except Refused:
        # A size is good to have; mail is better.
        return _listed(client, query, limit)


def _listed(client: GraphClient, query: dict[str, str], limit: int) -> Sequence[Arrival]:
    found: list[Arrival] = []
    for page in client.pages(Request("GET", _INBOX, query)):
        found += map(arrival, items(page))
        if len(found) >= limit:
            break
    # A message that moves while pages are turned could be told twice.
    return list({each.key: each for each in found}.values())[:limit]


class Changes:
    """The keys that are in the inbox now, kept up by asking for changes alone (a delta query)."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._link = ""
        self.keys: frozenset[str] = frozenset()

    def look(self) -> frozenset[str]:
        """Bring `keys` up to date and return them. When the service has forgotten the place, begin again, once."""
        try:
            self._follow()
        except Expired:
            self._link, self.keys = "", frozenset()
            self._follow()
        return self.keys

    def _follow(self) -> None:
        start = Request("GET", f"{_INBOX}/delta", {"$select": "id"}, page=_PAGE)
        request = Request("GET", self._link, page=_PAGE) if self._link else start
        keys, link = set(self.keys), ""
        for page in self._client.pages(request):
            for item in items(page):
                # What a person reads or flags is told as well: its key is known.
                (keys.discard if "@removed" in item else keys.add)(item_id(item))
            link = str(page.get("@odata.deltaLink") or "")
        if not link:
            raise Transient("The service tells no place in its list of changes.")
        self._link, self.keys = self._client.own_link(link), frozenset(keys)
