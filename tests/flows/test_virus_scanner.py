"""With a virus scanner set nothing is opened that it has not found clean: not when it is away, not by password."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pydantic import ValidationError

from conftest import MORNING
from desk.doctor import examine
from desk.samples.files import samples
from flows.scanner_settings import ScannerSettings
from flows.settings import Settings
from flows.stations import open_stations
from flows.unlock import UnlockOutcome, find_message, unlock_message
from flows.work import work_through
from mailboxes.message import read_submission
from mailboxes.scanner import EICAR, ScannerAway
from register import Outcome
from straight_way import attachments, brought, deliver, mail, run, sent
from virus_scanner import STREAM_BYTES, answering, clamd  # noqa: F401  # a fixture

PDF = "application/pdf"


@pytest.fixture
def desk(settings, clamd):  # noqa: F811  # the fixture
    with open_stations(_with(settings, ScannerSettings(socket=clamd))) as stations:
        yield stations


def _with(settings: Settings, scanner: ScannerSettings) -> Settings:
    return settings.model_copy(update={"scanner": scanner})


def only(stations):
    (row,) = stations.register.arrivals()
    return row


def test_a_clean_form_is_filed_as_ever(desk):
    deliver(desk, mail("complete.pdf", now=MORNING))
    run(desk, MORNING)
    assert only(desk).outcome is Outcome.FILED


@pytest.mark.parametrize("as_it_is", [True, False], ids=["as it is", "within an archive"])
def test_an_infected_message_is_not_opened_and_goes_to_nobody(desk, as_it_is, monkeypatch):
    from made_files import zipped

    file = EICAR if as_it_is else zipped(("form.pdf", EICAR))
    deliver(desk, brought((samples()["complete.pdf"].data, PDF), (file, "application/octet-stream")))
    monkeypatch.setattr("flows.process.read_documents", lambda _: pytest.fail("it was opened"))
    run(desk, MORNING)
    row = only(desk)
    assert (row.outcome, row.reason, row.references) == (Outcome.FOR_A_PERSON, "infected", ())
    answer, note = sent(desk)
    assert "virus scanner found something" in " ".join(read_submission(answer.as_bytes()).text.split())
    assert "message.eml" not in attachments(note)
    assert not any(EICAR in data for letter in (answer, note) for data in attachments(letter).values())


def test_what_is_too_large_for_the_scanner_is_not_opened(desk):
    deliver(desk, brought((samples()["complete.pdf"].data + bytes(STREAM_BYTES), PDF)))
    run(desk, MORNING)
    assert (only(desk).outcome, only(desk).reason) == (Outcome.FOR_A_PERSON, "not_scanned")


def test_while_the_scanner_is_away_messages_wait_and_no_attempt_counts(settings, clamd):  # noqa: F811  # the fixture
    away = ScannerSettings(host="127.0.0.1", port=1, timeout_seconds=1)
    with open_stations(_with(settings, away)) as stations:
        deliver(stations, mail("complete.pdf", now=MORNING))
        for _ in range(5):
            with pytest.raises(ScannerAway):
                run(stations, MORNING)
        assert only(stations).outcome is None
        assert sent(stations) == []
    with open_stations(_with(settings, ScannerSettings(socket=clamd))) as stations:
        assert work_through(stations, MORNING) == 1
        assert only(stations).outcome is Outcome.FILED


def test_a_locked_file_is_scanned_once_it_is_open(desk):
    with pikepdf.open(io.BytesIO(samples()["complete.pdf"].data)) as pdf:
        pdf.attachments["evil.com"] = EICAR
        made = io.BytesIO()
        pdf.save(made, compress_streams=False, encryption=pikepdf.Encryption(owner="o", user="secret"))
    deliver(desk, brought((made.getvalue(), PDF)))
    run(desk, MORNING)
    row = only(desk)
    assert row.reason == "unreadable"
    arrival = find_message(desk.register, row.submission)
    assert unlock_message(desk, arrival, "secret", MORNING).outcome is UnlockOutcome.NOT_CLEAN
    assert only(desk).references == ()


def test_the_doctor_asks_it_for_the_test_file(tmp_path, clamd):  # noqa: F811  # the fixture
    def said(scanner: str):
        (tmp_path / "offsite.toml").write_text(f'home = "desk"\n{scanner}', encoding="utf-8")
        return next(each for each in examine(tmp_path / "offsite.toml", MORNING.date()) if each.what == "Virus scanner")

    assert said("").well
    assert "finds the test file" in said(f'[scanner]\nsocket = "{clamd}"').state
    assert not said('[scanner]\nhost = "127.0.0.1"\nport = 1').well
    with answering(b"PONG\0") as blind:
        assert not said(f'[scanner]\nhost = "127.0.0.1"\nport = {blind.port}\ntimeout_seconds = 1').well


@pytest.mark.parametrize("told", [{}, {"host": "a", "socket": "b"}, {"host": "a", "port": 0}, {"hots": "a"}])
def test_settings_that_name_no_place_are_refused(told):
    with pytest.raises(ValidationError):
        ScannerSettings(**told)
