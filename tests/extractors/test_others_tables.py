"""Tables of other people's making: where labels stand in them, and which cell answers which."""

from __future__ import annotations

import pytest

from others_forms import (
    NAMED,
    TITLE,
    Asked,
    Paper,
    all_of,
    bold,
    cell,
    changed,
    colons,
    document,
    expected,
    heading,
    line,
    plain,
    read_pdf,
    read_word,
    said,
    table,
    with_more,
)

MERGED, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def beside_their_heading(asked, title):
    """Rows of label and answer, and their heading in a cell of its own, merged over them."""
    return table(
        *(
            (
                cell(bold(title if at == 0 else ""), MERGED if at == 0 else GOES_ON),
                cell(bold(each.label)),
                cell(plain(each.said)),
            )
            for at, each in enumerate(asked)
        )
    )


def test_a_heading_beside_its_rows_is_no_label():
    form = document("".join(beside_their_heading(asked, title) for title, asked in NAMED))
    assert said(read_word(form)) == expected(NAMED)


@pytest.mark.parametrize("wide", [1, 2, 3])
def test_a_cell_may_hold_label_colon_and_answer(wide):
    def rows(asked):
        cells = [cell(bold(f"{each.label}:") + plain(f" {each.said}")) for each in asked]
        return table(*(cells[start : start + wide] for start in range(0, len(cells), wide)))

    form = document("".join(heading(title) + rows(asked) for title, asked in NAMED))
    assert said(read_word(form)) == expected(NAMED)


def test_a_cell_with_a_label_alone_takes_no_answer_from_the_row_below():
    parts = changed(NAMED, "parents_views", said="")

    def rows(asked):
        return table(*((cell(bold(f"{each.label}:") + plain(f" {each.said}")),) for each in asked))

    form = document("".join(heading(title) + rows(asked) for title, asked in parts))
    assert "parents_views" not in said(read_word(form))


def test_a_label_over_short_lines_in_a_narrow_column_is_one():
    def narrow(label):
        return "".join(line(bold(word)) for word in label.split())

    def rows(asked):
        return table(*((cell(narrow(each.label)), cell(plain(each.said))) for each in asked))

    form = document("".join(heading(title) + rows(asked) for title, asked in NAMED))
    assert said(read_word(form)) == expected(NAMED)


def test_rows_of_plain_labels_in_turn_with_their_answers():
    def rows(asked):
        some = [asked[start : start + 4] for start in range(0, len(asked), 4)]
        return table(*(row for each in some for row in _two_rows(each)))

    form = document("".join(heading(title) + rows(asked) for title, asked in NAMED))
    assert said(read_word(form)) == expected(NAMED)


def _two_rows(some):
    yield [cell(plain(each.label)) for each in some]
    yield [cell(plain(each.said)) for each in some]


@pytest.mark.parametrize("gap", ["     ", "\t"], ids=["spaces", "a tab"])
def test_a_line_may_hold_pairs_of_labels_that_nobody_listed(gap):
    more = line(plain(f"Class: Kingfishers{gap}Siblings on roll: two{gap}Mainly speaks: Urdu"))
    found = said(read_word(with_more(colons, NAMED, more)))
    assert found == {**expected(NAMED), "home_language": "Urdu"}


def test_label_and_answer_of_each_row_in_one_cell_below_one_another():
    def rows(asked):
        return table(*((cell(line(bold(each.label)) + line(plain(each.said))),) for each in asked))

    form = document("".join(heading(title) + rows(asked) for title, asked in NAMED))
    assert said(read_word(form)) == expected(NAMED)


@pytest.mark.parametrize("apart", [True, False], ids=["a cell each", "one cell"])
def test_boxes_to_type_into_in_drawn_cells_are_known_by_the_labels_in_them(apart):
    paper = Paper()
    paper.title(TITLE)
    for number, each in enumerate(all_of(NAMED)):
        paper.room(60)
        paper.text(56, each.label)
        paper.rect(50, 180 if apart else 490, 20)
        paper.on.acroForm.textfield(
            name=f"Text{number}", value=each.said, x=232, y=841.89 - paper.top - 5, width=306, height=16, fontSize=9
        )
        paper.top += 22
    assert said(read_pdf(paper.done())) == expected(NAMED)


def test_an_answer_that_its_own_label_does_not_give_is_doubted():
    """The box that is named for the headteacher stands beside the label of the parent."""
    paper = Paper()
    paper.title(TITLE)
    names = {"headteacher_name": "parent_name", "parent_name": "headteacher_name"}
    for number, each in enumerate(all_of(NAMED)):
        paper.room(60)
        paper.text(56, each.label)
        name = names.get(each.question, f"Text{number}")
        paper.on.acroForm.textfield(
            name=name, value=each.said, x=232, y=841.89 - paper.top - 5, width=306, height=16, fontSize=9
        )
        paper.top += 22
    unsure = {each.question for each in read_pdf(paper.done()).answers if each.confidence < 0.6}
    assert set(names) <= unsure


def test_the_title_of_a_form_heads_no_part_of_it():
    parts = [(title, asked) for title, asked in NAMED]
    lines = "".join(line(plain(f"{each.label}: {each.said}")) for each in all_of(parts))
    more = Asked("Name of headteacher", "headteacher_name", "Tunde Oduya")
    form = document(lines, title="Notice to the council: pupil directed off site")
    assert said(read_word(form))["headteacher_name"] == more.said
