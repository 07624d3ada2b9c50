"""A mailbox in Microsoft 365, as it is written under `[mailbox]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator

from flows.mail_kind import Kind
from flows.secrets import read_secret, read_text

if TYPE_CHECKING:
    from mailboxes.graph.account import GraphAccount
    from mailboxes.mailbox import Mailbox

_ADDRESS = r"[^\s@/]+(@[^\s@/]+)?"


class GraphSettings(Kind):
    """A mailbox in Microsoft 365, read and sent from through Microsoft Graph."""

    kind: Literal["graph"]
    mailbox: str = Field(pattern=rf"^{_ADDRESS}$")
    """The mailbox's user principal name, which should be its address, or its object id."""
    tenant: str = Field(pattern=r"^[A-Za-z0-9.-]+$")
    """The directory's id or domain."""
    client_id: str
    """The app registration's Application (client) ID."""
    certificate_file: Path | None = None
    """A PEM file with the app's private key and, unless `thumbprint` is given, its certificate."""
    passphrase: SecretStr | None = None
    """What opens the private key, if it is encrypted; better in `passphrase_file` or OFFSITE_MAILBOX__PASSPHRASE."""
    passphrase_file: Path | None = None
    """A file whose first line is the passphrase."""
    thumbprint: str = Field(default="", pattern=r"^([0-9A-Fa-f]{2}[: ]?){0,20}$")
    """The certificate's SHA-1 thumbprint as Entra shows it, where the file holds only the key."""
    secret: SecretStr | None = None
    """A client secret instead of a certificate: whoever reads it can use it from anywhere. Prefer the certificate."""
    secret_file: Path | None = None
    """A file whose first line is the client secret."""
    login: str = "https://login.microsoftonline.com"
    """Where the app signs in; a national cloud has its own."""
    service: str = "https://graph.microsoft.com/v1.0"
    """Microsoft Graph; a national cloud has its own."""
    ca_file: Path | None = None
    """Certificates of the authority that signs for a proxy which opens TLS; else those that this machine trusts."""
    poll_seconds: float = Field(default=10.0, gt=0)
    """How often to look for new mail while waiting."""
    timeout_seconds: float = Field(default=30.0, gt=0)
    """How long the service may be silent."""

    @field_validator("login", "service")
    @classmethod
    def _encrypted(cls, address: str) -> str:
        if not address.startswith("https://"):
            raise ValueError("must begin with https://")
        return address.rstrip("/")

    @model_validator(mode="after")
    def _one_proof(self) -> Self:
        if sum(bool(proof) for proof in (self.certificate_file, self.secret, self.secret_file)) != 1:
            raise ValueError("give one of certificate_file, secret and secret_file")
        return self

    @property
    def name(self) -> str:
        """The mailbox in its tenant; who asks for it, and with what proof, may change."""
        return f"graph://{self.tenant.lower()}/{self.mailbox.lower()}"

    def open(self) -> Mailbox:
        """Return the mailbox. Raises SettingsError when a file with a secret cannot be read."""
        from mailboxes.graph.mailbox import GraphMailbox

        return GraphMailbox(self._account())

    def _account(self) -> GraphAccount:
        from mailboxes.graph.account import GraphAccount

        return GraphAccount(
            mailbox=self.mailbox,
            tenant=self.tenant,
            client_id=self.client_id,
            private_key=read_text(self.certificate_file),
            passphrase=read_secret(self.passphrase, self.passphrase_file),
            thumbprint=self.thumbprint,
            secret=read_secret(self.secret, self.secret_file),
            login=self.login,
            service=self.service,
            ca_file=str(self.ca_file or ""),
            poll_seconds=self.poll_seconds,
            timeout=self.timeout_seconds,
        )
