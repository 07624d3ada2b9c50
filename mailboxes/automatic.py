"""Mail that no person wrote, which must never be answered (RFC 3834)."""

from __future__ import annotations

import re
from email.message import Message
from enum import StrEnum

from mailboxes import headers

LOOP_HEADER = "X-Offsite-Desk-Loop"

_AWAY = re.compile(
    r"^(auto(matic)?[ -]?(reply|response|antwort)|out of (the )?office|away from (my |the )?(desk|office)"
    r"|on (annual )?leave)\b",
    re.IGNORECASE,
)


class Automatic(StrEnum):
    """Why a message is automatic."""

    OUR_OWN = "our_own"
    BOUNCE = "bounce"
    AUTO_REPLIED = "auto_replied"
    AUTO_GENERATED = "auto_generated"
    """Sent by a machine, such as a scanner; it may still bring a form."""
    BULK = "bulk"


def automatic(message: Message) -> Automatic | None:
    """Return why `message` is automatic, or None when a person seems to have written it.

    `X-Auto-Response-Suppress` proves nothing: ordinary Outlook mail carries it.
    """
    if message.get(LOOP_HEADER) is not None:
        return Automatic.OUR_OWN
    if _bounce(message):
        return Automatic.BOUNCE
    submitted = headers.text(message, "Auto-Submitted").casefold()
    if submitted.startswith("auto-generated"):
        return Automatic.AUTO_GENERATED
    if (submitted and submitted != "no") or _replied(message):
        return Automatic.AUTO_REPLIED
    if _bulk(message):
        return Automatic.BULK
    return None


def _bounce(message: Message) -> bool:
    kind = message.get_content_type()
    if kind == "multipart/report" and "delivery-status" in headers.text(message, "Content-Type").casefold():
        return True
    returns = message.get("Return-Path")
    sender = headers.address(message, "From")
    postmaster = (
        bool(sender) and sender is not None and sender.email.lower().startswith(("mailer-daemon@", "postmaster@"))
    )
    return postmaster or (returns is not None and str(returns).strip() == "<>")


def _replied(message: Message) -> bool:
    if message.get("X-Autoreply") is not None or message.get("X-Autorespond") is not None:
        return True
    if headers.text(message, "Precedence").casefold() == "auto_reply":
        return True
    if "rules agent" in headers.text(message, "X-MS-Exchange-Generated-Message-Source").casefold():
        return True
    return bool(_AWAY.match(headers.text(message, "Subject")))


def _bulk(message: Message) -> bool:
    if message.get("List-Id") is not None or message.get("List-Unsubscribe") is not None:
        return True
    return headers.text(message, "Precedence").casefold() in {"bulk", "list", "junk"}
