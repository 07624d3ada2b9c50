"""A review as a calendar entry that a mail program can open: RFC 5545, moved and cancelled under the same UID."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from proposals.council import Council

MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//Offsite Desk//Reviews//EN"
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One review of a case. `number` counts a case's reviews from 1: a review that is moved keeps it.

    `initials` are the pupil's, or "". An entry that is `cancelled` takes the review out of the calendar again.
    """

    reference: str
    number: int
    day: date
    initials: str = ""
    cancelled: bool = False

    @property
    def file_name(self) -> str:
        """What the file is called: the reference, and no name."""
        return f"{self.reference} review {self.number}{' cancelled' if self.cancelled else ''}.ics"


def calendar_file(entry: CalendarEntry, council: Council, now: datetime) -> bytes:
    """Return the entry as an .ics file, for the whole day, since a form gives no hour.

    It is published, not sent as a meeting (RFC 5546, 3.2.1): nobody's answer comes back to the desk's mailbox. `now`
    has its time zone; what is written later replaces what was written before it.
    """
    from icalendar import Calendar, Event, vCalAddress

    event = Event()
    event.add("uid", f"{entry.reference}-review-{entry.number}@{council.desk_email.partition('@')[2]}".lower())
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", int(now.timestamp()) // _MINUTE)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", f"Review due: {entry.reference}" + (f" ({entry.initials})" if entry.initials else ""))
    event.add("description", f"Review {entry.number} of {entry.reference}. Its papers came with the letter about it.")
    event.add("organizer", vCalAddress(f"mailto:{council.desk_email}"))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
