"""A pack's contents as data for its template: labels, values and sentences, no markup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from outputs.pack.contents import PackContents
from outputs.pack.wording import FORM_TITLES, METHODS, NOTES
from proposals.display import long_date, show
from proposals.finding import Finding, Result
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.parts import PupilPart, SchoolPart
from proposals.points import POINTS
from proposals.proposal import Proposal
from proposals.question import Kind, Question
from proposals.reading import Answer

_SURE = 0.9
"""An Answer that was read less surely than this says so."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Data = dict[str, object]
Facts = list[list[str]]


def layout(contents: PackContents) -> Data:
    """Return the data of templates/pack.typ."""
    assessment = contents.assessment
    return {
        "reference": contents.reference,
        "title": FORM_TITLES[assessment.proposal.KIND],
        "council": {"name": contents.council.name, "team": contents.council.team},
        "state": _state(contents),
        "facts": [{"title": title, "lines": lines} for title, lines in _facts(contents) if lines],
        "glance": [{"title": POINTS[each.point].title, "result": each.result.value} for each in assessment.findings],
        "counts": {result.value: sum(each.result is result for each in assessment.findings) for result in Result},
        "questions": list(_questions(assessment.findings)),
        "problems": list(_problems(contents)),
        "findings": [_finding(each, assessment.proposal) for each in assessment.findings],
        "sections": list(_sections(contents)),
        "reviews": [_with_weekday(day) for day in assessment.reviews],
        "reminders": [{"text": each.text, "by": each.by, "source": each.source} for each in assessment.reminders],
        "notes": [*contents.notes, *assessment.reading.notes],
        "documents": [],
    }


def _state(contents: PackContents) -> Data:
    missing = len(contents.assessment.problems)
    if not missing:
        return {"complete": True, "text": NOTES["complete"]}
    text = NOTES["one_missing"] if missing == 1 else NOTES["missing"].format(count=missing)
    return {"complete": False, "text": text}


def _facts(contents: PackContents) -> Iterator[tuple[str, Facts]]:
    proposal = contents.assessment.proposal
    if isinstance(proposal, PupilPart):
        name = " ".join(filter(None, (proposal.pupil_forename, proposal.pupil_surname)))
        known = f"{name} (known as {proposal.preferred_name})" if name and proposal.preferred_name else name
        lines = [["Name", known or NOTES["not_given"]]]
        yield "Pupil", lines + _shown(proposal, ("date_of_birth", "year_group", "upn", "sen_status", "social_care"))
    if isinstance(proposal, SchoolPart):
        yield (
            "School",
            _shown(
                proposal, ("school_name", "school_contact_name", "school_contact_role", "school_email", "school_phone")
            ),
        )
    yield "Placement", _placement(proposal)
    yield "Handling", _handling(contents)


def _placement(proposal: Proposal) -> Facts:
    names: tuple[str, ...]
    if isinstance(proposal, OffSiteDirection):
        names = ("provider_name", "provider_type", "start_date", "end_date", "days_per_week", "hours_per_week")
    elif isinstance(proposal, ManagedMove):
        names = (
            "receiving_school_name",
            "receiving_headteacher_name",
            "move_start_date",
            "trial_end_date",
            "review_date",
        )
    else:
        names = ("review_date", "decision", "next_review_date", "new_end_date", "attendance_percent")
    return _shown(proposal, names)


def _handling(contents: PackContents) -> Facts:
    routing, council = contents.assessment.routing, contents.council
    area, person = council.area(routing.area), council.coordinator(routing.coordinator)
    received = contents.received
    return [
        ["Area", area.name if area else NOTES["area_unknown"]],
        ["Coordinator", person.name if person else council.team],
        ["Received", f"{_with_weekday(received.date())}, {received:%H:%M} UTC"],
        ["From", contents.sender or NOTES["not_given"]],
        ["Version", str(contents.version)],
    ]


def _shown(proposal: Proposal, names: tuple[str, ...]) -> Facts:
    questions = (proposal.question(name) for name in names)
    return [
        [question.label, show(question, getattr(proposal, question.name))]
        for question in questions
        if getattr(proposal, question.name) is not None
    ]


def _questions(findings: tuple[Finding, ...]) -> Iterator[Data]:
    """Each question once, with the points that raise it."""
    for ask in dict.fromkeys(finding.ask for finding in findings if finding.ask):
        points = [
            {"title": POINTS[each.point].title, "because": each.because, "result": each.result.value}
            for each in findings
            if each.ask == ask
        ]
        yield {"ask": ask, "points": points}


def _problems(contents: PackContents) -> Iterator[Data]:
    proposal = contents.assessment.proposal
    for problem in contents.assessment.problems:
        raws = [each.raw for each in contents.assessment.reading.answers if each.question == problem.field]
        yield {"label": proposal.question(problem.field).label, "message": problem.message, "raw": " / ".join(raws)}


def _finding(finding: Finding, proposal: Proposal) -> Data:
    point = POINTS[finding.point]
    return {
        "title": point.title,
        "says": point.says,
        "result": finding.result.value,
        "because": finding.because,
        "evidence": [proposal.question(name).label for name in finding.evidence],
    }


def _sections(contents: PackContents) -> Iterator[Data]:
    proposal = contents.assessment.proposal
    answers: dict[str, list[Answer]] = {}
    for answer in contents.assessment.reading.answers:
        answers.setdefault(answer.question, []).append(answer)
    for section in proposal.SECTIONS:
        questions = [question for question in proposal.questions() if question.section.name == section.name]
        yield {
            "title": section.title,
            "answers": [_answer(question, proposal, answers.get(question.name, [])) for question in questions],
        }


def _answer(question: Question, proposal: Proposal, answers: list[Answer]) -> Data:
    shown = show(question, getattr(proposal, question.name))
    raws = list(dict.fromkeys(answer.raw.strip() for answer in answers if answer.raw.strip()))
    different = [raw for raw in raws if _squeezed(raw) != _squeezed(shown)]
    return {
        "label": question.label,
        "shown": shown,
        "raw": different,
        "unsure": [_whence(answer) for answer in answers if answer.confidence < _SURE],
        "long": question.kind is Kind.LONG_TEXT and len(shown) > 60,
        "required": question.required,
    }


def _whence(answer: Answer) -> str:
    return f"{METHODS[answer.method]}, {answer.where}, {answer.confidence:.0%} sure"


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _with_weekday(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {long_date(day)}"
