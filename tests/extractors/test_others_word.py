"""Word forms of other people's making: labels and answers as schools set them."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from others_forms import (
    NAMED,
    NEW_PARAGRAPH,
    QUESTIONS,
    TITLE,
    Asked,
    bold,
    bold_cells,
    bold_colons,
    bold_lines,
    cell,
    changed,
    colons,
    document,
    expected,
    heading,
    heads_of_columns,
    in_turn,
    line,
    plain,
    read_word,
    said,
    shaded_cells,
    table,
    tabs,
    with_more,
    without,
)
from proposals.reading import FormKind

LAYOUTS = (colons, tabs, bold_colons, bold_lines, shaded_cells, bold_cells, heads_of_columns, in_turn)


def each_layout():
    for layout in LAYOUTS:
        for wording, parts in (("labels", NAMED), ("questions", QUESTIONS)):
            yield pytest.param(layout, parts, id=f"{layout.__name__}, {wording}")


@pytest.mark.parametrize(("layout", "parts"), list(each_layout()))
def test_one_form_says_the_same_in_every_layout(layout, parts):
    reading = read_word(layout(parts))
    assert reading.form is FormKind.OFF_SITE_DIRECTION
    assert said(reading) == expected(parts)


# What a line of Word says in bold, by tabs and by colons


@pytest.mark.parametrize(
    ("runs", "question", "expect"),
    [
        ([bold("Gender: Female"), plain(" / Male")], "gender", "Female"),
        ([bold("Gender:"), plain(" Female / "), bold("Male")], "gender", "Male"),
        ([plain("Gender: "), bold("Female"), plain(" / Male")], "gender", "Female"),
        ([plain("Is the pupil looked after? Yes / "), bold("No")], "looked_after", "No"),
        ([bold("Is the pupil looked after?"), plain(" Yes / "), bold("No")], "looked_after", "No"),
        ([plain("SEN status: No SEN / "), bold("SEN support"), plain(" / EHC plan")], "sen_status", "SEN support"),
    ],
)
@pytest.mark.parametrize("layout", [colons, bold_colons], ids=lambda each: each.__name__)
def test_the_option_set_in_bold_is_chosen(layout, runs, question, expect):
    found = said(read_word(with_more(layout, NAMED, line(*runs))))
    assert found[question] == expect


@pytest.mark.parametrize(
    ("text", "question", "expect"),
    [
        ("Parent/carer: relationship to child: Mum", "parent_relationship", "Mum"),
        ("Parent/carer: email: jo@example.org", "parent_email", "jo@example.org"),
        ("Parent/carer: telephone: 01632 960123", "parent_phone", "01632 960123"),
        ("Transport: the school minibus: leaves at 8:40", "transport", "the school minibus: leaves at 8:40"),
        ("Timetable: Mon: 9:00 to 12:00", "timetable", "Mon: 9:00 to 12:00"),
    ],
)
def test_a_line_with_two_colons(text, question, expect):
    found = said(read_word(with_more(colons, NAMED, line(plain(text)))))
    assert found[question] == expect


def test_a_question_mark_and_a_colon_behind_one_label():
    found = said(read_word(with_more(colons, NAMED, line(plain("Who is the social worker?: Ben Archer")))))
    assert found["social_worker_name"] == "Ben Archer"


@pytest.mark.parametrize("layout", [bold_colons, bold_lines, tabs, colons], ids=lambda each: each.__name__)
def test_an_answer_of_several_paragraphs_is_kept_whole(layout):
    more = "She tells her key adult when work is too hard."
    parts = changed(NAMED, "objectives", said=f"Mia stays in her lessons.{NEW_PARAGRAPH}{more}")
    made = layout(parts)
    assert said(read_word(made))["objectives"] == f"Mia stays in her lessons. {more}"


@pytest.mark.parametrize(
    "layout", [shaded_cells, bold_cells, in_turn, heads_of_columns], ids=lambda each: each.__name__
)
def test_labels_without_answers_take_no_others(layout):
    blank = changed(changed(NAMED, "headteacher_name", said=""), "provider_contact", said="")
    found = said(read_word(layout(blank)))
    assert "headteacher_name" not in found
    assert "provider_contact" not in found


@pytest.mark.parametrize(
    "layout",
    [shaded_cells, bold_cells, colons, bold_colons],
    ids=lambda each: each.__name__,
)
@pytest.mark.parametrize(
    ("title", "question"), [("Headteacher", "headteacher_name"), ("Social worker", "social_worker_name")]
)
def test_a_name_under_a_heading_is_the_name_of_whom_it_says(title, question, layout):
    parts = without(NAMED, "headteacher_name")
    parts = [*parts, (title, (Asked("Name", question, "Ada Lindqvist"), Asked("Telephone", "", "01632 960177")))]
    found = said(read_word(layout(parts)))
    assert found[question] == "Ada Lindqvist"
    assert (found["pupil_forename"], found["pupil_surname"]) == ("Mia", "Thornbury")


def test_a_form_that_was_made_with_another_library():
    made = docx.Document()
    made.add_heading(TITLE, 0)
    for title, asked in QUESTIONS:
        made.add_heading(title, 1)
        rows = made.add_table(rows=0, cols=2, style="Table Grid")
        for each in asked:
            label, beside = rows.add_row().cells
            label.paragraphs[0].add_run(each.label).bold = True
            beside.text = each.said
    out = BytesIO()
    made.save(out)
    assert said(read_word(out.getvalue())) == expected(QUESTIONS)


# What a form prints to help is no answer


HINTS = (
    "(in the pupil's own words)",
    "(see the guidance, page 4)",
    "Please describe what has been agreed.",
    "Please give details",
    "No more than three.",
    "No more than 200 words",
    "Describe what the school expects.",
    "Tick one",
    "Delete as appropriate",
    "Continue on a separate sheet if necessary",
    "To be completed by the school",
    "e.g. attendance, behaviour",
    "If yes, say why.",
    "In their own words",
    "dd/mm/yyyy",
    "Maximum 200 words",
)


def rows_with_hints(place, hint, answer):
    """A form of two columns with a hint below the label of the objectives, or above their answer."""

    def cells(each):
        if each.question != "objectives":
            return cell(bold(each.label)), cell(plain(each.said))
        label = line(bold(each.label)) + (line(plain(hint)) if place == "below the label" else "")
        beside = (line(plain(hint)) if place == "above the answer" else "") + line(plain(answer))
        return cell(label), cell(beside)

    return document("".join(heading(title) + table(*map(cells, asked)) for title, asked in NAMED))


@pytest.mark.parametrize("answer", ["Mia stays in her lessons.", ""], ids=["answered", "left out"])
@pytest.mark.parametrize("place", ["below the label", "above the answer"])
@pytest.mark.parametrize("hint", HINTS)
def test_a_hint_is_no_answer_in_a_table(hint, place, answer):
    found = said(read_word(rows_with_hints(place, hint, answer)))
    assert found.get("objectives", "") == answer


@pytest.mark.parametrize("hint", HINTS)
def test_a_hint_between_a_label_and_its_answer_is_no_answer(hint):
    def lines(asked):
        for each in asked:
            yield line(bold(each.label))
            if each.question == "objectives":
                yield line(plain(hint))
            yield line(plain(each.said))

    body = "".join(heading(title) + "".join(lines(asked)) for title, asked in NAMED)
    assert said(read_word(document(body))) == expected(NAMED)


REAL = (
    "No more than one incident a week from 25 January.",
    "Tick boxes on her report show that she stays for whole lessons.",
    "Think before she speaks, and ask for a break.",
    "Included in all her lessons again by the end of March.",
    "Not more than one late arrival in any week of the term.",
    "Stated by Mia herself: she wants to sit her exams.",
    "(Mia's own words) I want to go back to maths.",
    "Attached to her key adult, she now comes in every day.",
    "Does not walk out; asks for help.",
    "Say sorry and put things right after an incident.",
    "Use the library as her quiet place at break.",
    "Complete all of her coursework by Easter.",
)
"""Answers that begin as hints do."""


@pytest.mark.parametrize("answer", REAL)
@pytest.mark.parametrize("layout", [shaded_cells, bold_lines, colons], ids=lambda each: each.__name__)
def test_an_answer_that_begins_like_a_hint_is_kept(layout, answer):
    found = said(read_word(layout(changed(NAMED, "objectives", said=answer))))
    assert found["objectives"].endswith(answer.removeprefix("(Mia's own words) "))
