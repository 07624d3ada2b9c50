"""Writes the letters that the calendar calls for, computed from the data: a missed or doubled run changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flows.clock import LONDON
from flows.due_letters import DueLetters, Reader
from flows.post import Post
from flows.receiving import told_before, was_told
from flows.rules import rules_of
from flows.stations import Stations
from outputs.letters.notices import ReviewsMoved
from proposals.choices import Ruling
from proposals.council import Council
from proposals.due import Notice, NoticeKind, Placement, PlannedReview
from proposals.quiet import look
from proposals.replanning import MovedReview, moved_reviews, replanned
from proposals.term_dates import running_out
from register import OpenCase

_UNDECIDED = frozenset({None, Ruling.MORE_INFORMATION.value})
_ABOUT_A_REVIEW = frozenset({NoticeKind.REVIEW_DUE.value, NoticeKind.REVIEW_INVITATION.value})
"""The letters after which a review stays where it is."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DueNotice:
    """Something that is due to be said about a case, and was not yet."""

    reference: str
    notice: Notice
    end: date | None
    ruling: str | None
    receiving_told: bool = False
    """Whether the receiving school of a managed move was told of it."""


def due(stations: Stations, on: date) -> tuple[DueNotice, ...]:
    """Return what is due to be said on the day `on`, or was before it and still matters; changes nothing."""
    return tuple(notice for page in _looked_through(stations, on) for notice in page.due)


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter that the flow would write: about which case, which letter, to whom, about which day; nobody's name."""

    reference: str
    letter: str
    to: Reader
    about: date


def foretell(stations: Stations, on: date) -> tuple[DueLetter, ...]:
    """Return the letters that `remind` would queue on the day `on`, as things stand now; changes nothing."""
    pages, now = tuple(_looked_through(stations, on)), datetime.combine(on, time(), LONDON)
    moved = (
        DueLetter(each.case.reference, ReviewsMoved.NAME, reader, each.moves[0].after)
        for each, letters in _with_letters(stations, [each for page in pages for each in page.moving], now)
        for reader in letters.told_of_moves()
    )
    return tuple(moved) + tuple(
        DueLetter(each.reference, letters.letter_for(each.notice, reader), reader, each.notice.due)
        for each, letters in _opened(stations, [each for page in pages for each in page.due], now)
        for reader in letters.readers(each.notice)
    )


@dataclass(frozen=True, slots=True)
class _Moving:
    """A case with reviews that fall in a holiday by the profile as it stands now."""

    case: OpenCase
    moves: tuple[MovedReview, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """Some cases that were looked at: what moves and what is due in them, and until when nothing is in the others."""

    moving: tuple[_Moving, ...]
    due: tuple[DueNotice, ...]
    """As if what moves had moved."""
    resting: tuple[tuple[OpenCase, date], ...]


def _looked_through(stations: Stations, on: date) -> Iterator[_Page]:
    council = stations.council
    for page in stations.register.cases_to_look_at(on, rules_of(council)):
        moving: list[_Moving] = []
        found: list[DueNotice] = []
        resting: list[tuple[OpenCase, date]] = []
        for as_planned in page:
            moves = _moves(as_planned, on, council)
            moving += [_Moving(as_planned, moves)] if moves else []
            case = replace(as_planned, reviews=replanned(as_planned.reviews, moves)) if moves else as_planned
            seen = look(_placement(case), on, council)
            new = [each for each in seen.notices if (each.kind.value, each.occasion) not in case.written]
            found += [DueNotice(case.reference, notice, case.end, case.ruling, was_told(case)) for notice in new]
            if not new and not moves:
                resting.append((case, seen.until))
        yield _Page(tuple(moving), tuple(found), tuple(resting))


def remind(stations: Stations, on: date, now: datetime) -> int:
    """Queue the letters of everything that is due (`proposals.due`), each once for its occasion; return how many.

    The numbers are the council's (`limits` in its profile). Only the cases that a letter is due about are opened, and
    the others are not looked at again before something may be due in them.
    """
    if warning := running_out(stations.council, on):
        _log.warning("%s `offsite doctor` says what mends it.", warning)
    stations.register.look_by(on, rules_of(stations.council))
    moving: list[_Moving] = []
    found: list[DueNotice] = []
    for page in _looked_through(stations, on):
        stations.register.rest(page.resting)
        moving += page.moving
        found += page.due
    moved = {
        each.case.reference: _move(stations, each, letters, now)
        for each, letters in _with_letters(stations, moving, now)
    }
    # What changed in between is looked at again tomorrow, by its own plan.
    stayed = {each.case.reference for each in moving if not moved.get(each.case.reference)}
    opened = _opened(stations, [each for each in found if each.reference not in stayed], now)
    told = stations.register.queue([letter for each, letters in opened for letter in letters.of(each.notice)], now)
    return sum(moved.values()) + told


def _with_letters(stations: Stations, found: Sequence[_Moving], now: datetime) -> Iterator[tuple[_Moving, DueLetters]]:
    """Each case with reviews that move, and who writes of it; none that was erased in between."""
    placed = stations.register.placed({each.case.reference for each in found})
    post = Post(stations.council, now.astimezone(LONDON))
    for each in found:
        if each.case.reference in placed:
            yield each, DueLetters(post, each.case.reference, placed[each.case.reference], each.case.end)


def _moves(case: OpenCase, on: date, council: Council) -> tuple[MovedReview, ...]:
    told = {date.fromisoformat(when[:10]) for kind, when in case.written if kind in _ABOUT_A_REVIEW}
    return moved_reviews(case.reviews, case.end, on, council, told=told)


def _move(stations: Stations, moving: _Moving, letters: DueLetters, now: datetime) -> int:
    """Move the reviews of one case, and return how many letters say so; none where they could not be moved."""
    written = tuple(letters.moved(moving.moves, moving.case.reviews))
    moved = stations.register.move_reviews(moving.case.reference, moving.moves, written, now)
    return len(written) if moved else 0


def _opened(stations: Stations, found: Sequence[DueNotice], now: datetime) -> Iterator[tuple[DueNotice, DueLetters]]:
    """Each notice with the letters of its case; what was erased in between is written about no more."""
    placed = stations.register.placed({each.reference for each in found})
    post = Post(stations.council, now.astimezone(LONDON))
    for each in found:
        if each.reference in placed:
            told = _told_of_move(stations, each.reference) if each.receiving_told else frozenset()
            yield each, DueLetters(post, each.reference, placed[each.reference], each.end, each.ruling, told)


def _told_of_move(stations: Stations, reference: str) -> frozenset[str]:
    """The addresses that were told of a managed move: they are sealed, and only where one was told is the case read."""
    case = stations.register.find_case(reference)
    return told_before(case) if case else frozenset()


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
