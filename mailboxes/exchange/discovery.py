"""Finds a mailbox's EWS endpoint through the Autodiscover service (MS-OXWADISC).

The library's own search is not used: it keeps a pickle in the temporary folder, follows plain HTTP, and hands the
password to whatever host a redirect names.
"""

from __future__ import annotations

from collections.abc import Callable

from exchangelib import Configuration, FailFast
from exchangelib.errors import AutoDiscoverFailed, RedirectError, TransportError, UnauthorizedError

from mailboxes.exchange.account import ExchangeAccount
from mailboxes.exchange.online import refuse_online
from mailboxes.exchange.untyped import Untyped
from mailboxes.mailbox import Unsuitable

_SETTINGS = ("external_ews_url", "internal_ews_url")


def endpoint_of(
    account: ExchangeAccount, protocol: Callable[..., Untyped], credentials: Untyped, auth_type: str
) -> str:
    """Return the mailbox's EWS endpoint; `protocol` makes the library's AutodiscoverProtocol from a configuration.

    Raises ExchangeOnline, Unsuitable when the service sends the desk elsewhere, and the library's errors
    (`faults`) when no service answers.
    """
    failed: Exception = AutoDiscoverFailed("no service")
    for url in _places(account):
        refuse_online(url)
        config = Configuration(
            service_endpoint=url, credentials=credentials, auth_type=auth_type, retry_policy=FailFast()
        )
        service = protocol(config=config)
        try:
            return _endpoint(service.get_user_settings(user=account.address, settings=list(_SETTINGS)))
        except (UnauthorizedError, RedirectError):
            # The right place: with the wrong password, asking elsewhere too would only lock the account.
            raise
        except (TransportError, OSError) as error:
            failed = error
        finally:
            service.close()
    raise failed


def _places(account: ExchangeAccount) -> tuple[str, ...]:
    if account.autodiscover:
        return (account.autodiscover,)
    domain = account.address.rpartition("@")[2]
    return tuple(f"https://{host}/autodiscover/autodiscover.svc" for host in (f"autodiscover.{domain}", domain))


def _endpoint(answer: Untyped) -> str:
    for elsewhere in (answer.redirect_url, answer.redirect_address):
        if elsewhere:
            refuse_online(elsewhere)
            raise Unsuitable("Autodiscover sends the desk to another server. Set `endpoint` in [mailbox] yourself.")
    answer.raise_errors()
    for name in _SETTINGS:
        url = answer.user_settings.get(name)
        if url:
            return str(url)
    raise AutoDiscoverFailed("no endpoint")
