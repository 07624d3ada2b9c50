"""A real PostgreSQL for the tests, thrown away after use, and databases of their own on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

_DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def postgresql_or_skip() -> Iterator[str]:
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


@contextmanager
def own_database(server_url: str) -> Iterator[str]:
    """The URL of a new database on the server; it is dropped at the end."""
    name = f"offsite_{uuid.uuid4().hex}"
    server = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


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
