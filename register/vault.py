"""The vault: what is personal goes into the register sealed, each owner's with its own key, and comes out again.

An owner is a case (its versions and letters) or a submission (its message, and letters about it). Who has lost its key
is erased: it cannot be opened, here or from any backup.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from sqlalchemy import Engine

from register.database import Database
from register.errors import OtherCouncil, RegisterCode, RegisterError
from register.keys import KeyStore
from register.sealing import DataKey, Place, husk, key_of

_INDEX, _OWN = f"{1:032x}", f"{2:032x}"
_PROOF = Place("vault", "proof", "1")
_PROVED = b"these keys belong to this register"
_COUNCIL = Place("vault", "proof", "2")


class Owner(StrEnum):
    """Whose a key is."""

    DESK = "desk"
    CASE = "case"
    SUBMISSION = "submission"


class Digest(StrEnum):
    """What a keyed digest is of: the same text has another digest for another use."""

    MESSAGE_ID = "message_id"
    MESSAGE = "message"
    DOCUMENT = "document"
    ADDRESS = "address"
    PUPIL = "pupil"


class Vault:
    """Seals and opens. Keys of owners are fetched for each transaction and kept no longer."""

    def __init__(self, store: KeyStore) -> None:
        self.store = store
        self._own: dict[str, DataKey] = {}

    def prepare(self, proof: bytes | None) -> bytes | None:
        """Make ready, and return the proof to be stored when there is none yet.

        `proof` is the register's, None while nothing in it is sealed. Raises RegisterError when keys and register do
        not belong together.
        """
        self.store.prepare(sealed=proof is not None)
        if proof is not None:
            if self.open_one(_PROOF, proof) != _PROVED:
                raise RegisterError(RegisterCode.ALTERED)
            return None
        absent = self.store.missing([_INDEX, _OWN])
        self.store.make(dict.fromkeys(absent, Owner.DESK), {})
        return self._key(_OWN).seal(_PROOF, _PROVED)

    def belong(self, council: str, sealed: bytes | None) -> bytes | None:
        """See that the register is this council's; return what is to be stored when it was nobody's until now.

        `sealed` is what the register holds of it. Raises RegisterError (other council).
        """
        if sealed is None:
            return self._key(_OWN).seal(_COUNCIL, council.encode())
        theirs = self.open_one(_COUNCIL, sealed).decode()
        if theirs != council:
            raise OtherCouncil(theirs, council)
        return None

    @property
    def own(self) -> DataKey:
        """The desk's own data key, for what belongs to no owner."""
        return self._key(_OWN)

    def new(
        self, kind: Owner, ids: Iterable[str], found_by: Mapping[str, Collection[str]] | None = None
    ) -> dict[str, DataKey]:
        """Make keys of these ids, stored before this returns: nothing is ever sealed with a key that could be lost.

        `found_by` gives to an id the keyed digests that `owners` finds it by.
        """
        return self.store.make(dict.fromkeys(ids, kind), found_by or {})

    def keys(self, ids: Iterable[str]) -> dict[str, DataKey | None]:
        """Return the keys of these ids, None for one that was destroyed. Raises RegisterError (keys missing)."""
        wanted = set(ids)
        return self.store.fetch(wanted) if wanted else {}

    def open_all(self, sealed: Sequence[tuple[Place, bytes]]) -> list[bytes | None]:
        """Open many in one go; None for what was erased. Raises RegisterError: keys missing, altered."""
        ids = [key_of(value) for _, value in sealed]
        keys = self.keys(ids)
        opened: list[bytes | None] = []
        for key_id, (place, value) in zip(ids, sealed, strict=True):
            key = keys[key_id]
            opened.append(None if key is None or value == husk(key_id) else key.open(place, value))
        return opened

    def open_one(self, place: Place, sealed: bytes) -> bytes:
        """Open one. Raises RegisterError: erased, keys missing, altered."""
        [plain] = self.open_all([(place, sealed)])
        if plain is None:
            raise RegisterError(RegisterCode.ERASED)
        return plain

    def digest(self, kind: Digest, text: str) -> str:
        """Return the keyed digest of `text`, the same for good: it survives a rotation of the desk's key."""
        return self._key(_INDEX).digest(kind, text)

    def _key(self, key_id: str) -> DataKey:
        if key_id not in self._own:
            self._own = {found: key for found, key in self.store.fetch({_INDEX, _OWN}).items() if key}
        return self._own[key_id]


class Vaulted(Database):
    """A part of the register that holds sealed contents."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        super().__init__(engine)
        self._vault = vault

    def close(self) -> None:
        """Give the connections back."""
        super().close()
        self._vault.store.close()


def new_id() -> str:
    """Return an id for a key that nothing else has."""
    return uuid.uuid4().hex
