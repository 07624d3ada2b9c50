"""What was found for a label: the Question that it asks, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.ticks import unmarked
from proposals.question import Kind, Question, Section

EXACT = 0.95
SLIP = 0.8
"""How sure a label makes us: spelt as known, or with a slip."""


@dataclass(frozen=True, slots=True)
class Match:
    """A Question found by its label, and how sure that is."""

    question: Question
    confidence: float
    surname: Question | None = None
    """Set where one label asks for first name and last name together."""
    said: str = ""
    """The label itself, where nobody listed it."""

    @property
    def listed(self) -> bool:
        """Whether we know what the label asks; else it only looks like one."""
        return self.question is not _UNNAMED


_UNNAMED = Question("", Section("", ""), Kind.LONG_TEXT)
_SOMEHOW = 0.5


def unnamed(text: str) -> Match:
    """Return the Match of a label of which we do not know yet what it asks."""
    return Match(_UNNAMED, _SOMEHOW, said=unmarked(text))
