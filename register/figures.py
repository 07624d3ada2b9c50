"""The desk in numbers, counted from the ledger: they always add up to what arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from register.arriving import WAITING
from register.database import Database
from register.ledger import WORKING
from register.records import DispatchState, Outcome, Status
from register.reviewing import OPEN
from register.tables import cases, dispatches, reviews, submissions
from register.tallies import AGAIN, CASE, LETTER, MESSAGE, UNDELIVERED, tallied

_DAY = timedelta(days=1)


class Figures(Database):
    """Counts for status and health."""

    def status(self, now: datetime) -> Status:
        """Return the counts as they stand; `now` tells what is overdue and how long the oldest has waited.

        As fast with a million cases as with ten: the counts are kept (`register.tallies`), not counted.
        """
        with self._reading() as connection:
            many = tallied(connection)
            oldest = connection.execute(
                select(func.min(submissions.c.received)).where(submissions.c.state.in_((WAITING, WORKING)))
            ).scalar()
            overdue = connection.execute(
                select(func.count())
                .select_from(reviews.join(cases, reviews.c.reference == cases.c.reference))
                .where(reviews.c.live.is_(True), reviews.c.held.is_(None), reviews.c.due < now.date())
                .where(cases.c.status == OPEN)
            ).scalar_one()
        return Status(
            arrivals=many[AGAIN] + sum(number for name, number in many.items() if name.startswith(MESSAGE)),
            filed=many[MESSAGE + Outcome.FILED],
            duplicate=many[AGAIN] + many[MESSAGE + Outcome.DUPLICATE],
            for_a_person=many[MESSAGE + Outcome.FOR_A_PERSON],
            quarantined=many[MESSAGE + Outcome.QUARANTINED],
            waiting=many[MESSAGE + WAITING],
            in_work=many[MESSAGE + WORKING],
            oldest_waiting_seconds=(now - oldest).total_seconds() if oldest else None,
            queued=many[LETTER + DispatchState.QUEUED],
            sending=many[LETTER + DispatchState.SENDING],
            sent=many[LETTER + DispatchState.SENT],
            refused=many[LETTER + DispatchState.REFUSED],
            unknown=many[LETTER + DispatchState.UNKNOWN],
            undelivered=many[LETTER + UNDELIVERED],
            cases_open=many[CASE + OPEN],
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
