"""What of a coordinator's open cases wants a word this week, computed from the cases alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from proposals.calendar import school_days_after
from proposals.council import Council


@dataclass(frozen=True, slots=True)
class InHand:
    """One open case as its coordinator has it in hand. Days are London's.

    `asked` is when the school was last told what is missing or asked for more, `undecided` since when it waits for the
    council's decision; each is None where nothing is waited for. A review is its day, and the day it was held or None.
    """

    reference: str
    received: date
    complete: bool = True
    asked: date | None = None
    undecided: date | None = None
    start: date | None = None
    end: date | None = None
    reviews: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest: a case, and the day it is about."""

    reference: str
    day: date
    ended: bool = False
    """Whether the day is the last of the placement, which has passed, and not that of a review."""


@dataclass(frozen=True, slots=True)
class Week:
    """The lines of one digest, the earliest day first."""

    new: tuple[Line, ...] = ()
    school: tuple[Line, ...] = ()
    """Waiting for missing answers, since that day."""
    decision: tuple[Line, ...] = ()
    """Waiting for the council's decision, since that day."""
    due: tuple[Line, ...] = ()
    overdue: tuple[Line, ...] = ()
    ending: tuple[Line, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.new or self.school or self.decision or self.due or self.overdue or self.ending)


def week(cases: Iterable[InHand], on: date, since: date, council: Council) -> Week:
    """Return what there is to say of open cases on the day `on`; new is what came on the day `since` or later."""
    known, ahead = tuple(cases), school_days_after(on, council.digest.school_days, council)
    return Week(
        new=_sorted(Line(each.reference, each.received) for each in known if since <= each.received <= on),
        school=_sorted(
            Line(each.reference, each.asked or each.received) for each in known if each.asked or not each.complete
        ),
        decision=_sorted(Line(each.reference, each.undecided) for each in known if each.undecided),
        due=_sorted(Line(*found) for found in _waiting(known) if on <= found[1] <= ahead),
        overdue=_sorted(_overdue(known, on)),
        ending=_sorted(Line(each.reference, each.end) for each in known if each.end and on <= each.end <= ahead),
    )


def _waiting(cases: Iterable[InHand]) -> Iterator[tuple[str, date]]:
    for each in cases:
        yield from ((each.reference, due) for due, held in each.reviews if held is None)


def _overdue(cases: tuple[InHand, ...], on: date) -> Iterator[Line]:
    yield from (Line(*found) for found in _waiting(cases) if found[1] < on)
    yield from (Line(each.reference, each.end, ended=True) for each in cases if each.end and each.end < on)


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.day, line.reference, line.ended)))
