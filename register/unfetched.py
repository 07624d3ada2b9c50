"""Messages that could not be fetched though their mailbox answers: how often it was tried, and since when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from register.database import Database
from register.records import FailedFetch
from register.tables import unfetched

_KEPT = timedelta(days=30)
"""Long after a person was told of a message: what is still here then was moved by somebody meanwhile."""


class Unfetched(Database):
    """What is not in the ledger yet, since nobody could hand it over."""

    def unfetched(self, mailbox: str, keys: Collection[str]) -> dict[str, int]:
        """Return those of `keys` that could not be fetched before, each with its number of attempts."""
        wanted = select(unfetched.c.key, unfetched.c.attempts).where(
            unfetched.c.mailbox == mailbox, unfetched.c.key.in_(keys)
        )
        with self._reading() as connection:
            return {row.key: row.attempts for row in connection.execute(wanted)}

    def fetch_failed(self, mailbox: str, key: str, now: datetime) -> FailedFetch:
        """Count one more failed attempt to fetch a message; return how it stands."""
        this = (unfetched.c.mailbox == mailbox, unfetched.c.key == key)
        with self._writing() as connection:
            connection.execute(delete(unfetched).where(unfetched.c.since < now - _KEPT))
            before = connection.execute(select(unfetched.c.attempts, unfetched.c.since).where(*this)).first()
            if before is None:
                connection.execute(insert(unfetched).values(mailbox=mailbox, key=key, attempts=1, since=now))
                return FailedFetch(1, now)
            # A clock that ran ahead must not put off the day on which a person is told.
            since = min(before.since, now)
            connection.execute(update(unfetched).where(*this).values(attempts=before.attempts + 1, since=since))
            return FailedFetch(before.attempts + 1, since)

    def fetched(self, mailbox: str, keys: Collection[str]) -> None:
        """Forget the failed attempts of messages that are in the ledger now."""
        with self._writing() as connection:
            connection.execute(delete(unfetched).where(unfetched.c.mailbox == mailbox, unfetched.c.key.in_(keys)))
