"""The forms this desk knows, by kind."""

from __future__ import annotations

from types import MappingProxyType

from proposals.coordinator_decision import CoordinatorDecision
from proposals.managed_move import ManagedMove
from proposals.off_site_direction import OffSiteDirection
from proposals.proposal import Proposal
from proposals.reading import FormKind
from proposals.review_outcome import ReviewOutcome

FORMS: MappingProxyType[FormKind, type[Proposal]] = MappingProxyType(
    {form.KIND: form for form in (OffSiteDirection, ManagedMove, ReviewOutcome, CoordinatorDecision)}
)
