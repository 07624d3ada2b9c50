"""What the outcome of a review is checked for."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from proposals.checks.shared import says
from proposals.checks.verdict import Setting, Verdict, met, not_met, query
from proposals.checks.wording import Why
from proposals.choices import Decision
from proposals.review_outcome import ReviewOutcome as Form

_LOW_ATTENDANCE = 90.0
"""Per cent; below it a pupil counts as persistently absent (DfE)."""


def _held(form: Form, _: Setting) -> Verdict:
    if form.review_date is None:
        return not_met(Why.NO_REVIEW_DATE, "review_date")
    if form.completed_date and form.review_date > form.completed_date:
        return query(Why.HELD_LATER_THAN_SIGNED, "review_date", "completed_date")
    return met(Why.HELD, "review_date")


def _parents(form: Form, _: Setting) -> Verdict:
    if form.parents_attended:
        return met(Why.PARENTS_CAME, "parents_attended")
    if says(form, "parents_views"):
        return met(Why.PARENTS_HEARD, "parents_views")
    return query(Why.PARENTS_ABSENT, "parents_attended", "parents_views")


def _attendance(form: Form, _: Setting) -> Verdict:
    if form.attendance_percent is None:
        return not_met(Why.NO_ATTENDANCE, "attendance_percent")
    if form.attendance_percent < _LOW_ATTENDANCE:
        return query(Why.LOW_ATTENDANCE, "attendance_percent")
    return met(Why.ATTENDANCE_GIVEN, "attendance_percent")


def _progress(form: Form, _: Setting) -> Verdict:
    if not says(form, "progress"):
        return not_met(Why.NO_PROGRESS, "progress")
    return met(Why.PROGRESS_TOLD, "progress")


def _decision(form: Form, _: Setting) -> Verdict:
    if form.decision is None:
        return not_met(Why.NO_DECISION, "decision")
    goes_on = form.decision in {Decision.CONTINUE, Decision.EXTEND, Decision.CHANGE_PROVISION}
    if goes_on and form.next_review_date is None:
        return query(Why.NO_NEXT_REVIEW, "decision", "next_review_date")
    if form.decision in {Decision.EXTEND, Decision.END_EARLY} and form.new_end_date is None:
        return query(Why.NO_NEW_END, "decision", "new_end_date")
    return met(Why.DECIDED, "decision")


def _return(form: Form, _: Setting) -> Verdict:
    if not says(form, "reintegration_steps"):
        return not_met(Why.NO_STEPS, "reintegration_steps")
    return met(Why.STEPS_TOLD, "reintegration_steps")


CHECKS: MappingProxyType[str, Callable[[Form, Setting], Verdict]] = MappingProxyType(
    {
        "review-held": _held,
        "review-parents": _parents,
        "review-attendance": _attendance,
        "review-progress": _progress,
        "review-decision": _decision,
        "review-return": _return,
    }
)
