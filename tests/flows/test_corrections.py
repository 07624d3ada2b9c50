"""A form that comes again: a later version of its case, however it says which, and never a second case."""

from __future__ import annotations

import io
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from pypdf import PdfReader

from conftest import MORNING
from desk.deciding import Typed, decide_case
from desk.exits import Exit
from flows.summarise import summaries
from mailboxes.media import media_type
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.prefill import Prefill, understood
from proposals.assessment import Assessment
from proposals.pupil import marks
from register import Outcome
from straight_way import attachments, deliver, mail, run, sent, text

LATER = MORNING + timedelta(days=2)
SCHOOL = "office@oakfield.example.org"
ANSWERS = {
    "date_of_birth": "2013-02-28",
    "coordinator_discussed_date": "2026-11-20",
    "social_care": "none",
    "pupil_views": "He would like to go.",
    "start_date": "2026-12-07",
    "end_date": "2027-03-26",
    "school_links": "His tutor rings every Friday.",
    "reintegration_plan": "Two mornings a week from March.",
    "reintegration_date": "2027-03-29",
    "upn": "M999400123041",
}
"""What a school might write where it is asked."""


def first(stations, file: str = "incomplete.docx", *, complete: bool = False) -> str:
    """A form is filed, incomplete unless told; return its case's reference."""
    deliver(stations, mail(file, now=MORNING, slug="first"), "first")
    run(stations, MORNING)
    [row] = stations.register.cases()
    assert row.complete is complete
    return row.reference


def corrected(stations, reference: str, make=blank_pdf, hidden: str | None = None, **changes: str) -> bytes:
    """The form of a case as its school corrects it: all that was asked for answered, or as `changes` say."""
    before = Assessment.model_validate_json(stations.register.find_case(reference).assessment)
    prefill = understood(before, reference if hidden is None else hidden)
    asked = {name: ANSWERS[name] for name in prefill.asked}
    told = Prefill({**prefill.answers, **asked, **changes}, reference=prefill.reference)
    return make(type(before.proposal), stations.council, told)


def answer(form: bytes, *, subject: str = "Our form", reply_to: str = "", sender: str = SCHOOL, slug: str = "again"):
    message = message_from_bytes(mail(now=LATER, slug=slug, sender=f"Office <{sender}>"), policy=policy.SMTP)
    del message["Subject"]
    message["Subject"] = subject
    if reply_to:
        message["In-Reply-To"] = reply_to
    message.make_mixed()
    maintype, _, subtype = media_type(form).partition("/")
    message.add_attachment(form, maintype, subtype, filename="form")
    return message.as_bytes()


def come(stations, raw: bytes, name: str = "again"):
    """The message comes and is worked through; return what became of it."""
    deliver(stations, raw, name)
    run(stations, LATER)
    return stations.register.arrivals()[-1]


def acknowledgement(stations):
    """The first letter to the school."""
    return next(each for each in sent(stations) if each["To"] == SCHOOL)


@pytest.mark.parametrize("make", [blank_pdf, blank_word])
@pytest.mark.parametrize("how", ["hidden reference", "subject", "reply", "same pupil"])
def test_a_corrected_form_is_the_next_version_of_its_case(stations, how, make):
    reference = first(stations)
    hidden = reference if how == "hidden reference" else ""
    form = corrected(stations, reference, make, hidden)
    reply_to = acknowledgement(stations)["Message-ID"] if how == "reply" else ""
    subject = f"RE: {reference} please complete" if how == "subject" else "Our form"
    arrival = come(stations, answer(form, subject=subject, reply_to=reply_to))
    assert (arrival.outcome, arrival.references) == (Outcome.FILED, (reference,))
    [row] = stations.register.cases()
    assert row.complete
    case = stations.register.find_case(reference)
    assert case.version == 2
    assert [each.what for each in case.events].count("revised") == 1
    kinds = [(letter.kind, letter.occasion) for letter in stations.register.letters()]
    assert kinds[-2:] == [("acknowledgement_complete", "v2"), ("pack_cover", "v2")]


def test_the_pack_says_what_has_changed(stations):
    reference = first(stations)
    come(stations, answer(corrected(stations, reference)))
    cover = sent(stations)[-1]
    assert "The school has sent version 2 of its form" in text(cover)
    pack = PdfReader(io.BytesIO(attachments(cover)[f"{reference} pack.pdf"]))
    told = " ".join(" ".join(page.extract_text() for page in pack.pages[:3]).split())
    assert "What has changed since version 1" in told
    assert "Two mornings a week from March." in told


def test_reviews_are_planned_by_the_corrected_dates(stations):
    reference = first(stations)
    assert not stations.register.find_case(reference).reviews
    come(stations, answer(corrected(stations, reference)))
    planned = stations.register.find_case(reference).reviews
    assert date(2027, 3, 15) < planned[-1].due <= date(2027, 3, 26)
    come(stations, answer(corrected(stations, reference, end_date="2027-02-12"), slug="third"), "third")
    moved = stations.register.find_case(reference).reviews
    assert date(2027, 2, 1) < moved[-1].due <= date(2027, 2, 12)
    assert stations.register.find_case(reference).version == 3


def test_a_form_sent_back_as_it_was_is_asked_about_again_and_is_no_new_version(stations):
    reference = first(stations)
    enclosed = attachments(acknowledgement(stations))
    [form] = [data for name, data in enclosed.items() if "acknowledgement" not in name]
    arrival = come(stations, answer(form))
    assert arrival.outcome is Outcome.DUPLICATE
    assert stations.register.find_case(reference).version == 1
    assert [letter.kind for letter in stations.register.letters()][2:] == ["acknowledgement_incomplete"]


