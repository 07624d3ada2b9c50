"""What each letter needs to be told that the calendar writes: reviews, endings, and answers that do not come.

As in `outputs.letters.values`: the fields are the placeholders, and the sentence beside a field's type is what
docs/letters.md says of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypedDict

from outputs.letters.values import CaseValues, Contact, Recipient, SectionProblems
from outputs.letters.wording import FormWords


class About(TypedDict):
    """What every such letter is told of its case, by the names of its placeholders."""

    recipient: Recipient
    reference: str
    form: FormWords
    initials: str
    school: str
    host: str
    end: date | None
    coordinator: Contact | None
    school_told: bool


class Invited(TypedDict):
    """By when parents are invited to a review, and how many days that is before it."""

    invite_by: date
    invite_days: int


class Asked(TypedDict):
    """What a school was asked for, section by section, and since when."""

    sections: tuple[SectionProblems, ...]
    asked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementNotice(CaseValues):
    """What every letter has that goes to the school and, as a copy, to the coordinator."""

    school: Annotated[str, "the school’s name, if known"] = ""
    host: Annotated[str, "the provider or receiving school"] = ""
    end: Annotated[date | None, "the last day; a managed move has none"] = None
    coordinator: Annotated[Contact | None, "the area’s coordinator, if the area is known"] = None
    school_told: Annotated[bool, "whether the letter went to the school too"] = True
    absent: Annotated[str, "the coordinator who is away, if the recipient covers for them"] = ""

    @property
    def own_copy(self) -> bool:
        """Whether this is the coordinator's own copy of the letter."""
        return self.coordinator is not None and self.recipient.name == self.coordinator.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDue(PlacementNotice):
    """To the school and to the coordinator: a review is due."""

    NAME: ClassVar[str] = "review_due"
    due: Annotated[date, "the day the review is due"]
    invite_by: Annotated[date, "the last day to invite the parents"]
    invite_days: Annotated[int, "how many days before the review parents must be invited"]
    decision_days: Annotated[int, "how many days after the review the decision is sent to parents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewInvitation(PlacementNotice):
    """To the school: the last days to invite the parents to a review."""

    NAME: ClassVar[str] = "review_invitation"
    due: Annotated[date, "the day the review is due"]
    invite_by: Annotated[date, "the last day to invite the parents"]
    invite_days: Annotated[int, "how many days before the review parents must be invited"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewToday(PlacementNotice):
    """To the school and to the coordinator: a review is due now."""

    NAME: ClassVar[str] = "review_today"
    due: Annotated[date, "the day the review is due"]
    decision_days: Annotated[int, "how many days after the review the decision is sent to parents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOverdue(PlacementNotice):
    """To the school and to the coordinator: the outcome of a review has not come."""

    NAME: ClassVar[str] = "review_overdue"
    due: Annotated[date, "the day the review was due"]
    time: Annotated[int, "which time we ask, from 1"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEscalated(PlacementNotice):
    """To the team: the outcome of a review has not come, however often the school was asked."""

    NAME: ClassVar[str] = "review_escalated"
    due: Annotated[date, "the day the review was due"]
    asked: Annotated[int, "how often the school was asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDay:
    """A review that goes by another day."""

    before: Annotated[date, "the day it was planned for"]
    after: Annotated[date, "the day it is due now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsMoved(PlacementNotice):
    """To the school and to the coordinator: reviews would fall in a holiday, and have other days."""

    NAME: ClassVar[str] = "reviews_moved"
    moves: Annotated[tuple[MovedDay, ...], "the reviews that have another day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingSoon(PlacementNotice):
    """To the school and to the coordinator: the last day is near, and the final review is not held."""

    NAME: ClassVar[str] = "ending_soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedWithoutOutcome(PlacementNotice):
    """To the school and to the coordinator: the last day is past, and nobody has told what became of the pupil."""

    NAME: ClassVar[str] = "ended_without_outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedUndecided(PlacementNotice):
    """To the coordinator and to the team: the first day has come, and no decision is recorded."""

    NAME: ClassVar[str] = "started_undecided"
    start: Annotated[date, "the first day"]
    asked_for_more: Annotated[bool, "whether the coordinator asked the school for more information"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersAwaited(PlacementNotice):
    """To the school: the missing answers have not come."""

    NAME: ClassVar[str] = "answers_awaited"
    asked: Annotated[date, "the day we last said what is missing"]
    time: Annotated[int, "which time we ask again, from 1"]
    sections: Annotated[tuple[SectionProblems, ...], "what is missing or unclear, section by section"]

    @property
    def problems_count(self) -> int:
        """How many answers are missing or unclear."""
        return sum(len(section.problems) for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersMissing(PlacementNotice):
    """To the coordinator: the missing answers have not come, however often the school was asked."""

    NAME: ClassVar[str] = "answers_missing"
    asked: Annotated[date, "the day we last said what is missing"]
    times: Annotated[int, "how often we asked again"]
    sections: Annotated[tuple[SectionProblems, ...], "what is missing or unclear, section by section"]
