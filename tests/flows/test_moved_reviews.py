"""Reviews that turn out to fall in a holiday move to the next school day, once, and everybody's calendar follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from conftest import MORNING
from flows.remind import foretell, remind
from flows.rules import rules_of
from proposals.council import Closure
from proposals.replanning import MovedReview, moved_reviews
from proposals.reviewing import Review
from straight_way import attachments, deliver, mail, run, sent, text

# complete.pdf: the first review on 9 February 2027, its letter on 26 January
PLANNED, MOVED, NOTICE = date(2027, 2, 9), date(2027, 2, 22), date(2027, 1, 26)
HOLIDAY = Closure(name="Half term, moved", first=date(2027, 2, 8), last=date(2027, 2, 12))
SCHOOL, COORDINATOR = "office@oakfield.example.org", "jo.fairweather@exampleshire.example.org"
LATER = MORNING + timedelta(days=1)


@pytest.fixture
def reference(stations) -> str:
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    remind(stations, MORNING.date(), MORNING)
    return stations.register.cases()[0].reference


@pytest.fixture
def changed(stations):
    """The same desk after somebody wrote another half term into the profile."""
    council = stations.council
    return replace(stations, council=council.model_copy(update={"closures": (*council.closures, HOLIDAY)}))


def days(stations, reference: str) -> list[date]:
    return [each.due for each in stations.register.find_case(reference).reviews]


def told(stations):
    return [row.recipient for row in stations.register.letters() if row.kind == "reviews_moved"]


def test_a_review_moves_to_a_school_day_and_both_are_told_once(stations, changed, reference):
    before = days(stations, reference)
    assert PLANNED in before
    on = LATER.date()
    assert [(each.letter, each.to) for each in foretell(changed, on)] == [
        ("reviews_moved", "school"), ("reviews_moved", "coordinator"),
    ]  # fmt: skip
    assert remind(changed, on, LATER) == 2
    assert remind(changed, on, LATER) == remind(changed, on + timedelta(days=1), LATER + timedelta(days=1)) == 0
    assert days(stations, reference) == [MOVED, *before[1:]]
    assert told(stations) == [SCHOOL, COORDINATOR]
    letter = next(each for each in sent(stations) if "review moved" in each["Subject"])
    assert "From Tuesday 9 February 2027 to Monday 22 February 2027" in text(letter)


def test_the_calendar_entry_keeps_its_uid_and_the_history_says_why(stations, changed, reference):
    remind(changed, LATER.date(), LATER)
    name = f"{reference} review 1.ics"
    first, *_, last = (
        Calendar.from_ical(files[name]) for each in sent(stations) if name in (files := attachments(each))
    )
    (old,), (new,) = first.walk("VEVENT"), last.walk("VEVENT")
    assert (old["UID"], old["DTSTART"].dt, new["DTSTART"].dt) == (new["UID"], PLANNED, MOVED)
    assert new["SEQUENCE"] > old["SEQUENCE"]
    [why] = (each for each in stations.register.history(reference) if each.what == "reviews_moved")
    assert why.detail == f"{PLANNED} {MOVED}"


def test_the_review_is_announced_for_its_new_day_alone(stations, changed, reference):
    remind(changed, LATER.date(), LATER)
    for on in (NOTICE, date(2027, 2, 4), MOVED):
        remind(changed, on, MORNING + (on - MORNING.date()))
    occasions = {row.occasion for row in stations.register.letters() if row.kind.startswith("review_")}
    assert occasions == {MOVED.isoformat()}


def test_what_was_written_about_already_stays(stations, changed, reference):
    at = MORNING + (NOTICE - MORNING.date())
    remind(stations, NOTICE, at)
    remind(changed, NOTICE + timedelta(days=1), at + timedelta(days=1))
    assert PLANNED in days(stations, reference)
    assert told(stations) == []


def test_a_plan_that_changed_meanwhile_is_left_alone(stations, changed, reference):
    [[case]] = stations.register.cases_to_look_at(NOTICE, rules_of(changed.council))
    [move] = moved_reviews(case.reviews, case.end, LATER.date(), changed.council, told=())
    assert stations.register.move_reviews(reference, [move], [], LATER)
    assert not stations.register.move_reviews(reference, [move], [], LATER)
    assert not stations.register.move_reviews("OSD-7K4M-2", [move], [], LATER)


@pytest.mark.parametrize(
    ("reviews", "end", "moved"),
    [
        ([Review(PLANNED)], None, [(PLANNED, MOVED)]),
        (
            [Review(PLANNED), Review(date(2027, 2, 10))],
            None,
            [(PLANNED, MOVED), (date(2027, 2, 10), date(2027, 2, 23))],
        ),
        ([Review(PLANNED)], date(2027, 2, 10), [(PLANNED, date(2027, 2, 5))]),
        ([Review(PLANNED, PLANNED, "continue")], None, []),
        ([Review(date(2027, 2, 5))], None, []),
        ([Review(date(2026, 12, 1))], None, []),
    ],
    ids=["to the next school day", "two", "not past the end", "held", "a school day", "past"],
)
def test_where_each_review_goes(changed, reviews, end, moved):
    found = moved_reviews(reviews, end, MORNING.date() + timedelta(days=2), changed.council, told=())
    assert found == tuple(MovedReview(*each) for each in moved)
