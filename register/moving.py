"""Moves a register and its keys from SQLite into an empty database: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

from sqlalchemy import Connection, Table, exists, func, insert, literal, or_, select, update

from register import key_tables, tables
from register.errors import MoveRefused, RegisterCode
from register.keys import KeyStore
from register.ledger import WORKING
from register.records import DispatchState
from register.register import Register
from register.tables import dispatches, events_head, leases, submissions, tallies
from register.verify import Found

_AT_ONCE = 500
_NOT_COPIED = frozenset({leases, tallies, events_head})
"""Polls end with the move; tallies are made by the triggers there; the end of the chain is there and goes forward."""


def move(
    source: Register, target: Register, now: datetime, told: Callable[[str, int], None] = lambda *_: None
) -> tuple[Found, ...]:
    """Copy everything of `source` into `target`, which must hold nothing, and return what `verify` found broken there.

    Where both use one key store, that stays as it is. `told` hears of each table and how many rows of it were copied.
    While this goes on nobody else writes to the source, which stays as it is. Raises MoveRefused while somebody works
    on the source, or when the target holds something; RegisterError. Then the target is as empty as before, and the
    move can be run again: also after it was killed.
    """
    one_store = source.store.place == target.store.place
    target.lay_out(keys=not one_store)
    with ExitStack() as opened:
        reads = opened.enter_context(source.frozen())
        _refuse_while_at_work(reads, now)
        writes = opened.enter_context(target.filling())
        if any(writes.execute(select(exists().select_from(table))).scalar() for table in _copied()):
            raise MoveRefused(RegisterCode.TARGET_HOLDS)
        if not one_store:
            _move_keys(source.store, target.store, told)
        for table in _copied():
            told(table.name, _copy(reads, writes, table))
        end = reads.execute(select(events_head.c.sequence, events_head.c.link)).one()
        if end.sequence:
            writes.execute(update(events_head).values(sequence=end.sequence, link=end.link))
        _number_on(writes)
    target.migrate()
    return tuple(found for found in target.verify(now) if found.violations)


def _copied() -> Iterator[Table]:
    """Every table of the register that is copied, in an order in which each row finds what it names."""
    return (table for table in tables.metadata.sorted_tables if table not in _NOT_COPIED)


def _refuse_while_at_work(reads: Connection, now: datetime) -> None:
    busy = or_(
        exists().where(leases.c.until > now),
        exists().where(submissions.c.state == WORKING, submissions.c.lease_until > now),
        exists().where(dispatches.c.state == DispatchState.SENDING.value, dispatches.c.lease_until > now),
    )
    if reads.execute(select(busy)).scalar():
        raise MoveRefused(RegisterCode.AT_WORK)


def _move_keys(source: KeyStore, target: KeyStore, told: Callable[[str, int], None]) -> None:
    """In a transaction of its own before the register's: a move that was killed in between copies them anew."""
    with source.frozen() as reads, target.filling() as writes:
        there = set(writes.execute(select(key_tables.keys.c.id)).scalars())
        if there - set(reads.execute(select(key_tables.keys.c.id)).scalars()):
            raise MoveRefused(RegisterCode.TARGET_HOLDS)
        ordered = key_tables.metadata.sorted_tables
        for table in reversed(ordered):
            # What a move that was killed had copied.
            writes.execute(table.delete())
        for table in ordered:
            told(table.name, _copy(reads, writes, table))


def _copy(reads: Connection, writes: Connection, table: Table) -> int:
    many = 0
    found = reads.execute(select(table).execution_options(yield_per=_AT_ONCE))
    for some in found.partitions():
        writes.execute(insert(table), [row._asdict() for row in some])
        many += len(some)
    if writes.execute(select(func.count()).select_from(table)).scalar_one() != many:
        raise MoveRefused(RegisterCode.TARGET_HOLDS)
    return many


def _number_on(writes: Connection) -> None:
    """Let PostgreSQL number new rows after those that brought their numbers along; SQLite does so by itself."""
    if writes.dialect.name != "postgresql":
        return
    for table in _copied():
        [first, *others] = table.primary_key.columns
        if not others and table.autoincrement_column is first:
            sequence = func.pg_get_serial_sequence(literal(table.name), literal(first.name))
            last = select(func.max(first)).scalar_subquery()
            writes.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))
