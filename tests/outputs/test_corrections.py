"""A form that is sent back to be corrected: what was understood stands in it, and what was not is marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desk.samples.files import samples
from extractors.reader import read
from flows.profile import load_council
from mailboxes.media import media_type
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.prefill import understood
from proposals.assessment import Assessment, assess
from proposals.off_site_direction import OffSiteDirection
from proposals.problems import ProblemCode
from proposals.reading import Answer, FormKind, Method, Reading, ReadingOutcome

COUNCIL = load_council(Path(__file__).parents[2] / "councils" / "exampleshire")
TODAY = date(2026, 11, 30)
REFERENCE = "OSD-7K4M-2"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS = pytest.mark.parametrize(("make", "kind"), [(blank_pdf, PDF), (blank_word, WORD)], ids=["pdf", "word"])


def of(file: str) -> Assessment:
    data = samples()[file].data
    return assess(read(data, media_type(data)), COUNCIL, TODAY)


def sent_back(first: Assessment, make, kind: str) -> Reading:
    form = type(first.proposal)
    return read(make(form, COUNCIL, understood(first, REFERENCE)), kind)


@MAKERS
@pytest.mark.parametrize(
    "file",
    ["incomplete.pdf", "incomplete.docx", "complete.pdf", "managed_move.pdf", "own_lines.docx", "pair_second.docx"],
)
def test_what_was_understood_comes_back_and_what_was_not_is_still_asked(file, make, kind):
    first = of(file)
    again = assess(sent_back(first, make, kind), COUNCIL, TODAY)
    assert again.proposal == first.proposal
    assert {(each.field, each.code) for each in again.problems} == {
        (each.field, each.code) for each in first.problems if each.code is not ProblemCode.UNSURE
    }


@MAKERS
def test_it_carries_its_cases_reference(make, kind):
    assert sent_back(of("incomplete.pdf"), make, kind).reference == REFERENCE


def test_a_form_as_handed_out_carries_none():
    assert read(samples()["complete.pdf"].data, PDF).reference == ""


def test_every_open_question_is_marked_with_what_to_do():
    first = of("incomplete.pdf")
    prefill = understood(first, REFERENCE)
    assert set(prefill.asked) == {problem.field for problem in first.problems}
    page = " ".join(PdfReader(BytesIO(blank_pdf(OffSiteDirection, COUNCIL, prefill))).pages[0].extract_text().split())
    assert f"{len(prefill.asked)} answers are missing or unclear." in page
    word = docx.Document(BytesIO(blank_word(OffSiteDirection, COUNCIL, prefill)))
    marked = [cell.text for table in word.tables for cell in table.column_cells(0) if "►" in cell.text]
    assert len(marked) == len(prefill.asked)
    for problem in first.problems:
        label = OffSiteDirection.question(problem.field).label
        assert any(text.startswith(label) and problem.message in text for text in marked)


def test_one_open_question_is_one():
    first = of("complete.pdf")
    one = replace(of("incomplete.pdf").problems[0], field="upn")
    prefill = understood(first.model_copy(update={"problems": (one,)}), REFERENCE)
    page = PdfReader(BytesIO(blank_pdf(OffSiteDirection, COUNCIL, prefill))).pages[0].extract_text()
    assert "One answer is missing or unclear." in page


written = st.text(max_size=200)


@settings(max_examples=40, deadline=None)
@given(
    answers=st.dictionaries(st.sampled_from([each.name for each in OffSiteDirection.questions()]), written, max_size=8)
)
@pytest.mark.parametrize("make", [blank_pdf, blank_word])
def test_whatever_a_school_wrote_can_be_sent_back(answers, make):
    told = tuple(Answer(name, raw, "page 1", Method.LABEL) for name, raw in answers.items())
    first = assess(Reading(ReadingOutcome.FORM, FormKind.OFF_SITE_DIRECTION, told), COUNCIL, TODAY)
    assert make(OffSiteDirection, COUNCIL, understood(first, REFERENCE)).startswith((b"%PDF", b"PK"))
