"""What the register holds the contents of, since when, and what stands in the way of erasing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, case, exists, func, or_, select

from register.database import Database
from register.records import DispatchState, Outcome
from register.reviewing import CLOSED
from register.sealing import HUSK_BYTES
from register.tables import cases, dispatches, events, outgoing, reviews, submissions, versions

_OPEN_FATES = (DispatchState.QUEUED.value, DispatchState.SENDING.value, DispatchState.UNKNOWN.value)
"""Of letters that are neither delivered nor settled."""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case whose contents are there."""

    reference: str
    kind: str
    area: str | None
    coordinator: str | None
    closed: bool
    last: date
    """The last day anything of it falls on: its end, its last review, its closing, or else its arrival.

    Of a closed case only reviews that were held count.
    """
    end: date | None
    held: bool
    letters_waiting: bool
    """Whether a letter about it is neither delivered nor settled."""


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message that is no case, whose contents are there."""

    submission: str
    outcome: Outcome
    reason: str
    settled: datetime
    letters_waiting: bool


def _last(row: Row[Any]) -> date:
    closed: date | None = row.closed_at.date() if row.closed_at else None
    days: tuple[date | None, ...] = (row.end, row.last_held, row.last_planned, closed, row.received.date())
    return max(day for day in days if day)


class Retaining(Database):
    """What there is to erase one day."""

    def kept_cases(self) -> tuple[KeptCase, ...]:
        """Return the cases whose contents are there, by reference."""
        of_case = reviews.c.reference == cases.c.reference
        held = select(func.max(reviews.c.held)).where(of_case).scalar_subquery()
        planned = select(func.max(reviews.c.due)).where(of_case, reviews.c.held.is_(None)).scalar_subquery()
        # What was planned beyond the end of a case that is closed is held by nobody.
        ahead = case((cases.c.status == CLOSED, None), else_=planned)
        closing = and_(events.c.reference == cases.c.reference, events.c.what == CLOSED)
        closed_at = select(func.max(events.c.at)).where(closing).scalar_subquery()
        mine = select(versions.c.submission).where(versions.c.reference == cases.c.reference)
        about = or_(
            dispatches.c.reference == cases.c.reference,
            and_(dispatches.c.reference.is_(None), dispatches.c.submission.in_(mine)),
        )
        waiting = exists().where(about, dispatches.c.state.in_(_OPEN_FATES))
        wanted = select(
            cases,
            held.label("last_held"),
            ahead.label("last_planned"),
            closed_at.label("closed_at"),
            waiting.label("waiting"),
        ).where(cases.c.erased.is_(None))
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(cases.c.reference)).all()
        return tuple(
            KeptCase(
                reference=row.reference,
                kind=row.kind,
                area=row.area,
                coordinator=row.coordinator,
                closed=row.status == CLOSED,
                last=_last(row),
                end=row.end,
                held=row.held is not None,
                letters_waiting=row.waiting,
            )
            for row in rows
        )

    def kept_messages(self) -> tuple[KeptMessage, ...]:
        """Return the settled messages that are no case and whose contents are there, the oldest first."""
        waiting = exists().where(dispatches.c.submission == submissions.c.id, dispatches.c.state.in_(_OPEN_FATES))
        wanted = select(submissions, waiting.label("waiting")).where(
            submissions.c.erased.is_(None),
            submissions.c.settled.is_not(None),
            submissions.c.outcome != Outcome.FILED.value,
            ~exists().where(versions.c.submission == submissions.c.id),
        )
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(submissions.c.settled, submissions.c.id)).all()
        return tuple(KeptMessage(row.id, Outcome(row.outcome), row.reason, row.settled, row.waiting) for row in rows)

    def letters_sent_before(self, moment: datetime) -> tuple[int, ...]:
        """Return the letters sent before `moment` that arrived as far as anybody knows, whose text is still there.

        None of a case that is held.
        """
        held = exists().where(cases.c.reference == dispatches.c.reference, cases.c.held.is_not(None))
        wanted = (
            select(dispatches.c.id)
            .join(outgoing, outgoing.c.dispatch == dispatches.c.id)
            .where(
                dispatches.c.state == DispatchState.SENT.value,
                dispatches.c.undelivered.is_(None),
                dispatches.c.sent < moment,
                func.length(outgoing.c.raw) > HUSK_BYTES,
                ~held,
            )
            .order_by(dispatches.c.id)
        )
        with self._reading() as connection:
            return tuple(connection.execute(wanted).scalars())
