"""One claimed Submission becomes a Settlement: read, checked, filed and answered. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from flows import answers, notices
from flows.answers import Before, Form
from flows.belonging import case_meant, home
from flows.clock import LONDON
from flows.deciding import decision
from flows.due_letters import DueLetters
from flows.packing import PROPOSALS, pack
from flows.policy import ANSWERS, Correspondent, correspondent
from flows.post import Occasion, blank_forms, correction_forms, review_forms
from flows.processing import Part, Processing
from flows.reading import ReadDocument, read_documents
from flows.receiving import acknowledged, told_before
from flows.returned import came_back
from flows.reviewed import review
from flows.scanning import opened
from flows.stations import Stations
from mailboxes.automatic import Automatic
from mailboxes.compose import Attachment
from mailboxes.message import Submission
from outputs.letters import LetterValues
from outputs.letters.wording import PersonReason
from proposals.assessment import Assessment, assess
from proposals.changes import changes
from proposals.choices import ruling_words
from proposals.pupil import marks
from proposals.reading import FormKind, ReadingCode
from register import Case, Claimed, Filing, NewDispatch, Outcome, Settlement


def process(claimed: Claimed, stations: Stations, now: datetime) -> Settlement:
    """Return what becomes of one Submission; reads the register, writes nothing.

    `now` is timezone-aware. Every failure of a single Document is already an outcome of its Reading; whatever
    else fails is raised, and the ledger counts it as an attempt. Raises ScannerAway when there is a virus scanner that
    does not answer: nothing was opened then, and the message is as it was.
    """
    scanned = opened(claimed.raw, stations.scanner)
    submission = scanned.submission
    sender = correspondent(submission, stations.council, stations.register, now)
    set_aside = scanned.closed is not None or _set_aside(submission, sender)
    reads = () if set_aside else read_documents(submission.documents)
    work = Processing(stations, claimed, submission, sender, reads, now.astimezone(LONDON))
    if scanned.closed:
        parts = [_unopened(work, scanned.closed), *_stranger(work)]
    elif submission.automatic is Automatic.BOUNCE:
        parts = [came_back(work)]
    elif set_aside:
        parts = [Part(person=PersonReason.UNPROVEN_SENDER)]
    else:
        parts = [*_spent(work), *_each_form(work), *_message(work), *_stranger(work)]
    return _settlement([*parts, *_tell_the_team(work, parts)])


def process_forms(work: Processing) -> Settlement:
    """Return what becomes of the forms of a Submission whose message was answered before: they alone are filed."""
    parts = [*_each_form(work)]
    return _settlement([*parts, *_tell_the_team(work, parts)])


def _set_aside(submission: Submission, sender: Correspondent) -> bool:
    """A forged sender's mail is not read as a form; an away message with a broken seal is only an away message."""
    return not sender.proven and bool(submission.documents or not submission.automatic)


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
        elif form.reading.form is FormKind.COORDINATOR_DECISION:
            yield decision(work, form)
        else:
            yield review(work, form)


def _proposal(work: Processing, read_form: ReadDocument, beside: Sequence[str]) -> Part:
    """A new case, or a later version of one: the school is answered, and the coordinator has a pack.

    `beside` are the cases filed from the same message before it.
    """
    assessment = assess(read_form.reading, work.council, work.now.date())
    belongs = home(work, read_form, assessment)
    if belongs.reason:
        return Part(person=belongs.reason)
    if belongs.case and belongs.before:
        return _revision(work, read_form, assessment, belongs.case, belongs.before)
    form = Form(work.stations.register.new_reference(assessment.proposal.KIND), read_form, assessment, work.received)
    return Part(
        filing=_filing(form), dispatches=_told(work, form, _known_before(work, form, beside)), person=_lost(form)
    )


def _revision(
    work: Processing, read_form: ReadDocument, assessment: Assessment, case: Case, before: Assessment
) -> Part:
    """A later version of a case's form. One that says nothing new is answered, and changes nothing."""
    changed = changes(before.proposal, assessment.proposal)
    if not changed and assessment.problems == before.problems:
        return _nothing_new(work, read_form, case, assessment)
    fewer = before.reviews[len(assessment.reviews) :]
    decided = ruling_words(case.rulings[-1].ruling) if case.rulings else ""
    form = Form(
        case.reference,
        read_form,
        assessment,
        work.received,
        case.version + 1,
        changed,
        fewer,
        decided,
        before=before,
        told_before=told_before(case),
    )
    return Part(revision=_filing(form), dispatches=_told(work, form, _known_before(work, form, ())), person=_lost(form))


def _nothing_new(work: Processing, read_form: ReadDocument, case: Case, assessment: Assessment) -> Part:
    """The same answers in another file: thanks where all is there, else the same questions again."""
    if assessment.complete:
        return _repeat(work, read_form, case.reference)
    form = Form(case.reference, read_form, assessment, work.received, case.version)
    return Part(dispatches=_acknowledge(work, form, f"again {work.claimed.id}"), repeat=True)


