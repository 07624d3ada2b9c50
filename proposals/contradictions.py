"""Dates of one form that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from proposals.problems import Problem, ProblemCode, problem
from proposals.proposal import Proposal
from proposals.reading import FormKind


@dataclass(frozen=True, slots=True)
class _Order:
    """`earlier` comes no later than `later`; if it does, the school is asked about `later`."""

    earlier: str
    later: str
    otherwise: ProblemCode


_ORDERS: Mapping[FormKind, tuple[_Order, ...]] = MappingProxyType(
    {
        FormKind.OFF_SITE_DIRECTION: (
            _Order("date_of_birth", "start_date", ProblemCode.BORN_AFTER_START),
            _Order("start_date", "end_date", ProblemCode.END_BEFORE_START),
            _Order("start_date", "first_review_date", ProblemCode.REVIEW_BEFORE_START),
        ),
        FormKind.MANAGED_MOVE: (
            _Order("date_of_birth", "move_start_date", ProblemCode.BORN_AFTER_START),
            _Order("move_start_date", "review_date", ProblemCode.REVIEW_BEFORE_START),
        ),
        FormKind.REVIEW_OUTCOME: (_Order("review_date", "next_review_date", ProblemCode.NEXT_BEFORE_REVIEW),),
    }
)


def contradictions(proposal: Proposal) -> Iterator[Problem]:
    """Yield a Problem for every two dates that stand in an impossible order. The values themselves are kept."""
    for order in _ORDERS.get(proposal.KIND, ()):
        earlier, later = getattr(proposal, order.earlier), getattr(proposal, order.later)
        if isinstance(earlier, date) and isinstance(later, date) and later < earlier:
            yield problem(order.later, order.otherwise)
