"""Backups of a register on SQLite: taken while workers write, and looked at before they are put in place.

A backup is an ordinary SQLite file with one table more, `backup`: when it was made, and a digest over every row of
every other table, by which a copy that was changed or shortened on its way is told.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from register.errors import BackupRefused, RegisterCode, RegisterError
from register.faults import meaning
from register.register import Register

_SIDE_FILES = ("-wal", "-shm", "-journal")
_BUSY_SECONDS = 30.0
_LET_GO_SECONDS = 2.0
"""How long a program may take to let go of the register that is to be replaced."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """One backup: when it was made (UTC), and how much it holds."""

    made: datetime
    messages: int
    cases: int
    letters: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A register made of a backup, before it is put in place."""

    url: str
    made: BackedUp
    aside: Path
    """Where the register that it replaces is kept, if that holds anything."""


def write_backup(url: str, file: Path, now: datetime) -> BackedUp:
    """Copy the register at `url` to `file`, also while workers write; only its owner may read it.

    The copy is the register as it was at one moment. It is written beside `file` and renamed once it is whole: an
    earlier backup of that name stays until then. Raises BackupRefused, RegisterError, or OSError for the folder.
    """
    source = register_file(url)
    if not source.is_file():
        raise BackupRefused(RegisterCode.NO_REGISTER)
    if file.exists() and file.samefile(source):
        raise BackupRefused(RegisterCode.OVER_ITSELF)
    if file.is_dir() or not file.parent.is_dir():
        raise FileNotFoundError(2, "no file in a folder", str(file))
    with _told(), _beside(file) as draft:
        with closing(_open(source)) as register, closing(_open(draft)) as copy:
            # All pages in one step: in several it would begin anew whenever a worker writes in between.
            register.backup(copy, pages=-1)
            _in_one_file(copy)
            copy.execute("CREATE TABLE backup (made TEXT NOT NULL, digest TEXT NOT NULL)")
            moment = now.astimezone(UTC).isoformat()
            copy.execute("INSERT INTO backup VALUES (?, ?)", (moment, _digest(copy, moment)))
            made = _checked(copy)
        _put(draft, file)
    return made


def read_backup(file: Path) -> BackedUp:
    """Look whether `file` is a whole backup, and return what it holds. Raises BackupRefused or FileNotFoundError."""
    if not file.is_file():
        raise FileNotFoundError(2, "no backup", str(file))
    try:
        with closing(_open(file, "ro")) as copy:
            return _checked(copy)
    except sqlite3.DatabaseError as error:
        damaged = meaning(error) is RegisterCode.DAMAGED and _begins_as_sqlite(file)
        code = RegisterCode.BACKUP_DAMAGED if damaged else RegisterCode.NOT_A_BACKUP
        raise BackupRefused(code) from None


