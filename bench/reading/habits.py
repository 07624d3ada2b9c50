"""How invented schools lay out a form of their own: their headings, their words, what they ask and in which order."""

from __future__ import annotations

from dataclasses import dataclass

Section = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Habit:
    """One school's form: its title and its sections of label and Question."""

    title: str
    sections: tuple[Section, ...]


HABITS = (
    Habit(
        "Off-site direction referral – Hawkmoor School",
        (
            ("1. School", (
                ("Referring school", "school_name"), ("Contact person", "school_contact_name"),
                ("Position", "school_contact_role"), ("Email", "school_email"), ("Telephone", "school_phone"),
                ("Headteacher", "headteacher_name"), ("Area", "area"),
                ("Discussed with Education Entitlement Coordinator?", "coordinator_discussed"),
                ("Date of discussion", "coordinator_discussed_date"),
            )),
            ("2. Pupil", (
                ("First name", "pupil_forename"), ("Surname", "pupil_surname"), ("DOB", "date_of_birth"),
                ("UPN", "upn"), ("Year group", "year_group"), ("Gender", "gender"), ("Ethnicity", "ethnicity"),
                ("SEN status", "sen_status"), ("Looked after child?", "looked_after"),
                ("Social care involvement", "social_care"), ("Attendance %", "attendance_percent"),
                ("Medical needs", "medical_needs"),
            )),
            ("3. Parent/carer", (
                ("Name", "parent_name"), ("Relationship to pupil", "parent_relationship"),
                ("Telephone", "parent_phone"), ("Email", "parent_email"), ("Address", "parent_address"),
                ("Date parents informed", "parents_informed_date"), ("Do parents agree?", "parents_agree"),
                ("Parents' views", "parents_views"), ("Pupil's views", "pupil_views"),
            )),
            ("4. Placement", (
                ("Name of provider", "provider_name"), ("Type of provider", "provider_type"),
                ("Contact at provider", "provider_contact"), ("Start date", "start_date"), ("End date", "end_date"),
                ("Days per week", "days_per_week"), ("Hours per week", "hours_per_week"),
                ("Reason for placement", "reason"), ("Behaviour strategy", "behaviour_strategy"),
                ("Previous support and interventions", "previous_support"), ("Objectives", "objectives"),
                ("Success criteria", "success_criteria"), ("How will needs be met?", "needs_met"),
                ("Curriculum", "curriculum"),
            )),
            ("5. Safeguarding and review", (
                ("Written confirmation of safeguarding checks", "safeguarding_confirmed"),
                ("Risk assessment in place?", "risk_assessment"), ("Monitoring arrangements", "monitoring_plan"),
                ("Named contact at school", "link_person"), ("Review interval (weeks)", "review_interval_weeks"),
                ("Date of first review", "first_review_date"), ("Reintegration plan", "reintegration_plan"),
                ("Date of return to school", "reintegration_date"),
            )),
            ("6. Declaration", (
                ("Name", "declared_by"), ("Role", "declared_role"), ("Date", "declared_date"),
            )),
        ),
    ),
    Habit(
        "Request for Off-Site Provision (Marlpit Academy Trust)",
        (
            ("About the school", (
                ("Name of home school", "school_name"), ("DfE number", "laestab"), ("URN", "school_urn"),
                ("Form completed by (main contact)", "school_contact_name"), ("Job title", "school_contact_role"),
                ("E-mail address", "school_email"), ("Phone number", "school_phone"),
                ("Name of headteacher", "headteacher_name"),
                ("Has the placement been discussed with the coordinator?", "coordinator_discussed"),
                ("If so, when?", "coordinator_discussed_date"),
            )),
            ("About the student", (
                ("Student forename", "pupil_forename"), ("Student surname", "pupil_surname"),
                ("Date of birth", "date_of_birth"), ("Unique pupil number", "upn"), ("Year", "year_group"),
                ("SEND", "sen_status"), ("Child looked after", "looked_after"), ("Social care status", "social_care"),
                ("Social worker", "social_worker_name"), ("Free school meals", "free_school_meals"),
                ("Number of suspensions", "suspensions_count"), ("Current attendance", "attendance_percent"),
            )),
            ("Parents and carers", (
                ("Parent/carer name", "parent_name"), ("Contact number", "parent_phone"),
                ("When were parents informed?", "parents_informed_date"),
                ("Are the parents in agreement?", "parents_agree"), ("Views of parents", "parents_views"),
                ("Views of the student", "pupil_views"),
            )),
            ("Off-site provision", (
                ("Provider", "provider_name"), ("Kind of provision", "provider_type"),
                ("Provider's address", "provider_address"), ("Provider contact", "provider_contact"),
                ("Placement start date", "start_date"), ("Placement end date", "end_date"),
                ("Number of days per week", "days_per_week"), ("Number of hours per week", "hours_per_week"),
                ("Transport arrangements", "transport"), ("Main concern", "reason"),
                ("Strategies already tried", "previous_support"), ("Behaviour support plan", "behaviour_strategy"),
                ("Aims of the placement", "objectives"), ("How will success be measured?", "success_criteria"),
                ("How the provision meets the student's needs", "needs_met"),
                ("Educational continuity", "curriculum"),
            )),
            ("Keeping safe and coming back", (
                ("Safeguarding checks confirmed in writing?", "safeguarding_confirmed"),
                ("Designated safeguarding lead at provider", "safeguarding_lead"),
                ("Has a risk assessment been completed?", "risk_assessment"),
                ("How will attendance and progress be monitored?", "monitoring_plan"),
                ("Link person at school", "link_person"), ("Contact with peers and school", "school_links"),
                ("How often will it be reviewed (weeks)?", "review_interval_weeks"),
                ("First review date", "first_review_date"), ("Plan for reintegration", "reintegration_plan"),
                ("Expected return date", "reintegration_date"),
            )),
            ("Signed for the school", (
                ("Completed by", "declared_by"), ("Job title", "declared_role"), ("Date completed", "declared_date"),
                ("Agreed by headteacher", "headteacher_signed"),
            )),
        ),
    ),
    Habit(
        "Directed Off-Site Education – Ferncliffe Primary School",
        (
            ("A: Our school", (
                ("School", "school_name"), ("Your name", "school_contact_name"), ("Your role", "school_contact_role"),
                ("Your email", "school_email"), ("Head teacher's name", "headteacher_name"), ("County area", "area"),
                ("Spoken to EEC?", "coordinator_discussed"), ("Date spoken", "coordinator_discussed_date"),
                ("Name of coordinator", "coordinator_name"),
            )),
            ("B: Child", (
                ("Child's first name", "pupil_forename"), ("Child's last name", "pupil_surname"),
                ("Likes to be called", "preferred_name"), ("Birth date", "date_of_birth"), ("UPN number", "upn"),
                ("NC year", "year_group"), ("Sex", "gender"), ("Home language", "home_language"),
                ("Special educational needs", "sen_status"), ("CLA", "looked_after"), ("CIN / CP", "social_care"),
                ("FSM", "free_school_meals"), ("Attendance this year", "attendance_percent"),
                ("Days suspended", "suspension_days"),
            )),
            ("C: Family", (
                ("Parent or carer", "parent_name"), ("Relationship", "parent_relationship"),
                ("Mobile", "parent_phone"), ("Home address", "parent_address"),
                ("Parents told on", "parents_informed_date"), ("Parents agree", "parents_agree"),
                ("What parents say", "parents_views"), ("What the child says", "pupil_views"),
                ("Date signed by parent", "parent_signed_date"),
            )),
            ("D: Where and when", (
                ("Host school or provider", "provider_name"), ("Host type", "provider_type"),
                ("Host contact name and number", "provider_contact"), ("From", "start_date"), ("Until", "end_date"),
                ("Days a week", "days_per_week"), ("Hours a week", "hours_per_week"), ("Timetable", "timetable"),
                ("Register code", "attendance_code"),
            )),
            ("E: Why", (
                ("Behaviour concern", "reason"), ("Wider behaviour strategy", "behaviour_strategy"),
                ("Support so far", "previous_support"), ("Targets", "objectives"),
                ("How we will know it worked", "success_criteria"), ("Suitability for this child", "needs_met"),
                ("Learning while away", "curriculum"),
            )),
            ("F: Keeping in touch", (
                ("Provider checks confirmed", "safeguarding_confirmed"), ("Provider DSL", "safeguarding_lead"),
                ("Risk assessment done", "risk_assessment"), ("Who checks attendance and progress", "monitoring_plan"),
                ("Key adult at school", "link_person"), ("Staying in touch with friends", "school_links"),
                ("Weeks between reviews", "review_interval_weeks"), ("First review", "first_review_date"),
                ("Return to school plan", "reintegration_plan"), ("Return date", "reintegration_date"),
            )),
            ("G: Declaration", (
                ("Name", "declared_by"), ("Position", "declared_role"), ("Date", "declared_date"),
            )),
        ),
    ),
)  # fmt: skip
