"""A coordinator decides, by the form that comes with the pack or by hand: it is recorded, and the school is told."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest

from conftest import MORNING
from decision_forms import (
    CANARY,
    COMMENTS,
    COORDINATOR,
    LATER,
    SCHOOL,
    START,
    brings,
    come,
    decision,
    enclosed_form,
    filed,
    letters,
)
from flows.deciding import Decided, consequence
from flows.post import Post
from flows.remind import remind
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.letters.wording import REASONS, PersonReason
from proposals.choices import Ruling
from register import Outcome
from straight_way import attachments, run, sent, text, without_decisions


@pytest.mark.parametrize("make", [blank_pdf, blank_word])
@pytest.mark.parametrize("ruling", list(Ruling))
def test_a_decision_by_email_is_recorded_and_told(stations, make, ruling):
    reference = filed(stations)
    arrival = come(stations, brings(decision(stations, reference, ruling, make=make)))
    assert arrival.outcome is Outcome.FILED
    assert arrival.references == (reference,)
    case = stations.register.find_case(reference)
    assert case.row.ruling == ruling
    [ruled] = case.rulings
    assert (ruled.ruling, ruled.decided, ruled.comments) == (ruling, date(2026, 11, 30), COMMENTS)
    told, receipt = letters(stations, f"decision_{ruling}"), letters(stations, "decision_receipt")
    assert [row.recipient for row in told] == [SCHOOL]
    assert [row.recipient for row in receipt] == [COORDINATOR]
    assert case.version == 1


def test_a_letter_tells_the_school_the_comments_and_no_event_does(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference, "not_supported")))
    [told] = (each for each in sent(stations) if "does not support" in each["Subject"])
    assert told["To"] == SCHOOL
    assert "Please name the canary who rings the parents. Thank you for the plan." in text(told)
    assert "by Jo Fairweather" in text(told)
    events = stations.register.history(reference)
    assert [event.detail for event in events if event.what == "decided"] == ["not_supported"]
    assert not any(CANARY in f"{event.what} {event.detail}" for event in events)
    database = next(stations.settings.home.glob("*.db"))
    assert CANARY.encode() not in database.read_bytes()


def test_the_pack_brings_the_form_in_both_kinds_with_the_reference(stations):
    reference = filed(stations)
    [pack] = (each for each in sent(stations) if each["To"] == COORDINATOR)
    enclosed = attachments(pack)
    assert {f"{reference} coordinator’s decision.pdf", f"{reference} coordinator’s decision.docx"} <= set(enclosed)
    assert "fill in the decision form" in text(pack)


@pytest.mark.parametrize("ruling", list(Ruling))
def test_a_managed_move_is_decided_by_the_same_form_and_told_in_its_own_words(stations, ruling):
    reference = filed(stations, "managed_move.pdf")
    [cover] = letters(stations, "pack_cover")
    form = enclosed_form(stations, "pack_cover")
    assert form.startswith(b"%PDF")
    come(stations, brings(decision(stations, reference, ruling), sender=cover.recipient))
    assert stations.register.find_case(reference).row.ruling == ruling
    [told] = letters(stations, f"decision_{ruling}")
    assert told.recipient == SCHOOL
    letter = message_from_bytes(stations.register.letter(told.id), policy=policy.default)
    assert "managed move" in text(letter)
    assert "placement" not in text(letter)
    assert "First day: Monday 11 January 2027" in text(letter)


@pytest.mark.parametrize("sender", [SCHOOL, "someone@elsewhere.example.org"])
def test_nobody_but_the_councils_own_people_decides(stations, sender):
    reference = filed(stations)
    arrival = come(stations, brings(decision(stations, reference), sender=sender))
    assert arrival.outcome is Outcome.FOR_A_PERSON
    assert arrival.reason == PersonReason.NOT_A_COORDINATOR
    assert stations.register.find_case(reference).row.ruling is None
    [told] = letters(stations, "for_a_person")
    message = message_from_bytes(stations.register.letter(told.id), policy=policy.default)
    assert REASONS[PersonReason.NOT_A_COORDINATOR] in text(message)


def test_a_coordinators_name_in_front_of_a_strangers_address_decides_nothing(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference), reply_to="someone@elsewhere.example.org"))
    assert stations.register.find_case(reference).row.ruling is None
    assert not letters(stations, "decision_supported")


def test_the_team_decides_too(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference), sender=stations.council.team_email))
    assert stations.register.find_case(reference).row.ruling == "supported"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ruling": ""}, PersonReason.DECISION_UNCLEAR),
        ({"case_reference": "OSD-7K4M-2"}, PersonReason.DECISION_UNCLEAR),
        ({"case_reference": "OSD-7K4M-2", "hidden": ""}, PersonReason.UNKNOWN_REFERENCE),
    ],
    ids=["no decision", "two cases", "no such case"],
)
def test_what_cannot_be_told_for_sure_goes_to_a_person(stations, changes, reason):
    reference = filed(stations)
    arrival = come(stations, brings(decision(stations, reference, **changes)))
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, reason)
    assert stations.register.find_case(reference).rulings == ()


@pytest.mark.parametrize("lost", ["hidden", "written"])
def test_either_reference_alone_finds_the_case(stations, lost):
    reference = filed(stations)
    changes = {"hidden": ""} if lost == "hidden" else {"case_reference": ""}
    come(stations, brings(decision(stations, reference, **changes)))
    assert stations.register.find_case(reference).row.ruling == "supported"


def test_a_second_decision_takes_the_place_of_the_first_and_both_are_told(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference)))
    second = brings(decision(stations, reference, "not_supported"), slug="second")
    assert come(stations, second, "second").outcome is Outcome.FILED
    case = stations.register.find_case(reference)
    assert [each.ruling for each in case.rulings] == ["supported", "not_supported"]
    assert case.row.ruling == "not_supported"
    told = [event.detail for event in stations.register.history(reference) if event.what == "decided"]
    assert told == ["supported", "not_supported supported"]
    letter = next(each for each in sent(stations) if "does not support" in each["Subject"])
    assert "This takes the place of the decision we told you before (supported)." in text(letter)


def test_the_same_decision_in_another_file_is_told_once(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference)))
    again = brings(decision(stations, reference, make=blank_word), slug="second")
    assert come(stations, again, "second").outcome is Outcome.DUPLICATE
    assert len(letters(stations, "decision_supported")) == 1
    assert len(letters(stations, "decision_receipt")) == 2


def test_a_contradiction_after_the_first_day_is_queried(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference)))
    after = MORNING + (START - MORNING.date())
    arrival = come(stations, brings(decision(stations, reference, "not_supported"), slug="late"), "late", after)
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, PersonReason.DECISION_CONTRADICTS)
    assert stations.register.find_case(reference).row.ruling == "supported"
    assert not letters(stations, "decision_not_supported")
    receipt = next(each for each in sent(stations) if "is not recorded" in each["Subject"])
    assert receipt["To"] == COORDINATOR
    assert REASONS[PersonReason.DECISION_CONTRADICTS] in text(receipt)


def test_more_information_then_supported_after_the_first_day_contradicts_nothing(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference, "more_information")))
    after = MORNING + (START - MORNING.date())
    come(stations, brings(decision(stations, reference), slug="late"), "late", after)
    assert stations.register.find_case(reference).row.ruling == "supported"


def test_more_information_lists_what_is_open_and_sends_the_form_again(stations):
    reference = filed(stations, "incomplete.docx")
    come(stations, brings(decision(stations, reference, "more_information")))
    letter = next(each for each in sent(stations) if "needs to know more" in each["Subject"])
    said = text(letter)
    assert "Please name the canary" in said
    assert "What is missing or unclear on the form" in said
    assert f"{reference} off-site direction proposal.docx" in attachments(letter)


def test_a_letter_that_cannot_go_to_the_school_goes_to_the_coordinator(stations):
    reference = filed(stations, sender="Stranger <stranger@elsewhere.example.org>")
    come(stations, brings(decision(stations, reference)))
    [told] = letters(stations, "decision_supported")
    assert told.recipient == COORDINATOR
    receipt = next(each for each in sent(stations) if "is recorded" in each["Subject"])
    assert "We could not write to the school" in text(receipt)


def test_two_decisions_worked_out_at_once_are_not_both_recorded(stations):
    reference = filed(stations)
    case = stations.register.find_case(reference)
    post = Post(stations.council, LATER)
    first, second = (
        consequence(stations.register, post, case, Decided(ruling, LATER.date()))
        for ruling in (Ruling.SUPPORTED, Ruling.NOT_SUPPORTED)
    )
    assert stations.register.rule(first.ruling, first.letters, LATER)
    assert not stations.register.rule(second.ruling, second.letters, LATER)
    assert not letters(stations, "decision_not_supported")


def test_an_erased_case_keeps_no_comments(stations):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference)))
    run(stations, LATER + timedelta(hours=1))
    assert stations.register.erase_case(reference, "test", LATER).refused is None
    case = stations.register.find_case(reference)
    assert [(each.ruling, each.comments, each.decided_by) for each in case.rulings] == [("supported", "", "")]


def started(stations) -> list[str]:
    return sorted(row.recipient for row in letters(stations, "started_undecided"))


def at(day: date):
    return MORNING + (day - MORNING.date())


def test_what_begins_without_a_decision_is_told_once_to_coordinator_and_team(stations):
    filed(stations)
    eve = START - timedelta(days=1)
    remind(stations, eve, at(eve))
    assert started(stations) == []
    for day in (START, START, START + timedelta(days=1), START + timedelta(days=9)):
        remind(stations, day, at(day))
    assert started(stations) == sorted([COORDINATOR, stations.council.team_email])


@pytest.mark.parametrize(
    ("ruling", "letters_written"), [("supported", 0), ("not_supported", 0), ("more_information", 2)]
)
def test_only_a_decision_that_settles_it_keeps_the_note_away(stations, ruling, letters_written):
    reference = filed(stations)
    come(stations, brings(decision(stations, reference, ruling)))
    remind(stations, START, at(START))
    assert len(started(stations)) == letters_written


def test_a_council_that_works_without_decisions_is_asked_for_none(stations):
    without = without_decisions(stations)
    reference = filed(without)
    [pack] = (each for each in sent(without) if each["To"] == COORDINATOR)
    assert not any("decision" in name for name in attachments(pack))
    remind(without, START, at(START))
    assert started(without) == []
    arrival = come(without, brings(decision(without, reference)))
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, PersonReason.NO_DECISIONS)
