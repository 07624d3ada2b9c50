"""What each letter needs to be told that follows from a coordinator's decision.

As in `outputs.letters.values`: the fields are the placeholders, and the sentence beside a field's type is what
docs/letters.md says of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from outputs.letters.notices import About, PlacementNotice
from outputs.letters.values import CaseValues, SectionProblems


class Told(About):
    """What every letter is told that tells a school a decision, by the names of its placeholders."""

    decided: date
    decided_by: str
    comments: tuple[str, ...]
    instead_of: str
    start: date | None
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision(PlacementNotice):
    """What every letter has that tells a school a decision."""

    decided: Annotated[date, "the day of the decision"]
    decided_by: Annotated[str, "who decided, if they gave their name"] = ""
    comments: Annotated[tuple[str, ...], "the coordinator’s comments, paragraph by paragraph"] = ()
    instead_of: Annotated[str, "the decision that this one takes the place of, if there was one"] = ""
    start: Annotated[date | None, "the first day"] = None
    begun: Annotated[bool, "whether the first day has come"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSupported(_Decision):
    """To the school: the coordinator supports the placement or move."""

    NAME: ClassVar[str] = "decision_supported"
    reviews: Annotated[tuple[date, ...], "the days reviews are due"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMoreInformation(_Decision):
    """To the school: the coordinator cannot decide before knowing more."""

    NAME: ClassVar[str] = "decision_more_information"
    sections: Annotated[tuple[SectionProblems, ...], "what is missing or unclear, section by section"] = ()
    questions: Annotated[tuple[str, ...], "what the checks would ask the school"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNotSupported(_Decision):
    """To the school: the coordinator does not support the placement or move."""

    NAME: ClassVar[str] = "decision_not_supported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer of a form, as it was read."""

    label: Annotated[str, "what the form asks"]
    text: Annotated[str, "what was read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReceipt(CaseValues):
    """To the coordinator: the decision that came by e-mail is recorded, or why it is not."""

    NAME: ClassVar[str] = "decision_receipt"
    received: Annotated[date, "the day the decision arrived"]
    decision: Annotated[str, "what was decided, in the words of the form"] = ""
    why: Annotated[str, "why it was not recorded, in a sentence; nothing when it was"] = ""
    school_told: Annotated[bool, "whether the school was written to"] = True
    read: Annotated[tuple[Said, ...], "what was read, where the form was printed or scanned"] = ()
    unsure: Annotated[tuple[str, ...], "why that is not sure enough to act on, in sentences"] = ()
