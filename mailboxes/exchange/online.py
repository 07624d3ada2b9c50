"""Exchange Online gives up EWS: a mailbox there is refused, with the dates and the way on."""

from __future__ import annotations

from urllib.parse import urlsplit

from mailboxes.mailbox import Unsuitable

_CLOUD = (
    "office365.com",
    "office.com",
    "outlook.com",
    "onmicrosoft.com",
    # The clouds of governments and countries.
    "office365.us",
    "onmicrosoft.us",
    "apps.mil",
    "partner.outlook.cn",
    "partner.onmschina.cn",
    "outlook.office.de",
    "onmicrosoft.de",
)
"""Domains under which Microsoft runs Exchange Online."""


class ExchangeOnline(Unsuitable):
    """The mailbox is in Microsoft 365, where EWS is ending."""

    code = "exchange_online"
    remedy = 'Use kind = "graph" in [mailbox]; docs/mailboxes.md says how to set it up.'


def refuse_online(place: str) -> None:
    """Raise ExchangeOnline when `place`, a URL, a host or a mail address, is in Exchange Online."""
    host = (urlsplit(place).hostname or place.rpartition("@")[2]).lower().rstrip(".")
    if any(host == domain or host.endswith(f".{domain}") for domain in _CLOUD):
        raise ExchangeOnline(
            f"{host} is Exchange Online (Microsoft 365). Microsoft blocks EWS there tenant by tenant from "
            "1 October 2026 and removes it on 1 April 2027."
        )
