"""The managed move notification: a pupil is to move, by agreement and for good, to another school."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

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

MOVE = Section(
    "move",
    "The move",
    "A managed move is meant to be permanent and is agreed by everybody.",
    also=("receiving school", "managed move details", "move details", "new school"),
)
SUPPORT = Section(
    "support",
    "Why, and how it will succeed",
    "",
    also=("reason for move", "rationale", "background", "support and integration"),
)


class ManagedMove(SchoolPart, PupilPart, ParentPart, DeclarationPart):
    """A notification that a pupil is to move, by agreement, to another school."""

    TITLE: ClassVar[str] = "Managed move notification"
    KIND: ClassVar[FormKind] = FormKind.MANAGED_MOVE
    SECTIONS: ClassVar[tuple[Section, ...]] = (SCHOOL, PUPIL, PARENT, MOVE, SUPPORT, DECLARATION)

    form: Literal[FormKind.MANAGED_MOVE] = FormKind.MANAGED_MOVE

    receiving_school_name: Annotated[
        str | None,
        Question(
            "Name of receiving school",
            MOVE,
            required=True,
            also=(
                "receiving school",
                "receiving school name",
                "new school",
                "host school",
                "proposed school",
            ),
        ),
    ] = None
    receiving_school_urn: Annotated[
        str | None,
        Question(
            "Receiving school's URN",
            MOVE,
            Kind.URN,
            also=("receiving school URN", "URN", "new school URN"),
        ),
    ] = None
    receiving_headteacher_name: Annotated[
        str | None,
        Question(
            "Headteacher of the receiving school",
            MOVE,
            required=True,
            also=(
                "receiving headteacher",
                "receiving headteacher name",
                "headteacher",
                "headteacher of new school",
            ),
        ),
    ] = None
    receiving_school_agrees: Annotated[
        bool | None,
        Question(
            "Does the receiving school agree?",
            MOVE,
            Kind.YES_NO,
            required=True,
            also=("receiving school agrees", "receiving school agreement", "agreed by receiving school"),
        ),
    ] = None
    move_start_date: Annotated[
        date | None,
        Question(
            "First day at the receiving school",
            MOVE,
            Kind.DATE,
            required=True,
            also=("move start date", "start date", "date of move", "date from", "proposed start date"),
        ),
    ] = None
    trial_end_date: Annotated[
        date | None,
        Question(
            "End of a trial period, if there is one",
            MOVE,
            Kind.DATE,
            hint="A managed move is meant to be permanent: say why if there is a trial",
            also=("trial end date", "end of trial", "trial period end", "end of trial period"),
        ),
    ] = None
    information_shared: Annotated[
        bool | None,
        Question(
            "Have attainment, attendance, risk and SEN records been passed on?",
            MOVE,
            Kind.YES_NO,
            required=True,
            also=(
                "information shared",
                "records shared",
                "records passed on",
                "information passed to receiving school",
            ),
        ),
    ] = None
    review_date: Annotated[
        date | None,
        Question(
            "Date of review",
            MOVE,
            Kind.DATE,
            required=True,
            also=("review date", "first review", "review meeting date", "date of review meeting"),
        ),
    ] = None

    reason: Annotated[
        str | None,
        Question(
            "Reason for the move",
            SUPPORT,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            also=("reason", "reason for managed move", "reasons", "rationale"),
        ),
    ] = None
    previous_support: Annotated[
        str | None,
        Question(
            "What has been tried already",
            SUPPORT,
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
            ),
        ),
    ] = None
    integration_plan: Annotated[
        str | None,
        Question(
            "Plan for settling in at the receiving school",
            SUPPORT,
            Kind.LONG_TEXT,
            required=True,
            lines=4,
            hint="How education continues, who looks after the pupil, how needs are met",
            also=("integration plan", "induction plan", "transition plan", "plan for integration"),
        ),
    ] = None
