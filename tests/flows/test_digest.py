"""The digest of the week reaches each coordinator once, and says what is so."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pikepdf
import pytest

from conftest import MORNING
from desk.digests import run_digest
from desk.exits import Exit
from flows.retain import retain
from flows.summarise import is_due, summaries, write_digests
from proposals.council import Coordinator, Cover
from proposals.digest import Digest
from register import RegisterCode, RegisterError
from straight_way import attachments, deliver, mail, run, sent, text

DAY = MORNING.date()
JO, DANIEL = "jo.fairweather@exampleshire.example.org", "daniel.okafor@exampleshire.example.org"


def at(day: date) -> datetime:
    return MORNING + (day - DAY)


@pytest.fixture
def filed(stations):
    for name in ("complete.pdf", "incomplete.docx"):
        deliver(stations, mail(name, now=MORNING, slug=name), name)
    run(stations, MORNING)
    return stations


def digests(stations):
    return [row for row in stations.register.letters() if row.kind == "digest"]


def letter(stations):
    return [each for each in sent(stations) if str(each["Subject"]).startswith("Your cases")][-1]


def with_profile(stations, **changes):
    return replace(stations, council=stations.council.model_copy(update=changes))


def test_each_coordinator_has_one_a_week_however_often_it_is_written(filed):
    first = write_digests(filed, DAY, MORNING)
    assert first == len({row.recipient for row in digests(filed)}) >= 1
    assert [write_digests(filed, DAY + timedelta(days=later), at(DAY)) for later in range(5)] == [0] * 5
    week_after = DAY + timedelta(days=7)
    assert write_digests(filed, week_after, at(week_after)) >= 1


def test_it_says_what_is_new_and_what_waits_by_reference_and_initials(filed):
    write_digests(filed, DAY, MORNING)
    said = " ".join(text(each) for each in sent(filed) if str(each["Subject"]).startswith("Your cases"))
    assert "New since the last digest" in said
    assert "Waiting for the school’s answers" in said
    assert all(row.reference in said for row in filed.register.cases())


@pytest.mark.parametrize(
    ("day", "heading"),
    [(date(2027, 2, 1), "Reviews due in the next 10 school days"), (date(2027, 2, 10), "Overdue")],
)
def test_a_review_is_due_and_then_overdue(filed, day, heading):
    write_digests(filed, day, at(day), "fairweather")
    said = text(letter(filed))
    assert heading in said
    assert "9 February 2027" in said


def test_its_pdf_shows_the_placements_to_who_sees_them_and_who_does_not(filed):
    write_digests(filed, DAY, MORNING)
    [(name, pdf)] = attachments(letter(filed)).items()
    assert name == "digest.pdf"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.open_metadata().get("pdfuaid:part") == "1"


def test_no_pupil_is_named_anywhere_in_it(filed):
    write_digests(filed, DAY, MORNING)
    for each in sent(filed):
        if str(each["Subject"]).startswith("Your cases"):
            assert not any(name in each.as_string() for name in ("Bellwether", "Sundgren", "Ravensworth"))
            assert "OSD" not in str(each["Subject"])


def test_who_covers_has_it_and_it_is_not_written_again_when_they_change(filed):
    cover = Cover(away="fairweather", by="okafor", first=DAY, last=DAY, copy_to_absent=True)
    write_digests(with_profile(filed, cover=(cover,)), DAY, MORNING, "fairweather")
    [row] = digests(filed)
    assert (row.recipient, row.copies) == (DANIEL, (JO,))
    assert "These are the cases of Jo Fairweather" in text(letter(filed))
    assert write_digests(filed, DAY, MORNING, "fairweather") == 0


def test_a_successor_has_the_next_one(filed):
    write_digests(filed, DAY, MORNING, "fairweather")
    people = tuple(
        Coordinator(code=each.code, name="Noor Ashdown", email="noor@exampleshire.example.org")
        if each.code == "fairweather"
        else each
        for each in filed.council.coordinators
    )
    later = with_profile(filed, coordinators=people)
    assert write_digests(later, DAY, MORNING, "fairweather") == 0
    [summary] = summaries(later, DAY, "fairweather")
    assert summary.to.email == "noor@exampleshire.example.org"


def test_what_nobody_coordinates_is_in_the_team_s(filed):
    nobody = tuple(each.model_copy(update={"coordinator": ""}) for each in filed.council.areas)
    assert write_digests(with_profile(filed, areas=nobody), DAY, MORNING) == 1
    assert [row.recipient for row in digests(filed)] == [filed.council.team_email]


def test_without_anything_to_say_there_is_a_letter_only_where_the_profile_wants_one(stations):
    assert write_digests(stations, DAY, MORNING) == 0
    assert write_digests(with_profile(stations, digest=Digest(when_empty=True)), DAY, MORNING) == 3
    assert "Nothing is waiting for you" in text(letter(stations))


def test_a_profile_without_it_has_none(filed):
    assert write_digests(with_profile(filed, digest=Digest(weekly=False)), DAY, MORNING) == 0


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 30, 7, 44, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 7, 45, tzinfo=UTC), True),
        (datetime(2026, 12, 2, 5, 0, tzinfo=UTC), True),
        (datetime(2027, 5, 3, 12, 0, tzinfo=UTC), False),  # a bank holiday
        (datetime(2027, 5, 4, 6, 44, tzinfo=UTC), False),  # by London's summer clock
        (datetime(2027, 5, 4, 6, 45, tzinfo=UTC), True),
    ],
)
def test_it_is_due_from_the_day_and_time_of_the_profile(council, now, due):
    assert is_due(council.model_copy(update={"digest": Digest(time=time(7, 45))}), now) is due


def test_its_text_goes_the_night_after_it_was_sent(filed):
    run(filed, MORNING)
    write_digests(filed, DAY, MORNING, "fairweather")
    run(filed, MORNING)
    [row] = digests(filed)
    retain(filed, DAY, MORNING)
    with pytest.raises(RegisterError) as told:
        filed.register.letter(row.id)
    assert told.value.code is RegisterCode.ERASED
    assert write_digests(filed, DAY, MORNING, "fairweather") == 0, "that it was sent stays known"


def test_a_register_with_digests_is_sound(filed):
    write_digests(filed, DAY, MORNING)
    run(filed, MORNING)
    assert [each.id for each in filed.register.verify(MORNING) if each.violations] == []


def test_the_command_prints_it_or_sends_it(filed, settings, capsys):
    assert run_digest(settings, DAY, "fairweather", dry_run=True) is Exit.OK
    assert f"To: {JO}" in capsys.readouterr().out
    assert digests(filed) == []
    assert run_digest(settings, DAY, "fairweather", dry_run=False) is Exit.OK
    assert [row.state for row in digests(filed)] == ["sent"]


def test_an_unknown_coordinator_is_refused_with_those_there_are(settings, capsys):
    assert run_digest(settings, DAY, "nobody", dry_run=True) is Exit.NOT_FOUND
    assert "fairweather, okafor, lindqvist, team" in capsys.readouterr().err
