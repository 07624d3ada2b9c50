"""Invented values for the letters that follow from a decision, full and as empty as they can be."""

from __future__ import annotations

from datetime import date
from typing import Any

from outputs.letters import decisions as d
from outputs.letters import sample_values as s
from outputs.letters import values as v
from outputs.letters.looks import UNSURE
from outputs.letters.wording import REASONS, PersonReason
from proposals.reading import Unsure

_DECIDED = date(2026, 12, 2)


def decision_samples(about: dict[str, Any], sections: tuple[v.SectionProblems, ...]) -> tuple[v.LetterValues, ...]:
    """Return invented values for each letter, in the order of LETTERS; `about` is what all of them have."""
    decided = about | {
        "decided": _DECIDED,
        "decided_by": s.COORDINATOR.name,
        "comments": (
            "The plan for the return to school is clear, thank you.",
            "Please agree who rings the parents when the pupil does not arrive.",
        ),
        "instead_of": "More information needed",
        "start": s.START,
    }
    return (
        d.DecisionSupported(**decided, reviews=s.REVIEWS),
        d.DecisionMoreInformation(**decided, sections=sections, questions=s.QUESTIONS),
        d.DecisionNotSupported(**decided, begun=True),
        d.DecisionReceipt(
            recipient=v.Recipient(name=s.COORDINATOR.name),
            reference=about["reference"],
            form=about["form"],
            initials=s.INITIALS,
            received=_DECIDED,
            decision="Not supported",
            why=REASONS[PersonReason.DECISION_PRINTED],
            school_told=False,
            read=(
                d.Said(label="Decision", text="Not supported"),
                d.Said(label="Comments for the school", text="Please agree who rings the parents."),
            ),
            unsure=(UNSURE[Unsure.CUT],),
        ),
    )


def emptiest_decisions(about: dict[str, Any]) -> tuple[v.LetterValues, ...]:
    """Return the same with all left out that may be empty."""
    return (
        d.DecisionSupported(**about, decided=_DECIDED),
        d.DecisionMoreInformation(**about, decided=_DECIDED),
        d.DecisionNotSupported(**about, decided=_DECIDED),
        d.DecisionReceipt(**about, received=_DECIDED, decision="Supported"),
    )
