"""Reviews: their letters are written from the data, once, and their outcomes find their case."""

from __future__ import annotations

from datetime import date, timedelta

from conftest import MORNING
from desk.samples.files import samples, with_reference
from desk.samples.mails import Mail, attach, begin, finish
from extractors.reader import read
from flows.remind import remind
from mailboxes.media import PDF
from straight_way import attachments, deliver, mail, run, sent

# complete.pdf: first review on 9 February 2027, ten school days after 26 January
EVE, DAY = date(2027, 1, 25), date(2027, 1, 26)


def filed(stations) -> str:
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    return stations.register.cases()[0].reference


def review_letters(stations):
    return [row for row in stations.register.letters() if row.kind == "review_due"]


def at(day: date):
    return MORNING + (day - MORNING.date())


def test_letters_are_written_ten_school_days_before_and_not_a_day_earlier(stations):
    filed(stations)
    assert remind(stations, EVE, at(EVE)) == 0
    assert remind(stations, DAY, at(DAY)) == 2
    assert {row.recipient for row in review_letters(stations)} == {
        "office@oakfield.example.org",
        "jo.fairweather@exampleshire.example.org",
    }


def test_a_doubled_run_writes_nothing_twice_and_a_missed_one_is_caught_up(stations):
    filed(stations)
    late = DAY + timedelta(days=6)
    assert remind(stations, late, at(late)) == 2
    assert remind(stations, late, at(late)) == 0


def test_the_review_form_comes_with_the_reference_written_in(stations):
    reference = filed(stations)
    remind(stations, DAY, at(DAY))
    enclosed = attachments(sent(stations)[-1])
    form = enclosed[f"{reference} review outcome.pdf"]
    assert read(form, PDF).reason == "blank_form", "our own prefill is no answer"
    assert any(name.endswith(".docx") for name in enclosed)


def outcome_mail(reference: str):
    message = begin(Mail("outcome", 0, "Office <office@oakfield.example.org>", "Review", "Attached."), MORNING)
    attach(message, with_reference(samples()["review_outcome.pdf"].data, reference), "outcome.pdf", inline=False)
    return finish(message, Mail("outcome", 0, "", "", ""))


def test_an_outcome_finds_its_case_and_both_sides_are_told(stations):
    reference = filed(stations)
    later = at(date(2027, 2, 11))
    deliver(stations, outcome_mail(reference), "outcome")
    run(stations, later)
    case = stations.register.find_case(reference)
    assert case is not None
    assert (case.reviews[0].held, case.reviews[0].decision) == (date(2027, 2, 9), "continue")
    assert [row.kind for row in case.dispatches][-2:] == ["review_recorded", "pack_cover"]


def test_an_outcome_of_no_known_case_goes_to_a_person(stations):
    deliver(stations, outcome_mail("OSD-7K4M-2"))
    run(stations, MORNING)
    assert stations.register.arrivals()[0].reason == "unknown_reference"
    assert [row.kind for row in stations.register.letters()] == ["for_a_person"]
