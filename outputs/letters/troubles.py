"""What the team is told of a run that is in trouble."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Trouble(StrEnum):
    """What can be wrong with a run as a whole."""

    CRASHED = "crashed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class TroubleWords:
    """What happened, and what the people who run the desk can do."""

    what: str
    remedy: str


TROUBLES: MappingProxyType[Trouble, TroubleWords] = MappingProxyType(
    {
        Trouble.CRASHED: TroubleWords(
            "A run of the desk crashed: its process died before it was done. The next run goes on where it stopped.",
            "Look at the crashed run on the Prefect server, and whether the machine has enough memory and disk.",
        ),
        Trouble.LATE: TroubleWords(
            "A run of the desk was due, and nobody took it up in ten minutes. So messages may have waited.",
            "Look whether enough workers run, and whether one of them hangs.",
        ),
    }
)
