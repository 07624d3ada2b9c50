"""Opens the database: one writer at a time on SQLite, ordinary transactions on PostgreSQL.

Whatever only one of the two understands stands here and nowhere else.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import ArgumentError

from register.errors import RegisterCode, RegisterError
from register.faults import explained

P = ParamSpec("P")
T = TypeVar("T")

_WRITES = "offsite_writes"
_ALONE = "offsite_alone"
"""A statement that SQLite runs outside of any transaction only."""
_BUSY_SECONDS = "30"
"""How long a writer waits for another on SQLite; `?timeout=` in the URL says otherwise."""
_BUSY_PAUSE = 0.05


class Database:
    """An engine, and transactions on it. The parts of the register build on it."""

    _MIGRATING = 7_040_211
    """The key of PostgreSQL's advisory lock for migrations: any number, always the same for one set of tables."""

    _DAMAGED = RegisterCode.DAMAGED
    """What it means that the file is none, or is damaged."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self._DAMAGED), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that will write: on SQLite it takes the lock at its start, so it is not refused later."""
        with explained(self._DAMAGED), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _migrating(self) -> Iterator[Connection]:
        """A transaction that changes tables, one at a time: SQLite's lock sees to it, PostgreSQL is asked."""
        with self._writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(self._MIGRATING)))
            yield connection

    @contextmanager
    def frozen(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes, on SQLite: for reading all of it as it is at one moment."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def filling(self) -> Iterator[Connection]:
        """A transaction that fills an empty database, one at a time."""
        with self._migrating() as connection:
            yield connection

    @property
    def place(self) -> str:
        """Where it is, without a password: the same for the same database."""
        return self._engine.url.render_as_string()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def again_if_overtaken(write: Callable[P, T]) -> Callable[P, T]:
    """Run a transaction once more when another worker wrote the same key first, so that it sees that row.

    Between two workers on PostgreSQL only: on SQLite the second has waited for the first.
    """

    @wraps(write)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return write(*args, **kwargs)
        except RegisterError as error:
            if error.code is not RegisterCode.OVERTAKEN:
                raise
        return write(*args, **kwargs)

    return run


_OWNED = text(
    "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class"
    " WHERE oid IN (SELECT to_regclass(name) FROM unnest(CAST(:names AS text[])) AS name)"
)
"""Whether all of these tables are the role's own, or of a role that it has."""


def overwrite(engine: Engine, *tables: str, whole: bool = False) -> None:
    """Let nothing remain of what these tables held before: in unused pages, dead rows or the write-ahead log.

    With `whole` everything is written anew, which takes the database's size in room and a while.
    """
    postgresql = engine.dialect.name == "postgresql"
    alone = {"isolation_level": "AUTOCOMMIT"} if postgresql else {_ALONE: True}
    with explained(), engine.connect().execution_options(**alone) as connection:
        if postgresql:
            schema = (engine.get_execution_options().get("schema_translate_map") or {}).get(None)
            names = ", ".join(f"{schema}.{table}" if schema else table for table in tables)
            if not connection.execute(_OWNED, {"names": names.split(", ")}).scalar():
                # PostgreSQL would pass over another's tables with a warning, and leave there what was erased.
                raise RegisterError(RegisterCode.NOT_WRITABLE)
            connection.exec_driver_sql(f"VACUUM {'(FULL) ' if whole else ''}{names}")
            return
        if whole:
            connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_file(engine: Engine, into: Path) -> None:
    """Copy a database on SQLite to the file `into`, replacing what is there, whole or not at all; its owner's alone.

    Raises RegisterError; for PostgreSQL, whose own tools do that, NOT_HERE.
    """
    if engine.dialect.name != "sqlite":
        raise RegisterError(RegisterCode.NOT_HERE)
    made = into.with_name(f".{into.name}.{os.getpid()}")
    try:
        made.touch(mode=0o600, exist_ok=False)
        with explained(), engine.connect().execution_options(**{_ALONE: True}) as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(made),))
        made.replace(into)
    except OSError:
        raise RegisterError(RegisterCode.NOT_WRITABLE, f"{into} cannot be written. Choose another place.") from None
    finally:
        made.unlink(missing_ok=True)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; nothing is connected yet. Raises RegisterError; its text never holds the URL."""
    try:
        where = make_url(url)
        if where.get_backend_name() != "sqlite":
            return create_engine(where, pool_pre_ping=True)
        engine = create_engine(where.update_query_dict({"timeout": _BUSY_SECONDS} | where.query))
    except ImportError:
        raise RegisterError(RegisterCode.NO_DRIVER) from None
    except (ArgumentError, ValueError):
        raise RegisterError(RegisterCode.BAD_URL) from None
    if where.database and not where.database.startswith((":memory:", "file:")):
        _make_file(Path(where.database))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_file(file: Path) -> None:
    """Only the desk's own user may read children's records; SQLite gives its side files the same rights."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
    except OSError:
        raise RegisterError(RegisterCode.NOT_WRITABLE) from None


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late for a lock; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    _write_ahead(cursor)
    # What is deleted is overwritten: a destroyed key, or a text that was sealed.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn on the write-ahead log; SQLite itself does not wait for another program's transaction here."""
    (milliseconds,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    ends = time.monotonic() + milliseconds / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > ends:
                raise
            time.sleep(_BUSY_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(_ALONE):
        return
    immediate = options.get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
