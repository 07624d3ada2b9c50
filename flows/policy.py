"""Who may be answered, and how much an answer may say: the council's profile put into practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from mailboxes.authentication import dmarc
from outputs.letters import values
from outputs.letters.decisions import DecisionReceipt

if TYPE_CHECKING:
    from mailboxes.message import Submission
    from proposals.council import Council
    from register import Register

ANSWERS = frozenset(
    letter.NAME
    for letter in (
        values.AcknowledgementComplete,
        values.AcknowledgementIncomplete,
        values.Unreadable,
        values.NoForm,
        values.Unopened,
        values.Receipt,
        values.AlreadyReceived,
        values.ReviewRecorded,
        DecisionReceipt,
    )
)
"""The letters that answer a message."""
_DAY = timedelta(hours=24)


class Manner(StrEnum):
    """How a message is answered."""

    FULL = "full"
    RECEIPT = "receipt"
    """By a letter that says nothing of the message."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Who wrote a message, as far as the council can tell."""

    address: str | None
    """Where an answer would go; None for automatic mail, mail without a usable sender, and the desk's own."""
    known: bool
    """Whether sender and answer's address are in the council's profile, or the profile trusts anybody."""
    proven: bool
    """False when the council's mail server found the sender forged (DMARC)."""
    spent: bool
    """Whether the address was answered as often as the profile allows in a day."""

    @property
    def manner(self) -> Manner:
        """How this message is answered."""
        if not (self.address and self.proven) or self.spent:
            return Manner.SILENT
        return Manner.FULL if self.known else Manner.RECEIPT


def correspondent(submission: Submission, council: Council, register: Register, now: datetime) -> Correspondent:
    """Return who wrote `submission`; `now` (with a zone) ends the day whose answers count."""
    address = _answerable(submission, council)
    setting = council.correspondence
    return Correspondent(
        address=address,
        known=_known(submission, council),
        proven=not setting.authserv_id or dmarc(submission.authentications, setting.authserv_id) != "fail",
        spent=bool(address) and register.letters_to(address or "", ANSWERS, now - _DAY) >= setting.answers_a_day,
    )


def trusted_address(submission: Submission, council: Council) -> str | None:
    """Return where a later letter about this message's form may go; None when nobody known can be written to."""
    return _answerable(submission, council) if _known(submission, council) else None


def is_own(submission: Submission, council: Council) -> bool:
    """Tell whether the council's own people wrote `submission`, and would have the answer: they alone decide."""
    addresses = {submission.sender.email if submission.sender else None, submission.reply_to} - {None}
    return bool(addresses) and all(council.is_own(address) for address in addresses if address)


def _answerable(submission: Submission, council: Council) -> str | None:
    address = submission.reply_to
    return None if address and address.lower() == council.desk_email.lower() else address


def _known(submission: Submission, council: Council) -> bool:
    """Both who writes and who would be answered: a forged sender could name himself in Reply-To."""
    addresses = {submission.sender.email if submission.sender else None, submission.reply_to} - {None}
    return bool(addresses) and all(council.trusts(address) for address in addresses if address)
