"""What the virus scanner says of a message, before it is opened and of every file that is opened out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from mailboxes import headers
from mailboxes.message import Submission, read_submission
from mailboxes.scanner import Verdict
from outputs.letters.wording import PersonReason

if TYPE_CHECKING:
    from mailboxes.scanner import Scanner

_REASONS = MappingProxyType({Verdict.INFECTED: PersonReason.INFECTED, Verdict.TOO_LARGE: PersonReason.NOT_SCANNED})


@dataclass(frozen=True, slots=True)
class Opened:
    """A message as far as it may be opened; `closed` says why it stays closed, if it does."""

    submission: Submission
    closed: PersonReason | None = None


def opened(raw: bytes, scanner: Scanner | None) -> Opened:
    """Return what a message says, scanned before it is opened; of one that is not clean nothing but its headers.

    Raises ScannerAway when there is a scanner and it does not answer clearly: then nothing was opened.
    """
    if scanner is None:
        return Opened(read_submission(raw))
    closed = why_closed([raw], scanner)
    if closed is None:
        submission = read_submission(raw)
        # An archive of ours may open what clamd's limits left closed.
        closed = why_closed((document.data for document in submission.documents), scanner)
        if closed is None:
            return Opened(submission)
    return Opened(read_submission(headers.alone(raw)), closed)


def why_closed(files: Iterable[bytes], scanner: Scanner | None) -> PersonReason | None:
    """Return why files may not be opened, or None when all are clean, or nobody scans. Raises ScannerAway."""
    if scanner is None:
        return None
    verdicts = {scanner.scan(data) for data in files}
    return next((reason for verdict, reason in _REASONS.items() if verdict in verdicts), None)
