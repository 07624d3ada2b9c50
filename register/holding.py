"""Holds a case, so that nothing and nobody erases it, until the hold is lifted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from register.database import Database
from register.events import Happened, write_events
from register.tables import cases


class Holding(Database):
    """Cases that may not be erased: a complaint, a claim, a request that is being answered."""

    def hold(self, reference: str, why: str, now: datetime) -> bool:
        """Hold a case from `now`; False when there is none of that reference, or it was erased.

        `why` is kept for good and must name nobody. A case that is held already stays held since then.
        """
        return self._note(reference, now, Happened("held", why, reference), held=True)

    def lift_hold(self, reference: str, why: str, now: datetime) -> bool:
        """Let a case be erased again when its time comes; False when there is no such case."""
        return self._note(reference, now, Happened("hold_lifted", why, reference), held=False)

    def _note(self, reference: str, now: datetime, happened: Happened, *, held: bool) -> bool:
        with self._writing() as connection:
            row = connection.execute(
                select(cases.c.held, cases.c.erased).where(cases.c.reference == reference).with_for_update()
            ).first()
            if row is None or row.erased:
                return False
            if (row.held is not None) != held:
                _set(connection, reference, now if held else None)
                write_events(connection, [happened], now)
            return True


def _set(connection: Connection, reference: str, held: datetime | None) -> None:
    connection.execute(update(cases).where(cases.c.reference == reference).values(held=held))
