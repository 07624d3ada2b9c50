"""The desk's key: where it is kept, that a lost or wrong one is told, and that rotating it loses nothing."""

from __future__ import annotations

import logging
import os
import signal
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest
from sqlalchemy import Engine, event

from register import DeskKey, GivenKeys, KeyFile, Keyring, KeyStore, Register, RegisterCode, RegisterError, beside
from register.orphans import ORPHAN_AGE
from register.vault import Owner
from register_life import start, together
from register_values import DESK_KEY, NOW, REFERENCE, adds_up, filed, filing, letter, message, opened, settle

OTHER_KEY = DeskKey(b"another desk key of these tests!")


def with_file(url: str, file: Path) -> Register:
    return Register.open(url, KeyStore.open(beside(url), KeyFile(file)))


def code(work, *arguments) -> RegisterCode:
    with pytest.raises(RegisterError) as refused:
        work(*arguments)
    assert "offsite-key-" not in str(refused.value).replace("`offsite-key-`", "")
    return refused.value.code


def start_code(url: str, *keys: DeskKey) -> RegisterCode:
    """How a desk with these keys refuses to start."""
    desk = opened(url, *keys)
    try:
        return code(desk.migrate)
    finally:
        desk.close()


class TestAtStart:
    """Keys and register belong together, or the desk does not start and makes nothing."""

    def test_another_key_is_told_by_its_name(self, register, url):
        desk = opened(url, OTHER_KEY)
        with pytest.raises(RegisterError, match=DESK_KEY.id) as refused:
            desk.migrate()
        assert refused.value.code is RegisterCode.KEY_WRONG
        desk.close()

    def test_a_lost_key_is_told_and_none_is_made(self, url, tmp_path):
        file = tmp_path / "desk.key"
        desk = with_file(url, file)
        desk.migrate()
        desk.close()
        file.unlink()
        desk = with_file(url, file)
        assert code(desk.migrate) is RegisterCode.KEY_LOST
        assert not file.exists()
        desk.close()

    def test_a_lost_key_store_is_told_and_none_is_made_in_its_place(self, tmp_path):
        url = f"sqlite:///{tmp_path / 'register.db'}"
        desk = opened(url)
        desk.migrate()
        desk.close()
        (tmp_path / "keys.db").unlink()
        assert start_code(url, DESK_KEY) is RegisterCode.KEYS_MISSING
        assert start_code(url, OTHER_KEY) is RegisterCode.KEYS_MISSING, "nor at a second try"

    def test_the_key_store_of_another_register_is_told(self, tmp_path):
        urls = [f"sqlite:///{tmp_path / name / 'register.db'}" for name in ("one", "two")]
        for url in urls:
            desk = opened(url)
            desk.migrate()
            desk.close()
        (tmp_path / "two" / "keys.db").replace(tmp_path / "one" / "keys.db")
        assert start_code(urls[0]) is RegisterCode.ALTERED

    def test_an_older_key_store_is_counted_and_told_at_reading(self, tmp_path):
        url = f"sqlite:///{tmp_path / 'register.db'}"
        desk = opened(url)
        desk.migrate()
        desk.store.copy_to(tmp_path / "copy.db")
        settle(desk, filed(filing()))
        desk.close()
        assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
        (tmp_path / "copy.db").replace(tmp_path / "keys.db")
        desk = opened(url)
        desk.migrate()
        assert desk.missing_keys() == 2
        assert code(desk.find_case, REFERENCE) is RegisterCode.KEYS_MISSING
        desk.close()

    def test_a_key_whose_owner_never_came_is_swept_once_it_is_old_and_no_other(self, register):
        settle(register, filed(filing()))
        before = register.store.figures().living
        register._vault.new(Owner.CASE, [f"{7:032x}"], {f"{7:032x}": ["a digest"]})
        now = datetime.now(UTC)
        assert register.sweep_keys(now) == 0, "its owner may be on the way"
        later = now + ORPHAN_AGE + timedelta(minutes=1)
        assert register.orphan_keys(later) == (f"{7:032x}",)
        assert register.sweep_keys(later) == 1
        assert register.sweep_keys(later) == 0
        assert register.store.figures().living == before
        assert not register.store.owners(["a digest"])
        assert register.find_case(REFERENCE).contents

    def test_after_a_restore_the_keys_of_the_register_that_was_put_aside_stay(self, register):
        register._vault.new(Owner.SUBMISSION, [f"{8:032x}"])
        now = datetime.now(UTC)
        register.note_restored(now - timedelta(days=1), now)
        assert register.sweep_keys(now + ORPHAN_AGE * 2) == 0


class TestKeyFile:
    def test_it_is_made_once_for_its_owner_alone_and_told(self, tmp_path, caplog):
        file = KeyFile(tmp_path / "new" / "desk.key")
        with caplog.at_level(logging.WARNING):
            made = file.make()
            assert file.make() == made
        assert file.read() == (made,)
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
        assert len(caplog.messages) == 1
        assert made.text not in caplog.text
        assert [each.name for each in file.path.parent.iterdir()] == ["desk.key"], "nothing is left beside it"

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
    def test_one_that_others_may_read_is_refused_with_the_remedy(self, tmp_path, mode):
        file = KeyFile(tmp_path / "desk.key")
        file.make()
        file.path.chmod(mode)
        assert code(file.read) is RegisterCode.KEY_EXPOSED
        with pytest.raises(RegisterError, match="chmod 600"):
            file.read()

    @pytest.mark.parametrize("text", ["", "\n", "hello", "offsite-key-", "offsite-key-AAAA"])
    def test_one_that_holds_no_key_is_refused(self, tmp_path, text):
        file = tmp_path / "desk.key"
        file.touch(mode=0o600)
        file.write_text(text)
        assert code(KeyFile(file).read) is RegisterCode.BAD_KEY

    def test_a_folder_in_its_place_is_refused(self, tmp_path):
        assert code(KeyFile(tmp_path).read) is RegisterCode.KEY_UNREADABLE


