"""What is said to whom about one form: an Assessment becomes the values of a letter or the contents of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mailboxes.media import ENDINGS
from outputs.letters import values
from outputs.letters.wording import DOUBTS, file_kind, form_words, listed
from outputs.pack import PackContents, PackDocument
from proposals.changes import Change
from proposals.choices import Decision
from proposals.display import initials, long_date, show
from proposals.finding import Finding, Result
from proposals.in_charge import InCharge, in_charge
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.parts import SchoolPart
from proposals.points import POINTS
from proposals.problems import Problem
from proposals.reviewing import Doubt
from proposals.term_dates import unsure

if TYPE_CHECKING:
    from flows.reading import ReadDocument
    from mailboxes.message import Document, Submission
    from proposals.assessment import Assessment, Routing
    from proposals.council import Council
    from proposals.held import Held
    from proposals.proposal import Proposal
    from proposals.review_outcome import ReviewOutcome


@dataclass(frozen=True, slots=True)
class Form:
    """One form that is to be filed: where it came from, what it says, under which reference."""

    reference: str
    read: ReadDocument
    assessment: Assessment
    received: datetime
    version: int = 1
    changes: tuple[Change, ...] = ()
    """What it says otherwise than the version before it."""
    fewer: tuple[date, ...] = ()
    """The reviews of the version before it that stand behind its own: they are held no more."""
    decided: str = ""
    """The decision about the version before it, in words."""
    before: Assessment | None = None
    """The version before it."""
    told_before: frozenset[str] = frozenset()
    """The addresses of the receiving schools that were told of the move so far."""
    receiving: str = ""
    """What the coordinator is told of the letter to the receiving school, in a sentence."""


@dataclass(frozen=True, slots=True)
class Before:
    """The references of cases filed before this one: from the same email, and about the same pupil."""

    beside: Sequence[str] = ()
    earlier: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Where a pupil goes, and from when to when; `None` and "" where the form does not say."""

    host: str
    start: date | None
    end: date | None


def span(proposal: Proposal) -> Span:
    """Return where and when of a placement or move; empty for a review outcome."""
    if isinstance(proposal, OffSiteDirection):
        return Span(proposal.provider_name or "", proposal.start_date, proposal.end_date)
    if isinstance(proposal, ManagedMove):
        return Span(proposal.receiving_school_name or "", proposal.move_start_date, None)
    return Span("", None, None)


def handler(council: Council, routing: Routing, on: date) -> InCharge:
    """Return who looks after a case on the day `on`, by the profile as it stands now."""
    return in_charge(council, routing.area, on, coordinator=routing.coordinator)


def contact(council: Council, routing: Routing, on: date) -> values.Contact | None:
    """Return the coordinator, or cover, a school can speak to on the day `on`; None when there is only the team."""
    person = handler(council, routing, on).person
    return values.Contact(name=person.name, email=person.email, phone=person.phone) if person else None


def acknowledgement(form: Form, council: Council, on: date) -> values.CaseValues:
    """Return the letter of the day `on` that tells the school what became of its form, and what is missing."""
    assessment = form.assessment
    where = span(assessment.proposal)
    if assessment.complete:
        return values.AcknowledgementComplete(
            recipient=_school(assessment.proposal),
            reference=form.reference,
            form=form_words(assessment.proposal.KIND),
            initials=initials(assessment.proposal),
            received=form.received.date(),
            checks=_checks(assessment.findings),
            host=where.host,
            start=where.start,
            end=where.end,
            coordinator=contact(council, assessment.routing, on),
            reviews=assessment.reviews,
            deadlines=tuple(values.Deadline(text=each.text, by=each.by) for each in assessment.reminders),
        )
    return values.AcknowledgementIncomplete(
        recipient=_school(assessment.proposal),
        reference=form.reference,
        form=form_words(assessment.proposal.KIND),
        initials=initials(assessment.proposal),
        received=form.received.date(),
        document=form.read.spoken,
        sections=sections(assessment.proposal, assessment.problems),
        coordinator=contact(council, assessment.routing, on),
    )


