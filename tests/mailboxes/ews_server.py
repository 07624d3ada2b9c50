"""An EWS endpoint on this machine: real HTTPS, real SOAP, the real exchangelib at the other end, and faults on demand.

It speaks what the desk asks for and no more. Taken from Microsoft's documentation, or from what exchangelib does with
a real service, and NOT verified here on an Exchange Server:

- an item's id stays while it is read and flagged and changes with every move; the old id is then ErrorItemNotFound;
  of two sessions that move one item exactly one succeeds (here by a lock);
- an id that is none is ErrorInvalidIdMalformed; a move into a folder that is gone is ErrorToFolderNotFound;
- a draft made from MIME keeps the Message-ID of that MIME, and the sent copy keeps it or at least keeps a named
  property; SendItem on a draft that has gone is ErrorItemNotFound, with an old change key ErrorIrresolvableConflict;
- SendItem moves the letter to Sent Items before it answers (a real server may keep it, submitted, in Drafts or Outbox
  for a while: `StoredItem.submitted` plays that); a moved item that is marked as read keeps its new id;
- MIME comes back byte for byte; a real server writes it anew, so the desk tells messages by their parts;
- an account without the right to impersonate is told ErrorImpersonateUserDenied, one without access ErrorAccessDenied;
- the OAuth token endpoint is plain RFC 6749; how a server is made to trust a token service is not part of this;
- NTLM is the handshake of pyspnego's own acceptor; a domain controller, and channel binding, are not part of this.
"""

from __future__ import annotations

import base64
import json
import ssl
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import spnego
import trustme
from lxml.builder import ElementMaker

import ews_soap
from ews_soap import AUTODISCOVER, NAMES
from ews_store import Store

ADDRESS = "offsite@exampleshire.example.org"
USER = "EXAMPLESHIRE\\svc-offsite"
PASSWORD = "correct horse"
CLIENT = "11111111-2222-3333-4444-555555555555"
SECRET = "battery staple"
LOGIN_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in: c4n4ry</body></html>"


@dataclass(frozen=True)
class Reply:
    """An answer over HTTP."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/xml; charset=utf-8"),)


@dataclass(frozen=True)
class Fault:
    """What becomes of one request: `code` for its first item, or `reply` in place of an answer, or a cut connection."""

    code: str = ""
    reply: Reply | None = None
    takes_effect: bool = False
    """Whether the operation is done all the same."""
    seconds: float = 0
    """How long the server is silent first."""
    meanwhile: Callable[[Store], object] | None = None
    """What somebody else does to the mailbox in that moment."""


CUT = Fault()
CUT_AFTER = Fault(takes_effect=True)
LOGIN = Fault(reply=Reply(200, LOGIN_PAGE, (("Content-Type", "text/html"),)))
REFUSED = Fault(reply=Reply(401, b"", (("WWW-Authenticate", 'Basic realm="mail"'),)))


def busy(milliseconds: int) -> Fault:
    return Fault(reply=Reply(500, ews_soap.busy(milliseconds)))


def unavailable(seconds: int) -> Fault:
    return Fault(reply=Reply(503, b"Service Unavailable", (("Retry-After", str(seconds)),)))


def moved_to(url: str) -> Fault:
    return Fault(reply=Reply(302, b"", (("Location", url),)))


def code(name: str) -> Fault:
    return Fault(code=name)


@dataclass
class EwsServer:
    """A server with one mailbox and one service account."""

    ntlm: bool = False
    """Whether NTLM is the one way to sign in, for each connection."""
    access: str = "impersonation"
    """By what right the service account uses the mailbox: the other way is refused."""
    store: Store = field(default_factory=lambda: Store(ADDRESS))
    asked: list[str] = field(default_factory=list)
    """The operations that were asked for, in order."""
    agents: set[str] = field(default_factory=set)
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The properties that each operation was asked for."""
    tokens: int = 0
    """Tokens that were given out; the last one is good."""
    token_seconds: int = 3600
    redirect: str = ""
    """Where Autodiscover sends the desk, an address or a URL; empty to answer itself."""
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    port: int = 0
    ca_file: Path = Path()

    def fail(self, operation: str, *faults: Fault) -> None:
        """The next requests for `operation` end so."""
        self.faults[operation].extend(faults)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/EWS/Exchange.asmx"

    @property
    def autodiscover_url(self) -> str:
        return f"https://localhost:{self.port}/autodiscover/autodiscover.svc"

    @property
    def token_url(self) -> str:
        return f"https://localhost:{self.port}/oauth2/token"

    def reply(self, path: str, headers: dict[str, str], body: bytes, *, signed_in: bool) -> Reply | None:
        """The answer to a request; None to cut the connection."""
        self.agents.add(headers.get("user-agent", ""))
        if path == "/oauth2/token":
            return self._served("Token", lambda _codes: self._token(body))
        if not (signed_in or self._knows(headers.get("authorization", ""))):
            return REFUSED.reply
        name, envelope = ews_soap.operation_of(body)
        if path.startswith("/autodiscover/"):
            return self._served("Autodiscover", lambda _codes: Reply(200, self._settings()))
        self.fields[name] |= ews_soap.fields_of(envelope)
        denied = self._denied(envelope) if name != "ConvertId" else ""
        return self._served(
            name,
            lambda codes: Reply(200, ews_soap.answer(self.store, name, envelope, [denied] if denied else codes)),
        )

    def _served(self, name: str, act: Callable[[list[str]], Reply]) -> Reply | None:
        self.asked.append(name)
        if not self.faults[name]:
            return act([])
        fault = self.faults[name].popleft()
        time.sleep(fault.seconds)
        if fault.meanwhile:
            fault.meanwhile(self.store)
        if fault.code:
            return act([fault.code])
        if fault.takes_effect:
            act([])
        return fault.reply

    def _knows(self, told: str) -> bool:
        kind, _, value = told.partition(" ")
        if kind == "Bearer":
            return value == f"token-{self.tokens}"
        return kind == "Basic" and not self.ntlm and base64.b64decode(value).decode() == f"{USER}:{PASSWORD}"

    def _denied(self, envelope) -> str:
        whom = envelope.findtext(".//t:ExchangeImpersonation//t:PrimarySmtpAddress", namespaces=NAMES)
        if whom is None:
            return "" if self.access == "delegate" else "ErrorAccessDenied"
        return "" if self.access == "impersonation" and whom == ADDRESS else "ErrorImpersonateUserDenied"

    def _token(self, body: bytes) -> Reply:
        asked = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        right = asked.get("grant_type") == "client_credentials" and asked.get("client_id") == CLIENT
        as_json = (("Content-Type", "application/json"),)
        if not right or asked.get("client_secret") != SECRET:
            return Reply(401, json.dumps({"error": "invalid_client"}).encode(), as_json)
        self.tokens += 1
        given = {"access_token": f"token-{self.tokens}", "token_type": "Bearer", "expires_in": self.token_seconds}
        return Reply(200, json.dumps(given).encode(), as_json)

    def _settings(self) -> bytes:
        a = ElementMaker(namespace=AUTODISCOVER, nsmap=NAMES)
        kind = "RedirectAddress" if "@" in self.redirect else "RedirectUrl"
        url = a.UserSetting(a.Name("ExternalEwsUrl"), a.Value(self.url))
        user = a.UserResponse(
            a.ErrorCode(kind if self.redirect else "NoError"),
            a.ErrorMessage("No error."),
            a.RedirectTarget(self.redirect),
            a.UserSettingErrors(),
            a.UserSettings(*([] if self.redirect else [url])),
        )
        response = a.Response(a.ErrorCode("NoError"), a.ErrorMessage(), a.UserResponses(user))
        return ews_soap.enveloped(a.GetUserSettingsResponseMessage(response))


