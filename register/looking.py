"""Which open cases the day's work has to look at: those in which something may be due, however many others there are.

Each case has a day before which nothing is due in it, worked out by whoever knows the calendar. Whatever happens in the
case, or to the rules, sets that day back, so that what nobody has worked out is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, select, tuple_, update

from proposals.reviewing import Review
from register.database import Database, again_if_overtaken
from register.records import OpenCase
from register.reviewing import OPEN
from register.tables import AT_ONCE, cases, dispatches, looks, reviews, submissions, versions

ASKED = "acknowledgement_incomplete"
"""The letter that tells a school what is missing."""
_AT_ONCE = 500
"""Cases that are read in one go, in four statements."""
_ONLY = 1


class Looking(Database):
    """What the daily look at the calendar reads, and what it leaves for the next one."""

    def open_cases(self) -> tuple[OpenCase, ...]:
        """Return every open case that was not erased."""
        return tuple(case for page in self._pages(date.max) for case in page)

    def cases_to_look_at(self, on: date, rules: str) -> Iterator[tuple[OpenCase, ...]]:
        """Yield the open cases in which something may be due on the day `on`, some at a time.

        `rules` names what decides that (a digest of the council's calendar and of the program's rules). After other
        rules, or for a day before the last look, these are all open cases.
        """
        with self._reading() as connection:
            known = _looked(connection)
        same = known is not None and known.rules == rules and known.day <= on
        yield from self._pages(on if same else date.max)

    @again_if_overtaken
    def look_by(self, on: date, rules: str) -> None:
        """Begin the look of the day `on` by these rules; after others, or when the clock went back, nothing rests."""
        with self._writing() as connection:
            known = _looked(connection)
            if known is None:
                connection.execute(insert(looks).values(id=_ONLY, rules=rules, day=on))
                return
            if known.rules != rules or known.day > on:
                again = update(cases).where(cases.c.status == OPEN, cases.c.look_on != AT_ONCE)
                connection.execute(again.values(look_on=AT_ONCE))
            if (known.rules, known.day) != (rules, on):
                connection.execute(update(looks).values(rules=rules, day=on))

    def rest(self, until: Sequence[tuple[OpenCase, date]]) -> None:
        """Let each case rest until its day: nothing is due in it before. One in which something happened does not."""
        if not until:
            return
        row = (cases.c.reference == bindparam("of"), cases.c.touched == bindparam("seen"))
        rows = [{"of": case.reference, "seen": case.touched, "until": day} for case, day in until]
        with self._writing() as connection:
            connection.execute(update(cases).where(*row).values(look_on=bindparam("until")), rows)

    def _pages(self, on: date) -> Iterator[tuple[OpenCase, ...]]:
        """The open cases with a day up to `on`: the earliest day first, each case once whatever becomes of it."""
        wanted = select(cases).where(cases.c.status == OPEN, cases.c.look_on <= on)
        at = (cases.c.look_on, cases.c.reference)
        wanted, behind = wanted.order_by(*at).limit(_AT_ONCE), None
        while True:
            with self._reading() as connection:
                rows = connection.execute(wanted.where(tuple_(*at) > behind) if behind is not None else wanted).all()
                page = tuple(_opened(connection, [row for row in rows if row.erased is None]))
            if page:
                yield page
            if len(rows) < _AT_ONCE:
                return
            behind = tuple_(rows[-1].look_on, rows[-1].reference)


def _looked(connection: Connection) -> Row[Any] | None:
    return connection.execute(select(looks).where(looks.c.id == _ONLY)).first()


def _opened(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[OpenCase]:
    if not rows:
        return
    references = [row.reference for row in rows]
    planned: dict[str, list[Review]] = defaultdict(list)
    written: dict[str, dict[tuple[str, str], datetime]] = defaultdict(dict)
    asked: dict[str, datetime] = {}
    about = select(reviews).where(reviews.c.reference.in_(references))
    for row in connection.execute(about.order_by(reviews.c.due)):
        planned[row.reference].append(Review(row.due, row.held, row.decision))
    letters = select(dispatches.c.reference, dispatches.c.kind, dispatches.c.occasion, dispatches.c.queued)
    for row in connection.execute(letters.where(dispatches.c.reference.in_(references)).order_by(dispatches.c.id)):
        written[row.reference][row.kind, row.occasion] = row.queued
        if row.kind == ASKED:
            asked[row.reference] = row.queued
    came = _came(connection, references)
    for row in rows:
        yield OpenCase(
            reference=row.reference,
            received=came.get(row.reference, row.received),
            end=row.end,
            asked=None if row.complete else asked.get(row.reference),
            reviews=tuple(planned[row.reference]),
            start=row.start,
            ruling=row.ruling,
            written=written[row.reference],
            touched=row.touched,
        )


def _came(connection: Connection, references: Collection[str]) -> dict[str, datetime]:
    """When the latest form of each of these cases came."""
    latest = (
        select(versions.c.reference, func.max(submissions.c.received).label("received"))
        .join(submissions, submissions.c.id == versions.c.submission)
        .join(cases, and_(cases.c.reference == versions.c.reference, cases.c.kind == versions.c.kind))
        .where(versions.c.reference.in_(references))
        .group_by(versions.c.reference)
    )
    return {row.reference: row.received for row in connection.execute(latest)}
