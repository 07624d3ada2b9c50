"""How sure the reader is of forms of other people's making, and what answers nothing in them."""

from __future__ import annotations

import pytest

from others_forms import (
    NAMED,
    QUESTIONS,
    Asked,
    all_of,
    answer,
    bold_cells,
    bold_colons,
    bold_labels_beside,
    bold_lines,
    changed,
    colons,
    expected,
    heading,
    labels_in_cells,
    line,
    plain,
    read_pdf,
    read_word,
    ruled,
    said,
    shaded_cells,
    tabs,
    with_more,
    without,
)
from proposals.forms import FORMS
from proposals.question import Kind
from proposals.reading import FormKind

DOUBTED = 0.6
"""What is surer than this is taken as it stands; of the rest the school is asked."""
WORD = (bold_colons, bold_lines, shaded_cells)
PAGES = (ruled, labels_in_cells, bold_labels_beside)
PROSE = {Kind.TEXT, Kind.LONG_TEXT, Kind.YES_NO, Kind.CHOICE}


def named(layout):
    return layout.__name__


def readings(parts):
    yield from (read_word(layout(parts)) for layout in WORD)
    yield from (read_pdf(layout(parts)) for layout in PAGES[:2])


# An answer that hardly fits


@pytest.mark.parametrize(
    ("question", "odd"),
    [
        ("headteacher_name", "01632 960123"),
        ("headteacher_name", "office@example.org"),
        ("headteacher_name", "Yes / No"),
        ("headteacher_name", "Date of birth"),
        ("school_name", "Telephone"),
        ("parent_name", "07700 900123"),
        ("parent_name", "Yes"),
        ("pupil_forename", "4/3/2012"),
        ("pupil_surname", "A999400123041"),
        ("pupil_surname", "Year group"),
        ("provider_name", "No"),
        ("objectives", "Yes"),
        ("parents_views", "No"),
    ],
)
def test_an_answer_that_hardly_fits_is_doubted(question, odd):
    parts = changed(NAMED, question, said=odd)
    found = [each for reading in readings(parts) for each in reading.answers if each.question == question]
    assert found
    assert {each.raw for each in found if each.confidence >= DOUBTED} == set()


@pytest.mark.parametrize(
    ("question", "plain_answer"),
    [
        ("headteacher_name", "Tunde Oduya"),
        ("headteacher_name", "Dr Anne-Marie O'Neill"),
        ("parent_name", "Jo Thornbury and Sam Reed"),
        ("provider_name", "The Mill"),
        ("objectives", "Yes to lessons, no to walking out."),
    ],
)
def test_an_answer_that_fits_behind_its_label_is_sure(question, plain_answer):
    """On one line with a listed label it was taken for nothing else."""
    for layout in (colons, bold_colons):
        found = answer(read_word(layout(changed(NAMED, question, said=plain_answer))), question)
        assert found.raw == plain_answer
        assert found.confidence >= DOUBTED


# A form of which little was found


@pytest.mark.parametrize("parts", [NAMED, QUESTIONS], ids=["labels", "questions"])
@pytest.mark.parametrize("layout", [shaded_cells, bold_cells, ruled, labels_in_cells, bold_labels_beside], ids=named)
def test_prose_is_doubted_where_little_was_found(layout, parts):
    reading = (read_pdf if layout in PAGES else read_word)(layout(parts))
    kinds = {question.name: question.kind for question in FORMS[FormKind.OFF_SITE_DIRECTION].questions()}
    prose = [each for each in reading.answers if kinds[each.question] in PROSE]
    assert len(prose) > 8
    assert {each.question for each in prose if each.confidence >= DOUBTED} == set()


@pytest.mark.parametrize("layout", [shaded_cells, bold_cells, ruled, labels_in_cells, bold_labels_beside], ids=named)
def test_what_shows_by_itself_what_was_asked_is_sure(layout):
    reading = (read_pdf if layout in PAGES else read_word)(layout(NAMED))
    for question in ("date_of_birth", "upn", "school_email", "start_date", "end_date", "year_group"):
        assert answer(reading, question).confidence >= DOUBTED


# What answers nothing


@pytest.mark.parametrize("nothing", ["n/a", "N/A", "not applicable", "Not applicable.", "-", "tbc", "None"])
@pytest.mark.parametrize("question", ["headteacher_name", "parent_name", "provider_name"])
def test_nobody_is_called_not_applicable(question, nothing):
    for reading in readings(changed(NAMED, question, said=nothing)):
        assert question not in said(reading)


ELSEWHERE = ("Office use only", "For office use only", "Checklist of enclosures", "Enclosures")


