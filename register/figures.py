"""The desk in numbers, counted from the ledger: they always add up to what arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, select

from register.arriving import WAITING
from register.database import Database
from register.ledger import SETTLED, WORKING
from register.records import DispatchState, Outcome, Status
from register.reviewing import OPEN
from register.tables import arrivals, cases, dispatches, reviews, submissions

UNDELIVERED = "undelivered"
_DAY = timedelta(days=1)


class Figures(Database):
    """Counts for status and health."""

    def status(self, now: datetime) -> Status:
        """Return the counts as they stand; `now` tells what is overdue and how long the oldest has waited."""
        where = case(
            (arrivals.c.repeat, Outcome.DUPLICATE.value),
            else_=func.coalesce(submissions.c.outcome, submissions.c.state),
        )
        fate = case((dispatches.c.undelivered.is_not(None), UNDELIVERED), else_=dispatches.c.state)
        with self._reading() as connection:
            arrived: dict[str, int] = dict(
                connection.execute(
                    select(where, func.count())
                    .select_from(arrivals.join(submissions, arrivals.c.submission == submissions.c.id))
                    .group_by(where)
                ).all()
            )
            letters: dict[str, int] = dict(connection.execute(select(fate, func.count()).group_by(fate)).all())
            oldest = connection.execute(
                select(func.min(submissions.c.received)).where(submissions.c.state != SETTLED)
            ).scalar()
            opened = connection.execute(select(func.count()).where(cases.c.status == OPEN)).scalar_one()
            overdue = connection.execute(
                select(func.count())
                .select_from(reviews.join(cases, reviews.c.reference == cases.c.reference))
                .where(and_(cases.c.status == OPEN, reviews.c.held.is_(None), reviews.c.due < now.date()))
            ).scalar_one()
        return Status(
            arrivals=sum(arrived.values()),
            filed=arrived.get(Outcome.FILED, 0),
            duplicate=arrived.get(Outcome.DUPLICATE, 0),
            for_a_person=arrived.get(Outcome.FOR_A_PERSON, 0),
            quarantined=arrived.get(Outcome.QUARANTINED, 0),
            waiting=arrived.get(WAITING, 0),
            in_work=arrived.get(WORKING, 0),
            oldest_waiting_seconds=(now - oldest).total_seconds() if oldest else None,
            queued=letters.get(DispatchState.QUEUED, 0),
            sending=letters.get(DispatchState.SENDING, 0),
            sent=letters.get(DispatchState.SENT, 0),
            refused=letters.get(DispatchState.REFUSED, 0),
            unknown=letters.get(DispatchState.UNKNOWN, 0),
            undelivered=letters.get(UNDELIVERED, 0),
            cases_open=opened,
            reviews_overdue=overdue,
        )

    def oldest_letter_seconds(self, now: datetime) -> float | None:
        """Return how long the oldest letter that is not yet sent has waited at `now`, in seconds."""
        waits = dispatches.c.state.in_((DispatchState.QUEUED.value, DispatchState.SENDING.value))
        with self._reading() as connection:
            oldest = connection.execute(select(func.min(dispatches.c.queued)).where(waits)).scalar()
        return (now - oldest).total_seconds() if oldest else None

    def letter_waits(self, now: datetime) -> tuple[float, ...]:
        """Return from queued to sent, in seconds, of the letters queued in the day before `now`; shortest first."""
        wanted = select(dispatches.c.queued, dispatches.c.sent).where(
            dispatches.c.queued > now - _DAY, dispatches.c.sent.is_not(None)
        )
        with self._reading() as connection:
            return tuple(sorted((row.sent - row.queued).total_seconds() for row in connection.execute(wanted)))
