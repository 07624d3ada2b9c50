"""A review in a calendar: read back by the library that others read with, moved and cancelled as one entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from flows.profile import load_council
from outputs.calendar_entry import CalendarEntry, calendar_file

COUNCIL = load_council(Path(__file__).parents[2] / "councils" / "exampleshire")
NOW = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)
ENTRY = CalendarEntry("OSD-7K4M-2", 1, date(2027, 1, 18), "M.T.")


def event(entry: CalendarEntry, now: datetime = NOW):
    calendar = Calendar.from_ical(calendar_file(entry, COUNCIL, now))
    [found] = calendar.walk("VEVENT")
    return calendar, found


def test_it_stands_in_the_calendar_for_the_whole_day():
    calendar, found = event(ENTRY)
    assert (calendar["VERSION"], calendar["METHOD"], found["STATUS"]) == ("2.0", "PUBLISH", "CONFIRMED")
    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (date(2027, 1, 18), date(2027, 1, 19))
    assert found["SUMMARY"] == "Review due: OSD-7K4M-2 (M.T.)"
    assert found.decoded("DTSTAMP") == NOW
    assert found["CLASS"] == "CONFIDENTIAL"
    assert "ATTENDEE" not in found, "nobody's answer comes back to the desk"


@pytest.mark.parametrize("change", [{"day": date(2027, 1, 25)}, {"cancelled": True}])
def test_what_changes_is_the_same_entry_and_newer(change):
    first = event(ENTRY)[1]
    later = CalendarEntry(**{"reference": ENTRY.reference, "number": 1, "day": ENTRY.day, **change})
    calendar, found = event(later, NOW + timedelta(days=20))
    assert found["UID"] == first["UID"]
    assert int(found["SEQUENCE"]) > int(first["SEQUENCE"])
    if later.cancelled:
        assert (calendar["METHOD"], found["STATUS"]) == ("CANCEL", "CANCELLED")


def test_two_reviews_are_two_entries_with_names_of_their_own():
    second = CalendarEntry("OSD-7K4M-2", 2, date(2027, 3, 1))
    assert event(second)[1]["UID"] != event(ENTRY)[1]["UID"]
    assert {ENTRY.file_name, second.file_name} == {"OSD-7K4M-2 review 1.ics", "OSD-7K4M-2 review 2.ics"}


def test_lines_are_as_rfc_5545_asks():
    lines = calendar_file(ENTRY, COUNCIL, NOW).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)
