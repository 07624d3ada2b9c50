"""Writes each coordinator's digest of the week, computed from the data: a missed or doubled run changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows import answers
from flows.clock import LONDON
from flows.post import Occasion, Post
from flows.stations import Stations
from outputs.letters.digests import Bar, DigestLine, MarkedReview, ReviewState, WeeklyDigest
from outputs.letters.values import Recipient
from proposals.assessment import Assessment
from proposals.caseload import InHand, Line, Week, week
from proposals.council import Coordinator, Council
from proposals.digest import week_of
from proposals.display import initials
from proposals.in_charge import TEAM, InCharge, cover_of, responsible
from register import NewDispatch
from register.caseload import CaseInHand

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Summary:
    """One coordinator's digest: whose cases it is about (`key`), who has it, and what it says."""

    key: str
    """The coordinator's code; "team", or "team" and an area with a team of its own, for what nobody coordinates."""
    to: InCharge
    values: WeeklyDigest
    empty: bool


@dataclass(frozen=True, slots=True)
class _Whose:
    key: str
    person: Coordinator | None = None
    area: str | None = None


def is_due(council: Council, now: datetime) -> bool:
    """Tell whether this week's digests are due at the moment `now` by the day and time of the profile."""
    local = now.astimezone(LONDON)
    day = council.digest.day(local.date())
    return council.digest.weekly and (
        local.date() > day or (local.date() == day and local.time() >= council.digest.time)
    )


def summaries(stations: Stations, on: date, only: str = "") -> tuple[Summary, ...]:
    """Return the digests of the day `on`, all or the one whose key is `only`; changes nothing."""
    found = (_summary(stations, whose, cases, on) for whose, cases in _in_hands(stations, only).items())
    return tuple(sorted(found, key=lambda each: each.key))


def _in_hands(stations: Stations, only: str) -> dict[_Whose, list[CaseInHand]]:
    """The open cases of each, also of who has none: all, or those of the one whose key is `only`."""
    council, groups = stations.council, defaultdict(list)
    for case in stations.register.cases_in_hand():
        groups[_whose(council, case)].append(case)
    busy = {whose.key for whose in groups}
    idle: dict[_Whose, list[CaseInHand]] = {
        _Whose(person.code, person): [] for person in council.coordinators if person.code not in busy
    }
    return {whose: cases for whose, cases in (groups | idle).items() if only in {"", whose.key}}


def write_digests(stations: Stations, on: date, now: datetime, only: str = "") -> int:
    """Queue the digests of the week of `on` that were not written yet; return how many.

    A coordinator's is written once a week, whoever has it: not again for a cover or a successor.
    """
    council, register = stations.council, stations.register
    if not council.digest.weekly:
        return 0
    groups = _in_hands(stations, only)
    # Asked first: to sum up opens every case, and this runs each day.
    written = register.digests_written([_occasion(whose.key, on) for whose in groups])
    found = [
        _summary(stations, whose, cases, on)
        for whose, cases in groups.items()
        if _occasion(whose.key, on) not in written
    ]
    told = sorted((each for each in found if council.digest.when_empty or not each.empty), key=lambda each: each.key)
    post = Post(council, now.astimezone(LONDON))
    return register.queue([_letter(post, each, on) for each in told], now)


def _letter(post: Post, summary: Summary, on: date) -> NewDispatch:
    occasion = Occasion("", _occasion(summary.key, on), is_case=False)
    return post.letter(summary.values, summary.to.email, occasion, also=summary.to.copies)


def _occasion(key: str, on: date) -> str:
    return f"{week_of(on)} {key}"[:60]


def _whose(council: Council, case: CaseInHand) -> _Whose:
    person = responsible(council, case.area, case.coordinator)
    if person:
        return _Whose(person.code, person)
    area = council.area(case.area)
    return _Whose(f"{TEAM} {area.code}", area=area.code) if area and area.team_email else _Whose(TEAM)


def _summary(stations: Stations, whose: _Whose, cases: Sequence[CaseInHand], on: date) -> Summary:
    council = stations.council
    said = stations.register.assessments([case.reference for case in cases])
    # What was erased in between is written about no more.
    known = {
        case.reference: Assessment.model_validate_json(said[case.reference]) for case in cases if case.reference in said
    }
    kept = [case for case in cases if case.reference in known]
    since = council.digest.day(on - _WEEK)
    found = week((_in_hand(case, council) for case in kept), on, since, council)
    to = cover_of(council, whose.person, whose.area, on)
    return Summary(whose.key, to, _values(found, kept, known, to, on, council), found.empty)


def _in_hand(case: CaseInHand, council: Council) -> InHand:
    questioned = case.questioned if case.answered is None else None
    undecided = council.decisions and case.complete and (case.ruling is None or case.answered)
    asked = case.asked or questioned
    return InHand(
        reference=case.reference,
        received=_day(case.received),
        complete=case.complete,
        asked=_day(asked) if asked else None,
        undecided=_day(case.answered or case.received) if undecided else None,
        start=case.start,
        end=case.end,
        reviews=tuple((review.due, review.held) for review in case.reviews),
    )


def _values(  # a digest is made of all of these
    found: Week,
    cases: Sequence[CaseInHand],
    known: dict[str, Assessment],
    to: InCharge,
    on: date,
    council: Council,
) -> WeeklyDigest:
    def lines(of: Iterable[Line]) -> tuple[DigestLine, ...]:
        return tuple(_line(line, known[line.reference]) for line in of)

    return WeeklyDigest(
        recipient=Recipient(name=to.name),
        on=on,
        school_days=council.digest.school_days,
        open_count=len(cases),
        absent=to.absent.name if to.absent else "",
        new=lines(found.new),
        awaiting_school=lines(found.school),
        awaiting_decision=lines(found.decision),
        due=lines(found.due),
        overdue=lines(found.overdue),
        ending=lines(found.ending),
        bars=tuple(_bar(case, known[case.reference], on) for case in cases),
    )


def _line(line: Line, assessment: Assessment) -> DigestLine:
    return DigestLine(
        reference=line.reference,
        day=line.day,
        initials=initials(assessment.proposal),
        school=answers.school(assessment).organisation,
        ended=line.ended,
    )


def _bar(case: CaseInHand, assessment: Assessment, on: date) -> Bar:
    return Bar(
        reference=case.reference,
        initials=initials(assessment.proposal),
        school=answers.school(assessment).organisation,
        start=case.start,
        end=case.end,
        reviews=tuple(
            MarkedReview(day=each.held or each.due, state=_state(each.due, each.held, on)) for each in case.reviews
        ),
    )


def _state(due: date, held: date | None, on: date) -> ReviewState:
    if held:
        return ReviewState.HELD
    return ReviewState.OVERDUE if due < on else ReviewState.DUE


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
