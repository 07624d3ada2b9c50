"""From which day on a case is reckoned to be kept: the last that anything of it really fell on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from register_values import NOW, REVIEWS, claim, filed, filing, result, settle

END = date(2027, 5, 28)
AFTER_IT = date(2027, 7, 1)
"""A review that was planned behind the end."""
HELD = REVIEWS[0]
CLOSING = NOW + timedelta(days=(HELD - NOW.date()).days + 2)
"""When the outcome of the first review came in."""


@pytest.mark.parametrize(
    ("outcome", "last"),
    [
        ({"decision": "continue"}, AFTER_IT),
        ({"decision": "end_early"}, CLOSING.date()),
        ({"decision": "end_early", "new_end": date(2027, 1, 29)}, date(2027, 1, 29)),
        ({"decision": "return_to_school"}, END),
        ({"decision": "return_to_school", "new_end": date(2027, 1, 8)}, CLOSING.date()),
    ],
    ids=["goes on", "ended now", "ends in some days", "returns as planned", "had returned before"],
)
def test_a_case_is_kept_from_its_real_end_and_not_from_reviews_that_nobody_will_hold(register, outcome, last):
    settle(register, filed(replace(filing(), reviews=(*REVIEWS, AFTER_IT))))
    submission = claim(register, "outcome", now=CLOSING)
    assert register.settle(submission, "ann", filed(results=(result(**outcome),)), CLOSING)
    [case] = register.kept_cases()
    assert case.closed == (outcome["decision"] != "continue")
    assert case.last == last
