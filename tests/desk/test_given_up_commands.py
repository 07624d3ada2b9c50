"""`offsite quarantine` and `offsite outbox`: facts and decisions, and never what a school wrote."""

from __future__ import annotations

import json
import stat
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from conftest import MORNING
from desk.cli import app
from desk.exits import Exit
from flows.collect import collect
from flows.work import work_through
from register import DispatchState, Outcome
from straight_way import deliver, mail, run

CANARIES = ("Bellwether", "Kian", "KB", "example.org", "Off-site direction", "complete")
RAW = mail("complete.pdf", now=MORNING, slug="poison")


@pytest.fixture
def offsite(settings, tmp_path, monkeypatch):
    """Runs a command on the desk of these settings."""

    def ran(*words: str):
        return CliRunner().invoke(app, [*words, "--config", str(tmp_path / "offsite.toml")])

    return ran


@pytest.fixture
def spent(stations, monkeypatch) -> str:
    """The number of a message that broke the line three times."""

    def broken(*_):
        raise ValueError("Kian Bellwether cannot be processed")

    with monkeypatch.context() as patched:
        patched.setattr("flows.work.process", broken)
        deliver(stations, RAW)
        for hour in range(3):
            run(stations, MORNING + timedelta(hours=hour))
    [row] = stations.register.quarantined()
    return row.number


def test_a_desk_without_trouble_says_so(offsite):
    assert "No message is in quarantine" in offsite("quarantine", "list").stdout
    assert "no letter to decide" in offsite("outbox", "list").stdout
    assert json.loads(offsite("quarantine", "list", "--json").stdout) == []


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["for people", "for programs"])
def test_quarantine_shows_facts_and_no_content(offsite, spent, as_json):
    for words in (("list",), ("show", spent)):
        done = offsite("quarantine", *words, *as_json)
        assert (done.exit_code, "ValueError" in done.stdout) == (Exit.OK, True)
        assert not [canary for canary in CANARIES if canary in done.stdout]
    [row] = json.loads(offsite("quarantine", "list", "--json").stdout)
    assert (row["number"], row["attempts"], row["failure"]) == (spent, 3, "ValueError")


def test_the_raw_message_is_saved_for_a_person_alone(offsite, spent, tmp_path):
    for _ in range(2):
        assert offsite("quarantine", "show", spent, "--save", str(tmp_path / "look")).exit_code == Exit.OK
    [saved] = (tmp_path / "look").iterdir()
    assert (saved.name, saved.read_bytes(), stat.S_IMODE(saved.stat().st_mode)) == (f"{spent}.eml", RAW, 0o600)


def test_a_message_that_is_retried_is_filed_by_the_next_intake(offsite, spent, stations):
    assert offsite("quarantine", "retry", spent).exit_code == Exit.OK
    assert stations.register.status(MORNING).waiting == 1
    run(stations, stations.register.arrivals()[0].received + timedelta(days=1000))
    assert [row.outcome for row in stations.register.arrivals()] == [Outcome.FILED]


def test_a_message_that_is_released_wants_nobody_any_more(offsite, spent, stations):
    assert offsite("status").exit_code == Exit.ATTENTION
    done = offsite("quarantine", "release", spent, "--why", "entered by hand", "--json")
    assert json.loads(done.stdout) == {"number": spent, "became": "released"}
    assert "for a person (released)" in offsite("message", spent).stdout
    assert json.loads(offsite("status", "--json").stdout)["quarantined"] == 0


@pytest.mark.parametrize("words", [("show",), ("retry",), ("release",)])
def test_a_number_that_is_not_in_quarantine_is_not_found(offsite, words):
    done = offsite("quarantine", *words, "0123456789abcdef")
    assert (done.exit_code, "offsite quarantine list" in done.stderr) == (Exit.NOT_FOUND, True)


@pytest.mark.parametrize(("word", "state"), [("sent", DispatchState.SENT), ("resend", DispatchState.QUEUED)])
def test_a_letter_of_unknown_fate_is_settled_by_who_has_looked(offsite, stations, word, state):
    deliver(stations, mail(now=MORNING))
    collect(stations, MORNING)
    work_through(stations, MORNING)
    stations.register.claim_dispatch("dead", MORNING, 1)
    stations.register.claim_dispatch("another", MORNING + timedelta(hours=1), 1)
    [row] = json.loads(offsite("outbox", "list", "--json").stdout)
    assert row["state"] == "unknown"
    assert str(row["id"]) in offsite("outbox", "list").stdout
    assert offsite("outbox", word, str(row["id"])).exit_code == Exit.OK
    assert {each.id: each.state for each in stations.register.letters()}[row["id"]] is state
    again = offsite("outbox", "sent", str(row["id"]))
    assert (again.exit_code, "offsite outbox list" in again.stderr) == (Exit.NOT_FOUND, True)
