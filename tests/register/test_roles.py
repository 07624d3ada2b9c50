"""Roles of a real PostgreSQL: each council's own, as deploy/ makes them, and the desk's, as docs/operate.md says."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from desk.exits import Exit
from desk.moving import run_migrate_to
from flows.settings import Settings
from flows.vault_settings import VaultSettings
from register import Erasure, KeyStore, Register, RegisterCode, RegisterError
from register_values import DESK_KEY, NOW, OTHER, REFERENCE, filed, filing, letter, opened, settle

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
COUNCILS = ("roleshire", "north-roleshire")
"""A code may have a hyphen, which a name in SQL may only have in quotes."""
CANARY = "canary-of-roleshire"
RIGHTS = (
    "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
    " FROM pg_roles WHERE rolname = current_user"
)
MEMBERSHIPS = "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"


def psql(url: str, *words: str | Path) -> str:
    """Run psql as the tests' superuser, as an operator does; its own settings of the user's home left out."""
    program = shutil.which("psql")
    if program is None:
        missing = "psql is not installed: apt install postgresql-client"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    where = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    done = subprocess.run(
        [program, "--no-psqlrc", "--dbname", where, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def at(url: str, database: str, role: str) -> str:
    """The URL of a database of the same server, for a role."""
    return make_url(url).set(database=database, username=role).render_as_string(hide_password=False)


def do(url: str, *statements: str) -> list[object]:
    """Run statements outside a transaction; return what the last one found."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for statement in statements:
                done = connection.execute(text(statement))
            return list(done.scalars()) if done.returns_rows else []
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Installation:
    """A server on which deploy/ made the roles of two councils and of Prefect."""

    url: str

    def register(self, council: str) -> Register:
        """The register of a council with its keys, each in its own database, as its own role."""
        keys = KeyStore.open(at(self.url, f"{council}_keys", council), VaultSettings(key=DESK_KEY.text).source(Path()))
        return Register.open(at(self.url, council, council), keys)


@pytest.fixture(scope="module")
def installation(postgresql: str) -> Iterator[Installation]:
    """Two councils with a case each; the server is the tests' own, and is left as it was."""
    psql(postgresql, "--file", DEPLOY / "prefect.sql")
    for council in COUNCILS:
        psql(postgresql, "--set", f"council={council}", "--file", DEPLOY / "councils.sql")
    made = Installation(postgresql)
    for council, reference in zip(COUNCILS, (REFERENCE, OTHER), strict=True):
        register = made.register(council)
        register.migrate()
        told = filing(reference, assessment=f'{{"of": "{CANARY}"}}')
        settle(register, filed(told, letters=(letter(reference=reference),)))
        register.close()
    yield made
    for role in (*COUNCILS, "prefect"):
        for database in (role,) if role == "prefect" else (role, f"{role}_keys"):
            do(postgresql, f'DROP DATABASE "{database}" WITH (FORCE)')
        do(postgresql, f'DROP ROLE "{role}"')


def test_each_council_works_as_its_own_role(installation: Installation) -> None:
    for council, reference in zip(COUNCILS, (REFERENCE, OTHER), strict=True):
        register = installation.register(council)
        assert [row.reference for row in register.cases()] == [reference]
        assert [found.id for found in register.verify(NOW) if found.violations] == []
        register.close()


@pytest.mark.parametrize(("who", "whose"), list(permutations((*COUNCILS, "prefect"), 2)))
def test_no_role_enters_the_database_or_the_keys_of_another(installation: Installation, who: str, whose: str) -> None:
    for database in (whose,) if whose == "prefect" else (whose, f"{whose}_keys"):
        with pytest.raises(Exception, match="permission denied for database"):
            do(at(installation.url, database, who), "SELECT 1")


def test_a_role_has_no_right_by_which_it_could_take_another_s(installation: Installation) -> None:
    for role in (*COUNCILS, "prefect"):
        assert do(at(installation.url, role, role), RIGHTS) == [False]
        assert do(at(installation.url, role, role), MEMBERSHIPS) == [0]
    with pytest.raises(Exception, match="permission denied to set role"):
        do(at(installation.url, COUNCILS[1], COUNCILS[1]), f'SET ROLE "{COUNCILS[0]}"')


