"""A coordinator's decision becomes a record and a letter to the school, by whichever door it comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flows import answers, printed
from flows.belonging import named
from flows.due_letters import DueLetters
from flows.policy import is_own, trusted_address
from flows.post import Occasion, Post
from flows.processing import Part, Processing
from flows.reading import ReadDocument
from flows.receiving import ToReceiving, told_before
from mailboxes.compose import Attachment
from outputs.letters import decisions as letters
from outputs.letters.values import Recipient
from outputs.letters.wording import REASONS, PersonReason, form_words
from proposals.assessment import Assessment, assess
from proposals.choices import Ruling, ruling_words
from proposals.coordinator_decision import CoordinatorDecision
from proposals.council import Council
from proposals.display import initials
from register import Case, NewDispatch, NewRuling, Register

_SETTLED = frozenset({Ruling.SUPPORTED, Ruling.NOT_SUPPORTED})


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided, and when; name and comments may be empty."""

    ruling: Ruling
    on: date
    by: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a decision: its record, and the letters that tell of it."""

    ruling: NewRuling
    letters: tuple[NewDispatch, ...]
    school_told: bool


def refused(case: Case, ruling: Ruling, today: date, council: Council) -> PersonReason | None:
    """Return why a decision about `case` is not simply recorded on the day `today`, or None when it is.

    One that contradicts what was decided before is queried once the first day has come: the pupil may be there. To
    decide after more information was asked for contradicts nothing.
    """
    if not council.decisions:
        return PersonReason.NO_DECISIONS
    if not case.row.is_open:
        return PersonReason.DECISION_CLOSED
    before = case.rulings[-1].ruling if case.rulings else None
    begun = case.row.start is not None and case.row.start <= today
    if begun and before in _SETTLED and before != ruling:
        return PersonReason.DECISION_CONTRADICTS
    return None


def consequence(register: Register, post: Post, case: Case, decided: Decided) -> Consequence:
    """Return what follows from a decision about a case that is neither closed nor erased.

    The letter goes to the school where it may be written to, else to the coordinator, to be passed on.
    """
    placed = register.placed({case.reference})[case.reference]
    about = DueLetters(post, case.reference, placed, case.row.end)
    school = trusted_address(about.submission, post.council)
    person = post.council.coordinator(about.assessment.routing.coordinator)
    ours = (person.name, person.email) if person else (post.council.team, post.council.team_email)
    number = len(case.rulings) + 1
    recipient = answers.school(about.assessment) if school else Recipient(name=ours[0])
    values = _letter(about, case, decided, recipient, told=school is not None)
    enclosed: tuple[Attachment, ...] = ()
    if decided.ruling is Ruling.MORE_INFORMATION:
        enclosed = about.correction_forms()
    occasion = Occasion(case.reference, f"decision {number}")
    letter = post.letter(values, school or ours[1], occasion, attachments=enclosed, copied=school is not None)
    ruling = NewRuling(
        case.reference, decided.ruling.value, decided.on, number - 1, decided.comments, decided_by=decided.by
    )
    return Consequence(ruling, (letter, *_to_receiving(post, case, about, decided)), school is not None)


def _to_receiving(post: Post, case: Case, about: DueLetters, decided: Decided) -> tuple[NewDispatch, ...]:
    """What was decided about a managed move, to the school it leads to; what is still asked is the home school's."""
    if decided.ruling not in _SETTLED:
        return ()
    to = ToReceiving.of(post, case.reference, about.assessment, told_before(case))
    words, occasion = ruling_words(decided.ruling), f"decision {len(case.rulings) + 1}"
    return to.decision(words, decided.on, occasion, supported=decided.ruling is Ruling.SUPPORTED)


def _letter(
    about: DueLetters, case: Case, decided: Decided, recipient: Recipient, *, told: bool
) -> letters.DecisionSupported | letters.DecisionMoreInformation | letters.DecisionNotSupported:
    before = case.rulings[-1].ruling if case.rulings else ""
    start, assessment = case.row.start, about.assessment
    said: letters.Told = {
        **about.about(recipient, told=told),
        "decided": decided.on,
        "decided_by": decided.by,
        "comments": tuple(line.strip() for line in decided.comments.splitlines() if line.strip()),
        "instead_of": ruling_words(before) if before and before != decided.ruling else "",
        "start": start,
        "begun": start is not None and start <= about.post.now.date(),
    }
    match decided.ruling:
        case Ruling.SUPPORTED:
            reviews = tuple(review.due for review in case.reviews if review.held is None)
            return letters.DecisionSupported(**said, reviews=reviews)
        case Ruling.NOT_SUPPORTED:
            return letters.DecisionNotSupported(**said)
        case Ruling.MORE_INFORMATION:
            asks = tuple(dict.fromkeys(finding.ask for finding in assessment.findings if finding.ask))
            sections = answers.sections(assessment.proposal, assessment.problems)
            return letters.DecisionMoreInformation(**said, sections=sections, questions=asks)


