"""A mail server as the desk reaches it: always encrypted, always with a time limit, never with a guess."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mailboxes.mailbox import AuthFailed, Transient, Unsuitable, Untrusted


class Security(StrEnum):
    """How the connection is encrypted. There is no third way: a server that offers neither is refused."""

    TLS = "tls"
    """From the first byte (RFC 8314)."""
    STARTTLS = "starttls"
    """Asked for on a plain connection, before anything else is said."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server is and how to trust it."""

    host: str
    port: int
    security: Security = Security.TLS
    ca_file: Path | None = None
    """Certificates of the authority that signed the server's; without it those that this machine trusts."""
    timeout: float = 30.0
    """Seconds for connecting, and for each answer."""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    def tls(self) -> ssl.SSLContext:
        """Return how to encrypt and whom to trust. Raises Untrusted when `ca_file` cannot be used."""
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except OSError:
            raise Untrusted(f"The certificates in {self.ca_file} cannot be read.") from None


@dataclass(frozen=True, slots=True)
class Login:
    """Who the desk is to a server, and how it proves it: with a password, or with an access token (XOAUTH2)."""

    user: str
    password: str = field(default="", repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)
    """Returns an access token that is good now; asked at each login. Raises AuthFailed or Transient."""

    def xoauth2(self) -> str:
        """Return what XOAUTH2 wants to hear: user and token in one line."""
        if self.token is None:
            raise AuthFailed("No access token is set.")
        return f"user={self.user}\1auth=Bearer {self.token()}\1\1"


class Cut(Transient):
    """The connection is gone: it was refused, ended, or stayed silent too long. A new one may do."""


@contextmanager
def reaching(server: Server) -> Iterator[None]:
    """Translate what a connection can meet; `from None`, since a library's text may quote what was sent.

    Raises Untrusted, Unsuitable or Cut, each with the server's name.
    """
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Untrusted(f"The certificate of {server} is not trusted ({error.verify_message}).") from None
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError):
        raise Cut(f"{server} ended the connection.") from None
    except ssl.SSLError as error:
        raise Unsuitable(
            f"{server} does not speak TLS as it should ({error.reason}): look whether port and security fit together."
        ) from None
    except TimeoutError:
        raise Cut(f"{server} did not answer in {server.timeout:g} seconds.") from None
    except OSError as error:
        raise Cut(f"{server} cannot be reached ({error.strerror or type(error).__name__}).") from None
