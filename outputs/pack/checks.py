"""What the checks found, as the pack shows it: questions to raise, problems, every point in full."""

from __future__ import annotations

from collections.abc import Iterator

from outputs.pack.phrasing import cut
from proposals.assessment import Assessment
from proposals.finding import Finding, Result
from proposals.points import POINTS, Point
from proposals.problems import Problem, ProblemCode
from proposals.proposal import Proposal

Data = dict[str, object]

_LONGEST = 300
"""Characters of an unclear answer that are quoted; the whole of it stands among the answers."""
_URGENT_FIRST = (Result.NOT_MET, Result.QUERY)


def questions_to_raise(assessment: Assessment) -> list[Data]:
    """Return what to ask, points not met first; one question that serves several points stands once."""
    asked: dict[str, list[Finding]] = {}
    for result in _URGENT_FIRST:
        for finding in assessment.findings:
            if finding.result is result and finding.ask:
                asked.setdefault(finding.ask, []).append(finding)
    return [{"ask": ask, "reasons": [_reason(each) for each in found]} for ask, found in asked.items()]


def _reason(finding: Finding) -> Data:
    return {"title": _point(finding).title, "because": finding.because, "result": finding.result.value}


def left_empty(assessment: Assessment) -> list[Data]:
    """Return the required questions without an answer, by section of the form."""
    form = assessment.proposal
    missing = {each.field for each in assessment.problems if each.code is ProblemCode.MISSING}
    grouped = (
        (
            section.title,
            [each.label for each in form.questions() if each.section is section and each.name in missing],
        )
        for section in form.SECTIONS
    )
    return [{"section": title, "labels": labels} for title, labels in grouped if labels]


def unclear(assessment: Assessment) -> list[Data]:
    """Return the answers that cannot be used, each with the school's own words."""
    return [
        {
            "label": assessment.proposal.question(each.field).label,
            "raw": _as_written(each, assessment),
            "message": each.message,
        }
        for each in assessment.problems
        if each.code is not ProblemCode.MISSING
    ]


def _as_written(problem: Problem, assessment: Assessment) -> list[str]:
    raws = (each.raw.strip() for each in assessment.reading.answers if each.question == problem.field)
    return [cut(raw, _LONGEST) for raw in dict.fromkeys(raws) if raw]


def findings_in_full(assessment: Assessment) -> list[Data]:
    """Return every Finding in the guide's order."""
    return [_in_full(each, assessment.proposal) for each in assessment.findings]


def _in_full(finding: Finding, proposal: Proposal) -> Data:
    point = _point(finding)
    return {
        "title": point.title,
        "says": point.says,
        "result": finding.result.value,
        "because": finding.because,
        "evidence": list(_labels(finding, proposal)),
    }


def _labels(finding: Finding, proposal: Proposal) -> Iterator[str]:
    known = {each.name: each.label for each in proposal.questions()}
    return (known.get(name, name) for name in finding.evidence)


def _point(finding: Finding) -> Point:
    return POINTS.get(finding.point) or Point(finding.point, finding.point, "")
