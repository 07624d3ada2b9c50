"""A register of its own for every test: on SQLite, and on a real PostgreSQL that the tests start for themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from register import Register
from register_values import opened

_DEBIAN = Path("/usr/lib/postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server on which databases may be made: the one that is named, or one started here.

    Without either the tests skip; in CI they fail.
    """
    named = os.environ.get("OFFSITE_TEST_POSTGRESQL")
    if named:
        yield named
        return
    binaries = _binaries()
    if binaries is None:
        missing = "no PostgreSQL server is installed, and OFFSITE_TEST_POSTGRESQL names none: apt install postgresql"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    # a short path: that of a socket may not be long
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp", ignore_cleanup_errors=True) as folder:
        yield from _running(binaries, Path(folder))


def _running(binaries: Path, folder: Path) -> Iterator[str]:
    # The server refuses to run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    quick = f"-k {folder} -c listen_addresses= -c fsync=off"

    def run(*words: str | Path) -> None:
        subprocess.run([*user, *words], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run(binaries / "initdb", "-D", data, "-U", "desk", "-A", "trust", "--no-sync")
    run(binaries / "pg_ctl", "-D", data, "-o", quick, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql+psycopg://desk@/postgres?host={folder}"
    finally:
        run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _binaries() -> Path | None:
    """Where Debian, or the path, has the server's programs."""
    newest = sorted(_DEBIAN.glob("*/bin/initdb"))
    found = newest[-1] if newest else shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """A database of its own on the server."""
    name = f"offsite_{uuid.uuid4().hex}"
    server = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgresql).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


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
