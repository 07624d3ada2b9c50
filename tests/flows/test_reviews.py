"""Reviews: their letters are written from the data, once, and their outcomes find their case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conftest import MORNING
from desk.samples.files import samples, with_reference
from desk.samples.mails import Mail, attach, begin, finish
from extractors.reader import read
from flows.remind import remind
from flows.send import send_waiting
from mailboxes.media import PDF, media_type
from straight_way import attachments, deliver, mail, run, sent, without_decisions

# complete.pdf: first review on 9 February 2027, ten school days after 26 January
EVE, DAY = date(2027, 1, 25), date(2027, 1, 26)


@pytest.fixture
def stations(stations):
    """A council that works without decisions: nothing is said of a placement that begins without one."""
    return without_decisions(stations)


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
    late = DAY + timedelta(days=2)
    assert remind(stations, late, at(late)) == 2
    assert remind(stations, late, at(late)) == 0


def lived(stations, first: date, last: date) -> dict[tuple[str, str], list[date]]:
    """Every day a run, twice: each letter that was written, by kind and recipient, with its days."""
    written: dict[tuple[str, str], list[date]] = {}
    seen = len(stations.register.letters())
    day = first
    while day <= last:
        for _ in range(2):
            remind(stations, day, at(day))
        letters = stations.register.letters()
        for row in letters[seen:]:
            written.setdefault((row.kind, row.recipient), []).append(day)
        seen, day = len(letters), day + timedelta(days=1)
    return written


def test_a_review_that_nobody_answers_is_reminded_of_asked_for_and_escalated(stations):
    filed(stations)
    written = lived(stations, DAY, date(2027, 3, 12))
    first = [(kind, to.partition("@")[0], day) for (kind, to), days in written.items() for day in days[:1]]
    told = {(kind, to) for kind, to, _ in first}
    both = {"review_due", "review_today", "review_overdue"}
    assert {(kind, "office") for kind in both} | {(kind, "jo.fairweather") for kind in both} <= told
    assert ("review_invitation", "office") in told
    assert ("review_invitation", "jo.fairweather") not in told
    assert ("review_escalated", "education.entitlement") in told
    days = {kind: day for kind, to, day in first if to == "office"}
    assert days["review_invitation"] <= date(2027, 2, 3), "six days before the review at the latest"
    assert days["review_today"] == date(2027, 2, 9)
    assert days["review_overdue"] == date(2027, 2, 23), "five school days after it: half-term is between"
    assert len(written["review_overdue", "office@oakfield.example.org"]) == 2


def test_each_letter_of_the_calendar_can_be_sent_with_what_belongs_to_it(stations):
    reference = filed(stations)
    lived(stations, DAY, date(2027, 3, 12))
    send_waiting(stations, at(date(2027, 3, 12)))
    for letter in sent(stations):
        enclosed = attachments(letter)
        if any(f"{reference} review-{kind}.pdf" in enclosed for kind in ("due", "today", "overdue")):
            assert f"{reference} review outcome.pdf" in enclosed
        if f"{reference} review-due.pdf" in enclosed:
            [entry] = [data for name, data in enclosed.items() if name.endswith(".ics")]
            assert b"BEGIN:VEVENT" in entry


def test_missing_answers_are_asked_for_with_the_form_as_it_was_understood(stations):
    deliver(stations, mail("incomplete.docx", now=MORNING))
    run(stations, MORNING)
    [row] = stations.register.cases()
    written = lived(stations, MORNING.date(), date(2027, 1, 29))
    asked = written["answers_awaited", "office@oakfield.example.org"]
    assert len(asked) == 2
    assert [kind for kind, _ in written if kind == "answers_missing"] == ["answers_missing"]
    send_waiting(stations, at(date(2027, 1, 29)))
    enclosed = [attachments(letter) for letter in sent(stations)]
    [first, _] = [files for files in enclosed if f"{row.reference} answers-awaited.pdf" in files]
    form = first[f"{row.reference} off-site direction proposal.docx"]
    assert read(form, media_type(form)).reference == row.reference


def test_a_placement_that_ends_without_a_word_is_asked_after(stations):
    filed(stations)
    end = stations.register.cases()[0].end
    written = lived(stations, end - timedelta(days=30), end + timedelta(days=40))
    days = {kind: days[0] for (kind, to), days in written.items() if to.startswith("office")}
    assert days["ending_soon"] < end < days["ended_without_outcome"]


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
