"""Checks that more than one form uses."""

from __future__ import annotations

import re
from datetime import date

from proposals.checks.substance import SEN, WELFARE, has_substance, telling
from proposals.checks.verdict import Setting, Verdict, met, not_met, query
from proposals.checks.wording import Why
from proposals.choices import SenStatus, SocialCare
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.parts import ParentPart, PupilPart, SchoolPart
from proposals.proposal import Proposal


def says(form: Proposal, name: str) -> bool:
    """Tell whether the text field `name` says anything beyond its own label and hint."""
    question = form.question(name)
    return has_substance(getattr(form, name), (*question.labels, question.hint))


def advance(form: SchoolPart, declared: date | None, setting: Setting) -> Verdict:
    """Discussed in advance with the area's coordinator (guide, second paragraph)."""
    asked = "coordinator_discussed"
    if form.coordinator_discussed is None:
        return query(Why.DISCUSSION_UNANSWERED, asked)
    if not form.coordinator_discussed:
        return not_met(Why.NOT_DISCUSSED, asked)
    discussed = form.coordinator_discussed_date
    if discussed is None:
        return query(Why.DISCUSSION_UNDATED, asked, "coordinator_discussed_date")
    if declared and discussed > declared:
        return query(Why.DISCUSSED_LATE, "coordinator_discussed_date", "declared_date")
    if form.coordinator_name and setting.coordinator and not _same_person(form.coordinator_name, setting.coordinator):
        return query(Why.OTHER_COORDINATOR, "coordinator_name")
    return met(Why.DISCUSSED, asked, "coordinator_discussed_date")


def parents_agree(form: OffSiteDirection | ManagedMove, start: date | None) -> Verdict:
    """Agreed and communicated with parents (guide, should, 3)."""
    informed = form.parents_informed_date
    if informed is None:
        return not_met(Why.PARENTS_NOT_INFORMED, "parents_informed_date")
    if form.parents_agree is None:
        return query(Why.AGREEMENT_UNANSWERED, "parents_agree")
    if not form.parents_agree:
        return query(Why.PARENTS_DISAGREE, "parents_agree")
    if start and informed > start:
        return query(Why.INFORMED_AFTER_START, "parents_informed_date")
    if form.declared_date and informed > form.declared_date:
        return query(Why.INFORMED_AFTER_DECLARATION, "parents_informed_date", "declared_date")
    return met(Why.PARENTS_AGREE, "parents_informed_date", "parents_agree")


def parents_involved(form: ParentPart) -> Verdict:
    """Not imposed without parental involvement (guide, should not, 2)."""
    if form.parents_informed_date is None:
        return not_met(Why.PARENTS_NOT_INFORMED, "parents_informed_date")
    if not says(form, "parents_views"):
        return query(Why.NO_PARENTS_VIEWS, "parents_views")
    return met(Why.PARENTS_INVOLVED, "parents_informed_date", "parents_views")


def unmentioned_sen(form: PupilPart, told: str | None) -> bool:
    """Tell whether special educational needs are declared and `told` does not speak of them."""
    return form.sen_status not in {None, SenStatus.NONE} and not telling(told, SEN)


def unmentioned_welfare(form: PupilPart, told: str | None) -> bool:
    """Tell whether social care, looked-after status or medical needs are declared and `told` is silent on them."""
    cared_for = form.social_care not in {None, SocialCare.NONE}
    declared = cared_for or form.looked_after or _has_medical_needs(form)
    return bool(declared) and not telling(told, WELFARE)


def unnamed_professional(form: PupilPart) -> tuple[str, ...]:
    """Return the fields that should name the professional behind a declared need, and do not."""
    needed = (
        (form.sen_status is SenStatus.EHC_PLAN, "ehcp_coordinator", form.ehcp_coordinator),
        (bool(form.looked_after), "virtual_school_contact", form.virtual_school_contact),
        (
            form.social_care in {SocialCare.CHILD_IN_NEED, SocialCare.CHILD_PROTECTION},
            "social_worker_name",
            form.social_worker_name,
        ),
    )
    return tuple(name for declared, name, value in needed if declared and not value)


def year_fits(form: PupilPart, on: date | None) -> bool:
    """Tell whether the year group is the one of the date of birth in the school year of `on`; True if unknown."""
    if not (form.date_of_birth and form.year_group and on):
        return True
    born = _school_year(form.date_of_birth)
    usual = _school_year(on) - born - 5
    return usual == (0 if form.year_group == "R" else int(form.year_group))


def _school_year(day: date) -> int:
    """The calendar year in which the school year of `day` began, on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def _has_medical_needs(form: PupilPart) -> bool:
    said = (form.medical_needs or "").strip().casefold().rstrip(".")
    return bool(said) and said not in {
        "none",
        "no",
        "nil",
        "none known",
        "n/a",
        "no known needs",
        "none declared",
    }


def _same_person(written: str, known: str) -> bool:
    """A first name or a surname is enough: schools write "Mrs Lee" or "Jo"."""
    words = set(re.findall(r"\w{2,}", written.casefold()))
    return bool(words & set(re.findall(r"\w{2,}", known.casefold())))
