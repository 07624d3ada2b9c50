"""The order of a form's parts, what they are called, and the words before and after them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_S = "school_name school_urn laestab area school_contact_name school_contact_role school_email school_phone headteacher_name"
_CONSULT = "coordinator_discussed coordinator_discussed_date coordinator_name"
_P = "pupil_forename pupil_surname preferred_name date_of_birth upn year_group gender home_language ethnicity"
_P2 = "pupil_surname pupil_forename preferred_name upn date_of_birth gender year_group ethnicity home_language"
_N = (
    "sen_status ehcp_coordinator looked_after virtual_school_contact social_care social_worker_name social_worker_contact "
    "free_school_meals attendance_percent suspensions_count suspension_days medical_needs"
)
_F = "parent_name parent_relationship parent_phone parent_email parent_address parents_informed_date parents_agree parents_views"
_PL = (
    "provider_name provider_type provider_urn provider_address provider_contact start_date end_date days_per_week "
    "hours_per_week timetable attendance_code transport"
)
_W = "reason behaviour_strategy previous_support objectives success_criteria needs_met curriculum"
_SAFE = "safeguarding_confirmed safeguarding_lead risk_assessment monitoring_plan link_person school_links"
_R = "review_interval_weeks first_review_date review_attendees reintegration_plan reintegration_date"
_D = "declared_by declared_role declared_date headteacher_signed"
_FIELDS = {
    "school": _S, "consult": _CONSULT, "pupil": _P, "pupil2": _P2, "needs": _N, "family": _F, "voice": "pupil_views",
    "placement": _PL, "why": _W, "safe": _SAFE, "review": _R, "declare": _D, "why_move": "reason_move previous_support",
    "receiving": "receiving_school_name receiving_school_urn receiving_headteacher_name receiving_school_agrees move_start_date",
    "settle": "information_shared integration_plan move_review_date",
    "meeting": "case_reference review_date attended_by parents_attended",
    "since": "review_attendance progress safeguarding_concerns", "views": "pupil_views parents_views",
    "outcome": "decision decision_reason next_review_date reintegration_steps", "made": "completed_by completed_date",
}  # fmt: skip
_TITLES: dict[str, tuple[str, ...]] = {
    "school": ("School details", "Referring school", "About your school", "The school", "School information", "Home school details"),
    "consult": ("Prior consultation", "Discussion with the local authority", "LA consultation", "Before you apply"),
    "pupil": ("Pupil details", "About the pupil", "Student information", "The young person", "Child's details", "Pupil information"),
    "needs": ("Needs and background", "Additional information about the pupil", "Context", "Pupil profile", "Vulnerabilities and needs"),
    "family": ("Parent/carer details", "Parent or carer", "Family", "Parents and carers", "Parental involvement"),
    "voice": ("Pupil voice", "Voice of the young person", "Hearing the child"),
    "placement": ("Provision", "Proposed provision", "The off-site placement", "Details of the placement", "Alternative provision"),
    "why": ("Rationale", "Reason and purpose", "Purpose of the placement", "Case for the placement", "Supporting information"),
    "why_move": ("Background to the request", "Reason for the request", "Why a move is being sought"),
    "safe": ("Safeguarding and monitoring", "Keeping the pupil safe", "Safeguarding, welfare and contact", "Oversight of the placement"),
    "review": ("Review and reintegration", "Reviews and exit", "Review arrangements", "Review, return and next steps"),
    "declare": ("Declaration", "School sign-off", "Authorisation", "Declaration by the school"),
    "receiving": ("Receiving school", "The new school", "Proposed receiving school"),
    "settle": ("Transition", "Arrangements for the move", "Settling in"),
    "meeting": ("The meeting", "Review meeting", "Meeting details"),
    "since": ("Since the placement began", "Progress report", "How it is going"),
    "views": ("Views", "What the family say", "Views of pupil and parents"),
    "outcome": ("Outcome", "Decision", "Outcome of the review"),
    "made": ("Sign-off", "Completed by", "Record keeping"),
}  # fmt: skip
_INTROS = {
    "school": ("To be completed by the referring school.", ""),
    "pupil": ("Give details as they appear on the school's management information system.", "", ""),
    "family": ("The person with whom the pupil lives for most of the week.", "", ""),
    "why": ("Use as much space as you need.", "Continue on a separate sheet if there is not enough room.", ""),
    "declare": ("I confirm that the information given here is accurate to the best of my knowledge and that it may be shared with the provider and the council.", "By completing this part you confirm that parents have seen the form.", ""),
    "safe": ("The school keeps its duty of care throughout the placement.", "", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form and the fields it asks for."""

    name: str
    fields: tuple[str, ...]


