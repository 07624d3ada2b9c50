"""A register of its own for every test: on SQLite, and on a real PostgreSQL that the tests start for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postgresql_server import own_database, postgresql_or_skip
from register import Register
from register_values import opened


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server on which databases may be made."""
    with postgresql_or_skip() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """A database of its own on the server."""
    with own_database(postgresql) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'register.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    made = opened(url)
    made.migrate()
    yield made
    made.close()
