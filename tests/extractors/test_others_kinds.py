"""Managed moves and outcomes of reviews in forms of other people's making, and what they print to help."""

from __future__ import annotations

import pytest

from others_forms import (
    LEADING,
    NAMED,
    Asked,
    Paper,
    bold_colons,
    bold_labels_above,
    bold_labels_beside,
    bold_lines,
    colons,
    expected,
    labels_in_cells,
    narrow_columns,
    read_pdf,
    read_word,
    ruled,
    said,
    shaded_cells,
    tabs,
)
from proposals.reading import FormKind

PAGES = (bold_labels_above, bold_labels_beside, narrow_columns, ruled, labels_in_cells)
WORD = (colons, tabs, bold_colons, bold_lines, shaded_cells)

MOVE = (
    *NAMED[:3],
    (
        "Managed move",
        (
            Asked("Receiving school", "receiving_school_name", "Brookfield School"),
            Asked("Head of receiving school", "receiving_headteacher_name", "Ines Falk"),
            Asked("Has the receiving school agreed?", "receiving_school_agrees", "Yes"),
            Asked("First day at new school", "move_start_date", "11/1/2027"),
            Asked("End of trial", "trial_end_date", "26/3/2027"),
            Asked("Have records been shared?", "information_shared", "Yes"),
        ),
    ),
    (
        "Reasons and plan",
        (
            Asked("Reason for managed move", "reason", "Mia asks for a fresh start away from one group."),
            Asked("What has been tried already", "previous_support", "A report card, a key adult and a shorter day."),
            Asked("Settling in plan", "integration_plan", "A guide from her year for the first two weeks."),
        ),
    ),
)
REVIEW = (
    (
        "Pupil",
        (
            Asked("Forename", "", "Mia"),
            Asked("Surname", "", "Thornbury"),
            Asked("Date of birth", "", "4/3/2012"),
        ),
    ),
    (
        "The review",
        (
            Asked("Case reference", "case_reference", "OSD-2026-0042"),
            Asked("Date of review", "review_date", "8/2/2027"),
            Asked("Attended by", "attended_by", "Jo Thornbury, Sam Reed, Priya Nair"),
            Asked("Attendance", "attendance_percent", "92%"),
            Asked("Progress made", "progress", "Two of three targets are met."),
            Asked("Parents' views", "parents_views", "They see a calmer child."),
            Asked("Pupil's views", "pupil_views", "I like the workshop."),
            Asked("Any safeguarding concerns?", "safeguarding_concerns", "No"),
        ),
    ),
    (
        "Decision",
        (
            Asked("Outcome of review", "decision", "Continue"),
            Asked("Reason for decision", "decision_reason", "She comes in every day and needs one more target."),
            Asked("Next steps", "reintegration_steps", "Two mornings a week at school from March."),
            Asked("Next review date", "next_review_date", "22/3/2027"),
        ),
    ),
)
FORMS = {
    FormKind.MANAGED_MOVE: ("Managed move request", MOVE),
    FormKind.REVIEW_OUTCOME: ("Alternative provision: placement review", REVIEW),
}


def each_form():
    for kind, (title, parts) in FORMS.items():
        for layout in (*PAGES, *WORD):
            yield pytest.param(kind, title, parts, layout, id=f"{kind}, {layout.__name__}")


@pytest.mark.parametrize(("kind", "title", "parts", "layout"), list(each_form()))
def test_each_kind_of_form_is_known_and_read_in_every_layout(kind, title, parts, layout):
    reading = (read_pdf if layout in PAGES else read_word)(layout(parts, title=title))
    assert reading.form is kind
    assert said(reading) == expected(parts)


@pytest.mark.parametrize("layout", [ruled, narrow_columns, shaded_cells, colons], ids=lambda each: each.__name__)
@pytest.mark.parametrize("kind", FORMS)
def test_a_form_without_a_title_that_tells_is_known_by_what_it_asks(kind, layout):
    reading = (read_pdf if layout in PAGES else read_word)(layout(FORMS[kind][1], title="Oakfield Academy"))
    assert reading.form is kind


# What a printed form says to help


@pytest.mark.parametrize(
    "hint", ["(in the pupil's own words)", "Please give details.", "No more than three.", "Tick one"]
)
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
@pytest.mark.parametrize("question", ["parents_views", "objectives"])
def test_a_hint_printed_in_a_cell_is_no_answer(question, bold, hint):
    """A cell beside each label; the hint stands in the cell of the answer, above it."""
    paper = Paper()
    paper.title()
    for title, asked in NAMED:
        paper.heading(title)
        for each in asked:
            paper.room(60)
            lines = [hint, each.said] if each.question == question else [each.said]
            high = len(lines) * LEADING + 8
            paper.text(56, each.label, bold=bold)
            paper.rect(50, 180, high)
            paper.rect(230, 310, high)
            for text in lines:
                paper.text(236, text)
                paper.top += LEADING
            paper.top += 8
        paper.top += 10
    assert said(read_pdf(paper.done())) == expected(NAMED)


@pytest.mark.parametrize(
    "hint",
    [
        "(in the pupil's own words)",
        "No more than three.",
        "Please give details.",
    ],
)
def test_a_hint_printed_under_a_label_in_bold_is_no_answer(hint):
    paper = Paper()
    paper.title()
    for title, asked in NAMED:
        paper.heading(title)
        for each in asked:
            paper.room(60)
            lines = [hint, each.said] if each.question == "objectives" else [each.said]
            paper.text(50, each.label, bold=True)
            paper.top += LEADING
            for text in lines:
                paper.text(50, text)
                paper.top += LEADING
            paper.top += 9
    assert said(read_pdf(paper.done())) == expected(NAMED)
