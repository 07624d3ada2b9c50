"""Microsoft Graph and Entra's sign-in on this machine: TLS, tokens, the mail operations the desk uses, and faults.

Written from Microsoft's documentation, and never compared with the real service. What is assumed, and would show
first if it were otherwise:

- A second move by an immutable id succeeds wherever the message is; a folder's id is the same in `parentFolderId`.
- A draft made from MIME keeps its Message-ID, In-Reply-To and References, and takes attachments afterwards.
- `send` moves that one item to Sent Items, under the same id; sending it again answers 404.
- `$filter` on internetMessageId sees drafts and sent copies at once; `$expand` of the size goes with `$select`.
- What was taken in before a connection broke shows in Drafts or Sent Items within moments.
- MIME comes back byte for byte. Exchange writes it anew: here the desk's digest of parts is not tried.
- Received times are told in whole seconds, the order is finer.
- Rights are all or nothing here: `forbidden` stands for a mailbox outside the app's scope.
"""

from __future__ import annotations

import base64
import json
import re
import ssl
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from graph_operations import OPERATIONS, Operations
from graph_store import Fault, Store

TENANT = "exampleshire.example.org"
CLIENT = "00000000-0000-4000-8000-000000000001"
MAILBOX = "offsite@exampleshire.example.org"
SECRET = "an invented secret"


@dataclass
class Trouble:
    """What goes wrong with the next `times` requests of `method` whose path matches `path`."""

    method: str
    path: str
    status: int = 0
    code: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut: str = ""
    """"before" or "after" the request takes effect, or "late": it takes effect a moment after the cut."""
    page: bytes = b""
    """A page of some proxy instead of an answer."""
    drip: float = 0.0
    """Seconds between the bytes of the answer."""
    times: int = 1


class GraphServer:
    """One tenant with one mailbox and one app. Start it with `with`."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.store = Store(MAILBOX)
        self.troubles: list[Trouble] = []
        self.asked: list[tuple[str, str]] = []
        """Method and path with query, of every request to Graph."""
        self.wrongs: list[str] = []
        """What a client must not do."""
        self.roles: list[str] = []
        self.tokens: set[str] = set()
        self.issued = 0
        self.forbidden = False
        self.no_sizes = False
        self.after_send: Callable[[], None] = lambda: None
        """What happens elsewhere as soon as a letter was to be sent, before the client is answered."""
        self.ca_file = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.ca_file))
        app = authority.issue_cert("app.example.org", key_type=trustme.KeyType.RSA)
        self.key_pem = app.private_key_pem.bytes().decode()
        self.certificate_pem = app.cert_chain_pems[0].bytes().decode()
        self.certificate = x509.load_pem_x509_certificate(self.certificate_pem.encode())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        # The handshake belongs to the connection's own thread: a client that stalls in it holds up nobody.
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def origin(self) -> str:
        return f"https://127.0.0.1:{self._http.server_address[1]}"

    @property
    def thumbprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA1()).hex().upper()  # noqa: S303  # Entra's own name for it

    def encrypted_key(self, passphrase: str) -> str:
        key = serialization.load_pem_private_key(self.key_pem.encode(), None)
        return key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(passphrase.encode()),
        ).decode()

    def __enter__(self) -> GraphServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def goes_wrong(self, method: str, path: str, **how) -> None:
        self.troubles.append(Trouble(method, path, **how))

    def trouble(self, method: str, path: str) -> Trouble | None:
        with self.store.lock:
            for trouble in self.troubles:
                if trouble.times and trouble.method == method and re.search(trouble.path, path):
                    trouble.times -= 1
                    return trouble
        return None

    def token(self) -> str:
        with self.store.lock:
            self.issued += 1
            middle = base64.urlsafe_b64encode(json.dumps({"roles": self.roles}).encode()).decode().rstrip("=")
            token = f"e30.{middle}.{self.issued}"
            self.tokens.add(token)
            return token


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    owner: GraphServer

    def handle_error(self, request, client_address) -> None:
        """Clients that go away in the middle are part of the tests; a fault of this server is not."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.owner.wrongs.append(f"the server failed: {error!r}")


