"""From a Reading to what the desk knows of it: Proposal, Problems, Findings, routing and review dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from proposals.calendar import next_school_day, review_dates
from proposals.checks import findings
from proposals.checks.verdict import Setting
from proposals.contradictions import contradictions
from proposals.coordinator_decision import CoordinatorDecision
from proposals.council import Council
from proposals.finding import Finding, Reminder
from proposals.forms import FORMS
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.problems import Problem, ProblemCode, problem
from proposals.proposal import Proposal
from proposals.question import Question
from proposals.reading import Answer, Reading
from proposals.reminders import reminders
from proposals.review_outcome import ReviewOutcome
from proposals.routing import Routing, route
from proposals.values import Value, parse

_GUESS = 0.6
"""An Answer that was read less surely than this was guessed at."""

__all__ = ["Assessment", "Routing", "assess"]


class Assessment(BaseModel):
    """All that was understood of one form, and what follows from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reading: Reading
    proposal: Annotated[
        OffSiteDirection | ManagedMove | ReviewOutcome | CoordinatorDecision, Field(discriminator="form")
    ]
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    routing: Routing
    reviews: tuple[date, ...] = ()

    @property
    def complete(self) -> bool:
        """True when every required Question has a usable answer."""
        return not self.problems


def assess(reading: Reading, council: Council, today: date) -> Assessment:
    """Turn a Reading of one of our forms into an Assessment.

    `today` settles two-digit years and nothing else. Raises ValueError when the Reading is not a form.
    """
    if reading.form is None:
        raise ValueError("only a Reading of one of our forms can be assessed")
    form = FORMS[reading.form]
    understood = {question.name: _understand(question, reading, today) for question in form.questions()}
    values = {name: value for name, value in understood.items() if value is not None and not isinstance(value, Problem)}
    proposal = form.model_validate(values)
    routing = route(proposal, council)
    coordinator = council.coordinator(routing.coordinator)
    reviews = _reviews(proposal, council)
    return Assessment(
        reading=reading,
        proposal=proposal,
        problems=(*_problems(form, understood, proposal), *_doubts(reading, proposal), *contradictions(proposal)),
        findings=findings(proposal, Setting(council, coordinator.name if coordinator else None)),
        reminders=reminders(proposal, council, reviews),
        routing=routing,
        reviews=reviews,
    )


def _understand(question: Question, reading: Reading, today: date) -> Value | Problem | None:
    """The one value of all the Answers to a Question; what cannot be used counts only when nothing can."""
    answers = sorted(
        (answer for answer in reading.answers if answer.question == question.name),
        key=lambda each: -each.confidence,
    )
    parsed = [parse(question, answer.raw, today) for answer in _surest(answers)]
    said = [value for value in parsed if value is not None]
    usable = [value for value in said if not isinstance(value, Problem)]
    if len(set(usable)) > 1:
        return problem(question.name, ProblemCode.CONFLICTING)
    return (usable or said or [None])[0]


def _surest(answers: list[Answer]) -> list[Answer]:
    """Only the Answers that were read as surely as the surest one."""
    return [answer for answer in answers if answer.confidence >= answers[0].confidence - 0.05]


def _problems(
    form: type[Proposal], understood: dict[str, Value | Problem | None], proposal: Proposal
) -> Iterator[Problem]:
    for question in form.questions():
        value = understood[question.name]
        if isinstance(value, Problem):
            yield value
        elif value is None and question.required and _expected(question, proposal):
            yield problem(question.name, ProblemCode.MISSING)


def _doubts(reading: Reading, proposal: Proposal) -> Iterator[Problem]:
    """A value that was guessed at stays, and the school is asked."""
    surest: dict[str, float] = {}
    for answer in reading.answers:
        surest[answer.question] = max(answer.confidence, surest.get(answer.question, 0.0))
    for name, confidence in surest.items():
        if confidence < _GUESS and getattr(proposal, name, None) is not None:
            yield problem(name, ProblemCode.UNSURE)


def _expected(question: Question, proposal: Proposal) -> bool:
    return not question.if_yes or bool(getattr(proposal, question.if_yes))


def _reviews(proposal: Proposal, council: Council) -> tuple[date, ...]:
    match proposal:
        case OffSiteDirection(start_date=date() as start, end_date=date() as end) if start < end:
            first, weeks = proposal.first_review_date, proposal.review_interval_weeks
            return review_dates(start, end, council, first=first, weeks=weeks)
        case ManagedMove(review_date=date() as day) | ReviewOutcome(next_review_date=date() as day):
            return (next_school_day(day, council),)
    return ()
