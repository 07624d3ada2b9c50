"""The mail operations of Microsoft Graph that the desk uses, each as Microsoft's reference names it."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from typing import Any
from urllib.parse import quote, urlencode

from graph_store import Attached, Fault, Item, Store, Upload

_FIRST_PAGE = 10


class Operations:
    """Answers one request; the server that inherits this fills in what was asked."""

    store: Store
    origin: str
    where: str
    query: dict[str, str]
    headers: Message
    body: bytes
    no_sizes: bool
    wrongs: list[str]

    def _told(self) -> dict[str, Any]:
        return json.loads(self.body)

    def _page(self, listed: list[dict], size: int, *, last: dict[str, str] | None = None) -> tuple[int, object]:
        """One page of a list, with the link to the next one, or `last` on the last."""
        start = int(self.query.get("$skiptoken", 0))
        page: dict[str, object] = {"value": listed[start : start + size]}
        if start + size < len(listed):
            query = urlencode({**self.query, "$skiptoken": str(start + size)}, quote_via=quote)
            page["@odata.nextLink"] = f"{self.origin}{quote(self.where)}?{query}"
        else:
            page.update(last or {})
        return 200, page

    def list_folders(self) -> tuple[int, object]:
        wanted = _literal(self.query.get("$filter", ""), "displayName")
        folders = self.store.folders.items()
        return 200, {"value": [{"id": key, "displayName": name} for key, name in folders if name == wanted]}

    def create_folder(self) -> tuple[int, object]:
        name = self._told()["displayName"]
        return 201, {"id": self.store.make_folder(name), "displayName": name}

    def get_folder(self, ref: str) -> tuple[int, object]:
        folder = self.store.folder(ref)
        return 200, {"id": folder, "totalItemCount": len(self.store.within(folder))}

    def list_messages(self, ref: str) -> tuple[int, object]:
        items = self.store.within(self.store.folder(ref))
        if "$filter" in self.query:
            wanted = _literal(self.query["$filter"], "internetMessageId")
            items = [item for item in items if item.message_id == wanted]
        if self.query.get("$orderby") != "receivedDateTime asc":
            items.reverse()
        sized = "$expand" in self.query
        if sized and self.no_sizes:
            raise Fault(400, "ErrorInvalidProperty")
        return self._page([_listed(item, sized=sized) for item in items], int(self.query.get("$top", _FIRST_PAGE)))

    def delta(self, ref: str) -> tuple[int, object]:
        store = self.store
        folder, since = store.folder(ref), int(self.query.get("$deltatoken", 0))
        first = "$deltatoken" not in self.query
        changed = store.changed(max(since, store.forgotten if first else 0), folder)
        if first:
            changed = [(item.id, True) for item in store.within(folder)]
        listed = [{"id": key} if there else {"id": key, "@removed": {"reason": "deleted"}} for key, there in changed]
        size = int(re.search(r"maxpagesize=(\d+)", self.headers.get("Prefer", ""))[1])
        # What changes while pages are turned belongs to the next look.
        self.query.setdefault("$at", str(len(store.changes)))
        link = f"{self.origin}{quote(self.where)}?$deltatoken={self.query['$at']}"
        return self._page(listed, size, last={"@odata.deltaLink": link})

    def get_message(self, key: str) -> tuple[int, object]:
        item = self.store.item(key)
        told = message_from_bytes(item.mime, policy=policy.default)
        whole = {
            "parentFolderId": item.folder,
            "internetMessageId": item.message_id,
            "subject": str(told["Subject"] or ""),
            "from": {"emailAddress": {"name": "", "address": str(told["From"] or "")}},
        }
        return 200, {"id": item.id, **{name: whole[name] for name in self.query["$select"].split(",")}}

    def get_mime(self, key: str) -> tuple[int, object]:
        return 200, self.store.item(key).mime

    def update_message(self, key: str) -> tuple[int, object]:
        item = self.store.touch(key, is_read=self._told()["isRead"])
        return 200, {"id": item.id}

    def move_message(self, key: str) -> tuple[int, object]:
        item = self.store.move(key, self._told()["destinationId"])
        return 201, {"id": item.id, "parentFolderId": item.folder}

    def create_message(self) -> tuple[int, object]:
        if self.headers["Content-Type"] != "text/plain" or len(self.body) > 4 * 1024 * 1024:
            raise Fault(413, "RequestEntityTooLarge")
        item = self.store.add(base64.b64decode(self.body, validate=True), "drafts", is_draft=True)
        return 201, {"id": item.id}

    def send_message(self, key: str) -> tuple[int, object]:
        self.store.send(key)
        return 202, None

    def list_attachments(self, key: str) -> tuple[int, object]:
        attached = self.store.item(key).attached
        return self._page([{"id": f"attachment-{place}"} for place in range(len(attached))], _FIRST_PAGE)

    def add_attachment(self, key: str) -> tuple[int, object]:
        told = self._told()
        data = base64.b64decode(told["contentBytes"], validate=True)
        if len(data) > 3 * 1024 * 1024:
            raise Fault(413, "RequestEntityTooLarge")
        self.store.item(key).attached.append(Attached(told["name"], told["contentType"], data))
        return 201, {"id": "attachment"}

    def create_upload_session(self, key: str) -> tuple[int, object]:
        told = self._told()["AttachmentItem"]
        item = self.store.item(key)
        number = f"{len(self.store.uploads) + 1}"
        self.store.uploads[number] = Upload(item, told["name"], told["contentType"], told["size"])
        return 201, {"uploadUrl": f"{self.origin}/upload/{number}?authtoken=canary-right"}

    def upload(self, number: str) -> tuple[int, object]:
        if "Authorization" in self.headers:
            self.wrongs.append("the token was shown to an upload's address")
        upload = self.store.uploads.get(number)
        if upload is None:
            raise Fault(404, "ErrorItemNotFound")
        start, end, size = map(int, re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", self.headers["Content-Range"]).groups())
        if start != len(upload.data) or end - start + 1 != len(self.body) or size != upload.size:
            raise Fault(416, "InvalidRange")
        if len(self.body) > 4 * 1024 * 1024:
            raise Fault(413, "RequestEntityTooLarge")
        upload.data += self.body
        if len(upload.data) < size:
            return 200, {"nextExpectedRanges": [f"{len(upload.data)}-"]}
        upload.item.attached.append(Attached(upload.name, upload.media_type, upload.data))
        del self.store.uploads[number]
        return 201, None


_M = r"/messages/([^/]+)"
_F = r"/mailFolders/([^/]+)"
OPERATIONS = (
    ("GET", "/mailFolders", Operations.list_folders),
    ("POST", "/mailFolders", Operations.create_folder),
    ("GET", _F, Operations.get_folder),
    ("GET", f"{_F}/messages", Operations.list_messages),
    ("GET", f"{_F}/messages/delta", Operations.delta),
    ("GET", f"{_M}/\\$value", Operations.get_mime),
    ("POST", f"{_M}/move", Operations.move_message),
    ("POST", f"{_M}/send", Operations.send_message),
    ("GET", f"{_M}/attachments", Operations.list_attachments),
    ("POST", f"{_M}/attachments", Operations.add_attachment),
    ("POST", f"{_M}/attachments/createUploadSession", Operations.create_upload_session),
    ("POST", "/messages", Operations.create_message),
    ("PATCH", _M, Operations.update_message),
    ("GET", _M, Operations.get_message),
)


def _listed(item: Item, *, sized: bool) -> dict[str, Any]:
    told: dict[str, object] = {
        "id": item.id,
        "receivedDateTime": datetime.fromtimestamp(item.received, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if sized:
        told["singleValueExtendedProperties"] = [{"id": "Integer 0xe08", "value": str(len(item.mime))}]
    return told


def _literal(query: str, name: str) -> str:
    """The text that `name` must equal in an OData filter."""
    found = re.fullmatch(rf"{name} eq '((?:[^']|'')*)'", query)
    if not found:
        raise Fault(400, "ErrorInvalidUrlQueryFilter")
    return found[1].replace("''", "'")
