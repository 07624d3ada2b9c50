"""Invented values for the letters to the receiving school, full and as empty as they can be."""

from __future__ import annotations

from datetime import date
from typing import Any

from outputs.letters import receiving as r
from outputs.letters import sample_values as s
from outputs.letters import values as v

_FULL: dict[str, Any] = {
    "recipient": v.Recipient(name="Mr Owen Hale", role="Headteacher", organisation="Hartwell School"),
    "reference": s.MOVE_CASE,
    "form": s.MOVE,
    "initials": "A.B.",
    "school": s.SCHOOL.organisation,
    "host": "Hartwell School",
    "start": s.START,
    "coordinator": s.COORDINATOR,
}
_BARE: dict[str, Any] = {"recipient": v.Recipient(), "reference": s.MOVE_CASE, "form": s.MOVE}


def receiving_samples() -> tuple[v.LetterValues, ...]:
    """Return invented values for each letter to the receiving school, in the order of LETTERS."""
    return (
        r.ReceivingSchool(
            **_FULL,
            received=s.RECEIVED,
            contact=s.SCHOOL.name,
            reviews=s.REVIEWS[:1],
            trial_end=date(2027, 2, 26),
            shared=True,
            version=2,
            decision_asked=True,
        ),
        r.ReceivingReview(**_FULL, due=s.REVIEWS[0]),
        r.ReceivingDecision(**_FULL, decision="Supported", supported=True, decided=s.RECEIVED),
        r.ReceivingOutcome(
            **_FULL, decision="Continue as planned", held=s.REVIEWS[0], next_review=s.REVIEWS[1], closed=False
        ),
    )


def emptiest_receiving() -> tuple[v.LetterValues, ...]:
    """Return the same with all left out that may be empty."""
    return (
        r.ReceivingSchool(**_BARE, received=s.RECEIVED),
        r.ReceivingReview(**_BARE, due=s.REVIEWS[0]),
        r.ReceivingDecision(**_BARE, decision="Not supported", supported=False, decided=s.RECEIVED),
        r.ReceivingOutcome(**_BARE, decision="Return to school", closed=True),
    )
