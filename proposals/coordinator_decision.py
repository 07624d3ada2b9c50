"""The coordinator's decision on a placement or move: the small form that goes with every pack."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from proposals.choices import RULING, Ruling
from proposals.proposal import Proposal
from proposals.question import Kind, Question, Section
from proposals.reading import FormKind

RULED = Section("ruled", "Your decision", "")


class CoordinatorDecision(Proposal):
    """What a coordinator decided about one case; the school is told of it."""

    TITLE: ClassVar[str] = "Coordinator’s decision"
    KIND: ClassVar[FormKind] = FormKind.COORDINATOR_DECISION
    SECTIONS: ClassVar[tuple[Section, ...]] = (RULED,)

    form: Literal[FormKind.COORDINATOR_DECISION] = FormKind.COORDINATOR_DECISION

    case_reference: Annotated[
        str | None,
        Question(
            "Our reference",
            RULED,
            Kind.REFERENCE,
            required=True,
            hint="As on our letter, for example OSD-7K4M-2",
            also=("case reference", "reference"),
        ),
    ] = None
    ruling: Annotated[
        Ruling | None,
        Question("Decision", RULED, Kind.CHOICE, required=True, choices=RULING),
    ] = None
    comments: Annotated[
        str | None,
        Question(
            "Comments for the school",
            RULED,
            Kind.LONG_TEXT,
            lines=6,
            hint="The school is sent these as you write them. Please name no pupil",
        ),
    ] = None
    decided_by: Annotated[
        str | None,
        Question("Your name", RULED, required=True, also=("name", "decided by")),
    ] = None
    decided_date: Annotated[
        date | None,
        Question("Date of the decision", RULED, Kind.DATE, required=True, also=("date", "decided on")),
    ] = None
