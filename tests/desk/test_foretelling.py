"""`offsite reviews --dry-run`: exactly what the flow would write, nobody's name, and nothing written."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date

import pytest
from typer.testing import CliRunner

from conftest import MORNING
from desk.cli import app
from desk.exits import Exit
from flows.remind import remind
from straight_way import deliver, mail, run

DAY = date(2027, 1, 26)
"""Ten school days before the first review of complete.pdf, 9 February 2027."""
NAMES = ("Bellwether", "Kian", "M999400123041", "Oakfield", "Fairweather", "@")


@pytest.fixture
def reviews(stations, tmp_path):
    """The command on a desk with one case that is decided, without a word of what its form says."""
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    reference = stations.register.cases()[0].reference
    decide = ["case", reference, "decide", "supported", "--config", str(tmp_path / "offsite.toml")]
    assert CliRunner().invoke(app, decide).exit_code == Exit.OK

    def ran(*words: str) -> str:
        done = CliRunner().invoke(app, ["reviews", *words, "--config", str(tmp_path / "offsite.toml")])
        assert done.exit_code == Exit.OK, done.output
        assert not [name for name in NAMES if name in done.output]
        return done.stdout

    return ran


def foretold(reviews, on: date) -> list[tuple[str, str]]:
    return [
        (each["letter"], each["to"]) for each in json.loads(reviews("--dry-run", "--on", f"{on}", "--json"))["letters"]
    ]


def test_the_table_says_which_letter_goes_to_whom_about_which_day(reviews, stations):
    said = reviews("--dry-run", "--on", f"{DAY}")
    reference = stations.register.cases()[0].reference
    told = [re.split(r"\s{2,}", line.strip()) for line in said.splitlines() if reference in line]
    due = [reference, "the letter that says a review is due"]
    assert told == [[*due, "the school", "09 Feb 2027"], [*due, "the coordinator", "09 Feb 2027"]]


@pytest.mark.parametrize("on", [date(2027, 1, 25), DAY, date(2027, 2, 9), date(2027, 3, 9), date(2027, 6, 1)])
def test_the_flow_writes_what_was_foretold_and_then_there_is_nothing_more(reviews, stations, on):
    before = len(stations.register.letters())
    told = foretold(reviews, on)
    remind(stations, on, MORNING + (on - MORNING.date()))
    written = stations.register.letters()[before:]
    parts = {"office@oakfield": "school", "jo.fairweather@exampleshire": "coordinator"}
    to = [parts.get(row.recipient.removesuffix(".example.org"), "team") for row in written]
    assert [(row.kind, who) for row, who in zip(written, to, strict=True)] == told
    assert foretold(reviews, on) == []


def test_a_day_without_letters_says_so(reviews):
    assert "no letter on 25 Jan 2027" in reviews("--dry-run", "--on", "2027-01-25")


def test_looking_ahead_changes_nothing(reviews, stations):
    def kept() -> list[str]:
        said: list[str] = []
        for path in sorted(stations.settings.home.glob("*.db")):
            with sqlite3.connect(path) as opened:
                said += opened.iterdump()
        return said

    before = kept()
    assert foretold(reviews, DAY)
    assert kept() == before


def test_json_without_a_dry_run_is_refused_before_anything_starts(tmp_path):
    done = CliRunner().invoke(app, ["reviews", "--json", "--config", str(tmp_path / "offsite.toml")])
    assert done.exit_code == Exit.USAGE
    assert "--dry-run" in done.stderr
