"""What the guide for headteachers says a placement should and should not be, point by point, in short."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from proposals.reading import FormKind


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its id, its name in a few words, and what the guide says."""

    id: str
    title: str
    says: str


_ALL = (
    Point("advance", "Discussed in advance",
          "A proposal is discussed beforehand with the Education Entitlement Coordinator for the area."),
    Point("should-1", "Part of a behaviour strategy",
          "A placement is part of a wider strategy to improve the pupil’s behaviour."),
    Point("should-2", "Education continues",
          "Education goes on, suited to the pupil’s age, ability and special educational needs."),
    Point("should-3", "Agreed with parents",
          "Parents or carers are told of purpose, length and goals, and agree."),
    Point("should-4", "Reviewed regularly",
          "The placement is reviewed at agreed intervals, typically every six weeks."),
    Point("should-5", "Suited to this pupil",
          "The provision meets this pupil’s own needs."),
    Point("should-6", "Clear objectives",
          "Objectives and success criteria are clear to school, provider and pupil."),
    Point("should-7", "Safeguarding in place",
          "The provider’s safeguarding is sound, and school and provider talk to each other about concerns."),
    Point("should-not-1", "Not a punishment",
          "A placement is not a punishment and not a substitute for exclusion."),
    Point("should-not-2", "Not without parents",
          "A placement is not imposed without involving the parents or carers."),
    Point("should-not-3", "Not indefinite",
          "A placement has a clear length and is not left open."),
    Point("should-not-4", "No social isolation",
          "The pupil keeps in touch with friends and with school."),
    Point("should-not-5", "Leads back to school",
          "There is a clear plan for the return to school."),
    Point("should-not-6", "Monitored",
          "There are clear plans to monitor the placement, with regular contact with the provider."),
    Point("should-not-7", "Needs are not overlooked",
          "The pupil’s educational, social and emotional needs are all attended to."),
    Point("heads-agree", "Both schools agree",
          "A managed move is agreed by the headteachers of both schools."),
    Point("information-shared", "Records passed on",
          "Attainment, attendance, risk and SEN records are passed to the receiving school."),
    Point("integration-plan", "Plan for settling in",
          "There is a plan for the pupil’s start at the receiving school."),
    Point("no-trial", "Meant to last",
          "A managed move is meant to be permanent; a trial is an off-site direction."),
    Point("review-held", "Review held on time",
          "Reviews are held when they were agreed."),
    Point("review-parents", "Parents took part",
          "Parents are invited to reviews, and their views are heard."),
    Point("review-attendance", "Attendance given",
          "The review looks at attendance since the last one."),
    Point("review-progress", "Progress against objectives",
          "The review looks at progress against each objective."),
    Point("review-safeguarding", "Safeguarding looked at",
          "School and provider talk to each other about safeguarding concerns, and act on them."),
    Point("review-decision", "A clear decision",
          "The review decides what happens next, and when."),
    Point("review-return", "Steps back to school",
          "The review keeps the return to school in view."),
)  # fmt: skip

POINTS: MappingProxyType[str, Point] = MappingProxyType({point.id: point for point in _ALL})

_MANAGED_MOVE = (
    "advance", "should-2", "should-3", "should-5", "should-7", "should-not-1", "should-not-2", "should-not-7",
    "heads-agree", "information-shared", "integration-plan", "no-trial",
)  # fmt: skip

POINTS_OF: MappingProxyType[FormKind, tuple[str, ...]] = MappingProxyType(
    {
        FormKind.OFF_SITE_DIRECTION: tuple(
            point.id for point in _ALL if point.id == "advance" or point.id.startswith("should")
        ),
        FormKind.MANAGED_MOVE: _MANAGED_MOVE,
        FormKind.REVIEW_OUTCOME: tuple(point.id for point in _ALL if point.id.startswith("review-")),
        FormKind.COORDINATOR_DECISION: (),
    }
)
"""Which points a form of each kind is checked against, in the order they are shown."""
