"""The cases: one entry for one pupil's placement or move."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, String, and_, cast, exists, func, select

from proposals.reading import FormKind
from proposals.reference import make
from register.database import Database
from register.filing import OPEN
from register.outbox import dispatch_rows
from register.records import Case, CaseRow, DueReview, Event, Review
from register.tables import cases, dispatches, events, messages, reviews, versions

REVIEW_DUE = "review_due"


class Cases(Database):
    """What was filed, and what is due."""

    def new_reference(self, kind: FormKind) -> str:
        """Return a reference that no case has."""
        with self._reading() as connection:
            while True:
                reference = make(kind, secrets.SystemRandom())
                if not connection.execute(select(exists().where(cases.c.reference == reference))).scalar():
                    return reference

    def find_document(self, sha256: str) -> str | None:
        """Return the reference of the case that was filed from a file with this digest, or None."""
        with self._reading() as connection:
            return connection.execute(
                select(versions.c.reference)
                .where(versions.c.document_sha256 == sha256)
                .order_by(versions.c.id)
                .limit(1)
            ).scalar()

    def cases(self) -> tuple[CaseRow, ...]:
        """Return every case, the newest first."""
        with self._reading() as connection:
            rows = connection.execute(_cases().order_by(cases.c.received.desc(), cases.c.reference)).all()
        return tuple(_row(row) for row in rows)

    def find_case(self, reference: str) -> Case | None:
        """Return the case in full, or None when there is none of that reference."""
        with self._reading() as connection:
            row = connection.execute(_cases().where(cases.c.reference == reference)).first()
            return _case(connection, _row(row)) if row else None

    def due_reviews(self, until: date) -> tuple[DueReview, ...]:
        """Return the reviews of open cases due up to `until` (included) that were not held and have no letter yet.

        Computed from the data alone: a day that was missed is caught up by the next run.
        """
        written = exists().where(
            dispatches.c.about == reviews.c.reference,
            dispatches.c.kind == REVIEW_DUE,
            dispatches.c.occasion == cast(reviews.c.due, String(60)),
        )
        with self._reading() as connection:
            rows = connection.execute(
                select(reviews.c.reference, reviews.c.due, versions.c.assessment, messages.c.raw)
                .join(cases, cases.c.reference == reviews.c.reference)
                .join(versions, and_(versions.c.reference == cases.c.reference, versions.c.kind == cases.c.kind))
                .join(messages, messages.c.submission == versions.c.submission)
                .where(cases.c.status == OPEN, reviews.c.held.is_(None), reviews.c.due <= until, ~written)
                .order_by(reviews.c.due, reviews.c.reference, versions.c.id)
            ).all()
        # the latest version of a case speaks for it
        latest = {(row.reference, row.due): DueReview(row.reference, row.due, row.assessment, row.raw) for row in rows}
        return tuple(latest.values())


def _cases() -> Select[tuple[Any, ...]]:
    upcoming = (
        select(func.min(reviews.c.due))
        .where(reviews.c.reference == cases.c.reference, reviews.c.held.is_(None))
        .scalar_subquery()
    )
    return select(cases, upcoming.label("next_review"))


def _row(row: Row[Any]) -> CaseRow:
    return CaseRow(
        reference=row.reference,
        kind=row.kind,
        area=row.area,
        coordinator=row.coordinator,
        status=row.status,
        complete=row.complete,
        received=row.received,
        start=row.start,
        end=row.end,
        next_review=row.next_review,
    )


def _case(connection: Connection, row: CaseRow) -> Case:
    version = connection.execute(
        select(versions)
        .where(versions.c.reference == row.reference, versions.c.kind == row.kind)
        .order_by(versions.c.id.desc())
        .limit(1)
    ).one()
    planned = connection.execute(select(reviews).where(reviews.c.reference == row.reference).order_by(reviews.c.due))
    happened = connection.execute(select(events).where(events.c.reference == row.reference).order_by(events.c.id))
    return Case(
        row=row,
        submission=version.submission,
        document_sha256=version.document_sha256,
        assessment=version.assessment,
        reviews=tuple(Review(each.due, each.held, each.decision) for each in planned),
        dispatches=dispatch_rows(connection, dispatches.c.reference == row.reference),
        events=tuple(Event(each.at, each.what, each.detail) for each in happened),
    )
