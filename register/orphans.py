"""Keys that nothing was ever sealed with: each was made, and its process died before the register took its owner in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from register.restoring import RESTORED
from register.tables import cases, events, submissions
from register.vault import Owner, Vaulted

ORPHAN_AGE = timedelta(days=7)
"""A key is made a moment before its owner is committed: one that is this old and has no owner gets none."""


class Orphans(Vaulted):
    """Finds and destroys keys without an owner."""

    def orphan_keys(self, now: datetime, age: timedelta = ORPHAN_AGE) -> tuple[str, ...]:
        """Return the ids of living keys, older than `age` at `now`, that no case and no message of the register has.

        Keys of before a restore are none of them: the register that was put aside then may hold their owners.
        """
        with self._reading() as connection:
            restored = connection.execute(select(func.max(events.c.at)).where(events.c.what == RESTORED)).scalar()
            old = self._vault.store.made_between(restored, now - age, (Owner.CASE, Owner.SUBMISSION))
            owned = {
                *connection.execute(select(cases.c.key)).scalars(),
                *connection.execute(select(submissions.c.id)).scalars(),
            }
        return tuple(sorted(old - owned))

    def sweep_keys(self, now: datetime, age: timedelta = ORPHAN_AGE) -> int:
        """Destroy the keys that `orphan_keys` finds; return how many. Running it again destroys nothing more."""
        found = self.orphan_keys(now, age)
        return self._vault.store.destroy(found) if found else 0