def test_a_desk_with_another_council_s_url_reads_nothing_and_says_what_to_do(installation: Installation) -> None:
    with (
        closing(opened(at(installation.url, COUNCILS[0], COUNCILS[1]))) as theirs,
        pytest.raises(RegisterError) as refused,
    ):
        theirs.cases()
    assert refused.value.code is RegisterCode.UNREACHABLE
    assert CANARY not in str(refused.value)


def test_a_second_run_for_a_council_is_refused_and_changes_nothing(installation: Installation) -> None:
    before = do(installation.url, "SELECT datname || coalesce(datacl::text, '') FROM pg_database ORDER BY 1")
    with pytest.raises(AssertionError, match="already exists"):
        psql(installation.url, "--set", f"council={COUNCILS[0]}", "--file", DEPLOY / "councils.sql")
    assert do(installation.url, "SELECT datname || coalesce(datacl::text, '') FROM pg_database ORDER BY 1") == before


# From SQLite to PostgreSQL, as two roles see it: the one that owns a database, and the one that the desk works as.


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A desk on SQLite with a case."""
    register = opened(f"sqlite:///{tmp_path / 'register.db'}")
    register.migrate()
    settle(register, filed(filing()))
    register.close()
    return Settings(home=tmp_path, vault=VaultSettings(key=DESK_KEY.text))


@pytest.fixture
def desk_url(postgresql: str, postgresql_url: str) -> Iterator[str]:
    """A database that the superuser owns, for the role that the desk works as, which has no right there yet."""
    do(postgresql, "CREATE ROLE offsite_desk LOGIN")
    yield at(postgresql_url, str(make_url(postgresql_url).database), "offsite_desk")
    do(postgresql_url, "REASSIGN OWNED BY offsite_desk TO CURRENT_USER", "DROP OWNED BY offsite_desk")
    do(postgresql, "DROP ROLE offsite_desk")


def test_the_desk_moves_into_a_database_that_its_own_role_owns(
    settings: Settings, postgresql_url: str, desk_url: str
) -> None:
    do(postgresql_url, f"ALTER DATABASE {make_url(postgresql_url).database} OWNER TO offsite_desk")
    assert run_migrate_to(settings, desk_url, NOW) is Exit.OK
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'offsite_keys')"
    assert do(postgresql_url, owners) == ["offsite_desk"]
    with closing(opened(desk_url)) as register:
        assert register.find_case(REFERENCE)
        assert register.erase_case(REFERENCE, "asked", NOW) == Erasure(messages=1)


def test_a_role_without_rights_is_refused_with_the_remedy_and_leaves_nothing(
    settings: Settings, postgresql_url: str, desk_url: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        run_migrate_to(settings, desk_url, NOW)
    assert refused.value.code is RegisterCode.NOT_WRITABLE
    assert "OWNER" in str(refused.value)
    assert do(postgresql_url, "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'offsite_keys')") == [0]


def test_what_another_role_moved_is_no_register_for_the_desk_whatever_it_is_granted(
    settings: Settings, postgresql_url: str, desk_url: str
) -> None:
    assert run_migrate_to(settings, postgresql_url, NOW) is Exit.OK
    with closing(opened(desk_url)) as register:
        with pytest.raises(RegisterError) as refused:
            register.cases()
        assert refused.value.code is RegisterCode.NOT_WRITABLE
        # Rights alone are too little: what was erased can only be overwritten by the owner of its table.
        for schema in ("public", "offsite_keys"):
            do(
                postgresql_url,
                f"GRANT USAGE ON SCHEMA {schema} TO offsite_desk",
                f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO offsite_desk",
                f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {schema} TO offsite_desk",
            )
        assert register.find_case(REFERENCE)
        with pytest.raises(RegisterError) as refused:
            register.erase_case(REFERENCE, "asked", NOW)
        assert refused.value.code is RegisterCode.NOT_WRITABLE
