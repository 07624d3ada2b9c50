"""Opens the database: one writer at a time on SQLite, ordinary transactions elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from register.errors import RegisterCode, RegisterError

_WRITES = "offsite_writes"
_BUSY_SECONDS = 30


class Database:
    """An engine, and transactions on it. The parts of the register build on it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that will write: on SQLite it takes the lock at its start, so it is not refused later."""
        with _explained(), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; nothing is connected yet."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    if engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    # The driver's own BEGIN comes too late for a lock; `_begin_sqlite` says it instead.
    connection.isolation_level = None  # type: ignore[attr-defined]  # a sqlite3.Connection
    cursor = connection.cursor()  # type: ignore[attr-defined]  # as above
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _explained() -> Iterator[None]:
    """Turn a database that cannot be reached into an error with a remedy; its own text may quote values."""
    try:
        yield
    except OperationalError as error:
        raise RegisterError(
            RegisterCode.UNREACHABLE,
            f"The register's database did not answer ({type(error.orig).__name__}). Check that its folder can be "
            "written, that its disk is not full and, for PostgreSQL, that the server runs; then try again.",
        ) from None
    except SQLAlchemyError as error:
        raise RegisterError(
            RegisterCode.UNREACHABLE,
            f"The register's database refused a statement ({type(error).__name__}). Run `offsite doctor`.",
        ) from None
