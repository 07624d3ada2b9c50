"""PDF forms of other people's making: labels and answers as schools print and draw them."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from math import cos, pi, sin, tan

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import FILL_EVEN_ODD

from others_forms import (
    LEADING,
    NAMED,
    QUESTIONS,
    TITLE,
    Asked,
    Paper,
    all_of,
    bold_labels_above,
    bold_labels_beside,
    changed,
    dashed_header_rows,
    expected,
    header_rows,
    labels_above,
    labels_beside,
    labels_in_cells,
    narrow_columns,
    read_pdf,
    ruled,
    said,
    two_columns,
    without,
)
from proposals.reading import FormKind

LAYOUTS = (
    labels_above,
    bold_labels_above,
    labels_beside,
    bold_labels_beside,
    two_columns,
    narrow_columns,
    ruled,
    labels_in_cells,
    header_rows,
    dashed_header_rows,
)


def each_layout():
    for layout in LAYOUTS:
        for wording, parts in (("labels", NAMED), ("questions", QUESTIONS)):
            yield pytest.param(layout, parts, id=f"{layout.__name__}, {wording}")


@pytest.mark.parametrize(("layout", "parts"), list(each_layout()))
def test_one_form_says_the_same_in_every_layout(layout, parts):
    reading = read_pdf(layout(parts))
    assert reading.form is FormKind.OFF_SITE_DIRECTION
    assert said(reading) == expected(parts)


# Where a page ends


@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_a_label_at_the_foot_of_a_page_is_answered_on_the_next(bold):
    """The label of the pupil's views is the last line of the first page."""
    paper = Paper()
    paper.title()
    for title, asked in QUESTIONS[:3]:
        paper.heading(title)
        for each in asked:
            paper.text(50, each.label, bold=bold)
            paper.top += LEADING
            paper.text(50, each.said)
            paper.top += 17
    paper.text(50, "What does the pupil say about it?", bold=bold)
    paper.on.showPage()
    paper.top = 60
    paper.text(50, "I want to learn in a small group.")
    paper.top += 17
    for title, asked in QUESTIONS[3:]:
        paper.heading(title)
        for each in asked:
            paper.text(50, each.label, bold=bold)
            paper.top += LEADING
            paper.text(50, each.said)
            paper.top += 17
    assert said(read_pdf(paper.done())) == {**expected(QUESTIONS), "pupil_views": "I want to learn in a small group."}


# What people draw


def with_choice(draw, parts=QUESTIONS):
    """The reading of a form that ends with what `draw` draws: one more label and its answer."""
    paper = Paper()
    paper.title()
    for title, asked in parts:
        paper.heading(title)
        for each in asked:
            paper.room(60)
            paper.text(50, each.label)
            paper.top += paper.block(310, each.said, 230) + 9
    paper.room(90)
    draw(paper)
    return read_pdf(paper.done())


GAP = 26


def options(paper, label, *words):
    """Words side by side beside a label; returns where each begins and how wide it is."""
    paper.text(50, label)
    left, places = 310.0, []
    for each in words:
        paper.text(left, each)
        places.append((left, paper.width(each)))
        left += paper.width(each) + GAP
    return places


def oval(path, box, arcs):
    """An oval within a box, of so many Bézier curves: programs draw it with four, or with more."""
    left, low, right, high = box
    middle, half = ((left + right) / 2, (low + high) / 2), ((right - left) / 2, (high - low) / 2)
    turn = 2 * pi / arcs
    reach = 4 / 3 * tan(turn / 4)

    def at(angle, out=0.0):
        across, up = cos(angle) - out * sin(angle), sin(angle) + out * cos(angle)
        return middle[0] + half[0] * across, middle[1] + half[1] * up

    path.moveTo(*at(0))
    for place in range(arcs):
        begin, end = place * turn, (place + 1) * turn
        path.curveTo(*at(begin, reach), *at(end, -reach), *at(end))
    path.close()


def ring(paper, left, wide, *, arcs, filled=False):
    level = A4[1] - paper.top
    path = paper.on.beginPath()
    oval(path, (left - 7, level - 6, left + wide + 7, level + 13), arcs)
    if filled:
        # Some programs draw a ring as the ground between two ovals.
        oval(path, (left - 5.5, level - 4.5, left + wide + 5.5, level + 11.5), arcs)
    paper.on.drawPath(path, stroke=int(not filled), fill=int(filled), fillMode=FILL_EVEN_ODD)


