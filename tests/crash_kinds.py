"""The kinds of message, and of fault, that the crash matrix sends down the straight way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from types import MappingProxyType

from desk.samples.files import samples, with_reference
from desk.samples.mails import Mail, attach, begin, finish
from flows.stations import Stations
from mailboxes.mailbox import AuthFailed, MailboxError, Rejected, SendUnknown, Transient
from outputs.blank_pdf import blank_pdf
from outputs.prefill import Prefill, understood
from proposals.assessment import Assessment
from proposals.coordinator_decision import CoordinatorDecision
from proposals.review_outcome import ReviewOutcome
from straight_way import deliver, mail, run

MORNING = datetime(2026, 11, 30, 8, tzinfo=UTC)
DAY_BEFORE = MORNING - timedelta(days=1)
REVIEW_DUE = date(2027, 1, 26)
"""Ten school days before the first review of complete.pdf."""
LONG_AFTER = date(2031, 1, 6)
"""When nothing of it need be kept any more."""

Messages = Callable[[Stations], tuple[tuple[str, bytes], ...]]
"""Makes what is delivered: keys and raw messages."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What the mailbox does whenever it is asked for `call` (about the message `key`, if one is named)."""

    call: str
    error: type[MailboxError]
    key: str = ""


def nothing(_stations: Stations) -> tuple[tuple[str, bytes], ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """What came before, what is delivered, what goes wrong besides, and which flow takes it up."""

    name: str
    messages: Messages = nothing
    before: Messages = nothing
    """Taken in and answered the day before."""
    tries: int = 1
    """How many hourly runs there were on the day before."""
    unheard: Fault | None = None
    """A fault on the day before."""
    faults: tuple[Fault, ...] = ()
    full_disk: bool = False
    """Outcomes cannot be written for want of room."""
    put_back: bool = False
    """Somebody moves the messages of the day before back to the inbox."""
    flow: str = "intake"
    now: datetime = MORNING
    on: date | None = None
    hours: int = 2
    """How many hourly runs everything takes after a death."""


def _one(*files: str, slug: str = "sample", key: str = "one", **more: object) -> Messages:
    return lambda _stations: ((key, mail(*files, now=MORNING, slug=slug, **more)),)


def _twice(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    ((_, raw),) = _one("complete.pdf")(stations)
    return ("one", raw), ("two", raw)


def _two_messages(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    return *_one("managed_move.pdf", slug="first", key="a")(stations), *_one(slug="second", key="b")(stations)


def _outcome(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    [case] = stations.register.cases()
    sample = samples()["review_outcome.pdf"]
    about = Mail("outcome", 0, "Office <office@oakfield.example.org>", "Review", "The outcome is attached.")
    message = begin(about, MORNING)
    attach(message, with_reference(sample.data, case.reference), "outcome.pdf", inline=False)
    return (("outcome", finish(message, about)),)


def _decision(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    """The coordinator supports what was filed the day before."""
    [case] = stations.register.cases()
    said = {"ruling": "supported", "comments": "Thank you.", "decided_by": "Jo Fairweather"}
    form = blank_pdf(CoordinatorDecision, stations.council, Prefill(said, reference=case.reference))
    return _attached(form, "decision", "Jo <jo.fairweather@exampleshire.example.org>")


def _bounce(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    letter = next(row for row in stations.register.letters() if row.kind == "acknowledgement_complete")
    sent = message_from_bytes(stations.register.letter(letter.id), policy=policy.default)
    raw = (
        "From: MAILER-DAEMON@mx.example.org\nSubject: failure\nMessage-ID: <bounce@mx.example.org>\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {letter.recipient}\nAction: failed\nStatus: 5.1.1\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {sent['Message-ID']}\n\n--b--\n"
    )
    return (("bounce", raw.encode()),)


def _attached(
    form: bytes, slug: str, sender: str = "Office <office@oakfield.example.org>"
) -> tuple[tuple[str, bytes], ...]:
    about = Mail(slug, 0, sender, "Form", "It is attached.")
    message = begin(about, MORNING)
    attach(message, form, f"{slug}.pdf", inline=False)
    return ((slug, finish(message, about)),)


def _correction(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    """An incomplete form as its school corrects it: the next version of its case."""
    [row] = stations.register.cases()
    case = stations.register.find_case(row.reference)
    assessment = Assessment.model_validate_json(case.assessment)
    prefill = understood(assessment, row.reference)
    told = {"end_date": "2027-03-26", "reintegration_plan": "Two mornings.", "reintegration_date": "2027-03-29"}
    form = blank_pdf(
        type(assessment.proposal), stations.council, Prefill({**prefill.answers, **told}, {}, row.reference)
    )
    return _attached(form, "correction")


def _ended(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    """A case that a review ended, one that nobody ended, and a message for a person."""
    forms = (*_one("complete.pdf", slug="ended", key="ended")(stations), *_one("managed_move.pdf", slug="b")(stations))
    for key, raw in forms:
        deliver(stations, raw, key)
    run(stations, DAY_BEFORE)
    reference = next(row.reference for row in stations.register.cases() if row.reference.startswith("OSD"))
    said = {
        "case_reference": reference,
        "decision": "return_to_school",
        "progress": "Good.",
    }
    outcome = blank_pdf(ReviewOutcome, stations.council, Prefill(said))
    return (*_attached(outcome, "end"), ("question", mail(now=MORNING, slug="question")))


def _in_a_holiday(stations: Stations) -> tuple[tuple[str, bytes], ...]:
    """A case whose next review was agreed for a day in half term."""
    for key, raw in _one("complete.pdf", slug="earlier", key="earlier")(stations):
        deliver(stations, raw, key)
    run(stations, DAY_BEFORE)
    [row] = stations.register.cases()
    said = {
        "case_reference": row.reference,
        "decision": "continue",
        "progress": "Good.",
        "next_review_date": "2027-02-17",
    }
    return _attached(blank_pdf(ReviewOutcome, stations.council, Prefill(said)), "agreed")


_FORM = _one("complete.pdf", slug="earlier", key="earlier")

KINDS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("complete form", _one("complete.pdf")),
            Kind("form and enclosure", _one("complete.pdf", "risk_assessment.pdf")),
            Kind("incomplete form", _one("incomplete.docx")),
            Kind("two forms", _one("pair_first.pdf", "pair_second.docx")),
            Kind("not a form", _one()),
            Kind("delivered twice", _twice),
            Kind("the same form again", _one("complete.pdf", slug="again"), before=_FORM),
            Kind("review outcome", _outcome, before=_FORM, now=MORNING + timedelta(days=73)),
            Kind("decision", _decision, before=_FORM),
            Kind("bounce", _bounce, before=_FORM),
            Kind("poison", _one("complete.pdf", slug="poison"), hours=6),
            Kind("poison, the last attempt", before=_one("complete.pdf", slug="poison"), tries=2, hours=3),
            Kind("full disk", _one("complete.pdf"), full_disk=True),
            Kind("put back", before=_FORM, put_back=True),
            Kind("review due", before=_FORM, flow="reviews", on=REVIEW_DUE, now=MORNING + timedelta(days=57)),
            Kind("review in a holiday", before=_in_a_holiday, flow="reviews", on=MORNING.date()),
            Kind("digest of the week", before=_FORM, flow="digest", on=REVIEW_DUE, now=MORNING + timedelta(days=57)),
            Kind("correction", _correction, before=_one("incomplete.docx", slug="earlier", key="earlier")),
            Kind("kept long enough", before=_ended, flow="retention", on=LONG_AFTER),
            Kind("fetching fails", _two_messages, faults=(Fault("fetch", Transient, "a"),)),
            Kind("fetched at last", before=_two_messages, unheard=Fault("fetch", Transient, "a")),
            Kind("moving fails", _two_messages, faults=(Fault("move", Transient, "a"),)),
            Kind("sending fails", _one("complete.pdf"), faults=(Fault("send", Transient),), hours=3),
            Kind("letters refused", _one("complete.pdf"), faults=(Fault("send", Rejected),)),
            Kind("letters unknown", _one("complete.pdf"), faults=(Fault("send", SendUnknown),)),
            Kind("wrong password", _one("complete.pdf"), faults=(Fault("send", AuthFailed),)),
        )
    }
)
