"""What the register takes in and gives out: frozen values, times in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from proposals.reviewing import Review
from register.errors import RegisterCode, RegisterError


class Outcome(StrEnum):
    """What became of an arrival; every one ends in exactly one of these."""

    FILED = "filed"
    DUPLICATE = "duplicate"
    FOR_A_PERSON = "for_a_person"
    QUARANTINED = "quarantined"


class DispatchState(StrEnum):
    """Where a letter is on its way out."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """It was handed over and nobody knows whether it went; a person decides."""


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A message as fetched: `key` names it within its mailbox, `digest` is over its decoded parts."""

    mailbox: str
    key: str
    message_id: str
    digest: str
    received: datetime
    raw: bytes


@dataclass(frozen=True, slots=True)
class FailedFetch:
    """How often a message could not be fetched, and since when."""

    attempts: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Persisted:
    """What storing a message came to; `fresh` is False when this very arrival was stored before."""

    id: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A Submission that this worker alone may work on; `attempt` counts from 1."""

    id: str
    raw: bytes
    attempt: int
    received: datetime


@dataclass(frozen=True, slots=True)
class Filing:
    """A form as a version of a case: the first of a new case, or a later one of a case that is there.

    `assessment` is JSON and, with the raw message, all personal content.
    """

    reference: str
    kind: str
    area: str | None
    coordinator: str | None
    complete: bool
    document_sha256: str
    assessment: str
    start: date | None = None
    end: date | None = None
    reviews: tuple[date, ...] = ()
    pupil: tuple[str, ...] = field(default=(), repr=False)
    """What an earlier case of the same pupil is found by (`proposals.pupil`); only keyed digests of it are stored."""


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """The outcome of a review of an existing case."""

    reference: str
    document_sha256: str
    assessment: str
    held: date | None
    decision: str | None
    next_review: date | None
    new_end: date | None = None


@dataclass(frozen=True, slots=True)
class NewRuling:
    """What a coordinator decided about an existing case.

    `after` is how many decisions were known when it was worked out: one more since, and it must be worked out anew.
    The file's digest and the assessment are those of the form that brought it, "" where none did.
    """

    reference: str
    ruling: str
    decided: date
    after: int
    comments: str = field(default="", repr=False)
    decided_by: str = field(default="", repr=False)
    document_sha256: str = ""
    assessment: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewDispatch:
    """A letter for the outbox: one per case (or Submission), kind, occasion and recipient."""

    kind: str
    occasion: str
    recipient: str
    message_id: str
    raw: bytes
    reference: str | None = None
    copies: tuple[str, ...] = ()
    """Addresses that get a copy."""
    whole: bytes | None = None
    """The letter with all that it was to enclose, where that was too large to send; else None."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A letter that a mail server could not deliver, with its status code (RFC 3463) or ""."""

    dispatch: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything that follows from one Submission, written in one transaction."""

    outcome: Outcome
    reason: str = ""
    filings: tuple[Filing, ...] = ()
    results: tuple[ReviewResult, ...] = ()
    dispatches: tuple[NewDispatch, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()
    revisions: tuple[Filing, ...] = ()
    """Later versions of cases that are there."""
    rulings: tuple[NewRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """An arrival with its outcome that still lies in the inbox."""

    id: str
    key: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class OutgoingDispatch:
    """A letter that this worker alone may send."""

    id: int
    recipient: str
    message_id: str
    raw: bytes
    attempt: int
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenCase:
    """What of an open case is not personal, and what was written about it: for what is due to be told."""

    reference: str
    received: datetime
    """When its latest form came."""
    end: date | None
    asked: datetime | None
    """When its school was last told what is missing, if anything is."""
    reviews: tuple[Review, ...]
    start: date | None
    ruling: str | None
    """The coordinator's decision in force, if there is one."""
    written: Mapping[tuple[str, str], datetime]
    """When each of its letters was written, by kind and occasion."""
    touched: int = 0
    """How often something happened in it: what was worked out from it holds as long as this is the same."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What the latest form of a case says, and the message it came by."""

    assessment: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ruled:
    """One decision of a coordinator about a case; comments and name are empty once they were erased."""

    ruling: str
    decided: date
    recorded: datetime
    comments: str = field(repr=False)
    decided_by: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case or an arrival; holds no personal data."""

    at: datetime
    what: str
    detail: str
    by: str = "desk"
    """Who did it: "worker NAME", "user NAME" or "desk"."""


class Refusal(StrEnum):
    """Why nothing was erased or held."""

    UNKNOWN = "unknown"
    """There is no such case or message."""
    HELD = "held"
    LETTERS_WAITING = "letters_waiting"
    """A letter about it is still to be sent."""
    IN_WORK = "in_work"
    """The message waits to be read, or is being read."""
    LIVING_CASE = "living_case"
    """A case that is not erased came by the message."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure came to; `refused` tells why nothing was done, and is None when it was."""

    refused: Refusal | None = None
    messages: int = 0
    """Messages whose contents went with it."""
    letters: int = 0
    stays: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Messages that stay, each with the cases that still need it."""


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One letter of the outbox, without its content."""

    id: int
    kind: str
    occasion: str
    recipient: str
    state: DispatchState
    sent: datetime | None
    reference: str | None
    submission: str | None
    copies: tuple[str, ...] = ()
    undelivered: datetime | None = None
    """When a mail server said that it could not be delivered."""
    undelivered_code: str = ""
    erased: bool = False
    """Its content and addresses were erased: `recipient` is empty."""

    @property
    def fate(self) -> str:
        """What became of it, in a word or two: its state, or that it came back and why."""
        return f"undelivered {self.undelivered_code}".strip() if self.undelivered else self.state.value


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list: nothing personal."""

    reference: str
    kind: str
    area: str | None
    coordinator: str | None
    status: str
    complete: bool
    received: datetime
    start: date | None
    end: date | None
    next_review: date | None
    held: datetime | None = None
    """Since when it may not be erased."""
    erased: datetime | None = None
    """When its contents were erased."""
    ruling: str | None = None
    """The coordinator's decision in force, if there is one."""

    @property
    def is_open(self) -> bool:
        """Whether anything more is expected of it."""
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class CaseContents:
    """What is sealed of a case's form."""

    document_sha256: str
    assessment: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case in full; one that was erased has only its row, its events and the bare list of its letters."""

    row: CaseRow
    submission: str
    contents: CaseContents | None
    """What its form says; None when it was erased."""
    version: int
    """How often its form came, each time with something new."""
    reviews: tuple[Review, ...]
    dispatches: tuple[DispatchRow, ...]
    events: tuple[Event, ...]
    rulings: tuple[Ruled, ...] = ()
    """What the coordinator decided, in order; the last is in force."""

    @property
    def reference(self) -> str:
        """The case's reference."""
        return self.row.reference

    @property
    def erased(self) -> bool:
        """Whether its contents were erased for good."""
        return self.contents is None

    @property
    def document_sha256(self) -> str:
        """The digest that names the form's file. Raises RegisterError (erased)."""
        return self._living.document_sha256

    @property
    def assessment(self) -> str:
        """What was understood of the form, as JSON. Raises RegisterError (erased)."""
        return self._living.assessment

    @property
    def _living(self) -> CaseContents:
        if self.contents is None:
            raise RegisterError(RegisterCode.ERASED)
        return self.contents

    @property
    def received(self) -> datetime:
        """When the form arrived."""
        return self.row.received


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One arrival with what became of it; `outcome` is None while it waits."""

    id: str
    submission: str
    received: datetime
    outcome: Outcome | None
    reason: str
    references: tuple[str, ...]
    repeat: bool
    """True for a message that was delivered before."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One failed attempt: when, and the kind of failure (a code or an error's class), never its text."""

    at: datetime
    failure: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One message in quarantine: nothing personal. `size` is that of the raw message in bytes."""

    number: str
    received: datetime
    since: datetime
    attempts: int
    size: int
    failures: tuple[Attempt, ...]

    @property
    def failure(self) -> str:
        """The kind of failure of the last attempt."""
        return self.failures[-1].failure if self.failures else "unknown"


@dataclass(frozen=True, slots=True)
class Status:
    """The desk in numbers. `arrivals` is the sum of the four outcomes, `waiting` and `in_work`.

    Every letter is counted once: one that came back is undelivered, whatever its state.
    """

    arrivals: int
    filed: int
    duplicate: int
    for_a_person: int
    quarantined: int
    waiting: int
    in_work: int
    oldest_waiting_seconds: float | None
    queued: int
    sending: int
    sent: int
    refused: int
    unknown: int
    undelivered: int
    cases_open: int
    reviews_overdue: int
