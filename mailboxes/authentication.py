"""What the council's own mail server found out about a sender: the Authentication-Results header (RFC 8601)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

NAMELESS = "microsoft365"
"""The word that stands for Exchange Online, whose header does not begin with the server's name."""

_MOST = 10
"""Headers that are looked at; each server on the way may add one."""
_COMMENT = re.compile(r"\([^()]*\)")
_NESTED_COMMENTS = 5
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|$)', re.DOTALL)
_SERVER = re.compile(r"[A-Za-z0-9._-]+")
_DMARC = re.compile(r"(?:^|;)\s*dmarc\s*=\s*([a-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Authentication:
    """What one server said: its name in lower case ("" when it gives none), and its DMARC result ("" when none)."""

    server: str
    dmarc: str


def authentications(message: Message) -> tuple[Authentication, ...]:
    """Return what every server on the way said, the last one first: each puts its header above the others."""
    found = message.get_all("Authentication-Results", [])
    # Whole: a sender's many signatures make it long, and the result stands at its end.
    return tuple(_said(str(each)) for each in found[:_MOST])


def dmarc(said: Sequence[Authentication], server: str) -> str:
    """Return the DMARC result of the server of this name (NAMELESS for one without), or "".

    Only the uppermost header of that name counts, since a sender may have written others below it.
    """
    wanted = "" if server.lower() == NAMELESS else server.lower()
    first = said[:1] if not wanted else [each for each in said if each.server == wanted][:1]
    return next((each.dmarc for each in first if each.server == wanted), "")


def _said(value: str) -> Authentication:
    # Quoted text and comments hold what a sender may choose; a failure that shows through them still counts.
    plain = _QUOTED.sub("", value)
    for _ in range(_NESTED_COMMENTS):
        plain = _COMMENT.sub("", plain)
    results = [result.lower() for text in (plain, value) for result in _DMARC.findall(text)]
    head = plain.partition(";")[0].strip()
    server = _SERVER.match(head)
    named = server[0].lower() if server and "=" not in head else ""
    return Authentication(named, "fail" if "fail" in results else next(iter(results), ""))
