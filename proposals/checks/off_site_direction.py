"""The guide's fourteen points, and the discussion in advance, for an off-site direction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

from proposals.calendar import is_school_day, next_school_day, school_year_end
from proposals.checks import shared
from proposals.checks.shared import says
from proposals.checks.substance import (
    ALONE,
    MEASURES,
    OFTEN,
    SANCTION,
    SELDOM,
    asserted,
    measures_named,
    telling,
)
from proposals.checks.verdict import Setting, Verdict, met, not_met, query
from proposals.checks.wording import Why
from proposals.off_site_direction import OffSiteDirection as Form


def _strategy(form: Form, _: Setting) -> Verdict:
    if not says(form, "behaviour_strategy"):
        return not_met(Why.NO_STRATEGY, "behaviour_strategy")
    if not says(form, "previous_support"):
        return not_met(Why.NO_PREVIOUS_SUPPORT, "previous_support")
    if measures_named(form.previous_support or "") < 2:
        return query(Why.ONE_MEASURE, "previous_support")
    return met(Why.STRATEGY_TOLD, "behaviour_strategy", "previous_support")


def _education(form: Form, setting: Setting) -> Verdict:
    if not says(form, "curriculum"):
        return not_met(Why.NO_CURRICULUM, "curriculum")
    if not says(form, "needs_met"):
        return not_met(Why.NO_NEEDS_MET, "needs_met")
    if form.hours_per_week is None:
        return not_met(Why.NO_HOURS, "hours_per_week")
    full = setting.council.limits.full_time_hours
    if form.hours_per_week < full and not says(form, "timetable"):
        return query(Why.FEWER_HOURS, "hours_per_week", "timetable", full=f"{full:g}")
    if shared.unmentioned_sen(form, form.needs_met):
        return query(Why.SEN_NOT_MENTIONED, "sen_status", "needs_met")
    if not shared.year_fits(form, form.start_date or form.declared_date):
        return query(Why.YEAR_DOES_NOT_FIT, "year_group", "date_of_birth")
    return met(Why.EDUCATION_CONTINUES, "curriculum", "needs_met", "hours_per_week")


def _reviewed(form: Form, setting: Setting) -> Verdict:
    first, weeks = form.first_review_date, form.review_interval_weeks
    longest = setting.council.limits.review_interval_weeks
    if first is None and weeks is None:
        return not_met(Why.NO_REVIEWS, "review_interval_weeks", "first_review_date")
    if weeks is not None and weeks > longest:
        return query(Why.LONG_INTERVAL, "review_interval_weeks", weeks=str(longest))
    if first is None or weeks is None:
        return query(Why.REVIEW_PART_MISSING, "review_interval_weeks", "first_review_date")
    if form.end_date and first > form.end_date:
        return query(Why.REVIEW_AFTER_END, "first_review_date", "end_date")
    if not is_school_day(first, setting.council):
        return query(Why.REVIEW_OFF_DAY, "first_review_date")
    # a review in the week after the interval is still that interval's review
    if form.start_date and first > form.start_date + timedelta(weeks=longest, days=6):
        return query(Why.LATE_FIRST_REVIEW, "first_review_date", "start_date", weeks=str(longest))
    return met(Why.REVIEWS_PLANNED, "review_interval_weeks", "first_review_date")


def _tailored(form: Form, _: Setting) -> Verdict:
    if not says(form, "needs_met"):
        return not_met(Why.NO_NEEDS_MET, "needs_met")
    if not says(form, "objectives"):
        return not_met(Why.NO_OBJECTIVES, "objectives")
    if shared.unmentioned_welfare(form, form.needs_met):
        return query(Why.WELFARE_NOT_MENTIONED, "needs_met", "social_care", "looked_after", "medical_needs")
    return met(Why.TAILORED, "needs_met", "objectives")


def _objectives(form: Form, _: Setting) -> Verdict:
    if not says(form, "objectives"):
        return not_met(Why.NO_OBJECTIVES, "objectives")
    if not says(form, "success_criteria"):
        return not_met(Why.NO_SUCCESS_CRITERIA, "success_criteria")
    if not telling(form.success_criteria, MEASURES):
        return query(Why.NOT_MEASURABLE, "success_criteria")
    return met(Why.OBJECTIVES_CLEAR, "objectives", "success_criteria")


def _safeguarding(form: Form, _: Setting) -> Verdict:
    if form.safeguarding_confirmed is False:
        return not_met(Why.SAFEGUARDING_NO, "safeguarding_confirmed")
    if form.risk_assessment is False:
        return not_met(Why.NO_RISK_ASSESSMENT, "risk_assessment")
    if form.safeguarding_confirmed is None or form.risk_assessment is None:
        return query(Why.SAFEGUARDING_UNANSWERED, "safeguarding_confirmed", "risk_assessment")
    if not form.safeguarding_lead:
        return query(Why.NO_SAFEGUARDING_LEAD, "safeguarding_lead")
    return met(Why.SAFE, "safeguarding_confirmed", "risk_assessment", "safeguarding_lead")


def _no_punishment(form: Form, _: Setting) -> Verdict:
    if asserted(form.reason, SANCTION) or asserted(form.objectives, SANCTION):
        return query(Why.SANCTION_WORDS, "reason", "objectives")
    if not says(form, "reason"):
        return query(Why.NO_REASON, "reason")
    return met(Why.NO_SANCTION, "reason", "objectives")


def _limited(form: Form, setting: Setting) -> Verdict:
    start, end = form.start_date, form.end_date
    if end is None:
        return not_met(Why.NO_END, "end_date")
    if start is None:
        return query(Why.NO_START, "start_date")
    if end <= start:
        return query(Why.END_NOT_AFTER_START, "start_date", "end_date")
    weeks = setting.council.limits.placement_weeks
    if end > start + timedelta(weeks=weeks):
        return query(Why.TOO_LONG, "start_date", "end_date", weeks=str(weeks))
    if end > school_year_end(start, setting.council):
        return query(Why.PAST_SCHOOL_YEAR, "end_date")
    return met(Why.LIMITED, "start_date", "end_date")


def _in_touch(form: Form, _: Setting) -> Verdict:
    if not says(form, "school_links"):
        return not_met(Why.NO_LINKS, "school_links")
    for name in ("provider_name", "timetable", "needs_met", "curriculum", "school_links"):
        if asserted(getattr(form, name), ALONE):
            return query(Why.TAUGHT_ALONE, name, "school_links")
    return met(Why.IN_TOUCH, "school_links")


def _returns(form: Form, setting: Setting) -> Verdict:
    if not says(form, "reintegration_plan"):
        return not_met(Why.NO_RETURN_PLAN, "reintegration_plan")
    if form.reintegration_date is None:
        return query(Why.NO_RETURN_DATE, "reintegration_date")
    if form.end_date:
        latest = next_school_day(form.end_date + timedelta(days=1), setting.council)
        if form.reintegration_date > latest:
            return query(Why.LATE_RETURN, "reintegration_date", "end_date")
    return met(Why.RETURN_PLANNED, "reintegration_plan", "reintegration_date")


def _monitored(form: Form, _: Setting) -> Verdict:
    if not says(form, "monitoring_plan"):
        return not_met(Why.NO_MONITORING, "monitoring_plan")
    if not form.link_person:
        return not_met(Why.NO_LINK_PERSON, "link_person")
    if telling(form.monitoring_plan, SELDOM) and not telling(form.monitoring_plan, OFTEN):
        return query(Why.SELDOM_CONTACT, "monitoring_plan")
    return met(Why.MONITORED, "monitoring_plan", "link_person")


def _needs(form: Form, _: Setting) -> Verdict:
    if not says(form, "needs_met"):
        return not_met(Why.NO_NEEDS_MET, "needs_met")
    if not says(form, "pupil_views"):
        return not_met(Why.NO_PUPIL_VIEWS, "pupil_views")
    unnamed = shared.unnamed_professional(form)
    if unnamed:
        return query(Why.NO_PROFESSIONAL, *unnamed)
    return met(Why.NEEDS_SEEN, "needs_met", "pupil_views")


CHECKS: MappingProxyType[str, Callable[[Form, Setting], Verdict]] = MappingProxyType(
    {
        "advance": lambda form, setting: shared.advance(form, form.declared_date, setting),
        "should-1": _strategy,
        "should-2": _education,
        "should-3": lambda form, _: shared.parents_agree(form, form.start_date),
        "should-4": _reviewed,
        "should-5": _tailored,
        "should-6": _objectives,
        "should-7": _safeguarding,
        "should-not-1": _no_punishment,
        "should-not-2": lambda form, _: shared.parents_involved(form),
        "should-not-3": _limited,
        "should-not-4": _in_touch,
        "should-not-5": _returns,
        "should-not-6": _monitored,
        "should-not-7": _needs,
    }
)
