"""What the outcome of a review is checked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

from proposals.checks.shared import says
from proposals.checks.verdict import Setting, Verdict, met, not_met, query
from proposals.checks.wording import Why
from proposals.choices import Decision
from proposals.review_outcome import ReviewOutcome as Form

_GOES_ON = frozenset({Decision.CONTINUE, Decision.EXTEND, Decision.CHANGE_PROVISION})
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


def _safe(form: Form, _: Setting) -> Verdict:
    fields = ("safeguarding_concerns", "safeguarding_details")
    if form.safeguarding_concerns is None:
        return query(Why.CONCERNS_UNANSWERED, "safeguarding_concerns")
    if not form.safeguarding_concerns:
        return met(Why.NO_CONCERNS, "safeguarding_concerns")
    return query(Why.CONCERNS if says(form, "safeguarding_details") else Why.CONCERNS_UNTOLD, *fields)


def _decision(form: Form, setting: Setting) -> Verdict:
    if form.decision is None:
        return not_met(Why.NO_DECISION, "decision")
    if form.decision in _GOES_ON and form.next_review_date is None:
        return query(Why.NO_NEXT_REVIEW, "decision", "next_review_date")
    if form.decision in {Decision.EXTEND, Decision.END_EARLY} and form.new_end_date is None:
        return query(Why.NO_NEW_END, "decision", "new_end_date")
    return _next_review(form, setting) or met(Why.DECIDED, "decision")


def _next_review(form: Form, setting: Setting) -> Verdict | None:
    """What is to be asked about the day of the next review, if anything."""
    held, following, end = form.review_date, form.next_review_date, form.new_end_date
    if following is None:
        return None
    # where the placement ends, a later review sees how the return goes
    if end and following > end and form.decision in _GOES_ON:
        return query(Why.NEXT_AFTER_END, "next_review_date", "new_end_date")
    if held and following <= held:
        return query(Why.NEXT_NOT_LATER, "review_date", "next_review_date")
    longest = setting.council.limits.review_interval_weeks
    # a review in the week after the interval is still that interval's review
    if held and following > held + timedelta(weeks=longest, days=6):
        return query(Why.NEXT_TOO_LATE, "review_date", "next_review_date", weeks=str(longest))
    return None


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
        "review-safeguarding": _safe,
        "review-decision": _decision,
        "review-return": _return,
    }
)
