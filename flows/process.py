"""One claimed Submission becomes a Settlement: read, checked, filed and answered. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows import answers
from flows.answers import Form
from flows.clock import LONDON
from flows.post import PDF, Occasion, Post, blank_forms
from flows.reading import ReadDocument, read_documents
from flows.stations import Stations
from mailboxes.compose import Attachment
from mailboxes.media import ENDINGS
from mailboxes.message import Submission, read_submission
from outputs.letters import LetterValues
from outputs.letters.wording import PersonReason
from outputs.pack import render_pack
from proposals.assessment import Assessment, assess
from proposals.council import Council
from proposals.reading import FormKind, ReadingCode, ReadingOutcome
from proposals.review_outcome import ReviewOutcome
from register import Claimed, Filing, NewDispatch, Outcome, ReviewResult, Settlement

PROPOSALS = (FormKind.OFF_SITE_DIRECTION, FormKind.MANAGED_MOVE)

# Beside a readable form these are ordinary: a photograph, a spreadsheet, somebody's risk assessment as .odt. Alone they
# are a form that nobody could read.
_ORDINARY_BESIDE_A_FORM = frozenset(
    {ReadingCode.NO_TEXT, ReadingCode.UNSUPPORTED_TYPE, ReadingCode.NO_CONVERTER, ReadingCode.TOO_LONG}
)


_PERHAPS_ANOTHERS = frozenset({ReadingCode.LOOSE_PAGES, ReadingCode.SEVERAL_FORMS})


@dataclass(frozen=True, slots=True)
class Part:
    """What one Document, or the message as a whole, adds to a Settlement."""

    filing: Filing | None = None
    result: ReviewResult | None = None
    dispatches: tuple[NewDispatch, ...] = ()
    repeat: bool = False
    person: PersonReason | None = None


@dataclass(frozen=True, slots=True)
class Processing:
    """One Submission on its way through the stations."""

    stations: Stations
    claimed: Claimed
    submission: Submission
    reads: tuple[ReadDocument, ...]
    now: datetime

    @property
    def received(self) -> datetime:
        """When the message arrived, by London's clock."""
        return self.claimed.received.astimezone(LONDON)

    @property
    def council(self) -> Council:
        """Whose desk this is."""
        return self.stations.council

    @property
    def answer_to(self) -> str | None:
        """The address that may be answered; None for automatic mail, and never the desk's own."""
        address = self.submission.reply_to
        return None if address and address.lower() == self.council.desk_email.lower() else address

    @property
    def post(self) -> Post:
        """Where letters are written."""
        return Post(self.council, self.now)

    @property
    def forms(self) -> tuple[ReadDocument, ...]:
        """The Documents that were read as one of our forms."""
        return tuple(read for read in self.reads if read.reading.outcome is ReadingOutcome.FORM)

    @property
    def others(self) -> tuple[ReadDocument, ...]:
        """The Documents that came beside the forms."""
        return tuple(read for read in self.reads if read.reading.outcome is not ReadingOutcome.FORM)

    @property
    def enclosed(self) -> tuple[ReadDocument, ...]:
        """The Documents beside the forms that a pack may show: not what may belong to another pupil's form."""
        return tuple(read for read in self.others if read.reading.reason not in _PERHAPS_ANOTHERS)

    @property
    def unreadable(self) -> tuple[ReadDocument, ...]:
        """The Documents that the school must send again."""
        ordinary = _ORDINARY_BESIDE_A_FORM if self.forms else frozenset()
        return tuple(
            read
            for read in self.others
            if read.reading.outcome is ReadingOutcome.UNREADABLE and read.reading.reason not in ordinary
        )


def process(claimed: Claimed, stations: Stations, now: datetime) -> Settlement:
    """Return what becomes of one Submission; reads the register, writes nothing.

    `now` is timezone-aware. Every failure of a single Document is already an outcome of its Reading; whatever
    else fails is raised, and the ledger counts it as an attempt.
    """
    submission = read_submission(claimed.raw)
    work = Processing(stations, claimed, submission, read_documents(submission.documents), now.astimezone(LONDON))
    parts = [*_each_form(work), *_message(work)]
    return _settlement([*parts, *_tell_the_team(work, parts)])


