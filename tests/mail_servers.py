"""Real mail servers for the tests, thrown away after use: Dovecot for IMAP, aiosmtpd for SMTP, both with TLS."""

from __future__ import annotations

import os
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
PASSWORD = "Pass-word-of-the-desk"
_CONFIG = """
protocols = imap lmtp
base_dir = {folder}/run
instance_name = {folder}
log_path = {folder}/log
listen = {host}
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
auth_mechanisms = plain login {mechanisms}
# The tests give wrong passwords on purpose.
auth_failure_delay = 0
mail_max_userip_connections = 100
mail_location = sdbox:~/mail
passdb {{
  driver = static
  args = password={password}
}}
{passdb}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # Nor does it make anybody wait for them.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = {host}
    port = {lmtp}
  }}
}}
{more}
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs the servers' certificates; the desk is told to trust `ca_file`."""

    folder: Path
    ca: trustme.CA = field(default_factory=trustme.CA)

    @property
    def ca_file(self) -> Path:
        return self.folder / "ca.pem"

    def certificate(self, name: str = HOST) -> trustme.LeafCert:
        self.ca.cert_pem.write_to_path(self.ca_file)
        return self.ca.issue_cert(name)

    def context(self, name: str = HOST) -> ssl.SSLContext:
        """For a server that shows a certificate for `name`."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.certificate(name).configure_cert(made)
        return made


class Dovecot:
    """One Dovecot on ports of its own. Every user there is has the same password."""

    def __init__(
        self, folder: Path, authority: Authority, *, passdb: str = "", mechanisms: str = "", more: str = ""
    ) -> None:
        self.folder = folder
        self.authority = authority
        self.tls, self.starttls, self.lmtp = free_ports(3)
        user, group = ("mail", "mail") if os.geteuid() == 0 else (str(os.geteuid()), str(os.getegid()))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "home").mkdir()
        authority.certificate().private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")
        (folder / "dovecot.conf").write_text(
            _CONFIG.format(
                folder=folder,
                host=HOST,
                user=user,
                group=group,
                password=PASSWORD,
                tls=self.tls,
                starttls=self.starttls,
                lmtp=self.lmtp,
                passdb=passdb,
                mechanisms=mechanisms,
                more=more,
            ),
            encoding="utf-8",
        )
        if os.geteuid() == 0:
            # Dovecot keeps no root's mail.
            shutil.chown(folder, user, group)
            shutil.chown(folder / "home", user, group)
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
        assert program
        self._server = subprocess.Popen(
            [program, "-F", "-c", self.folder / "dovecot.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for_port(self.tls)
        wait_for_port(self.lmtp)

    def stop(self) -> None:
        """End it at once, with every connection: a server that dies says no goodbye."""
        server, self._server = self._server, None
        if server:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(20)

    def deliver(self, user: str, raw: bytes) -> None:
        """A message comes in, as the council's mail server would bring it."""
        with smtplib.LMTP(HOST, self.lmtp) as lmtp:
            lmtp.sendmail("sender@oakfield.example.org", [user], raw)

    def forget(self, user: str) -> None:
        """The user's mail is gone, as when a server is set up anew."""
        shutil.rmtree(self.folder / "home" / user, ignore_errors=True)


class _Handler:
    """Keeps what it is given, and answers as it is told."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.deliver_to: Dovecot | None = None

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802  # the library's name
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, options):  # noqa: N802  # as above
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return answer

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  # as above
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250"):
            self.taken.append(envelope)
            if self.deliver_to:
                for recipient in envelope.rcpt_tos:
                    self.deliver_to.deliver(recipient, envelope.original_content)
        return answer


class Relay:
    """An SMTP server that takes letters: with TLS from the first byte, with STARTTLS, and without either."""

    def __init__(self, authority: Authority, *, user: str = "") -> None:
        self.handler = _Handler()
        self.tls, self.starttls, self.plain = free_ports(3)
        context = authority.context()
        # aiosmtpd does not see that a connection was encrypted from the first byte.
        encrypted = {"ssl_context": context, "auth_require_tls": False}
        asked = {"tls_context": context, "require_starttls": True, "auth_required": bool(user)}
        self._listens = ((self.tls, encrypted), (self.starttls, asked), (self.plain, {}))
        self._controllers: list[Controller] = []

    def _authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object):
        well = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=well, handled=False)

    def start(self) -> None:
        """Listen, also again after `stop`: on the same ports, with what was taken before."""
        self._controllers = [
            Controller(self.handler, HOST, port, authenticator=self._authenticate, **how) for port, how in self._listens
        ]
        for each in self._controllers:
            each.start()

    def stop(self) -> None:
        for each in self._controllers:
            each.stop(no_assert=True)

    def sent(self) -> list[bytes]:
        return sorted(bytes(envelope.original_content or b"") for envelope in self.handler.taken)


def free_ports(count: int) -> list[int]:
    taken = [socket.socket() for _ in range(count)]
    for each in taken:
        each.bind((HOST, 0))
    ports = [int(each.getsockname()[1]) for each in taken]
    for each in taken:
        each.close()
    return ports


def wait_for_port(port: int, seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while True:
        with suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        assert time.monotonic() < ends, "the server did not start"
        time.sleep(0.02)


@contextmanager
def dovecot_or_skip(authority: Authority, **config: str) -> Iterator[Dovecot]:
    """A running Dovecot; where none is installed the test skips, and with CI=true it fails."""
    if not shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin"):
        missing = "no Dovecot is installed: apt install dovecot-imapd dovecot-lmtpd"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    # a short path that other users may pass: that of a socket may not be long
    with tempfile.TemporaryDirectory(prefix="imap", dir="/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = Dovecot(Path(folder, "d"), authority, **config)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who signs the certificates of the tests' servers."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def dovecot(authority: Authority) -> Iterator[Dovecot]:
    """A Dovecot that many tests use, each with a user of its own."""
    with dovecot_or_skip(authority) as server:
        yield server


@pytest.fixture
def relay(authority: Authority) -> Iterator[Relay]:
    """An SMTP server of the test's own."""
    server = Relay(authority)
    server.start()
    yield server
    server.stop()