_FRONTS = {
    "off_site_direction": (
        "Off-site Direction: Referral Form", "Request to educate a pupil off site", "Alternative Provision Referral",
        "Proposal to direct a pupil off site (s.29A Education Act 2002)", "Notification of off-site direction",
        "AP placement request", "Referral for respite placement / off-site direction", "Off-site direction – school proposal",
    ),
    "managed_move": (
        "Managed Move Notification", "Managed move agreement between schools", "Request for a managed move",
        "Managed Move Protocol – Form MM1",
    ),
    "review_outcome": (
        "Off-site direction: record of review", "Review of off-site placement – outcome", "AP placement review record",
    ),
}  # fmt: skip
_OWNERS = (
    "Tamarshire Council – Inclusion and Alternative Provision", "Westmoor Borough Council", "Copperleaf Trust",
    "Estuary Schools Partnership", "City of Larkhaven Children's Services", "Northdown Behaviour and Attendance Partnership",
    "Education Entitlement Team", "Vale Learning Partnership", "Inclusion Service",
)  # fmt: skip
_LINES = (
    "Please complete all sections. Incomplete forms will be returned.",
    "Send the completed form securely to inclusion@tamarshire.example.org at least ten school days before the placement.",
    "Boxes marked * must be completed.",
    "How we use this information: the details on this form are held under the Data Protection Act 2018 for the purpose of arranging education. See our privacy notice at www.westmoor.example.org/privacy or call 01632 960000.",
    "A referral does not guarantee a place. Panel meets every second Tuesday of the month.",
    "Guidance: off-site direction is for improving behaviour and must not be used as a sanction. The date of birth, UPN and name of the pupil should match the school census.",
    "Type in the boxes or print clearly in black ink.",
)
_FEET = (
    "Version 4.2 – reviewed September 2026", "Form AP3 (rev. 09/26)", "Official – Sensitive when complete",
    "Please keep a copy for your records. Queries: 01632 960000", "Checklist before sending: form signed; risk assessment attached; parents' letter attached.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """Which parts a form has, in which order."""

    form: str
    parts: tuple[Part, ...]

    def front(self, source: Random) -> tuple[str, str, tuple[str, ...], str]:
        """Return the title, the owner, the opening lines and the foot."""
        return (source.choice(_FRONTS[self.form]), source.choice(_OWNERS),
                tuple(source.sample(_LINES, source.randint(0, 3))), source.choice(_FEET))  # fmt: skip


def _outline(form: str, names: str) -> Outline:
    return Outline(form, tuple(Part(name.removesuffix("2"), tuple(_FIELDS[name].split())) for name in names.split()))


OUTLINES = (
    _outline("off_site_direction", "school consult pupil needs family voice placement why safe review declare"),
    _outline("off_site_direction", "pupil needs family school consult why placement safe review voice declare"),
    _outline("off_site_direction", "school pupil2 family needs why voice placement safe review consult declare"),
    _outline("off_site_direction", "pupil2 school placement why needs voice family safe review consult declare"),
    _outline("off_site_direction", "consult school pupil needs why placement review safe family voice declare"),
    _outline("off_site_direction", "school pupil family placement needs why review safe voice consult declare"),
    _outline("managed_move", "school consult pupil needs family receiving why_move voice settle declare"),
    _outline("managed_move", "pupil2 family school receiving needs why_move settle voice consult declare"),
    _outline("managed_move", "school receiving pupil needs family voice why_move settle consult declare"),
    _outline("review_outcome", "meeting since views outcome made"),
    _outline("review_outcome", "made meeting views since outcome"),
)


def titles(part: str, form: str, source: Random) -> tuple[str, str]:
    """Return a part's heading and the instruction under it."""
    heading = source.choice(_TITLES[part])
    if form == "managed_move":
        heading = heading.replace("off-site placement", "move")
    return heading, source.choice(_INTROS.get(part, ("",)))