def process_forms(work: Processing) -> Settlement:
    """Return what becomes of the forms of a Submission whose message was answered before: they alone are filed."""
    parts = [*_each_form(work)]
    return _settlement([*parts, *_tell_the_team(work, parts)])


def _each_form(work: Processing) -> Iterator[Part]:
    filed: list[str] = []
    for digest, form in {form.digest: form for form in work.forms}.items():
        earlier = work.stations.register.find_document(digest)
        if earlier:
            yield _repeat(work, form, earlier)
        elif form.reading.form in PROPOSALS:
            part = _proposal(work, form, filed)
            filed += [part.filing.reference] if part.filing else []
            yield part
        else:
            yield _review(work, form)


def _proposal(work: Processing, read_form: ReadDocument, beside: Sequence[str]) -> Part:
    """A new case: the school is answered, and the coordinator has a pack.

    `beside` are the cases filed from the same message before it.
    """
    assessment = assess(read_form.reading, work.council, work.now.date())
    reference = work.stations.register.new_reference(assessment.proposal.KIND)
    form = Form(reference, read_form, assessment, work.received)
    where = answers.span(assessment.proposal)
    return Part(
        filing=Filing(
            reference=reference,
            kind=assessment.proposal.KIND.value,
            area=assessment.routing.area,
            coordinator=assessment.routing.coordinator,
            complete=assessment.complete,
            document_sha256=read_form.digest,
            assessment=assessment.model_dump_json(),
            start=where.start,
            end=where.end,
            reviews=assessment.reviews,
        ),
        dispatches=(*_acknowledge(work, form), _pack(work, form, "v1", beside)),
        person=None if assessment.routing.coordinator else PersonReason.UNKNOWN_AREA,
    )


def _acknowledge(work: Processing, form: Form) -> Iterator[NewDispatch]:
    """Answer the school, unless the mail was automatic or names nobody to answer."""
    values = answers.acknowledgement(form, work.council)
    if work.answer_to:
        enclosed = () if form.assessment.complete else blank_forms(work.council, (form.assessment.proposal.KIND,))
        yield work.post.letter(
            values,
            work.answer_to,
            Occasion(form.reference, "v1"),
            answering=work.submission,
            attachments=enclosed,
        )


def _pack(work: Processing, form: Form, when: str, beside: Sequence[str] = ()) -> NewDispatch:
    """The pack, with whatever could not be printed in it attached as it came."""
    person = work.council.coordinator(form.assessment.routing.coordinator)
    pack = render_pack(answers.pack_contents(form, work.submission, work.enclosed, work.council, beside=beside))
    originals = tuple(
        Attachment(f"{form.reference} document {place}{ENDINGS[each.media_type]}", each.media_type, each.data)
        for place, each in enumerate(pack.beside, start=1)
    )
    return work.post.letter(
        answers.pack_cover(form, work.council),
        person.email if person else work.council.team_email,
        Occasion(form.reference, when),
        attachments=(Attachment(f"{form.reference} pack.pdf", PDF, pack.pdf), *originals),
    )


def _review(work: Processing, read_form: ReadDocument) -> Part:
    """The outcome of a review goes to its case; one that names no known case goes to a person."""
    assessment = assess(read_form.reading, work.council, work.now.date())
    outcome = assessment.proposal
    assert isinstance(outcome, ReviewOutcome)  # noqa: S101  # for the type checker: the form's kind was asked above
    case = work.stations.register.find_case(outcome.case_reference) if outcome.case_reference else None
    if case is None:
        return Part(person=PersonReason.UNKNOWN_REFERENCE)
    placement = Assessment.model_validate_json(case.assessment)
    routed = assessment.model_copy(update={"routing": placement.routing})
    form = Form(case.reference, read_form, routed, work.received)
    when = f"review {read_form.digest[:12]}"
    return Part(
        result=ReviewResult(
            reference=case.reference,
            document_sha256=read_form.digest,
            assessment=routed.model_dump_json(),
            held=outcome.review_date,
            decision=outcome.decision.value if outcome.decision else None,
            next_review=outcome.next_review_date,
            new_end=outcome.new_end_date,
        ),
        dispatches=(*_record_review(work, outcome, placement, case.reference, when), _pack(work, form, when)),
    )