def test_a_complete_form_saved_anew_is_thanked_for_once_more(stations):
    reference = first(stations)
    come(stations, answer(corrected(stations, reference)))
    case = stations.register.find_case(reference)
    again = blank_word(type(Assessment.model_validate_json(case.assessment).proposal), stations.council,
                       understood(Assessment.model_validate_json(case.assessment), reference))  # fmt: skip
    arrival = come(stations, answer(again, slug="third"), "third")
    assert arrival.outcome is Outcome.DUPLICATE
    assert stations.register.letters()[-1].kind == "already_received"
    assert stations.register.find_case(reference).version == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"pupil_forename": "Agnieszka", "upn": "M999400123041", "date_of_birth": "2012-05-06"},
            "other_pupil",
        ),
        ({"school_name": "Oakfield High School", "school_urn": "999101"}, "other_school"),
    ],
)
def test_what_names_a_case_and_contradicts_it_goes_to_a_person(stations, changes, reason):
    reference = first(stations)
    before = stations.register.find_case(reference)
    arrival = come(stations, answer(corrected(stations, reference, **changes)))
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, reason)
    after = stations.register.find_case(reference)
    assert (after.version, after.assessment) == (1, before.assessment)
    assert len(stations.register.cases()) == 1


def test_a_stranger_changes_no_case(stations):
    reference = first(stations)
    arrival = come(stations, answer(corrected(stations, reference), sender="somebody@elsewhere.example.org"))
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, "unknown_sender")
    assert stations.register.find_case(reference).version == 1


def test_the_same_pupils_next_placement_is_a_case_of_its_own(stations):
    reference = first(stations)
    come(stations, answer(corrected(stations, reference)))
    next_year = corrected(stations, reference, hidden="", start_date="2027-04-26", end_date="2027-07-16")
    arrival = come(stations, answer(next_year, slug="third"), "third")
    assert arrival.outcome is Outcome.FILED
    assert reference not in arrival.references
    assert len(stations.register.cases()) == 2


def test_the_subject_of_a_mail_with_two_forms_names_neither(stations):
    reference = first(stations)
    raw = mail("pair_first.pdf", "pair_second.docx", now=LATER, slug="two")
    raw = raw.replace(b"Subject: Off-site direction", f"Subject: {reference}".encode())
    arrival = come(stations, raw)
    assert reference not in arrival.references
    assert len(stations.register.cases()) == 3


def test_a_pupil_whom_the_first_form_did_not_name_surely_is_known_by_the_reference(stations):
    """Neither number nor date of birth could be read: both come with the correction."""
    reference = first(stations, "incomplete.pdf")
    come(stations, answer(corrected(stations, reference)))
    [row] = stations.register.cases()
    assert row.complete
    proposal = Assessment.model_validate_json(stations.register.find_case(reference).assessment).proposal
    assert [row.reference for row in stations.register.earlier_cases(marks(proposal))] == [reference]


def test_more_information_brings_a_corrected_form_and_a_pack_that_says_the_decision_so_far(stations):
    reference = first(stations)
    between = MORNING + timedelta(days=1)
    assert decide_case(stations.settings, reference, Typed("more-information"), between) is Exit.OK
    come(stations, answer(corrected(stations, reference)))
    case = stations.register.find_case(reference)
    assert (case.version, case.row.complete, case.row.ruling) == (2, True, "more_information")
    packs = [row.kind == "pack_cover" for row in stations.register.letters()]
    first_pack, second_pack = (each for each, is_pack in zip(sent(stations), packs, strict=True) if is_pack)
    so_far = "The decision so far is more information needed"
    assert so_far not in text(first_pack)
    assert so_far in text(second_pack)
    assert f"{reference} coordinator’s decision.pdf" in attachments(second_pack)


def in_hand(stations, on: date) -> set[str]:
    """Whom the one case there is waits for, in the digest of a day."""
    waits = ("awaiting_school", "awaiting_decision")
    return {name for each in summaries(stations, on) for name in waits if getattr(each.values, name)}


def test_who_is_asked_for_more_is_waited_for_and_then_the_decision_is(stations):
    """In the coordinator's digest a question is with the school, and back with the coordinator once it was answered."""
    reference = first(stations, "complete.pdf", complete=True)
    seen = [in_hand(stations, MORNING.date())]
    decide_case(stations.settings, reference, Typed("more-information"), MORNING + timedelta(days=1))
    seen.append(in_hand(stations, LATER.date()))
    come(stations, answer(corrected(stations, reference, start_date="2027-01-12")))
    seen.append(in_hand(stations, LATER.date()))
    decide_case(stations.settings, reference, Typed("supported"), LATER + timedelta(days=1))
    seen.append(in_hand(stations, LATER.date() + timedelta(days=2)))
    assert seen == [{"awaiting_decision"}, {"awaiting_school"}, {"awaiting_decision"}, set()]


def test_answers_written_into_an_email_are_not_guessed_and_the_form_goes_back_once_more(stations):
    reference = first(stations)
    written = message_from_bytes(mail(now=MORNING, slug="said", sender=SCHOOL), policy=policy.SMTP)
    del written["Subject"]
    written["Subject"] = f"Re: {reference}"
    written.set_content("The last day is 12 February.")
    come(stations, written.as_bytes(), "said")
    [told] = (each for each in sent(stations) if "passed on" in each["Subject"])
    assert any(name.endswith("off-site direction proposal.docx") for name in attachments(told))
    assert "what is open is marked with an arrow" in " ".join(text(told).split())
    assert stations.register.find_case(reference).version == 1