def pack_cover(form: Form, to: InCharge, council: Council, *, caution: str, school_asked: bool) -> values.PackCover:
    """Return the note that brings a pack to who looks after its case.

    `caution` says why the form should be checked with the school first, or is ""; `school_asked` whether the
    school was told what is missing.
    """
    assessment = form.assessment
    where = span(assessment.proposal)
    return values.PackCover(
        recipient=values.Recipient(name=to.name),
        reference=form.reference,
        form=form_words(assessment.proposal.KIND),
        initials=initials(assessment.proposal),
        received=form.received.date(),
        school=_school(assessment.proposal).organisation,
        host=where.host,
        start=where.start,
        end=where.end,
        checks=_checks(assessment.findings),
        problems_count=len(assessment.problems),
        questions=tuple(dict.fromkeys(finding.ask for finding in assessment.findings if finding.ask)),
        reviews=assessment.reviews,
        caution=caution,
        school_asked=school_asked,
        version=form.version,
        changes_count=len(form.changes),
        absent=to.absent.name if to.absent else "",
        decision_asked=council.decisions and isinstance(assessment.proposal, SchoolPart),
        decided=form.decided,
        receiving=form.receiving,
    )


def pack_contents(
    form: Form,
    submission: Submission,
    others: Iterable[ReadDocument],
    council: Council,
    *,
    before: Before,
    caution: str = "",
) -> PackContents:
    """Return what the coordinator's pack is made of: the form, then what came beside it.

    `before` names other cases that the coordinator should know of, `caution` is as in `pack_cover`.
    """
    wrote = submission.sender
    return PackContents(
        reference=form.reference,
        council=council,
        assessment=form.assessment,
        received=form.received,
        sender=wrote.email if wrote else "",
        version=form.version,
        changes=form.changes,
        documents=(
            *_form_documents(form.read, council),
            *(
                _pack_document(f"Sent with the form: {file_kind(document.media_type)}", document, other.held, council)
                for other in others
                for document in other.documents
            ),
        ),
        notes=(
            *((caution,) if caution else ()),
            *((form.receiving,) if form.receiving else ()),
            *(f"Also received in the same email: {reference}." for reference in before.beside),
            *(f"An earlier case of the same pupil: {reference}." for reference in before.earlier),
            *_beyond_term_dates(form.assessment.reviews, council),
        ),
    )


def _beyond_term_dates(reviews: Sequence[date], council: Council) -> Iterator[str]:
    days = unsure(reviews, council)
    if days:
        told = listed([long_date(day) for day in days])
        yield f"The council’s profile gives no term dates for {told}: please check that no review falls in a holiday."


def _form_documents(read: ReadDocument, council: Council) -> Iterator[PackDocument]:
    """The form, or each file that holds pages of it."""
    title, many = "The school’s form as sent", len(read.documents)
    for number, document in enumerate(read.documents, start=1):
        numbered = f"{title}, file {number} of {many}" if many > 1 else title
        yield _pack_document(numbered, document, read.held, council, is_form=True)


def _pack_document(
    title: str, document: Document, held: tuple[Held, ...], council: Council, *, is_form: bool = False
) -> PackDocument:
    ending = ENDINGS.get(document.media_type, "").removeprefix(".")
    as_it_came = bool(ending) and ending in set(council.passing_on.as_they_came)
    return PackDocument(title, document.media_type, document.data, is_form=is_form, as_it_came=as_it_came, held=held)


def already_received(
    submission: Submission, assessment: Assessment, reference: str, first: datetime, again: datetime
) -> values.AlreadyReceived:
    """Return the letter that says we have this very form already."""
    return values.AlreadyReceived(
        recipient=sender(submission),
        reference=reference,
        form=form_words(assessment.proposal.KIND),
        initials=initials(assessment.proposal),
        received=again.date(),
        first_received=first.date(),
    )


