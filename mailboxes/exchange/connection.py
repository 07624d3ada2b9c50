"""One mailbox's connection through exchangelib: sign-in, trust, patience, and quiet."""

from __future__ import annotations

import logging
import ssl
import time
from contextlib import suppress
from functools import partial

import exchangelib
from exchangelib import Account, Configuration, FailFast, FaultTolerance
from exchangelib.autodiscover.protocol import AutodiscoverProtocol
from exchangelib.errors import RateLimitError, UnauthorizedError
from exchangelib.protocol import BaseProtocol, Protocol
from oauthlib.oauth2 import MissingTokenError

from mailboxes.exchange.account import ExchangeAccount, SignIn
from mailboxes.exchange.discovery import endpoint_of
from mailboxes.exchange.online import refuse_online
from mailboxes.exchange.untyped import Untyped
from mailboxes.mailbox import Untrusted

_CHATTY = ("exchangelib", "oauthlib", "requests_oauthlib", "requests_ntlm", "spnego")
"""Libraries that log whole requests, and so letters, subjects and secrets: the first also as errors."""
_AUTH_TYPES = {SignIn.BASIC: exchangelib.BASIC, SignIn.NTLM: exchangelib.NTLM, SignIn.OAUTH: exchangelib.OAUTH2}
_PIECE = 65_536
"""Bytes of an answer that are parsed at a time."""
_FIRST_PAUSE = 5
"""Seconds before a busy server is asked again when it does not say; each further pause is twice as long."""


def connect(account: ExchangeAccount) -> Account:
    """Return exchangelib's account for `account`; without an endpoint the Autodiscover service is asked first.

    Raises ExchangeOnline, Untrusted without HTTPS or without a readable CA file, and the library's errors (`faults`).
    """
    _quieten()
    credentials, auth_type = _credentials(account), _AUTH_TYPES[account.sign_in]
    how = {
        "TIMEOUT": account.timeout,
        "RETRY_WAIT": _FIRST_PAUSE,
        "USERAGENT": "offsite-desk",
        "HTTP_ADAPTER_CLS": partial(_Adapter, _context(account)),
    }
    endpoint = account.endpoint or endpoint_of(
        account, type("_Discovery", (AutodiscoverProtocol,), how), credentials, auth_type
    )
    refuse_online(endpoint)
    if not endpoint.startswith("https://"):
        raise Untrusted(f"{account.host} is not asked through https://.")
    config = Configuration(
        service_endpoint=endpoint, credentials=credentials, auth_type=auth_type, retry_policy=FailFast()
    )
    made = Account(
        primary_smtp_address=account.address,
        config=config,
        autodiscover=False,
        access_type=account.access.value,
        default_timezone=exchangelib.UTC,
        locale="en_GB",
    )
    with suppress(KeyError):
        # Made by the account, and kept by the library for as long as the process lives, password and all.
        del Protocol[config]
    made.protocol = type("_Own", (_OwnProtocol,), how)(config=config)
    return made


class Patience(FaultTolerance):  # type: ignore[misc]  # the library is untyped
    """Waits out a busy server for so many seconds in all; the library bounds each pause, not their sum.

    A 401 is a refusal at once: the library would ask for an hour, and lock the service account.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(max_wait=seconds)
        self._ends = time.monotonic() + seconds

    def back_off(self, seconds: float | None) -> None:
        """Let the next request wait `seconds`, or give up with RateLimitError."""
        pause = self.DEFAULT_BACKOFF if seconds is None else seconds
        if time.monotonic() + pause > self._ends:
            raise RateLimitError("busy", wait=pause)
        super().back_off(pause)

    def raise_response_errors(self, response: Untyped) -> None:
        """Raise what an HTTP answer means."""
        if response.status_code == 401:
            raise UnauthorizedError("401")
        super().raise_response_errors(response)


class _OneEach(type(Protocol)):  # type: ignore[misc]  # the library is untyped
    """Makes a protocol that nobody shares: it ends with its mailbox."""

    def __call__(cls, *args: Untyped, **kwargs: Untyped) -> Untyped:
        return type.__call__(cls, *args, **kwargs)


class _OwnProtocol(Protocol, metaclass=_OneEach):  # type: ignore[misc]  # the library is untyped
    """exchangelib's protocol with the account's own trust and time limit, set by a class of its own."""


class _Adapter(BaseProtocol.HTTP_ADAPTER_CLS):  # type: ignore[misc]  # the library is untyped
    """Trusts the council's own authority beside the public ones, and gives answers out in pieces of a sensible size."""

    def __init__(self, context: ssl.SSLContext, **kwargs: Untyped) -> None:
        self._context = context
        super().__init__(**kwargs)

    def init_poolmanager(self, *args: Untyped, **kwargs: Untyped) -> None:
        """Make the connections, with that trust; requests adds the public authorities to the same context."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, *args: Untyped, **kwargs: Untyped) -> Untyped:
        """Make the connections through a proxy, with that trust."""
        return super().proxy_manager_for(*args, ssl_context=self._context, **kwargs)

    def build_response(self, *args: Untyped, **kwargs: Untyped) -> Untyped:
        """Return the answer. exchangelib asks for it byte by byte, which takes most of a second for a megabyte."""
        response = super().build_response(*args, **kwargs)
        in_pieces = response.iter_content
        response.iter_content = lambda size=_PIECE, decode_unicode=False: in_pieces(size, decode_unicode)
        return response


def _context(account: ExchangeAccount) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=account.ca_file)
    except OSError as error:
        why = error.strerror or "no PEM"
        raise Untrusted(f"The certificates in {account.ca_file} cannot be read ({why}).") from None


def _credentials(account: ExchangeAccount) -> Untyped:
    if account.sign_in is not SignIn.OAUTH:
        return exchangelib.Credentials(username=account.username, password=account.password)

    class _Client(exchangelib.OAuth2Credentials):  # type: ignore[misc]  # the library is untyped
        """The library knows Microsoft's public token service alone."""

        token_url = account.token_url
        scope = (account.scope,)

        def session_params(self) -> dict[str, Untyped]:
            """Ask for a new token when one runs out: there is nothing to refresh it with (RFC 6749, 4.4.3)."""
            return {"token": self.access_token}

        def on_token_auto_refreshed(self, access_token: dict[str, Untyped]) -> None:
            """Refuse a token that has run out already: the library would ask for the next one for ever."""
            if access_token.get("expires_at") and access_token["expires_at"] <= time.time():
                raise MissingTokenError
            super().on_token_auto_refreshed(access_token)

    return _Client(client_id=account.client_id, client_secret=account.client_secret)


def _quieten() -> None:
    """Stop the libraries' records twice: at the source, and at the libraries' roots for loggers made later.

    A configuration of logging that is read later may switch loggers on again, but not make them propagate.
    """
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in _CHATTY and isinstance(logger, logging.Logger):
            logger.disabled = True
    for name in _CHATTY:
        root = logging.getLogger(name)
        root.propagate = False
        if not root.handlers:
            # Without any, the standard library would print warnings itself.
            root.addHandler(logging.NullHandler())
