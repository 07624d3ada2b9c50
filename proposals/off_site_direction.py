"""The off-site direction proposal: a pupil is to be educated off site for a time to improve behaviour."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from proposals.choices import PROVIDER_TYPE, ProviderType
from proposals.parts import (
    DECLARATION,
    PARENT,
    PUPIL,
    SCHOOL,
    DeclarationPart,
    ParentPart,
    PupilPart,
    SchoolPart,
)
from proposals.question import Kind, Question, Section
from proposals.reading import FormKind

PLACEMENT = Section(
    "placement",
    "The placement",
    "Where the pupil will be taught, and when.",
    also=(
        "placement details",
        "provision",
        "provider details",
        "host school",
        "alternative provision details",
    ),
)
PURPOSE = Section(
    "purpose",
    "Why, and what for",
    "A direction is part of a plan to improve behaviour, never a sanction.",
    also=("reason for referral", "rationale", "purpose", "reasons and objectives", "background"),
)
SAFEGUARDING = Section(
    "safeguarding",
    "Safeguarding and keeping in touch",
    "",
    also=(
        "safeguarding",
        "monitoring",
        "safeguarding and monitoring",
        "keeping in touch",
        "safeguarding, monitoring and review",
    ),
)
REVIEWS = Section(
    "reviews",
    "Reviews and return",
    "A placement is reviewed at agreed intervals, typically every six weeks.",
    also=("review", "reviews", "reintegration", "review and reintegration", "review arrangements"),
)


class OffSiteDirection(SchoolPart, PupilPart, ParentPart, DeclarationPart):
    """A proposal to direct a pupil off site for a time to improve behaviour (Education Act 2002, s 29A)."""

    TITLE: ClassVar[str] = "Off-site direction proposal"
    KIND: ClassVar[FormKind] = FormKind.OFF_SITE_DIRECTION
    SECTIONS: ClassVar[tuple[Section, ...]] = (
        SCHOOL,
        PUPIL,
        PARENT,
        PLACEMENT,
        PURPOSE,
        SAFEGUARDING,
        REVIEWS,
        DECLARATION,
    )

    form: Literal[FormKind.OFF_SITE_DIRECTION] = FormKind.OFF_SITE_DIRECTION

    provider_name: Annotated[
        str | None,
        Question(
            "Where will the pupil be taught?",
            PLACEMENT,
            required=True,
            hint="Name of the school or provider",
            also=(
                "name of provider",
                "provider name",
                "provider",
                "host school",
                "receiving school",
                "alternative provider",
                "placement",
            ),
        ),
    ] = None
    provider_type: Annotated[
        ProviderType | None,
        Question(
            "Kind of provider",
            PLACEMENT,
            Kind.CHOICE,
            required=True,
            choices=PROVIDER_TYPE,
            also=("type of provider", "provider type", "type of provision", "type of placement"),
        ),
    ] = None
    provider_urn: Annotated[
        str | None,
        Question(
            "Provider's URN",
            PLACEMENT,
            Kind.URN,
            also=("provider URN", "URN", "host school URN"),
        ),
    ] = None
    provider_address: Annotated[
        str | None,
        Question(
            "Provider's address",
            PLACEMENT,
            Kind.LONG_TEXT,
            lines=2,
            also=("address", "provider address", "address of provider"),
        ),
    ] = None
    provider_contact: Annotated[
        str | None,
        Question(
            "Contact at the provider",
            PLACEMENT,
            required=True,
            hint="Name, and telephone or e-mail",
            also=(
                "provider contact",
                "contact at provider",
                "provider contact details",
                "named contact at provider",
                "host contact",
                "provider contact name and number",
            ),
        ),
    ] = None
    start_date: Annotated[
        date | None,
        Question(
            "First day of the placement",
            PLACEMENT,
            Kind.DATE,
            required=True,
            also=(
                "start date",
                "date from",
                "placement start date",
                "proposed start date",
                "from",
                "commencement date",
            ),
        ),
    ] = None
    end_date: Annotated[
        date | None,
        Question(
            "Last day of the placement",
            PLACEMENT,
            Kind.DATE,
            required=True,
            also=(
                "end date",
                "date to",
                "placement end date",
                "proposed end date",
                "to",
                "until",
                "finish date",
            ),
        ),
    ] = None
    days_per_week: Annotated[
        float | None,
        Question(
            "Days a week",
            PLACEMENT,
            Kind.DECIMAL,
            required=True,
            low=0.5,
            high=5,
            also=("days per week", "number of days per week", "no of days", "days"),
        ),
    ] = None
    hours_per_week: Annotated[
        float | None,
        Question(
            "Hours a week",
            PLACEMENT,
            Kind.DECIMAL,
            required=True,
            low=0.5,
            high=50,
            hint="Teaching hours, all settings together",
            also=("hours per week", "number of hours per week", "total hours", "hours"),
        ),
    ] = None
    timetable: Annotated[
        str | None,
        Question(
            "Timetable",
            PLACEMENT,
            Kind.LONG_TEXT,
            lines=3,
            hint="Which days are where; if fewer hours than full time, why",
            also=("weekly timetable", "timetable details", "days attending"),
        ),
    ] = None
    attendance_code: Annotated[
        str | None,
        Question(
            "Attendance code",
            PLACEMENT,
            hint="For example B or D",
            also=("register code", "attendance register code", "code used in register"),
        ),
    ] = None
    transport: Annotated[
        str | None,
        Question(
            "How will the pupil travel?",
            PLACEMENT,
            also=("transport", "transport arrangements", "travel", "travel arrangements"),
        ),
    ] = None

    reason: Annotated[
        str | None,
        Question(
            "Main behaviour concern",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            also=(
                "reason",
                "reason for direction",
                "reason for placement",
                "reason for referral",
                "behaviour concerns",
                "main concern",
            ),
        ),
    ] = None
    behaviour_strategy: Annotated[
        str | None,
        Question(
            "The behaviour strategy this is part of",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            also=("behaviour strategy", "wider strategy", "behaviour improvement strategy", "behaviour plan"),
        ),
    ] = None
    previous_support: Annotated[
        str | None,
        Question(
            "What has been tried already",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            hint="Each measure, when, and what it changed",
            also=(
                "previous support",
                "previous interventions",
                "interventions tried",
                "support to date",
                "strategies used",
                "support already in place",
            ),
        ),
    ] = None
    objectives: Annotated[
        str | None,
        Question(
            "Objectives",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            hint="What should be different at the end",
            also=(
                "aims",
                "aims and objectives",
                "objectives of the placement",
                "targets",
                "intended outcomes",
            ),
        ),
    ] = None
    success_criteria: Annotated[
        str | None,
        Question(
            "How you will know it has worked",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            hint="Something that can be measured: a number, a date, a named assessment",
            also=(
                "success criteria",
                "measures of success",
                "how will success be measured",
                "criteria for success",
            ),
        ),
    ] = None
    needs_met: Annotated[
        str | None,
        Question(
            "How the provision meets the pupil's needs",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            hint="Age, ability, special educational needs, emotional and welfare needs",
            also=(
                "needs met",
                "how needs will be met",
                "meeting needs",
                "suitability of provision",
                "how will the provision meet need",
            ),
        ),
    ] = None
    curriculum: Annotated[
        str | None,
        Question(
            "How education continues",
            PURPOSE,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            hint="Subjects, examinations, who sets and marks work",
            also=(
                "curriculum",
                "curriculum offer",
                "subjects",
                "educational continuity",
                "education provided",
            ),
        ),
    ] = None

    safeguarding_confirmed: Annotated[
        bool | None,
        Question(
            "Have you written confirmation of the provider's checks and procedures?",
            SAFEGUARDING,
            Kind.YES_NO,
            required=True,
            also=(
                "safeguarding confirmed",
                "safeguarding checks",
                "safeguarding checks completed",
                "provider safeguarding confirmed",
                "written confirmation of safeguarding checks",
                "written confirmation of checks",
                "provider checks confirmed",
            ),
        ),
    ] = None
    safeguarding_lead: Annotated[
        str | None,
        Question(
            "Safeguarding lead at the provider",
            SAFEGUARDING,
            also=(
                "DSL",
                "designated safeguarding lead",
                "DSL at provider",
                "provider DSL",
                "safeguarding lead",
            ),
        ),
    ] = None
    risk_assessment: Annotated[
        bool | None,
        Question(
            "Is there a risk assessment?",
            SAFEGUARDING,
            Kind.YES_NO,
            required=True,
            hint="Please send it with this form",
            also=("risk assessment", "risk assessment completed", "RA completed", "risk assessment in place"),
        ),
    ] = None
    monitoring_plan: Annotated[
        str | None,
        Question(
            "How attendance and progress are checked",
            SAFEGUARDING,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            hint="Who does it, and how often",
            also=(
                "monitoring",
                "monitoring plan",
                "monitoring arrangements",
                "how will the placement be monitored",
            ),
        ),
    ] = None
    link_person: Annotated[
        str | None,
        Question(
            "Named contact at your school",
            SAFEGUARDING,
            required=True,
            hint="The person the pupil and provider can turn to",
            also=("link person", "named link", "link member of staff", "key worker", "school link"),
        ),
    ] = None
    school_links: Annotated[
        str | None,
        Question(
            "How the pupil stays in touch with friends and school",
            SAFEGUARDING,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=(
                "school links",
                "links with school",
                "contact with home school",
                "peer contact",
                "maintaining links",
            ),
        ),
    ] = None

    review_interval_weeks: Annotated[
        int | None,
        Question(
            "Weeks between reviews",
            REVIEWS,
            Kind.WHOLE_NUMBER,
            required=True,
            low=1,
            high=52,
            hint="Six or fewer",
            also=(
                "review interval",
                "review frequency",
                "review every (weeks)",
                "frequency of reviews",
                "interval between reviews",
            ),
        ),
    ] = None
    first_review_date: Annotated[
        date | None,
        Question(
            "Date of the first review",
            REVIEWS,
            Kind.DATE,
            required=True,
            also=(
                "first review",
                "first review date",
                "review date",
                "date of first review",
                "date of review",
            ),
        ),
    ] = None
    review_attendees: Annotated[
        str | None,
        Question(
            "Who will come to reviews",
            REVIEWS,
            Kind.LONG_TEXT,
            lines=2,
            also=("review attendees", "attendees", "invited to review"),
        ),
    ] = None
    reintegration_plan: Annotated[
        str | None,
        Question(
            "Plan for the return to school",
            REVIEWS,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            also=(
                "reintegration plan",
                "reintegration",
                "plan for reintegration",
                "return plan",
                "exit strategy",
                "exit plan",
            ),
        ),
    ] = None
    reintegration_date: Annotated[
        date | None,
        Question(
            "Date of the return to school",
            REVIEWS,
            Kind.DATE,
            required=True,
            also=("reintegration date", "return date", "date of return", "date of reintegration"),
        ),
    ] = None
