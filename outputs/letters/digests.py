"""What the digest of the week needs to be told: its lines, section by section, and the picture of the placements.

As in `outputs.letters.values`: the fields are the placeholders, and the sentence beside a field's type is what
docs/letters.md says of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, ClassVar

from outputs.letters.values import LetterValues


class ReviewState(Enum):
    """What a review is on the day of the digest."""

    HELD = "held"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One case in a table of the digest."""

    reference: Annotated[str, "our reference"]
    day: Annotated[date, "the day it is about"]
    initials: Annotated[str, "the pupil’s initials, if the form gives a name"] = ""
    school: Annotated[str, "the school’s name, if known"] = ""
    ended: Annotated[bool, "among what is overdue: whether the day is the last of the placement"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReview:
    """One review in the picture."""

    day: Annotated[date, "the day it was held, else the day it is due"]
    state: Annotated[ReviewState, "held, due or overdue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One placement in the picture."""

    reference: Annotated[str, "our reference"]
    initials: Annotated[str, "the pupil’s initials, if the form gives a name"] = ""
    school: Annotated[str, "the school’s name, if known"] = ""
    start: Annotated[date | None, "the first day, if known"] = None
    end: Annotated[date | None, "the last day, if known"] = None
    reviews: Annotated[tuple[MarkedReview, ...], "its reviews"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyDigest(LetterValues):
    """To the coordinator, once a week: what is new, waiting, due, overdue and ending."""

    NAME: ClassVar[str] = "digest"
    on: Annotated[date, "the day of the digest"]
    school_days: Annotated[int, "how many school days the digest looks ahead"]
    open_count: Annotated[int, "how many cases are open"] = 0
    absent: Annotated[str, "the coordinator whose cases these are, if the recipient covers for them"] = ""
    new: Annotated[tuple[DigestLine, ...], "what came since the last digest"] = ()
    awaiting_school: Annotated[tuple[DigestLine, ...], "forms whose school was asked for answers, and when"] = ()
    awaiting_decision: Annotated[tuple[DigestLine, ...], "forms that wait for the council’s decision"] = ()
    due: Annotated[tuple[DigestLine, ...], "reviews that are coming up"] = ()
    overdue: Annotated[tuple[DigestLine, ...], "reviews and last days that are past without an outcome"] = ()
    ending: Annotated[tuple[DigestLine, ...], "placements that are about to end"] = ()
    bars: Annotated[tuple[Bar, ...], "the placements of the picture, which stands in the PDF"] = ()
