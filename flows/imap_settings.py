"""A mailbox behind IMAP and SMTP, as it is written under `[mailbox]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import quote

from pydantic import Field, SecretStr, model_validator

from flows.mail_kind import Kind, Part
from flows.secrets import read_secret, read_text

if TYPE_CHECKING:
    from mailboxes.mailbox import Mailbox
    from mailboxes.server import Login, Server
    from mailboxes.smtp import SmtpAccount
    from mailboxes.tokens import MicrosoftApp

_IMAP_PORTS = MappingProxyType({"tls": 993, "starttls": 143})
_SMTP_PORTS = MappingProxyType({"tls": 465, "starttls": 587})


class SmtpSettings(Part):
    """Where letters go out: under `[mailbox.smtp]`. What is left out is as for IMAP."""

    host: str = ""
    """The SMTP server; empty for the IMAP server's name."""
    port: int | None = None
    """Its port; without one 587, or 465 for tls."""
    security: Literal["tls", "starttls"] = "starttls"
    """As for IMAP."""
    login: bool = True
    """Whether the server wants a login. A relay inside the council may know the desk by its address."""
    user: str = ""
    """The name the desk logs in with; empty for that of IMAP."""
    password: SecretStr | None = None
    """Empty for that of IMAP."""
    password_file: Path | None = None
    """A file whose first line is the password."""


class MicrosoftSettings(Part):
    """An application in the council's Entra tenant, under `[mailbox.microsoft]`; its secret or its certificate."""

    tenant: str
    """The tenant's id or domain."""
    client_id: str
    """The application's id."""
    secret: SecretStr | None = None
    """The client secret; a certificate is better."""
    secret_file: Path | None = None
    """A file whose first line is the client secret."""
    certificate_file: Path | None = None
    """A PEM file with the private key and the certificate."""

    def app(self) -> MicrosoftApp:
        """Return the application. Raises SettingsError when a file cannot be read."""
        from mailboxes.tokens import MicrosoftApp

        secret = read_secret(self.secret, self.secret_file)
        return MicrosoftApp(self.tenant, self.client_id, secret, read_text(self.certificate_file))


class ImapSettings(Kind):
    """A mailbox that is read through IMAP and sent from through SMTP."""

    kind: Literal["imap"]
    host: str
    """The IMAP server."""
    port: int | None = None
    """Its port; without one 993, or 143 for starttls."""
    security: Literal["tls", "starttls"] = "tls"
    """Encrypted from the first byte, or from STARTTLS on. There is no third."""
    ca_file: Path | None = None
    """Certificates of the authority that signed the servers'; without it those that this machine trusts."""
    user: str
    """The name the desk logs in with; usually the address."""
    password: SecretStr | None = None
    """Better in `password_file`, or in OFFSITE_MAILBOX__PASSWORD."""
    password_file: Path | None = None
    """A file whose first line is the password."""
    token_file: Path | None = None
    """A file that another program keeps filled with an access token (XOAUTH2)."""
    token_command: tuple[str, ...] = ()
    """A command and its arguments, run at each login, that prints an access token."""
    microsoft: MicrosoftSettings | None = None
    """An application in Entra that asks for access tokens itself."""
    inbox: str = "INBOX"
    """The folder that mail comes into."""
    sent: str = ""
    """The folder of sent letters; empty for the one the server marks as such, or else "Sent"."""
    keep_copy: bool = True
    """Put a copy of each letter there. Switch it off where the server does it."""
    poll_seconds: float = Field(default=10.0, gt=0)
    """How often to look for new mail where the server cannot push."""
    timeout_seconds: float = Field(default=30.0, gt=0)
    """How long a server may take to answer."""
    smtp: SmtpSettings = Field(default_factory=SmtpSettings)
    """Where letters go out."""

    @model_validator(mode="after")
    def _one_proof(self) -> Self:
        proofs = (self.password, self.password_file, self.token_file, self.token_command, self.microsoft)
        if sum(bool(proof) for proof in proofs) != 1:
            raise ValueError("give one of password, password_file, token_file, token_command and microsoft")
        return self

    def below(self, folder: Path) -> Self:
        """Return these settings with relative paths taken from `folder`."""
        parts = {"smtp": self.smtp.below(folder), "microsoft": self.microsoft and self.microsoft.below(folder)}
        return super().below(folder).model_copy(update=parts)

    @property
    def name(self) -> str:
        """User, server and folder, as a URL (RFC 5092)."""
        return f"imap://{quote(self.user, safe='@')}@{self.host}/{quote(self.inbox)}"

    def open(self) -> Mailbox:
        """Return the mailbox. Raises SettingsError when a file with a secret cannot be read."""
        from mailboxes.imap import ImapAccount, ImapMailbox

        login = self._login()
        return ImapMailbox(
            ImapAccount(
                server=self._server(self.host, self.port, self.security, _IMAP_PORTS),
                login=login,
                smtp=self._smtp(login),
                inbox=self.inbox,
                sent=self.sent,
                keep_copy=self.keep_copy,
                poll_seconds=self.poll_seconds,
            )
        )

    def _smtp(self, login: Login) -> SmtpAccount:
        from mailboxes.smtp import SmtpAccount

        own = read_secret(self.smtp.password, self.smtp.password_file)
        login = replace(login, user=self.smtp.user or login.user)
        login = replace(login, password=own, token=None) if own else login
        server = self._server(self.smtp.host or self.host, self.smtp.port, self.smtp.security, _SMTP_PORTS)
        return SmtpAccount(server, login if self.smtp.login else None)

    def _server(self, host: str, port: int | None, security: str, ports: Mapping[str, int]) -> Server:
        from mailboxes.server import Security, Server

        return Server(host, port or ports[security], Security(security), self.ca_file, self.timeout_seconds)

    def _login(self) -> Login:
        from mailboxes import tokens
        from mailboxes.server import Login

        if self.token_file:
            return Login(self.user, token=tokens.from_file(self.token_file))
        if self.token_command:
            return Login(self.user, token=tokens.from_command(self.token_command))
        if self.microsoft:
            return Login(self.user, token=tokens.from_microsoft(self.microsoft.app()))
        return Login(self.user, password=read_secret(self.password, self.password_file))
