"""Seals what a register of before the vault holds in clear, owner by owner, and lets no trace of it remain.

A few owners are one transaction, so that it may be interrupted and goes on where it stopped.
"""

from __future__ import annotations

from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Row, exists, insert, or_, select, update

from register.arriving import content_digests, message_place
from register.database import overwrite
from register.filing import version_contents, version_place
from register.letters import address_digest, addresses_place, content_place
from register.owners import pupil_digests
from register.sealing import DataKey
from register.tables import cases, dispatches, messages, outgoing, submissions, vault, versions
from register.vault import Digest, Owner, Vault, Vaulted, new_id

_AT_ONCE = 50
"""Owners sealed in one transaction."""
_KEYS, _COUNCIL = 1, 2
"""The rows of the table `vault`."""
_HELD = (submissions.name, messages.name, versions.name, dispatches.name, outgoing.name)


class SealingUp(Vaulted):
    """Makes the vault ready when the register is opened."""

    _council = ""
    """The code of the council whose register this must be; empty where nobody asks."""

    def of_council(self, code: str) -> Self:
        """Return this register, which `migrate` then opens for the council of this code alone."""
        self._council = code
        return self

    def _seal_up(self) -> None:
        """Check that keys and register belong together, and seal what is in clear. Raises RegisterError."""
        if self._begin():
            return
        while self._seal_some():
            pass
        overwrite(self._engine, *_HELD, whole=True)
        with self._writing() as connection:
            connection.execute(update(vault).values(clean=True))

    def _begin(self) -> bool:
        """Prove that the keys are the register's, or make the first; return whether nothing is in clear."""
        with self._migrating() as connection:
            rows = {row.id: row for row in connection.execute(select(vault))}
            row = rows.get(_KEYS)
            proof = self._vault.prepare(bytes(row.proof) if row else None)
            self._belong(connection, rows.get(_COUNCIL))
            if row:
                return bool(row.clean)
            held = or_(exists().where(submissions.c.id != ""), exists().where(dispatches.c.id > 0))
            clean = not connection.execute(select(held)).scalar()
            _seal_letters(connection, self._vault, self._vault.own, _of_nobody())
            connection.execute(insert(vault).values(id=_KEYS, proof=proof, clean=clean))
            return clean

    def _belong(self, connection: Connection, row: Row[Any] | None) -> None:
        """Let the register be the first council's that opens it, and nobody else's from then on."""
        if self._council:
            sealed = self._vault.belong(self._council, bytes(row.proof) if row else None)
            if sealed:
                connection.execute(insert(vault).values(id=_COUNCIL, proof=sealed, clean=True))

    def _seal_some(self) -> bool:
        """Seal some owners that are not sealed yet; return False when there were none."""
        with self._migrating() as connection:
            references = _unsealed(connection, cases.c.reference, cases.c.key)
            if references:
                _seal_cases(connection, self._vault, references)
                return True
            ids = _unsealed(connection, submissions.c.id, submissions.c.key)
            if ids:
                _seal_submissions(connection, self._vault, ids)
            return bool(ids)


def _unsealed(connection: Connection, name: ColumnElement[str], key: ColumnElement[Any]) -> list[str]:
    return list(connection.execute(select(name).where(key.is_(None)).order_by(name).limit(_AT_ONCE)).scalars())


def _seal_cases(connection: Connection, vault: Vault, references: list[str]) -> None:
    rows = connection.execute(select(versions).where(versions.c.reference.in_(references))).all()
    marks: dict[str, set[str]] = {reference: set() for reference in references}
    for row in rows:
        marks[row.reference].update(_marks(bytes(row.assessment)))
    ids = {reference: new_id() for reference in references}
    found_by = {ids[reference]: pupil_digests(vault, sorted(found)) for reference, found in marks.items()}
    made = vault.new(Owner.CASE, ids.values(), found_by)
    for row in rows:
        _seal_version(connection, vault, made[ids[row.reference]], row)
    for reference, key in ids.items():
        _seal_letters(connection, vault, made[key], dispatches.c.reference == reference)
        connection.execute(update(cases).where(cases.c.reference == reference).values(key=key))


def _seal_version(connection: Connection, vault: Vault, key: DataKey, row: Row[Any]) -> None:
    digest = vault.digest(Digest.DOCUMENT, row.document_sha256)
    plain = version_contents(row.document_sha256, bytes(row.assessment).decode())
    sealed = key.seal(version_place(row.reference, digest), plain)
    connection.execute(
        update(versions).where(versions.c.id == row.id).values(document_sha256=digest, assessment=sealed)
    )


def _seal_submissions(connection: Connection, vault: Vault, ids: list[str]) -> None:
    made = _message_keys(vault, ids)
    joined = select(submissions.c.id, submissions.c.message_id, submissions.c.digest, messages.c.raw).join(
        messages, messages.c.submission == submissions.c.id
    )
    for row in connection.execute(joined.where(submissions.c.id.in_(ids))).all():
        raw = made[row.id].seal(message_place(row.id), bytes(row.raw))
        connection.execute(update(messages).where(messages.c.submission == row.id).values(raw=raw))
        message_id, digest = content_digests(vault, row.message_id, row.digest)
        connection.execute(
            update(submissions)
            .where(submissions.c.id == row.id)
            .values(message_id=message_id, digest=digest, key=row.id)
        )
        _seal_letters(connection, vault, made[row.id], (dispatches.c.submission == row.id) & _of_no_case())


def _message_keys(vault: Vault, ids: list[str]) -> dict[str, DataKey]:
    """The keys of these messages, which go by the messages' own ids.

    The key store commits first: a desk that was killed after that finds its keys there and seals with them.
    """
    new = vault.store.missing(ids)
    kept = vault.keys(set(ids) - new)
    return {key_id: key for key_id, key in kept.items() if key} | vault.new(Owner.SUBMISSION, new)


def _seal_letters(connection: Connection, vault: Vault, key: DataKey, which: ColumnElement[bool]) -> None:
    joined = select(
        dispatches.c.id, dispatches.c.message_id, dispatches.c.addresses, outgoing.c.raw, outgoing.c.whole
    ).join(outgoing, outgoing.c.dispatch == dispatches.c.id)
    for row in connection.execute(joined.where(which)).all():
        addresses = bytes(row.addresses)
        recipient = address_digest(vault, addresses.decode().partition("\n")[0])
        sealed = key.seal(addresses_place(row.message_id), addresses)
        connection.execute(
            update(dispatches).where(dispatches.c.id == row.id).values(recipient=recipient, addresses=sealed)
        )
        raw = key.seal(content_place(row.message_id, "raw"), bytes(row.raw))
        whole = row.whole and key.seal(content_place(row.message_id, "whole"), bytes(row.whole))
        connection.execute(update(outgoing).where(outgoing.c.dispatch == row.id).values(raw=raw, whole=whole))


def _of_no_case() -> ColumnElement[bool]:
    return or_(dispatches.c.reference.is_(None), ~exists().where(cases.c.reference == dispatches.c.reference))


def _of_nobody() -> ColumnElement[bool]:
    """Letters about no case and no message: none that the desk writes."""
    return _of_no_case() & or_(
        dispatches.c.submission.is_(None), ~exists().where(submissions.c.id == dispatches.c.submission)
    )


def _marks(assessment: bytes) -> tuple[str, ...]:
    """What a pupil is known again by in a stored assessment; nothing in one that an old version wrote otherwise."""
    from pydantic import ValidationError

    from proposals.assessment import Assessment
    from proposals.pupil import marks

    try:
        return marks(Assessment.model_validate_json(assessment).proposal)
    except ValidationError:
        return ()
