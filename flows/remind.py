"""Writes the letters that the calendar calls for, computed from the data: a missed or doubled run changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flows.clock import LONDON
from flows.due_letters import DueLetters
from flows.post import Post
from flows.stations import Stations
from proposals.choices import Ruling
from proposals.due import Notice, NoticeKind, Placement, PlannedReview, notices
from register import OpenCase

_UNDECIDED = frozenset({None, Ruling.MORE_INFORMATION.value})


@dataclass(frozen=True, slots=True)
class DueNotice:
    """Something that is due to be said about a case, and was not yet."""

    reference: str
    notice: Notice
    end: date | None
    ruling: str | None


def due(stations: Stations, on: date) -> tuple[DueNotice, ...]:
    """Return what is due to be said on the day `on`, or was before it and still matters; changes nothing."""
    return tuple(
        DueNotice(case.reference, notice, case.end, case.ruling)
        for case in stations.register.open_cases()
        for notice in notices(_placement(case), on, stations.council)
        if (notice.kind.value, notice.occasion) not in case.written
    )


def remind(stations: Stations, on: date, now: datetime) -> int:
    """Queue the letters of everything that is due (`proposals.due`), each once for its occasion; return how many.

    The numbers are the council's (`limits` in its profile). Only the cases that a letter is due about are opened.
    """
    found = due(stations, on)
    placed = stations.register.placed({each.reference for each in found})
    post = Post(stations.council, now.astimezone(LONDON))
    letters = [
        letter
        for each in found
        # What was erased in between is written about no more.
        if each.reference in placed
        for letter in DueLetters(post, each.reference, placed[each.reference], each.end, each.ruling).of(each.notice)
    ]
    return stations.register.queue(letters, now)


def _placement(case: OpenCase) -> Placement:
    asked = _day(case.asked) if case.asked else None
    return Placement(
        received=_day(case.received),
        start=case.start,
        end=case.end,
        undecided=case.ruling in _UNDECIDED,
        asked=asked,
        asked_again=_days_of(case, NoticeKind.ANSWERS_AWAITED, asked) if asked else (),
        reviews=tuple(
            PlannedReview(number, each.due, each.held, _days_of(case, NoticeKind.REVIEW_OVERDUE, each.due))
            for number, each in enumerate(case.reviews, start=1)
        ),
    )


def _days_of(case: OpenCase, kind: NoticeKind, about: date) -> tuple[date, ...]:
    """The days on which a thing was asked for: their occasions begin with the day it is about."""
    return tuple(
        _day(at) for (name, occasion), at in case.written.items() if name == kind and occasion[:10] == about.isoformat()
    )


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
