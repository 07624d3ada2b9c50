"""Turns what a database or its driver reports into a RegisterError; their own texts may quote values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

from register.errors import RegisterCode, RegisterError

# Beginnings of SQLite's error names (sqlite.org/rescode.html) and of PostgreSQL's SQLSTATEs (appendix A of its manual).
_MEANINGS = (
    ("SQLITE_BUSY", RegisterCode.LOCKED),
    ("SQLITE_LOCKED", RegisterCode.LOCKED),
    ("SQLITE_READONLY", RegisterCode.NOT_WRITABLE),
    ("SQLITE_CANTOPEN", RegisterCode.NOT_WRITABLE),
    ("SQLITE_PERM", RegisterCode.NOT_WRITABLE),
    ("SQLITE_FULL", RegisterCode.FULL),
    ("SQLITE_NOTADB", RegisterCode.DAMAGED),
    ("SQLITE_CORRUPT", RegisterCode.DAMAGED),
    ("SQLITE_IOERR", RegisterCode.DISK),
    ("SQLITE_CONSTRAINT_PRIMARYKEY", RegisterCode.OVERTAKEN),
    ("SQLITE_CONSTRAINT_UNIQUE", RegisterCode.OVERTAKEN),
    ("SQLITE_CONSTRAINT_FOREIGNKEY", RegisterCode.NO_PARENT),
    ("23505", RegisterCode.OVERTAKEN),
    ("23503", RegisterCode.NO_PARENT),
    ("40", RegisterCode.LOCKED),
    ("55P03", RegisterCode.LOCKED),
    ("53100", RegisterCode.FULL),
    ("58030", RegisterCode.DISK),
    ("42P01", RegisterCode.NOT_MIGRATED),
    ("42703", RegisterCode.NOT_MIGRATED),
    ("25006", RegisterCode.NOT_WRITABLE),
    ("42501", RegisterCode.NOT_WRITABLE),
    ("08", RegisterCode.UNREACHABLE),
    ("57P", RegisterCode.UNREACHABLE),
)


@contextmanager
def explained(damaged: RegisterCode = RegisterCode.DAMAGED) -> Iterator[None]:
    """Raise RegisterError, with a code and a remedy, for whatever the database reports.

    `damaged` says which database it is that may be damaged.
    """
    try:
        yield
    except DBAPIError as error:
        code = meaning(error.orig)
        raise RegisterError(damaged if code is RegisterCode.DAMAGED else code) from None
    except StatementError as error:
        # A value that a column does not take (a time without a zone): the caller's mistake, not the database's.
        raise error.orig or error from None
    except SQLAlchemyError:
        raise RegisterError(RegisterCode.REFUSED) from None


def meaning(error: BaseException | None) -> RegisterCode:
    """Return what an error of a database's driver means."""
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if name is None:
        # PostgreSQL's driver has no state for a server it cannot reach.
        return RegisterCode.UNREACHABLE
    # SQLite has no code of its own for a table or column that is missing.
    if name == "SQLITE_ERROR" and str(error).startswith("no such"):
        return RegisterCode.NOT_MIGRATED
    return next((code for start, code in _MEANINGS if name.startswith(start)), RegisterCode.REFUSED)
