"""What becomes of a message, from the inbox to the letters that answer it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from conftest import MORNING
from desk.samples.files import samples
from desk.samples.mails import Mail, attach, begin, finish
from extractors.reader import read
from made_files import winmail, zipped
from mailboxes.media import media_type
from proposals.assessment import Assessment, assess
from register import Outcome
from straight_way import attachments, deliver, mail, run, run_until_settled, sent

COORDINATORS = {
    "north": "jo.fairweather@exampleshire.example.org",
    "east": "daniel.okafor@exampleshire.example.org",
    "south": "maria.lindqvist@exampleshire.example.org",
}
TEAM = "education.entitlement@exampleshire.example.org"
SCHOOL = "office@oakfield.example.org"
RECEIVING = {
    "managed_move.pdf": ("receiving_school", "office@riverside.example.org"),
    "managed_move_trial.docx": ("receiving_school", "office@thornburypark.example.org"),
}
COMPLETE, INCOMPLETE = "acknowledgement_complete", "acknowledgement_incomplete"


def letters(stations):
    return [(row.kind, row.recipient) for row in stations.register.letters()]


@pytest.mark.parametrize(
    ("file", "answer", "area"),
    [
        ("complete.pdf", COMPLETE, "north"),
        ("complete.docx", COMPLETE, "east"),
        ("incomplete.pdf", INCOMPLETE, "south"),
        ("incomplete.docx", INCOMPLETE, "east"),
        ("managed_move.pdf", COMPLETE, "south"),
        ("managed_move_trial.docx", COMPLETE, "north"),
        ("own_tables.docx", COMPLETE, "north"),
        ("own_lines.docx", COMPLETE, "east"),
    ],
)
def test_a_form_is_filed_answered_and_packed(stations, file, answer, area):
    deliver(stations, mail(file, now=MORNING))
    run(stations, MORNING)
    [row] = stations.register.cases()
    assert (row.area, row.complete) == (area, answer == COMPLETE)
    receiving = [RECEIVING[file]] if file in RECEIVING else []
    assert letters(stations) == [(answer, SCHOOL), ("pack_cover", COORDINATORS[area]), *receiving]
    pack = attachments(sent(stations)[1])[f"{row.reference} pack.pdf"]
    assert row.reference in PdfReader(io.BytesIO(pack)).pages[0].extract_text()


@pytest.mark.parametrize("file", ["incomplete.pdf", "incomplete.docx"])
def test_an_incomplete_form_comes_back_as_it_was_understood_in_the_way_it_was_sent(stations, file):
    deliver(stations, mail(file, now=MORNING))
    run(stations, MORNING)
    [row] = stations.register.cases()
    enclosed = attachments(sent(stations)[0])
    [name] = [each for each in enclosed if "acknowledgement" not in each]
    assert name == f"{row.reference} off-site direction proposal{file[file.index('.') :]}"
    reading = read(enclosed[name], media_type(enclosed[name]))
    case = stations.register.find_case(row.reference)
    first = Assessment.model_validate_json(case.assessment)
    assert reading.reference == row.reference
    assert assess(reading, stations.council, MORNING.date()).proposal == first.proposal


def test_a_complete_form_is_not_sent_back(stations):
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    [row] = stations.register.cases()
    assert list(attachments(sent(stations)[0])) == [f"{row.reference} acknowledgement-complete.pdf"]


def test_two_forms_in_one_mail_are_two_cases(stations):
    deliver(stations, mail("pair_first.pdf", "pair_second.docx", now=MORNING))
    run(stations, MORNING)
    assert len(stations.register.cases()) == 2
    assert [kind for kind, _ in letters(stations)] == [COMPLETE, "pack_cover"] * 2


def test_a_document_beside_a_form_goes_into_its_pack(stations):
    deliver(stations, mail("own_tables.docx", "risk_assessment.pdf", now=MORNING))
    run(stations, MORNING)
    [row] = stations.register.cases()
    enclosed = attachments(sent(stations)[1])
    titles = [
        item["/Title"]
        for item in PdfReader(io.BytesIO(enclosed[f"{row.reference} pack.pdf"])).outline
        if isinstance(item, dict)
    ]
    assert any("Sent with the form: a PDF file" in title for title in titles)
    assert f"{row.reference} document 1.docx" in enclosed, "a Word file cannot be shown whole, so it travels beside"


@pytest.mark.parametrize(
    ("files", "kind", "reason"),
    [
        ((), "no_form", "no_form"),
        (("risk_assessment.pdf",), "no_form", "no_form"),
        (("locked.pdf",), "unreadable", "unreadable"),
    ],
)
def test_a_message_without_a_readable_form_reaches_a_person_and_is_answered(stations, files, kind, reason):
    deliver(stations, mail(*files, now=MORNING))
    run(stations, MORNING)
    [arrival] = stations.register.arrivals()
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, reason)
    assert letters(stations) == [(kind, SCHOOL), ("for_a_person", TEAM)]
    answer, notice = sent(stations)
    assert any(name.endswith(".docx") for name in attachments(answer)), "the blank forms are enclosed"
    assert "message.eml" in attachments(notice)


def test_an_unreadable_file_beside_a_form_is_said_and_the_form_is_filed(stations):
    deliver(stations, mail("complete.pdf", "locked.pdf", now=MORNING))
    run(stations, MORNING)
    assert [kind for kind, _ in letters(stations)] == [COMPLETE, "pack_cover", "unreadable"]
    assert stations.register.arrivals()[0].outcome is Outcome.FILED


def test_automatic_mail_is_recorded_and_never_answered(stations):
    deliver(stations, mail(now=MORNING, headers=(("Auto-Submitted", "auto-replied"),)))
    run(stations, MORNING)
    assert stations.register.arrivals()[0].reason == "automatic"
    assert letters(stations) == []


def test_a_form_from_a_scanner_is_filed_and_the_scanner_is_not_answered(stations):
    deliver(stations, mail("complete.pdf", now=MORNING, headers=(("Auto-Submitted", "auto-generated"),)))
    run(stations, MORNING)
    assert letters(stations) == [("pack_cover", COORDINATORS["north"])]


FORM = samples()["complete.pdf"].data


@pytest.mark.parametrize(
    ("name", "wrapped", "kinds"),
    [
        ("winmail.dat", winmail(("form.pdf", FORM)), [COMPLETE, "pack_cover"]),
        ("forms.zip", zipped(("more.zip", zipped(("form.pdf", FORM)))), [COMPLETE, "pack_cover"]),
        ("winmail.dat", winmail(("form.pdf", FORM))[:5000], ["unreadable", "for_a_person"]),
        ("winmail.dat", winmail(), ["unreadable", "for_a_person"]),
    ],
    ids=["winmail.dat", "zip within zip", "a broken winmail.dat", "an empty winmail.dat"],
)
def test_a_form_that_comes_wrapped_is_filed_or_its_wrapping_is_said(stations, name, wrapped, kinds):
    sample = Mail("wrapped", 0, f"Office <{SCHOOL}>", "Form", "Attached.")
    message = begin(sample, MORNING)
    attach(message, wrapped, name, inline=False)
    deliver(stations, finish(message, sample))
    run(stations, MORNING)
    assert [kind for kind, _ in letters(stations)] == kinds
    if kinds[0] == "unreadable":
        assert "choose “HTML”" in " ".join(sent(stations)[0].get_body(("plain",)).get_content().split())


def test_a_scan_that_nobody_can_read_reaches_a_person_though_its_scanner_is_not_answered(stations):
    deliver(stations, mail("locked.pdf", now=MORNING, headers=(("Auto-Submitted", "auto-generated"),)))
    run(stations, MORNING)
    assert stations.register.arrivals()[0].reason == "unreadable"
    assert letters(stations) == [("for_a_person", TEAM)]


def test_the_same_message_twice_is_answered_once(stations):
    for name in ("one", "two"):
        deliver(stations, mail("complete.pdf", now=MORNING), name)
    run(stations, MORNING)
    assert [row.outcome for row in stations.register.arrivals()] == [Outcome.FILED, Outcome.DUPLICATE]
    assert len(letters(stations)) == 2


def test_the_same_form_in_another_mail_is_told_its_reference(stations):
    for hour, name in enumerate(("first", "second")):
        deliver(stations, mail("complete.pdf", now=MORNING, slug=name), name)
        run(stations, MORNING + timedelta(hours=hour))
    [row] = stations.register.cases()
    assert letters(stations)[-1] == ("already_received", SCHOOL)
    assert row.reference in str(sent(stations)[-1]["Subject"])


def test_a_school_in_no_area_goes_to_the_team(stations):
    raw = mail("complete.pdf", now=MORNING)
    unknown = stations.council.model_copy(update={"schools": (), "areas": stations.council.areas[1:]})
    elsewhere = type(stations)(stations.settings, unknown, stations.register, stations.mailbox)
    deliver(elsewhere, raw)
    run(elsewhere, MORNING)
    assert ("pack_cover", TEAM) in letters(stations)
    assert ("for_a_person", TEAM) in letters(stations)


def test_messages_lie_in_the_folder_of_their_outcome_and_none_is_lost(stations):
    deliver(stations, mail("complete.pdf", now=MORNING, slug="a"), "a")
    deliver(stations, mail(now=MORNING, slug="b"), "b")
    run(stations, MORNING)
    folder = stations.settings.mail_folder
    assert len(list((folder / ".Filed" / "cur").iterdir())) == 1
    assert len(list((folder / ".For a person" / "cur").iterdir())) == 1
    assert not list((folder / "new").iterdir())


def test_mail_that_is_put_back_into_the_inbox_does_not_keep_new_mail_out(stations, settings):
    few = replace(stations, settings=settings.model_copy(update={"poll_limit": 2}))
    folder = settings.mail_folder
    for slug in ("a", "b"):
        deliver(few, mail(now=MORNING, slug=slug), slug)
    run(few, MORNING)
    for message in (folder / ".For a person" / "cur").iterdir():
        message.rename(folder / "cur" / message.name)
    deliver(few, mail("complete.pdf", now=MORNING, slug="new"), "new")
    run_until_settled(few, MORNING + timedelta(hours=1))
    status = few.register.status(MORNING)
    assert (status.arrivals, status.filed, status.for_a_person) == (3, 1, 2)
    assert [*(folder / "new").iterdir(), *(folder / "cur").iterdir()] == []


def test_answers_thread_under_the_schools_message(stations):
    deliver(stations, mail("complete.pdf", now=MORNING, slug="thread-me"))
    run(stations, MORNING)
    assert sent(stations)[0]["In-Reply-To"] == "<thread-me@oakfield.example.org>"


def test_a_second_run_changes_nothing(stations):
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    before = stations.register.status(MORNING)
    run(stations, MORNING)
    assert stations.register.status(MORNING) == before
