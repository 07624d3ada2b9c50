"""A coordinator's decision by command: typed, shown, exported, erased."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from conftest import MORNING
from desk.cli import app
from desk.deciding import Typed, decide_case
from desk.exits import Exit
from flows.post import PDF
from outputs.blank_pdf import blank_pdf
from outputs.prefill import Prefill
from proposals.review_outcome import ReviewOutcome
from straight_way import brought, deliver, mail, run

START = datetime(2027, 1, 11, 9, tzinfo=UTC)
COMMENTS = "Please name the canary who rings the parents."
TYPED = Typed("supported", COMMENTS, "Jo Fairweather", MORNING.date())


@pytest.fixture
def offsite(settings, tmp_path):
    """Runs a command on the desk of these settings."""

    def ran(*words: str):
        return CliRunner().invoke(app, [*words, "--config", str(tmp_path / "offsite.toml")], env={"COLUMNS": "200"})

    return ran


@pytest.fixture
def reference(stations) -> str:
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    return stations.register.cases()[0].reference


def rulings(stations, reference: str) -> list[str]:
    return [each.ruling for each in stations.register.find_case(reference).rulings]


def letter(stations, kind: str):
    [row] = (row for row in stations.register.letters() if row.kind == kind)
    return row


def test_a_decision_is_typed_and_the_school_is_told(offsite, stations, reference):
    said = ("--comments", COMMENTS, "--by", "Jo Fairweather", "--on", "2020-01-02")
    done = offsite("case", reference, "decide", "more-information", *said)
    assert (done.exit_code, "more information needed" in done.stdout) == (Exit.OK, True)
    [ruled] = stations.register.find_case(reference).rulings
    assert (ruled.decided.isoformat(), ruled.comments, ruled.decided_by) == ("2020-01-02", COMMENTS, "Jo Fairweather")
    assert letter(stations, "decision_more_information").recipient == "office@oakfield.example.org"


@pytest.mark.parametrize(
    ("words", "code"),
    [(("supported", "--on", "2999-01-01"), Exit.USAGE), (("perhaps",), Exit.USAGE)],
    ids=["a day to come", "no such decision"],
)
def test_what_is_typed_wrongly_records_nothing(offsite, stations, reference, words, code):
    assert offsite("case", reference, "decide", *words).exit_code == code
    assert rulings(stations, reference) == []


def test_no_such_case_is_not_decided(offsite, reference):
    done = offsite("case", "OSD-7K4M-2", "decide", "supported")
    assert (done.exit_code, "There is no case" in done.stderr) == (Exit.NOT_FOUND, True)


def test_a_contradiction_after_the_first_day_wants_a_yes(settings, stations, reference, capsys):
    assert decide_case(settings, reference, TYPED, MORNING) is Exit.OK
    otherwise = Typed("not-supported", on=MORNING.date())
    assert decide_case(settings, reference, otherwise, START) is Exit.USAGE
    assert "add --yes" in capsys.readouterr().err
    assert rulings(stations, reference) == ["supported"]
    assert decide_case(settings, reference, Typed("not-supported", yes=True), START) is Exit.OK
    assert rulings(stations, reference) == ["supported", "not_supported"]


def test_before_the_first_day_a_decision_is_changed_without_a_yes(settings, stations, reference):
    for ruling in ("supported", "not-supported"):
        assert decide_case(settings, reference, Typed(ruling), START - timedelta(days=1)) is Exit.OK
    assert rulings(stations, reference) == ["supported", "not_supported"]


def test_a_council_without_decisions_records_none(settings, stations, reference, monkeypatch, capsys):
    without = stations.council.model_copy(update={"decisions": False})
    monkeypatch.setattr("flows.stations.load_council", lambda *_: without)
    assert decide_case(settings, reference, TYPED, MORNING) is Exit.REFUSED
    assert "decisions = false" in capsys.readouterr().err


def test_a_closed_case_is_decided_about_no_more(settings, stations, reference, capsys):
    said = {"case_reference": reference, "decision": "return_to_school", "progress": "Good."}
    deliver(stations, brought((blank_pdf(ReviewOutcome, stations.council, Prefill(said)), PDF)), "ended")
    run(stations, MORNING + timedelta(days=1))
    assert decide_case(settings, reference, TYPED, MORNING) is Exit.REFUSED
    assert "is closed" in capsys.readouterr().err
    assert rulings(stations, reference) == []


def test_case_and_cases_show_the_decision(offsite, settings, reference):
    assert "supported" not in offsite("cases").stdout
    decide_case(settings, reference, TYPED, MORNING)
    assert "supported" in offsite("cases").stdout
    shown = offsite("case", reference).stdout
    assert "30 Nov 2026" in shown
    assert "Jo Fairweather" in shown
    assert COMMENTS not in shown, "what is shown without a note in the history holds no contents"
    [told] = json.loads(offsite("case", reference, "--json").stdout)["rulings"]
    assert (told["ruling"], told["comments"]) == ("supported", COMMENTS)
    assert json.loads(offsite("cases", "--json").stdout)[0]["ruling"] == "supported"


def test_an_export_holds_each_decision_and_nothing_of_an_erased_one(offsite, settings, stations, reference, tmp_path):
    decide_case(settings, reference, TYPED, MORNING)
    decide_case(settings, reference, Typed("not-supported", "On <second> thoughts."), MORNING)
    assert offsite("export", reference, "--into", str(tmp_path / "all")).exit_code == Exit.OK
    told = json.loads((tmp_path / "all" / "decisions.json").read_text(encoding="utf-8"))
    assert [(each["ruling"], each["comments"], each["decided_by"]) for each in told] == [
        ("supported", COMMENTS, "Jo Fairweather"),
        ("not_supported", "On <second> thoughts.", ""),
    ]
    assert told[0]["decided"] == "2026-11-30"
    page = (tmp_path / "all" / "decisions.html").read_text(encoding="utf-8")
    assert all(said in page for said in ("30 November 2026: Supported", COMMENTS, "On &lt;second&gt; thoughts."))
    run(stations, MORNING + timedelta(hours=1))
    assert offsite("erase", reference, "--why", "asked for", "--yes").exit_code == Exit.OK
    assert [each.comments for each in stations.register.find_case(reference).rulings] == ["", ""]
    assert offsite("export", reference, "--into", str(tmp_path / "none")).exit_code == Exit.OK
    assert not [path for path in (tmp_path / "none").iterdir() if path.name.startswith("decision")]
