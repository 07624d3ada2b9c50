"""What makes an erasure final: the keys of a case are destroyed, and with them what any backup holds of it."""

from __future__ import annotations

from sqlalchemy import select

from register.tables import cases, submissions, versions
from register.vault import Vaulted


class Erasing(Vaulted):
    """Destroys keys, and tells which are missing. What else an erasure writes is the caller's."""

    def destroy_key(self, reference: str) -> int:
        """Destroy the key of a case, and those of its messages that no living case hangs on; return how many.

        Final, here and for every backup. What was sealed with them reads as erased from now on, and the pupil's digests
        are gone. Running it again destroys nothing more, and finishes what was interrupted.
        """
        with self._reading() as connection:
            own = connection.execute(select(cases.c.key).where(cases.c.reference == reference)).scalar()
            mine = select(versions.c.submission).where(versions.c.reference == reference)
            hanging = connection.execute(
                select(versions.c.submission, cases.c.reference, cases.c.key)
                .join(cases, cases.c.reference == versions.c.reference)
                .where(versions.c.submission.in_(mine))
            ).all()
        if own is None:
            return 0
        store = self._vault.store
        living = store.living({row.key for row in hanging if row.reference != reference})
        shared = {row.submission for row in hanging if row.reference != reference and row.key in living}
        return store.destroy({own, *(row.submission for row in hanging)} - shared)

    def destroy_message_key(self, submission: str) -> int:
        """Destroy the key of a message on which no living case hangs; return 1, or 0 when one does or it is gone."""
        with self._reading() as connection:
            keys = connection.execute(
                select(cases.c.key)
                .join(versions, versions.c.reference == cases.c.reference)
                .where(versions.c.submission == submission)
            ).scalars()
            hanging = set(keys)
        store = self._vault.store
        return 0 if store.living(hanging) else store.destroy({submission})

    def missing_keys(self) -> int:
        """Count the cases and messages whose keys the key store does not know, neither living nor destroyed.

        More than none means that the key store is an older copy than the register, or another's.
        """
        with self._reading() as connection:
            ids = {
                *connection.execute(select(cases.c.key)).scalars(),
                *connection.execute(select(submissions.c.key)).scalars(),
            }
        return len(self._vault.store.missing(ids))