@contextmanager
def running(server: EwsServer, folder: Path) -> Iterator[EwsServer]:
    """Run the server over HTTPS on a free port, with a certificate authority of its own in `folder`."""
    authority = trustme.CA()
    server.ca_file = folder / "council-ca.pem"
    authority.cert_pem.write_to_path(server.ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    served = _Https(("127.0.0.1", 0), server, context)
    server.port = served.server_address[1]
    thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        served.shutdown()
        served.server_close()
        thread.join()


def _ntlm_reply(token: bytes | None) -> Reply:
    told = "NTLM" if token is None else f"NTLM {base64.b64encode(token).decode()}"
    return Reply(401, b"", (("WWW-Authenticate", told),))


class _Https(ThreadingHTTPServer):
    daemon_threads = True
    # A connection that a client keeps open must not hold the test up.
    block_on_close = False

    def __init__(self, address, server: EwsServer, context: ssl.SSLContext) -> None:
        super().__init__(address, _Handler)
        self.ews = server
        # The handshake belongs to the connection's own thread.
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up or distrusts us is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Https
    handshake: spnego.ContextProxy | None = None
    """NTLM signs in a connection, not a request."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self._challenge(headers.get("authorization", "")) if self.server.ews.ntlm else None
        signed_in = self.handshake is not None and self.handshake.complete
        reply = reply or self.server.ews.reply(self.path, headers, body, signed_in=signed_in)
        if reply is None:
            self.close_connection = True
            return
        self._send(reply)

    def _challenge(self, told: str) -> Reply | None:
        """The next step of NTLM, or None when the connection is signed in."""
        kind, _, token = told.partition(" ")
        if kind != "NTLM":
            return None if self.handshake and self.handshake.complete else _ntlm_reply(None)
        if self.handshake is None:
            self.handshake = spnego.server(protocol="ntlm")
        try:
            answer = self.handshake.step(base64.b64decode(token))
        except spnego.exceptions.SpnegoError:
            self.handshake = None
            return _ntlm_reply(None)
        return None if self.handshake.complete else _ntlm_reply(answer)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_args) -> None:
        """Quiet."""

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()
