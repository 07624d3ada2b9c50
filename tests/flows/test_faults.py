"""One broken message cannot stop the line, and nothing personal gets out of it."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest

from conftest import MORNING
from flows.work import work_through
from mailboxes.mailbox import Rejected, SendUnknown, Transient
from mailboxes.maildir import MaildirMailbox
from register import DispatchState, Outcome
from straight_way import deliver, mail, run, run_until_settled, sent

CANARIES = ("Bellwether", "Kian", "Sundgren", "OSD form KB", "N999402")


def broken(_claimed, _stations, _now):
    raise ValueError("Kian Bellwether cannot be processed")


def test_a_message_that_breaks_the_line_is_quarantined_after_three_attempts_and_the_rest_goes_on(
    stations, monkeypatch, caplog
):
    deliver(stations, mail("complete.pdf", now=MORNING, slug="poison"), "a")
    deliver(stations, mail("managed_move.pdf", now=MORNING, slug="sound"), "b")
    import flows.work

    sound = flows.work.process
    monkeypatch.setattr(
        flows.work, "process", lambda claimed, *rest: (broken if b"poison" in claimed.raw else sound)(claimed, *rest)
    )
    with caplog.at_level(logging.DEBUG):
        run_until_settled(stations, MORNING)
    outcomes = {row.outcome for row in stations.register.arrivals()}
    assert outcomes == {Outcome.FILED, Outcome.QUARANTINED}
    poison = next(row for row in stations.register.arrivals() if row.outcome is Outcome.QUARANTINED)
    assert b"poison" in stations.register.raw(poison.submission), "its bytes are kept"
    told = [row for row in stations.register.letters() if row.kind == "for_a_person"]
    assert [row.recipient for row in told] == ["education.entitlement@exampleshire.example.org"]
    assert list((stations.settings.mail_folder / ".Quarantine" / "cur").iterdir())
    assert "Bellwether" not in caplog.text


def test_a_message_that_the_reader_fails_on_goes_to_a_person_and_the_poll_goes_on(stations, monkeypatch, caplog):
    def fails(_parts):
        raise RuntimeError("Kian Bellwether cannot be read")

    deliver(stations, mail(now=MORNING, slug="poison"), "a")
    monkeypatch.setattr("mailboxes.message.body_text", fails)
    run(stations, MORNING)
    monkeypatch.undo()
    deliver(stations, mail("complete.pdf", now=MORNING, slug="sound"), "b")
    run(stations, MORNING)
    assert [row.reason for row in stations.register.arrivals()] == ["beyond_limits", ""]
    assert b"poison" in stations.register.raw(stations.register.arrivals()[0].submission)
    assert "Bellwether" not in caplog.text


class Faulty(MaildirMailbox):
    """A mailbox whose server answers every letter with one fault."""

    def __init__(self, root: Path, fault: Exception) -> None:
        super().__init__(root)
        self._fault = fault

    def send(self, raw, sender, recipients):
        raise self._fault


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Rejected("The server refuses it. Check the address."), DispatchState.REFUSED),
        (SendUnknown("The line was cut. Look in the sent items."), DispatchState.UNKNOWN),
        (Transient("The server is busy. It is tried again."), DispatchState.QUEUED),
    ],
)
def test_what_became_of_a_letter_is_recorded(stations, fault, state):
    faulty = type(stations)(
        stations.settings, stations.council, stations.register, Faulty(stations.settings.mail_folder, fault)
    )
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(faulty, MORNING)
    assert {row.state for row in stations.register.letters()} == {state}


def test_subjects_and_file_names_hold_no_name(stations):
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    for letter in sent(stations):
        names = [part.get_filename() or "" for part in letter.walk()]
        for canary in CANARIES:
            assert canary not in f"{letter['Subject']} {names}"


def test_letters_to_schools_hold_no_name(stations):
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    body = sent(stations)[0].get_body(("plain",))
    assert body is not None
    for canary in CANARIES:
        assert canary not in body.get_content()


def test_personal_content_stands_in_its_own_columns_of_the_register_alone(stations):
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    path = stations.settings.register_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as database:
        tables = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
        for table in set(tables) - {"messages", "versions", "outgoing"}:
            rows = str(database.execute(f"select * from {table}").fetchall())  # noqa: S608  # our own tables' names
            assert not [canary for canary in CANARIES if canary in rows], table
    database.close()


def test_nothing_to_do_is_no_fault(stations):
    assert work_through(stations, MORNING) == 0
