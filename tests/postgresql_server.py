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


class Server:
    """A server with its data in a folder: on a socket of that folder alone, to be ended and started again."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder
        # The server refuses to run as root.
        self._user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._user:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", self._data, "-U", "desk", "-A", "trust", "--no-sync")

    @property
    def url(self) -> str:
        """Where databases may be made."""
        return f"postgresql+psycopg://desk@/postgres?host={self._folder}"

    def start(self) -> None:
        """Return once it takes connections."""
        quick = f"-k {self._folder} -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-o", quick, "-l", self._folder / "log", "-w", "start")

    def stop(self) -> None:
        """End it at once, as when its machine loses power: connections break, transactions are lost."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, program: str, *words: str | Path) -> None:
        command = [*self._user, self._binaries / program, *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)


@contextmanager
def postgresql_or_skip() -> Iterator[str]:
    """The URL of a server on which databases may be made: the one that is named, or one started here.

    Without either the tests skip; in CI they fail.
    """
    named = os.environ.get("OFFSITE_TEST_POSTGRESQL")
    if named:
        yield named
        return
    with own_postgresql_or_skip() as server:
        yield server.url


@contextmanager
def own_postgresql_or_skip() -> Iterator[Server]:
    """A server started here, whatever is named: one that may be restarted."""
    binaries = _binaries()
    if binaries is None:
        missing = "no PostgreSQL server is installed, and OFFSITE_TEST_POSTGRESQL names none: apt install postgresql"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    # a short path: that of a socket may not be long
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = Server(binaries, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def own_database(server_url: str) -> Iterator[str]:
    """The URL of a new database on the server; it is dropped at the end."""
    name = f"offsite_{uuid.uuid4().hex}"
    # The server may have been restarted between the two.
    server = create_engine(server_url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def _binaries() -> Path | None:
    """Where Debian, or the path, has the server's programs."""
    newest = sorted(_DEBIAN.glob("*/bin/initdb"))
    found = newest[-1] if newest else shutil.which("initdb")
    return Path(found).parent if found else None
