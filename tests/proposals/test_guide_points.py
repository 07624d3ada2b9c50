"""The guide's points: one change to a form that meets them all, and what each point then says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.samples.files import samples
from extractors.reader import read
from flows.profile import load_council
from flows.settings import COUNCILS
from mailboxes.media import PDF
from proposals.assessment import assess
from proposals.checks import findings, substance
from proposals.checks.substance import asserted, has_substance
from proposals.checks.verdict import Setting
from proposals.checks.wording import WORDINGS, Why
from proposals.finding import Result
from proposals.points import POINTS, POINTS_OF
from proposals.reading import FormKind

COUNCIL = load_council(COUNCILS / "exampleshire")
SETTING = Setting(COUNCIL, "Jo Fairweather")
MET, QUERY, NOT_MET = Result.MET, Result.QUERY, Result.NOT_MET


def proposal(file: str):
    return assess(read(samples()[file].data, PDF), COUNCIL, date(2026, 11, 30)).proposal


DIRECTION = proposal("complete.pdf")
MOVE = proposal("managed_move.pdf")
REVIEW = proposal("review_outcome.pdf")


def result(form, point: str, **changes) -> Result:
    changed = type(form).model_validate(form.model_dump() | changes)
    return next(finding.result for finding in findings(changed, SETTING) if finding.point == point)


@pytest.mark.parametrize("form", [DIRECTION, MOVE, REVIEW], ids=["direction", "move", "review"])
def test_a_good_form_meets_every_point_of_its_kind(form):
    coordinator = Setting(COUNCIL, None)
    found = findings(form, coordinator)
    assert [finding.point for finding in found] == list(POINTS_OF[form.KIND])
    assert [finding.point for finding in found if finding.result is not MET] == []


@pytest.mark.parametrize(
    ("point", "changes", "expected"),
    [
        ("advance", {"coordinator_discussed": False}, NOT_MET),
        ("advance", {"coordinator_discussed": None}, QUERY),
        ("advance", {"coordinator_discussed_date": None}, QUERY),
        ("advance", {"coordinator_discussed_date": date(2027, 6, 1)}, QUERY),
        ("advance", {"coordinator_name": "Somebody Else"}, QUERY),
        ("advance", {"coordinator_name": "Jo"}, MET),
        ("should-1", {"behaviour_strategy": None}, NOT_MET),
        ("should-1", {"previous_support": "see above"}, NOT_MET),
        ("should-1", {"previous_support": "Report card since September"}, QUERY),
        ("should-1", {"behaviour_strategy": "The behaviour strategy this is part of:"}, NOT_MET),
        ("should-1", {"behaviour_strategy": "Behaviour plan"}, NOT_MET),
        ("should-1", {"previous_support": "Each measure, when, and what it changed"}, NOT_MET),
        ("should-2", {"curriculum": "TBC"}, NOT_MET),
        ("should-2", {"hours_per_week": None}, NOT_MET),
        ("should-2", {"hours_per_week": 10.0, "timetable": None}, QUERY),
        ("should-2", {"hours_per_week": 10.0, "timetable": "Mornings only while he settles"}, MET),
        ("should-2", {"sen_status": "ehc_plan", "needs_met": "A small and friendly group"}, QUERY),
        ("should-2", {"year_group": "11"}, QUERY),
        ("should-2", {"sen_status": "sen_support", "needs_met": "We will send work each week"}, QUERY),
        ("should-5", {"looked_after": True, "needs_met": "Parents and carers were asked"}, QUERY),
        ("should-3", {"parents_informed_date": None}, NOT_MET),
        ("should-3", {"parents_agree": False}, QUERY),
        ("should-3", {"parents_agree": None}, QUERY),
        ("should-3", {"parents_informed_date": date(2027, 2, 1)}, QUERY),
        ("should-4", {"review_interval_weeks": None, "first_review_date": None}, NOT_MET),
        ("should-4", {"review_interval_weeks": 12}, QUERY),
        ("should-4", {"first_review_date": None}, QUERY),
        ("should-4", {"first_review_date": date(2027, 2, 13)}, QUERY),
        ("should-4", {"first_review_date": date(2027, 2, 17)}, QUERY),
        ("should-4", {"first_review_date": date(2027, 6, 16)}, QUERY),
        ("should-5", {"needs_met": "N/A"}, NOT_MET),
        ("should-5", {"looked_after": True, "needs_met": "A small and friendly SEN group"}, QUERY),
        ("should-6", {"success_criteria": None}, NOT_MET),
        ("should-6", {"success_criteria": "Kinder and calmer behaviour in class"}, QUERY),
        ("should-6", {"success_criteria": "Attendance at 95%"}, MET),
        ("should-7", {"safeguarding_confirmed": False}, NOT_MET),
        ("should-7", {"risk_assessment": False}, NOT_MET),
        ("should-7", {"risk_assessment": None}, QUERY),
        ("should-7", {"safeguarding_lead": None}, QUERY),
        ("should-not-1", {"reason": "A final warning after the fight on Monday"}, QUERY),
        ("should-not-1", {"reason": "This is not a punishment but a new start"}, MET),
        ("should-not-1", {"objectives": "Instead of excluding him we send him there"}, QUERY),
        ("should-not-1", {"reason": "He is to serve his suspension there"}, QUERY),
        ("should-not-1", {"reason": "A smaller site serves his needs while he calms down"}, MET),
        ("should-not-1", {"reason": None}, QUERY),
        ("should-not-2", {"parents_informed_date": None}, NOT_MET),
        ("should-not-2", {"parents_views": "Not available"}, QUERY),
        ("should-not-3", {"end_date": None}, NOT_MET),
        ("should-not-3", {"start_date": None}, QUERY),
        ("should-not-3", {"end_date": DIRECTION.start_date}, QUERY),
        ("should-not-3", {"end_date": DIRECTION.start_date - timedelta(days=1)}, QUERY),
        ("should-not-3", {"end_date": date(2027, 9, 10)}, QUERY),
        ("should-not-3", {"end_date": date(2028, 9, 10)}, QUERY),
        ("should-not-4", {"needs_met": "Calmer evenings at home, and a small and friendly group"}, MET),
        ("should-not-4", {"curriculum": "English and maths, lessons by tablet at home"}, QUERY),
        ("should-not-4", {"school_links": None}, NOT_MET),
        ("should-not-4", {"timetable": "One-to-one tuition at home"}, QUERY),
        ("should-not-5", {"reintegration_plan": "tbc"}, NOT_MET),
        ("should-not-5", {"reintegration_date": None}, QUERY),
        ("should-not-5", {"reintegration_date": date(2027, 7, 1)}, QUERY),
        ("should-not-6", {"link_person": None}, NOT_MET),
        ("should-not-6", {"monitoring_plan": "A phone call once a month"}, QUERY),
        ("should-not-6", {"monitoring_plan": "Monthly visits and a call every week"}, MET),
        ("should-not-7", {"pupil_views": None}, NOT_MET),
        ("should-not-7", {"social_care": "child_protection", "social_worker_name": None}, QUERY),
    ],
)
def test_a_direction(point, changes, expected):
    assert result(DIRECTION, point, **changes) is expected


@pytest.mark.parametrize(("end", "expected"), [(date(2027, 8, 31), MET), (date(2027, 9, 1), QUERY)])
def test_without_school_years_in_the_profile_a_placement_ends_with_august(end, expected):
    unknown = Setting(COUNCIL.model_copy(update={"school_years": ()}), None)
    form = DIRECTION.model_copy(update={"end_date": end})
    assert next(each.result for each in findings(form, unknown) if each.point == "should-not-3") is expected


@pytest.mark.parametrize(
    ("point", "changes", "expected"),
    [
        ("heads-agree", {"receiving_school_agrees": False}, NOT_MET),
        ("heads-agree", {"receiving_headteacher_name": None}, QUERY),
        ("information-shared", {"information_shared": False}, NOT_MET),
        ("information-shared", {"information_shared": None}, QUERY),
        ("should-7", {"information_shared": False}, NOT_MET),
        ("integration-plan", {"integration_plan": "to follow"}, NOT_MET),
        ("should-5", {"integration_plan": None}, NOT_MET),
        ("no-trial", {"trial_end_date": date(2027, 3, 1)}, QUERY),
        ("should-not-1", {"reason": "A sanction for the fight in October"}, QUERY),
        ("should-not-7", {"pupil_views": "n/a"}, NOT_MET),
    ],
)
def test_a_managed_move(point, changes, expected):
    assert result(MOVE, point, **changes) is expected


@pytest.mark.parametrize(
    ("point", "changes", "expected"),
    [
        ("review-held", {"review_date": None}, NOT_MET),
        ("review-held", {"review_date": date(2027, 5, 1)}, QUERY),
        ("review-parents", {"parents_attended": False, "parents_views": None}, QUERY),
        ("review-attendance", {"attendance_percent": None}, NOT_MET),
        ("review-attendance", {"attendance_percent": 71.0}, QUERY),
        ("review-progress", {"progress": "as above"}, NOT_MET),
        ("review-decision", {"decision": None}, NOT_MET),
        ("review-decision", {"decision": "continue", "next_review_date": None}, QUERY),
        ("review-decision", {"decision": "extend", "new_end_date": None}, QUERY),
        ("review-decision", {"next_review_date": date(2027, 1, 5)}, QUERY),
        ("review-decision", {"next_review_date": date(2027, 6, 30)}, QUERY),
        ("review-decision", {"decision": "extend", "new_end_date": date(2027, 3, 3)}, QUERY),
        ("review-decision", {"decision": "end_early", "new_end_date": date(2027, 3, 3)}, MET),
        ("review-safeguarding", {"safeguarding_concerns": None}, QUERY),
        ("review-safeguarding", {"safeguarding_concerns": True, "safeguarding_details": None}, QUERY),
        (
            "review-safeguarding",
            {"safeguarding_concerns": True, "safeguarding_details": "Told the lead on 3 May"},
            QUERY,
        ),
        ("review-return", {"reintegration_steps": None}, NOT_MET),
    ],
)
def test_a_review(point, changes, expected):
    assert result(REVIEW, point, **changes) is expected


@pytest.mark.parametrize("form", [DIRECTION, MOVE, REVIEW], ids=["direction", "move", "review"])
def test_an_empty_form_is_judged_in_whole_sentences(form):
    for finding in findings(type(form)(), SETTING):
        assert finding.because.endswith(".")
        assert "{" not in finding.because + finding.ask
        assert bool(finding.ask) == (finding.result is not MET)
        for field in finding.evidence:
            assert type(form).question(field)


def test_every_reason_has_its_sentence_and_every_point_its_wording():
    assert set(WORDINGS) == set(Why)
    assert {point for kind in FormKind for point in POINTS_OF[kind]} == set(POINTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, False), ("", False), ("N/A", False), ("n / a", False), ("TBC", False), ("to be confirmed.", False),
        ("See above", False), ("Please see attached plan", False), ("tbc by provider", False), ("Yes", False),
        ("Mentoring", False), ("Weekly mentoring", True), ("See attached: mentoring twice a week", True),
        ("Cwnsela bob wythnos", True),
    ],
)  # fmt: skip
def test_substance(text, expected):
    assert has_substance(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is a punishment", True), ("This is not a punishment", False), ("It is in no way a punishment", False),
        ("It is not used as a form of punishment", False), ("a support rather than a sanction", False),
        ("He did not comply. A final warning was given", True), ("Sanctioned twice", True), ("sanctuary", False),
        ("The school serves a diverse community", False), ("He will serve the suspension there", True),
    ],
)  # fmt: skip
def test_words_of_sanction(text, expected):
    assert asserted(text, substance.SANCTION) is expected
