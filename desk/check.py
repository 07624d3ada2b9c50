"""`offsite check`: read and check one form, and send nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from desk.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from extractors.reader import Found
    from proposals.assessment import Assessment
    from proposals.council import Council
    from proposals.reading import Reading


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True)


class FieldLine(_Line):
    """One answered Question; `value` is null where the answer is a Problem."""

    value: str | int | float | bool | None
    raw: str
    where: str
    method: str
    confidence: float


class ProblemLine(_Line):
    """One Problem; `field` is empty when it concerns the whole file."""

    field: str
    code: str
    message: str


class FindingLine(_Line):
    """One Finding."""

    point: str
    result: str
    because: str
    evidence: list[str]


class RoutingLine(_Line):
    """Where the case would go."""

    area: str | None
    coordinator: str | None


class CheckReport(_Line):
    """What `offsite check FILE --json` prints; a contract that others build on."""

    form: str | None
    outcome: str
    reason: str | None
    fields: dict[str, FieldLine]
    problems: list[ProblemLine]
    findings: list[FindingLine]
    routing: RoutingLine
    reviews: list[str]

    @property
    def exit_code(self) -> Exit:
        """0 when the file was read as a form, 3 when it is none, 4 when it could not be read."""
        return {"not_a_form": Exit.NOT_A_FORM, "unreadable": Exit.UNREADABLE}.get(self.outcome, Exit.OK)


def read_form(file: Path) -> tuple[Found, ...]:
    """Return what was read in `file`, in a process apart. Raises OSError when the file cannot be opened."""
    from extractors.reader import File
    from flows.apart import read_all
    from mailboxes.media import media_type

    data = file.read_bytes()
    return read_all([File(data, media_type(data))])


def report_on(found: Sequence[Found], council: Council, today: date) -> CheckReport:
    """Check the first form that was found in a file, and say if it holds more."""
    from proposals.assessment import assess
    from proposals.reading import ReadingOutcome

    reading = found[0].reading
    if reading.outcome is not ReadingOutcome.FORM:
        return _no_form(reading)
    report = _form(assess(reading, council, today), council)
    if len(found) == 1:
        return report
    more = ProblemLine(field="", code="more_forms", message=_MORE_FORMS.format(count=len(found)))
    return report.model_copy(update={"problems": [more, *report.problems]})


_MORE_FORMS = "The file holds {count} forms, of which this is the first. By e-mail each becomes a case of its own."


def _no_form(reading: Reading) -> CheckReport:
    from proposals.problems import reading_message

    code = reading.reason
    problems = [ProblemLine(field="", code=code.value, message=reading_message(code))] if code else []
    return CheckReport(
        form=None,
        outcome=reading.outcome.value,
        reason=code.value if code else None,
        fields={},
        problems=problems,
        findings=[],
        routing=RoutingLine(area=None, coordinator=None),
        reviews=[],
    )


def _form(assessment: Assessment, council: Council) -> CheckReport:
    values = assessment.proposal.model_dump(mode="json")
    fields = {
        answer.question: FieldLine(
            value=values.get(answer.question),
            raw=answer.raw,
            where=answer.where,
            method=answer.method.value,
            confidence=answer.confidence,
        )
        # the surest Answer to a Question is written last and stays
        for answer in sorted(assessment.reading.answers, key=lambda answer: answer.confidence)
    }
    person = council.coordinator(assessment.routing.coordinator)
    return CheckReport(
        form=assessment.proposal.KIND.value,
        outcome="complete" if assessment.complete else "incomplete",
        reason=None,
        fields=fields,
        problems=[
            ProblemLine(field=problem.field, code=problem.code.value, message=problem.message)
            for problem in assessment.problems
        ],
        findings=[
            FindingLine(
                point=finding.point,
                result=finding.result.value,
                because=finding.because,
                evidence=list(finding.evidence),
            )
            for finding in assessment.findings
        ],
        routing=RoutingLine(area=assessment.routing.area, coordinator=person.name if person else None),
        reviews=[day.isoformat() for day in assessment.reviews],
    )
