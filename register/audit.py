"""Whether the events are what was written: none missing, none changed, none added from outside, none cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from sqlalchemy import Connection, func, select

from register.database import Database
from register.events import BY, FIRST_LINK, link
from register.tables import events, events_head

_AT_A_TIME = 1000


class Break(StrEnum):
    """How the chain of events is broken."""

    MISSING = "missing"
    """There is no event of this number."""
    ALTERED = "altered"
    """The event, or the link of the one before it, is not as it was written."""
    CUT_OFF = "cut_off"
    """The events end before this number, which was written once."""
    ADDED = "added"
    """The event stands behind the end of the chain: something else than the desk wrote it."""
    NO_HEAD = "no_head"
    """The row that knows the end of the chain is gone."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One place where the chain is broken."""

    sequence: int
    kind: Break

    def __str__(self) -> str:
        return f"event {self.sequence} {self.kind.value}"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: written down elsewhere, it proves that everything up to it still stands."""

    sequence: int
    link: str


class Audited(Database):
    """The chain of events as a whole, and who writes it."""

    def signed_by(self, who: str) -> Self:
        """Write `who` into the events from now on: "worker NAME" or "user NAME"; without this it is "desk"."""
        self._writer = self._writer.execution_options(**{BY: who})
        return self

    def check_audit(self) -> tuple[Broken, ...]:
        """Return every place where the chain of events is broken."""
        with self._reading() as connection:
            return tuple(check_audit(connection))

    def audit_head(self) -> Head:
        """Return the number and the link of the last event."""
        with self._reading() as connection:
            row = connection.execute(select(events_head.c.sequence, events_head.c.link)).one()
        return Head(row.sequence, row.link)

    def link_of(self, sequence: int) -> str | None:
        """Return the link of the event of this number, to compare with one written down; None where there is none."""
        with self._reading() as connection:
            return connection.execute(select(events.c.link).where(events.c.id == sequence)).scalar()


def check_audit(connection: Connection) -> Iterator[Broken]:
    """Yield every place where the chain of events is broken; reads a few at a time, also while others add some."""
    head = connection.execute(select(events_head.c.sequence, events_head.c.link)).first()
    if head is None:
        yield Broken(0, Break.NO_HEAD)
        return
    before, expected = FIRST_LINK, 1
    wanted = select(events).where(events.c.id <= head.sequence).order_by(events.c.id)
    for row in connection.execute(wanted.execution_options(yield_per=_AT_A_TIME)):
        # The link after a gap cannot be told; it counts as the one that stands there.
        gap = row.id > expected
        if gap:
            yield from (Broken(number, Break.MISSING) for number in range(expected, row.id))
        if not gap and link(before, row._asdict()) != row.link:
            yield Broken(row.id, Break.ALTERED)
        before, expected = row.link, row.id + 1
    if expected <= head.sequence:
        yield Broken(head.sequence, Break.CUT_OFF)
    elif before != head.link:
        yield Broken(head.sequence, Break.ALTERED)
    yield from _beyond(connection)


def _beyond(connection: Connection) -> Iterator[Broken]:
    """In one statement, so that what others add meanwhile is seen with its head or not at all."""
    end = select(func.max(events_head.c.sequence)).scalar_subquery()
    for sequence in connection.execute(select(events.c.id).where(events.c.id > end).order_by(events.c.id)).scalars():
        yield Broken(sequence, Break.ADDED)
