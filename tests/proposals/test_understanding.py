"""From a Reading to an Assessment: what is missing, what contradicts, and where it goes."""

from __future__ import annotations

from datetime import date

import pytest

from flows.profile import load_council
from flows.settings import COUNCILS
from proposals.assessment import Assessment, assess
from proposals.council import School
from proposals.display import initials
from proposals.off_site_direction import OffSiteDirection
from proposals.problems import ProblemCode
from proposals.reading import Answer, FormKind, Method, Reading, ReadingCode, ReadingOutcome
from proposals.routing import route

COUNCIL = load_council(COUNCILS / "exampleshire")
TODAY = date(2026, 11, 30)


def understood(*answers: tuple[str, str], form=FormKind.OFF_SITE_DIRECTION, confidence=1.0) -> Assessment:
    read = tuple(Answer(name, raw, "here", Method.TABLE, confidence) for name, raw in answers)
    return assess(Reading(ReadingOutcome.FORM, form, read), COUNCIL, TODAY)


def codes(assessment: Assessment) -> dict[str, ProblemCode]:
    return {problem.field: problem.code for problem in assessment.problems}


def test_what_is_required_and_not_answered_is_missing():
    found = codes(understood())
    assert found["pupil_surname"] is ProblemCode.MISSING
    assert "school_phone" not in found


def test_a_question_that_follows_a_yes_is_not_missed_after_a_no():
    assert "coordinator_discussed_date" in codes(understood(("coordinator_discussed", "yes")))
    assert "coordinator_discussed_date" not in codes(understood(("coordinator_discussed", "no")))


def test_two_different_answers_conflict_and_the_same_twice_does_not():
    assert codes(understood(("year_group", "9"), ("year_group", "10")))["year_group"] is ProblemCode.CONFLICTING
    assert understood(("year_group", "9"), ("year_group", "Year 9")).proposal.year_group == "9"


def test_a_surer_answer_wins_over_one_that_was_hard_to_read():
    answers = (
        Answer("year_group", "9", "box", Method.ACROFORM, 1.0),
        Answer("year_group", "10", "line", Method.LABEL, 0.7),
    )
    made = assess(Reading(ReadingOutcome.FORM, FormKind.OFF_SITE_DIRECTION, answers), COUNCIL, TODAY)
    assert made.proposal.year_group == "9"


def test_a_guess_is_kept_and_asked_about():
    made = understood(("pupil_surname", "Thornbury"), confidence=0.5)
    assert made.proposal.pupil_surname == "Thornbury"
    assert codes(made)["pupil_surname"] is ProblemCode.UNSURE


def test_one_answer_that_cannot_be_used_leaves_the_rest():
    made = understood(("start_date", "soon"), ("end_date", "12/2/27"))
    assert codes(made)["start_date"] is ProblemCode.NOT_A_DATE
    assert made.proposal.end_date == date(2027, 2, 12)


def test_dates_that_cannot_both_be_right_are_said():
    made = codes(understood(("start_date", "1/3/27"), ("end_date", "1/2/27"), ("first_review_date", "5/1/27")))
    assert made["end_date"] is ProblemCode.END_BEFORE_START
    assert made["first_review_date"] is ProblemCode.REVIEW_BEFORE_START


@pytest.mark.parametrize(
    ("form", "answers", "field", "code"),
    [
        (FormKind.MANAGED_MOVE, [("move_start_date", "1/3/27"), ("review_date", "1/2/27")], "review_date",
         ProblemCode.REVIEW_BEFORE_START),
        (FormKind.REVIEW_OUTCOME, [("review_date", "1/3/27"), ("next_review_date", "1/2/27")], "next_review_date",
         ProblemCode.NEXT_BEFORE_REVIEW),
        (FormKind.OFF_SITE_DIRECTION, [("date_of_birth", "1/9/20"), ("start_date", "1/2/20")], "start_date",
         ProblemCode.BORN_AFTER_START),
    ],
)  # fmt: skip
def test_dates_of_every_form_stand_in_order(form, answers, field, code):
    assert codes(understood(*answers, form=form))[field] is code


