"""Writes what follows from one Submission (cases, reviews, letters) in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from register.records import DispatchState, Filing, NewDispatch, ReviewResult, Settlement
from register.tables import cases, dispatches, events, outgoing, reviews, submissions, versions

OPEN = "open"


def write_settlement(connection: Connection, submission: str, settlement: Settlement, now: datetime) -> None:
    """Write everything of `settlement`; the caller commits."""
    for filing in settlement.filings:
        _file(connection, submission, filing, now)
    for result in settlement.results:
        _record(connection, submission, result, now)
    write_dispatches(connection, submission, settlement.dispatches, now)
    _event(connection, "settled", settlement.outcome.value, now, submission=submission)


def write_dispatches(
    connection: Connection, submission: str | None, letters: Iterable[NewDispatch], now: datetime
) -> int:
    """Queue the letters that are not yet written; return how many were new."""
    new = 0
    for letter in letters:
        about = letter.reference or submission or ""
        values = {
            "about": about,
            "kind": letter.kind,
            "occasion": letter.occasion,
            "recipient": letter.recipient,
        }
        written = select(dispatches.c.id).filter_by(**values)
        if connection.execute(written).first():
            continue
        made = connection.execute(
            insert(dispatches)
            .returning(dispatches.c.id)
            .values(
                **values,
                message_id=letter.message_id,
                reference=letter.reference,
                submission=submission,
                state=DispatchState.QUEUED.value,
                attempts=0,
                not_before=now,
                queued=now,
            )
        )
        connection.execute(insert(outgoing).values(dispatch=made.scalar_one(), raw=letter.raw))
        _event(connection, "letter_queued", letter.kind, now, reference=letter.reference, submission=submission)
        new += 1
    return new


def _file(connection: Connection, submission: str, filing: Filing, now: datetime) -> None:
    received = connection.execute(select(submissions.c.received).where(submissions.c.id == submission)).scalar_one()
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
    _version(connection, submission, filing.reference, filing.kind, filing.document_sha256, filing.assessment)
    _plan(connection, filing.reference, filing.reviews)
    _event(connection, "filed", filing.kind, now, reference=filing.reference, submission=submission)


def _record(connection: Connection, submission: str, result: ReviewResult, now: datetime) -> None:
    """Close the review that this one answers: the earliest that is still open."""
    _version(connection, submission, result.reference, "review_outcome", result.document_sha256, result.assessment)
    answered = connection.execute(
        select(reviews.c.id)
        .where(reviews.c.reference == result.reference, reviews.c.held.is_(None))
        .order_by(reviews.c.due)
        .limit(1)
    ).scalar()
    if answered and result.held:
        connection.execute(
            update(reviews).where(reviews.c.id == answered).values(held=result.held, decision=result.decision)
        )
    if result.next_review:
        _plan(connection, result.reference, (result.next_review,))
    _event(
        connection,
        "review_recorded",
        result.decision or "",
        now,
        reference=result.reference,
        submission=submission,
    )


def _version(connection: Connection, submission: str, reference: str, kind: str, sha256: str, assessment: str) -> None:
    connection.execute(
        insert(versions).values(
            reference=reference,
            kind=kind,
            submission=submission,
            document_sha256=sha256,
            assessment=assessment,
        )
    )


def _plan(connection: Connection, reference: str, days: Iterable[date]) -> None:
    planned = set(connection.execute(select(reviews.c.due).where(reviews.c.reference == reference)).scalars())
    new = [{"reference": reference, "due": day} for day in sorted(set(days) - planned)]
    if new:
        connection.execute(insert(reviews), new)


def _event(
    connection: Connection,
    what: str,
    detail: str,
    now: datetime,
    *,
    reference: str | None = None,
    submission: str | None = None,
) -> None:
    connection.execute(
        insert(events).values(at=now, what=what, detail=detail, reference=reference, submission=submission)
    )
