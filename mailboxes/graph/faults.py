"""What Microsoft Graph refuses, as the desk's own errors.

Only the error's code is ever repeated: its message may quote an address or a subject.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from mailboxes.mailbox import AuthFailed, Gone, MailboxError, Transient, Unsuitable, Untrusted

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,80}")
_NO_MAILBOX = frozenset(
    {"ErrorInvalidUser", "ErrorNonExistentMailbox", "MailboxNotEnabledForRESTAPI", "Request_ResourceNotFound"}
)
_NO_ID = frozenset({"ErrorInvalidIdMalformed", "ErrorInvalidId", "ErrorInvalidIdEmpty"})
_NO_MIME = "ErrorMimeContentConversionFailed"
"""Told with status 500, and stays so however often one asks."""
_SEND_AS = "ErrorSendAsDenied"
_USUAL_PAUSE = 2.0


class Busy(Transient):
    """The service asks to be left alone for `pause` seconds; `doubtful` when it may have acted nevertheless."""

    def __init__(self, what: str, pause: float, *, doubtful: bool) -> None:
        super().__init__(what)
        self.pause = pause
        self.doubtful = doubtful


class Unreached(Transient):
    """No connection: the service never saw the request."""


class Cut(Transient):
    """The connection ended before an answer: nobody knows whether the service acted."""


class Conflict(Transient):
    """Something else changed the item, or made the folder, in the meantime (409, 412)."""


class Expired(Transient):
    """The place in the list of changes is forgotten (410): start from the beginning."""


class Missing(Gone):
    """There is no such item (404)."""


class Refused(MailboxError):
    """The service will not do this, also not later."""

    code = "refused"
    remedy = "Run `offsite doctor`; if it finds nothing, report the code."


class NotAllowed(AuthFailed):
    """The app is known, and may not do this with this mailbox (403)."""

    code = "not_allowed"
    remedy = (
        "Give the app the roles 'Application Mail.ReadWrite' and 'Application Mail.Send' over this mailbox "
        "(New-ManagementRoleAssignment; docs/mailboxes.md). A new role can take two hours to work."
    )


class SendAsDenied(AuthFailed):
    """The letters' sender is not this mailbox's own address (403)."""

    code = "send_as_denied"
    remedy = "Let desk_email in the council's profile be an address of this mailbox."


class NoMailbox(Unsuitable):
    """The tenant has no such mailbox."""

    code = "no_mailbox"
    remedy = "Let mailbox in the settings be the user principal name, or the object id, of a mailbox in the tenant."


class TooLarge(MailboxError):
    """A message or an answer is larger than the limit."""

    code = "too_large"
    remedy = "Move the message out of the inbox and read it in Outlook."


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said: status, headers (names in lower case), body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def told(self) -> Mapping[str, Any]:
        """Return the JSON object of the body; raises Transient when it is none, as a proxy's sign-in page is."""
        try:
            told = json.loads(self.body)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise Transient("The server answered with something else than Microsoft Graph does.")
        return told

    @property
    def code(self) -> str:
        """The error's code, or the status when there is none."""
        try:
            told = json.loads(self.body)["error"]["code"]
        except (ValueError, TypeError, KeyError):
            told = ""
        return told if isinstance(told, str) and _CODE.fullmatch(told) else f"HTTP {self.status}"

    @property
    def pause(self) -> float:
        """Seconds that `Retry-After` asks for (RFC 9110, 10.2.3: a number or a date); two when it says nothing."""
        told = self.headers.get("retry-after", "").strip()
        if told.isdigit():
            return float(told[:9])
        try:
            when = parsedate_to_datetime(told)
        except (ValueError, TypeError, IndexError, OverflowError):
            return _USUAL_PAUSE
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
        return max(0.0, (when - datetime.now(UTC)).total_seconds())


def unreached(error: Exception, host: str) -> MailboxError:
    """Return the error that a failed connection amounts to.

    The library's words are not repeated: they name the address, which may hold a Message-ID or a right.
    """
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Untrusted(f"The certificate of {host} is not from an authority that the desk trusts.")
    return Unreached(f"{host} cannot be reached ({type(error).__name__}).")


def fault(answer: Answer, host: str) -> MailboxError | None:
    """Return the error that an answer amounts to; None when it is well."""
    if answer.status < 300:
        return None
    if answer.status < 400:
        return Transient(f"{host} sends the desk elsewhere, as a proxy's sign-in page does.")
    said = f"{host} answered {answer.code}."
    if answer.status in {429, 503}:
        return Busy(said, answer.pause, doubtful=answer.status != 429)
    if answer.code in _NO_MAILBOX:
        return NoMailbox(said)
    if answer.code == _NO_MIME:
        return Refused(said)
    return _of_status(answer, said)


def _of_status(answer: Answer, said: str) -> MailboxError:
    match answer.status:
        case 401:
            return AuthFailed(said)
        case 403:
            return SendAsDenied(said) if answer.code == _SEND_AS else NotAllowed(said)
        case 404:
            return Missing(said)
        case 400 if answer.code in _NO_ID:
            return Missing(said)
        case 409 | 412:
            return Conflict(said)
        case 410:
            return Expired(said)
        case 408:
            return Cut(said)
        case status if status >= 500:
            return Busy(said, _USUAL_PAUSE, doubtful=True)
        case _:
            return Refused(said)
