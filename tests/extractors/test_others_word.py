"""Word forms of other people's making: labels and answers as schools set them."""

from __future__ import annotations

import pytest

from others_forms import (
    NAMED,
    QUESTIONS,
    bold_cells,
    bold_colons,
    bold_lines,
    colons,
    expected,
    heads_of_columns,
    in_turn,
    read_word,
    said,
    shaded_cells,
    tabs,
)
from proposals.reading import FormKind

LAYOUTS = (colons, tabs, bold_colons, bold_lines, shaded_cells, bold_cells, heads_of_columns, in_turn)


FAULTS = {
    ("bold_cells", "labels"): "an answer that reads like a label, Oakfield Academy, beside a label in bold is lost",
    ("bold_cells", "questions"): "as with short labels",
    (
        "heads_of_columns",
        "questions",
    ): "a single row of whole questions in bold over its answers is not taken for a header",
    ("in_turn", "labels"): "an answer that reads like a label, Oakfield Academy, below its label is lost",
    ("in_turn", "questions"): "as with short labels; the plan for the return is lost as well",
}
"""What the reader cannot do yet, by layout and wording."""


def each_layout():
    for layout in LAYOUTS:
        for wording, parts in (("labels", NAMED), ("questions", QUESTIONS)):
            fault = FAULTS.get((layout.__name__, wording))
            marks = [pytest.mark.xfail(strict=True, reason=fault)] if fault else []
            yield pytest.param(layout, parts, id=f"{layout.__name__}, {wording}", marks=marks)


@pytest.mark.parametrize(("layout", "parts"), list(each_layout()))
def test_one_form_says_the_same_in_every_layout(layout, parts):
    reading = read_word(layout(parts))
    assert reading.form is FormKind.OFF_SITE_DIRECTION
    assert said(reading) == expected(parts)