def _record_review(
    work: Processing, outcome: ReviewOutcome, placement: Assessment, reference: str, when: str
) -> Iterator[NewDispatch]:
    if work.answer_to:
        values = answers.review_recorded(work.submission, outcome, placement, reference, work.received, work.council)
        yield work.post.letter(values, work.answer_to, Occasion(reference, when), answering=work.submission)


def _repeat(work: Processing, form: ReadDocument, reference: str) -> Part:
    """The very same file again: the school is told that we have it."""
    case = work.stations.register.find_case(reference)
    if case is None or not work.answer_to:
        return Part(repeat=True)
    values = answers.already_received(
        work.submission,
        Assessment.model_validate_json(case.assessment),
        reference,
        case.received.astimezone(LONDON),
        work.received,
    )
    occasion = Occasion(reference, f"again {work.claimed.id}")
    letter = work.post.letter(values, work.answer_to, occasion, answering=work.submission)
    return Part(dispatches=(letter,), repeat=True)


def _message(work: Processing) -> Iterator[Part]:
    """What the message as a whole needs: files to send again, a question for a person."""
    if work.submission.automatic and not work.forms:
        yield Part(person=PersonReason.AUTOMATIC)
    elif work.unreadable:
        again = answers.unreadable(work.submission, work.unreadable, work.received)
        yield Part(dispatches=_answer(work, again), person=_why_unreadable(work))
    elif not work.forms:
        values = answers.no_form(work.submission, work.received)
        yield Part(dispatches=_answer(work, values), person=PersonReason.NO_FORM)


def _why_unreadable(work: Processing) -> PersonReason | None:
    """Why a person looks at what could not be read: forms that may be mixed always, else where none could be read."""
    codes = {read.reading.reason for read in work.unreadable}
    if ReadingCode.LOOSE_PAGES in codes:
        return PersonReason.LOOSE_PAGES
    if ReadingCode.SEVERAL_FORMS in codes:
        return PersonReason.SEVERAL_FORMS
    return None if work.forms else PersonReason.UNREADABLE


def _tell_the_team(work: Processing, parts: Sequence[Part]) -> Iterator[Part]:
    """Whatever needs a person reaches one, with the message as it came; automatic mail is only recorded."""
    for reason in dict.fromkeys(part.person for part in parts if part.person):
        if reason is PersonReason.AUTOMATIC:
            continue
        reference = next((part.filing.reference for part in parts if part.filing and part.person is reason), "")
        values = answers.for_a_person(
            reason,
            work.council,
            work.received,
            message=work.claimed.id,
            reference=reference,
            answered=any(part.dispatches for part in parts),
        )
        occasion = Occasion(work.claimed.id, reason.value, is_case=False)
        original = Attachment("message.eml", "message/rfc822", work.claimed.raw)
        yield Part(dispatches=(work.post.letter(values, work.council.team_email, occasion, attachments=(original,)),))


def _answer(work: Processing, values: LetterValues) -> tuple[NewDispatch, ...]:
    """Answer a message that became no case, with the blank forms."""
    if not work.answer_to:
        return ()
    occasion = Occasion(work.claimed.id, "v1", is_case=False)
    forms = blank_forms(work.council, PROPOSALS)
    return (work.post.letter(values, work.answer_to, occasion, answering=work.submission, attachments=forms),)


def _settlement(parts: Sequence[Part]) -> Settlement:
    filings = tuple(part.filing for part in parts if part.filing)
    results = tuple(part.result for part in parts if part.result)
    reasons = [part.person for part in parts if part.person]
    if filings or results:
        outcome = Outcome.FILED
    elif any(part.repeat for part in parts):
        outcome = Outcome.DUPLICATE
    else:
        outcome = Outcome.FOR_A_PERSON
    return Settlement(
        outcome=outcome,
        reason=reasons[0].value if reasons else "",
        filings=filings,
        results=results,
        dispatches=tuple(dispatch for part in parts for dispatch in part.dispatches),
    )
