"""What waits to be worked through, and since when more than is allowed has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select

from register.arriving import WAITING
from register.database import Database
from register.ledger import WORKING
from register.tables import dispatches, submissions


@dataclass(frozen=True, slots=True)
class Backlog:
    """Messages that are not yet settled."""

    count: int
    oldest: datetime
    """When the one that has waited longest was received."""
    told: datetime | None
    """When the last letter about a backlog was written."""
    since_told: tuple[tuple[datetime, datetime], ...]
    """Received and settled: of each message that was settled after that letter."""

    def late_since(self, allowed: timedelta) -> datetime:
        """Return since when, without a break, some message has waited for longer than `allowed`.

        It looks back no further than `told`; a moment after `now` when none has waited too long.
        """
        since = self.oldest + allowed
        late = sorted(((received + allowed, settled) for received, settled in self.since_told), reverse=True)
        # The spells in which each was late, the latest first: one that reaches into what is known lengthens it.
        while reaching := [began for began, ended in late if began < since <= ended]:
            since = min(reaching)
        return since


class Backlogs(Database):
    """The messages that wait."""

    def backlog(self, letter: str, now: datetime) -> Backlog | None:
        """Return what waits at `now`, or None when nothing does; `letter` is the kind that tells of a backlog."""
        waits = submissions.c.state.in_((WAITING, WORKING))
        with self._reading() as connection:
            count, oldest = connection.execute(
                select(func.count(), func.min(submissions.c.received)).where(waits)
            ).one()
            if not count:
                return None
            told = connection.execute(
                select(func.max(dispatches.c.queued)).where(dispatches.c.kind == letter, dispatches.c.queued <= now)
            ).scalar()
            rows = connection.execute(_settled_since(told)).all() if told else ()
        return Backlog(count, oldest, told, tuple((row.received, row.settled) for row in rows))


def _settled_since(told: datetime) -> Select[tuple[datetime, datetime]]:
    return select(submissions.c.received, submissions.c.settled).where(submissions.c.settled >= told)