def review_recorded(
    submission: Submission,
    outcome: ReviewOutcome,
    placement: Assessment,
    reference: str,
    received: datetime,
    council: Council,
    *,
    end: date | None,
) -> values.ReviewRecorded:
    """Return the letter that says the outcome of a review is recorded.

    `placement` is the case it belongs to, `end` its last day until now: where it ended early it is that no more.
    """
    held = outcome.review_date
    return values.ReviewRecorded(
        recipient=sender(submission),
        reference=reference,
        form=form_words(placement.proposal.KIND),
        initials=initials(placement.proposal),
        received=received.date(),
        decision=show(type(outcome).question("decision"), outcome.decision) if outcome.decision else "not stated",
        held=held,
        decision_by=held + timedelta(days=council.limits.decision_in_writing_days) if held else None,
        end=outcome.new_end_date or (None if outcome.decision is Decision.END_EARLY else end),
        next_review=outcome.next_review_date,
        coordinator=contact(council, placement.routing, received.date()),
    )


def closing(recorded: values.ReviewRecorded, outcome: ReviewOutcome) -> values.Closing:
    """Return the letter that closes a case, of the one that says the outcome is recorded."""
    return values.Closing(**_fields(recorded), return_told=bool(outcome.reintegration_steps))


def extension(recorded: values.ReviewRecorded, before: date | None) -> values.Extension:
    """Return the letter that confirms an extension; `before` is the last day until now."""
    return values.Extension(**_fields(recorded), before=before)


def review_queried(recorded: values.ReviewRecorded, found: Sequence[Doubt]) -> values.ReviewQueried:
    """Return the letter that asks about an outcome, of the one that would say it is recorded."""
    return values.ReviewQueried(
        recipient=recorded.recipient,
        reference=recorded.reference,
        form=recorded.form,
        initials=recorded.initials,
        received=recorded.received,
        held=recorded.held,
        coordinator=recorded.coordinator,
        doubts=tuple(DOUBTS[each] for each in found),
        recorded=not any(each.of_the_whole for each in found),
        forms=Doubt.CLOSED not in found,
    )


def _fields(recorded: values.ReviewRecorded) -> dict[str, Any]:
    return {each.name: getattr(recorded, each.name) for each in fields(recorded)}


def school(assessment: Assessment) -> values.Recipient:
    """Return whom a letter to the school of this form is written to."""
    return _school(assessment.proposal)


def _school(proposal: Proposal) -> values.Recipient:
    if not isinstance(proposal, SchoolPart):
        return values.Recipient()
    return values.Recipient(
        name=proposal.school_contact_name or "",
        role=proposal.school_contact_role or "",
        organisation=proposal.school_name or "",
    )


def sender(submission: Submission) -> values.Recipient:
    """Return whom an answer to this message is written to: its sender, by the name they gave."""
    return values.Recipient(name=submission.sender.name if submission.sender else "")


def _checks(findings: Iterable[Finding]) -> values.Checks:
    results = [finding.result for finding in findings]
    return values.Checks(
        met=results.count(Result.MET),
        query=results.count(Result.QUERY),
        not_met=results.count(Result.NOT_MET),
        to_discuss=tuple(
            values.Check(title=POINTS[finding.point].title, because=finding.because)
            for finding in findings
            if finding.result is not Result.MET
        ),
    )


def sections(proposal: Proposal, problems: Iterable[Problem]) -> tuple[values.SectionProblems, ...]:
    """Group problems by the form's sections, in the order the form is printed."""
    by_name = {question.name: question for question in proposal.questions()}
    order = {name: place for place, name in enumerate(by_name)}
    placed = sorted((each for each in problems if each.field in order), key=lambda each: order[each.field])
    return tuple(
        values.SectionProblems(
            title=section.title,
            problems=tuple(values.LineProblem(label=by_name[each.field].label, message=each.message) for each in group),
        )
        for section, group in groupby(placed, key=lambda each: by_name[each.field].section)
    )
