"""The printed choices of a question, with the code that each of them means."""

from __future__ import annotations

from random import Random

OPTIONAL = frozenset(
    [
        "school_urn",
        "laestab",
        "school_phone",
        "area",
        "coordinator_name",
        "preferred_name",
        "gender",
        "home_language",
        "ethnicity",
        "ehcp_coordinator",
        "virtual_school_contact",
        "social_worker_name",
        "social_worker_contact",
        "free_school_meals",
        "attendance_percent",
        "suspensions_count",
        "suspension_days",
        "medical_needs",
        "parent_relationship",
        "parent_email",
        "parent_phone",
        "parent_address",
        "provider_urn",
        "provider_address",
        "timetable",
        "attendance_code",
        "transport",
        "safeguarding_lead",
        "review_attendees",
        "headteacher_signed",
        "receiving_school_urn",
        "next_review_date",
    ]
)
LONG = frozenset(
    [
        "reason",
        "reason_move",
        "behaviour_strategy",
        "previous_support",
        "objectives",
        "success_criteria",
        "needs_met",
        "curriculum",
        "monitoring_plan",
        "school_links",
        "reintegration_plan",
        "parents_views",
        "pupil_views",
        "integration_plan",
        "progress",
        "decision_reason",
        "reintegration_steps",
        "attended_by",
    ]
)
_NONE = ""
# Each row is one printed set: (words, code). A code of "" is a choice our forms do not have; it is never marked.
_SETS: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "sen_status": (
        (("None", "none"), ("SEN Support", "sen_support"), ("EHCP", "ehc_plan")),
        (("No SEN", "none"), ("SEN Support (K)", "sen_support"), ("EHC Plan (E)", "ehc_plan")),
        (("EHC plan", "ehc_plan"), ("SEN support", "sen_support"), ("No identified SEN", "none")),
        (("N", "none"), ("K", "sen_support"), ("E", "ehc_plan")),
        (("Not on SEND register", "none"), ("On SEND register: SEN Support", "sen_support"), ("Education, Health and Care Plan", "ehc_plan")),
    ),
    "social_care": (
        (("None", "none"), ("Early Help", "early_help"), ("CIN", "child_in_need"), ("CP", "child_protection")),
        (("Child Protection Plan", "child_protection"), ("Child in Need", "child_in_need"), ("Early Help", "early_help"), ("No involvement", "none")),
        (("Not known to CSC", "none"), ("EHA", "early_help"), ("CiN plan", "child_in_need"), ("CP plan", "child_protection"), ("Closed", _NONE)),
        (("None", "none"), ("Early help assessment", "early_help"), ("Child in need (s17)", "child_in_need"), ("Child protection (s47)", "child_protection")),
    ),
    "gender": (
        (("M", "male"), ("F", "female")),
        (("Female", "female"), ("Male", "male")),
        (("Boy", "male"), ("Girl", "female"), ("Prefer not to say", "other")),
        (("Male", "male"), ("Female", "female"), ("Other", "other")),
    ),
    "area": (
        (("North", "North"), ("East", "East"), ("South and Central", "South and Central")),
        (("North", "North"), ("South and Central", "South and Central"), ("East", "East")),
    ),
    "provider_type": (
        (("Mainstream school", "mainstream"), ("PRU / AP academy", "pru_or_ap_academy"), ("Alternative provider", "alternative_provider"), ("Other", "other")),
        (("PRU", "pru_or_ap_academy"), ("Independent AP", "alternative_provider"), ("Another mainstream school", "mainstream"), ("Other", "other")),
        (("Pupil referral unit or AP academy", "pru_or_ap_academy"), ("Alternative provision (independent)", "alternative_provider"), ("Mainstream school", "mainstream")),
    ),
    "decision": (
        (("Continue", "continue"), ("Return to school", "return_to_school"), ("Extend", "extend"), ("Change provision", "change_provision"), ("End early", "end_early")),
        (("Continue placement as planned", "continue"), ("Extend placement", "extend"), ("Change of provision", "change_provision"), ("End placement early", "end_early"), ("Return to home school", "return_to_school")),
        (("Return to school", "return_to_school"), ("End placement early", "end_early"), ("Placement to continue", "continue"), ("Placement to be extended", "extend"), ("Move to different provision", "change_provision")),
    ),
}  # fmt: skip


def options_of(
    name: str, code: str, yes_words: tuple[str, str], source: Random
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the printed choices of a field and their codes, a set in which `code` can be marked."""
    if name not in _SETS:
        return yes_words, ("yes", "no")
    able = [each for each in _SETS[name] if code in {meant for _, meant in each}]
    chosen = source.choice(able)
    return tuple(words for words, _ in chosen), tuple(meant for _, meant in chosen)
