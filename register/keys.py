"""The key store: every data key, wrapped by the desk's key, in a database of its own beside the register.

It stands apart so that it is no part of the register's backups: a key that is destroyed here is gone from all of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, make_url, select, update
from sqlalchemy.exc import ArgumentError
from sqlalchemy.schema import CreateSchema

from register.database import Database, copy_file, open_engine, overwrite
from register.desk_key import DeskKey, KeySource
from register.errors import RegisterCode, RegisterError
from register.key_tables import SCHEMA, desk_keys, keys, metadata, traces
from register.sealing import DataKey

T = TypeVar("T")
_AT_ONCE = 500
"""Keys asked for in one statement."""
_LOOKS = 5
_PAUSE_SECONDS = 0.05
"""Another rotation may come between two looks at what is in two places; it does not come five times."""
_LOST = "lost"
"""The kind of a key that was given up: nobody can say any more whose it was."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The key store in numbers; nothing secret. `desk_key` is the id of the key that wraps the others."""

    desk_key: str
    where: str
    living: int
    destroyed: int


class KeyStore(Database):
    """The data keys of one desk. Ids are 32 hexadecimal digits; nothing here is personal."""

    # Another than the register's, which is held while the store is made ready in the same database.
    _MIGRATING = 7_040_212
    _DAMAGED = RegisterCode.KEYS_DAMAGED

    source: KeySource
    _ring: dict[str, DeskKey]
    _active: DeskKey | None

    @classmethod
    def open(cls, url: str, source: KeySource) -> Self:
        """Return the key store at the SQLAlchemy URL `url`, whose desk key is kept in `source`."""
        engine = open_engine(url)
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(schema_translate_map={None: SCHEMA})
        store = cls(engine)
        store.source, store._ring, store._active = source, {}, None
        return store

    def prepare(self, *, sealed: bool) -> None:
        """Make the tables, and the first desk key where nothing is sealed yet.

        `sealed` tells whether the register holds sealed contents: then nothing is made. Raises RegisterError when the
        desk key, or the store itself, was lost or is another's.
        """
        self.lay_out()
        with self._migrating() as connection:
            used = connection.execute(select(desk_keys.c.id)).scalars().all()
            if sealed and not used:
                raise RegisterError(RegisterCode.KEYS_MISSING)
            kept = self.source.read()
            if not kept and used:
                raise RegisterError(RegisterCode.KEY_LOST)
            if not used:
                first = (kept or (self.source.make(),))[0]
                connection.execute(insert(desk_keys).values(id=first.id, made=_now()))
        self._reload()

    def lay_out(self) -> None:
        """Make the tables where there are none."""
        with self._migrating() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            metadata.create_all(connection)

    def make(self, new: Mapping[str, str], found_by: Mapping[str, Collection[str]]) -> dict[str, DataKey]:
        """Make a data key for each id in `new`, which gives its kind, and return them once they are safely stored.

        `found_by` gives to an id the keyed digests by which its owner is found again, as long as the key lives.
        """
        made = {key_id: DataKey.new(key_id) for key_id in new}
        if not made:
            return made
        digests = [{"key": key, "digest": digest} for key, them in found_by.items() for digest in sorted(set(them))]

        def store() -> None:
            desk = self._desk()
            rows = [
                {"id": key.id, "kind": new[key.id], "wrapped": desk.wrap(key), "desk_key": desk.id, "made": _now()}
                for key in made.values()
            ]
            with self._writing() as connection:
                connection.execute(insert(keys), rows)
                if digests:
                    connection.execute(insert(traces), digests)

        self._again_after_rotation(store)
        return made

    def find_also_by(self, found_by: Mapping[str, Collection[str]]) -> None:
        """Let owners be found by more keyed digests; those that are known already stay."""
        wanted = {(key, digest) for key, digests in found_by.items() for digest in digests}
        if not wanted:
            return
        with self._writing() as connection:
            rows = connection.execute(select(traces.c.key, traces.c.digest).where(traces.c.key.in_(found_by)))
            new = wanted - {(row.key, row.digest) for row in rows}
            if new:
                connection.execute(insert(traces), [{"key": key, "digest": digest} for key, digest in sorted(new)])

    def fetch(self, ids: Collection[str]) -> dict[str, DataKey | None]:
        """Return the keys of these ids, None for one that was destroyed. Raises RegisterError (keys missing)."""
        rows: list[Row[Any]] = []
        with self._reading() as connection:
            for some in _slices(sorted(ids)):
                wanted = select(keys.c.id, keys.c.wrapped, keys.c.desk_key).where(keys.c.id.in_(some))
                rows.extend(connection.execute(wanted))
        if len(rows) != len(set(ids)):
            raise RegisterError(RegisterCode.KEYS_MISSING)
        return {row.id: self._unwrap(row.id, row.wrapped, row.desk_key) for row in rows}

    def living(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these ids whose keys are there and not destroyed."""
        return self._known(ids, keys.c.wrapped.is_not(None))

    def destroyed(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these ids whose keys were destroyed."""
        return self._known(ids, keys.c.wrapped.is_(None))

    def missing(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these ids that the store does not know: neither living nor destroyed."""
        return frozenset(ids) - self._known(ids)

    def _known(self, ids: Collection[str], *which: ColumnElement[bool]) -> frozenset[str]:
        found: set[str] = set()
        with self._reading() as connection:
            for some in _slices(sorted(ids)):
                found.update(connection.execute(select(keys.c.id).where(keys.c.id.in_(some), *which)).scalars())
        return frozenset(found)

    def made_between(self, after: datetime | None, before: datetime, kinds: Collection[str]) -> frozenset[str]:
        """Return the ids of the living keys of these kinds made before `before` and, where given, after `after`."""
        wanted = select(keys.c.id).where(keys.c.wrapped.is_not(None), keys.c.made < before, keys.c.kind.in_(kinds))
        if after is not None:
            wanted = wanted.where(keys.c.made > after)
        with self._reading() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def owners(self, digests: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the living keys that are found by any of these digests."""
        with self._reading() as connection:
            return tuple(
                connection.execute(select(traces.c.key).where(traces.c.digest.in_(digests)).distinct()).scalars()
            )

    def destroy(self, ids: Collection[str]) -> int:
        """Destroy these keys for good, and what their owners are found by; return how many lived until now.

        A key that is gone stays known as destroyed. What it was is overwritten in the store's files.
        """
        with self._writing() as connection:
            connection.execute(delete(traces).where(traces.c.key.in_(ids)))
            gone = connection.execute(
                update(keys)
                .where(keys.c.id.in_(ids), keys.c.wrapped.is_not(None))
                .values(wrapped=None, desk_key=None, destroyed=_now())
            ).rowcount
        overwrite(self._engine, keys.name, traces.name)
        return gone

    def give_up(self, ids: Collection[str]) -> None:
        """Note these ids, which the store does not know, as destroyed: their keys were lost, and nobody has them."""
        lost = [{"id": key, "kind": _LOST, "destroyed": _now()} for key in sorted(self.missing(ids))]
        if lost:
            with self._writing() as connection:
                connection.execute(insert(keys), [{**each, "made": each["destroyed"]} for each in lost])

    def rotate(self) -> int:
        """Make a new desk key, wrap every data key with it and let go of the old one; return how many were wrapped.

        Old and new are both kept until all is wrapped, in one transaction: whenever it is interrupted, everything opens
        as before, and running it again finishes. Raises RegisterError where the source cannot keep a new key.
        """
        with self._migrating() as connection:
            kept = self.source.read()
            used = self._used(connection, lock=True)
            old = next((key for key in kept if key.id == used), None)
            if old is None:
                raise self._wrong(used, kept)
            if kept[0].id == used:
                kept = (DeskKey.new(), old)
                self.source.keep(kept)
            wrapped = _rewrap(connection, old, kept[0])
        with self._migrating() as connection:
            # Nobody else rotates now: what is in use is what stays.
            used = self._used(connection)
            self.source.keep([key for key in self.source.read() if key.id == used])
        overwrite(self._engine, keys.name, desk_keys.name)
        self._reload()
        return wrapped

    def copy_to(self, file: Path) -> None:
        """Copy the store to `file` in place of what is there. Raises RegisterError; PostgreSQL has pg_dump for it."""
        copy_file(self._engine, file)

    def figures(self) -> KeyFigures:
        """Return the key store in numbers. Raises RegisterError as `fetch` does when the desk key is wrong."""
        desk = self._desk()
        with self._reading() as connection:
            living, destroyed = connection.execute(
                select(func.count(keys.c.wrapped), func.count(keys.c.destroyed))
            ).one()
        return KeyFigures(desk.id, self.source.where, living, destroyed)

    def _unwrap(self, key_id: str, wrapped: bytes | None, desk_key: str | None) -> DataKey | None:
        if wrapped is None or desk_key is None:
            return None
        if desk_key not in self._ring:
            self._reload()
        if desk_key not in self._ring:
            raise self._wrong(desk_key, tuple(self._ring.values()))
        return self._ring[desk_key].unwrap(key_id, bytes(wrapped))

    def _desk(self) -> DeskKey:
        """The desk key that wraps new keys."""
        if self._active is None:
            self._reload()
        assert self._active is not None  # noqa: S101  # for the type checker: `_reload` sets it or raises
        return self._active

    def _reload(self) -> None:
        """Read the source again: another process may have rotated, or be about to between the two looks."""
        for _ in range(_LOOKS):
            with self._reading() as connection:
                used = self._used(connection)
            kept = self.source.read()
            self._ring = {key.id: key for key in kept}
            if used in self._ring:
                self._active = self._ring[used]
                return
            time.sleep(_PAUSE_SECONDS)
        if not kept:
            raise RegisterError(RegisterCode.KEY_LOST)
        raise self._wrong(used, kept)

    def _used(self, connection: Connection, *, lock: bool = False) -> str:
        """The id of the desk key in use; with `lock` nobody wraps a key with it until the transaction ends."""
        wanted = select(desk_keys.c.id)
        used: str | None = connection.execute(wanted.with_for_update() if lock else wanted).scalar()
        if used is None:
            raise RegisterError(RegisterCode.KEYS_MISSING)
        return used

    def _wrong(self, used: str, kept: Sequence[DeskKey]) -> RegisterError:
        given = ", ".join(key.id for key in kept)
        return RegisterError(
            RegisterCode.KEY_WRONG,
            f"The desk key in {self.source.where} is {given}, and the register was sealed with {used}. Put that key "
            "back from where it is kept safe; no other opens the register.",
        )

    def _again_after_rotation(self, write: Callable[[], T]) -> T:
        """Write again when the desk key was rotated meanwhile: a key wrapped with the old one is refused."""
        for _ in range(_LOOKS):
            try:
                return write()
            except RegisterError as error:
                if error.code is not RegisterCode.NO_PARENT:
                    raise
            self._reload()
        return write()


def beside(url: str) -> str:
    """Return where the keys of the register at `url` are by default: keys.db in the same folder, or the same server."""
    try:
        where = make_url(url)
    except (ArgumentError, ValueError):
        raise RegisterError(RegisterCode.BAD_URL) from None
    if where.get_backend_name() != "sqlite" or not where.database or where.database.startswith((":memory:", "file:")):
        return url
    return where.set(database=str(Path(where.database).with_name("keys.db"))).render_as_string(hide_password=False)


def _rewrap(connection: Connection, old: DeskKey, new: DeskKey) -> int:
    rows = connection.execute(
        select(keys.c.id, keys.c.wrapped).where(keys.c.desk_key == old.id).with_for_update()
    ).all()
    connection.execute(insert(desk_keys).values(id=new.id, made=_now()))
    if rows:
        connection.execute(
            update(keys).where(keys.c.id == bindparam("of")).values(wrapped=bindparam("anew"), desk_key=new.id),
            [{"of": row.id, "anew": new.wrap(old.unwrap(row.id, bytes(row.wrapped)))} for row in rows],
        )
    connection.execute(delete(desk_keys).where(desk_keys.c.id != new.id))
    return len(rows)


def _now() -> datetime:
    # Of this machine's clock: by it the sweep of keys without an owner (register/orphans.py) leaves young ones alone.
    return datetime.now(UTC)


def _slices(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
