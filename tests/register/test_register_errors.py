"""Whatever is wrong with the database has a code and a remedy, and no text of its own."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from register import Register, RegisterCode, RegisterError
from register.errors import REMEDIES
from register_values import NOW, message, opened


def use(url: str) -> RegisterCode:
    """Return how a register at `url` refuses to store a message."""
    with pytest.raises(RegisterError) as refused:
        _store(url)
    assert "example.org>" not in str(refused.value), "no value of a message"
    assert "s3cret" not in str(refused.value), "nothing of the URL"
    assert refused.value.__cause__ is None
    return refused.value.code


def _store(url: str) -> None:
    register = opened(url)
    try:
        register.migrate()
        register.persist(message(), NOW)
    finally:
        register.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(b"not a database, but long enough to be looked at " * 100)
    assert use(f"sqlite:///{tmp_path / 'register.db'}") is RegisterCode.DAMAGED


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert use(f"sqlite:///{tmp_path}") is RegisterCode.NOT_WRITABLE


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    assert use(f"sqlite:///{tmp_path / 'var' / 'register.db'}") is RegisterCode.NOT_WRITABLE


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    _store(f"sqlite:///{file}")
    store = opened(f"sqlite:///{file}").store
    read_only = Register.open(f"sqlite:///file:{file}?mode=ro&uri=true", store)
    with pytest.raises(RegisterError) as refused:
        read_only.persist(message("two"), NOW)
    assert refused.value.code is RegisterCode.NOT_WRITABLE
    read_only.close()


def test_a_database_that_another_program_keeps_locked(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    _store(f"sqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert use(f"sqlite:///{file}?timeout=0.1") is RegisterCode.LOCKED
    other.close()


def test_tables_that_were_never_made(url: str) -> None:
    register = opened(url)
    with pytest.raises(RegisterError) as refused:
        register.persist(message(), NOW)
    assert refused.value.code is RegisterCode.NOT_MIGRATED
    register.close()


@pytest.mark.parametrize(
    "url", ["", "register.db", "nonsense://desk:s3cret@example.org/x", "postgresql://desk:s3cret@example.org:port/x"]
)
def test_a_url_that_is_none(url: str) -> None:
    assert use(url) is RegisterCode.BAD_URL


def test_a_database_whose_driver_is_not_installed() -> None:
    assert use("mysql+mysqldb://desk:s3cret@example.org/x") is RegisterCode.NO_DRIVER


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    assert use(f"postgresql+psycopg://desk:s3cret@/x?host={tmp_path}") is RegisterCode.UNREACHABLE


def test_only_its_own_user_may_read_the_file(tmp_path: Path) -> None:
    _store(f"sqlite:///{tmp_path / 'var' / 'register.db'}")
    assert stat.S_IMODE((tmp_path / "var" / "register.db").stat().st_mode) == 0o600


def test_every_code_has_its_remedy() -> None:
    assert set(REMEDIES) == set(RegisterCode) - {RegisterCode.LEASE_LOST}