class _Ring(keyring.backend.KeyringBackend):
    """A keyring in memory, which may be locked."""

    priority = 1
    locked = False

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[_Ring]:
    before, made = keyring.get_keyring(), _Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_keyring_keeps_and_rotates_the_key(ring, url):
    source = Keyring("offsite")
    desk = Register.open(url, KeyStore.open(beside(url), source))
    desk.migrate()
    [first] = source.read()
    desk.store.rotate()
    [second] = source.read()
    assert second != first
    ring.locked = True
    assert code(source.read) is RegisterCode.KEY_UNREADABLE
    desk.close()


def test_keys_of_the_environment_are_rotated_once_both_are_given(register, url):
    settle(register, filed(filing(), letters=(letter(),)))
    assert code(register.store.rotate) is RegisterCode.KEY_GIVEN
    desk = opened(url, OTHER_KEY, DESK_KEY)
    desk.migrate()
    desk.store.rotate()
    desk.close()
    desk = opened(url, OTHER_KEY)
    desk.migrate()
    assert desk.find_case(REFERENCE).assessment == filing().assessment
    desk.close()
    assert start_code(url, DESK_KEY) is RegisterCode.KEY_WRONG


def test_given_keys_are_never_shown():
    assert DESK_KEY.text not in repr(GivenKeys((DESK_KEY.text,)))


def test_a_rotation_changes_the_key_and_nothing_else(url, tmp_path):
    file = KeyFile(tmp_path / "desk.key")
    desk = with_file(url, file.path)
    desk.migrate()
    settle(desk, filed(filing(pupil=("upn A",)), letters=(letter(),)))
    before = (desk.find_case(REFERENCE), desk.letters(), desk.earlier_cases(("upn A",)))
    [old] = file.read()
    assert desk.store.rotate() == 4, "of the case, the message, and two of the desk's own"
    [new] = file.read()
    assert new != old
    assert desk.store.figures().desk_key == new.id
    assert (desk.find_case(REFERENCE), desk.letters(), desk.earlier_cases(("upn A",))) == before
    assert not desk.persist(message(), NOW).fresh, "digests survive"
    desk.close()


def test_a_desk_at_work_goes_on_while_another_rotates(url, tmp_path):
    file = tmp_path / "desk.key"
    desk, other = with_file(url, file), with_file(url, file)
    desk.migrate()
    other.migrate()
    settle(desk, filed(filing()))
    other.store.rotate()
    assert desk.find_case(REFERENCE).assessment == filing().assessment
    settle(desk, filed(filing("OSD-9999-9", file="new")), "two")
    other.store.rotate()
    settle(desk, filed(), "three")
    assert [len(other.raw(row.submission)) > 0 for row in other.arrivals()] == [True] * 3
    desk.close()
    other.close()


def rotate_until(url: str, file: Path, die_at: int) -> None:
    """Rotate in this process, and die without a word before step `die_at`: a statement, a commit, a key kept."""
    left = [die_at]

    def step(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    desk = with_file(url, file)
    desk.migrate()
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    keep = KeyFile.keep

    def kept(self: KeyFile, keys: object) -> None:
        step()
        keep(self, keys)
        step()

    KeyFile.keep = kept
    desk.store.rotate()
    desk.close()


def test_a_rotation_killed_at_any_step_loses_nothing_and_is_finished_by_the_next(tmp_path):
    url, file = f"sqlite:///{tmp_path / 'register.db'}", tmp_path / "desk.key"
    desk = with_file(url, file)
    desk.migrate()
    settle(desk, filed(filing(), letters=(letter(),)))
    desk.close()
    for step in range(1, 100):
        process = start(rotate_until, url, file, step)
        process.join(60)
        assert process.exitcode in {0, -signal.SIGKILL}
        desk = with_file(url, file)
        desk.migrate()
        assert desk.find_case(REFERENCE).assessment == filing().assessment
        assert desk.letter(1) == letter().raw
        if step % 5 == 0:
            desk.store.rotate()
            assert len(KeyFile(file).read()) == 1
        desk.close()
        if process.exitcode == 0:
            break
    assert 10 < step < 99


def work(url: str, file: Path, name: str) -> None:
    desk = with_file(url, file)
    desk.migrate()
    for number in range(6):
        desk.persist(message(f"{name} {number}"), NOW)
        if name == "rotates":
            desk.store.rotate()
    desk.close()


def test_processes_start_work_and_rotate_at_once(url, tmp_path):
    file = tmp_path / "desk.key"
    together((work, url, file, "rotates"), (work, url, file, "ann"), (work, url, file, "rotates"))
    desk = with_file(url, file)
    desk.migrate()
    assert adds_up(desk)
    assert desk.status(NOW).arrivals == 12
    assert all(desk.raw(row.submission).startswith(b"raw ") for row in desk.arrivals())
    assert (desk.missing_keys(), len(KeyFile(file).read())) == (0, 1)
    desk.close()
