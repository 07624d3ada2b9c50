"""The parts that several forms share: school, pupil, parent or carer, declaration."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from proposals.choices import GENDER, SEN_STATUS, SOCIAL_CARE, SenStatus, SocialCare
from proposals.proposal import Proposal
from proposals.question import Era, Kind, Question, Section

SCHOOL = Section(
    "school",
    "The school",
    "Who is proposing this, and who we should answer.",
    also=(
        "school",
        "home school",
        "referring school",
        "school details",
        "section a school",
        "your school",
        "our school",
        "about your school",
        "about the school",
        "school information",
        "establishment",
        "referrer",
        "referrer details",
        "referral details",
    ),
)
PUPIL = Section(
    "pupil",
    "The pupil",
    "",
    also=(
        "pupil",
        "pupil details",
        "details of pupil",
        "student",
        "student details",
        "child",
        "the child",
        "child details",
        "young person",
        "young person details",
        "about the young person",
        "pupil information",
        "student information",
        "about the pupil",
        "about the child",
        "learner",
        "learner details",
    ),
)
PARENT = Section(
    "parent",
    "Parent or carer",
    "Parents and carers must be told and asked before a placement begins.",
    also=(
        "parents",
        "parent carer",
        "parents and carers",
        "parental details",
        "family",
        "parent guardian",
        "the parents",
        "about the parents",
        "about the family",
        "parent carer details",
        "parent details",
        "parents carers",
        "parent carer information",
        "family details",
        "parent carer contact details",
        "home and family",
    ),
)
DECLARATION = Section(
    "declaration",
    "Declaration",
    "By completing this part you confirm that what you have told us is right.",
    also=(
        "signature",
        "signatures",
        "signed",
        "authorisation",
        "sign off",
        "certification",
        "signed on behalf of the school",
    ),
)


class SchoolPart(Proposal):
    """The school that proposes, and the discussion it had with the area's coordinator."""

    school_name: Annotated[
        str | None,
        Question(
            "Name of school",
            SCHOOL,
            required=True,
            also=(
                "school name",
                "home school",
                "referring school",
                "current school",
                "school",
                "name of home school",
            ),
        ),
    ] = None
    school_urn: Annotated[
        str | None,
        Question(
            "School URN",
            SCHOOL,
            Kind.URN,
            hint="Six digits, from Get Information about Schools",
            also=("URN", "unique reference number"),
        ),
    ] = None
    laestab: Annotated[
        str | None,
        Question(
            "LAESTAB (DfE number)",
            SCHOOL,
            Kind.LAESTAB,
            hint="Three and four digits, for example 999/4001",
            also=("LAESTAB", "DfE number", "DfES number", "LA establishment number", "DfE no"),
        ),
    ] = None
    school_contact_name: Annotated[
        str | None,
        Question(
            "Who should we contact?",
            SCHOOL,
            required=True,
            also=(
                "contact name",
                "school contact",
                "name of contact",
                "contact person",
                "completed by",
                "referrer name",
                "main contact",
                "form completed by",
                "your name",
            ),
        ),
    ] = None
    school_contact_role: Annotated[
        str | None,
        Question(
            "Their role",
            SCHOOL,
            required=True,
            also=("role of contact", "your role", "contact role", "job title", "position", "role", "designation"),
        ),
    ] = None
    school_email: Annotated[
        str | None,
        Question(
            "E-mail address",
            SCHOOL,
            Kind.EMAIL,
            required=True,
            also=("email", "e-mail", "school email", "your email", "contact email", "email address"),
        ),
    ] = None
    school_phone: Annotated[
        str | None,
        Question(
            "Telephone",
            SCHOOL,
            Kind.PHONE,
            also=("phone", "telephone number", "school telephone", "phone number", "contact number", "tel", "tel no"),
        ),
    ] = None
    headteacher_name: Annotated[
        str | None,
        Question(
            "Name of headteacher",
            SCHOOL,
            required=True,
            also=("headteacher", "head teacher", "principal", "headteacher's name", "name of principal"),
        ),
    ] = None
    area: Annotated[
        str | None,
        Question(
            "Area of the county",
            SCHOOL,
            hint="Leave this empty if you are not sure: we know which area each school is in",
            also=("area", "locality", "district", "area of the council"),
        ),
    ] = None
    coordinator_discussed: Annotated[
        bool | None,
        Question(
            "Have you discussed this with the Education Entitlement Coordinator for your area?",
            SCHOOL,
            Kind.YES_NO,
            required=True,
            also=(
                "discussed with coordinator",
                "discussed with the coordinator",
                "discussed with EEC",
                "has this been discussed with the coordinator",
                "discussed with education entitlement coordinator",
                "has the placement been discussed with the coordinator",
                "spoken to EEC",
                "spoken to the coordinator",
            ),
        ),
    ] = None
    coordinator_discussed_date: Annotated[
        date | None,
        Question(
            "When did you discuss it?",
            SCHOOL,
            Kind.DATE,
            required=True,
            if_yes="coordinator_discussed",
            also=(
                "date discussed",
                "date of discussion",
                "date discussed with coordinator",
                "if so when",
                "if yes when",
                "date spoken",
            ),
        ),
    ] = None
    coordinator_name: Annotated[
        str | None,
        Question(
            "Which coordinator did you speak to?",
            SCHOOL,
            also=(
                "coordinator",
                "name of coordinator",
                "coordinator name",
                "education entitlement coordinator",
            ),
        ),
    ] = None


