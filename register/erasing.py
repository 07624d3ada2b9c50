"""What makes an erasure final: the keys of a case are destroyed, and with them what any backup holds of it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from register.tables import cases, submissions, versions
from register.vault import Vault, Vaulted


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

    def shut(self) -> tuple[str, ...]:
        """Return the references of the cases, and the ids of the messages, that open with no key of the key store.

        Neither a living key of theirs is in it nor one that was destroyed: the key store is an older copy than the
        register, or another's.
        """
        with self._reading() as connection:
            return shut(connection, self._vault)

    def missing_keys(self) -> int:
        """Count what is `shut`."""
        return len(self.shut())

    def give_up_shut(self) -> int:
        """Take the keys of what is `shut` as destroyed, for good; return how many. Nobody has a copy of them."""
        with self._reading() as connection:
            lost = _shut_keys(connection, self._vault)
        self._vault.store.give_up(lost)
        return len(lost)


def shut(connection: Connection, vault: Vault) -> tuple[str, ...]:
    """Return what no key opens, cases first, as `Erasing.shut` does."""
    return tuple(_shut_keys(connection, vault).values())


def _shut_keys(connection: Connection, vault: Vault) -> dict[str, str]:
    """By the id of the key that is missing, whose it is."""
    owners: dict[str, str] = {}
    for name, key in ((cases.c.reference, cases.c.key), (submissions.c.id, submissions.c.key)):
        rows = connection.execute(select(name, key).where(key.is_not(None)).order_by(name))
        owners.update((row[1], row[0]) for row in rows)
    missing = vault.store.missing(owners.keys())
    return {key: owner for key, owner in owners.items() if key in missing}
