"""Opens everything that is sealed, a little at a time, and tells what does not open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Select, select

from register.arriving import message_place
from register.errors import RegisterCode, RegisterError
from register.filing import version_place
from register.letters import addresses_place, content_place
from register.ruling import ruling_place
from register.sealing import DataKey, Place, husk, key_of
from register.tables import dispatches, messages, outgoing, rulings, versions
from register.vault import Vault

_AT_ONCE = 50
"""Rows opened at once: a message may have many megabytes."""


@dataclass(frozen=True, slots=True)
class _Sealed:
    """One sealed value: what it is, for a person, and where it stands."""

    name: str
    place: Place
    value: bytes


def unopened(connection: Connection, vault: Vault) -> Iterator[str]:
    """Yield what was sealed and is not as it was sealed: the table and the row. What was erased is passed over.

    So is what has no key: `erasing.shut` tells whose keys are missing.
    """
    for wanted, taken in _SOURCES:
        rows = connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
        for some in rows.partitions(_AT_ONCE):
            yield from _broken(vault, [sealed for row in some for sealed in taken(row)])


def _broken(vault: Vault, sealed: Sequence[_Sealed]) -> Iterator[str]:
    ids = {each: _key_id(each.value) for each in sealed}
    known = {key for key in ids.values() if key}
    keys = vault.keys(known - vault.store.missing(known))
    for each, key_id in ids.items():
        if key_id is None or not _opens(each, key_id, keys.get(key_id)):
            yield each.name


def _key_id(value: bytes) -> str | None:
    try:
        return key_of(value)
    except RegisterError:
        return None


def _opens(sealed: _Sealed, key_id: str, key: DataKey | None) -> bool:
    """Whether it opens; what was erased, or has no key, cannot be other than it is."""
    if key is None or sealed.value == husk(key_id):
        return True
    try:
        key.open(sealed.place, sealed.value)
    except RegisterError as error:
        if error.code is not RegisterCode.ALTERED:
            raise
        return False
    return True


def _of_message(row: Row[Any]) -> tuple[_Sealed, ...]:
    return (_Sealed(f"messages {row.submission}", message_place(row.submission), _bytes(row.raw)),)


def _of_version(row: Row[Any]) -> tuple[_Sealed, ...]:
    place = version_place(row.reference, row.document_sha256)
    return (_Sealed(f"versions {row.id}", place, _bytes(row.assessment)),)


def _of_letter(row: Row[Any]) -> tuple[_Sealed, ...]:
    columns = {"raw": row.raw, "whole": row.whole}
    letter = tuple(
        _Sealed(f"outgoing {row.id}", content_place(row.message_id, column), _bytes(value))
        for column, value in columns.items()
        if value is not None
    )
    return (*letter, _Sealed(f"dispatches {row.id}", addresses_place(row.message_id), _bytes(row.addresses)))


def _bytes(value: object) -> bytes:
    """What stands in the column; nothing where another program wrote something that is no bytes."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _of_ruling(row: Row[Any]) -> tuple[_Sealed, ...]:
    place = ruling_place(row.reference, row.number)
    return (_Sealed(f"rulings {row.reference} {row.number}", place, _bytes(row.contents)),)


_Taken: TypeAlias = Callable[[Row[Any]], tuple[_Sealed, ...]]
_SOURCES: tuple[tuple[Select[Any], _Taken], ...] = (
    (select(messages.c.submission, messages.c.raw).order_by(messages.c.submission), _of_message),
    (
        select(versions.c.id, versions.c.reference, versions.c.document_sha256, versions.c.assessment).order_by(
            versions.c.id
        ),
        _of_version,
    ),
    (
        select(dispatches.c.id, dispatches.c.message_id, dispatches.c.addresses, outgoing.c.raw, outgoing.c.whole)
        .join(outgoing, outgoing.c.dispatch == dispatches.c.id)
        .where(dispatches.c.addresses.is_not(None))
        .order_by(dispatches.c.id),
        _of_letter,
    ),
    (select(rulings).order_by(rulings.c.reference, rulings.c.number), _of_ruling),
)
