"""`offsite status` as a monitor reads it, and `offsite metrics`: numbers and reasons, and nothing of anybody."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from typer.testing import CliRunner

from desk.cli import app
from desk.exits import Exit
from flows.collect import collect
from flows.work import work_through
from straight_way import deliver, mail, run

CANARIES = ("Bellwether", "M999400123041", "example.org", "OSD-")


@pytest.fixture
def offsite(settings, tmp_path):
    def ran(*words: str):
        return CliRunner().invoke(app, [*words, "--config", str(tmp_path / "offsite.toml")])

    return ran


def numbers(text: str) -> dict[tuple[str, str], float]:
    """By name and the value of the one label beside the council's."""
    return {
        (sample.name, next((value for name, value in sample.labels.items() if name != "council"), "")): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def take_in(stations, came: datetime) -> None:
    """Take in a form that came into the Maildir at `came`."""
    deliver(stations, mail("complete.pdf", now=came))
    [file] = (stations.settings.mail_folder / "new").iterdir()
    os.utime(file, (came.timestamp(), came.timestamp()))
    collect(stations, came)


def health(offsite) -> tuple[int, bool, list[str]]:
    done = offsite("status", "--json")
    told = json.loads(done.stdout)["health"]
    return done.exit_code, told["well"], [reason["code"] for reason in told["reasons"]]


def test_a_desk_that_is_done_is_well_and_its_numbers_add_up(offsite, stations, tmp_path):
    now = datetime.now(UTC)
    deliver(stations, mail("complete.pdf", now=now))
    run(stations, now)
    assert health(offsite) == (Exit.OK, True, [])
    file = tmp_path / "offsite.prom"
    assert offsite("metrics", "--to", str(file)).exit_code == Exit.OK
    text = file.read_text(encoding="utf-8")
    told = numbers(text)
    assert told["offsite_arrivals_total", ""] == told["offsite_messages", "filed"] == 1
    assert sum(value for (name, _), value in told.items() if name == "offsite_messages") == 1
    assert told["offsite_letters", "sent"] == len(stations.register.letters())
    assert told["offsite_letter_latency_seconds", "1"] >= told["offsite_letter_latency_seconds", "0.5"] >= 0
    assert told["offsite_well", ""] == 1
    assert not [canary for canary in CANARIES if canary in text]
    assert set(numbers(offsite("metrics").stdout)) == set(told)


@pytest.mark.parametrize(("hours", "well"), [(1, True), (3, False)])
def test_a_message_that_waits_longer_than_allowed_is_a_reason(offsite, stations, hours, well):
    came = datetime.now(UTC) - timedelta(hours=hours)
    take_in(stations, came)
    expected = (Exit.OK, True, []) if well else (Exit.ATTENTION, False, ["forms_wait"])
    assert health(offsite) == expected
    assert numbers(offsite("metrics").stdout)["offsite_well", ""] == well


def test_a_letter_that_waits_longer_than_allowed_is_a_reason(offsite, stations):
    came = datetime.now(UTC) - timedelta(hours=3)
    take_in(stations, came)
    work_through(stations, came)
    assert health(offsite) == (Exit.ATTENTION, False, ["letters_wait"])
    assert numbers(offsite("metrics").stdout)["offsite_oldest_letter_seconds", ""] > 3 * 3600 - 60


def test_how_long_is_allowed_is_a_setting(offsite, stations, tmp_path):
    with (tmp_path / "offsite.toml").open("a", encoding="utf-8") as settings:
        settings.write("[health]\nform_minutes = 30\n")
    came = datetime.now(UTC) - timedelta(hours=1)
    take_in(stations, came)
    assert health(offsite) == (Exit.ATTENTION, False, ["forms_wait"])


def test_a_folder_that_is_not_there_is_told(offsite, tmp_path):
    done = offsite("metrics", "--to", str(tmp_path / "nowhere" / "offsite.prom"))
    assert done.exit_code == Exit.UNAVAILABLE
    assert "metrics_not_written" in done.stdout
