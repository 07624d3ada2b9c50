"""What an administrator wants to know of a Microsoft 365 mailbox, in the order it is set up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from mailboxes.graph.account import GraphAccount
from mailboxes.graph.client import GraphClient, Request
from mailboxes.graph.folders import Folders
from mailboxes.mailbox import Look, looked

_SOON = timedelta(days=30)
_ROTATE = "Make a new certificate, give it to the app registration beside the old one, then put it into the settings."
_TOO_WIDE = (
    "Take these permissions of the app registration back in Entra (API permissions): they open every mailbox of the "
    "tenant, whatever the roles in Exchange say."
)


def examine(client: GraphClient, folders: Folders, prepare: Callable[[], None]) -> Iterator[Look]:
    """Yield what was found, and end with the first fault that the rest would stumble over."""
    steps: tuple[tuple[str, Callable[[], str]], ...] = (
        ("Sign-in", lambda: _signed_in(client)),
        ("Inbox", lambda: _inbox(client, folders)),
        ("Folders", lambda: _folders(prepare)),
    )
    if client.account.private_key:
        yield _certificate(client.account)
    for what, look in steps:
        found = looked(what, look)
        yield found
        if found.remedy:
            return
    yield _rights(client)


def _certificate(account: GraphAccount) -> Look:
    # msal brings this library along.
    from cryptography import x509

    what = "Certificate"
    try:
        ends = x509.load_pem_x509_certificate(account.private_key.encode()).not_valid_after_utc
    except ValueError:
        return Look(what, f"known by its thumbprint {account.thumbprint[:8]}… alone; when it ends is not known")
    now = datetime.now(UTC)
    state = f"valid to {ends:%d %B %Y}"
    return Look(what, state, _ROTATE if ends < now + _SOON else "")


def _signed_in(client: GraphClient) -> str:
    client.tokens.token()
    how = "its certificate" if client.account.private_key else "a client secret; a certificate is safer"
    return f"{client.account.login} knows the app by {how}"


def _inbox(client: GraphClient, folders: Folders) -> str:
    folders.standing("inbox")
    told = client.ask(Request("GET", "/mailFolders/inbox", {"$select": "totalItemCount"})).told()
    return f"{told.get('totalItemCount', 'some')} waiting in the inbox"


def _folders(prepare: Callable[[], None]) -> str:
    prepare()
    return "the desk's folders are there, so the app may write; whether it may send shows with --send-test"


def _rights(client: GraphClient) -> Look:
    wide = client.tokens.mail_roles()
    if wide:
        return Look("Rights", f"Entra gives the app {', '.join(wide)} in every mailbox", _TOO_WIDE)
    return Look("Rights", "no permission of Entra over every mailbox")
