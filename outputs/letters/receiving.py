"""What each letter needs to be told that goes to the school a managed move leads to; the form shares no more with it.

As in `outputs.letters.values`: the fields are the placeholders, and the sentence beside a field's type is what
docs/letters.md says of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar

from outputs.letters.values import CaseValues, Contact
from proposals.receiving import Unwritten


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReceivingSchool(CaseValues):
    """What every letter to the receiving school has."""

    school: Annotated[str, "the school that the pupil comes from, if known"] = ""
    host: Annotated[str, "the receiving school, as the council’s list calls it"] = ""
    start: Annotated[date | None, "the first day at the receiving school"] = None
    coordinator: Annotated[Contact | None, "the coordinator of the pupil’s area, if the area is known"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingSchool(ToReceivingSchool):
    """To the receiving school: a managed move to it was notified."""

    NAME: ClassVar[str] = "receiving_school"
    received: Annotated[date, "the day the form arrived"]
    contact: Annotated[str, "whom to ask at the school that the pupil comes from, if known"] = ""
    reviews: Annotated[tuple[date, ...], "the days reviews are due"] = ()
    trial_end: Annotated[date | None, "the last day of a trial period, if there is one"] = None
    shared: Annotated[bool, "whether the form says that the pupil’s records were passed on"] = False
    version: Annotated[int, "which version of the form it is, from 1"] = 1
    decision_asked: Annotated[bool, "whether the coordinator decides about it"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingReview(ToReceivingSchool):
    """To the receiving school: a review of the move is coming up."""

    NAME: ClassVar[str] = "receiving_review"
    due: Annotated[date, "the day the review is due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingDecision(ToReceivingSchool):
    """To the receiving school: the coordinator has decided about the move."""

    NAME: ClassVar[str] = "receiving_decision"
    decision: Annotated[str, "what was decided, in the words of the form"]
    supported: Annotated[bool, "whether the move is supported"]
    decided: Annotated[date, "the day of the decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingOutcome(ToReceivingSchool):
    """To the receiving school: the outcome of a review of the move is recorded."""

    NAME: ClassVar[str] = "receiving_outcome"
    decision: Annotated[str, "what was decided, in the words of the form"]
    held: Annotated[date | None, "the day of the review"] = None
    next_review: Annotated[date | None, "the day the next review is due, if there is one"] = None
    closed: Annotated[bool, "whether the review ends the move, and the case is closed"] = False


WRITTEN = "We have written to the receiving school too."
NOT_ANEW = "The receiving school was told before, and nothing of what we told it has changed."
ANOTHER = "We wrote to another receiving school about an earlier version. Please tell it what has changed."
UNPROVEN = "We have not written to the receiving school, because nobody knows the address that the form came from."
NOT_WRITTEN: MappingProxyType[Unwritten, str] = MappingProxyType(
    {
        Unwritten.TURNED_OFF: "",
        Unwritten.NOT_AGREED: (
            "We have not written to the receiving school, because the form does not say that it agrees. Does it?"
        ),
        Unwritten.PARENTS: (
            "We have not written to the receiving school, because the form does not say that the parents agree. Do "
            "they?"
        ),
        Unwritten.NOT_NAMED: "We have not written to the receiving school, because the form does not name it.",
        Unwritten.NOT_LISTED: (
            "We have not written to the receiving school, because it is not in our list of schools by the name and URN "
            "on the form. Please tell it of the move."
        ),
        Unwritten.SEVERAL: (
            "We have not written to the receiving school, because our list has several of its name. Which one is meant?"
        ),
        Unwritten.CONTRADICTS: (
            "We have not written to the receiving school, because its name and its URN on the form mean different "
            "schools. Which one is meant?"
        ),
        Unwritten.SAME: (
            "We have not written to the receiving school, because by the form it is the school the pupil comes from."
        ),
        Unwritten.NO_ADDRESS: (
            "We have not written to the receiving school, because our list has no address of it. Please tell it of the "
            "move."
        ),
    }
)
"""For each reason the sentence for the coordinator."""
