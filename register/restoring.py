"""What a backup does not know: which of its letters and messages went on after it was made. They are held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update

from register.arriving import WAITING
from register.database import Database
from register.events import Happened, write_events
from register.ledger import SETTLED, WORKING
from register.records import DispatchState, Outcome
from register.tables import dispatches, leases, submissions

RESTORED = "restored"
"""The reason of what is held back, in the ledger and in the events."""
ERASED_SINCE = "its key was destroyed after this backup was made"
KEY_WAS_LOST = "its key was lost"
"""The reasons, in the events, of what a restore erases."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How many letters became unknown, and how many messages were quarantined."""

    letters: int
    messages: int


class Restored(Database):
    """A register that was made of a backup."""

    def hold_back(self, now: datetime) -> HeldBack:
        """Send nothing, and work on nothing, that may have gone since the backup: a person decides.

        A letter that waited, or was on its way, becomes *unknown*; a message that waited, or was in work, is
        quarantined with its raw bytes, since working on it again would answer it again.
        """
        with self._writing() as connection:
            letters = connection.execute(
                update(dispatches)
                .where(dispatches.c.state.in_((DispatchState.QUEUED.value, DispatchState.SENDING.value)))
                .values(state=DispatchState.UNKNOWN.value, lease_until=None, worker=None)
                .returning(dispatches.c.kind, dispatches.c.reference, dispatches.c.submission)
            ).all()
            messages = connection.execute(
                update(submissions)
                .where(submissions.c.state.in_((WAITING, WORKING)))
                .values(
                    state=SETTLED,
                    outcome=Outcome.QUARANTINED.value,
                    reason=RESTORED,
                    settled=now,
                    worker=None,
                    lease_until=None,
                )
                .returning(submissions.c.id)
            ).all()
            happened = [
                Happened("letter_unknown", f"{row.kind} {RESTORED}", row.reference, row.submission) for row in letters
            ]
            happened += [Happened("quarantined", RESTORED, submission=row.id) for row in messages]
            write_events(connection, happened, now)
        return HeldBack(len(letters), len(messages))

    def note_restored(self, made: datetime, now: datetime) -> None:
        """Note in the history that this register is a backup made at `made`, and end the polls that were going on."""
        with self._writing() as connection:
            connection.execute(delete(leases))
            write_events(connection, [Happened(RESTORED, f"{made:%Y-%m-%dT%H:%M:%SZ}")], now)
