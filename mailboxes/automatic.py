"""Mail that no person wrote, which must never be answered (RFC 3834)."""

from __future__ import annotations

import re
from email.message import Message
from enum import StrEnum

from mailboxes import headers

LOOP_HEADER = "X-Offsite-Desk-Loop"

_AWAY = re.compile(
    r"(automatic reply|auto[ -]?reply|out of (the )?office( auto[ -]?reply)?|ateb awtomatig)\s*:",
    re.IGNORECASE,
)
"""How mail programs begin the subject of an away message, in English and in Welsh."""
_AWAY_TOGETHER_WITH = ("X-Auto-Response-Suppress", "In-Reply-To", "X-MS-Exchange-Inbox-Rules-Loop")
"""Ordinary mail carries these too; only beside such a subject do they show a machine."""
_CAME_BACK = re.compile(
    r"(undeliver(able|ed)|mail delivery (failed|failure)|delivery (status|failure)|returned mail|failure notice)\b",
    re.IGNORECASE,
)
"""How mail servers begin the subject of a bounce; it counts only where nobody may be answered."""
_DAEMONS = ("mailer-daemon@", "postmaster@")
_NO_REPLY = re.compile(r"(do[-_.]?not|no)[-_.]?reply\b", re.IGNORECASE)


class Automatic(StrEnum):
    """Why a message is automatic. Whatever the reason, it is never answered."""

    OUR_OWN = "our_own"
    """A desk like this one wrote it."""
    BOUNCE = "bounce"
    """A mail server could not deliver something; what it carries is our own letter."""
    AUTO_REPLIED = "auto_replied"
    """An away message, or a receipt."""
    AUTO_GENERATED = "auto_generated"
    """Sent by a machine, such as a scanner; it may still bring a form."""
    BULK = "bulk"
    """From a mailing list; it may still bring a form."""

    @property
    def carries_our_own(self) -> bool:
        """Whether the files in it are letters of ours that came back, so that they are no forms from a school."""
        return self in {Automatic.OUR_OWN, Automatic.BOUNCE}


def automatic(message: Message) -> Automatic | None:
    """Return why `message` is automatic, or None when a person seems to have written it.

    `X-Auto-Response-Suppress` alone proves nothing: ordinary Outlook mail carries it. The stronger reason wins:
    an away message of Exchange has an empty Return-Path and is `auto-generated`, yet it is a reply.
    """
    if message.get(LOOP_HEADER) is not None:
        return Automatic.OUR_OWN
    if _bounce(message):
        return Automatic.BOUNCE
    if _replied(message):
        return Automatic.AUTO_REPLIED
    if _generated(message):
        return Automatic.AUTO_GENERATED
    return Automatic.BULK if _bulk(message) else None


def _bounce(message: Message) -> bool:
    if _report(message) == "delivery-status" or message.get("X-Failed-Recipients") is not None:
        return True
    sender = headers.address(message, "From")
    # A daemon's bare name, as some servers write it, is no address.
    bare = headers.text(message, "From").casefold()
    if bare.startswith("mailer-daemon") or (sender and sender.email.lower().startswith(_DAEMONS)):
        return True
    return _without_return(message) and bool(_CAME_BACK.match(headers.text(message, "Subject")))


def _replied(message: Message) -> bool:
    if _report(message) or message.get("X-Autoreply") is not None or message.get("X-Autorespond") is not None:
        return True
    if _submitted(message) == "auto-replied" or _word(message, "Precedence") == "auto_reply":
        return True
    if "rules agent" in headers.text(message, "X-MS-Exchange-Generated-Message-Source").casefold():
        return True
    return bool(_AWAY.match(headers.text(message, "Subject"))) and _away_marks(message)


def _away_marks(message: Message) -> bool:
    return any(message.get(name) is not None for name in _AWAY_TOGETHER_WITH) or _generated(message) or _bulk(message)


def _generated(message: Message) -> bool:
    if _submitted(message) not in {"", "no"}:
        return True
    if _without_return(message):
        return True
    sender = headers.address(message, "From")
    # A web form that writes from no-reply and names a teacher in Reply-To may be answered there.
    mute = sender is not None and bool(_NO_REPLY.match(sender.email))
    return mute and headers.address(message, "Reply-To") in {None, sender}


def _without_return(message: Message) -> bool:
    returns = message.get("Return-Path")
    return returns is not None and str(returns).replace(" ", "") == "<>"


def _bulk(message: Message) -> bool:
    if message.get("List-Id") is not None or message.get("List-Unsubscribe") is not None:
        return True
    return _word(message, "Precedence") in {"bulk", "list", "junk"}


def _report(message: Message) -> str:
    """The kind of a machine's report (RFC 6522): delivery-status, disposition-notification (a receipt), ...; or ""."""
    if message.get_content_type() != "multipart/report":
        return ""
    told = re.search(r"report-type\s*=\s*\"?([a-z-]+)", headers.text(message, "Content-Type"), re.IGNORECASE)
    return told[1].lower() if told else "unknown"


def _submitted(message: Message) -> str:
    return _word(message, "Auto-Submitted")


def _word(message: Message, name: str) -> str:
    """The first word of a header, in lower case; parameters and comments follow it (RFC 3834, 5)."""
    found = re.match(r"[\w-]+", headers.text(message, name))
    return found[0].casefold() if found else ""
