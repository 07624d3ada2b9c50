"""Runs every check of a form's kind, in the order they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from proposals.checks import managed_move, off_site_direction, review_outcome
from proposals.checks.verdict import Setting, Verdict
from proposals.checks.wording import WORDINGS
from proposals.coordinator_decision import CoordinatorDecision
from proposals.finding import Finding
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.proposal import Proposal
from proposals.review_outcome import ReviewOutcome


def findings(proposal: Proposal, setting: Setting) -> tuple[Finding, ...]:
    """Return one Finding for each point that a form of this kind is checked against."""
    return tuple(_finding(point, verdict) for point, verdict in _verdicts(proposal, setting))


def _verdicts(proposal: Proposal, setting: Setting) -> Iterable[tuple[str, Verdict]]:
    if isinstance(proposal, OffSiteDirection):
        return [(point, check(proposal, setting)) for point, check in off_site_direction.CHECKS.items()]
    if isinstance(proposal, ManagedMove):
        return [(point, check(proposal, setting)) for point, check in managed_move.CHECKS.items()]
    if isinstance(proposal, ReviewOutcome):
        return [(point, check(proposal, setting)) for point, check in review_outcome.CHECKS.items()]
    if isinstance(proposal, CoordinatorDecision):
        return []
    raise TypeError(f"there are no checks for {type(proposal).__name__}")


def _finding(point: str, verdict: Verdict) -> Finding:
    wording = WORDINGS[verdict.why]
    return Finding(
        point=point,
        result=verdict.result,
        because=wording.because.format(**verdict.details),
        evidence=verdict.evidence,
        ask=wording.ask.format(**verdict.details),
    )
