"""A register that another program keeps busy: the desk waits, within bounds, and only then says so."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from register import RegisterCode, RegisterError
from register_values import NOW, message
from register_values import opened as open_register


def held(file: Path, seconds: float, *, wal: bool, how: str) -> threading.Thread:
    """Let another program hold the file for a while; return when it does."""
    holds = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
        other.execute("CREATE TABLE IF NOT EXISTS theirs (x)")
        other.execute(how)
        holds.set()
        time.sleep(seconds)
        other.execute("COMMIT")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holds.wait(10)
    return thread


@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
@pytest.mark.parametrize("wal", [True, False], ids=["as the desk keeps it", "as another program left it"])
def test_what_is_busy_for_a_while_is_waited_for(tmp_path: Path, wal: bool, how: str) -> None:
    file = tmp_path / "register.db"
    other = held(file, 1.0, wal=wal, how=how)
    register = open_register(f"sqlite:///{file}?timeout=20")
    register.migrate()
    assert register.persist(message(), NOW).fresh
    register.close()
    other.join()


@pytest.mark.parametrize("wal", [True, False], ids=["as the desk keeps it", "as another program left it"])
def test_what_stays_busy_is_told_with_its_remedy(tmp_path: Path, wal: bool) -> None:
    file = tmp_path / "register.db"
    other = held(file, 2.0, wal=wal, how="BEGIN EXCLUSIVE")
    register = open_register(f"sqlite:///{file}?timeout=0.2")
    with pytest.raises(RegisterError) as refused:
        register.migrate()
    assert refused.value.code is RegisterCode.LOCKED
    assert "try again" in str(refused.value)
    register.close()
    other.join()
