"""Writes what follows from one Submission (cases, reviews, letters) in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, insert, or_, select

from register.events import Happened, write_events
from register.letters import write_letters, write_undelivered
from register.records import Filing, ReviewResult, Settlement
from register.reviewing import OPEN, plan_reviews, record_review
from register.tables import cases, submissions, versions


def overtaken(connection: Connection, settlement: Settlement) -> bool:
    """Tell whether a file of `settlement` was filed, or a reference of it taken, since it was worked out."""
    if not settlement.filings and not settlement.results:
        return False
    files = {filing.document_sha256 for filing in settlement.filings}
    files |= {result.document_sha256 for result in settlement.results}
    references = [filing.reference for filing in settlement.filings]
    filed = exists().where(versions.c.document_sha256.in_(files))
    taken = exists().where(cases.c.reference.in_(references))
    return bool(connection.execute(select(or_(filed, taken))).scalar())


def write_settlement(connection: Connection, submission: str, settlement: Settlement, now: datetime) -> None:
    """Write everything of `settlement`; the caller commits."""
    happened: list[Happened] = []
    for filing in settlement.filings:
        happened.append(_file(connection, submission, filing))
    for result in settlement.results:
        _version(connection, submission, "review_outcome", result)
        happened += record_review(connection, result)
    happened += write_undelivered(connection, settlement.undelivered, now)
    happened += write_letters(connection, submission, settlement.dispatches, now)
    happened.append(Happened("settled", settlement.outcome.value))
    write_events(connection, happened, now, submission=submission)


def _file(connection: Connection, submission: str, filing: Filing) -> Happened:
    received = select(submissions.c.received).where(submissions.c.id == submission).scalar_subquery()
    connection.execute(
        insert(cases).values(
            reference=filing.reference,
            kind=filing.kind,
            area=filing.area,
            coordinator=filing.coordinator,
            status=OPEN,
            complete=filing.complete,
            received=received,
            start=filing.start,
            end=filing.end,
        )
    )
    _version(connection, submission, filing.kind, filing)
    plan_reviews(connection, filing.reference, filing.reviews)
    return Happened("filed", filing.kind, filing.reference)


def _version(connection: Connection, submission: str, kind: str, form: Filing | ReviewResult) -> None:
    connection.execute(
        insert(versions).values(
            reference=form.reference,
            kind=kind,
            submission=submission,
            document_sha256=form.document_sha256,
            assessment=form.assessment,
        )
    )
