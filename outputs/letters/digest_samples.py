"""Invented values for the digest of the week, full and as empty as it can be."""

from __future__ import annotations

from datetime import date, timedelta

from outputs.letters.digests import Bar, DigestLine, MarkedReview, ReviewState, WeeklyDigest
from outputs.letters.values import Recipient

_ON = date(2026, 11, 30)
_SCHOOLS = ("Oakfield Academy", "Riverside Academy", "Brambleside High School", "")
_REFERENCES = ("OSD-7K4M-2", "OSD-9W3H-5", "MMV-3R8T-6")


def digest_sample() -> WeeklyDigest:
    """Return a digest with something in each of its tables."""
    first, second, third = (
        DigestLine(reference=reference, day=_ON - timedelta(days=3 * n), initials="M.T.", school=_SCHOOLS[n])
        for n, reference in enumerate(_REFERENCES)
    )
    return WeeklyDigest(
        recipient=Recipient(name="Jo Marsh"),
        on=_ON,
        school_days=10,
        open_count=12,
        absent="Alex Rowan",
        new=(first, second),
        awaiting_school=(second,),
        awaiting_decision=(third,),
        due=(DigestLine(reference="OSD-7K4M-2", day=date(2026, 12, 9), initials="M.T.", school=_SCHOOLS[0]),),
        overdue=(second, DigestLine(reference="OSD-9W3H-5", day=date(2026, 11, 20), ended=True)),
        ending=(DigestLine(reference="MMV-3R8T-6", day=date(2026, 12, 11), school=_SCHOOLS[2]),),
        bars=sample_bars(12),
    )


def emptiest_digest() -> WeeklyDigest:
    """Return a digest that has nothing to say."""
    return WeeklyDigest(recipient=Recipient(), on=_ON, school_days=10)


def sample_bars(count: int) -> tuple[Bar, ...]:
    """Return the bars of `count` invented placements: begun, coming, without an end, without any date."""
    return tuple(_bar(number) for number in range(count))


def _bar(number: int) -> Bar:
    start = date(2026, 9, 7) + timedelta(days=(number * 23) % 150)
    end = start + timedelta(weeks=10 + number % 20)
    days = [start + timedelta(weeks=6 * n) for n in range(1, 4) if start + timedelta(weeks=6 * n) <= end]
    return Bar(
        reference=f"OSD-{2000 + 37 * number}-{number % 10}",
        initials="M.T." if number % 3 else "",
        school=_SCHOOLS[number % 4],
        start=None if number % 11 == 10 else start,
        end=None if number % 7 == 6 or number % 11 == 10 else end,
        reviews=() if number % 11 == 10 else tuple(MarkedReview(day=day, state=_state(day, number)) for day in days),
    )


def _state(day: date, number: int) -> ReviewState:
    if day >= _ON:
        return ReviewState.DUE
    return ReviewState.OVERDUE if number % 5 == 0 else ReviewState.HELD
