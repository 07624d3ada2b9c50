"""Every code has its sentence for people, and every sentence is whole."""

from __future__ import annotations

from string import Formatter

import pytest

from proposals.checks import managed_move, off_site_direction, review_outcome
from proposals.checks.wording import WORDINGS, Why
from proposals.points import POINTS, POINTS_OF
from proposals.problems import PROBLEM_MESSAGES, READING_MESSAGES, ProblemCode
from proposals.reading import FormKind, ReadingCode

CHECKS = {
    FormKind.OFF_SITE_DIRECTION: off_site_direction.CHECKS,
    FormKind.MANAGED_MOVE: managed_move.CHECKS,
    FormKind.REVIEW_OUTCOME: review_outcome.CHECKS,
}
SENTENCES = [
    *PROBLEM_MESSAGES.values(),
    *READING_MESSAGES.values(),
    *(wording.because for wording in WORDINGS.values()),
    *(wording.ask for wording in WORDINGS.values() if wording.ask),
    *(point.says for point in POINTS.values()),
]


def test_no_code_is_without_its_sentence():
    assert set(PROBLEM_MESSAGES) == set(ProblemCode)
    assert set(READING_MESSAGES) == set(ReadingCode)
    assert set(WORDINGS) == set(Why)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_begins_and_ends_as_one(sentence):
    assert sentence[0].isupper()
    assert sentence.endswith((".", "?"))
    assert "  " not in sentence
    assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(sentence))


@pytest.mark.parametrize("kind", list(FormKind))
def test_every_point_of_a_form_has_its_check_and_its_wording(kind):
    assert tuple(CHECKS.get(kind, ())) == POINTS_OF[kind]
    assert set(POINTS_OF[kind]) <= set(POINTS)
