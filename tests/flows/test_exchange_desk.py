"""The whole straight way on an Exchange Server's mailbox: from a school's message to letters that have left, once."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes

import pytest

from conftest import MORNING
from ews_server import ADDRESS, CUT, CUT_AFTER, PASSWORD, USER, EwsServer, busy, code, running
from flows.settings import Settings
from flows.stations import open_stations
from mailboxes.mailbox import Folder, Transient
from straight_way import mail, run

TEAM = "education.entitlement@exampleshire.example.org"


@pytest.fixture
def server(tmp_path):
    with running(EwsServer(), tmp_path) as started:
        yield started


@pytest.fixture
def settings(server, tmp_path):
    (tmp_path / "offsite.toml").write_text(
        f"""home = "desk"
[mailbox]
kind = "exchange"
address = "{ADDRESS}"
access = "impersonation"
sign_in = "basic"
user = '{USER}'
password = "{PASSWORD}"
endpoint = "{server.url}"
ca_file = "council-ca.pem"
patience_seconds = 1
timeout_seconds = 5
""",
        encoding="utf-8",
    )
    return Settings.load(tmp_path / "offsite.toml")


def folder(server, name):
    return [item.raw for item in server.store.inside(server.store.named(name))]


def recipients(server):
    return sorted(message_from_bytes(raw)["To"] for raw in server.store.delivered)


def test_a_form_is_filed_and_its_letters_leave(server, settings):
    server.store.put("inbox", mail("complete.pdf", now=MORNING))
    with open_stations(settings) as stations:
        run(stations, MORNING)
        assert len(stations.register.cases()) == 1
    assert len(folder(server, Folder.DONE)) == 1
    assert folder(server, "Inbox") == []
    assert len(recipients(server)) == 2
    assert "office@oakfield.example.org" in recipients(server)


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ("GetItem", CUT),
        ("MoveItem", CUT_AFTER),
        ("CreateItem", CUT_AFTER),
        ("SendItem", CUT_AFTER),
        ("SendItem", CUT),
        ("SendItem", busy(60_000)),
        ("FindItem", busy(60_000)),
    ],
)
def test_whatever_breaks_once_the_next_poll_ends_it_and_each_letter_leaves_once(server, settings, operation, fault):
    server.store.put("inbox", mail("complete.pdf", now=MORNING))
    server.fail(operation, fault)
    for hour in range(4):
        try:
            with open_stations(settings) as stations:
                run(stations, MORNING + timedelta(hours=hour))
        except Transient:
            continue
    with open_stations(settings) as stations:
        assert len(stations.register.cases()) == 1
        assert {row.state for row in stations.register.letters()} == {"sent"}
    assert len(folder(server, Folder.DONE)) == 1
    assert len(set(recipients(server))) == len(recipients(server)) == 2


def test_a_refused_letter_is_for_a_person_and_the_other_leaves(server, settings):
    server.store.put("inbox", mail("complete.pdf", now=MORNING))
    server.fail("SendItem", code("ErrorInvalidRecipients"))
    with open_stations(settings) as stations:
        run(stations, MORNING)
        assert sorted(row.state for row in stations.register.letters()) == ["refused", "sent"]
    assert len(recipients(server)) == 1


def test_the_team_hears_of_what_the_server_cannot_hand_over_and_the_school_does_not(server, settings):
    server.store.put("inbox", mail("complete.pdf", now=MORNING, slug="first"))
    server.store.put("inbox", mail("complete.docx", now=MORNING, slug="second"))
    server.fail("GetItem", code("ErrorMimeContentConversionFailed"))
    with open_stations(settings) as stations:
        run(stations, MORNING)
        assert len(stations.register.cases()) == 1
    assert len(folder(server, Folder.PERSON)) == 1
    assert len(folder(server, Folder.DONE)) == 1
    assert recipients(server).count("office@oakfield.example.org") == 1
    assert TEAM in recipients(server)
