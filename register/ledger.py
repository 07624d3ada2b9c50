"""The ledger: every message that arrives is stored once, worked on by one worker at a time, and ends once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, insert, or_, select, update

from register.database import Database
from register.errors import LeaseLost
from register.filing import write_settlement
from register.records import ArrivalRow, Claimed, NewSubmission, Outcome, Persisted, Settled, Settlement
from register.tables import arrivals, events, leases, messages, submissions, versions

MAX_ATTEMPTS = 3
_BACK_OFF = timedelta(minutes=1)

WAITING, WORKING, SETTLED = "waiting", "working", "settled"


class Ledger(Database):
    """What arrived and what became of it."""

    def acquire_poll(self, mailbox: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take the lease on polling `mailbox` for `seconds`; False while another holder has it."""
        until = now + timedelta(seconds=seconds)
        with self._writing() as connection:
            held = connection.execute(select(leases).where(leases.c.name == mailbox).with_for_update()).first()
            if held is None:
                connection.execute(insert(leases).values(name=mailbox, holder=holder, until=until))
                return True
            if held.holder != holder and held.until > now:
                return False
            connection.execute(update(leases).where(leases.c.name == mailbox).values(holder=holder, until=until))
            return True

    def release_poll(self, mailbox: str, holder: str) -> None:
        """Give the lease on polling `mailbox` back."""
        with self._writing() as connection:
            connection.execute(delete(leases).where(leases.c.name == mailbox, leases.c.holder == holder))

    def persist(self, new: NewSubmission, now: datetime) -> Persisted:
        """Store a message and record its arrival, in one transaction.

        The same arrival again (mailbox and key) changes nothing. The same message delivered again (Message-ID
        and content) is an arrival of its own whose outcome is *duplicate*.
        """
        with self._writing() as connection:
            known = connection.execute(
                select(arrivals.c.id).where(arrivals.c.mailbox == new.mailbox, arrivals.c.key == new.key)
            ).scalar()
            if known:
                return Persisted(known, fresh=False)
            return Persisted(_arrive(connection, new, now), fresh=True)

    def knows(self, mailbox: str, key: str) -> bool:
        """Tell whether this arrival was stored before, so that it need not be fetched again."""
        with self._reading() as connection:
            return bool(
                connection.execute(
                    select(exists().where(arrivals.c.mailbox == mailbox, arrivals.c.key == key))
                ).scalar()
            )

    def claim(self, worker: str, now: datetime, lease_seconds: float) -> Claimed | None:
        """Give the oldest waiting Submission to `worker`, its attempt counted; None when none waits."""
        with self._writing() as connection:
            found = connection.execute(
                select(submissions.c.id, submissions.c.attempts, submissions.c.received)
                .where(submissions.c.state == WAITING, submissions.c.not_before <= now)
                .order_by(submissions.c.not_before, submissions.c.received, submissions.c.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
            if found is None:
                return None
            attempt = found.attempts + 1
            connection.execute(
                update(submissions)
                .where(submissions.c.id == found.id)
                .values(
                    state=WORKING,
                    attempts=attempt,
                    worker=worker,
                    lease_until=now + timedelta(seconds=lease_seconds),
                )
            )
            raw = connection.execute(select(messages.c.raw).where(messages.c.submission == found.id)).scalar_one()
            return Claimed(found.id, raw, attempt, found.received)

    def settle(self, submission: str, worker: str, settlement: Settlement, now: datetime) -> None:
        """Write everything that follows from a Submission, in one transaction.

        Raises LeaseLost, and writes nothing, when another worker has taken it over.
        """
        with self._writing() as connection:
            ended = connection.execute(
                update(submissions)
                .where(
                    submissions.c.id == submission,
                    submissions.c.state == WORKING,
                    submissions.c.worker == worker,
                )
                .values(
                    state=SETTLED,
                    outcome=settlement.outcome.value,
                    reason=settlement.reason,
                    settled=now,
                    lease_until=None,
                )
            )
            if ended.rowcount != 1:
                raise LeaseLost(f"submission {submission}")
            write_settlement(connection, submission, settlement, now)

    def fail(self, submission: str, worker: str, code: str, now: datetime) -> bool:
        """Record a failed attempt; return True when it was the last and the Submission is quarantined.

        Otherwise it waits before its next attempt: one minute, then four. `code` names the failure and holds no
        personal data.
        """
        with self._writing() as connection:
            attempts = connection.execute(
                select(submissions.c.attempts).where(
                    submissions.c.id == submission,
                    submissions.c.state == WORKING,
                    submissions.c.worker == worker,
                )
            ).scalar()
            if attempts is None:
                raise LeaseLost(f"submission {submission}")
            _event(connection, submission, "attempt_failed", code, now)
            return _requeue(connection, submission, attempts, now)

    def sweep(self, now: datetime) -> tuple[str, ...]:
        """Return the claims whose worker died to the queue; return the Submissions that are quarantined by it."""
        with self._writing() as connection:
            stale = connection.execute(
                select(submissions.c.id, submissions.c.attempts)
                .where(submissions.c.state == WORKING, submissions.c.lease_until < now)
                .with_for_update(skip_locked=True)
            ).all()
            lost = []
            for row in stale:
                _event(connection, row.id, "claim_returned", "", now)
                if _requeue(connection, row.id, row.attempts, now):
                    lost.append(row.id)
            return tuple(lost)

    def unmoved(self, mailbox: str) -> tuple[Settled, ...]:
        """Return the arrivals that have their outcome and still lie in the inbox of `mailbox`."""
        with self._reading() as connection:
            rows = connection.execute(
                _outcomes().where(
                    arrivals.c.mailbox == mailbox,
                    arrivals.c.moved.is_(None),
                    or_(arrivals.c.repeat, submissions.c.state == SETTLED),
                )
            ).all()
        return tuple(Settled(row.id, row.key, _outcome(row.repeat, row.outcome) or Outcome.DUPLICATE) for row in rows)

    def moved(self, arrival: str, now: datetime) -> None:
        """Record that the message of `arrival` was moved to its folder."""
        with self._writing() as connection:
            connection.execute(update(arrivals).where(arrivals.c.id == arrival).values(moved=now))

    def raw(self, submission: str) -> bytes:
        """Return a stored message as it came."""
        with self._reading() as connection:
            wanted = select(messages.c.raw).where(messages.c.submission == submission)
            return bytes(connection.execute(wanted).scalar_one())

    def arrivals(self) -> tuple[ArrivalRow, ...]:
        """Return every arrival in the order it came, with what became of it."""
        with self._reading() as connection:
            rows = connection.execute(_outcomes().order_by(arrivals.c.received, arrivals.c.id)).all()
            filed = connection.execute(
                select(versions.c.submission, versions.c.reference).order_by(versions.c.id)
            ).all()
        references: dict[str, list[str]] = {}
        for row in filed:
            references.setdefault(row.submission, []).append(row.reference)
        return tuple(
            ArrivalRow(
                id=row.id,
                submission=row.submission,
                received=row.received,
                outcome=_outcome(row.repeat, row.outcome),
                reason="" if row.repeat else row.reason,
                references=() if row.repeat else tuple(references.get(row.submission, ())),
                repeat=row.repeat,
            )
            for row in rows
        )


def _arrive(connection: Connection, new: NewSubmission, now: datetime) -> str:
    same = connection.execute(
        select(submissions.c.id).where(submissions.c.message_id == new.message_id, submissions.c.digest == new.digest)
    ).scalar()
    submission = same or uuid.uuid4().hex
    if not same:
        connection.execute(
            insert(submissions).values(
                id=submission,
                message_id=new.message_id,
                digest=new.digest,
                received=new.received,
                state=WAITING,
                attempts=0,
                not_before=now,
                reason="",
            )
        )
        connection.execute(insert(messages).values(submission=submission, raw=new.raw))
    arrival = uuid.uuid4().hex
    connection.execute(
        insert(arrivals).values(
            id=arrival,
            mailbox=new.mailbox,
            key=new.key,
            submission=submission,
            received=new.received,
            repeat=bool(same),
        )
    )
    _event(connection, submission, "delivered_again" if same else "arrived", "", now)
    return arrival


def _requeue(connection: Connection, submission: str, attempts: int, now: datetime) -> bool:
    spent = attempts >= MAX_ATTEMPTS
    values: dict[str, object] = {"worker": None, "lease_until": None}
    if spent:
        values |= {
            "state": SETTLED,
            "outcome": Outcome.QUARANTINED.value,
            "reason": "attempts_spent",
            "settled": now,
        }
        _event(connection, submission, "quarantined", "", now)
    else:
        values |= {"state": WAITING, "not_before": now + _BACK_OFF * 4 ** (attempts - 1)}
    connection.execute(update(submissions).where(submissions.c.id == submission).values(values))
    return spent


def _event(connection: Connection, submission: str, what: str, detail: str, now: datetime) -> None:
    connection.execute(insert(events).values(at=now, what=what, detail=detail[:200], submission=submission))


def _outcomes() -> Select[tuple[Any, ...]]:
    joined = arrivals.join(submissions, arrivals.c.submission == submissions.c.id)
    return select(
        arrivals.c.id,
        arrivals.c.key,
        arrivals.c.submission,
        arrivals.c.received,
        arrivals.c.repeat,
        submissions.c.outcome,
        submissions.c.reason,
    ).select_from(joined)


def _outcome(repeat: bool, outcome: str | None) -> Outcome | None:
    """A message that was delivered again is a duplicate, whatever becomes of the first."""
    if repeat:
        return Outcome.DUPLICATE
    return Outcome(outcome) if outcome else None
