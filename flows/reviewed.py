"""The outcome of a review that a school sent back: recorded and confirmed, or asked about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows import answers
from flows.answers import Form
from flows.packing import moved, pack
from flows.post import Occasion, correction_forms, review_forms
from flows.processing import Part, Processing
from flows.reading import ReadDocument
from flows.receiving import ToReceiving, told_before
from mailboxes.compose import Attachment
from outputs.letters import LetterValues
from outputs.letters.values import ReviewQueried, ReviewRecorded
from outputs.letters.wording import DOUBTS, PersonReason
from proposals.assessment import Assessment, assess
from proposals.choices import Decision
from proposals.display import initials
from proposals.problems import ProblemCode
from proposals.review_outcome import ReviewOutcome
from proposals.reviewing import Doubt, Standing, Told, closes, doubts, reviews_after, undoubted
from register import Case, NewDispatch, ReviewResult


def review(work: Processing, read_form: ReadDocument) -> Part:
    """The outcome of a review goes to its case; one that names no known case, or a stranger's, goes to a person.

    An outcome may end a case, after which nothing is chased any more: nobody unknown does that. What cannot be so, or
    contradicts what is recorded, is filed with its case and changes nothing: school and coordinator are told why.
    """
    if not work.correspondent.known:
        return Part(person=PersonReason.UNKNOWN_SENDER)
    assessment = assess(read_form.reading, work.council, work.now.date())
    outcome = assessment.proposal
    assert isinstance(outcome, ReviewOutcome)  # noqa: S101  # for the type checker: the form's kind was asked above
    case = work.stations.register.find_case(outcome.case_reference) if outcome.case_reference else None
    if case is None or case.erased:
        return Part(person=PersonReason.UNKNOWN_REFERENCE)
    placement = Assessment.model_validate_json(case.assessment)
    routed = assessment.model_copy(update={"routing": placement.routing})
    form = Form(case.reference, read_form, routed, work.received)
    standing = Standing(answers.span(placement.proposal).start, case.row.end, case.reviews, is_open=case.row.is_open)
    found = doubts(_told(outcome), standing, work.now.date(), work.council)
    unsure = (Doubt.UNSURE,) if _is_unsure(assessment) else ()
    return _part(work, _Returned(form, outcome, case, placement, (*unsure, *found)))


_TELLING = frozenset({"review_date", "decision", "next_review_date", "new_end_date"})
"""The answers of an outcome by which something happens."""


def _is_unsure(assessment: Assessment) -> bool:
    """Tell whether what an outcome does would rest on a guess, as in a poor scan."""
    unsure = {ProblemCode.UNSURE, ProblemCode.CONFLICTING}
    return any(each.field in _TELLING and each.code in unsure for each in assessment.problems)


@dataclass(frozen=True, slots=True)
class _Returned:
    """The outcome of a review beside its case: the form of it, what the case's form says, and what is doubted."""

    form: Form
    outcome: ReviewOutcome
    case: Case
    placement: Assessment
    doubts: tuple[Doubt, ...]

    @property
    def recorded(self) -> Told:
        """What of it is recorded."""
        return undoubted(_told(self.outcome), self.doubts)


def _told(outcome: ReviewOutcome) -> Told:
    decision = outcome.decision.value if outcome.decision else None
    return Told(outcome.review_date, decision, outcome.next_review_date, outcome.new_end_date)


def _part(work: Processing, returned: _Returned) -> Part:
    form, told = returned.form, returned.recorded
    values, days = _values(work, returned), _days(work, returned)
    when = f"review {work.stations.register.document_digest(form.read.digest)[:12]}"
    doubt = " ".join(DOUBTS[each] for each in returned.doubts)
    return Part(
        result=ReviewResult(
            reference=form.reference,
            document_sha256=form.read.digest,
            assessment=form.assessment.model_dump_json(),
            held=told.held,
            decision=told.decision,
            next_review=told.next_review,
            new_end=told.new_end,
        ),
        dispatches=(
            *work.reply(values, Occasion(form.reference, when), (*_enclosed(work, returned, values), *days)),
            *_to_receiving(work, returned, values, when, days),
            pack(work, form, when, doubt=doubt and f"{_NOT_ACTED_ON} {doubt}", beside=days),
        ),
        person=PersonReason.REVIEW_QUERIED if doubt else None,
    )


_NOT_ACTED_ON = "We have not acted on all that the form says, and have asked the school."


def _to_receiving(
    work: Processing, returned: _Returned, values: LetterValues, when: str, days: tuple[Attachment, ...]
) -> tuple[NewDispatch, ...]:
    """The outcome of a managed move's review, to the school it leads to; what is doubted is told once it is clear."""
    if not isinstance(values, ReviewRecorded):
        return ()
    case = returned.case
    return ToReceiving.of(work.post, case.reference, returned.placement, told_before(case)).outcome(
        when,
        days,
        decision=values.decision,
        held=values.held,
        next_review=values.next_review,
        closed=closes(returned.recorded),
    )


def _days(work: Processing, returned: _Returned) -> tuple[Attachment, ...]:
    """The calendar entries that change: what is not held when a case closes falls away."""
    told, case = returned.recorded, returned.case
    kept = [each.due for each in reviews_after(case.reviews, told) if each.held or not closes(told)]
    of = initials(returned.placement.proposal)
    return moved(work.post, case.reference, of, [each.due for each in case.reviews], kept)


def _values(work: Processing, returned: _Returned) -> LetterValues:
    """What the school is told: the most that is true."""
    outcome, case = returned.outcome, returned.case
    recorded = answers.review_recorded(
        work.submission, outcome, returned.placement, case.reference, work.received, work.council, end=case.row.end
    )
    if returned.doubts:
        return answers.review_queried(recorded, returned.doubts)
    if closes(returned.recorded):
        return answers.closing(recorded, outcome)
    if outcome.decision is Decision.EXTEND:
        return answers.extension(recorded, case.row.end)
    return replace(recorded, correct_by_form=outcome.decision is Decision.CHANGE_PROVISION)


def _enclosed(work: Processing, returned: _Returned, values: LetterValues) -> tuple[Attachment, ...]:
    """What the letter speaks of: the form to fill in again, or the placement's own to be changed."""
    if not work.answered:
        return ()
    if isinstance(values, ReviewQueried) and values.forms:
        return review_forms(work.council, returned.case.reference)
    if isinstance(values, ReviewRecorded) and values.correct_by_form:
        sent_as = returned.form.read.documents[0].media_type
        return correction_forms(work.council, returned.placement, returned.case.reference, sent_as)
    return ()
