"""Every letter can be written, says what it should in all four renderings, and names nobody."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from outputs.letters import LETTERS, Audience, render
from outputs.letters import values as v
from outputs.letters.blocks import Heading, Table
from outputs.letters.notices import ReviewDue
from outputs.letters.reference import placeholder_reference
from outputs.letters.samples import emptiest, samples
from outputs.letters.wording import REASONS, PersonReason, attachment, file_kind, form_words, letter_words
from pdf_structure import structure
from proposals.council import Area, Coordinator, Council
from proposals.reading import FormKind

TODAY = date(2026, 11, 30)
ROOT = Path(__file__).resolve().parents[2]
COUNCIL = Council(
    code="exampleshire",
    name="Exampleshire County Council",
    team="Education Entitlement Team",
    desk_email="forms@example.org",
    team_email="team@example.org",
    phone="01632 960100",
    address=("County Hall", "Exampleton"),
    coordinators=(Coordinator(code="jm", name="Jo Marsh", email="jo.marsh@example.org"),),
    areas=(Area(code="east", name="East", coordinator="jm"),),
)
BARE = COUNCIL.model_copy(update={"phone": "", "address": (), "website": ""})

MOVES = tuple(
    replace(each, form=form_words(FormKind.MANAGED_MOVE), reference="MMV-3R8T-6")
    for each in samples()
    if isinstance(each, v.CaseValues)
)
EVERY = [
    *(pytest.param(each, COUNCIL, id=f"{each.NAME}-full") for each in samples()),
    *(pytest.param(each, BARE, id=f"{each.NAME}-emptiest") for each in emptiest()),
    *(pytest.param(each, COUNCIL, id=f"{each.NAME}-move") for each in MOVES),
]
every_letter = pytest.mark.parametrize(("values", "council"), EVERY)


def written(values: v.LetterValues, council: Council = COUNCIL):
    return render(values, council, TODAY)


def in_word(data: bytes) -> str:
    """All text of a Word file's body, links included."""
    body = Document(io.BytesIO(data)).element.body
    return "\n".join("".join(line.itertext()) for line in body.iter() if line.tag.endswith("}p"))


def test_samples_cover_every_letter() -> None:
    assert tuple(type(each) for each in samples()) == LETTERS
    assert tuple(type(each) for each in emptiest()) == LETTERS


def test_every_file_is_a_letter_that_is_sent() -> None:
    files = {path.stem for path in (ROOT / "templates" / "letters").glob("[!_]*.md")}
    assert files == {letter.NAME for letter in LETTERS}


@every_letter
def test_text_is_clean_and_fits_a_mail(values, council) -> None:
    text = written(values, council).text
    assert max(len(line) for line in text.splitlines()) <= 76
    assert not re.search(r"\{\{|\}\}|\{%|[\ue000\ue001]|\bNone\b|\bTrue\b|\bFalse\b", text)
    assert ".." not in text
    assert "  " not in re.sub(r"^ +", "", text, flags=re.MULTILINE).replace(".  ", ". ")
    assert "\n\n\n" not in text
    assert not re.search(r"^[-*]\s*$", text, re.MULTILINE), "an empty bullet"
    assert text.count("Exampleshire County Council") == 1, "the sign-off"


@every_letter
def test_html_stands_alone_and_is_accessible(values, council) -> None:
    html = written(values, council).html
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert html.count("<h1") == 1
    assert not re.search(r"<(img|script|link|style|iframe)\b|src=|@import|url\(", html)
    assert re.search(r"<title>[^<]+</title>", html)


@every_letter
def test_pdf_is_tagged_and_says_what_it_is(values, council) -> None:
    letter = written(values, council)
    with pikepdf.open(io.BytesIO(letter.pdf)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == letter.subject
        assert pdf.open_metadata().get("pdfuaid:part") == "1"


@every_letter
def test_pdf_can_be_read_out_in_its_order(values, council) -> None:
    """As PDF/UA-1 asks: one title, no level of heading left out, tables with headings, links as links."""
    letter = written(values, council)
    with pikepdf.open(io.BytesIO(letter.pdf)) as pdf:
        kinds = [str(each.S) for each in structure(pdf.Root.StructTreeRoot)]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert len(levels) == 1 + sum(isinstance(block, Heading) for block in letter.blocks) + (letter.picture is not None)
    tables = [block for block in letter.blocks if isinstance(block, Table)]
    assert kinds.count("/Table") == kinds.count("/THead") == len(tables)
    assert kinds.count("/TH") == sum(len(table.head) for table in tables)
    assert kinds.count("/Link") >= letter.html.count("<a href")
    assert kinds.count("/L") == len(re.findall(r"<[uo]l ", letter.html))


@every_letter
def test_word_file_has_real_headings_and_says_what_it_is(values, council) -> None:
    letter = written(values, council)
    word = Document(io.BytesIO(letter.docx))
    assert word.core_properties.title == letter.subject
    assert word.core_properties.language == "en-GB"
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert headings == [letter.title]
    assert "Yours sincerely" in in_word(letter.docx)


@every_letter
def test_subjects_are_short_and_name_nobody(values, council) -> None:
    subject = written(values, council).subject
    assert 10 < len(subject) < 78
    assert subject == " ".join(subject.split())
    for secret in ("Oakfield", "Riverside", "Nair", "Marsh", "@"):
        assert secret not in subject


@every_letter
def test_the_same_letter_is_the_same_bytes(values, council) -> None:
    assert written(values, council).docx == written(values, council).docx
    assert written(values, council).pdf == written(values, council).pdf


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.NAME)
def test_no_letter_has_a_place_for_a_pupils_name(letter) -> None:
    names = {field.name for field in fields(letter)}
    assert not {name for name in names if re.search(r"forename|surname|upn|birth|file|pupil_name", name)}


