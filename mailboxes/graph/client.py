"""Asks Microsoft Graph: one place for tokens, time limits, the server's wish for a pause, and immutable ids."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mailboxes.graph.account import GraphAccount
from mailboxes.graph.faults import Answer, Busy, Cut, TooLarge, fault, unreached
from mailboxes.graph.tokens import Tokens
from mailboxes.mailbox import Transient, Untrusted

if TYPE_CHECKING:
    import httpx

_IMMUTABLE = 'IdType="ImmutableId"'
"""Without it an id changes when its message moves; it must be said with every request."""
_LARGEST_TOLD = 8_000_000
"""Bytes of an answer that is no message."""
_MOST_PAGES = 1000
_TRIES = 6


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `path` begins below the mailbox, or is a whole link that the service gave."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)
    body_type: str = ""
    told: Mapping[str, Any] | None = field(default=None, repr=False)
    """The body as JSON."""
    page: int = 0
    """How many items one answer should hold; 0 leaves it to the service."""


class GraphClient:
    """One connection pool for one mailbox, of one thread at a time."""

    def __init__(self, account: GraphAccount) -> None:
        self.account = account
        self._http: httpx.Client | None = None
        self.tokens = Tokens(account, self._connected)

    def ask(self, request: Request, *, again: bool = True, largest: int = _LARGEST_TOLD) -> Answer:
        """Return the answer; raises a MailboxError when it is none of success.

        A refused token is renewed once. Where the service is busy, the request is repeated after the pause it asks
        for, as long as the account's patience lasts; unless `again`, only what it certainly did not act on (429).
        """
        ends = time.monotonic() + self.account.patience
        renewed = False
        for attempt in range(1, _TRIES + 1):
            answer = self._answer(request, largest)
            if answer.status == 401 and not renewed:
                renewed = True
                self.tokens.renew()
                continue
            error = fault(answer, self.account.host)
            if error is None:
                return answer
            if not isinstance(error, Busy) or (error.doubtful and not again) or attempt == _TRIES:
                raise error
            if time.monotonic() + error.pause > ends:
                raise error
            time.sleep(error.pause)
        raise Transient(f"{self.account.host} does not settle.")

    def pages(self, request: Request) -> Iterator[Mapping[str, Any]]:
        """Yield the pages of a list. Raises Transient when it does not end."""
        for _ in range(_MOST_PAGES):
            page = self.ask(request).told()
            yield page
            link = page.get("@odata.nextLink")
            if not link:
                return
            request = Request("GET", self.own_link(link), page=request.page)
        raise Transient(f"A list of {self.account.host} does not end.")

    def own_link(self, link: object) -> str:
        """Return a link that the service gave, if it leads to the service: the token is shown to nobody else."""
        if not isinstance(link, str) or not link.startswith(f"{self.account.origin}/"):
            raise Transient(f"{self.account.host} sends the desk elsewhere, and it does not go there.")
        return link

    def put(self, link: str, data: bytes, headers: Mapping[str, str]) -> Answer:
        """Put bytes to an address that carries its own right, so without token; raises as `ask` does, tries once."""
        if urlsplit(link).scheme != "https":
            raise Transient("An upload's address is not safe (no https).")
        answer = self._exchange(self._connected().build_request("PUT", link, headers=headers, content=data))
        if error := fault(answer, self.account.host):
            raise error
        return answer

    def close(self) -> None:
        """Close the connections."""
        if self._http:
            self._http.close()
            self._http = None
            self.tokens = Tokens(self.account, self._connected)

    def _answer(self, request: Request, largest: int) -> Answer:
        try:
            return self._exchange(self._built(request), largest)
        except Cut:
            if request.method != "GET":
                raise
            # A kept connection may have died of age; asking twice harms nothing.
            return self._exchange(self._built(request), largest)

    def _built(self, request: Request) -> httpx.Request:
        headers = {"Authorization": f"Bearer {self.tokens.token()}", "Prefer": _IMMUTABLE}
        if request.page:
            headers["Prefer"] += f", odata.maxpagesize={request.page}"
        if request.body_type:
            headers["Content-Type"] = request.body_type
        whole = request.path.startswith("https://")
        below = f"{self.account.service}/users/{quote(self.account.mailbox, safe='')}"
        return self._connected().build_request(
            request.method,
            request.path if whole else f"{below}{request.path}",
            headers=headers,
            params=request.query or None,
            content=request.body,
            json=request.told,
        )

    def _exchange(self, request: httpx.Request, largest: int = _LARGEST_TOLD) -> Answer:
        import httpx

        try:
            response = self._connected().send(request, stream=True)
            try:
                body = self._read(response, largest)
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise unreached(error, self.account.host) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Cut(f"{self.account.host} broke off ({type(error).__name__}).") from None
        return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)

    def _read(self, response: httpx.Response, largest: int) -> bytes:
        ends = time.monotonic() + self.account.deadline
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > largest:
                raise TooLarge(f"A message or an answer is larger than {largest:,} bytes.")
            if time.monotonic() > ends:
                raise Cut(f"{self.account.host} answers too slowly.")
        return bytes(body)

    def _connected(self) -> httpx.Client:
        if self._http is None:
            import httpx

            for name in ("httpx", "httpcore"):
                # They would log addresses, which hold the mailbox, Message-IDs and the rights of uploads.
                logging.getLogger(name).setLevel(logging.WARNING)
            self._http = httpx.Client(verify=self._trusted(), timeout=self.account.timeout)
        return self._http

    def _trusted(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.account.ca_file or None)
        except OSError:
            raise Untrusted(f"{self.account.ca_file} holds no certificates that can be read.") from None
