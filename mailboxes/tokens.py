"""Access tokens for XOAUTH2: from a file or a command that somebody else keeps, or from Microsoft."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mailboxes.mailbox import AuthFailed, Transient

OUTLOOK_SCOPE = "https://outlook.office365.com/.default"
"""What an application asks for to use IMAP and SMTP in Exchange Online."""
_SECONDS = 60


def from_file(file: Path) -> Callable[[], str]:
    """Return a source that reads `file` each time: some other program keeps it fresh."""

    def read() -> str:
        try:
            return file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            raise AuthFailed(f"The access token in {file} cannot be read.") from None

    return read


def from_command(words: Sequence[str]) -> Callable[[], str]:
    """Return a source that runs a command, without a shell, and takes its first line of output."""

    def run() -> str:
        try:
            done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603  # the operator's own command
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError) as error:
            raise Transient(f"The command for the access token does not work ({type(error).__name__}).") from None
        token = done.stdout.partition("\n")[0].strip()
        if done.returncode or not token:
            raise Transient(f"The command for the access token gave none (exit code {done.returncode}).")
        return token

    return run


@dataclass(frozen=True, slots=True)
class MicrosoftApp:
    """An application that is registered in the council's Entra tenant, with a secret or, better, a certificate."""

    tenant: str
    client_id: str
    secret: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)
    """PEM text with the private key and the certificate."""
    authority: str = "https://login.microsoftonline.com"


def from_microsoft(app: MicrosoftApp, scope: str = OUTLOOK_SCOPE) -> Callable[[], str]:
    """Return a source that asks Entra when the last token has run out (client credentials, RFC 6749, 4.4)."""
    import jwt
    import msal  # type: ignore[import-untyped]  # it ships no types

    pem = app.certificate
    credential = {"private_key": pem, "public_certificate": pem} if pem else app.secret

    @cache
    def client() -> msal.ConfidentialClientApplication:
        """Made at the first need, for it asks the authority where to ask; it keeps the token while it is good."""
        return msal.ConfidentialClientApplication(
            app.client_id,
            client_credential=credential,
            authority=f"{app.authority}/{app.tenant}",
            timeout=_SECONDS,
            # The operator names the authority: nobody else is asked whether it is one.
            instance_discovery=False,
        )

    def ask() -> str:
        try:
            told = client().acquire_token_for_client(scopes=[scope])
        except OSError as error:
            raise Transient(f"{app.authority} cannot be reached ({type(error).__name__}).") from None
        except (ValueError, jwt.PyJWTError):
            raise AuthFailed(
                f"The application's certificate (RSA), or the tenant {app.tenant}, cannot be used."
            ) from None
        if "access_token" not in told:
            raise AuthFailed(f"Microsoft gives {app.client_id} no access token ({told.get('error', 'no reason')}).")
        return str(told["access_token"])

    return ask
