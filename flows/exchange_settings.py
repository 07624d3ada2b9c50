"""A mailbox on an Exchange Server, as it is written under `[mailbox]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import quote

from pydantic import Field, SecretStr, StringConstraints, model_validator

from flows.mail_kind import Kind, Part
from flows.secrets import read_secret

if TYPE_CHECKING:
    from mailboxes.exchange import ExchangeAccount
    from mailboxes.mailbox import Mailbox

_Url = Annotated[str, StringConstraints(pattern=r"^https://[^/\s]+/\S*$")]
"""A place that a password goes to: never without TLS."""


class OauthSettings(Part):
    """A client of a token service that the server trusts, under `[mailbox.oauth]`."""

    token_url: _Url
    """Where the service gives out tokens."""
    scope: str
    """What to ask it for, as a rule https://mail.…/.default."""
    client_id: str
    """The client's id."""
    secret: SecretStr | None = None
    """Better in `secret_file`, or in OFFSITE_MAILBOX__OAUTH__SECRET."""
    secret_file: Path | None = None
    """A file whose first line is the client's secret."""

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        if bool(self.secret) == bool(self.secret_file):
            raise ValueError("give one of secret and secret_file")
        return self


class ExchangeSettings(Kind):
    """A mailbox on a server of the council's own that runs Exchange Server. For Microsoft 365 there is `graph`."""

    kind: Literal["exchange"]
    address: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
    """The mailbox's primary address."""
    access: Literal["impersonation", "delegate"]
    """By what right the service account uses the mailbox; there is no default, since a guess opens the wrong one."""
    sign_in: Literal["ntlm", "basic", "oauth"]
    """How the service account signs in; `oauth` takes `[mailbox.oauth]` in place of user and password."""
    user: str = ""
    r"""The service account: DOMAIN\name or name@domain."""
    password: SecretStr | None = None
    """Better in `password_file`, or in OFFSITE_MAILBOX__PASSWORD."""
    password_file: Path | None = None
    """A file whose first line is the password."""
    oauth: OauthSettings | None = None
    """The client, for `sign_in = "oauth"`."""
    endpoint: _Url | Literal[""] = ""
    """https://mail.…/EWS/Exchange.asmx; empty to ask the Autodiscover service of the address's domain."""
    autodiscover: _Url | Literal[""] = ""
    """The Autodiscover service, where it is not at one of the two usual places."""
    ca_file: Path | None = None
    """Certificates of the council's own authority, trusted beside the public ones; without it those of this machine."""
    poll_seconds: float = Field(default=15.0, gt=0)
    """How often to look for new mail."""
    timeout_seconds: float = Field(default=60.0, gt=0)
    """How long the server may take to answer."""
    patience_seconds: float = Field(default=60.0, ge=0)
    """How long in all a reading call waits out a busy server."""

    @model_validator(mode="after")
    def _one_proof(self) -> Self:
        """Tell which proof is missing, or too many: two would leave open which one was refused."""
        passwords = sum(bool(given) for given in (self.password, self.password_file))
        if self.sign_in == "oauth":
            if self.oauth is None or passwords or self.user:
                raise ValueError("with sign_in oauth give [mailbox.oauth], and no user or password")
        elif self.oauth is not None or passwords != 1 or not self.user:
            raise ValueError(f"with sign_in {self.sign_in} give user and one of password and password_file")
        return self

    def below(self, folder: Path) -> Self:
        """Return these settings with relative paths taken from `folder`."""
        return super().below(folder).model_copy(update={"oauth": self.oauth and self.oauth.below(folder)})

    @property
    def name(self) -> str:
        """The address, as a URL: the mailbox stays the same when its server or its service account changes."""
        return f"exchange://{quote(self.address.lower(), safe='@')}"

    def open(self) -> Mailbox:
        """Return the mailbox. Raises SettingsError when a file with a secret cannot be read, and ExchangeOnline."""
        from mailboxes.exchange import ExchangeMailbox

        return ExchangeMailbox(self._account())

    def _account(self) -> ExchangeAccount:
        from mailboxes.exchange import Access, ExchangeAccount, SignIn

        client = self.oauth
        return ExchangeAccount(
            address=self.address,
            sign_in=SignIn(self.sign_in),
            access=Access(self.access),
            endpoint=self.endpoint,
            autodiscover=self.autodiscover,
            username=self.user,
            password=read_secret(self.password, self.password_file),
            client_id=client.client_id if client else "",
            client_secret=read_secret(client.secret, client.secret_file) if client else "",
            token_url=client.token_url if client else "",
            scope=client.scope if client else "",
            ca_file=self.ca_file,
            timeout=self.timeout_seconds,
            patience=self.patience_seconds,
            poll_seconds=self.poll_seconds,
        )
