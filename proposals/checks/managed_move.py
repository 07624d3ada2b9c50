"""The guide's points that hold for a managed move, and the move's own."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from proposals.checks import shared
from proposals.checks.shared import says
from proposals.checks.substance import SANCTION, asserted
from proposals.checks.verdict import Setting, Verdict, met, not_met, query
from proposals.checks.wording import Why
from proposals.managed_move import ManagedMove as Form


def _education(form: Form, _: Setting) -> Verdict:
    if not says(form, "integration_plan"):
        return not_met(Why.NO_CURRICULUM, "integration_plan")
    if shared.unmentioned_sen(form, form.integration_plan):
        return query(Why.SEN_NOT_MENTIONED, "sen_status", "integration_plan")
    if not shared.year_fits(form, form.move_start_date or form.declared_date):
        return query(Why.YEAR_DOES_NOT_FIT, "year_group", "date_of_birth")
    return met(Why.EDUCATION_CONTINUES, "integration_plan")


def _tailored(form: Form, _: Setting) -> Verdict:
    if not says(form, "integration_plan"):
        return not_met(Why.NO_INTEGRATION_PLAN, "integration_plan")
    if shared.unmentioned_welfare(form, form.integration_plan):
        return query(Why.WELFARE_NOT_MENTIONED, "integration_plan", "social_care", "looked_after", "medical_needs")
    return met(Why.INTEGRATION_PLANNED, "integration_plan")


def _safeguarding(form: Form, _: Setting) -> Verdict:
    if form.information_shared is None:
        return query(Why.INFORMATION_UNANSWERED, "information_shared")
    if not form.information_shared:
        return not_met(Why.INFORMATION_NOT_SHARED, "information_shared")
    return met(Why.RISK_RECORDS_SHARED, "information_shared")


def _no_punishment(form: Form, _: Setting) -> Verdict:
    if asserted(form.reason, SANCTION):
        return query(Why.SANCTION_WORDS, "reason")
    if not says(form, "reason"):
        return query(Why.NO_REASON, "reason")
    return met(Why.NO_SANCTION, "reason")


def _needs(form: Form, _: Setting) -> Verdict:
    if not says(form, "pupil_views"):
        return not_met(Why.NO_PUPIL_VIEWS, "pupil_views")
    if not says(form, "integration_plan"):
        return not_met(Why.NO_INTEGRATION_PLAN, "integration_plan")
    unnamed = shared.unnamed_professional(form)
    if unnamed:
        return query(Why.NO_PROFESSIONAL, *unnamed)
    return met(Why.NEEDS_SEEN, "pupil_views", "integration_plan")


def _heads(form: Form, _: Setting) -> Verdict:
    fields = ("headteacher_name", "receiving_headteacher_name", "receiving_school_agrees")
    if form.receiving_school_agrees is False:
        return not_met(Why.RECEIVING_DISAGREES, "receiving_school_agrees")
    if not (form.receiving_school_agrees and form.headteacher_name and form.receiving_headteacher_name):
        return query(Why.RECEIVING_UNANSWERED, *fields)
    return met(Why.HEADS_AGREE, *fields)


def _shared(form: Form, _: Setting) -> Verdict:
    if form.information_shared is None:
        return query(Why.INFORMATION_UNANSWERED, "information_shared")
    if not form.information_shared:
        return not_met(Why.INFORMATION_NOT_SHARED, "information_shared")
    return met(Why.INFORMATION_SHARED, "information_shared")


def _integration(form: Form, _: Setting) -> Verdict:
    if not says(form, "integration_plan"):
        return not_met(Why.NO_INTEGRATION_PLAN, "integration_plan")
    return met(Why.INTEGRATION_PLANNED, "integration_plan")


def _no_trial(form: Form, _: Setting) -> Verdict:
    if form.trial_end_date:
        return query(Why.TRIAL, "trial_end_date")
    return met(Why.NO_TRIAL, "trial_end_date")


CHECKS: MappingProxyType[str, Callable[[Form, Setting], Verdict]] = MappingProxyType(
    {
        "advance": lambda form, setting: shared.advance(form, form.declared_date, setting),
        "should-2": _education,
        "should-3": lambda form, _: shared.parents_agree(form, form.move_start_date),
        "should-5": _tailored,
        "should-7": _safeguarding,
        "should-not-1": _no_punishment,
        "should-not-2": lambda form, _: shared.parents_involved(form),
        "should-not-7": _needs,
        "heads-agree": _heads,
        "information-shared": _shared,
        "integration-plan": _integration,
        "no-trial": _no_trial,
    }
)