def decision(work: Processing, form: ReadDocument) -> Part:
    """A decision that came by e-mail: recorded, told to the school and receipted, or left to a person who is told why.

    It is the coordinators' and the team's alone: whatever comes from another address changes nothing.
    """
    if not is_own(work.submission, work.council):
        return Part(person=PersonReason.NOT_A_COORDINATOR)
    assessment = assess(form.reading, work.council, work.now.date())
    said = assessment.proposal
    assert isinstance(said, CoordinatorDecision)  # noqa: S101  # for the type checker: the caller asked the form's kind
    case, unfound = _case(work, form, said)
    if case is None or case.erased:
        return Part(person=unfound)
    read = printed.said(said) if printed.by_looks(form.reading) else ()
    unsure = printed.doubts(assessment, case.reference, work.council) if printed.by_looks(form.reading) else ()
    if unsure:
        return Part(
            person=PersonReason.DECISION_PRINTED,
            dispatches=_receipt(work, case, why=PersonReason.DECISION_PRINTED, read=read, unsure=unsure),
        )
    if said.ruling is None:
        return _queried(work, case, PersonReason.DECISION_UNCLEAR)
    if why := refused(case, said.ruling, work.now.date(), work.council):
        return _queried(work, case, why)
    decided = Decided(said.ruling, _day(said.decided_date, work), said.decided_by or "", said.comments or "")
    if _is_known(case, decided):
        return Part(dispatches=_receipt(work, case, decided=decided, told=True, read=read), repeat=True)
    follows = consequence(work.stations.register, work.post, case, decided)
    ruling = replace(follows.ruling, document_sha256=form.digest, assessment=assessment.model_dump_json())
    receipt = _receipt(work, case, decided=decided, told=follows.school_told, read=read)
    return Part(ruling=ruling, dispatches=(*follows.letters, *receipt))


def _case(work: Processing, form: ReadDocument, said: CoordinatorDecision) -> tuple[Case | None, PersonReason]:
    """The case that a decision names, or why there is none: what the file holds hidden and what is written agree."""
    names = {name for name in (form.reading.reference, said.case_reference) if name}
    if len(names) > 1:
        return None, PersonReason.DECISION_UNCLEAR
    reference = next(iter(names), None) or next(named(work, form), None)
    return work.stations.register.find_case(reference or ""), PersonReason.UNKNOWN_REFERENCE


def _day(written: date | None, work: Processing) -> date:
    """The day of a decision, which is not after the day on which it is read."""
    today = work.now.date()
    return min(written, today) if written else today


def _is_known(case: Case, decided: Decided) -> bool:
    """Whether it says what the last decision did, and no later version of the form has come since."""
    if not case.rulings:
        return False
    last = case.rulings[-1]
    happened = [event.what for event in case.events]
    newer = "revised" in happened[len(happened) - happened[::-1].index("decided") :]
    return not newer and (last.ruling, last.comments) == (decided.ruling.value, decided.comments)


def _queried(work: Processing, case: Case, why: PersonReason) -> Part:
    """To a person, and back to whoever decided, who is the first to know what was meant."""
    return Part(person=why, dispatches=_receipt(work, case, why=why))


def _receipt(
    work: Processing,
    case: Case,
    *,
    decided: Decided | None = None,
    why: PersonReason | None = None,
    told: bool = False,
    read: tuple[letters.Said, ...] = (),
    unsure: tuple[str, ...] = (),
) -> tuple[NewDispatch, ...]:
    """To whoever decided: what became of it, and what was `read` where that is by its looks."""
    proposal = Assessment.model_validate_json(case.assessment).proposal
    values = letters.DecisionReceipt(
        recipient=answers.sender(work.submission),
        reference=case.reference,
        form=form_words(proposal.KIND),
        initials=initials(proposal),
        received=work.received.date(),
        decision=ruling_words(decided.ruling) if decided else "",
        why=REASONS[why] if why else "",
        school_told=told,
        read=read,
        unsure=unsure,
    )
    return work.reply(values, Occasion(case.reference, f"receipt {work.claimed.id}"))
