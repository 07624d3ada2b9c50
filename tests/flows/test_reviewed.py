"""What the outcome of a review does to its case, and what of it is asked about and does nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from io import BytesIO

import pikepdf
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from conftest import MORNING
from flows.remind import remind
from outputs.blank_pdf import blank_pdf
from outputs.letters.wording import DOUBTS, REASONS, PersonReason
from outputs.prefill import Prefill
from printing import flattened
from proposals.review_outcome import ReviewOutcome
from proposals.reviewing import Doubt
from register import Outcome
from straight_way import attachments, brought, deliver, mail, run, sent, text

# complete.pdf: from 7 December 2026; reviews on 9 February and in March 2027
HELD = date(2027, 2, 9)
JO = "jo.fairweather@exampleshire.example.org"
OFFICE = "office@oakfield.example.org"
ORDINARY = {
    "attended_by": "Everybody",
    "attendance_percent": "96",
    "progress": "On the way.",
    "pupil_views": "Better.",
    "parents_views": "Better.",
    "safeguarding_concerns": "no",
    "decision": "continue",
    "decision_reason": "It helps.",
    "reintegration_steps": "A second day in school from March.",
    "completed_by": "P. Nair",
}


def at(day: date):
    return MORNING + (day - MORNING.date())


@pytest.fixture
def reference(stations) -> str:
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    return stations.register.cases()[0].reference


def outcome(stations, reference: str, on: date, **answers: str) -> list[EmailMessage]:
    """A school sends an outcome on the day `on`; the letters that this brings."""
    said = {"case_reference": reference, "review_date": HELD.isoformat(), **ORDINARY, **answers}
    form = blank_pdf(ReviewOutcome, stations.council, Prefill({key: value for key, value in said.items() if value}))
    before = len(stations.register.letters())
    slug = f"outcome-{before}"
    deliver(stations, brought((form, "application/pdf"), slug=slug), slug)
    run(stations, at(on))
    return sent(stations)[before:]


def to(letters: list[EmailMessage], address: str) -> EmailMessage:
    [letter] = [each for each in letters if address in str(each["To"])]
    return letter


def entries(letter: EmailMessage) -> dict[str, tuple[str, date]]:
    found = {}
    for name, data in attachments(letter).items():
        if name.endswith(".ics"):
            [event] = Calendar.from_ical(data).walk("VEVENT")
            found[str(event["UID"])] = (str(event["STATUS"]), event["DTSTART"].dt)
    return found


def planned(stations, reference: str) -> list[tuple[date, date | None]]:
    return [(each.due, each.held) for each in stations.register.find_case(reference).reviews]


DOUBTED: dict[Doubt, dict[str, str]] = {
    Doubt.NOT_YET: {"review_date": "2027-02-20"},
    Doubt.BEFORE_START: {"review_date": "2026-11-30"},
    Doubt.NEXT_BEFORE: {"next_review_date": "2027-02-01"},
    Doubt.NO_NEW_END: {"decision": "extend", "next_review_date": "2027-03-09"},
    Doubt.END_BEFORE: {"new_end_date": "2027-01-29", "next_review_date": "2027-03-09"},
    Doubt.TOO_LONG: {"decision": "extend", "new_end_date": "2027-11-26", "next_review_date": "2027-03-09"},
    Doubt.BEYOND_YEAR: {"decision": "extend", "new_end_date": "2027-07-30", "next_review_date": "2027-03-09"},
}


@pytest.mark.parametrize("doubt", DOUBTED)
def test_what_cannot_be_so_is_asked_about_and_changes_nothing(stations, reference, doubt):
    before, end = planned(stations, reference), stations.register.cases()[0].end
    letters = outcome(stations, reference, date(2027, 2, 11), **DOUBTED[doubt])
    assert {each["To"] for each in letters} == {OFFICE, JO}
    assert DOUBTS[doubt] in text(to(letters, OFFICE))
    assert DOUBTS[doubt] in text(to(letters, JO))
    assert f"{reference} review outcome.pdf" in attachments(to(letters, OFFICE))
    case = stations.register.find_case(reference)
    assert (case.row.end, case.row.is_open) == (end, True)
    assert [day for day, _ in planned(stations, reference)] == [day for day, _ in before]
    recorded = [held for _, held in planned(stations, reference) if held]
    assert recorded == ([] if doubt.of_the_whole else [HELD])
    arrival = stations.register.arrivals()[-1]
    assert (arrival.outcome, arrival.reason) == (Outcome.FILED, PersonReason.REVIEW_QUERIED)


def test_two_outcomes_of_one_day_that_contradict_each_other_leave_the_first(stations, reference):
    outcome(stations, reference, date(2027, 2, 11), next_review_date="2027-03-09")
    letters = outcome(stations, reference, date(2027, 2, 12), decision="end_early")
    assert DOUBTS[Doubt.CONTRADICTS] in text(to(letters, JO))
    case = stations.register.find_case(reference)
    assert case.row.is_open
    assert case.reviews[0].decision == "continue"


def test_a_school_may_correct_what_it_said_of_a_review(stations, reference):
    outcome(stations, reference, date(2027, 2, 11), next_review_date="2027-03-09")
    outcome(stations, reference, date(2027, 2, 12), next_review_date="2027-03-10")
    assert next(day for day, held in planned(stations, reference) if held is None) == date(2027, 3, 10)


def test_an_outcome_from_before_the_last_review_is_asked_about(stations, reference):
    outcome(stations, reference, date(2027, 2, 11), next_review_date="2027-03-09")
    letters = outcome(stations, reference, date(2027, 2, 12), review_date="2027-01-19")
    assert DOUBTS[Doubt.BEFORE_LAST] in text(to(letters, OFFICE))
    assert [held for _, held in planned(stations, reference) if held] == [HELD]


@pytest.mark.parametrize("decision", ["return_to_school", "end_early"])
def test_an_end_closes_the_case_and_nothing_is_asked_for_after_it(stations, reference, decision):
    letters = outcome(stations, reference, date(2027, 2, 11), decision=decision)
    closing = to(letters, OFFICE)
    assert "case is now closed" in text(closing).replace(f" {reference}", "").replace("  ", " ")
    assert "does not say how the pupil returns" not in text(closing)
    assert {status for status, _ in entries(to(letters, JO)).values()} == {"CANCELLED"}
    assert not stations.register.find_case(reference).row.is_open
    for day in range(0, 90, 5):
        assert remind(stations, HELD + timedelta(days=day), at(HELD)) == 0


def test_an_end_without_the_steps_of_the_return_asks_for_them(stations, reference):
    letters = outcome(stations, reference, date(2027, 2, 11), decision="return_to_school", reintegration_steps="")
    assert "does not say how the pupil returns to school" in text(to(letters, OFFICE))


def test_an_outcome_of_a_closed_case_is_filed_and_changes_nothing(stations, reference):
    outcome(stations, reference, date(2027, 2, 11), decision="end_early")
    letters = outcome(stations, reference, date(2027, 2, 12), review_date="2027-02-12")
    assert DOUBTS[Doubt.CLOSED] in text(to(letters, OFFICE))
    assert DOUBTS[Doubt.CLOSED] in text(to(letters, JO))
    assert not any(name.endswith("outcome.pdf") for name in attachments(to(letters, OFFICE)))
    assert not stations.register.find_case(reference).row.is_open


def test_an_extension_moves_the_end_and_says_so(stations, reference):
    letters = outcome(
        stations,
        reference,
        date(2027, 2, 11),
        decision="extend",
        new_end_date="2027-05-28",
        next_review_date="2027-03-16",
    )
    told = text(to(letters, OFFICE))
    assert "New last day: Friday 28 May 2027" in told
    assert "Last day until now" in told
    assert stations.register.cases()[0].end == date(2027, 5, 28)


def test_a_review_that_is_moved_is_moved_in_the_calendars_under_its_own_name(stations, reference):
    pack = to(sent(stations), JO)
    first = entries(pack)
    letters = outcome(stations, reference, date(2027, 2, 11), next_review_date="2027-03-16")
    moved = entries(to(letters, JO))
    assert moved == entries(to(letters, OFFICE))
    assert set(moved) <= set(first)
    [uid] = [uid for uid, (_, day) in moved.items() if day == date(2027, 3, 16)]
    assert first[uid][1] != date(2027, 3, 16)
    assert uid.startswith(f"{reference.lower()}-review-2@")


def test_a_change_of_provision_brings_the_form_to_be_changed(stations, reference):
    letters = outcome(
        stations, reference, date(2027, 2, 11), decision="change_provision", next_review_date="2027-03-09"
    )
    told = to(letters, OFFICE)
    assert "needs the details of the new provider" in text(told)
    assert f"{reference} off-site direction proposal.pdf" in attachments(told)


def reply(stations, reference: str, words: str) -> list[EmailMessage]:
    message = EmailMessage()
    message["From"], message["Subject"] = f"Office <{OFFICE}>", f"Re: {reference}"
    message["Message-ID"] = "<reply@oakfield.example.org>"
    message.set_content(words)
    before = len(stations.register.letters())
    deliver(stations, message.as_bytes(), "reply")
    run(stations, at(date(2027, 2, 11)))
    return sent(stations)[before:]


def test_a_reply_without_a_form_goes_to_the_coordinator_and_nothing_is_guessed(stations, reference):
    before = planned(stations, reference)
    letters = reply(stations, reference, "All fine, see you next week!")
    assert REASONS[PersonReason.REPLY] in text(to(letters, JO))
    assert "message.eml" in attachments(to(letters, JO))
    answer = to(letters, OFFICE)
    assert "nothing in the case was changed" in text(answer)
    assert f"{reference} review outcome.pdf" in attachments(answer)
    assert planned(stations, reference) == before
    arrival = stations.register.arrivals()[-1]
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, PersonReason.REPLY)


LOOKS_LIKE_A_HINT = "Please let me stay until Easter.\n\nThink about the workshop."


def printed(stations, reference: str, **answers: str) -> bytes:
    said = {"case_reference": reference, "review_date": HELD.isoformat(), **ORDINARY, **answers}
    return flattened(blank_pdf(ReviewOutcome, stations.council, Prefill(said)))


def comes_printed(stations, form: bytes) -> list[EmailMessage]:
    before = len(stations.register.letters())
    deliver(stations, brought((form, "application/pdf"), slug="printed"), "printed")
    run(stations, at(HELD))
    return sent(stations)[before:]


def test_an_outcome_that_was_printed_is_read_whole(stations, reference):
    form = printed(stations, reference, pupil_views=LOOKS_LIKE_A_HINT, decision="return_to_school")
    letters = comes_printed(stations, form)
    case = stations.register.find_case(reference)
    assert not case.row.is_open
    assert [each.decision for each in case.reviews if each.held == HELD] == ["return_to_school"]
    packs = [data for name, data in attachments(to(letters, JO)).items() if "pack" in name]
    said = "".join(page.extract_text() for data in packs for page in PdfReader(BytesIO(data)).pages[:3])
    assert "Please let me stay until Easter." in " ".join(said.split())
    assert "Think about the workshop." in " ".join(said.split())


def ticked_twice(form: bytes) -> bytes:
    return _with_decision(form, lambda kid: setattr(kid, "AS", pikepdf.Name("/return_to_school")), "/return_to_school")


def ticked_unseen(form: bytes) -> bytes:
    """Switched on by a program that does not show it."""
    return _with_decision(form, lambda kid: setattr(kid, "AS", pikepdf.Name.Off), "/return_to_school")


def _with_decision(form: bytes, change: Callable[[pikepdf.Object], None], state: str) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(form)) as file:
        [decision] = (field for field in file.Root.AcroForm.Fields if field.get("/T") == "decision")
        for kid in decision.Kids:
            if state in kid.AP.N:
                change(kid)
        file.save(made)
    return made.getvalue()


@pytest.mark.parametrize("how", ["two ticks on paper", "a tick that no viewer shows"])
def test_an_outcome_is_not_acted_on_by_a_guess(stations, reference, how):
    said = {"case_reference": reference, "review_date": HELD.isoformat(), **ORDINARY}
    if how == "two ticks on paper":
        form = flattened(ticked_twice(blank_pdf(ReviewOutcome, stations.council, Prefill(said))))
    else:
        said["decision"] = "return_to_school"
        form = ticked_unseen(blank_pdf(ReviewOutcome, stations.council, Prefill(said)))
    letters = comes_printed(stations, form)
    case = stations.register.find_case(reference)
    assert case.row.is_open
    assert not any(each.held for each in case.reviews)
    assert DOUBTS[Doubt.UNSURE] in text(to(letters, OFFICE))
    assert DOUBTS[Doubt.UNSURE] in text(to(letters, JO))