class _Handler(Operations, BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def _serve(self) -> None:
        self.owner = self.server.owner
        self.store, self.origin = self.owner.store, self.owner.origin
        self.no_sizes, self.wrongs = self.owner.no_sizes, self.owner.wrongs
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        split = urlsplit(self.path)
        self.where, self.query = unquote(split.path), {k: v[0] for k, v in parse_qs(split.query).items()}
        self.owner.asked.append((self.command, unquote(self.path)))
        trouble = self.owner.trouble(self.command, self.where)
        if self.where.endswith("/send"):
            self.owner.after_send()
        if trouble is None:
            self._answer(*self._result())
        elif trouble.cut:
            if trouble.cut == "after":
                self._result()
            self._cut()
            if trouble.cut == "late":
                time.sleep(0.1)
                self._result()
        elif trouble.page:
            self._answer(200, trouble.page, {"Content-Type": "text/html"})
        elif trouble.drip:
            self._drip(trouble.drip, *self._result())
        else:
            self._answer(trouble.status, _error(trouble.code), trouble.headers)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _answer(self, status: int, body: object = None, headers: dict[str, str] | None = None) -> None:
        data = _bytes(body)
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _drip(self, pause: float, status: int, body: object = None, headers: dict[str, str] | None = None) -> None:
        data = _bytes(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        for at in range(len(data)):
            self.wfile.write(data[at : at + 1])
            time.sleep(pause)

    def _result(self) -> tuple[int, object] | tuple[int, object, dict[str, str]]:
        try:
            if self.where.startswith(f"/{TENANT}/"):
                return self._entra()
            if self.where.startswith("/upload/"):
                return self.upload(self.where.removeprefix("/upload/"))
            return self._graph()
        except Fault as fault:
            return fault.status, _error(fault.code)

    def _entra(self) -> tuple[int, object]:
        base = f"{self.owner.origin}/{TENANT}"
        if self.where.endswith("/v2.0/.well-known/openid-configuration"):
            return 200, {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        form = {name: value[0] for name, value in parse_qs(self.body.decode()).items()}
        if form.get("scope") != f"{self.owner.origin}/.default" or form.get("client_id") != CLIENT:
            return 400, {"error": "invalid_scope", "error_description": "AADSTS70011: no such scope or app"}
        if not self._proved(form, f"{base}/oauth2/v2.0/token"):
            return 401, {"error": "invalid_client", "error_description": f"AADSTS700027: {MAILBOX} is a canary"}
        return 200, {"token_type": "Bearer", "expires_in": 3599, "access_token": self.owner.token()}

    def _proved(self, form: dict[str, str], audience: str) -> bool:
        if "client_assertion" not in form:
            return form.get("client_secret") == SECRET
        told = jwt.get_unverified_header(form["client_assertion"])
        certificate = self.owner.certificate
        marks = {"x5t#S256": hashes.SHA256(), "x5t": hashes.SHA1()}  # noqa: S303  # as above
        if not any(_raw64(told.get(name, "")) == certificate.fingerprint(kind) for name, kind in marks.items()):
            return False
        try:
            jwt.decode(
                form["client_assertion"], certificate.public_key(), algorithms=["RS256", "PS256"], audience=audience
            )
        except jwt.PyJWTError:
            return False
        return True

    def _graph(self) -> tuple[int, object]:
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.owner.tokens:
            raise Fault(401, "InvalidAuthenticationToken")
        if 'IdType="ImmutableId"' not in self.headers.get("Prefer", ""):
            self.owner.wrongs.append(f"no immutable ids: {self.command} {self.where}")
        if self.owner.forbidden:
            raise Fault(403, "ErrorAccessDenied")
        mine = f"/v1.0/users/{MAILBOX}"
        if not self.where.startswith(f"{mine}/"):
            raise Fault(404, "ErrorInvalidUser")
        path = self.where.removeprefix(mine)
        with self.owner.store.lock:
            for method, pattern, act in OPERATIONS:
                found = re.fullmatch(pattern, path)
                if method == self.command and found:
                    return act(self, *found.groups())
        raise Fault(400, "RequestBroker--ParseUri")


def _error(code: str) -> dict:
    return {"error": {"code": code, "message": f"A canary: {MAILBOX} and its mail."}} if code else {}


def _bytes(body: object) -> bytes:
    if body is None or isinstance(body, bytes):
        return body or b""
    return json.dumps(body).encode()


def _raw64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
