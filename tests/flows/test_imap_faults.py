"""The whole straight way over a real mailbox whose line is cut: nothing is lost, and nothing is answered twice."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import datetime, timedelta
from email import message_from_bytes

import pytest

from conftest import MORNING
from cutting import Cut, Proxy, When, proxy
from flows.settings import Settings
from flows.stations import open_stations
from imap_desk import settings_of
from mail_servers import dovecot_or_skip
from mailboxes.mailbox import Folder, MailboxError
from register import DispatchState
from straight_way import mail, run
from worlds.imap import ImapWorld

PLACES = ("INBOX", *Folder)
FORM = mail("complete.pdf", now=MORNING, slug="form")
NOTES = [mail(now=MORNING, slug="note")] * 2
"""The second is the first once more: one is for a person, one is filed as a duplicate."""


@pytest.fixture
def world(dovecot, relay, authority) -> ImapWorld:
    return ImapWorld(dovecot, relay, authority)


def one_round(settings: Settings, now: datetime) -> MailboxError | None:
    """One poll from the inbox to sent letters, with stations of its own, as a flow run has them."""
    try:
        with open_stations(settings) as stations:
            run(stations, now)
    except MailboxError as error:
        return error
    return None


def rounds(settings: Settings, count: int = 3) -> list[MailboxError | None]:
    """An hour apart, so that what is to be tried again is due."""
    return [one_round(settings, MORNING + timedelta(hours=hour)) for hour in range(count)]


def assert_all_is_well(settings: Settings, world: ImapWorld, delivered: list[bytes], unknown: int = 0) -> None:
    """Every message lies in one folder, every letter went once, and the counts add up."""
    lie = Counter(raw for place in PLACES for raw in world.held(place))
    assert lie == Counter(delivered)
    assert world.held("INBOX") == []
    gone = Counter(message_from_bytes(raw)["Message-ID"] for raw in world.sent())
    assert set(gone.values()) <= {1}, "no letter goes twice"
    with open_stations(settings) as stations:
        letters = Counter(row.state for row in stations.register.letters())
        status = stations.register.status(MORNING)
    assert letters[DispatchState.UNKNOWN] == unknown
    assert letters.total() == letters[DispatchState.SENT] + unknown
    assert letters[DispatchState.SENT] <= gone.total() <= letters.total()
    assert (status.arrivals, status.waiting, status.in_work, status.quarantined) == (len(delivered), 0, 0, 0)


IMAP_STEPS = {
    "login": rb"AUTHENTICATE",
    "capability": rb"CAPABILITY",
    "namespace": rb"NAMESPACE",
    "folders": rb"LIST",
    "making a folder": rb"CREATE",
    "select": rb"SELECT",
    "search": rb"UID SEARCH",
    "listing": rb"RFC822\.SIZE",
    "fetch": rb"BODY\.PEEK",
    "marking": rb"UID STORE",
    "move": rb"UID MOVE",
    "looking in sent": rb"EXAMINE",
    "keeping a copy": rb"APPEND",
    "a copy's text": rb"^Message-ID|^From:|^MIME",
    "goodbye": rb"LOGOUT",
}


def cut_at(between: Proxy, step: bytes, when: When, times: int) -> Cut:
    between.cut = Cut(re.compile(step), when, times)
    return between.cut


@pytest.mark.parametrize(
    ("when", "times"),
    [(When.BEFORE, 1), (When.AFTER, 1), (When.BEFORE, 99)],
    ids=["before", "after", "until it is mended"],
)
@pytest.mark.parametrize("step", IMAP_STEPS)
def test_a_line_that_is_cut_while_reading_loses_and_doubles_nothing(
    tmp_path, world, authority, step, when, times, caplog
):
    for note in NOTES:
        world.deliver(note)
    with proxy(world.dovecot.tls, authority) as between:
        settings = settings_of(tmp_path, world, imap=between.port)
        cut = cut_at(between, IMAP_STEPS[step], when, times)
        rounds(settings, 1)
        assert cut.happened, "the step was not on the way"
        between.cut = None
        rounds(settings, 2)
        assert_all_is_well(settings, world, NOTES)
    assert "Off-site direction" not in caplog.text, "no subject in a log"
    assert "office@oakfield" not in caplog.text, "no address in a log"


SMTP_STEPS = {
    "hello": (rb"(?i)^ehlo", 0),
    "sender": (rb"(?i)^mail from", 0),
    "recipient": (rb"(?i)^rcpt to", 0),
    "data": (rb"(?i)^data", 0),
    "the end": (rb"^\.\r\n$", 1),
}


@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER])
@pytest.mark.parametrize("step", SMTP_STEPS)
def test_a_line_that_is_cut_while_sending_sends_no_letter_twice(tmp_path, world, authority, step, when):
    """A letter whose last line was handed over is left to a person; every other goes later."""
    for note in NOTES:
        world.deliver(note)
    with proxy(world.relay.tls, authority) as between:
        settings = settings_of(tmp_path, world, smtp=between.port)
        pattern, unknown = SMTP_STEPS[step]
        cut = cut_at(between, pattern, when, 1)
        rounds(settings, 1)
        assert cut.happened
        between.cut = None
        rounds(settings)
        assert_all_is_well(settings, world, NOTES, unknown)


@pytest.mark.parametrize("bytes_passed", [100, 2_000, 20_000, 60_000])
def test_a_line_that_breaks_in_the_middle_of_a_form_takes_the_form_in_whole_or_not_at_all(
    tmp_path, world, authority, bytes_passed
):
    world.deliver(FORM)
    with proxy(world.dovecot.tls, authority) as between:
        settings = settings_of(tmp_path, world, imap=between.port)
        cut = between.cut = Cut(re.compile(rb"BODY\.PEEK"), When.PARTLY, times=99, passed=bytes_passed)
        # The server answers otherwise, so it is this message's fault, and no other would wait for it.
        assert one_round(settings, MORNING) is None
        assert cut.happened
        with open_stations(settings) as stations:
            assert stations.register.status(MORNING).arrivals == 0
        between.cut = None
        rounds(settings)
        assert_all_is_well(settings, world, [FORM])


def test_a_letter_that_a_person_has_sent_again_finds_its_copy_and_does_not_go_twice(tmp_path, world, authority):
    world.deliver(NOTES[0])
    settings = settings_of(tmp_path, world)
    rounds(settings, 1)
    before = world.sent()
    with open_stations(settings) as stations:
        for raw in before:
            stations.mailbox.send(raw, "desk@exampleshire.example.org", ["office@oakfield.example.org"])
    assert world.sent() == before


def test_a_message_that_a_person_takes_before_it_is_filed_stays_where_they_put_it(tmp_path, world):
    world.deliver(NOTES[0])
    settings = settings_of(tmp_path, world)
    from flows.collect import collect, file_away
    from flows.work import work_through

    with open_stations(settings) as stations:
        collect(stations, MORNING)
        world.take_all()
        work_through(stations, MORNING)
        assert file_away(stations, MORNING) == 0
        assert stations.register.unmoved(settings.mailbox.name) == ()
    assert [world.held(place) for place in PLACES] == [[]] * len(PLACES)
    assert world.held("What a person keeps") == [NOTES[0]]


def test_a_mailbox_that_was_set_up_anew_brings_duplicates_and_no_second_answer(tmp_path, relay, authority):
    with dovecot_or_skip(authority) as server:
        world = ImapWorld(server, relay, authority)
        settings = settings_of(tmp_path, world)
        world.deliver(NOTES[0])
        rounds(settings, 1)
        answers = world.sent()
        server.forget(world.user)
        time.sleep(1.1)  # UIDVALIDITY is a time in seconds
        # A restored backup has the old message in the inbox again, under another number.
        world.deliver(NOTES[0])
        rounds(settings)
        assert world.held("INBOX") == []
        assert world.held(Folder.DONE) == [NOTES[0]], "a duplicate"
        assert world.sent() == answers


def test_two_pollers_at_once_file_every_message_once(tmp_path, world, monkeypatch):
    """What Dovecot does not keep apart, the ledger's lease does: two workers, each a process of its own."""
    import subprocess
    import sys

    notes = [mail(now=MORNING, slug=f"note-{number}") for number in range(12)]
    for note in notes:
        world.deliver(note)
    settings = settings_of(tmp_path, world)
    with open_stations(settings) as stations:
        from flows.collect import collect
        from flows.work import work_through

        collect(stations, MORNING)
        work_through(stations, MORNING)
    code = (
        "import sys, pathlib; from datetime import datetime, UTC; from flows.collect import file_away;"
        "from flows.settings import Settings; from flows.stations import open_stations\n"
        "with open_stations(Settings.load(pathlib.Path(sys.argv[1]))) as stations:\n"
        "    print(file_away(stations, datetime.now(UTC)))"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path / "offsite.toml"], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    moved = [int(each.communicate()[0]) for each in both]
    assert sum(moved) == len(notes)
    assert world.held(Folder.PERSON) == sorted(notes)
