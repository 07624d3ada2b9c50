"""Which case a form belongs to: a new one, or one that is there, of which it is a later version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.answers import span
from flows.processing import Processing
from flows.reading import ReadDocument
from outputs.letters.wording import PersonReason
from proposals.assessment import Assessment
from proposals.proposal import Proposal
from proposals.pupil import marks
from proposals.reference import find_in
from proposals.sameness import is_other_pupil, is_other_school
from register import Case, CaseRow


@dataclass(frozen=True, slots=True)
class Home:
    """Where a form belongs: to `case` as a later version, to a person for a `reason`, or to a case of its own."""

    case: Case | None = None
    before: Assessment | None = None
    """What the case's form said so far."""
    reason: PersonReason | None = None


def home(work: Processing, form: ReadDocument, assessment: Assessment) -> Home:
    """Return where a proposal belongs.

    A case is named by the form itself (our forms carry its reference), by the one reference in the subject, or by the
    letter of ours that the message answers; the last two where the message brings one form. Without a name the same
    pupil's open case of the same kind and school is meant, unless the form begins after that case ended. What names a
    case and contradicts it is never guessed about: it goes to a person.
    """
    proposal = assessment.proposal
    for reference in named(work, form):
        case = work.stations.register.find_case(reference)
        if case is None or case.erased or case.row.kind != proposal.KIND:
            continue
        return _checked(work, case, proposal)
    for row in work.stations.register.earlier_cases(marks(proposal)):
        found = _unnamed(work, row, proposal)
        if found:
            return found
    return Home()


def case_meant(work: Processing) -> Case | None:
    """Return the case that a message without a form is about, by its subject or the letter of ours that it answers."""
    if not work.correspondent.known:
        return None
    found = (work.stations.register.find_case(reference) for reference in _said(work))
    return next((case for case in found if case and not case.erased), None)


def named(work: Processing, form: ReadDocument) -> Iterator[str]:
    """Yield the references that a form names: its own, then the subject's, then that of the letter it answers."""
    if form.reading.reference:
        yield form.reading.reference
    if len(work.forms) <= 1:
        yield from _said(work)


def _said(work: Processing) -> Iterator[str]:
    said = find_in(work.submission.subject)
    if len(said) == 1:
        yield said[0]
    letter = work.stations.register.find_letter(_answered(work))
    if letter and letter.reference:
        yield letter.reference


def _answered(work: Processing) -> tuple[str, ...]:
    """The messages that this one answers, the nearest first."""
    return tuple(dict.fromkeys(reversed(work.submission.references)))


def _checked(work: Processing, case: Case, proposal: Proposal) -> Home:
    before = Assessment.model_validate_json(case.assessment)
    if not work.correspondent.known:
        return Home(reason=PersonReason.UNKNOWN_SENDER)
    if not case.row.is_open:
        return Home(reason=PersonReason.CLOSED_CASE)
    if is_other_pupil(before.proposal, proposal):
        return Home(reason=PersonReason.OTHER_PUPIL)
    if is_other_school(before.proposal, proposal):
        return Home(reason=PersonReason.OTHER_SCHOOL)
    return Home(case, before)


def _unnamed(work: Processing, row: CaseRow, proposal: Proposal) -> Home | None:
    """The case in `row`, when a form that does not name it means it all the same."""
    if row.kind != proposal.KIND or not row.is_open or not work.correspondent.known:
        return None
    if _after(span(proposal).start, row.end):
        return None
    case = work.stations.register.find_case(row.reference)
    if case is None or case.erased:
        return None
    before = Assessment.model_validate_json(case.assessment)
    return None if is_other_school(before.proposal, proposal) else Home(case, before)


def _after(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start > end
