"""The review outcome: what a review of a placement found and decided."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from proposals.choices import DECISION, Decision
from proposals.proposal import Proposal
from proposals.question import Kind, Question, Section
from proposals.reading import FormKind

REVIEW = Section("review", "The review", "", also=("review details", "review meeting"))
PROGRESS = Section("progress", "How it is going", "", also=("progress", "progress since last review"))
DECIDED = Section("decided", "What was decided", "", also=("decision", "outcome", "next steps", "outcome of review"))


class ReviewOutcome(Proposal):
    """What a review of one placement found and decided; sent back by the school after each review."""

    TITLE: ClassVar[str] = "Review outcome"
    KIND: ClassVar[FormKind] = FormKind.REVIEW_OUTCOME
    SECTIONS: ClassVar[tuple[Section, ...]] = (REVIEW, PROGRESS, DECIDED)

    form: Literal[FormKind.REVIEW_OUTCOME] = FormKind.REVIEW_OUTCOME

    case_reference: Annotated[
        str | None,
        Question(
            "Our reference",
            REVIEW,
            Kind.REFERENCE,
            required=True,
            hint="As on our letter, for example OSD-7K4M-2",
            also=("case reference", "reference", "reference number", "your reference", "ref"),
        ),
    ] = None
    review_date: Annotated[
        date | None,
        Question(
            "Review held on",
            REVIEW,
            Kind.DATE,
            required=True,
            also=("review date", "date of review", "date held", "date of meeting"),
        ),
    ] = None
    attended_by: Annotated[
        str | None,
        Question(
            "Who came",
            REVIEW,
            Kind.LONG_TEXT,
            required=True,
            lines=2,
            also=("attended by", "attendees", "present", "in attendance"),
        ),
    ] = None
    parents_attended: Annotated[
        bool | None,
        Question(
            "Did the parents come?",
            REVIEW,
            Kind.YES_NO,
            also=("parents attended", "parent attended", "parents present"),
        ),
    ] = None

    attendance_percent: Annotated[
        float | None,
        Question(
            "Attendance since the last review (%)",
            PROGRESS,
            Kind.DECIMAL,
            required=True,
            low=0,
            high=100,
            also=("attendance", "attendance %", "attendance percentage", "attendance since last review"),
        ),
    ] = None
    progress: Annotated[
        str | None,
        Question(
            "Progress against each objective",
            PROGRESS,
            Kind.LONG_TEXT,
            required=True,
            lines=5,
            also=("progress", "progress against objectives", "progress made", "progress towards targets"),
        ),
    ] = None
    pupil_views: Annotated[
        str | None,
        Question(
            "What the pupil says",
            PROGRESS,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=("pupil views", "pupil's views", "pupil voice", "views of pupil", "student voice"),
        ),
    ] = None
    parents_views: Annotated[
        str | None,
        Question(
            "What the parents say",
            PROGRESS,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=("parents' views", "parental views", "views of parents", "parent views"),
        ),
    ] = None
    safeguarding_concerns: Annotated[
        bool | None,
        Question(
            "Are there safeguarding concerns?",
            PROGRESS,
            Kind.YES_NO,
            required=True,
            also=("safeguarding concerns", "any safeguarding concerns"),
        ),
    ] = None
    safeguarding_details: Annotated[
        str | None,
        Question(
            "If so, what they are and what has been done",
            PROGRESS,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            if_yes="safeguarding_concerns",
            also=("safeguarding details", "details of concerns", "if yes, give details"),
        ),
    ] = None

    decision: Annotated[
        Decision | None,
        Question(
            "Decision",
            DECIDED,
            Kind.CHOICE,
            required=True,
            choices=DECISION,
            also=("outcome", "outcome of review", "review decision"),
        ),
    ] = None
    decision_reason: Annotated[
        str | None,
        Question(
            "Why",
            DECIDED,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=("decision reason", "reason for decision", "reasons", "rationale"),
        ),
    ] = None
    next_review_date: Annotated[
        date | None,
        Question(
            "Next review",
            DECIDED,
            Kind.DATE,
            also=("next review date", "date of next review"),
        ),
    ] = None
    new_end_date: Annotated[
        date | None,
        Question(
            "New last day, if it changes",
            DECIDED,
            Kind.DATE,
            also=("new end date", "revised end date", "extended to"),
        ),
    ] = None
    reintegration_steps: Annotated[
        str | None,
        Question(
            "Steps towards the return to school",
            DECIDED,
            Kind.LONG_TEXT,
            required=True,
            lines=3,
            also=("reintegration steps", "reintegration", "next steps", "steps towards reintegration"),
        ),
    ] = None
    completed_by: Annotated[
        str | None,
        Question(
            "Completed by",
            DECIDED,
            required=True,
            also=("name", "signed", "form completed by"),
        ),
    ] = None
    completed_date: Annotated[
        date | None,
        Question(
            "Date",
            DECIDED,
            Kind.DATE,
            required=True,
            also=("date completed", "date signed"),
        ),
    ] = None
