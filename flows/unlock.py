"""A locked file of a message that was answered already: opened with its password, and filed as if it had come so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from extractors.outcome import Unreadable
from extractors.reader import File
from flows import scanning
from flows.apart import read_all, unlocked
from flows.clock import LONDON
from flows.policy import correspondent
from flows.process import process_forms
from flows.processing import Processing
from flows.reading import read_documents
from flows.stations import Stations
from mailboxes.media import media_type
from mailboxes.message import Document
from proposals.reading import ReadingCode, ReadingOutcome
from register import ArrivalRow, Claimed, Outcome, Register


class UnlockOutcome(StrEnum):
    """What opening the locked files of a message came to."""

    FILED = "filed"
    NOT_LOCKED = "not_locked"
    """No attachment is a PDF or Office file that asks for a password."""
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  # the name of an outcome
    NO_FORM = "no_form"
    """The password opens a file, and it is none of our forms, or cannot be read."""
    NOT_PROVEN = "not_proven"
    """The council's mail server found the sender forged: nothing of such a message is opened."""
    UNKNOWN_SENDER = "unknown_sender"
    """It holds the outcome of a review, and came from an address that nobody knows."""
    NOT_CLEAN = "not_clean"
    """The virus scanner found something harmful in the message, or cannot say: it stays closed."""
    NO_CASE = "no_case"
    """It holds the outcome of a review, and names no case of ours."""
    FILED_BEFORE = "filed_before"
    OVERTAKEN = "overtaken"
    """Somebody else filed it in this moment, or the message is being worked on."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """How it ended; `references` are the cases filed now, or those the form was filed in before."""

    outcome: UnlockOutcome
    references: tuple[str, ...] = ()
    reason: ReadingCode | None = None
    """Why what was opened is no form."""


def find_message(register: Register, number: str) -> ArrivalRow | None:
    """Return the arrival of the message of this number, or None."""
    return next((row for row in register.arrivals() if row.submission == number and not row.repeat), None)


def unlock_message(stations: Stations, arrival: ArrivalRow, password: str, now: datetime) -> Unlocked:
    """Open the locked files of a settled message with `password` and file the forms in them; `now` has its time zone.

    The message stays as it came. The password is used here and kept nowhere.
    """
    raw = stations.register.raw(arrival.submission)
    scanned = scanning.opened(raw, stations.scanner)
    if scanned.closed:
        return Unlocked(UnlockOutcome.NOT_CLEAN)
    submission = scanned.submission
    sender = correspondent(submission, stations.council, stations.register, now)
    if not sender.proven:
        return Unlocked(UnlockOutcome.NOT_PROVEN)
    opened = [_opened(document, password) for document in submission.documents]
    places = {place for place, each in enumerate(opened, start=1) if each.opened}
    if scanning.why_closed((each.document.data for each in opened if each.opened), stations.scanner):
        return Unlocked(UnlockOutcome.NOT_CLEAN)
    if not places:
        return Unlocked(
            UnlockOutcome.WRONG_PASSWORD if any(each.locked for each in opened) else UnlockOutcome.NOT_LOCKED
        )
    reads = read_documents([each.document for each in opened])
    ours = [read for read in reads if places.intersection(read.places)]
    forms = [read for read in ours if read.reading.outcome is ReadingOutcome.FORM]
    if not forms:
        return Unlocked(UnlockOutcome.NO_FORM, reason=next((read.reading.reason for read in ours), None))
    known = {form.digest: stations.register.find_document(form.digest) for form in forms}
    new = [form for form in forms if known[form.digest] is None]
    if not new:
        return Unlocked(UnlockOutcome.FILED_BEFORE, tuple(dict.fromkeys(filter(None, known.values()))))
    beside = [read for read in reads if read.reading.outcome is not ReadingOutcome.FORM]
    claimed = Claimed(arrival.submission, raw, 1, arrival.received)
    reads_now = (*new, *beside)
    settlement = process_forms(Processing(stations, claimed, submission, sender, reads_now, now.astimezone(LONDON)))
    if settlement.outcome is not Outcome.FILED:
        return Unlocked(UnlockOutcome.NO_CASE if sender.known else UnlockOutcome.UNKNOWN_SENDER)
    if not stations.register.amend(arrival.submission, settlement, now):
        return Unlocked(UnlockOutcome.OVERTAKEN)
    filed = [filing.reference for filing in (*settlement.filings, *settlement.revisions)]
    return Unlocked(UnlockOutcome.FILED, (*filed, *(result.reference for result in settlement.results)))


@dataclass(frozen=True, slots=True)
class _Tried:
    """A Document as it is after a password was tried on it."""

    document: Document
    locked: bool = False
    opened: bool = False


def _opened(document: Document, password: str) -> _Tried:
    if read_all([File(document.data, document.media_type)])[0].reading.reason is not ReadingCode.ENCRYPTED:
        return _Tried(document)
    try:
        data = unlocked(document.data, document.media_type, password)
    except Unreadable:
        data = None
    if data is None:
        return _Tried(document, locked=True)
    # It goes by the digest of the file as it came, so that the same file again is known.
    return _Tried(replace(document, data=data, media_type=media_type(data)), locked=True, opened=True)
