"""Cases and their reviews: what was filed, what is due, and what each outcome changes."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from proposals.reading import FormKind
from proposals.reference import parse
from register import Outcome, Settlement
from register_values import NOW, OTHER, REFERENCE, REVIEWS, filed, filing, letter, message, result, settle, sha

FIRST, SECOND, THIRD = REVIEWS
LAST_DAY = date(2027, 5, 28)


@pytest.fixture
def case(register):
    """Return a function that records review outcomes, each in its own mail, and gives the case as it then stands."""
    settle(register, filed(filing()), "form")
    numbers = itertools.count()

    def after(*results):
        for each in results:
            settle(register, filed(results=(each,)), f"outcome {next(numbers)}")
        return register.find_case(REFERENCE)

    return after


def planned(case):
    return [(review.due, review.held) for review in case.reviews]


def test_a_file_is_found_by_its_content(register):
    settle(register, filed(filing(file="form"), filing(OTHER, file="second form")))
    assert register.find_document(sha("second form")) == OTHER
    assert register.find_document(sha("never came")) is None
    assert register.find_case("OSD-XXXX-X") is None


def test_cases_are_listed_newest_first_and_chosen_by_area_coordinator_and_status(register, case):
    older = message("older", received=NOW - timedelta(days=1))
    register.persist(older, NOW)
    register.settle(
        register.claim("ann", NOW, 300).id, "ann", filed(filing(OTHER, file="b", area="east", coordinator="dan")), NOW
    )
    assert [row.reference for row in register.cases()] == [REFERENCE, OTHER]
    assert [row.reference for row in register.cases(area="east")] == [OTHER]
    assert [row.reference for row in register.cases(coordinator="jo", status="open")] == [REFERENCE]
    assert register.cases(area="north", status="closed") == ()


@pytest.mark.parametrize("kind", [FormKind.OFF_SITE_DIRECTION, FormKind.MANAGED_MOVE])
def test_a_new_reference_can_be_read_out_and_is_free(register, kind):
    drawn = {register.new_reference(kind) for _ in range(20)}
    assert all(parse(reference) == reference for reference in drawn)


def test_an_open_case_brings_its_reviews_and_what_was_written(register, case):
    case(result())
    register.queue([letter("review_due", occasion=SECOND.isoformat())], NOW)
    [found] = register.open_cases()
    assert (found.reference, found.received, found.end, found.asked) == (REFERENCE, NOW, LAST_DAY, None)
    assert [(review.due, review.held) for review in found.reviews] == [(FIRST, FIRST), (SECOND, None), (THIRD, None)]
    assert found.written["review_due", SECOND.isoformat()] == NOW
    placed = register.placed([REFERENCE])[REFERENCE]
    assert (placed.raw, placed.assessment) == (b"raw form", filing().assessment)


def test_when_a_school_was_told_what_is_missing_is_known_until_it_is_there(register):
    first = filing(complete=False)
    settle(register, filed(first, letters=(letter("acknowledgement_incomplete", occasion="v1"),)))
    [found] = register.open_cases()
    assert found.asked == NOW
    settle(register, Settlement(Outcome.FILED, revisions=(filing(file="again"),)), "again")
    [found] = register.open_cases()
    assert found.asked is None
    assert register.find_case(REFERENCE).version == 2


@pytest.mark.parametrize(
    ("held", "answers"),
    [
        (FIRST, FIRST),
        (FIRST - timedelta(days=6), FIRST),
        (FIRST - timedelta(days=30), FIRST),
        (FIRST + timedelta(days=20), FIRST),
        (SECOND - timedelta(days=3), SECOND),
        (SECOND + timedelta(days=1), SECOND),
        (LAST_DAY, THIRD),
    ],
)
def test_an_outcome_answers_the_last_review_due_by_then(case, held, answers):
    assert [when for when, was in planned(case(result(held=held))) if was == held] == [answers]


def test_an_outcome_without_its_date_answers_no_review_and_is_kept(register, case):
    assert all(review.held is None for review in case(result(held=None)).reviews)
    assert register.find_document(sha("outcome")) == REFERENCE


def test_outcomes_that_come_one_after_the_other_answer_one_review_each(case):
    after = case(result(file="a", held=FIRST), result(file="b", held=SECOND))
    assert planned(after) == [(FIRST, FIRST), (SECOND, SECOND), (THIRD, None)]


@pytest.mark.parametrize(
    ("agreed", "then"),
    [
        (SECOND, [FIRST, SECOND, THIRD]),
        (SECOND - timedelta(days=5), [FIRST, SECOND - timedelta(days=5), THIRD]),
        (SECOND + timedelta(days=5), [FIRST, SECOND + timedelta(days=5), THIRD]),
        (THIRD, [FIRST, THIRD]),
        (LAST_DAY, [FIRST, LAST_DAY]),
        (FIRST, [FIRST, SECOND, THIRD]),
        (date(2026, 1, 12), [FIRST, SECOND, THIRD]),
    ],
)
def test_the_agreed_day_stands_in_place_of_what_was_planned_up_to_it(case, agreed, then):
    assert [when for when, _ in planned(case(result(next_review=agreed)))] == then


@pytest.mark.parametrize("agreed", [None, SECOND, SECOND + timedelta(days=5), LAST_DAY])
def test_a_second_outcome_of_the_same_review_says_it_again_and_answers_no_other(case, agreed):
    once = case(result(file="a", held=FIRST, next_review=agreed))
    again = case(result(file="b", held=FIRST, next_review=agreed, decision="extend"))
    assert planned(again) == planned(once)
    assert again.reviews[0].decision == "extend"


@pytest.mark.parametrize("days", [3, 30])
def test_a_review_held_early_leaves_its_planned_day_free_to_be_agreed(case, days):
    early = FIRST - timedelta(days=days)
    assert planned(case(result(held=early, next_review=FIRST))) == [(early, early), (FIRST, None), (THIRD, None)]


def test_outcomes_in_the_wrong_order_do_not_claim_a_day_twice(case):
    late = FIRST + timedelta(days=20)
    after = case(result(file="a", held=late), result(file="b", held=FIRST, next_review=SECOND))
    assert planned(after) == [(FIRST, late), (SECOND, FIRST), (THIRD, None)]


def test_an_extension_has_a_review_beyond_the_plan_and_a_new_last_day(case):
    beyond, end = date(2027, 6, 15), date(2027, 7, 16)
    after = case(result(held=THIRD, decision="extend", next_review=beyond, new_end=end))
    assert (after.row.end, after.reviews[-1].due) == (end, beyond)


@pytest.mark.parametrize("decision", ["return_to_school", "end_early"])
def test_an_end_closes_the_case_and_nothing_is_chased_any_more(register, case, decision):
    after = case(result(decision=decision))
    assert (after.row.status, after.row.next_review) == ("closed", None)
    assert register.open_cases() == ()
    status = register.status(NOW + timedelta(days=365))
    assert (status.cases_open, status.reviews_overdue) == (0, 0)
    assert after.events[-1].what == "closed"


@pytest.mark.parametrize(
    "more", [{"decision": "continue"}, {"decision": None}, {"decision": "return_to_school", "next_review": SECOND}]
)
def test_a_case_with_something_still_to_review_stays_open(register, case, more):
    assert case(result(**more)).row.status == "open"
    [found] = register.open_cases()
    assert SECOND in {review.due for review in found.reviews if review.held is None}


def test_a_review_is_overdue_from_the_day_after(register, case):
    on_the_day = NOW.replace(year=2027, month=1, day=12)
    assert register.status(on_the_day).reviews_overdue == 0
    assert register.status(on_the_day + timedelta(days=1)).reviews_overdue == 1
