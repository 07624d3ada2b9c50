"""What must be known to open a mailbox on an Exchange Server: plain values, secrets never shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


class SignIn(StrEnum):
    """How the service account proves who it is."""

    BASIC = "basic"
    NTLM = "ntlm"
    OAUTH = "oauth"
    """Client credentials (RFC 6749, 4.4), from a token service that the server trusts."""


class Access(StrEnum):
    """By what right the service account uses the mailbox. The library would guess; a guess opens the wrong one."""

    IMPERSONATION = "impersonation"
    """It acts as the mailbox's owner: the role ApplicationImpersonation, with a scope."""
    DELEGATE = "delegate"
    """It was given full access to the mailbox, or owns it."""


@dataclass(frozen=True, slots=True)
class ExchangeAccount:
    """One mailbox on an Exchange Server, and the account that opens it."""

    address: str
    """The mailbox's primary e-mail address."""
    sign_in: SignIn
    access: Access
    endpoint: str = ""
    """https://…/EWS/Exchange.asmx; empty to ask the Autodiscover service."""
    autodiscover: str = ""
    """URL of the Autodiscover service; empty for the two usual places of the address's domain."""
    username: str = ""
    r"""DOMAIN\name or name@domain, for `basic` and `ntlm`."""
    password: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    token_url: str = ""
    """Where the token service gives out tokens, for `oauth`."""
    scope: str = ""
    """What to ask the token service for, as a rule https://mail.…/.default."""
    ca_file: Path | None = None
    """PEM file of the council's own certificate authority, trusted beside the public ones; or else this machine's."""
    timeout: float = 60.0
    """Seconds that one request may stay without an answer."""
    patience: float = 60.0
    """Seconds in all that a reading call waits out a busy server."""
    poll_seconds: float = 15.0
    """Seconds between two looks at the inbox while waiting."""

    max_bytes: int = 160_000_000
    """The largest message that is fetched; what is larger goes to a person."""

    @property
    def host(self) -> str:
        """The server's name, or what it is looked up by: all that errors say of the account."""
        return urlsplit(self.endpoint).hostname or self.address.rpartition("@")[2]