@pytest.mark.parametrize("title", ELSEWHERE)
@pytest.mark.parametrize("layout", [shaded_cells, tabs, ruled, labels_in_cells], ids=named)
def test_what_the_office_writes_and_what_is_enclosed_answers_nothing(layout, title):
    office = (
        Asked("Received by", "", "Ben Archer"),
        Asked("Name of officer", "", "Ben Archer"),
        Asked("Date received", "", "30/11/2026"),
        Asked("Copy of the EHC plan", "", "Yes"),
        Asked("Panel decision", "", "Agreed"),
    )
    reading = (read_pdf if layout in PAGES else read_word)(layout([*NAMED, (title, office)]))
    assert said(reading) == expected(NAMED)


@pytest.mark.parametrize("title", ELSEWHERE[1:3])
@pytest.mark.parametrize("layout", [shaded_cells, ruled], ids=named)
@pytest.mark.parametrize(
    "asked",
    [Asked("Risk assessment enclosed", "risk_assessment", "Yes"), Asked("Transport", "transport", "Taxi")],
    ids=lambda each: each.question,
)
def test_not_even_a_label_that_is_listed_asks_there(asked, layout, title):
    reading = (read_pdf if layout in PAGES else read_word)(layout([*NAMED, (title, (asked,))]))
    assert asked.question not in said(reading)


SIGNATURES = (
    "Signature of headteacher",
    "Signature",
    "Signed",
    "Headteacher's signature",
    "Signature of parent or carer",
)


@pytest.mark.parametrize("label", SIGNATURES)
@pytest.mark.parametrize("layout", [shaded_cells, tabs, ruled, labels_in_cells], ids=named)
def test_a_signature_names_nobody_but_who_signed(layout, label):
    parts = without(NAMED, "headteacher_name", "parent_name")
    parts = [*parts, ("Agreement", (Asked(label, "", "T. Oduya"), Asked("Date", "", "30/11/2026")))]
    found = said((read_pdf if layout in PAGES else read_word)(layout(parts)))
    wrong = {name for name, text in found.items() if "Oduya" in text} - {"declared_by"}
    assert wrong == set()


def test_a_signature_line_of_dots_names_nobody():
    more = line(plain("Signed: ..................... (headteacher)  Date: ..............."))
    found = said(read_word(with_more(colons, NAMED, heading("Declaration"), more)))
    assert found == expected(NAMED)


# Each Question once


@pytest.mark.parametrize("layout", [colons, bold_colons, shaded_cells, ruled, labels_in_cells], ids=named)
def test_labels_that_ask_alike_answer_one_question_once(layout):
    """The placement's aims and what it is for: one is the objectives, and no other Question gets the other's words."""
    more = (
        Asked("Aims of the placement", "objectives", "Mia stays in her lessons."),
        Asked("Notes for the driver", "", "Ring the bell at the side gate."),
    )
    parts = [*without(NAMED, "objectives"), ("Further information", more)]
    found = said((read_pdf if layout in PAGES else read_word)(layout(parts)))
    assert found["objectives"] == "Mia stays in her lessons."
    assert {name: found[name] for name in expected(without(NAMED, "objectives"))} == {
        each.question: each.said for each in all_of(without(NAMED, "objectives"))
    }


# A form of which nearly all was found


def all_required():
    """A form that asks all that must be told, in our labels but under no title of ours."""
    parts = {}
    for question in FORMS[FormKind.OFF_SITE_DIRECTION].questions():
        if question.required:
            text = KNOWN.get(question.name) or BY_KIND[question.kind](question)
            parts.setdefault(question.section.title, []).append(Asked(question.label, question.name, text))
    return [(title, tuple(asked)) for title, asked in parts.items()]


KNOWN = expected(NAMED)
BY_KIND = {
    Kind.TEXT: lambda question: "Deputy Headteacher" if question.name.endswith("_role") else "Ada Lindqvist",
    Kind.LONG_TEXT: lambda question: f"As it is written on page {len(question.label)} of her file.",
    Kind.DATE: lambda question: "30/11/2026",
    Kind.YES_NO: lambda question: "Yes",
    Kind.CHOICE: lambda question: question.choices[0].label,
    Kind.WHOLE_NUMBER: lambda question: "4",
}


@pytest.mark.parametrize("layout", [shaded_cells, bold_colons, ruled, labels_in_cells], ids=named)
def test_prose_is_sure_where_nearly_all_was_found(layout):
    parts = all_required()
    reading = (read_pdf if layout in PAGES else read_word)(layout(parts, title="Oakfield Academy: AP placement"))
    assert said(reading) == expected(parts)
    assert {each.question for each in reading.answers if each.confidence < DOUBTED} == set()


@pytest.mark.parametrize("layout", [shaded_cells, ruled], ids=named)
def test_an_odd_answer_is_doubted_where_nearly_all_was_found(layout):
    parts = changed(all_required(), "headteacher_name", said="01632 960123")
    reading = (read_pdf if layout in PAGES else read_word)(layout(parts))
    assert {each.question for each in reading.answers if each.confidence < DOUBTED} == {"headteacher_name"}
