"""A letter of ours that comes back is tied to the letter it was, and a person who can do something is told, once."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import MORNING
from proposals.correspondence import Copies
from register import Outcome
from straight_way import deliver, mail, run, sent

OFFSITE = Path(sys.executable).with_name("offsite")
SCHOOL, TEAM = "office@oakfield.example.org", "education.entitlement@exampleshire.example.org"
NORTH = "jo.fairweather@exampleshire.example.org"


def bounce(message_id: str, recipient: str, *, action: str = "failed", status: str = "5.1.1", proper: bool = True):
    """A bounce as a mail server writes it, with a report or in plain words."""
    head = (
        f"From: MAILER-DAEMON@mx.example.org\nSubject: failure\nMessage-ID: <{action}{status}{proper}@mx.example.org>\n"
    )
    if not proper:
        return f"{head}\n{recipient}: 550 {status} no such user\n\nMessage-ID: {message_id}\n".encode()
    return (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\n\n--b--\n"
    ).encode()


def answered(stations) -> None:
    deliver(stations, mail("complete.pdf", now=MORNING), "form")
    run(stations, MORNING)


def letter_to(stations, kind: str):
    """The letter of this kind in the outbox, with its Message-ID."""
    for row, letter in zip(stations.register.letters(), sent(stations), strict=True):
        if row.kind == kind:
            return row, str(letter["Message-ID"])
    raise AssertionError(f"no {kind} among the letters")


def comes_back(stations, kind: str, name: str = "bounce", **more):
    row, message_id = letter_to(stations, kind)
    deliver(stations, bounce(message_id, more.pop("recipient", row.recipient), **more), name)
    run(stations, MORNING)


def told(stations) -> list[tuple[str, str]]:
    return [(row.recipient, row.reference) for row in stations.register.letters() if row.kind == "undelivered"]


@pytest.mark.parametrize("proper", [True, False], ids=["with a report", "in plain words"])
def test_the_coordinator_is_told_which_letter_did_not_arrive_and_why(stations, proper):
    answered(stations)
    comes_back(stations, "acknowledgement_complete", proper=proper)
    [case] = stations.register.cases()
    row, _ = letter_to(stations, "acknowledgement_complete")
    assert (row.fate, row.state) == ("undelivered 5.1.1", "sent")
    bounced = next(each for each in stations.register.arrivals() if each.reason == "bounced")
    assert bounced.outcome is Outcome.FOR_A_PERSON
    assert told(stations) == [(NORTH, case.reference)]
    note = sent(stations)[-1].get_body(("plain",)).get_content()
    for said in (SCHOOL, case.reference, "acknowledgement of a form", "5.1.1", "does not exist there"):
        assert said in " ".join(note.split())


def test_a_letter_that_comes_back_twice_is_told_once(stations):
    answered(stations)
    comes_back(stations, "acknowledgement_complete")
    comes_back(stations, "acknowledgement_complete", "again", status="5.2.2")
    assert len(told(stations)) == 1
    assert letter_to(stations, "acknowledgement_complete")[0].undelivered_code == "5.1.1"


def test_a_pack_that_does_not_reach_its_coordinator_is_told_to_the_team(stations):
    answered(stations)
    comes_back(stations, "pack_cover")
    assert [to for to, _ in told(stations)] == [TEAM]


def test_a_letter_about_no_case_is_told_to_the_team(stations):
    deliver(stations, mail(now=MORNING), "question")
    run(stations, MORNING)
    comes_back(stations, "no_form")
    assert told(stations) == [(TEAM, None)]


@pytest.mark.parametrize("action", ["delayed", "relayed"])
def test_a_letter_that_is_late_has_not_come_back(stations, action):
    answered(stations)
    comes_back(stations, "acknowledgement_complete", action=action, status="4.4.1")
    assert letter_to(stations, "acknowledgement_complete")[0].undelivered is None
    assert told(stations) == []
    assert stations.register.arrivals()[-1].reason == "automatic"


def test_a_bounce_of_no_letter_of_ours_is_only_recorded(stations):
    answered(stations)
    before = len(stations.register.letters())
    deliver(stations, bounce("<somebody-elses@example.org>", SCHOOL), "bounce")
    run(stations, MORNING)
    assert stations.register.arrivals()[-1].reason == "automatic"
    assert len(stations.register.letters()) == before


def test_a_note_that_comes_back_and_a_receipt_to_an_invented_address_are_recorded_and_told_to_nobody(stations):
    answered(stations)
    comes_back(stations, "acknowledgement_complete")
    comes_back(stations, "undelivered", "note")
    deliver(stations, mail(now=MORNING, slug="stranger", sender="a@elsewhere.example.org"), "stranger")
    run(stations, MORNING)
    comes_back(stations, "receipt", "receipt", status="5.1.2")
    assert len(told(stations)) == 1
    assert stations.register.status(MORNING).undelivered == 3


def test_a_copy_that_does_not_arrive_leaves_the_letter_delivered(stations):
    copies = (Copies(letter="acknowledgement_complete", to=("head@oakfield.example.org",)),)
    desk = replace(stations, council=stations.council.model_copy(update={"copies": copies}))
    answered(desk)
    comes_back(desk, "acknowledgement_complete", recipient="head@oakfield.example.org")
    assert letter_to(desk, "acknowledgement_complete")[0].fate == "sent"
    assert [to for to, _ in told(desk)] == [NORTH]
    assert "head@oakfield.example.org" in sent(desk)[-1].get_body(("plain",)).get_content()


def test_status_and_case_show_it(stations, tmp_path):
    answered(stations)
    comes_back(stations, "acknowledgement_complete")
    [case] = stations.register.cases()
    config = tmp_path / "offsite.toml"

    def offsite(*words: str):
        return subprocess.run(
            [OFFSITE, *words, "--config", config], capture_output=True, text=True, check=False, env={"COLUMNS": "200"}
        )

    status = offsite("status", "--json")
    counted = json.loads(status.stdout)
    assert (counted["undelivered"], counted["sent"], status.returncode) == (1, 2, 7)
    shown = offsite("case", case.reference)
    assert "undelivered 5.1.1" in shown.stdout
    assert "letter undelivered" in shown.stdout
