"""A disk that is full, out of quota or read-only: a code and a remedy, nothing lost, and on it goes with room."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from register import DispatchState, Register, RegisterCode, RegisterError
from register_values import LEASE, NOW, adds_up, filed, filing, letter, message
from register_values import opened as open_register

LARGE = b"x" * 200_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "register.db"
    opened = open_register(f"sqlite:///{made}")
    opened.migrate()
    opened.persist(message("before"), NOW)
    opened.close()
    return made


def work(register: Register) -> None:
    """Bring a message in, file its form, and send its letter."""
    register.persist(message("one", raw=LARGE), NOW)
    claimed = register.claim("ann", NOW, LEASE)
    register.settle(claimed.id, "ann", filed(filing(), letters=(letter(raw=LARGE),)), NOW)
    while out := register.claim_dispatch("ann", NOW, LEASE):
        register.mark_sent(out.id, "ann", NOW)


def carries_on(file: Path) -> None:
    """Everything is as it was before what could not be written, and all of it can be done now."""
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    register = open_register(f"sqlite:///{file}")
    assert adds_up(register)
    later = NOW.replace(hour=12)
    register.sweep(later, LEASE)
    register.persist(message("one", raw=LARGE), later)
    later = NOW.replace(hour=13)
    while claimed := register.claim("bea", later, LEASE):
        known = register.find_case(filing().reference)
        new = filed() if known else filed(filing(), letters=(letter(raw=LARGE),))
        register.settle(claimed.id, "bea", new, later)
    while out := register.claim_dispatch("bea", later, LEASE):
        register.mark_sent(out.id, "bea", later)
    assert (register.status(later).filed, len(register.cases())) == (2, 1)
    assert {row.state for row in register.letters()} <= {DispatchState.SENT, DispatchState.UNKNOWN}
    assert adds_up(register, later)
    register.close()


def in_a_child(work_in_it: Callable[[], RegisterCode | None]) -> RegisterCode | None:
    """Do something in a process of its own, which may be limited; return the code it was refused with."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = "failed"
        try:
            code = work_in_it() or ""
        finally:
            os.write(writer, code.encode())
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        code = told.read().decode()
    os.waitpid(child, 0)
    return RegisterCode(code) if code else None


@pytest.mark.parametrize("room", range(0, 700_000, 60_000))
def test_a_limit_on_the_size_of_files_as_a_quota_sets_it(file: Path, room: int) -> None:
    """Of the operating system, so that every file of the database meets it, wherever it is in its work."""

    def limited() -> RegisterCode | None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = file.stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return refused(f"sqlite:///{file}")

    assert in_a_child(limited) in ({RegisterCode.DISK, RegisterCode.FULL} if room < 400_000 else {None, "disk", "full"})
    carries_on(file)


def refused(url: str) -> RegisterCode | None:
    register = open_register(url)
    try:
        work(register)
    except RegisterError as error:
        return error.code
    finally:
        register.close()
    return None


@pytest.mark.parametrize("pages", [5, 30, 60, 90])
def test_a_full_database(file: Path, pages: int) -> None:
    """SQLite's own limit answers as a full disk does."""
    limit = len(file.read_bytes()) // 4096 + pages

    def limited(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={limit}")

    event.listen(Engine, "connect", limited)
    try:
        assert refused(f"sqlite:///{file}") is RegisterCode.FULL
    finally:
        event.remove(Engine, "connect", limited)
    carries_on(file)


def test_a_database_that_may_only_be_read(file: Path) -> None:
    def limited(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only=1")

    event.listen(Engine, "connect", limited)
    try:
        assert refused(f"sqlite:///{file}") is RegisterCode.NOT_WRITABLE
    finally:
        event.remove(Engine, "connect", limited)
    carries_on(file)
