"""The school that a managed move goes to is written to by the council's list alone, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import MORNING
from desk.samples.files import samples
from extractors.reader import read
from flows.deciding import Decided, consequence
from flows.post import PDF, Post
from flows.remind import foretell, remind
from outputs.blank_pdf import blank_pdf
from outputs.letters.receiving import ANOTHER, NOT_ANEW, NOT_WRITTEN, UNPROVEN, WRITTEN
from outputs.prefill import Prefill, understood
from proposals.assessment import assess
from proposals.choices import Ruling
from proposals.managed_move import ManagedMove
from proposals.receiving import Receiving, Unwritten, receiving_school
from proposals.review_outcome import ReviewOutcome
from straight_way import attachments, brought, deliver, run, sent, text

RIVERSIDE, HARTWELL = "office@riverside.example.org", "office@hartwell.example.org"
# managed_move.pdf: Thornbury Park School to Riverside Academy, 999201; review on 8 February 2027
PUPIL = "Soraya"
REVIEW, NOTICE = date(2027, 2, 8), date(2027, 1, 25)


@pytest.fixture
def understood_move(stations):
    """What the sample of a managed move says."""
    return assess(read(samples()["managed_move.pdf"].data, PDF), stations.council, MORNING.date())


@pytest.fixture
def move(understood_move) -> ManagedMove:
    assert isinstance(understood_move.proposal, ManagedMove)
    return understood_move.proposal


def come(stations, understood_move, name: str, reference: str = "", day: int = 0, **changes: str) -> None:
    prefill = understood(understood_move, reference or "MMV-3R8T-6")
    told = {key: said for key, said in {**prefill.answers, **changes}.items() if said}
    form = blank_pdf(ManagedMove, stations.council, Prefill(told, {}, reference))
    deliver(stations, brought((form, PDF), slug=name), name)
    run(stations, MORNING + timedelta(days=day))


def to_receiving(stations) -> list[tuple[str, str, str]]:
    return [
        (row.kind, row.occasion.split()[0], row.recipient)
        for row in stations.register.letters()
        if row.kind.startswith("receiving")
    ]


def packs(stations):
    return [text(each) for each in sent(stations) if any("pack.pdf" in name for name in attachments(each))]


def test_both_schools_are_told_of_a_move(stations, understood_move):
    come(stations, understood_move, "first")
    assert to_receiving(stations) == [("receiving_school", "v1", RIVERSIDE)]
    [letter] = (each for each in sent(stations) if each["To"] == RIVERSIDE)
    said = text(letter)
    move = understood_move.proposal
    assert "managed move of" in said
    assert "to Riverside Academy" in said
    assert "Monday 11 January 2027" in said
    assert "Monday 8 February 2027" in said
    assert move.pupil_surname not in f"{letter['Subject']} {said}"
    assert move.upn not in said
    assert [name for name in attachments(letter) if not name.endswith("receiving-school.pdf")] == []
    assert WRITTEN in packs(stations)[0]


def test_a_later_version_tells_it_again_only_what_is_new_to_it(stations, understood_move):
    come(stations, understood_move, "first")
    reference = stations.register.cases()[0].reference
    come(stations, understood_move, "second", reference, 1, integration_plan="Two mornings with the same mentor.")
    assert to_receiving(stations) == [("receiving_school", "v1", RIVERSIDE)]
    assert NOT_ANEW in packs(stations)[-1]
    come(stations, understood_move, "third", reference, 2, review_date="2027-02-10")
    assert to_receiving(stations)[1:] == [("receiving_school", "v3", RIVERSIDE)]
    assert "has changed its form" in text(sent(stations)[-1])


def test_where_the_move_leads_to_another_school_the_coordinator_tells_the_first(stations, understood_move):
    come(stations, understood_move, "first")
    reference = stations.register.cases()[0].reference
    other = {"receiving_school_name": "Hartwell School", "receiving_school_urn": "999202"}
    come(stations, understood_move, "second", reference, 1, **other)
    assert [to for _, _, to in to_receiving(stations)] == [RIVERSIDE, HARTWELL]
    assert ANOTHER in packs(stations)[-1]


def test_where_nobody_is_written_to_the_pack_says_why(stations, understood_move):
    come(stations, understood_move, "first", receiving_school_name="Farfield School", receiving_school_urn="")
    assert to_receiving(stations) == []
    assert NOT_WRITTEN[Unwritten.NOT_LISTED] in packs(stations)[0]


def test_nobody_unknown_has_a_letter_sent_about_a_child(stations):
    from straight_way import mail

    deliver(stations, mail("managed_move.pdf", now=MORNING, sender="Somebody <somebody@elsewhere.example.org>"))
    run(stations, MORNING)
    assert to_receiving(stations) == []
    assert UNPROVEN in packs(stations)[0]


def test_a_council_may_leave_it_to_its_coordinators(stations, understood_move):
    quiet = replace(stations, council=stations.council.model_copy(update={"receiving_schools": False}))
    come(quiet, understood_move, "first")
    assert to_receiving(quiet) == []
    assert "receiving school" not in packs(quiet)[0].replace("Receiving school:", "")


@pytest.mark.parametrize(
    ("ruling", "told"),
    [(Ruling.SUPPORTED, "supported"), (Ruling.NOT_SUPPORTED, "not supported"), (Ruling.MORE_INFORMATION, "")],
)
def test_it_hears_what_was_decided_without_the_comments(stations, understood_move, ruling, told):
    come(stations, understood_move, "first")
    case = stations.register.find_case(stations.register.cases()[0].reference)
    decided = Decided(ruling, MORNING.date(), "Maria Lindqvist", "The canary is to be fed.")
    letters = consequence(stations.register, Post(stations.council, MORNING), case, decided).letters
    there = [each for each in letters if each.recipient == RIVERSIDE]
    assert len(there) == bool(told)
    assert all(b"canary" not in each.raw and f"): {told}".encode() in each.raw for each in there)


def test_it_hears_of_a_review_and_its_outcome_once(stations, understood_move):
    come(stations, understood_move, "first")
    reference = stations.register.cases()[0].reference
    now = MORNING + (NOTICE - MORNING.date())
    foretold = [(each.letter, each.to) for each in foretell(stations, NOTICE) if each.letter.startswith("receiving")]
    assert foretold == [("receiving_review", "receiving")]
    remind(stations, NOTICE, now)
    remind(stations, NOTICE, now)
    said = {"case_reference": reference, "review_date": "2027-02-08", "decision": "continue", "progress": "Good."}
    outcome = blank_pdf(ReviewOutcome, stations.council, Prefill(said, reference=reference))
    deliver(stations, brought((outcome, PDF), slug="outcome"), "outcome")
    run(stations, MORNING + (REVIEW - MORNING.date()))
    assert [kind for kind, _, to in to_receiving(stations) if to == RIVERSIDE] == [
        "receiving_school", "receiving_review", "receiving_outcome",
    ]  # fmt: skip
    [review] = (each for each in sent(stations) if each["To"] == RIVERSIDE and "coming up" in each["Subject"])
    assert f"{reference} review 1.ics" in attachments(review)
    [told] = (each for each in sent(stations) if each["To"] == RIVERSIDE and "outcome" in each["Subject"])
    assert "Continue as planned" in text(told)


def test_it_hears_of_no_review_where_it_was_not_told_of_the_move(stations, understood_move):
    come(stations, understood_move, "first", receiving_school_agrees="no")
    remind(stations, NOTICE, MORNING + (NOTICE - MORNING.date()))
    assert to_receiving(stations) == []


def test_a_school_that_the_name_means_since_and_was_never_told_hears_of_no_review(stations, understood_move):
    come(stations, understood_move, "first")
    schools = tuple(
        school.model_copy(update={"email": "office@another-riverside.example.org"})
        if school.urn == "999201"
        else school
        for school in stations.council.schools
    )
    since = replace(stations, council=stations.council.model_copy(update={"schools": schools}))
    now = MORNING + (NOTICE - MORNING.date())
    assert [each.to for each in foretell(since, NOTICE) if each.letter.startswith("receiving")] == []
    remind(since, NOTICE, now)
    assert to_receiving(since) == [("receiving_school", "v1", RIVERSIDE)]


@pytest.mark.parametrize(
    ("name", "urn", "found"),
    [
        ("Riverside Academy", "999201", "Riverside Academy"),
        ("riverside  ACADEMY.", None, "Riverside Academy"),
        ("Riverside School", None, "Riverside Academy"),
        (None, "999201", "Riverside Academy"),
        ("Riverside", "123456", Unwritten.NOT_LISTED),
        ("Riverside Acadamy", None, Unwritten.NOT_LISTED),
        ("Hartwell School", "999201", Unwritten.CONTRADICTS),
        ("Farfield School", "999201", Unwritten.CONTRADICTS),
        ("Riverside Academy Upper Site", "999201", "Riverside Academy"),
        ("Thornbury Park School", None, Unwritten.SAME),
        (None, None, Unwritten.NOT_NAMED),
        ("St Agnes", None, Unwritten.SEVERAL),
        ("Hartwell", None, Unwritten.NO_ADDRESS),
    ],
)
def test_it_is_found_word_for_word_or_not_at_all(stations, move, name, urn, found):
    council = stations.council
    schools = [
        school.model_copy(update={"email": ""} if school.name == "Hartwell School" else {})
        for school in council.schools
    ]
    twin = next(school for school in schools if "St Agnes" in school.also)
    schools.append(twin.model_copy(update={"urn": "", "laestab": "", "name": "St Agnes Nursery School"}))
    said = move.model_copy(update={"receiving_school_name": name, "receiving_school_urn": urn})
    receiving = receiving_school(said, council.model_copy(update={"schools": tuple(schools)}))
    assert (receiving.school.name if receiving.school else receiving.why) == found


@pytest.mark.parametrize(
    ("answer", "why"), [("receiving_school_agrees", Unwritten.NOT_AGREED), ("parents_agree", Unwritten.PARENTS)]
)
@pytest.mark.parametrize("said", [False, None])
def test_nobody_is_written_to_of_what_is_not_agreed(stations, move, answer, why, said):
    assert receiving_school(move.model_copy(update={answer: said}), stations.council) == Receiving(why=why)