def _filing(form: Form) -> Filing:
    assessment, where = form.assessment, answers.span(form.assessment.proposal)
    return Filing(
        reference=form.reference,
        kind=assessment.proposal.KIND.value,
        area=assessment.routing.area,
        coordinator=assessment.routing.coordinator,
        complete=assessment.complete,
        document_sha256=form.read.digest,
        assessment=assessment.model_dump_json(),
        start=where.start,
        end=where.end,
        reviews=assessment.reviews,
        pupil=marks(assessment.proposal),
    )


def _known_before(work: Processing, form: Form, beside: Sequence[str]) -> Before:
    earlier = (row.reference for row in work.stations.register.earlier_cases(marks(form.assessment.proposal)))
    return Before(beside, tuple(reference for reference in earlier if reference != form.reference))


def _told(work: Processing, form: Form, before: Before) -> tuple[NewDispatch, ...]:
    when = f"v{form.version}"
    there = acknowledged(work, form)
    form = replace(form, receiving=there.says)
    return (*_acknowledge(work, form, when), pack(work, form, when, before), *there.letters)


def _lost(form: Form) -> PersonReason | None:
    return None if form.assessment.routing.area else PersonReason.UNKNOWN_AREA


def _acknowledge(work: Processing, form: Form, when: str) -> tuple[NewDispatch, ...]:
    values = answers.acknowledgement(form, work.council, work.now.date())
    return work.reply(values, Occasion(form.reference, when), _to_correct(work, form))


def _to_correct(work: Processing, form: Form) -> tuple[Attachment, ...]:
    """The form as it was understood, for the school to correct: made only where it is sent."""
    if form.assessment.complete or not work.answered:
        return ()
    sent_as = form.read.documents[0].media_type
    return correction_forms(work.council, form.assessment, form.reference, sent_as)


def _repeat(work: Processing, form: ReadDocument, reference: str) -> Part:
    """The very same file again: the school is told that we have it."""
    case = work.stations.register.find_case(reference)
    if case is None or case.erased:
        return Part(repeat=True)
    values = answers.already_received(
        work.submission,
        Assessment.model_validate_json(case.assessment),
        reference,
        case.received.astimezone(LONDON),
        work.received,
    )
    return Part(dispatches=work.reply(values, Occasion(reference, f"again {work.claimed.id}")), repeat=True)


def _message(work: Processing) -> Iterator[Part]:
    """What the message as a whole needs: files to send again, a question for a person."""
    if work.submission.stands_in:
        yield Part(person=PersonReason.NOT_HANDED_OVER)
    elif work.of_a_machine:
        yield Part(person=PersonReason.AUTOMATIC)
    elif work.submission.sealed or work.submission.beyond_limits:
        yield _unopened(work, PersonReason.SEALED if work.submission.sealed else PersonReason.BEYOND_LIMITS)
    elif work.unreadable:
        again = notices.unreadable(work.submission, work.unreadable, work.received)
        yield Part(dispatches=_answer(work, again), person=_why_unreadable(work))
    elif not work.forms and (case := case_meant(work)):
        yield _reply_about(work, case)
    elif not work.forms:
        values = notices.no_form(work.submission, work.received)
        yield Part(dispatches=_answer(work, values), person=PersonReason.NO_FORM)


def _reply_about(work: Processing, case: Case) -> Part:
    """An answer about a case, without a form: nothing is guessed from it, and who looks after the case reads it."""
    placement = Assessment.model_validate_json(case.assessment)
    to = answers.handler(work.council, placement.routing, work.now.date())
    values = notices.for_a_person(
        (PersonReason.REPLY,),
        to.name,
        work.received,
        message=work.claimed.id,
        reference=case.reference,
        answered=work.answered,
    )
    occasion = Occasion(work.claimed.id, PersonReason.REPLY, is_case=False)
    note = work.post.letter(values, to.email, occasion, attachments=(_original(work),), also=to.copies)
    to_correct = case.row.is_open and not placement.complete
    begun = case.row.start is not None and case.row.start <= work.now.date()
    with_form = case.row.is_open and (begun or not to_correct)
    answer = notices.reply_passed_on(
        work.submission, placement, case.reference, to, work.received, with_form=with_form, to_correct=to_correct
    )
    forms = (
        *(_its_own_form(work, case) if to_correct and work.answered else ()),
        *(review_forms(work.council, case.reference) if with_form and work.answered else ()),
    )
    told = work.reply(answer, Occasion(work.claimed.id, "v1", is_case=False), forms)
    return Part(dispatches=(*told, note), person=PersonReason.REPLY)


