"""The app's token: from Microsoft's own library, kept until it ends."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mailboxes.graph.account import GraphAccount
from mailboxes.graph.faults import unreached
from mailboxes.mailbox import AuthFailed, Transient

if TYPE_CHECKING:
    import httpx
    from msal import ConfidentialClientApplication  # type: ignore[import-untyped]  # it ships no types

_Fields = Mapping[str, Any]
_PASSING = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
_NUMBER = re.compile(r"AADSTS\d{4,8}")
"""Entra's own number for what went wrong; the sentence around it may name people."""


class Tokens:
    """Hands out a token for the service; asks for one when there is none, or the old one ended."""

    def __init__(self, account: GraphAccount, connected: Callable[[], httpx.Client]) -> None:
        self._account = account
        self._connected = connected
        self._app: ConfidentialClientApplication | None = None

    def token(self) -> str:
        """Return a token that should still hold. Raises AuthFailed, or Transient when nobody answers."""
        told = self._asked()
        token = told.get("access_token")
        if isinstance(token, str) and token:
            return token
        error = told.get("error")
        # What says no error of the sign-in's own (RFC 6749, 5.2) is a busy front door, or a proxy's page.
        if not isinstance(error, str) or error in _PASSING:
            raise Transient(f"{self._account.login} gives the app no token just now.")
        number = _NUMBER.search(str(told.get("error_description", "")))
        said = f"{self._account.login} gives the app no token ({number[0] if number else error})."
        raise AuthFailed(f"{said} Check tenant, client_id and that Entra holds the certificate that is in use.")

    def mail_roles(self) -> tuple[str, ...]:
        """Return the mail permissions that Entra itself wrote into the token: they hold for every mailbox."""
        try:
            middle = self.token().split(".")[1]
            roles = list(json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4))).get("roles", ()))
        except (ValueError, IndexError, AttributeError, TypeError):
            # Microsoft may seal its tokens one day.
            return ()
        return tuple(role for role in roles if isinstance(role, str) and role.startswith("Mail"))

    def renew(self) -> None:
        """Forget the token: the service no longer takes it."""
        if self._app:
            self._app.remove_tokens_for_client()

    def _asked(self) -> dict[str, Any]:
        import httpx
        from jwt.exceptions import PyJWTError
        from msal.exceptions import MsalServiceError  # type: ignore[import-untyped]  # as above

        try:
            self._app = self._app or self._made()
            # The key is opened when the first token is asked for.
            return dict(self._app.acquire_token_for_client(scopes=[f"{self._account.origin}/.default"]))
        except (httpx.HTTPError, MsalServiceError) as error:
            raise unreached(error, self._account.login) from None
        except (ValueError, TypeError, KeyError, RuntimeError, PyJWTError) as error:
            if isinstance(error, json.JSONDecodeError) or isinstance(error.__context__, json.JSONDecodeError):
                raise Transient(
                    f"{self._account.login} answers as no sign-in does; a proxy may stand before it."
                ) from None
            # What the library says may quote the key.
            raise AuthFailed(f"The app cannot sign in to {self._account.authority}. {_remedy(error)}") from None

    def _made(self) -> ConfidentialClientApplication:
        import msal

        account = self._account
        return msal.ConfidentialClientApplication(
            account.client_id,
            client_credential=self._credential(),
            authority=account.authority,
            # The settings say whom to trust: no third party need vouch for it.
            instance_discovery=False,
            http_client=_Door(self._connected),
        )

    def _credential(self) -> str | dict[str, str]:
        account = self._account
        if not account.private_key:
            if not account.secret:
                raise AuthFailed("The app has neither a certificate nor a secret.")
            return account.secret
        credential = {"private_key": account.private_key}
        if account.passphrase:
            credential["passphrase"] = account.passphrase
        if account.thumbprint:
            return {**credential, "thumbprint": account.thumbprint.replace(":", "").replace(" ", "")}
        if "-----BEGIN CERTIFICATE-----" not in account.private_key:
            raise AuthFailed("The PEM file holds no certificate. Put it beside the key, or give its thumbprint.")
        return {**credential, "public_certificate": account.private_key}


class _Door:
    """The one connection of this mailbox, in the shape that msal asks for: the same trust and time limits."""

    def __init__(self, connected: Callable[[], httpx.Client]) -> None:
        self._connected = connected

    def get(self, url: str, params: _Fields | None = None, headers: _Fields | None = None) -> httpx.Response:
        return self._connected().get(url, params=_as_text(params), headers=_as_text(headers))

    def post(
        self, url: str, params: _Fields | None = None, data: _Fields | None = None, headers: _Fields | None = None
    ) -> httpx.Response:
        return self._connected().post(url, params=_as_text(params), data=_as_text(data), headers=_as_text(headers))

    def close(self) -> None:
        """The connection belongs to the mailbox."""


def _as_text(fields: _Fields | None) -> dict[str, str]:
    """msal hands over bytes here and there; httpx would write them as Python does."""
    told = (fields or {}).items()
    return {name: value.decode("ascii") if isinstance(value, bytes) else str(value) for name, value in told}


def _remedy(error: Exception) -> str:
    if "authority" in str(error).lower():
        return "The directory is not known there: check tenant, and login for a national cloud."
    return "Its private key cannot be used: check that the file is PEM, its passphrase and its certificate."
