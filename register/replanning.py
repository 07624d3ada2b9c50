"""The door for reviews that the calendar moves: their days, why, and the letters that tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update

from proposals.replanning import MovedReview
from register.database import again_if_overtaken
from register.events import Happened, write_events
from register.filing import revisable
from register.letters import write_letters
from register.owners import owners
from register.records import NewDispatch
from register.tables import cases, reviews
from register.vault import Vaulted


class Replanning(Vaulted):
    """Planned reviews that go by other days, since the council's term dates say so."""

    @again_if_overtaken
    def move_reviews(
        self, reference: str, moved: Sequence[MovedReview], letters: Sequence[NewDispatch], now: datetime
    ) -> bool:
        """Move planned reviews of an open case and queue the letters that tell of it, in one transaction; return True.

        False, and nothing is written, when the case was closed or erased or its plan changed since it was worked out.
        """
        of = reviews.c.reference == reference
        with self._writing() as connection:
            waiting = set(connection.execute(select(reviews.c.due).where(of, reviews.c.held.is_(None))).scalars())
            is_open = connection.execute(select(exists().where(cases.c.reference == reference, revisable()))).scalar()
            if not is_open or not {each.before for each in moved} <= waiting:
                return False
            for each in moved:
                row = update(reviews).where(of, reviews.c.due == each.before)
                connection.execute(row.values(due=each.after))
            days = " ".join(f"{each.before.isoformat()} {each.after.isoformat()}" for each in moved)
            keys = owners(connection, self._vault, None, letters)
            queued = write_letters(connection, self._vault, keys, None, letters, now)
            write_events(connection, [Happened("reviews_moved", days, reference), *queued], now)
            return True
