"""The mailbox's folders: the desk's own below its root, and those that every mailbox has."""

from __future__ import annotations

from contextlib import suppress

from mailboxes.graph.client import GraphClient, Request
from mailboxes.graph.faults import Conflict
from mailboxes.graph.told import item_id, items
from mailboxes.mailbox import Folder, Transient


class Folders:
    """Finds folders and remembers their ids. A folder's id is constant, with and without immutable ids."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._standing: dict[str, str] = {}
        self._own: dict[Folder, str] = {}

    def standing(self, name: str) -> str:
        """Return the id of a folder that every mailbox has, by its well-known name ("inbox", "sentitems")."""
        if name not in self._standing:
            told = self._client.ask(Request("GET", f"/mailFolders/{name}", {"$select": "id"})).told()
            self._standing[name] = item_id(told)
        return self._standing[name]

    def own(self, folder: Folder) -> str:
        """Return the id of one of the desk's folders, made below the mailbox's root when it is not there."""
        if folder not in self._own:
            self._own[folder] = self._found(folder) or self._made(folder)
        return self._own[folder]

    def forget(self) -> None:
        """Look for the desk's folders anew: somebody may have removed one, and its id would lead to the bin."""
        self._own.clear()

    def _found(self, folder: Folder) -> str:
        query = {"$filter": f"displayName eq '{folder}'", "$select": "id,displayName"}
        told = self._client.ask(Request("GET", "/mailFolders", query)).told()
        return next((item_id(each) for each in items(told) if each.get("displayName") == folder), "")

    def _made(self, folder: Folder) -> str:
        with suppress(Conflict):
            return item_id(self._client.ask(Request("POST", "/mailFolders", told={"displayName": folder})).told())
        # Another session made it at the same moment.
        if found := self._found(folder):
            return found
        raise Transient(f"The folder {folder!r} can be neither found nor made.")
