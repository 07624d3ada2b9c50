"""What a person decides where the desk cannot: about a message in quarantine, and a letter that may not have gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Select, func, select, update

from register.arriving import WAITING
from register.events import Happened, write_events
from register.outbox import dispatch_rows
from register.records import Attempt, DispatchRow, DispatchState, Outcome, Quarantined
from register.sealing import HUSK_BYTES
from register.tables import dispatches, events, messages, submissions
from register.vault import Vaulted

RELEASED = "released"
"""The reason of a message that a person dealt with."""
_FAILURES = ("attempt_failed", "claim_returned")
_TO_DECIDE = (DispatchState.UNKNOWN.value, DispatchState.REFUSED.value)


class GivenUp(Vaulted):
    """Messages and letters that the desk has given up on, and the ways out."""

    def quarantined(self) -> tuple[Quarantined, ...]:
        """Return the messages in quarantine, the longest there first: nothing personal."""
        with self._reading() as connection:
            return _quarantined(connection, _in_quarantine())

    def find_quarantined(self, submission: str) -> Quarantined | None:
        """Return this message, or None when it is not in quarantine."""
        with self._reading() as connection:
            found = _quarantined(connection, _in_quarantine().where(submissions.c.id == submission))
        return found[0] if found else None

    def retry_quarantined(self, submission: str, now: datetime) -> bool:
        """Put a message from quarantine back into the queue, with all its attempts; False when it is not there.

        Its outcome follows by itself, as that of a message which has just arrived.
        """
        waits = {"state": WAITING, "attempts": 0, "outcome": None, "reason": "", "settled": None, "not_before": now}
        return self._leave_quarantine(submission, waits, Happened("quarantine_retried"), now)

    def release_quarantined(self, submission: str, why: str, now: datetime) -> bool:
        """Record that a person dealt with a message in quarantine, and why; False when it is not there.

        It counts as *for a person* from now on; the raw message stays. `why` is kept in the events: no names.
        """
        ended = {"outcome": Outcome.FOR_A_PERSON.value, "reason": RELEASED, "settled": now}
        return self._leave_quarantine(submission, ended, Happened("quarantine_released", why), now)

    def undecided_letters(self) -> tuple[DispatchRow, ...]:
        """Return the letters that were refused, or of which nobody knows whether they went."""
        with self._reading() as connection:
            return dispatch_rows(connection, self._vault, dispatches.c.state.in_(_TO_DECIDE))

    def letter_went(self, dispatch: int, now: datetime) -> bool:
        """Record that a letter of unknown fate was found to have gone; False when there is none of that number."""
        sent = {"state": DispatchState.SENT.value, "sent": now, "worker": None}
        return self._decide(dispatch, _TO_DECIDE[:1], sent, Happened("letter_sent"), now)

    def resend_letter(self, dispatch: int, now: datetime) -> bool:
        """Queue a letter again that was refused or is of unknown fate, with all its attempts; False when it is neither.

        It keeps its Message-ID. Whoever sent it before can no longer speak for it.
        """
        again = {"state": DispatchState.QUEUED.value, "attempts": 0, "worker": None, "not_before": now}
        return self._decide(dispatch, _TO_DECIDE, again, Happened("letter_resent"), now)

    def _leave_quarantine(self, submission: str, values: dict[str, object], happened: Happened, now: datetime) -> bool:
        with self._writing() as connection:
            left = connection.execute(
                update(submissions)
                .where(submissions.c.id == submission, submissions.c.outcome == Outcome.QUARANTINED.value)
                .values(values)
            )
            if left.rowcount == 1:
                write_events(connection, [happened], now, submission=submission)
            return left.rowcount == 1

    def _decide(
        self, dispatch: int, from_states: tuple[str, ...], values: dict[str, object], happened: Happened, now: datetime
    ) -> bool:
        with self._writing() as connection:
            decided = connection.execute(
                update(dispatches)
                .where(dispatches.c.id == dispatch, dispatches.c.state.in_(from_states))
                .values(values)
                .returning(dispatches.c.kind, dispatches.c.reference, dispatches.c.submission)
            ).first()
            if decided is None:
                return False
            detail = f"{decided.kind} by_a_person"
            told = replace(happened, detail=detail, reference=decided.reference, submission=decided.submission)
            write_events(connection, [told], now)
            return True


def _in_quarantine() -> Select[tuple[str, datetime, datetime | None, int, int]]:
    return (
        select(
            submissions.c.id,
            submissions.c.received,
            submissions.c.settled,
            submissions.c.attempts,
            (func.length(messages.c.raw) - HUSK_BYTES).label("size"),
        )
        .join(messages, messages.c.submission == submissions.c.id)
        .where(submissions.c.outcome == Outcome.QUARANTINED.value)
        .order_by(submissions.c.settled, submissions.c.id)
    )


def _quarantined(
    connection: Connection, wanted: Select[tuple[str, datetime, datetime | None, int, int]]
) -> tuple[Quarantined, ...]:
    rows = connection.execute(wanted).all()
    failed = connection.execute(
        select(events.c.submission, events.c.at, events.c.what, events.c.detail)
        .where(events.c.submission.in_([row.id for row in rows]), events.c.what.in_(_FAILURES))
        .order_by(events.c.id)
    ).all()
    return tuple(
        Quarantined(
            number=row.id,
            received=row.received,
            since=row.settled or row.received,
            attempts=row.attempts,
            size=row.size,
            # Of the attempts since it was last retried.
            failures=tuple(_attempt(each.at, each.what, each.detail) for each in failed if each.submission == row.id)[
                -row.attempts :
            ],
        )
        for row in rows
    )


def _attempt(at: datetime, what: str, detail: str) -> Attempt:
    return Attempt(at, detail if what == _FAILURES[0] else "worker_died")