def _its_own_form(work: Processing, case: Case) -> tuple[Attachment, ...]:
    """The form of a case that waits for answers, for who wrote them into an email instead."""
    placed = work.stations.register.placed({case.reference}).get(case.reference)
    return DueLetters(work.post, case.reference, placed, case.row.end).correction_forms() if placed else ()


def _original(work: Processing) -> Attachment:
    return Attachment("message.eml", "message/rfc822", work.claimed.raw)


def _why_unreadable(work: Processing) -> PersonReason | None:
    """Why a person looks at what could not be read: forms that may be mixed always, else where none could be read."""
    codes = {read.reading.reason for read in work.unreadable}
    if ReadingCode.LOOSE_PAGES in codes:
        return PersonReason.LOOSE_PAGES
    if ReadingCode.SEVERAL_FORMS in codes:
        return PersonReason.SEVERAL_FORMS
    return None if work.forms else PersonReason.UNREADABLE


def _unopened(work: Processing, reason: PersonReason) -> Part:
    """The sender is told that the message stayed closed, unless a form in it was read and is answered already."""
    letters = () if work.forms else _answer(work, notices.unopened(reason, work.submission, work.received))
    return Part(dispatches=letters, person=reason)


def _stranger(work: Processing) -> Iterator[Part]:
    """Mail from an address that nobody knows: flagged to the team, and answered with a receipt alone."""
    if work.correspondent.known or work.of_a_machine or work.submission.stands_in:
        return
    occasion = Occasion(work.claimed.id, "v1", is_case=False)
    yield Part(dispatches=work.receipt(notices.receipt(work.received), occasion), person=PersonReason.UNKNOWN_SENDER)


def _spent(work: Processing) -> Iterator[Part]:
    if work.correspondent.spent:
        yield Part(person=PersonReason.ANSWER_LIMIT)


def _tell_the_team(work: Processing, parts: Sequence[Part]) -> Iterator[Part]:
    """Whatever needs a person reaches one, with the message as it came; automatic mail is only recorded."""
    found = dict.fromkeys(part.person for part in parts if part.person)
    reasons = tuple(reason for reason in found if reason not in _TOLD_OTHERWISE)
    if not reasons or PersonReason.AUTOMATIC in found:
        return
    attached = not work.submission.stands_in and _CLOSED.isdisjoint(reasons)
    values = notices.for_a_person(
        reasons,
        work.council.team,
        work.received,
        message=work.claimed.id,
        reference=next((part.reference for part in parts if part.reference), ""),
        answered=any(letter.kind in ANSWERS for part in parts for letter in part.dispatches),
        attached=attached,
    )
    original = (_original(work),) if attached else ()
    occasion = _once_a_day(work) if work.correspondent.spent else Occasion(work.claimed.id, reasons[0], is_case=False)
    yield Part(dispatches=(work.post.letter(values, work.council.team_email, occasion, attachments=original),))


_CLOSED = frozenset({PersonReason.INFECTED, PersonReason.NOT_SCANNED})
"""What is passed on to nobody."""
_TOLD_OTHERWISE = frozenset(
    {PersonReason.AUTOMATIC, PersonReason.BOUNCED, PersonReason.REVIEW_QUERIED, PersonReason.REPLY}
)


def _once_a_day(work: Processing) -> Occasion:
    """Two machines that answer each other must not fill the team's mailbox: one note a day for each address."""
    address = hashlib.sha256((work.correspondent.address or "").lower().encode()).hexdigest()[:32]
    return Occasion(address, f"{PersonReason.ANSWER_LIMIT.value} {work.now.date()}", is_case=False)


def _answer(work: Processing, values: LetterValues) -> tuple[NewDispatch, ...]:
    """Answer a message that became no case, with the blank forms."""
    if not work.answered:
        return ()
    return work.reply(values, Occasion(work.claimed.id, "v1", is_case=False), blank_forms(work.council, PROPOSALS))


def _settlement(parts: Sequence[Part]) -> Settlement:
    filings = tuple(part.filing for part in parts if part.filing)
    revisions = tuple(part.revision for part in parts if part.revision)
    results = tuple(part.result for part in parts if part.result)
    rulings = tuple(part.ruling for part in parts if part.ruling)
    reasons = [part.person for part in parts if part.person]
    if filings or revisions or results or rulings:
        outcome = Outcome.FILED
    elif any(part.repeat for part in parts):
        outcome = Outcome.DUPLICATE
    else:
        outcome = Outcome.FOR_A_PERSON
    return Settlement(
        outcome=outcome,
        reason=reasons[0].value if reasons else "",
        filings=filings,
        revisions=revisions,
        results=results,
        rulings=rulings,
        dispatches=tuple(dispatch for part in parts for dispatch in part.dispatches),
        undelivered=tuple(each for part in parts for each in part.undelivered),
    )
