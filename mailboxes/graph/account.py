"""Which Microsoft 365 mailbox is meant, and as whom the desk asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOGIN = "https://login.microsoftonline.com"
SERVICE = "https://graph.microsoft.com/v1.0"
"""The worldwide cloud; national clouds have their own pair of addresses."""


@dataclass(frozen=True, slots=True)
class GraphAccount:
    """One mailbox, the app registration that may use it, and the limits that are kept. Times are in seconds.

    The app proves itself with a certificate (`private_key`), or with `secret`, which anybody who reads it can use
    from anywhere: a certificate is better.
    """

    mailbox: str
    """The mailbox's user principal name, which should be its address, or its object id."""
    tenant: str
    """The directory's id or domain."""
    client_id: str
    """The app registration's Application (client) ID."""
    private_key: str = field(default="", repr=False)
    """PEM text: the private key, and the certificate beside it unless `thumbprint` says which it is."""
    passphrase: str = field(default="", repr=False)
    """What opens the private key; empty when it is not encrypted."""
    thumbprint: str = ""
    """The certificate's SHA-1 thumbprint as Entra shows it, in hexadecimal."""
    secret: str = field(default="", repr=False)
    login: str = LOGIN
    service: str = SERVICE
    ca_file: str = ""
    """PEM file of the authorities to trust instead of the usual ones, where a proxy opens TLS."""
    timeout: float = 30.0
    """Longest silence of the server."""
    deadline: float = 300.0
    """Longest time for one answer, however steadily it drips."""
    patience: float = 60.0
    """Longest time to wait, in one call, because the server asks for it."""
    poll_seconds: float = 10.0
    """Between two looks at the inbox while waiting."""
    settle_seconds: float = 2.0
    """Before looking again for a letter of which nobody knows whether it went."""
    max_bytes: int = 160_000_000
    """The largest message that is fetched; Exchange Online itself takes 150 MB."""

    @property
    def authority(self) -> str:
        """Where tokens come from."""
        return f"{self.login.rstrip('/')}/{self.tenant}"

    @property
    def origin(self) -> str:
        """Scheme and host of the service: what a token is for, and the only place it is shown to."""
        parts = urlsplit(self.service)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """The service's host, for people."""
        return urlsplit(self.service).netloc