@contextmanager
def restoring(
    file: Path, url: str, now: datetime, opened: Callable[[str], Register], *, replace: bool
) -> Iterator[Draft]:
    """Yield a register made of the backup `file`, at this program's version; then put it in the place of that at `url`.

    `opened` opens the register at a URL with the keys that are in use: a backup holds none.
    Until the end, and when anything fails, nothing is changed. Raises BackupRefused when `file` is no whole backup,
    when a program has the register open, or when it holds something and `replace` is False; RegisterError when a newer
    program wrote the backup.
    """
    target = register_file(url)
    made = read_backup(file)
    if not replace and _holds_something(target):
        raise BackupRefused(RegisterCode.HOLDS_SOMETHING)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _told(), _beside(target) as draft:
        with closing(_open(file, "ro")) as copy, closing(_open(draft)) as restored:
            copy.backup(restored, pages=-1)
            restored.execute("DROP TABLE backup")
        beside = f"sqlite:///{draft}"
        register = opened(beside)
        try:
            register.migrate()
        finally:
            register.close()
        aside = target.with_name(f"{target.name}.replaced-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        yield Draft(beside, made, aside)
        with closing(_open(draft)) as restored:
            _in_one_file(restored)
        _keep_aside(target, aside)
        _put(draft, target)


def register_file(url: str) -> Path:
    """Return the file of the register at `url`. Raises BackupRefused when it is on a server, or in memory."""
    try:
        where = make_url(url)
    except ArgumentError:
        raise RegisterError(RegisterCode.BAD_URL) from None
    if where.get_backend_name() != "sqlite" or not where.database or where.database.startswith((":memory:", "file:")):
        raise BackupRefused(RegisterCode.NOT_SQLITE)
    return Path(where.database)


def _checked(copy: sqlite3.Connection) -> BackedUp:
    """What a backup says of itself, once everything in it was found as it was written."""
    made, digest = copy.execute("SELECT made, digest FROM backup").fetchone() or ("", "")
    if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",) or digest != _digest(copy, made):
        raise BackupRefused(RegisterCode.BACKUP_DAMAGED)
    counted = "SELECT (SELECT count(*) FROM arrivals), (SELECT count(*) FROM cases), (SELECT count(*) FROM dispatches)"
    return BackedUp(datetime.fromisoformat(made), *copy.execute(counted).fetchone())


def _digest(copy: sqlite3.Connection, made: str) -> str:
    """A SHA-256 over the moment and every value of every row, table by table."""
    digest = hashlib.sha256(f"{made}\n".encode())
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'backup'"
    for (table,) in copy.execute(f"{named} ORDER BY name").fetchall():
        digest.update(f"table {table}\n".encode())
        for row in copy.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608  # a table of this very file
            for value in row:
                data = value if isinstance(value, bytes) else repr(value).encode()
                digest.update(f"{type(value).__name__} {len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest()


def _holds_something(target: Path) -> bool:
    """Whether there is anything to lose; also what cannot be read may be something."""
    if not target.is_file() or not target.stat().st_size:
        return False
    try:
        with closing(_open(target)) as register:
            found = register.execute("SELECT EXISTS (SELECT 1 FROM arrivals) OR EXISTS (SELECT 1 FROM dispatches)")
            return bool(found.fetchone()[0])
    except sqlite3.DatabaseError as error:
        return meaning(error) is not RegisterCode.NOT_MIGRATED


def _keep_aside(target: Path, aside: Path) -> None:
    """Give the register that is there another name too; raises BackupRefused when a program has it open."""
    holds = _holds_something(target)
    if target.is_file():
        try:
            with closing(_open(target, seconds=_LET_GO_SECONDS)) as register:
                # SQLite allows this to the only program that has the file open.
                _in_one_file(register)
        except sqlite3.DatabaseError as error:
            if meaning(error) is RegisterCode.LOCKED:
                raise BackupRefused(RegisterCode.IN_USE) from None
    if holds:
        _also_named(target, aside)
    for ending in _SIDE_FILES:
        # Of a register that is damaged, or whose file somebody removed: beside another file they would damage that.
        side = target.with_name(target.name + ending)
        if side.exists():
            side.rename(aside.with_name(aside.name + ending))


def _also_named(target: Path, aside: Path) -> None:
    """Both names for one file, so that there is a register at every moment; where a disk has no links, another name."""
    try:
        os.link(target, aside)
    except FileExistsError:
        raise
    except OSError:
        target.rename(aside)


def _in_one_file(database: sqlite3.Connection) -> None:
    """Write what stands in the write-ahead log into the file itself, and go on without one."""
    database.execute("PRAGMA journal_mode = DELETE")


def _open(file: Path, mode: str = "rw", seconds: float = _BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=seconds, isolation_level=None)


def _begins_as_sqlite(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A new file in the folder of `file` that only this user may read; it is removed unless it was renamed."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        for ending in ("", *_SIDE_FILES):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _put(draft: Path, file: Path) -> None:
    """Rename what is whole, so that it survives a loss of power."""
    for written in (draft, file.parent):
        if written == file.parent:
            draft.replace(file)
        handle = os.open(written, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told() -> Iterator[None]:
    """Raise RegisterError, with its remedy, for what SQLite reports."""
    try:
        yield
    except sqlite3.Error as error:
        raise RegisterError(meaning(error)) from None
