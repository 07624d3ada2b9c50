"""What a later version of a form says otherwise than the one before it."""

from __future__ import annotations

from dataclasses import dataclass

from proposals.display import show
from proposals.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that changed, as people read it; "" where nothing was said."""

    label: str
    before: str
    after: str


def changes(before: Proposal, after: Proposal) -> tuple[Change, ...]:
    """Return what `after` answers otherwise than `before`, a form of the same kind, in the form's order."""
    return tuple(
        Change(question.label, show(question, old), show(question, new))
        for question in type(after).questions()
        if (old := getattr(before, question.name)) != (new := getattr(after, question.name))
    )