@pytest.mark.parametrize("arcs", [4, 12])
@pytest.mark.parametrize(
    ("label", "words", "at", "question", "expect"),
    [
        ("Is the pupil looked after?", ("Yes", "No"), 1, "looked_after", "No"),
        ("Do the parents agree?", ("Yes", "/", "No"), 0, "parents_agree", "Yes"),
        ("Gender", ("Female", "Male"), 0, "gender", "Female"),
        ("SEN status", ("No SEN", "SEN support", "EHC plan"), 1, "sen_status", "SEN support"),
        ("Social care", ("None", "Early help", "Child in need"), 2, "social_care", "Child in need"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
@pytest.mark.parametrize("filled", [False, True], ids=["stroked", "of two ovals"])
def test_the_option_that_is_ringed_is_chosen(label, words, at, question, expect, filled, arcs):
    def draw(paper):
        lefts = list(accumulate((paper.width(each) + GAP for each in words), initial=310.0))
        ring(paper, lefts[at], paper.width(words[at]), arcs=arcs, filled=filled)
        options(paper, label, *words)

    assert said(with_choice(draw))[question] == expect


@pytest.mark.parametrize(
    ("words", "struck", "expect"),
    [(("Yes", "No"), (0,), "No"), (("Yes", "No"), (1,), "Yes"), (("Yes", "/", "No"), (2,), "Yes")],
)
def test_the_option_that_is_struck_out_is_not_chosen(words, struck, expect):
    def draw(paper):
        places = options(paper, "Is the pupil looked after?", *words)
        for at in struck:
            left, wide = places[at]
            paper.on.line(left - 1, A4[1] - paper.top + 3, left + wide + 1, A4[1] - paper.top + 3)

    assert said(with_choice(draw))["looked_after"] == expect


@pytest.mark.parametrize("below", [1.0, 1.5, 2.0, 3.0])
def test_a_word_that_is_only_underlined_is_not_struck_out(below):
    def draw(paper):
        paper.text(50, "Who is the social worker?")
        paper.text(310, "Ben Archer")
        level = A4[1] - paper.top - below
        paper.on.line(310, level, 310 + paper.width("Ben Archer"), level)

    assert said(with_choice(draw))["social_worker_name"] == "Ben Archer"


@pytest.mark.parametrize(
    ("label", "words", "at", "question"),
    [
        ("Is the pupil looked after?", ("Yes", "No"), 0, "looked_after"),
        ("Is the pupil looked after?", ("Yes", "No"), 1, "looked_after"),
        ("SEN status", ("No SEN", "SEN support", "EHC plan"), 1, "sen_status"),
    ],
)
def test_a_box_that_is_filled_beside_empty_ones_is_ticked(label, words, at, question):
    def draw(paper):
        paper.text(50, label)
        left = 310.0
        for place, each in enumerate(words):
            paper.box(left, filled=place == at)
            paper.text(left + 14, each)
            left += paper.width(each) + 40

    assert said(with_choice(draw))[question] == words[at]


@pytest.mark.parametrize("lower", [0.0, 4.0, -3.0])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_boxes_between_two_lines_belong_to_the_words_at_their_right(at, lower):
    words = ("Early help", "Child in need", "Child protection plan")

    def draw(paper):
        paper.text(50, "Social care")
        for place, each in enumerate(words):
            paper.box(310, lower=lower)
            if place == at:
                level = A4[1] - paper.top - 1 - lower
                paper.on.line(311, level + 1, 318, level + 8)
                paper.on.line(311, level + 8, 318, level + 1)
            paper.text(325, each)
            paper.top += LEADING

    assert said(with_choice(draw))["social_care"] == words[at]


def in_standard_letters(lines):
    """A page of lines in Adobe's standard encoding, where octal 256 and 257 are the ligatures fi and fl."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=A4)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = "".join(f"({line}) Tj T* " for line in lines).replace("fi", "\\256").replace("fl", "\\257")
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 10 Tf 14 TL 50 800 Td {shown} ET".encode("latin-1"))
    made = BytesIO()
    pdf.save(made)
    return made.getvalue()


def test_letters_that_are_joined_in_print_are_read_apart():
    parts = changed(changed(NAMED, "pupil_surname", said="Mansfield"), "provider_name", said="The Waterfloor")
    lines = [TITLE, *(f"{each.label}: {each.said}" for each in all_of(parts))]
    assert said(read_pdf(in_standard_letters(lines))) == expected(parts)


# Boxes to type into whose names say nothing


def typed(paper, number, value, left, wide):
    paper.on.acroForm.textfield(
        name=f"Text{number}", value=value, x=left, y=A4[1] - paper.top - 3, width=wide, height=15, fontSize=9
    )


@pytest.mark.parametrize("place", ["below", "above", "beside", "in a cell"])
def test_boxes_are_known_by_the_labels_around_them(place):
    paper = Paper()
    paper.title()
    number = 0
    for title, asked in NAMED:
        paper.heading(title)
        for each in asked:
            number += 1
            paper.room(60)
            if place == "below":
                typed(paper, number, each.said, 50, 400)
                paper.top += 13
                paper.text(50, each.label)
                paper.top += 26
            elif place == "above":
                paper.text(50, each.label)
                paper.top += 16
                typed(paper, number, each.said, 50, 400)
                paper.top += 26
            else:
                paper.text(56, each.label)
                if place == "in a cell":
                    paper.rect(50, 180, 20)
                    paper.rect(230, 310, 20)
                typed(paper, number, each.said, 234, 300)
                paper.top += 20
        paper.top += 10
    assert said(read_pdf(paper.done())) == expected(NAMED)


# Headings that are people


@pytest.mark.parametrize("layout", [ruled, bold_labels_beside, labels_beside], ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    ("title", "question"),
    [("Headteacher", "headteacher_name"), ("Parent/carer", "parent_name"), ("Social worker", "social_worker_name")],
)
def test_a_name_under_a_heading_is_the_name_of_whom_it_says(title, question, layout):
    parts = without(NAMED, "headteacher_name", "parent_name")
    parts = [*parts, (title, (Asked("Name", question, "Ada Lindqvist"), Asked("Telephone", "", "01632 960177")))]
    found = said(read_pdf(layout(parts)))
    assert found[question] == "Ada Lindqvist"
    assert (found["pupil_forename"], found["pupil_surname"]) == ("Mia", "Thornbury")
