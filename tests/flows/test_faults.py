"""One broken message cannot stop the line, and nothing personal gets out of it."""

from __future__ import annotations

import logging
import os
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import MORNING
from flows.collect import collect, file_away
from flows.work import work_through
from mailboxes.mailbox import Folder, Rejected, SendUnknown, Transient
from mailboxes.maildir import MaildirMailbox
from mailboxes.message import read_submission
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


def test_a_settlement_that_the_register_refuses_is_an_attempt_and_the_rest_goes_on(stations, monkeypatch, caplog):
    deliver(stations, mail("complete.pdf", now=MORNING, slug="poison"), "a")
    deliver(stations, mail("managed_move.pdf", now=MORNING, slug="sound"), "b")
    import flows.work

    sound = flows.work.process

    def twice_the_same(claimed, *rest):
        settlement = sound(claimed, *rest)
        return replace(settlement, filings=settlement.filings * 2) if b"poison" in claimed.raw else settlement

    monkeypatch.setattr(flows.work, "process", twice_the_same)
    run_until_settled(stations, MORNING)
    assert {row.outcome for row in stations.register.arrivals()} == {Outcome.FILED, Outcome.QUARANTINED}
    assert "RegisterError" in caplog.text


@pytest.mark.parametrize("part", ["body_text", "leaves"])
def test_a_message_that_the_reader_fails_on_goes_to_a_person_and_the_poll_goes_on(stations, monkeypatch, caplog, part):
    def fails(_parts):
        raise RuntimeError("Kian Bellwether cannot be read")

    deliver(stations, mail(now=MORNING, slug="poison"), "a")
    monkeypatch.setattr(f"mailboxes.message.{part}", fails)
    run(stations, MORNING)
    monkeypatch.undo()
    deliver(stations, mail("complete.pdf", now=MORNING, slug="sound"), "b")
    run(stations, MORNING)
    assert [row.reason for row in stations.register.arrivals()] == ["beyond_limits", ""]
    assert b"poison" in stations.register.raw(stations.register.arrivals()[0].submission)
    assert "Bellwether" not in caplog.text


class Stuck(MaildirMailbox):
    """A mailbox that has no answer about some messages, and answers otherwise, unless its line is down."""

    def __init__(self, root: Path, keys: str, doing: str) -> None:
        super().__init__(root)
        self.keys, self.doing, self.down = keys, doing, False

    def pending(self, limit):
        self._answer("", "listing")
        return super().pending(limit)

    def fetch(self, key):
        self._answer(key, "fetching")
        return super().fetch(key)

    def move(self, key, folder):
        self._answer(key, "moving")
        super().move(key, folder)

    def _answer(self, key: str, doing: str) -> None:
        if self.down or (doing == self.doing and key in self.keys):
            raise Transient("The server is busy.")


@pytest.fixture
def stuck(stations):
    """Opens the desk on a mailbox where one thing cannot be done to the messages with these letters as keys."""

    def opened(keys: str, doing: str = "fetching"):
        box = Stuck(stations.settings.mail_folder, keys, doing)
        return box, type(stations)(stations.settings, stations.council, stations.register, box)

    return opened


def inbox(stations) -> list[str]:
    return sorted(path.name for path in (stations.settings.mail_folder / "new").iterdir())


def folder(stations, name: Folder) -> int:
    return len(list((stations.settings.mail_folder / f".{name}" / "cur").iterdir()))


def put(stations, *keys: str) -> None:
    """Messages of their own, the first the oldest."""
    for place, key in enumerate(keys):
        deliver(stations, mail(now=MORNING, slug=f"mail-{key}"), key)
        os.utime(stations.settings.mail_folder / "new" / key, (place, place))


@pytest.mark.parametrize("keys", ["a", "c", "ab"])
def test_what_cannot_be_fetched_does_not_hold_up_the_rest_and_comes_in_once_it_can(stations, stuck, keys):
    put(stations, *"abcd")
    box, desk = stuck(keys)
    run(desk, MORNING)
    assert inbox(stations) == sorted(keys)
    put(stations, *"efg")
    run(desk, MORNING + timedelta(days=1))
    assert inbox(stations) == sorted(keys), "new mail does not wait for it"
    box.keys = ""
    run(desk, MORNING + timedelta(days=1))
    assert inbox(stations) == []
    status = stations.register.status(MORNING)
    assert (status.arrivals, status.for_a_person) == (7, 7)
    assert stations.register.unfetched(stations.settings.mailbox.name, list("abcdefg")) == {}


def test_what_cannot_be_fetched_for_long_goes_to_a_person(stations, stuck, caplog):
    put(stations, "a")
    _, desk = stuck("a")
    for minutes in (0, 1, 2, 3, 59):
        run(desk, MORNING + timedelta(minutes=minutes))
        assert (stations.register.arrivals(), inbox(stations)) == ((), ["a"]), "an hour's trouble passes"
    run(desk, MORNING + timedelta(minutes=61))
    [arrival] = stations.register.arrivals()
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, "not_handed_over")
    assert (inbox(stations), folder(stations, Folder.PERSON)) == ([], 1), "the message itself is kept"
    [letter] = stations.register.letters()
    assert (letter.kind, letter.recipient) == ("for_a_person", stations.council.team_email)
    told = " ".join(read_submission(stations.register.letter(letter.id)).text.split())
    assert "could not hand it over" in told
    assert "kept in the mailbox" in told
    assert "not one the council knows" not in told
    run(desk, MORNING + timedelta(minutes=90))
    assert len(stations.register.letters()) == 1
    assert stations.register.unfetched(stations.settings.mailbox.name, ["a"]) == {}
    assert "Off-site direction" not in caplog.text


def test_a_few_attempts_long_apart_are_not_enough(stations, stuck):
    put(stations, "a")
    _, desk = stuck("a")
    for day in range(4):
        run(desk, MORNING + timedelta(days=day))
    assert stations.register.arrivals() == ()
    run(desk, MORNING + timedelta(days=4))
    assert len(stations.register.arrivals()) == 1


def test_a_line_that_is_down_is_no_fault_of_a_message(stations, stuck):
    put(stations, "a")
    box, desk = stuck("a")
    collect(desk, MORNING)
    known = box.pending
    box.pending = lambda limit: [known(limit), setattr(box, "down", True)][0]
    with pytest.raises(Transient):
        collect(desk, MORNING)
    assert stations.register.unfetched(stations.settings.mailbox.name, ["a"]) == {"a": 1}, "it was not counted"


def test_where_message_after_message_fails_it_is_the_server(stations, stuck):
    put(stations, *"abcdef")
    _, desk = stuck("bcde")
    with pytest.raises(Transient):
        collect(desk, MORNING)
    assert len(stations.register.known(stations.settings.mailbox.name, list("abcdef"))) == 1, "what came before is kept"
    collect(desk, MORNING + timedelta(minutes=1))
    known = stations.register.known(stations.settings.mailbox.name, list("abcdef"))
    assert "f" in known, "what failed before comes last"


def test_what_cannot_be_moved_does_not_hold_up_the_rest(stations, stuck):
    put(stations, *"abcd")
    box, desk = stuck("ac", "moving")
    run(desk, MORNING)
    assert inbox(stations) == ["a", "c"]
    box.down = True
    with pytest.raises(Transient):
        file_away(desk, MORNING)
    box.down, box.keys = False, ""
    assert file_away(desk, MORNING) == 2
    assert (inbox(stations), folder(stations, Folder.PERSON)) == ([], 4)


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
