"""A backup is whole and of one moment, whatever happens meanwhile; a restore changes all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from register import DispatchState, Outcome, Register, RegisterCode, RegisterError
from register.backup import read_backup, restoring, write_backup
from register.errors import BackupRefused
from register_life import bring_in, made_at, start
from register_values import LATER, LEASE, NOW, claim, filed, filing, letter, message, result, settle
from register_values import opened as open_register


def opened(folder: Path, name: str = "register.db") -> tuple[str, Register]:
    url = f"sqlite:///{folder / name}"
    register = open_register(url)
    register.migrate()
    return url, register


ONE, AT = "1" * 32, "2026-11-30 09:00:00"


@pytest.fixture
def desk(tmp_path: Path):
    """A register with a case and two letters, one message in work and one waiting: its URL, and the register."""
    url, register = opened(tmp_path)
    settle(register, filed(filing(), letters=(letter(), letter("pack_cover", "jo@example.org"))))
    claim(register, "in work")
    register.persist(message("waiting"), NOW)
    yield url, register
    register.close()


def restore(file: Path, url: str, *, replace: bool = False) -> Register:
    """Where it is put the keys lie already, as a backup holds none."""
    keys = Path(url.removeprefix("sqlite:///")).with_name("keys.db")
    if not keys.exists():
        keys.parent.mkdir(exist_ok=True)
        for part in file.parent.glob("keys.db*"):
            shutil.copy(part, keys.parent)
    with restoring(file, url, LATER, open_register, replace=replace):
        pass
    return open_register(url)


def sound(register: Register) -> bool:
    return not any(found.violations for found in register.verify(NOW))


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_what_is_restored_is_what_was_backed_up(desk, tmp_path: Path) -> None:
    url, register = desk
    made = write_backup(url, tmp_path / "copy", NOW)
    assert (made.made, made.messages, made.cases, made.letters) == (NOW, 3, 1, 2)
    assert read_backup(tmp_path / "copy") == made
    restored = restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new' / 'register.db'}")
    assert restored.arrivals() == register.arrivals()
    assert restored.letters() == register.letters()
    assert restored.raw(restored.arrivals()[0].submission) == register.raw(register.arrivals()[0].submission)
    assert sound(restored)
    restored.close()


def test_only_its_owner_may_read_a_backup_and_what_was_restored(desk, tmp_path: Path) -> None:
    write_backup(desk[0], tmp_path / "copy", NOW)
    restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}").close()
    for name in ("copy", "new.db"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert left_over(tmp_path) == []


def test_every_backup_is_of_one_moment_while_workers_write(tmp_path: Path) -> None:
    url, register = opened(tmp_path)
    names = [tuple(f"{worker}-{number}" for number in range(150)) for worker in "ab"]
    workers = [start(bring_in, url, NOW, each) for each in names]
    counts = []
    while any(worker.is_alive() for worker in workers):
        counts.append(write_backup(url, tmp_path / "copy", NOW).messages)
        copy = restore(tmp_path / "copy", f"sqlite:///{tmp_path / f'{len(counts)}.db'}")
        assert sound(copy), "no message without its bytes, no arrival without its message"
        assert copy.status(NOW).arrivals == counts[-1]
        copy.close()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert counts == sorted(counts)
    assert len(counts) > 1
    assert register.status(NOW).arrivals == 300, "the workers were not held up"
    register.close()


def test_an_earlier_backup_stays_until_the_new_one_is_whole(desk, tmp_path: Path) -> None:
    before = write_backup(desk[0], tmp_path / "copy", NOW)
    (tmp_path / "broken.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(RegisterError):
        write_backup(f"sqlite:///{tmp_path / 'broken.db'}", tmp_path / "copy", LATER)
    assert read_backup(tmp_path / "copy") == before
    assert left_over(tmp_path) == []
    assert write_backup(desk[0], tmp_path / "copy", LATER).made == LATER


def _changed(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE messages SET raw = zeroblob(length(raw))")
    connection.close()


def _row_taken_out(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM outgoing WHERE dispatch = 1")
    connection.close()


def _of_another_day(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE backup SET made = '2027-01-01T00:00:00+00:00'")
    connection.close()


def _without_its_seal(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM backup")
    connection.close()


def _shortened(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def _no_database(file: Path) -> None:
    file.write_bytes(b"Dear colleague, " * 500)


def _an_ordinary_register(file: Path) -> None:
    file.unlink()
    _, register = opened(file.parent, file.name)
    register.close()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (_changed, RegisterCode.BACKUP_DAMAGED),
        (_row_taken_out, RegisterCode.BACKUP_DAMAGED),
        (_of_another_day, RegisterCode.BACKUP_DAMAGED),
        (_without_its_seal, RegisterCode.BACKUP_DAMAGED),
        (_shortened, RegisterCode.BACKUP_DAMAGED),
        (_no_database, RegisterCode.NOT_A_BACKUP),
        (_an_ordinary_register, RegisterCode.NOT_A_BACKUP),
        (lambda file: file.write_bytes(b""), RegisterCode.NOT_A_BACKUP),
    ],
)
def test_what_is_no_whole_backup_is_not_restored(desk, tmp_path: Path, damage, code) -> None:
    url, register = desk
    write_backup(url, tmp_path / "copy", NOW)
    damage(tmp_path / "copy")
    before = register.arrivals()
    register.close()
    with pytest.raises(BackupRefused) as refused:
        restore(tmp_path / "copy", url, replace=True)
    assert refused.value.code is code
    _, register = opened(tmp_path)
    assert register.arrivals() == before
    register.close()
    assert left_over(tmp_path) == []


def test_a_register_that_holds_something_is_replaced_only_when_asked_and_kept(desk, tmp_path: Path) -> None:
    url, register = desk
    write_backup(url, tmp_path / "copy", NOW)
    register.persist(message("later"), LATER)
    register.close()
    with pytest.raises(BackupRefused) as refused:
        restore(tmp_path / "copy", url)
    assert refused.value.code is RegisterCode.HOLDS_SOMETHING
    restored = restore(tmp_path / "copy", url, replace=True)
    assert restored.status(NOW).arrivals == 3
    restored.close()
    [aside] = tmp_path.glob("register.db.replaced-*")
    assert read_status(aside) == 4


def test_a_new_and_empty_register_gives_way(desk, tmp_path: Path) -> None:
    write_backup(desk[0], tmp_path / "copy", NOW)
    url, empty = opened(tmp_path, "new.db")
    empty.close()
    restored = restore(tmp_path / "copy", url)
    assert restored.status(NOW).arrivals == 3
    restored.close()
    assert list(tmp_path.glob("new.db.replaced-*")) == []


def test_a_register_that_a_program_has_open_is_not_taken_from_under_it(desk, tmp_path: Path) -> None:
    url, register = desk
    write_backup(url, tmp_path / "copy", NOW)
    assert register.status(NOW).arrivals == 3, "its connection stays open in the pool"
    with pytest.raises(BackupRefused) as refused:
        restore(tmp_path / "copy", url, replace=True)
    assert refused.value.code is RegisterCode.IN_USE
    register.persist(message("later"), LATER)
    assert register.status(NOW).arrivals == 4, "it goes on as before"
    assert list(tmp_path.glob("register.db.replaced-*")) == []


def test_a_damaged_register_is_replaced_and_kept_as_it_is(desk, tmp_path: Path) -> None:
    url, register = desk
    write_backup(url, tmp_path / "copy", NOW)
    register.close()
    (tmp_path / "register.db").write_bytes(b"\xff" * 9000)
    restored = restore(tmp_path / "copy", url, replace=True)
    assert (restored.status(NOW).arrivals, sound(restored)) == (3, True)
    restored.close()
    assert (next(tmp_path.glob("register.db.replaced-*Z"))).read_bytes() == b"\xff" * 9000


def test_what_is_left_of_a_register_that_somebody_removed_does_not_harm_the_new_one(desk, tmp_path: Path) -> None:
    write_backup(desk[0], tmp_path / "copy", NOW)
    (tmp_path / "new.db-wal").write_bytes(b"\xff" * 900)
    restored = restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}")
    assert (restored.status(NOW).arrivals, sound(restored)) == (3, True)
    restored.close()
    assert (next(tmp_path.glob("new.db.replaced-*-wal"))).read_bytes() == b"\xff" * 900


def test_on_a_disk_without_links_the_register_is_kept_too(desk, tmp_path: Path, monkeypatch) -> None:
    url, register = desk
    write_backup(url, tmp_path / "copy", NOW)
    register.close()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    restore(tmp_path / "copy", url, replace=True).close()
    assert read_status(next(tmp_path.glob("register.db.replaced-*Z"))) == 3


def read_status(file: Path) -> int:
    kept = open_register(f"sqlite:///{file}")
    try:
        return kept.status(NOW).arrivals
    finally:
        kept.close()


@pytest.mark.parametrize("place", ["nowhere/copy", "."])
def test_a_backup_needs_a_folder_to_stand_in(desk, tmp_path: Path, place: str) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        write_backup(desk[0], tmp_path / place, NOW)
    assert refused.value.filename == str(tmp_path / place)


def test_when_the_work_between_fails_nothing_is_changed(desk, tmp_path: Path) -> None:
    url, register = desk
    write_backup(url, tmp_path / "copy", NOW)
    register.persist(message("later"), LATER)
    register.close()

    def fail() -> None:
        with restoring(tmp_path / "copy", url, LATER, open_register, replace=True):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    _, register = opened(tmp_path)
    assert register.status(NOW).arrivals == 4
    register.close()
    assert left_over(tmp_path) == []


def _at_version(file: Path, version: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()


def test_a_backup_of_a_newer_program_is_refused(desk, tmp_path: Path) -> None:
    url, register = desk
    register.close()
    _at_version(tmp_path / "register.db", "9999")
    write_backup(url, tmp_path / "copy", NOW)
    with pytest.raises(RegisterError) as refused:
        restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}")
    assert refused.value.code is RegisterCode.NEWER
    assert not (tmp_path / "new.db").exists()


def test_a_backup_of_an_older_program_is_brought_up_to_date_and_sealed(tmp_path: Path) -> None:
    """As the desk was before it sealed anything."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    made_at(url, "0003")
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.execute(
            "INSERT INTO submissions (id, message_id, digest, received, state, attempts, not_before, reason)"
            " VALUES (?, '<one@example.org>', 'd', ?, 'waiting', 0, ?, '')",
            (ONE, AT, AT),
        )
        connection.execute("INSERT INTO messages (submission, raw) VALUES (?, ?)", (ONE, b"raw of old"))
        connection.execute(
            "INSERT INTO arrivals (id, mailbox, key, submission, received, repeat)"
            " VALUES ('a', 'desk', 'one', ?, ?, 0)",
            (ONE, AT),
        )
    connection.close()
    write_backup(url, tmp_path / "copy", NOW)
    with restoring(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}", LATER, open_register, replace=False):
        pass
    restored = open_register(f"sqlite:///{tmp_path / 'new.db'}")
    assert restored.status(NOW).arrivals == 1
    assert restored.raw(ONE) == b"raw of old"
    assert sound(restored)
    restored.close()
    assert b"raw of old" not in (tmp_path / "new.db").read_bytes()