class PupilPart(Proposal):
    """The pupil whose education is proposed to change."""

    pupil_forename: Annotated[
        str | None,
        Question(
            "First name",
            PUPIL,
            required=True,
            also=("forename", "given name", "pupil first name", "pupil forename", "forenames", "first names"),
        ),
    ] = None
    pupil_surname: Annotated[
        str | None,
        Question(
            "Last name",
            PUPIL,
            required=True,
            also=("surname", "family name", "pupil surname", "pupil last name", "legal surname"),
        ),
    ] = None
    preferred_name: Annotated[
        str | None,
        Question(
            "Name they like to be called",
            PUPIL,
            also=("preferred name", "known as", "likes to be called"),
        ),
    ] = None
    date_of_birth: Annotated[
        date | None,
        Question(
            "Date of birth",
            PUPIL,
            Kind.DATE,
            required=True,
            era=Era.BIRTH,
            also=("DOB", "D.O.B.", "birth date", "born"),
        ),
    ] = None
    upn: Annotated[
        str | None,
        Question(
            "Unique Pupil Number (UPN)",
            PUPIL,
            Kind.UPN,
            required=True,
            hint="13 characters, beginning with a letter",
            also=("UPN", "unique pupil number", "UPN number", "pupil number"),
        ),
    ] = None
    year_group: Annotated[
        str | None,
        Question(
            "Year group",
            PUPIL,
            Kind.YEAR_GROUP,
            required=True,
            hint="Reception, or 1 to 13",
            also=("NC year", "national curriculum year", "NCY", "year", "yr group", "school year"),
        ),
    ] = None
    gender: Annotated[
        str | None,
        Question(
            "Gender",
            PUPIL,
            Kind.CHOICE,
            choices=GENDER,
            also=("sex", "M/F", "male/female"),
        ),
    ] = None
    home_language: Annotated[
        str | None,
        Question(
            "Language spoken at home",
            PUPIL,
            also=("home language", "first language", "EAL language"),
        ),
    ] = None
    ethnicity: Annotated[
        str | None,
        Question(
            "Ethnicity",
            PUPIL,
            also=("ethnic origin", "ethnic group", "ethnic background"),
        ),
    ] = None
    sen_status: Annotated[
        SenStatus | None,
        Question(
            "Special educational needs",
            PUPIL,
            Kind.CHOICE,
            required=True,
            choices=SEN_STATUS,
            also=("SEN status", "SEN", "SEND", "SEND status", "SEN stage", "SEN code", "SEN provision"),
        ),
    ] = None
    ehcp_coordinator: Annotated[
        str | None,
        Question(
            "EHC plan coordinator",
            PUPIL,
            hint="If the pupil has an EHC plan",
            also=("EHCP coordinator", "SENDAR officer", "plan coordinator", "SEN officer", "EHC coordinator"),
        ),
    ] = None
    looked_after: Annotated[
        bool | None,
        Question(
            "Is the pupil looked after?",
            PUPIL,
            Kind.YES_NO,
            required=True,
            also=(
                "looked after",
                "looked after child",
                "CLA",
                "LAC",
                "CiC",
                "child in care",
                "is the child looked after",
            ),
        ),
    ] = None
    virtual_school_contact: Annotated[
        str | None,
        Question(
            "Virtual school contact",
            PUPIL,
            hint="If the pupil is looked after",
            also=("virtual school", "virtual school officer"),
        ),
    ] = None
    social_care: Annotated[
        SocialCare | None,
        Question(
            "Social care",
            PUPIL,
            Kind.CHOICE,
            required=True,
            choices=SOCIAL_CARE,
            also=(
                "social care involvement",
                "social care status",
                "children's services involvement",
                "CIN / CP status",
            ),
        ),
    ] = None
    social_worker_name: Annotated[
        str | None,
        Question(
            "Social worker",
            PUPIL,
            also=("name of social worker", "social worker name", "allocated social worker"),
        ),
    ] = None
    social_worker_contact: Annotated[
        str | None,
        Question(
            "Social worker's telephone or e-mail",
            PUPIL,
            also=("social worker contact", "social worker contact details", "social worker telephone"),
        ),
    ] = None
    free_school_meals: Annotated[
        bool | None,
        Question(
            "Free school meals",
            PUPIL,
            Kind.YES_NO,
            also=("FSM", "eligible for free school meals"),
        ),
    ] = None
    attendance_percent: Annotated[
        float | None,
        Question(
            "Attendance this year (%)",
            PUPIL,
            Kind.DECIMAL,
            low=0,
            high=100,
            also=(
                "attendance",
                "current attendance",
                "attendance percentage",
                "% attendance",
                "attendance %",
            ),
        ),
    ] = None
    suspensions_count: Annotated[
        int | None,
        Question(
            "Suspensions this year",
            PUPIL,
            Kind.WHOLE_NUMBER,
            low=0,
            high=100,
            also=(
                "number of suspensions",
                "suspensions",
                "fixed term exclusions",
                "number of FTEs",
                "number of exclusions",
            ),
        ),
    ] = None
    suspension_days: Annotated[
        float | None,
        Question(
            "Days lost to suspension",
            PUPIL,
            Kind.DECIMAL,
            low=0,
            high=190,
            also=("suspension days", "days suspended", "total days suspended", "days of suspension"),
        ),
    ] = None
    medical_needs: Annotated[
        str | None,
        Question(
            "Medical needs",
            PUPIL,
            Kind.LONG_TEXT,
            lines=2,
            also=("medical conditions", "medical", "health needs", "medical information", "allergies"),
        ),
    ] = None


