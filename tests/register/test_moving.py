"""A register moves from SQLite to PostgreSQL whole or not at all, and goes on there with everything it knew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desk.exits import Exit
from desk.moving import run_migrate_to
from flows.settings import Settings
from flows.vault_settings import VaultSettings
from register import Register, RegisterCode
from register.errors import MoveRefused
from register.moving import move
from register_values import (
    DESK_KEY,
    FOR_A_PERSON,
    LATER,
    LEASE,
    NOW,
    REFERENCE,
    adds_up,
    filed,
    filing,
    letter,
    message,
    opened,
    settle,
)

PUPIL = ("upn A123",)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register with a little of everything, at which nobody works."""
    file = tmp_path / "register.db"
    register = opened(f"sqlite:///{file}")
    register.migrate()
    settle(register, filed(filing(pupil=PUPIL), letters=(letter(), letter("pack_cover", "jo@example.org"))))
    settle(register, FOR_A_PERSON, "question")
    register.persist(message("waiting"), NOW)
    out = register.claim_dispatch("ann", NOW, 60)
    assert out is not None
    register.mark_sent(out.id, "ann", NOW)
    register.close()
    return file


@pytest.fixture
def source(file: Path) -> Iterator[Register]:
    register = opened(f"sqlite:///{file}")
    yield register
    register.close()


@pytest.fixture
def target(postgresql_url: str) -> Iterator[Register]:
    register = opened(postgresql_url)
    yield register
    register.close()


def test_what_was_moved_is_all_there_and_is_gone_on_with(source: Register, target: Register) -> None:
    assert move(source, target, NOW) == ()
    assert target.status(NOW) == source.status(NOW)
    assert target.arrivals() == source.arrivals()
    assert target.letters() == source.letters()
    assert target.find_case(REFERENCE) == source.find_case(REFERENCE)
    assert target.audit_head() == source.audit_head()
    assert [row.reference for row in target.earlier_cases(PUPIL)] == [REFERENCE]
    assert not target.persist(message("waiting"), NOW).fresh
    settle(target, filed(filing("OSD-RDPM-9", file="next"), letters=(letter(reference="OSD-RDPM-9"),)), "waiting")
    assert adds_up(target)
    assert [found.id for found in target.verify(NOW) if found.violations] == []


def test_a_move_that_breaks_off_leaves_an_empty_database_and_can_be_run_again(
    source: Register, target: Register
) -> None:
    def break_off(table: str, _: int) -> None:
        if table == "dispatches":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(source, target, NOW, break_off)
    assert target.arrivals() == ()
    assert move(source, target, NOW) == ()
    assert target.status(NOW) == source.status(NOW)


def test_a_database_that_holds_something_is_left_alone(source: Register, target: Register) -> None:
    target.migrate()
    settle(target, FOR_A_PERSON, "theirs")
    before = target.arrivals()
    with pytest.raises(MoveRefused) as refused:
        move(source, target, NOW)
    assert refused.value.code is RegisterCode.TARGET_HOLDS
    assert target.arrivals() == before


def test_nothing_is_moved_from_under_a_worker(source: Register, target: Register) -> None:
    assert source.claim("ann", NOW, LEASE)
    with pytest.raises(MoveRefused) as refused:
        move(source, target, NOW)
    assert refused.value.code is RegisterCode.AT_WORK
    assert move(source, target, LATER + timedelta(seconds=1)) == ()
    assert target.sweep(LATER + timedelta(seconds=1)) == ()
    assert target.status(LATER).waiting == 1


def test_the_command_says_what_is_next_and_refuses_a_second_time(
    file: Path, postgresql_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(home=file.parent, vault=VaultSettings(key=DESK_KEY.text))
    assert run_migrate_to(settings, postgresql_url, NOW) is Exit.OK
    said = capsys.readouterr().out
    assert "cases: 1" in said
    assert "database_url" in said
    assert run_migrate_to(settings, postgresql_url) is Exit.USAGE
    assert run_migrate_to(settings, settings.register_url) is Exit.USAGE
    assert run_migrate_to(Settings(home=file.parent / "none"), postgresql_url) is Exit.NOT_FOUND
    assert run_migrate_to(Settings(home=file.parent, database_url=postgresql_url), postgresql_url) is Exit.SETTINGS
