"""Access tokens: where they come from, and that Dovecot and an SMTP server take them (XOAUTH2)."""

from __future__ import annotations

import json
import sys
import threading
from base64 import b64decode
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from mail_servers import HOST, dovecot_or_skip, free_ports
from mailboxes import tokens
from mailboxes.imap import ImapMailbox
from mailboxes.mailbox import AuthFailed, Transient
from mailboxes.server import Login, Security, Server
from mailboxes.smtp import SmtpAccount, SmtpSender
from worlds.imap import ImapWorld

GOOD = "good-token-canary"
USER = "desk@exampleshire.example.org"


class Introspection(BaseHTTPRequestHandler):
    """Tells Dovecot whose a token is, as an identity server would."""

    def do_GET(self):  # the library's name
        good = f"token={GOOD}&" in self.path
        said = json.dumps({"active": good, "email": USER if good else ""}).encode()
        self.send_response(200 if good else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_words):
        """Nothing to say."""


@pytest.fixture
def identity():
    server = HTTPServer((HOST, 0), Introspection)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("token", [GOOD, "expired"])
def test_dovecot_takes_a_good_token_and_refuses_another(authority, relay, identity, tmp_path, token):
    config = tmp_path / "oauth2.conf"
    config.write_text(
        f"introspection_url = http://{HOST}:{identity}/?token=\nintrospection_mode = get\n"
        "username_attribute = email\nactive_attribute = active\nactive_value = true\n"
    )
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    passdb = f"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2\n  args = {config}\n}}"
    with dovecot_or_skip(authority, passdb=passdb, mechanisms="xoauth2") as server:
        world = ImapWorld(server, relay, authority)
        box = ImapMailbox(replace(world.account, login=Login(USER, token=lambda: token)))
        if token == GOOD:
            assert list(box.pending(10)) == []
        else:
            with pytest.raises(AuthFailed) as told:
                box.prepare()
            assert token not in str(told.value)
        box.close()


class Guarded:
    """An SMTP server that wants a token, and gives its reason for refusing one as a challenge."""

    async def auth_XOAUTH2(self, server, words):  # noqa: N802  # the library's name
        said = b64decode(words[1]).decode()
        if said == f"user={USER}\1auth=Bearer {GOOD}\1\1":
            return AuthResult(success=True)
        answer = await server.challenge_auth(b'{"status":"401"}')
        assert answer == b"", "the reason for refusing is answered with nothing"
        return AuthResult(success=False, handled=False)


@pytest.mark.parametrize("token", [GOOD, "expired"])
def test_an_smtp_server_takes_a_good_token_and_refuses_another(authority, token):
    (port,) = free_ports(1)
    controller = Controller(Guarded(), HOST, port, tls_context=authority.context(), require_starttls=True)
    controller.start()
    account = SmtpAccount(
        Server(HOST, port, Security.STARTTLS, authority.ca_file, timeout=5), Login(USER, token=lambda: token)
    )
    sender = SmtpSender(account)
    try:
        if token == GOOD:
            assert sender.check() == f"{HOST}:{port}, as {USER}"
        else:
            with pytest.raises(AuthFailed):
                sender.check()
    finally:
        sender.close()
        controller.stop()


def test_a_token_file_is_read_each_time(tmp_path):
    file = tmp_path / "token"
    source = tokens.from_file(file)
    with pytest.raises(AuthFailed, match="cannot be read"):
        source()
    for token in ("first", "second"):
        file.write_text(f"{token}\n")
        assert source() == token


@pytest.mark.parametrize(
    ("code", "token"),
    [
        ("print('a-token'); print('more')", "a-token"),
        ("", None),
        ("import sys; print('a-token'); sys.exit(3)", None),
    ],
)
def test_a_command_prints_a_token_or_fails(code, token):
    source = tokens.from_command([sys.executable, "-c", code])
    if token:
        assert source() == token
    else:
        with pytest.raises(Transient, match="gave none"):
            source()


def test_a_command_that_is_not_there_is_told():
    with pytest.raises(Transient, match="does not work"):
        tokens.from_command(["/nowhere/get-token"])()


def test_a_login_shows_no_secret():
    login = Login(USER, "pass-canary", lambda: GOOD)
    app = tokens.MicrosoftApp("tenant", "client", "secret-canary", "certificate-canary")
    assert "canary" not in f"{login!r} {app!r}"


class Entra(BaseHTTPRequestHandler):
    """The two addresses of Microsoft's sign-in that an application asks."""

    asked: ClassVar[list[dict[str, str]]] = []

    def do_GET(self):  # the library's name
        here = f"https://{HOST}:{self.server.server_address[1]}/council.example.org"
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "issuer": "v2.0"}
        self._say({name: f"{here}/{path}" for name, path in names.items()})

    def do_POST(self):  # as above
        said = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.asked.append(said)
        if said.get("client_secret") == "right" or said.get("client_assertion"):
            self._say({"access_token": GOOD, "token_type": "Bearer", "expires_in": 3600})
        else:
            self._say({"error": "invalid_client", "error_description": "secret-canary"}, 401)

    def _say(self, told, code=200):
        body = json.dumps(told).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Nothing to say."""


@pytest.fixture
def entra(authority, monkeypatch):
    server = HTTPServer((HOST, 0), Entra)
    server.socket = authority.context().wrap_socket(server.socket, server_side=True)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.ca_file))
    monkeypatch.setattr(Entra, "asked", [])
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://{HOST}:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("proof", ["secret", "certificate"])
def test_microsoft_gives_a_token_which_is_kept_while_it_is_good(entra, authority, proof):
    given = {"secret": "right"} if proof == "secret" else {"certificate": certificate(authority, trustme.KeyType.RSA)}
    source = tokens.from_microsoft(tokens.MicrosoftApp("council.example.org", "the-desk", authority=entra, **given))
    assert [source(), source()] == [GOOD, GOOD]
    assert [asked["scope"] for asked in Entra.asked] == [tokens.OUTLOOK_SCOPE]


def certificate(authority, kind: trustme.KeyType) -> str:
    return authority.ca.issue_cert("desk.example.org", key_type=kind).private_key_and_cert_chain_pem.bytes().decode()


@pytest.mark.parametrize("kind", ["no PEM at all", trustme.KeyType.ECDSA])
def test_a_certificate_that_microsoft_cannot_use_is_named(entra, authority, kind):
    pem = kind if isinstance(kind, str) else certificate(authority, kind)
    app = tokens.MicrosoftApp("council.example.org", "the-desk", certificate=pem, authority=entra)
    with pytest.raises(AuthFailed, match="certificate"):
        tokens.from_microsoft(app)()


def test_microsoft_that_refuses_names_its_reason_alone(entra):
    source = tokens.from_microsoft(tokens.MicrosoftApp("council.example.org", "the-desk", "wrong", authority=entra))
    with pytest.raises(AuthFailed, match="invalid_client") as told:
        source()
    assert "canary" not in str(told.value)


def test_microsoft_that_cannot_be_reached_is_tried_later():
    (port,) = free_ports(1)
    app = tokens.MicrosoftApp("tenant", "client", "secret", authority=f"https://{HOST}:{port}")
    with pytest.raises(Transient, match="cannot be reached"):
        tokens.from_microsoft(app)()
