"""Writes what follows from one Submission (cases, reviews, letters) in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import Connection, exists, func, insert, or_, select, update

from register.events import Happened, write_events
from register.letters import write_letters
from register.records import Filing, Settlement
from register.reviewing import plan_reviews, record_review
from register.tables import cases, submissions, versions

OPEN, CLOSED = "open", "closed"


def overtaken(connection: Connection, settlement: Settlement) -> bool:
    """Tell whether a file of `settlement` was filed, or a reference of it taken, since it was worked out."""
    if not settlement.filings and not settlement.results:
        return False
    files = [each.document_sha256 for each in (*settlement.filings, *settlement.results)]
    references = [filing.reference for filing in settlement.filings]
    filed = exists().where(versions.c.document_sha256.in_(files))
    taken = exists().where(cases.c.reference.in_(references))
    return bool(connection.execute(select(or_(filed, taken))).scalar())


def write_settlement(connection: Connection, submission: str, settlement: Settlement, now: datetime) -> None:
    """Write everything of `settlement`; the caller commits."""
    happened = [Happened("settled", settlement.outcome.value)]
    for filing in settlement.filings:
        happened += _file(connection, submission, filing)
    for result in settlement.results:
        _version(connection, submission, result.reference, "review_outcome", result.document_sha256, result.assessment)
        happened += record_review(connection, result)
    happened += write_letters(connection, submission, settlement.dispatches, now)
    write_events(connection, happened, now, submission=submission)
