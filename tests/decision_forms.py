"""A case with a coordinator's decision on it: the form filled in, the message that brings it, what is written of it."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy

from conftest import MORNING
from mailboxes.media import media_type
from outputs.blank_pdf import blank_pdf
from outputs.prefill import Prefill
from proposals.coordinator_decision import CoordinatorDecision
from straight_way import deliver, mail, run

LATER = MORNING + timedelta(days=1)
COORDINATOR = "jo.fairweather@exampleshire.example.org"
SCHOOL = "office@oakfield.example.org"
COMMENTS = "Please name the canary who rings the parents.\n\nThank you for the plan."
CANARY = "canary"
START = date(2027, 1, 11)


def filed(stations, file: str = "complete.pdf", **more: object) -> str:
    deliver(stations, mail(file, now=MORNING, slug="first", **more), "first")
    run(stations, MORNING)
    return stations.register.cases()[0].reference


def decision(
    stations, reference: str, ruling: str = "supported", *, make=blank_pdf, hidden: str | None = None, **changes: str
) -> bytes:
    """The decision form as a coordinator fills it in."""
    said = {
        "case_reference": reference,
        "ruling": ruling,
        "comments": COMMENTS,
        "decided_by": "Jo Fairweather",
        "decided_date": "2026-11-30",
        **changes,
    }
    told = {name: each for name, each in said.items() if each}
    return make(CoordinatorDecision, stations.council, Prefill(told, reference=reference if hidden is None else hidden))


def brings(form: bytes, *, sender: str = COORDINATOR, slug: str = "decision", reply_to: str = "") -> bytes:
    message = message_from_bytes(mail(now=LATER, slug=slug, sender=f"Jo <{sender}>"), policy=policy.SMTP)
    if reply_to:
        message["Reply-To"] = reply_to
    message.make_mixed()
    maintype, _, subtype = media_type(form).partition("/")
    message.add_attachment(form, maintype, subtype, filename="form")
    return message.as_bytes()


def come(stations, raw: bytes, name: str = "decision", now=LATER):
    deliver(stations, raw, name)
    run(stations, now)
    return stations.register.arrivals()[-1]


def letters(stations, kind: str):
    return [row for row in stations.register.letters() if row.kind == kind]


def enclosed_form(stations, kind: str) -> bytes:
    [row] = letters(stations, kind)
    message = message_from_bytes(stations.register.letter(row.id), policy=policy.default)
    return next(
        part.get_payload(decode=True) for part in message.walk() if (part.get_filename() or "").endswith("decision.pdf")
    )
