"""The tables come from the migrations alone, and from any version of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from register import Outcome, Register, RegisterCode, RegisterError, Settlement, Undelivered
from register.register import MIGRATIONS
from register.tables import metadata
from register_life import made_at
from register_values import LEASE, NOW, REFERENCE, filed, filing, letter, opened, settle

IN_WORK = "5" * 32


def revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def test_models_and_migrations_agree(register: Register, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_migrating_again_keeps_everything(register: Register) -> None:
    settle(register, filed(filing(), letters=(letter(),)))
    register.migrate()
    assert register.find_case(REFERENCE).dispatches


@pytest.mark.parametrize("revision", revisions())
def test_a_register_of_any_version_is_brought_up_to_date_and_works(url: str, revision: str) -> None:
    made_at(url, revision)
    register = opened(url)
    register.migrate()
    settle(register, filed(filing(), letters=(letter(),)))
    assert register.find_case(REFERENCE).row.reference == REFERENCE
    register.close()


def run_sql(url: str, *statements: str, **values: object) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), {name: values[name] for name in values if f":{name}" in statement})
    engine.dispose()


def test_what_was_in_work_before_an_update_is_finished_after_it(url: str) -> None:
    made_at(url, revisions()[-1])
    run_sql(
        url,
        "INSERT INTO submissions (id, message_id, digest, received, state, attempts, worker, lease_until, not_before,"
        " reason) VALUES (:id, '<one@example.org>', 'digest', :at, 'working', 1, 'ann', :at, :at, '')",
        "INSERT INTO messages (submission, raw) VALUES (:id, :raw)",
        # Number 4 was rolled back.
        "INSERT INTO events (id, at, what, detail, submission) VALUES (3, :at, 'arrived', '', :id)",
        "INSERT INTO events (id, at, what, detail, submission) VALUES (5, :at, 'attempt_failed', 'ValueError', :id)",
        id=IN_WORK, at=NOW.replace(tzinfo=None), raw=b"raw one",
    )  # fmt: skip
    register = opened(url)
    register.migrate()
    assert register.raw(IN_WORK) == b"raw one"
    assert register.settle(IN_WORK, "ann", filed(filing()), NOW)
    assert [event.what for event in register.message_history(IN_WORK)][:2] == ["arrived", "attempt_failed"]
    assert register.check_audit() == ()
    register.close()


def test_letters_of_before_letters_could_come_back_are_sent_and_can_come_back(url: str) -> None:
    made_at(url, "0002")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO dispatches (id, about, kind, occasion, recipient, message_id, state, attempts, not_before,"
                " queued) VALUES (1, 'OSD', 'review_due', 'v1', 'office@example.org', '<1@example.org>', 'queued', 0,"
                " :at, :at)"
            ),
            {"at": NOW.replace(tzinfo=None)},
        )
        connection.execute(text("INSERT INTO outgoing (dispatch, raw) VALUES (1, :raw)"), {"raw": b"as written"})
    engine.dispose()
    register = opened(url)
    register.migrate()
    out = register.claim_dispatch("ann", NOW, LEASE)
    assert (out.raw, out.copies, register.whole_letter(1)) == (b"as written", (), b"as written")
    register.mark_sent(1, "ann", NOW)
    settle(register, Settlement(Outcome.FOR_A_PERSON, "bounced", undelivered=(Undelivered(1, "5.1.1"),)))
    assert [row.fate for row in register.letters()] == ["undelivered 5.1.1"]
    register.close()


def test_a_register_of_a_newer_program_is_left_alone(register: Register, url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(RegisterError, match="newer version") as refused:
        register.migrate()
    assert refused.value.code is RegisterCode.NEWER


def test_migrations_travel_inside_the_package() -> None:
    assert MIGRATIONS.parent == Path(Register.migrate.__code__.co_filename).parent
    assert (MIGRATIONS / "env.py").is_file()