@pytest.mark.parametrize("url", ["postgresql+psycopg://desk:s3cret@db.example.org/offsite", "sqlite://"])
def test_a_register_that_is_no_file_names_the_way(tmp_path: Path, url: str) -> None:
    with pytest.raises(BackupRefused, match="pg_dump") as refused:
        write_backup(url, tmp_path / "copy", NOW)
    assert refused.value.code is RegisterCode.NOT_SQLITE
    assert "s3cret" not in str(refused.value)


def test_a_register_that_is_not_there_and_one_that_would_be_its_own_backup(desk, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused) as refused:
        write_backup(f"sqlite:///{tmp_path / 'nowhere.db'}", tmp_path / "copy", NOW)
    assert refused.value.code is RegisterCode.NO_REGISTER
    with pytest.raises(BackupRefused) as refused:
        write_backup(desk[0], tmp_path / "register.db", NOW)
    assert refused.value.code is RegisterCode.OVER_ITSELF


def test_what_may_have_gone_since_is_held_back(register: Register) -> None:
    letters = tuple(letter(kind) for kind in ("acknowledgement", "pack_cover", "review_due"))
    settle(register, filed(filing(), letters=letters))
    settle(register, filed(results=(result(),)), "outcome")
    claim(register, "in work")
    register.persist(message("waiting"), NOW)
    gone = register.claim_dispatch("ann", NOW, LEASE)
    assert gone is not None
    register.mark_sent(gone.id, "ann", NOW)
    assert register.claim_dispatch("ann", NOW, LEASE) is not None
    assert register.acquire_poll("desk", "ann", NOW, LEASE)

    held = register.hold_back(LATER)
    register.note_restored(NOW, LATER)
    assert (held.letters, held.messages) == (2, 2)
    states = [row.state for row in register.letters()]
    assert states == [DispatchState.SENT, DispatchState.UNKNOWN, DispatchState.UNKNOWN]
    assert register.claim_dispatch("bea", LATER + timedelta(days=9), LEASE) is None
    assert register.claim("bea", LATER + timedelta(days=9), LEASE) is None
    became = {row.submission: (row.outcome, row.reason) for row in register.arrivals()}
    assert [each for each in became.values() if each[1]] == [(Outcome.QUARANTINED, "restored")] * 2
    assert len(register.untold()) == 2, "the team is told of each"
    assert register.acquire_poll("desk", "bea", LATER - timedelta(seconds=LEASE), LEASE), "nobody polls it any more"
    assert sound(register)
    assert register.hold_back(LATER).letters == 0
