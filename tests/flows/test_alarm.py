"""The team is told when messages wait too long: once each time that happens, in numbers alone."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from conftest import MORNING
from flows.alarm import tell_of_trouble
from flows.collect import collect
from flows.process import process
from flows.stations import open_stations
from flows.steps import send_letters
from flows.work import work_through
from outputs.letters.troubles import Trouble
from straight_way import deliver, mail, sent, text

KIND = "waiting_too_long"


def take_in(stations, came, slug="late"):
    """Take in a form that came into the Maildir at `came`."""
    deliver(stations, mail("complete.pdf", now=came, slug=slug), slug)
    file = stations.settings.mail_folder / "new" / slug
    os.utime(file, (came.timestamp(), came.timestamp()))
    collect(stations, came)


def dispatch(tmp_path, now):
    """What every flow ends with."""
    send_letters.fn(tmp_path / "offsite.toml", now)


def told(stations):
    return [row for row in stations.register.letters() if row.kind == KIND]


def test_the_team_is_told_once_however_often_the_flows_run(stations, tmp_path):
    take_in(stations, MORNING - timedelta(hours=3))
    for minutes in (0, 0, 10, 60, 24 * 60):
        dispatch(tmp_path, MORNING + timedelta(minutes=minutes))
    [row] = told(stations)
    assert (row.recipient, row.state) == (stations.council.team_email, "sent")
    assert (row.reference, row.submission) == (None, None)
    assert [found.id for found in stations.register.verify(MORNING) if found.violations] == []
    [letter] = sent(stations)
    said = text(letter)
    assert "has waited for 3 hours. Our settings allow 2 hours." in said
    assert "1 message waits in all." in said
    assert letter["Subject"] == "The desk is behind: the oldest message has waited 3 hours"
    for canary in ("Bellwether", "oakfield", "M.T.", "OSD-"):
        assert canary not in letter.as_string()


def test_all_is_well_while_none_has_waited_too_long(stations, tmp_path):
    dispatch(tmp_path, MORNING)
    take_in(stations, MORNING - timedelta(hours=2))
    dispatch(tmp_path, MORNING)
    assert not told(stations)


def test_what_came_late_and_is_done_is_no_alarm(stations, tmp_path):
    take_in(stations, MORNING - timedelta(hours=30))
    work_through(stations, MORNING)
    dispatch(tmp_path, MORNING)
    assert not told(stations)


def test_a_desk_that_stays_behind_is_told_of_once_though_each_message_is_done_in_the_end(stations, tmp_path):
    take_in(stations, MORNING - timedelta(hours=3), "first")
    dispatch(tmp_path, MORNING)
    # The second is late an hour later, and only then the first is done; so with the third.
    for hours, slug in ((1, "second"), (2, "third")):
        take_in(stations, MORNING + timedelta(hours=hours - 2.5), slug)
        settle_oldest(stations, MORNING + timedelta(hours=hours))
        dispatch(tmp_path, MORNING + timedelta(hours=hours))
    assert len(told(stations)) == 1


def settle_oldest(stations, now):
    """Work through one message, as a desk does that cannot keep up."""
    claimed = stations.register.claim(holder := stations.new_claim(), now, 900)
    assert stations.register.settle(claimed.id, holder, process(claimed, stations, now), now)


def test_the_team_is_told_again_when_it_happens_again(stations, tmp_path):
    take_in(stations, MORNING - timedelta(hours=3), "first")
    dispatch(tmp_path, MORNING)
    work_through(stations, MORNING + timedelta(minutes=30))
    dispatch(tmp_path, MORNING + timedelta(minutes=31))
    take_in(stations, MORNING, "second")
    for minutes in (110, 125, 135):
        dispatch(tmp_path, MORNING + timedelta(minutes=minutes))
    assert len({row.occasion for row in told(stations)}) == len(told(stations)) == 2


@pytest.mark.parametrize(("minutes", "letters"), [(59, 1), (61, 0)])
def test_how_long_is_allowed_is_a_setting(stations, tmp_path, minutes, letters):
    with (tmp_path / "offsite.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"[health]\nform_minutes = {minutes}\n")
    take_in(stations, MORNING - timedelta(hours=1))
    dispatch(tmp_path, MORNING)
    assert len(told(stations)) == letters


def test_a_run_in_trouble_is_told_of_once_a_day_and_kind(stations, tmp_path):
    for trouble, hours in (("crashed", 0), ("crashed", 1), ("late", 1), ("crashed", 24)):
        with open_stations(stations.settings, mailbox=False) as opened:
            tell_of_trouble(opened, Trouble(trouble), MORNING + timedelta(hours=hours))
    dispatch(tmp_path, MORNING + timedelta(hours=24))
    rows = stations.register.letters()
    assert [(row.kind, row.recipient, row.state) for row in rows] == [
        ("run_trouble", stations.council.team_email, "sent")
    ] * 3
    assert [found.id for found in stations.register.verify(MORNING) if found.violations] == []
    assert "process died" in text(sent(stations)[0])
    assert "nobody took it up" in text(sent(stations)[1])