@pytest.mark.parametrize(
    ("answers", "area"),
    [
        ([("area", "north")], "north"),
        ([("area", "Central")], "south"),
        ([("school_urn", "999201")], "east"),
        ([("laestab", "999 4021")], "south"),
        ([("school_name", "Oakfeild Academy")], "north"),
        ([("school_name", "Saint Wilfrid’s")], "north"),
        ([("school_email", "office@hartwell.example.org")], "east"),
        ([("area", "South"), ("school_name", "Oakfield Academy")], "north"),
        ([("area", "Narnia"), ("school_name", "Hartwell School")], "east"),
        ([("school_email", "jo@gmail.example.org; office@hartwell.example.org")], "east"),
        ([("school_name", "Oakfield Academy"), ("school_urn", "999101"), ("laestab", "999/4021")], "north"),
        ([("school_name", "Oakfield Academy"), ("school_urn", "999301")], None),
        ([("school_name", "Oakfield Academy"), ("school_urn", "999301"), ("area", "South")], "south"),
        ([("school_name", "Oakfield Academy"), ("school_urn", "999301"), ("area", "East")], None),
        ([("area", "Narnia")], None),
        ([("school_name", "Nowhere School")], None),
        ([], None),
    ],
)
def test_the_area_is_found(answers, area):
    assert understood(*answers).routing.area == area


def test_schools_of_one_name_and_a_trusts_domain_are_told_apart():
    twins = (
        School(name="St Mary’s Primary", area="north", urn="999401", email_domain="trust.example.org"),
        School(name="St Mary’s Primary", area="south", urn="999402", email_domain="trust.example.org"),
    )
    council = COUNCIL.model_copy(update={"schools": twins})

    def area(**said: str) -> str | None:
        return route(OffSiteDirection(**said), council).area

    assert area(school_name="St Marys Primary", school_urn="999402") == "south"
    assert area(school_name="St Mary's Primary") is None
    assert area(school_name="St Mary's Primary", area="North") == "north"
    assert area(school_email="office@trust.example.org") is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([("area", "North"), ("school_urn", "999101")], "agrees"),
        ([("area", "South"), ("school_urn", "999101")], "the list was followed"),
        ([("area", "Narnia"), ("school_urn", "999101")], "no area of the name"),
        ([("school_urn", "999101"), ("school_name", "Hartwell School")], "different areas"),
        ([], "Neither"),
    ],
)
def test_how_the_area_was_found_is_said(answers, said):
    assert said in understood(*answers).routing.because


def test_an_assessment_survives_as_json():
    made = understood(
        ("start_date", "7/12/26"), ("end_date", "soon"), ("looked_after", "no"), ("school_name", "Hartwell")
    )
    assert Assessment.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("pupil_forename", "Kian"), ("pupil_surname", "Bellwether")], "K.B."),
        ([("pupil_forename", "élodie"), ("pupil_surname", "O'Hara")], "É.O."),
        ([("pupil_forename", "Kian")], "K."),
        ([], ""),
    ],
)
def test_initials(names, expected):
    assert initials(understood(*names).proposal) == expected


def test_time_limits_are_reckoned_with_their_source():
    told = understood(("start_date", "7/12/26"), ("first_review_date", "13/1/27")).reminders
    assert [reminder.by for reminder in told] == ["3 December 2026", "7 January 2027", "19 January 2027"]
    assert all("Regulations 2010" in reminder.source for reminder in told)


def test_time_limits_of_reviews_follow_the_day_as_planned():
    # half term moves the review of 17 February to the 22nd
    told = understood(("start_date", "11/1/27"), ("end_date", "12/3/27"), ("first_review_date", "17/2/27"))
    assert told.reviews[0] == date(2027, 2, 22)
    assert [reminder.by for reminder in told.reminders][1:] == ["16 February 2027", "28 February 2027"]


def test_only_a_form_can_be_assessed():
    with pytest.raises(ValueError, match="Reading of one of our forms"):
        assess(Reading(ReadingOutcome.NOT_A_FORM, reason=ReadingCode.NOT_A_FORM), COUNCIL, TODAY)
