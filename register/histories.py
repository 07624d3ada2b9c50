"""What happened to one case or message, its messages included, and who looked at it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from register.database import Database
from register.events import Happened, write_events
from register.records import Event
from register.tables import events, versions


class Histories(Database):
    """The events of one case or message, in order."""

    def history(self, reference: str) -> tuple[Event, ...]:
        """Return what happened to a case, from the arrival of its first message on; nothing of its neighbours."""
        messages = select(versions.c.submission).where(versions.c.reference == reference)
        about_messages = and_(events.c.submission.in_(messages), events.c.reference.is_(None))
        return self._events(or_(events.c.reference == reference, about_messages))

    def message_history(self, submission: str) -> tuple[Event, ...]:
        """Return what happened to a message."""
        return self._events(events.c.submission == submission)

    def note(self, what: str, now: datetime, *, detail: str = "", reference: str = "", submission: str = "") -> None:
        """Add one event: that somebody looked, or sought. `detail` must name nobody."""
        with self._writing() as connection:
            write_events(connection, [Happened(what, detail, reference or None, submission or None)], now)

    def _events(self, which: ColumnElement[bool]) -> tuple[Event, ...]:
        with self._reading() as connection:
            rows = connection.execute(select(events).where(which).order_by(events.c.id)).all()
        return tuple(Event(row.at, row.what, row.detail, row.by) for row in rows)
