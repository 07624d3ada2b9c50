"""What tests of the register put into it: invented, short, and the same every time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from register import (
    DeskKey,
    Filing,
    GivenKeys,
    KeyStore,
    NewDispatch,
    NewSubmission,
    Outcome,
    Register,
    ReviewResult,
    Settlement,
    beside,
)

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
LEASE = 300
LATER = NOW + timedelta(seconds=LEASE + 1)
"""When a lease that was taken at NOW has run out."""
REFERENCE, OTHER = "OSD-7K4M-2", "OSD-RDPM-9"
REVIEWS = (date(2027, 1, 12), date(2027, 2, 23), date(2027, 4, 13))


DESK_KEY = DeskKey(b"the tests' own desk key, 32 long")


def opened(url: str, *keys: DeskKey) -> Register:
    """The register at `url`, with the tests' desk key or another; its key store is where it is by default."""
    return Register.open(url, KeyStore.open(beside(url), GivenKeys(tuple(key.text for key in keys or (DESK_KEY,)))))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def message(name: str = "one", *, key: str | None = None, **changes: object) -> NewSubmission:
    """A message whose Message-ID and content are told apart by `name`; `key` is where it lies."""
    made = NewSubmission("desk", key or name, f"<{name}@example.org>", sha(name), NOW, f"raw {name}".encode())
    return replace(made, **changes)


def filing(reference: str = REFERENCE, *, file: str = "form", **changes: object) -> Filing:
    made = Filing(
        reference=reference,
        kind="off_site_direction",
        area="north",
        coordinator="jo",
        complete=True,
        document_sha256=sha(file),
        assessment=f'{{"about": "{reference}"}}',
        start=date(2026, 12, 1),
        end=date(2027, 5, 28),
        reviews=REVIEWS,
    )
    return replace(made, **changes)


def result(reference: str = REFERENCE, *, file: str = "outcome", **changes: object) -> ReviewResult:
    made = ReviewResult(reference, sha(file), "{}", held=REVIEWS[0], decision="continue", next_review=None)
    return replace(made, **changes)


def letter(kind: str = "acknowledgement", to: str = "office@example.org", **changes: object) -> NewDispatch:
    """A letter whose Message-ID follows from what it is, as the desk's own do."""
    made = NewDispatch(kind, "v1", to, "", f"raw {kind}".encode(), REFERENCE)
    made = replace(made, **changes)
    told = "\n".join((made.kind, made.occasion, made.recipient.lower(), made.reference or ""))
    return made if made.message_id else replace(made, message_id=f"<{sha(told)[:32]}@example.org>")


def filed(
    *filings: Filing, letters: tuple[NewDispatch, ...] = (), results: tuple[ReviewResult, ...] = ()
) -> Settlement:
    return Settlement(Outcome.FILED, "", filings, results, letters)


FOR_A_PERSON = Settlement(Outcome.FOR_A_PERSON, "no_form")


def claim(register: Register, name: str = "one", *, worker: str = "ann", now: datetime = NOW) -> str:
    """Persist a message and claim it; return the Submission's id."""
    register.persist(message(name), now)
    claimed = register.claim(worker, now, LEASE)
    assert claimed is not None
    assert claimed.raw == message(name).raw
    return claimed.id


def settle(register: Register, settlement: Settlement, name: str = "one") -> str:
    """Bring a message in and settle it; return the Submission's id."""
    submission = claim(register, name)
    assert register.settle(submission, "ann", settlement, NOW)
    return submission


def adds_up(register: Register, now: datetime = NOW) -> bool:
    """Every arrival is counted in exactly one place."""
    status = register.status(now)
    ended = status.filed + status.duplicate + status.for_a_person + status.quarantined
    return status.arrivals == len(register.arrivals()) == ended + status.waiting + status.in_work
