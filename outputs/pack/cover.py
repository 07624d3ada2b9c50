"""The cover of a pack: who, where, when, what is missing, and every check at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from outputs.pack.contents import PackContents
from outputs.pack.phrasing import cut, local_time, with_weekday
from outputs.pack.wording import SENTENCES, Say
from proposals.display import long_date, show
from proposals.finding import Result
from proposals.in_charge import InCharge, in_charge
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.parts import PupilPart, SchoolPart
from proposals.points import POINTS
from proposals.proposal import Proposal

Data = dict[str, object]
Line = tuple[str, str]

_LONGEST = 110
"""Characters of one value on the cover; the whole of it stands among the answers."""
_MISSING_NAMED = 8

_PUPIL = (
    ("Born", "date_of_birth"),
    ("Year group", "year_group"),
    ("UPN", "upn"),
    ("SEN", "sen_status"),
    ("Social care", "social_care"),
    ("Looked after", "looked_after"),
)
_DIRECTION = (("Provider", "provider_name"), ("Kind", "provider_type"))
_MOVE = (
    ("To", "receiving_school_name"),
    ("Headteacher", "receiving_headteacher_name"),
    ("First day", "move_start_date"),
    ("Trial until", "trial_end_date"),
    ("Review", "review_date"),
)
_OUTCOME = (
    ("Held on", "review_date"),
    ("Decision", "decision"),
    ("Next review", "next_review_date"),
    ("New last day", "new_end_date"),
    ("Attendance %", "attendance_percent"),
)


def cover(contents: PackContents) -> Data:
    """Return the data of the cover; a value that was not given is an empty text."""
    assessment = contents.assessment
    results = [finding.result for finding in assessment.findings]
    return {
        "subject": _pupil_name(assessment.proposal),
        "state": _state(contents),
        "cards": [
            {"title": title, "lines": [(label, cut(value, _LONGEST)) for label, value in lines]}
            for title, lines in _cards(contents)
        ],
        "glance": [{"title": _title(each.point), "result": each.result.value} for each in assessment.findings],
        "counts": {result.value: results.count(result) for result in Result},
    }


def _title(point: str) -> str:
    return POINTS[point].title if point in POINTS else point


def _pupil_name(proposal: Proposal) -> str:
    if not isinstance(proposal, PupilPart):
        return ""
    return cut(" ".join(filter(None, (proposal.pupil_forename, proposal.pupil_surname))), 60)


def _state(contents: PackContents) -> Data:
    problems = contents.assessment.problems
    named = [contents.assessment.proposal.question(each.field).label for each in problems[:_MISSING_NAMED]]
    if not problems:
        sentence = SENTENCES[Say.COMPLETE]
    elif len(problems) == 1:
        sentence = SENTENCES[Say.ONE_MISSING]
    else:
        sentence = SENTENCES[Say.MISSING].format(count=len(problems))
    return {"complete": not problems, "text": sentence, "named": named, "more": len(problems) - len(named)}


def _cards(contents: PackContents) -> Iterator[tuple[str, list[Line]]]:
    proposal = contents.assessment.proposal
    if isinstance(proposal, PupilPart):
        yield "Pupil", list(_pupil(proposal))
    if isinstance(proposal, SchoolPart):
        yield "School", list(_school(proposal))
    yield ("Placement", list(_direction(proposal))) if isinstance(proposal, OffSiteDirection) else _other(proposal)
    yield "At the council", list(_handling(contents))


def _pupil(proposal: PupilPart) -> Iterator[Line]:
    yield "Name", " ".join(filter(None, (proposal.pupil_forename, proposal.pupil_surname)))
    if proposal.preferred_name and proposal.preferred_name != proposal.pupil_forename:
        yield "Known as", proposal.preferred_name
    yield from _shown(proposal, _PUPIL)


def _school(proposal: SchoolPart) -> Iterator[Line]:
    yield "Name", proposal.school_name or ""
    yield "URN", proposal.school_urn or ""
    yield "Contact", ", ".join(filter(None, (proposal.school_contact_name, proposal.school_contact_role)))
    yield from _shown(proposal, (("E-mail", "school_email"), ("Telephone", "school_phone")))
    yield "Headteacher", proposal.headteacher_name or ""


def _direction(proposal: OffSiteDirection) -> Iterator[Line]:
    yield from _shown(proposal, _DIRECTION)
    start, end = proposal.start_date, proposal.end_date
    yield "First day", with_weekday(start) if start else ""
    yield "Last day", with_weekday(end) if end else ""
    if start and end and start < end:
        yield "Length", _length(start, end)
    days, hours = proposal.days_per_week, proposal.hours_per_week
    said = [f"{days:g} days" if days else "", f"{hours:g} hours" if hours else ""]
    yield "A week", ", ".join(filter(None, said))


def _length(start: date, end: date) -> str:
    weeks = round(((end - start).days + 1) / 7)
    return f"about {weeks} week{'' if weeks == 1 else 's'}" if weeks else "under a week"


def _other(proposal: Proposal) -> tuple[str, list[Line]]:
    if isinstance(proposal, ManagedMove):
        return "The move", list(_shown(proposal, _MOVE))
    return "The review", list(_shown(proposal, _OUTCOME))


def _handling(contents: PackContents) -> Iterator[Line]:
    routing, council = contents.assessment.routing, contents.council
    area, on = council.area(routing.area), contents.received.date()
    ours = in_charge(council, routing.area, on, coordinator=routing.coordinator)
    yield "Area", area.name if area else SENTENCES[Say.AREA_UNKNOWN]
    yield "Coordinator", _coordinator(ours)
    yield "Routing", routing.because
    yield "Received", local_time(contents.received)
    yield "From", contents.sender
    if contents.version > 1:
        yield "Version", str(contents.version)


def _coordinator(ours: InCharge) -> str:
    name = ours.name if ours.person else SENTENCES[Say.NOBODY]
    if ours.absent is None or ours.until is None:
        return name
    return SENTENCES[Say.COVERS].format(name=name, absent=ours.absent.name, until=long_date(ours.until))


def _shown(proposal: Proposal, wanted: tuple[Line, ...]) -> Iterator[Line]:
    for label, name in wanted:
        yield label, show(proposal.question(name), getattr(proposal, name))
