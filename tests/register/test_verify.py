"""`verify` finds a sound register sound, and every check fails on a register damaged in just that way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from register import Register, RegisterCode, RegisterError
from register.verify import CHECKS
from register_values import (
    FOR_A_PERSON,
    LEASE,
    NOW,
    REFERENCE,
    claim,
    filed,
    filing,
    letter,
    message,
    result,
    settle,
)
from register_values import opened as open_register

PACK = letter("pack_cover", "jo@example.org")


def live(register: Register) -> None:
    """A little of everything: filed, reviewed, for a person, again, waiting, in work; letters sent, on their way."""
    settle(register, filed(filing(), letters=(letter(), PACK, letter("review_due"))))
    settle(register, filed(results=(result(),)), "reviewed")
    about = replace(letter("no_form"), reference=None, message_id="<no-form@example.org>")
    settle(register, replace(FOR_A_PERSON, dispatches=(about,)), "question")
    register.persist(message("question", key="again"), NOW)
    claim(register, "in work")
    register.persist(message("waiting"), NOW)
    for _ in range(2):
        out = register.claim_dispatch("ann", NOW, LEASE)
        assert out is not None
    register.mark_sent(out.id, "ann", NOW)
    assert register.acquire_poll("desk", "ann", NOW, LEASE)


def broken(register: Register) -> dict[str, int]:
    return {found.id: found.violations for found in register.verify(NOW) if found.violations}


def test_a_register_that_was_worked_with_is_sound(register: Register) -> None:
    live(register)
    assert broken(register) == {}
    assert [found.id for found in register.verify(NOW)] == [check.id for check in CHECKS]


def test_a_quick_look_opens_nothing_that_is_sealed_and_looks_at_all_else(damaged) -> None:
    register = damaged(*DAMAGES["contents_open"])
    assert "contents_open" in broken(register)
    found = register.verify(NOW, contents=False)
    assert [each.id for each in found] == [check.id for check in CHECKS if check.id != "contents_open"]
    assert not any(each.violations for each in found)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "register.db"
    register = open_register(f"sqlite:///{file}")
    register.migrate()
    live(register)
    register.close()
    return file


@pytest.fixture
def damaged(file: Path) -> Iterator[Callable[..., Register]]:
    """Opens the register after statements that the desk would never run."""
    opened = []

    def damage(*statements: str) -> Register:
        with sqlite3.connect(file) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()
        opened.append(open_register(f"sqlite:///{file}"))
        return opened[0]

    yield damage
    for each in opened:
        each.close()


_REST = (
    "about, kind, occasion, recipient, message_id, reference, submission, state, attempts, worker, lease_until,"
    " not_before, queued, sent, addresses, undelivered, undelivered_code"
)
LETTERS_WITHOUT_KEYS = (
    f"CREATE TABLE loose (id INTEGER PRIMARY KEY, {_REST})",
    f"INSERT INTO loose SELECT id, {_REST} FROM dispatches",
    "DROP TABLE dispatches",
    "ALTER TABLE loose RENAME TO dispatches",
)


def written_again(column: str) -> tuple[str, ...]:
    """The letter that was sent once more, in an outbox without keys, with another `column`."""
    other = _REST.replace(f"{column},", "'other',")
    return (
        *LETTERS_WITHOUT_KEYS,
        f"INSERT INTO dispatches SELECT id + 100, {other} FROM dispatches WHERE state = 'sent'",
        "INSERT INTO outgoing SELECT id, 'raw', NULL FROM dispatches WHERE id > 100",
    )


OPENED = "DROP TRIGGER events_stay"
"""What keeps others from changing an event: whoever owns the file can take it away."""
FILED = "(SELECT submission FROM versions WHERE kind = 'off_site_direction')"
QUESTION = "(SELECT id FROM submissions WHERE outcome = 'for_a_person')"
AFTER = (NOW + timedelta(days=2)).strftime("%Y-%m-%d %H:%M:%S.000000")

DAMAGES: dict[str, tuple[str, ...]] = {
    "foreign_keys": ("UPDATE outgoing SET dispatch = 999 WHERE dispatch = 1",),
    "arrivals_counted": ("UPDATE submissions SET state = 'lost' WHERE state = 'waiting'",),
    "arrived_once": ("UPDATE arrivals SET repeat = 0",),
    "keys_kept": ("UPDATE cases SET key = '00000000000000000000000000000bad'",),
    "contents_open": ("UPDATE messages SET raw = CAST(substr(raw, 1, 40) AS BLOB)",),
    "messages_kept": (f"DELETE FROM messages WHERE submission = {QUESTION}",),
    "settled_once": ("UPDATE submissions SET outcome = 'quarantined' WHERE state = 'waiting'",),
    "work_claimed": ("UPDATE submissions SET lease_until = NULL WHERE state = 'working'",),
    "filed_has_version": (f"UPDATE submissions SET outcome = 'filed' WHERE id = {QUESTION}",),
    "version_is_filed": (f"UPDATE submissions SET outcome = 'duplicate' WHERE id = {FILED}",),
    "version_has_case": ("UPDATE versions SET reference = 'OSD-0000-0' WHERE kind = 'review_outcome'",),
    "case_has_version": ("UPDATE versions SET kind = 'managed_move' WHERE kind = 'off_site_direction'",),
    "review_has_case": ("UPDATE reviews SET reference = 'OSD-0000-0' WHERE held IS NULL",),
    "decision_has_day": ("UPDATE reviews SET held = NULL",),
    "letters_counted": ("UPDATE dispatches SET state = 'lost' WHERE state = 'queued'",),
    "letter_once": written_again("message_id"),
    "letter_has_content": ("DELETE FROM outgoing WHERE dispatch = 1",),
    "letter_has_subject": ("UPDATE dispatches SET reference = 'OSD-0000-0' WHERE kind = 'pack_cover'",),
    "sent_has_time": ("UPDATE dispatches SET sent = NULL",),
    "sending_claimed": ("UPDATE dispatches SET lease_until = NULL",),
    "tallies_true": ("UPDATE tallies SET amount = amount + 1 WHERE name = 'letter sent'",),
    "nothing_far_ahead": (f"UPDATE leases SET until = '{AFTER}'",),
    "events_known": (OPENED, "UPDATE events SET submission = 'nothing' WHERE what = 'arrived'"),
    "events_chained": (OPENED, "UPDATE events SET detail = 'other' WHERE id = 2"),
}
ALSO = {
    # What a reference leads to is named by both: the row, and the key that SQLite knows it by.
    "version_has_case": {"foreign_keys", "contents_open"},
    "review_has_case": {"foreign_keys"},
    "foreign_keys": {"letter_has_content"},
    # What is sealed for one place opens at no other, nor does what was never sealed.
    # And with the table went the triggers on it.
    "letter_once": {"contents_open", "tallies_true"},
    # An event speaks for itself, and the chain for all of them.
    "events_known": {"events_chained"},
}


@pytest.mark.parametrize("check", DAMAGES)
def test_each_check_fails_on_a_register_that_is_damaged_in_just_that_way(damaged, check: str) -> None:
    found = broken(damaged(*DAMAGES[check]))
    assert found[check] > 0
    assert set(found) == {check} | ALSO.get(check, set())


OTHERWISE: tuple[tuple[str, str], ...] = (
    ("arrivals_counted", "DELETE FROM submissions WHERE state = 'waiting'"),
    ("arrivals_counted", f"UPDATE submissions SET outcome = 'lost' WHERE id = {QUESTION}"),
    ("arrived_once", "DELETE FROM arrivals WHERE NOT repeat"),
    ("messages_kept", "UPDATE messages SET raw = ''"),
    ("settled_once", f"UPDATE submissions SET settled = NULL WHERE id = {QUESTION}"),
    ("settled_once", f"UPDATE submissions SET outcome = NULL WHERE id = {QUESTION}"),
    ("work_claimed", "UPDATE submissions SET worker = 'ann' , lease_until = not_before WHERE state = 'waiting'"),
    ("letter_has_subject", "UPDATE dispatches SET reference = NULL, submission = NULL"),
    ("sent_has_time", "UPDATE dispatches SET sent = queued"),
    ("sending_claimed", "UPDATE dispatches SET worker = NULL"),
    ("nothing_far_ahead", f"UPDATE submissions SET lease_until = '{AFTER}' WHERE state = 'working'"),
    ("nothing_far_ahead", f"UPDATE submissions SET not_before = '{AFTER}' WHERE state = 'waiting'"),
    ("nothing_far_ahead", f"UPDATE dispatches SET not_before = '{AFTER}' WHERE state = 'queued'"),
    ("events_known", "UPDATE events SET reference = 'OSD-0000-0' WHERE what = 'filed'"),
    ("events_chained", "DELETE FROM events_head"),
)


@pytest.mark.parametrize(("check", "statement"), OTHERWISE)
def test_a_check_sees_every_way_in_which_its_sentence_can_be_untrue(damaged, check: str, statement: str) -> None:
    assert check in broken(damaged(OPENED, "DROP TRIGGER events_head_stays", statement))


def test_a_message_id_that_two_letters_carry_is_a_letter_written_twice(damaged) -> None:
    found = broken(damaged(*written_again("occasion")))
    assert found == {"letter_once": 1, "contents_open": 1, "tallies_true": 1}


def test_every_check_is_shown_to_fail() -> None:
    assert set(DAMAGES) | {"file_whole"} == {check.id for check in CHECKS}


def test_the_docs_list_every_check() -> None:
    told = (Path(__file__).resolve().parents[2] / "docs" / "register.md").read_text(encoding="utf-8")
    for check in CHECKS:
        assert f"| `{check.id}` | {check.says} |" in told


def test_a_page_of_the_file_that_was_written_over_is_found(file: Path) -> None:
    data = bytearray(file.read_bytes())
    with sqlite3.connect(file) as connection:
        [root] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_events_reference'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(file.read_bytes())
    data[(root - 1) * size + 8 : root * size] = bytes(size - 8)
    file.write_bytes(data)
    register = open_register(f"sqlite:///{file}")
    assert broken(register)["file_whole"] > 0
    register.close()


def test_a_look_at_a_page_that_cannot_be_read_counts_and_the_other_checks_go_on(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        [root] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reviews'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(file.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    file.write_bytes(data)
    register = open_register(f"sqlite:///{file}")
    found = {each.id: each for each in register.verify(NOW)}
    assert found["review_has_case"].examples == ("cannot be read",)
    assert found["letter_once"].violations == 0
    register.close()


def test_what_is_named_says_nothing_of_anybody(damaged) -> None:
    register = damaged(f"UPDATE leases SET name = 'imap://kian@example.org', until = '{AFTER}'")
    found = {each.id: each for each in register.verify(NOW)}
    assert found["nothing_far_ahead"].examples == ("a mailbox",)


def test_a_register_without_tables_says_so(url: str) -> None:
    register = open_register(url)
    with pytest.raises(RegisterError) as refused:
        register.verify(NOW)
    assert refused.value.code is RegisterCode.NOT_MIGRATED
    register.close()


def test_examples_are_only_a_few(damaged) -> None:
    found = {
        each.id: each for each in damaged(OPENED, "UPDATE events SET reference = 'OSD-0000-0'").verify(NOW, examples=2)
    }
    assert found["events_known"].violations > 2
    assert len(found["events_known"].examples) == 2
    assert REFERENCE not in str(found)