class ParentPart(Proposal):
    """What the parents or carers were told, and what they and the pupil say."""

    parent_name: Annotated[
        str | None,
        Question(
            "Name of parent or carer",
            PARENT,
            required=True,
            also=(
                "parent name",
                "parent/carer name",
                "parent carer",
                "name of parent",
                "carer name",
                "name of parent/guardian",
                "parent or carer",
            ),
        ),
    ] = None
    parent_relationship: Annotated[
        str | None,
        Question(
            "Relationship to the pupil",
            PARENT,
            also=("relationship", "relationship to child", "relationship to student"),
        ),
    ] = None
    parent_email: Annotated[
        str | None,
        Question(
            "Parent's e-mail address",
            PARENT,
            Kind.EMAIL,
            also=("parent email", "email", "e-mail", "carer email", "email address"),
        ),
    ] = None
    parent_phone: Annotated[
        str | None,
        Question(
            "Parent's telephone",
            PARENT,
            Kind.PHONE,
            also=(
                "parent telephone",
                "parent phone",
                "telephone",
                "phone",
                "mobile",
                "contact number",
                "home telephone",
            ),
        ),
    ] = None
    parent_address: Annotated[
        str | None,
        Question(
            "Address",
            PARENT,
            Kind.LONG_TEXT,
            lines=3,
            also=("home address", "parent address", "pupil address"),
        ),
    ] = None
    parents_informed_date: Annotated[
        date | None,
        Question(
            "When were the parents told in writing?",
            PARENT,
            Kind.DATE,
            required=True,
            also=(
                "date parents informed",
                "parents informed",
                "date parents notified",
                "date of letter to parents",
            ),
        ),
    ] = None
    parents_agree: Annotated[
        bool | None,
        Question(
            "Do the parents agree?",
            PARENT,
            Kind.YES_NO,
            required=True,
            also=(
                "parents agree",
                "parental agreement",
                "parental consent",
                "parents in agreement",
                "do parents agree",
            ),
        ),
    ] = None
    parents_views: Annotated[
        str | None,
        Question(
            "What the parents say about it",
            PARENT,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=(
                "parents' views",
                "views of parents",
                "parental views",
                "parent/carer views",
                "parent comments",
            ),
        ),
    ] = None
    pupil_views: Annotated[
        str | None,
        Question(
            "What the pupil says about it",
            PARENT,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=(
                "pupil's views",
                "pupil views",
                "views of pupil",
                "pupil voice",
                "student voice",
                "child's views",
                "young person's views",
            ),
        ),
    ] = None
    parent_signed_date: Annotated[
        date | None,
        Question(
            "Date the parent signed",
            PARENT,
            Kind.DATE,
            also=("parent signature date", "date signed by parent"),
        ),
    ] = None


class DeclarationPart(Proposal):
    """Who stands behind the form."""

    declared_by: Annotated[
        str | None,
        Question(
            "Completed by",
            DECLARATION,
            required=True,
            also=("name", "signed by", "print name", "form completed by", "signature"),
        ),
    ] = None
    declared_role: Annotated[
        str | None,
        Question(
            "Role",
            DECLARATION,
            required=True,
            also=("position", "job title", "designation"),
        ),
    ] = None
    declared_date: Annotated[
        date | None,
        Question(
            "Date",
            DECLARATION,
            Kind.DATE,
            required=True,
            also=("date completed", "date signed", "dated", "date of declaration"),
        ),
    ] = None
    headteacher_signed: Annotated[
        bool | None,
        Question(
            "The headteacher has seen and agreed this form",
            DECLARATION,
            Kind.YES_NO,
            also=(
                "headteacher signed",
                "signed by headteacher",
                "headteacher agreement",
                "headteacher's approval",
            ),
        ),
    ] = None
