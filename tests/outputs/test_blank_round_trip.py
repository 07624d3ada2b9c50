"""A form that was sent out filled in is read back as what was written in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.reader import read
from flows.profile import load_council
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.prefill import Prefill
from proposals.forms import FORMS
from proposals.question import Kind
from proposals.reading import ReadingCode

COUNCIL = load_council(Path(__file__).parents[2] / "councils" / "exampleshire")
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BY_KIND = {
    Kind.TEXT: "Zoë O’Neill (acting)",
    Kind.LONG_TEXT: "First line, with \\ and (brackets).\nSecond line – “quoted”.",
    Kind.DATE: "04/03/2027",
    Kind.YES_NO: "no",
    Kind.UPN: "M999400123041",
    Kind.YEAR_GROUP: "9",
    Kind.WHOLE_NUMBER: "6",
    Kind.DECIMAL: "2.5",
    Kind.PHONE: "01632 960123",
    Kind.EMAIL: "someone@example.org",
    Kind.URN: "999101",
    Kind.LAESTAB: "999/4001",
    Kind.REFERENCE: "OSD-7K4M-2",
}

makers = pytest.mark.parametrize(("make", "media_type"), [(blank_pdf, PDF), (blank_word, WORD)])


@pytest.fixture(params=FORMS.values(), ids=lambda form: form.KIND.value)
def form(request):
    return request.param


def answers(form):
    return {q.name: q.choices[-1].code if q.choices else BY_KIND[q.kind] for q in form.questions()}


@makers
def test_every_answer_comes_back(form, make, media_type):
    written = answers(form)
    reading = read(make(form, COUNCIL, Prefill(written)), media_type)
    assert reading.form is form.KIND
    assert [answer.question for answer in reading.answers] == list(written)
    for answer in reading.answers:
        labels = {choice.code: choice.label for choice in form.question(answer.question).choices}
        expected = written[answer.question]
        assert answer.raw in {expected, labels.get(expected), f"Year {expected}"}


@makers
def test_a_blank_form_is_known_as_one(form, make, media_type):
    assert read(make(form, COUNCIL), media_type).reason is ReadingCode.BLANK_FORM
