"""Apart: whatever opens a stranger's bytes does so in a child process, within limits, with nothing of the desk's."""

from __future__ import annotations

from extractors.apart.limits import Limits
from extractors.apart.operation import Kept, Operation, Plan
from extractors.apart.pool import Pool

__all__ = ["Kept", "Limits", "Operation", "Plan", "Pool"]
