"""The ledger: every message that arrives is stored once, worked on by one worker at a time, and ends once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, insert, or_, select, update

from register.arriving import WAITING, message_place, write_arrivals
from register.database import again_if_overtaken
from register.errors import LeaseLost
from register.events import Happened, write_events
from register.filing import overtaken, write_settlement
from register.lapse import due, ran_out
from register.records import ArrivalRow, Claimed, NewSubmission, Outcome, Persisted, Settled, Settlement
from register.tables import arrivals, dispatches, leases, messages, submissions, versions
from register.tallies import fold_tallies
from register.vault import Vaulted

MAX_ATTEMPTS = 3
_BACK_OFF = timedelta(minutes=1)
_LONGEST_BACK_OFF = timedelta(minutes=4)
USUAL_LEASE = 900.0
"""Seconds of a lease, where the caller does not say."""

WORKING, SETTLED = "working", "settled"


class Ledger(Vaulted):
    """What arrived and what became of it."""

    @again_if_overtaken
    def acquire_poll(self, mailbox: str, holder: str, now: datetime, seconds: float) -> bool:
        """Take the lease on polling `mailbox` for `seconds`; False while another holder has it.

        `holder` is a name of this turn alone.
        """
        lease = timedelta(seconds=seconds)
        until = now + lease
        with self._writing() as connection:
            free = due(leases.c.until, now, lease).label("free")
            held = connection.execute(select(leases, free).where(leases.c.name == mailbox).with_for_update()).first()
            if held is None:
                connection.execute(insert(leases).values(name=mailbox, holder=holder, until=until))
                return True
            if held.holder != holder and not held.free:
                return False
            connection.execute(update(leases).where(leases.c.name == mailbox).values(holder=holder, until=until))
            return True

    def release_poll(self, mailbox: str, holder: str) -> None:
        """Give the lease on polling `mailbox` back."""
        with self._writing() as connection:
            connection.execute(delete(leases).where(leases.c.name == mailbox, leases.c.holder == holder))

    def persist(self, new: NewSubmission, now: datetime) -> Persisted:
        """Store one message, as `persist_all` does."""
        return self.persist_all([new], now)[0]

    @again_if_overtaken
    def persist_all(self, batch: Sequence[NewSubmission], now: datetime) -> tuple[Persisted, ...]:
        """Store messages and record their arrivals, in one transaction: all of them or none.

        The same arrival again (mailbox and key) changes nothing, so a key must name one message for ever (for IMAP:
        with its UIDVALIDITY). The same message delivered again (Message-ID
        and content) is an arrival of its own whose outcome is *duplicate*.
        """
        with self._writing() as connection:
            return write_arrivals(connection, self._vault, batch, now)

    def known(self, mailbox: str, keys: Collection[str]) -> frozenset[str]:
        """Return those of `keys` whose arrivals were stored before, so that they need not be fetched again."""
        wanted = select(arrivals.c.key).where(arrivals.c.mailbox == mailbox, arrivals.c.key.in_(keys))
        with self._reading() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def put_back(self, mailbox: str, keys: Collection[str], now: datetime) -> int:
        """Note what lies in the inbox again after it was moved, so that `unmoved` lists it; return how many.

        `keys` are those that wait in the inbox of `mailbox` now. Outcomes and counts stay as they are.
        """
        again = (arrivals.c.mailbox == mailbox, arrivals.c.key.in_(keys), arrivals.c.moved.is_not(None))
        with self._writing() as connection:
            found = connection.execute(
                update(arrivals).where(*again).values(moved=None).returning(arrivals.c.submission)
            ).scalars()
            happened = [Happened("put_back", submission=submission) for submission in found]
            write_events(connection, happened, now)
            return len(happened)

    def claim(self, worker: str, now: datetime, lease_seconds: float) -> Claimed | None:
        """Give the oldest waiting Submission to `worker`, its attempt counted; None when none waits.

        `worker` is a name of this claim alone: it alone may `settle`, `fail` or `give_back` what was claimed.
        """
        with self._writing() as connection:
            found = connection.execute(
                select(submissions.c.id, submissions.c.attempts, submissions.c.received)
                .where(submissions.c.state == WAITING, due(submissions.c.not_before, now, _LONGEST_BACK_OFF))
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
            opened = self._vault.open_one(message_place(found.id), bytes(raw))
            return Claimed(found.id, opened, attempt, found.received)

    @again_if_overtaken
    def settle(self, submission: str, worker: str, settlement: Settlement, now: datetime) -> bool:
        """Write everything that follows from a Submission, in one transaction, and return True.

        False when another worker filed one of its files, or took one of its references, since it was worked out:
        then nothing else is written, and the Submission waits to be claimed again, knowing of the other. Raises
        LeaseLost, and writes nothing, when another worker has taken the Submission over.
        """
        with self._writing() as connection:
            again = overtaken(connection, self._vault, settlement)
            ended = connection.execute(
                update(submissions)
                .where(
                    submissions.c.id == submission,
                    submissions.c.state == WORKING,
                    submissions.c.worker == worker,
                )
                .values(_waiting(now) if again else _settled(settlement.outcome, settlement.reason, now))
            )
            if ended.rowcount != 1:
                raise LeaseLost(f"submission {submission}")
            if again:
                write_events(connection, [Happened("overtaken")], now, submission=submission)
            else:
                write_settlement(connection, self._vault, submission, settlement, now)
            return not again

    @again_if_overtaken
    def amend(self, submission: str, settlement: Settlement, now: datetime) -> bool:
        """Write what follows from a Submission that has its outcome, when a person made more of it; return True.

        Its outcome becomes that of `settlement`. False, and nothing is written, when it is not settled, or when one of
        the files was filed, or a reference taken, since `settlement` was worked out.
        """
        with self._writing() as connection:
            if overtaken(connection, self._vault, settlement):
                return False
            amended = connection.execute(
                update(submissions)
                .where(submissions.c.id == submission, submissions.c.state == SETTLED)
                .values(_settled(settlement.outcome, settlement.reason, now))
            )
            if amended.rowcount == 1:
                write_settlement(connection, self._vault, submission, settlement, now)
            return amended.rowcount == 1

    def fail(self, submission: str, worker: str, code: str, now: datetime) -> bool:
        """Record a failed attempt; return True when it was the last and the Submission is quarantined.

        Otherwise it waits before its next attempt: one minute, then four. `code` names the failure and holds no
        personal data.
        """
        with self._writing() as connection:
            attempts = connection.execute(
                select(submissions.c.attempts)
                .where(
                    submissions.c.id == submission,
                    submissions.c.state == WORKING,
                    submissions.c.worker == worker,
                )
                .with_for_update()
            ).scalar()
            if attempts is None:
                raise LeaseLost(f"submission {submission}")
            return _requeue(connection, submission, attempts, Happened("attempt_failed", code), now)

    def give_back(self, submission: str, worker: str, code: str, now: datetime) -> None:
        """Let a Submission wait as if it had not been claimed: what failed was the desk, not the message.

        `code` names what failed. Raises LeaseLost.
        """
        with self._writing() as connection:
            given = connection.execute(
                update(submissions)
                .where(
                    submissions.c.id == submission,
                    submissions.c.state == WORKING,
                    submissions.c.worker == worker,
                )
                .values(_waiting(now) | {"attempts": submissions.c.attempts - 1})
            )
            if given.rowcount != 1:
                raise LeaseLost(f"submission {submission}")
            write_events(connection, [Happened("given_back", code)], now, submission=submission)

    def sweep(self, now: datetime, lease_seconds: float = USUAL_LEASE) -> tuple[str, ...]:
        """Return the claims whose worker died to the queue; return the Submissions that are quarantined by it.

        `lease_seconds` is how long a claim holds: one that would hold far longer is stale too (`register.lapse`).
        """
        lease = timedelta(seconds=lease_seconds)
        with self._writing() as connection:
            stale = connection.execute(
                select(submissions.c.id, submissions.c.attempts)
                .where(submissions.c.state == WORKING, ran_out(submissions.c.lease_until, now, lease))
                .with_for_update(skip_locked=True)
            ).all()
            why = Happened("claim_returned")
            lost = tuple(row.id for row in stale if _requeue(connection, row.id, row.attempts, why, now))
            fold_tallies(connection)
            return lost

    def untold(self) -> tuple[str, ...]:
        """Return the quarantined Submissions that no letter was written about yet, computed from the data."""
        told = exists().where(dispatches.c.submission == submissions.c.id)
        with self._reading() as connection:
            wanted = select(submissions.c.id).where(submissions.c.outcome == Outcome.QUARANTINED.value, ~told)
            return tuple(connection.execute(wanted.order_by(submissions.c.settled, submissions.c.id)).scalars())

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
            found = connection.execute(
                update(arrivals).where(arrivals.c.id == arrival).values(moved=now).returning(arrivals.c.submission)
            ).scalars()
            write_events(connection, [Happened("moved", submission=submission) for submission in found], now)

    def raw(self, submission: str) -> bytes:
        """Return a stored message as it came. Raises RegisterError (erased)."""
        with self._reading() as connection:
            wanted = select(messages.c.raw).where(messages.c.submission == submission)
            sealed = bytes(connection.execute(wanted).scalar_one())
        return self._vault.open_one(message_place(submission), sealed)

    def arrivals(self) -> tuple[ArrivalRow, ...]:
        """Return every arrival in the order it came, with what became of it."""
        with self._reading() as connection:
            rows = connection.execute(
                _outcomes().order_by(arrivals.c.received, arrivals.c.repeat, arrivals.c.key)
            ).all()
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


def _requeue(connection: Connection, submission: str, attempts: int, why: Happened, now: datetime) -> bool:
    """Let the Submission wait for its next attempt, or quarantine it after its last; True for the latter."""
    spent = attempts >= MAX_ATTEMPTS
    later = now + _BACK_OFF * 4 ** (attempts - 1)
    values = _settled(Outcome.QUARANTINED, "attempts_spent", now) if spent else _waiting(later)
    connection.execute(update(submissions).where(submissions.c.id == submission).values(values))
    happened = [why, Happened("quarantined")] if spent else [why]
    write_events(connection, happened, now, submission=submission)
    return spent


def _waiting(not_before: datetime) -> dict[str, object]:
    return {"state": WAITING, "worker": None, "lease_until": None, "not_before": not_before}


def _settled(outcome: Outcome, reason: str, now: datetime) -> dict[str, object]:
    return {
        "state": SETTLED,
        "worker": None,
        "lease_until": None,
        "outcome": outcome.value,
        "reason": reason,
        "settled": now,
    }


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
