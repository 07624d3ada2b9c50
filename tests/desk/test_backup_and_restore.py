"""`offsite backup` during intake, `offsite restore` after a loss, and a desk that goes on with nothing twice."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from canary import told_by
from desk.exits import Exit
from flows.collect import collect, file_away
from flows.settings import Settings
from flows.stations import Stations, open_stations
from flows.work import work_through
from mailboxes.maildir import SENT
from register import DispatchState, Outcome, RegisterError
from register.desk_key import DeskKey
from straight_way import deliver, mail, run

CANARIES = ("Bellwether", "M999400123041")
OFFSITE = Path(sys.executable).with_name("offsite")


@pytest.fixture
def now() -> datetime:
    """The commands go by this machine's clock."""
    return datetime.now(UTC)


def offsite(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    said = {**os.environ, **environment}
    return subprocess.run([OFFSITE, *words], cwd=folder, env=said, capture_output=True, text=True, check=False)


def letters_out(stations: Stations) -> list[str]:
    return sorted(path.name for path in (stations.settings.mail_folder / f".{SENT}" / "cur").iterdir())


def put_back(stations: Stations) -> None:
    """A person moves everything from the folders into the inbox, as `restore` says."""
    root = stations.settings.mail_folder
    for folder in (".Filed", ".For a person", ".Quarantine"):
        for path in (root / folder / "cur").iterdir():
            # Its key may be another one then, as behind IMAP.
            path.rename(root / "new" / f"back-{path.name.partition(':')[0]}")


def lose(stations: Stations) -> None:
    """The disk with the register is gone; the mailbox is on another."""
    stations.register.close()
    for path in stations.settings.home.glob("register.db*"):
        path.unlink()


@pytest.fixture
def lost(tmp_path: Path, settings: Settings, now: datetime) -> Settings:
    """A desk whose register was backed up in the middle of the work, went on, and was lost."""
    with open_stations(settings) as stations:
        deliver(stations, mail("complete.pdf", now=now, slug="first"), "first")
        run(stations, now)
        deliver(stations, mail("managed_move.pdf", now=now, slug="second"), "second")
        collect(stations, now)
        work_through(stations, now)
        deliver(stations, mail("complete.docx", now=now, slug="third"), "third")
        collect(stations, now)
        # One is answered, one has its letters in the outbox, one waits: and the backup is made.
        done = offsite(tmp_path, "backup", "copy.db")
        assert (done.returncode, "3 messages, 2 cases" in done.stdout) == (Exit.OK, True)
        run(stations, now)
        deliver(stations, mail("own_tables.docx", now=now, slug="fourth"), "fourth")
        run(stations, now)
        assert Counter(row.outcome for row in stations.register.arrivals()) == {Outcome.FILED: 4}
        lose(stations)
    return settings


def test_a_desk_goes_on_after_a_restore_and_sends_nothing_twice(tmp_path, lost, now):
    done = offsite(tmp_path, "restore", "copy.db")
    assert done.returncode == Exit.ATTENTION
    assert "3 letters may have gone" in done.stdout
    assert "1 messages waited" in done.stdout
    assert "back into the inbox" in done.stdout
    with open_stations(lost) as stations:
        out = letters_out(stations)
        run(stations, now)
        unknown = [row for row in stations.register.letters() if row.state is DispatchState.UNKNOWN]
        assert len(unknown) == 3
        assert {row.submission for row in unknown} == {stations.register.arrivals()[1].submission}
        new = set(letters_out(stations)) - set(out)
        assert len(new) == 1, "the team is told of the one that waited, and nobody else is written to"
        assert [row.kind for row in stations.register.letters()][-1] == "for_a_person"


def test_what_came_after_the_backup_is_taken_in_again_once_it_is_moved_back(tmp_path, lost, now):
    offsite(tmp_path, "restore", "copy.db")
    with open_stations(lost) as stations:
        run(stations, now)
        put_back(stations)
        run(stations, now)
        outcomes = Counter(row.outcome for row in stations.register.arrivals())
        assert outcomes == {Outcome.FILED: 3, Outcome.QUARANTINED: 1, Outcome.DUPLICATE: 3}
        assert stations.register.find_document(_sha("own_tables.docx")), "the one that only the lost register knew"
        kinds = Counter(row.kind for row in stations.register.letters() if not row.reference)
        assert kinds == {"for_a_person": 1}, "what the register knows is filed away without a word"
        assert not list((stations.settings.mail_folder / "new").iterdir())
    assert offsite(tmp_path, "verify").returncode == Exit.OK


def test_with_send_all_goes_on_where_it_was(tmp_path, lost, now):
    shutil.rmtree(lost.mail_folder / f".{SENT}")
    done = offsite(tmp_path, "restore", "copy.db", "--send")
    assert done.returncode == Exit.OK
    with open_stations(lost) as stations:
        run(stations, now)
        states = Counter(row.state for row in stations.register.letters())
        assert states == {DispatchState.SENT: 7}
        assert Counter(row.outcome for row in stations.register.arrivals()) == {Outcome.FILED: 3}


def test_a_letter_of_a_review_that_the_lost_register_may_have_sent_is_not_sent_again(tmp_path, settings, now):
    with open_stations(settings) as stations:
        deliver(stations, mail("complete.pdf", now=now, slug="first"), "first")
        run(stations, now)
        offsite(tmp_path, "backup", "copy.db")
        lose(stations)
    _review_today(tmp_path / "copy.db", now, tmp_path)
    done = offsite(tmp_path, "restore", "copy.db")
    assert done.returncode == Exit.ATTENTION, done.stderr
    with open_stations(settings) as stations:
        due = [row for row in stations.register.letters() if row.kind == "review_today"]
        assert {row.state for row in due} == {DispatchState.UNKNOWN}
        assert len(due) == 2


def _review_today(copy: Path, now: datetime, folder: Path) -> None:
    """The same backup, of a case whose first review is today."""
    import sqlite3

    from register.backup import restoring, write_backup

    # Beside the keys, which a backup does not hold.
    between = folder / "desk" / "between.db"
    url = f"sqlite:///{between}"
    desk = Settings.load(folder / "offsite.toml")
    with restoring(
        copy, url, now, lambda url: desk.model_copy(update={"database_url": url}).open_register(), replace=False
    ):
        pass
    with sqlite3.connect(between) as connection:
        connection.execute("UPDATE reviews SET due = ? WHERE id = 1", (now.date().isoformat(),))
        connection.execute("DELETE FROM reviews WHERE id > 1")
    connection.close()
    write_backup(url, copy, now)


def test_what_backup_and_restore_refuse_says_what_to_do(tmp_path, settings, now):
    assert offsite(tmp_path, "backup", "copy.db").returncode == Exit.NOT_FOUND
    with open_stations(settings) as stations:
        deliver(stations, mail("complete.pdf", now=now), "first")
        collect(stations, now)
        file_away(stations, now)
    offsite(tmp_path, "backup", "copy.db")
    refused = offsite(tmp_path, "restore", "copy.db")
    assert (refused.returncode, "--replace" in refused.stderr) == (Exit.USAGE, True)
    (tmp_path / "letter.txt").write_text("Dear colleague")
    refused = offsite(tmp_path, "restore", "letter.txt", "--replace")
    assert (refused.returncode, "no backup" in refused.stderr) == (Exit.UNREADABLE, True)
    assert offsite(tmp_path, "restore", "nowhere.db").returncode == Exit.NOT_FOUND
    (tmp_path / "offsite.toml").write_text('database_url = "postgresql+psycopg://desk@db.example.org/offsite"\n')
    refused = offsite(tmp_path, "backup", "copy.db")
    assert (refused.returncode, "pg_dump" in refused.stderr) == (Exit.SETTINGS, True)


def _sha(file: str) -> str:
    from desk.samples.files import samples

    return hashlib.sha256(samples()[file].data).hexdigest()


def file_one(settings: Settings, now: datetime, name: str) -> str:
    with open_stations(settings) as stations:
        deliver(stations, mail(name, now=now, slug=name), name)
        run(stations, now)
        return stations.register.cases()[0].reference


def keep_keys(settings: Settings, name: str) -> None:
    shutil.copy(settings.home / "keys.db", settings.home / name)


def put_keys_back(settings: Settings, name: str) -> None:
    for path in settings.home.glob("keys.db*"):
        path.unlink()
    shutil.copy(settings.home / name, settings.home / "keys.db")


@pytest.fixture
def behind(tmp_path: Path, settings: Settings, now: datetime) -> tuple[str, str]:
    """A backup of two cases beside a key store that knows the first alone; the references of both."""
    first = file_one(settings, now, "complete.pdf")
    keep_keys(settings, "older.db")
    second = file_one(settings, now, "managed_move.pdf")
    offsite(tmp_path, "backup", "copy.db")
    with open_stations(settings) as stations:
        lose(stations)
    keep_keys(settings, "latest.db")
    put_keys_back(settings, "older.db")
    return first, second


def test_a_backup_whose_keys_are_not_there_is_refused_and_names_what_stays_shut(tmp_path, settings, behind):
    refused = offsite(tmp_path, "restore", "copy.db")
    assert refused.returncode == Exit.ATTENTION
    assert "2 cases and messages" in refused.stderr
    assert behind[1] in refused.stderr
    assert behind[0] not in refused.stderr
    assert "keys.db" in refused.stderr
    assert not (settings.home / "register.db").exists(), "nothing was put in place"
    put_keys_back(settings, "latest.db")
    assert offsite(tmp_path, "restore", "copy.db").returncode == Exit.OK
    assert offsite(tmp_path, "verify").returncode == Exit.OK


def test_keys_that_are_lost_for_good_are_given_up_and_the_rest_goes_on(tmp_path, settings, now, behind):
    first, second = behind
    done = offsite(tmp_path, "restore", "copy.db", "--keys-lost")
    assert done.returncode == Exit.ATTENTION
    assert "2 cases and messages are given up" in done.stdout
    assert offsite(tmp_path, "verify").returncode == Exit.OK
    with open_stations(settings) as stations:
        assert {row.reference: bool(row.erased) for row in stations.register.cases()} == {first: False, second: True}
        assert stations.register.find_case(first).contents
        run(stations, now)
    assert "its key was lost" in " ".join(offsite(tmp_path, "case", second, "--history").stdout.split())


def test_verify_finds_a_key_store_that_is_older_than_the_register(tmp_path, settings, now, behind):
    put_keys_back(settings, "latest.db")
    offsite(tmp_path, "restore", "copy.db")
    put_keys_back(settings, "older.db")
    found = offsite(tmp_path, "verify")
    assert found.returncode == Exit.FAILED
    assert "keys_kept" in found.stdout
    assert behind[1] in found.stdout


def gone(home: Path) -> None:
    for path in home.glob("keys.db*"):
        path.unlink()


def cut_short(home: Path) -> None:
    whole = (home / "keys.db").read_bytes()
    gone(home)
    (home / "keys.db").write_bytes(whole[: len(whole) // 2])


def emptied(home: Path) -> None:
    gone(home)
    (home / "keys.db").touch()


def no_desk_key(home: Path) -> None:
    (home / "desk.key").unlink()


def another_desk_key(home: Path) -> None:
    (home / "desk.key").write_text(DeskKey.new().text)


HARM = (
    (gone, "the latest copy of the key store (keys.db) back"),
    (cut_short, "The key store (keys.db) is damaged"),
    (emptied, "the latest copy of the key store (keys.db) back"),
    (no_desk_key, "there is no desk key. Put the key back"),
    (another_desk_key, "Put that key back from where it is kept safe"),
)


@pytest.mark.parametrize(("harm", "remedy"), HARM)
def test_a_backup_is_not_restored_beside_keys_that_do_not_open_it(tmp_path, settings, now, harm, remedy):
    file_one(settings, now, "complete.pdf")
    offsite(tmp_path, "backup", "copy.db")
    with open_stations(settings) as stations:
        lose(stations)
    shutil.copytree(settings.home, tmp_path / "as it was")
    harm(settings.home)
    refused = offsite(tmp_path, "restore", "copy.db")
    assert (refused.returncode, remedy in refused.stderr) == (Exit.UNAVAILABLE, True), refused.stderr
    assert not (settings.home / "register.db").exists(), "nothing was put in place"
    shutil.rmtree(settings.home)
    shutil.move(tmp_path / "as it was", settings.home)
    assert offsite(tmp_path, "restore", "copy.db").returncode == Exit.OK
    assert offsite(tmp_path, "verify").returncode == Exit.OK


@pytest.mark.parametrize(("harm", "remedy"), HARM)
def test_no_command_goes_on_without_the_keys(tmp_path, settings, now, harm, remedy):
    file_one(settings, now, "complete.pdf")
    harm(settings.home)
    with pytest.raises(RegisterError, match=re.escape(remedy)), open_stations(settings):
        pass
    refused = offsite(tmp_path, "verify")
    assert (refused.returncode, remedy in refused.stderr) == (Exit.UNAVAILABLE, True), refused.stderr
    looked = offsite(tmp_path, "doctor")
    assert looked.returncode != Exit.OK
    assert remedy in looked.stdout


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        (DeskKey.new().text, "The desk key in the environment (OFFSITE_VAULT__KEY)"),
        ("offsite-key-cut", "The desk's key is not written as one"),
    ],
    ids=["another", "cut short"],
)
def test_a_wrong_key_in_the_environment_is_named_and_changes_nothing(tmp_path, settings, now, given, remedy):
    file_one(settings, now, "complete.pdf")
    offsite(tmp_path, "backup", "copy.db")
    before = digests(settings.home)
    for words in (("restore", "copy.db", "--replace"), ("verify",), ("doctor",)):
        refused = offsite(tmp_path, *words, OFFSITE_VAULT__KEY=given)
        assert refused.returncode == (Exit.ATTENTION if words == ("doctor",) else Exit.UNAVAILABLE)
        told = " ".join((refused.stdout + refused.stderr).split())
        assert remedy in told
        assert given not in told, "what may be a key stays off the screen"
        assert digests(settings.home) == before
    assert offsite(tmp_path, "verify").returncode == Exit.OK


def digests(home: Path) -> dict[str, str]:
    """The files of a desk without what SQLite keeps beside them while it reads."""
    beside = ("-wal", "-shm")
    files = [path for path in home.rglob("*") if path.is_file() and not path.name.endswith(beside)]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_was_erased_after_the_backup_is_erased_in_it_too(tmp_path, settings, now):
    reference = file_one(settings, now, "complete.pdf")
    offsite(tmp_path, "backup", "copy.db")
    erased = offsite(tmp_path, "erase", reference, "--why", "asked for by letter", "--yes")
    assert erased.returncode == Exit.OK, erased.stderr
    done = offsite(tmp_path, "restore", "copy.db", "--replace")
    assert "1 cases were erased after the backup was made" in done.stdout
    shown = offsite(tmp_path, "case", reference, "--history").stdout
    assert "its key was destroyed after this backup was made" in shown
    assert offsite(tmp_path, "verify").returncode == Exit.OK
    assert not told_by([tmp_path / "copy.db", *settings.home.glob("*.db*")], CANARIES)
    with open_stations(settings) as stations:
        [case] = stations.register.cases()
        assert case.erased
        assert all(letter.erased for letter in stations.register.letters() if letter.reference == reference)
        before = len(letters_out(stations))
        run(stations, now)
        assert len(letters_out(stations)) == before