def test_the_longest_reference_and_initials_still_fit_a_subject() -> None:
    for each in samples():
        if isinstance(each, v.CaseValues):
            assert len(written(replace(each, initials="A.B.C.D.E.")).subject) < 78


def test_who_a_letter_is_for_is_in_its_file() -> None:
    told = {each.NAME: written(each).audience for each in samples()}
    to_coordinator = {"pack_cover", "answers_missing", "decision_receipt", "started_undecided", "digest"}
    to_team = {"for_a_person", "undelivered", "past_its_end", "review_escalated"}
    assert {told[name] for name in to_coordinator} == {Audience.COORDINATOR}
    assert {told[name] for name in to_team} == {Audience.TEAM}
    ours = to_coordinator | to_team
    assert {audience for name, audience in told.items() if name not in ours} == {Audience.SCHOOL}


def test_without_a_name_the_letter_speaks_of_the_pupil() -> None:
    assert "for the pupil, which" in written(emptiest()[0]).text
    assert written(emptiest()[0]).subject.startswith("OSD-7K4M-2 (the pupil)")


def test_a_managed_move_is_called_a_move() -> None:
    for each in MOVES:
        words = written(each).text
        assert "the placement" not in words.lower()
        assert "provider" not in words.lower()
    assert "receiving school" in written(next(x for x in MOVES if x.NAME == "review_due")).text


def test_what_is_missing_is_listed_question_by_question() -> None:
    values = samples()[1]
    letter = written(values)
    flat = " ".join(letter.text.split())
    assert "We need 3 more answers" in flat
    assert "In the second attachment (a Word file)" in flat
    for section in values.sections:
        for problem in section.problems:
            assert f"- {problem.label} — {problem.message}" in flat
            assert f"{problem.label} — {problem.message}" in in_word(letter.docx)


def test_the_coordinators_copy_of_a_review_letter_says_so() -> None:
    due = next(each for each in samples() if isinstance(each, ReviewDue))
    copy = written(replace(due, recipient=v.Recipient(name=due.coordinator.name))).text
    assert "your copy of the letter we have sent to Oakfield Academy" in " ".join(copy.split())
    assert "your copy" not in written(due).text


def test_numbered_lists_in_word_begin_at_one_each_time() -> None:
    data = written(next(each for each in samples() if isinstance(each, ReviewDue))).docx
    word = Document(io.BytesIO(data))
    numbered = [line for line in word.paragraphs if line.style.name == "List Number"]
    assert len(numbered) == 6
    ids = {line._p.pPr.numPr.numId.val for line in numbered}
    restarts = [num for num in word.part.numbering_part.element.num_lst if num.numId in ids]
    assert [num.lvlOverride_lst[0].startOverride.val for num in restarts] == [1]


def test_links_lead_to_the_address_that_is_shown() -> None:
    html = written(samples()[0]).html
    assert '<a href="mailto:jo.marsh@example.org"' in html
    assert ">jo.marsh@example.org</a>" in html


@pytest.mark.parametrize(
    ("place", "of", "media_type", "said"),
    [
        (1, 1, "application/pdf", "the attachment (a PDF file)"),
        (2, 3, "application/pdf", "the second attachment (a PDF file)"),
        (1, 2, "image/jpeg", "the first attachment (a picture)"),
        (12, 14, "application/x-unknown", "attachment number 12 (a file)"),
    ],
)
def test_attachments_are_pointed_at_without_their_names(place, of, media_type, said) -> None:
    assert attachment(place, of, file_kind(media_type)) == said


def test_every_reason_and_every_form_has_its_words() -> None:
    assert set(REASONS) == set(PersonReason)
    assert all(letter_words(letter.NAME) != letter_words("") for letter in LETTERS)
    assert all(form_words(kind).title for kind in FormKind)


def test_the_documented_placeholders_are_those_of_the_values() -> None:
    documented = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
    assert documented.endswith(placeholder_reference()), (
        "put the text of outputs.letters.reference.placeholder_reference() at the end of docs/letters.md"
    )
