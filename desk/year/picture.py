"""The picture of a year as data for templates/year.typ: placements, their reviews, and the letters of each week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from desk.year.life import Lived
from desk.year.oracle import Verdict
from desk.year.story import FIRST, LAST, Story, Year, after
from proposals.council import Council

TEMPLATE = "year.typ"
_FIRST, _LAST = FIRST.replace(day=1), date(LAST.year, LAST.month, 31)
_WEEK = timedelta(weeks=1)


class Kept(StrEnum):
    """How a review's outcome came."""

    ON_TIME = "on_time"
    LATE = "late"
    """After it was asked for."""
    MISSING = "missing"
    """Never: the team was told."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A review: of which placement, on which day, and how its outcome came."""

    placement: int
    on: date
    state: Kept


def marks(year: Year, lived: Lived, council: Council) -> tuple[Mark, ...]:
    """Return all reviews that the register has; when a form came is the story's to say."""
    came = {(story.number, review.due): review.answered for story in year.stories for review in story.reviews}
    wait = council.limits.review_overdue_school_days
    found: list[Mark] = []
    for recorded in lived.reviews:
        state = Kept.MISSING
        if recorded.held:
            late = came[recorded.placement, recorded.held] >= after(year.school_days, recorded.due, wait)
            state = Kept.LATE if late else Kept.ON_TIME
        found.append(Mark(recorded.placement, recorded.due, state))
    return tuple(found)


def picture(year: Year, lived: Lived, verdict: Verdict, council: Council) -> dict[str, Any]:
    """Return the data of the picture: places are parts of its width, from 0 to 1, rows count from 0."""
    rows = _rows(year.stories)
    found = marks(year, lived, council)
    weeks = _weeks(lived)
    summary = _summary(year, lived, verdict, found)
    return {
        "title": f"{council.name}: {len(year.stories)} invented placements, {FIRST:%B %Y} to {LAST:%B %Y}",
        "author": council.name,
        "summary": summary,
        "alt": f"A time line. {summary} The most letters in a week are {max(weeks.values(), default=0)}.",
        "legend": {
            "placement": "placement, first to last day",
            Kept.ON_TIME: "review, outcome on time",
            Kept.LATE: "outcome late: it was asked for",
            Kept.MISSING: "outcome missing: the team was told",
            "letters": "Letters sent in each week",
        },
        "months": [{"at": _place(day), "name": f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"} for day in _months()],
        "rows": max(rows.values(), default=-1) + 1,
        "bars": [
            {
                "row": rows[story.number],
                "from": _place(story.start),
                "to": _place(_last(story) + timedelta(days=1)),
            }
            for story in year.stories
        ],
        "marks": [{"row": rows[mark.placement], "at": _place(mark.on), "state": mark.state} for mark in found],
        "week": round(_WEEK / (_LAST - _FIRST), 5),
        "most": max(weeks.values(), default=1),
        "weeks": [{"at": _place(day), "letters": count} for day, count in weeks.items()],
    }


def _summary(year: Year, lived: Lived, verdict: Verdict, found: Sequence[Mark]) -> str:
    states = Counter(mark.state for mark in found)
    check = (
        f"All {verdict.owed} letters that were owed went out on their day, each once."
        if verdict.sound
        else f"Of {verdict.owed} letters that were owed, {len(verdict.missing)} did not go out on their day, "
        f"and {len(verdict.stray)} went out that were not owed."
    )
    return (
        f"{len(year.stories)} placements with {len(found)} reviews: {states[Kept.ON_TIME]} outcomes came on time, "
        f"{states[Kept.LATE]} late, {states[Kept.MISSING]} never. {sum(lived.letters_by_day.values())} letters "
        f"were sent. {check}"
    )


def _last(story: Story) -> date:
    """The day on which a placement ended: as its last review decided, else by its form."""
    return story.reviews[-1].due if story.reviews else story.end


def _rows(stories: Sequence[Story]) -> dict[int, int]:
    """The row of each placement: several share one where they do not meet, with a week between them."""
    free: list[date] = []
    rows: dict[int, int] = {}
    for story in sorted(stories, key=lambda each: (each.start, each.number)):
        row = next((place for place, day in enumerate(free) if day < story.start), len(free))
        free[row : row + 1] = [_last(story) + _WEEK]
        rows[story.number] = row
    return rows


def _weeks(lived: Lived) -> dict[date, int]:
    """How many letters were sent in the week of each Monday."""
    weeks: Counter[date] = Counter()
    for day, count in sorted(lived.letters_by_day.items()):
        weeks[day - timedelta(days=day.weekday())] += count
    return dict(weeks)


def _months() -> Iterator[date]:
    day = _FIRST
    while day < _LAST:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _place(day: date) -> float:
    return round((day - _FIRST) / (_LAST - _FIRST), 5)
