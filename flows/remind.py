"""Writes the letters that the calendar calls for, computed from the data: a missed or doubled run changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flows.clock import LONDON
from flows.due_letters import DueLetters
from flows.post import Post
from flows.rules import rules_of
from flows.stations import Stations
from proposals.choices import Ruling
from proposals.due import Notice, NoticeKind, Placement, PlannedReview
from proposals.quiet import look
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
    return tuple(notice for page in _looked_through(stations, on) for notice in page.due)


@dataclass(frozen=True, slots=True)
class _Page:
    """Some cases that were looked at: what is due in them, and until when nothing is in the others."""

    due: tuple[DueNotice, ...]
    resting: tuple[tuple[OpenCase, date], ...]


def _looked_through(stations: Stations, on: date) -> Iterator[_Page]:
    council = stations.council
    for page in stations.register.cases_to_look_at(on, rules_of(council)):
        found: list[DueNotice] = []
        resting: list[tuple[OpenCase, date]] = []
        for case in page:
            seen = look(_placement(case), on, council)
            new = [each for each in seen.notices if (each.kind.value, each.occasion) not in case.written]
            found += [DueNotice(case.reference, notice, case.end, case.ruling) for notice in new]
            if not new:
                resting.append((case, seen.until))
        yield _Page(tuple(found), tuple(resting))


def remind(stations: Stations, on: date, now: datetime) -> int:
    """Queue the letters of everything that is due (`proposals.due`), each once for its occasion; return how many.

    The numbers are the council's (`limits` in its profile). Only the cases that a letter is due about are opened, and
    the others are not looked at again before something may be due in them.
    """
    stations.register.look_by(on, rules_of(stations.council))
    found: list[DueNotice] = []
    for page in _looked_through(stations, on):
        stations.register.rest(page.resting)
        found += page.due
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
