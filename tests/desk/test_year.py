"""A school year on the desk: every letter the calendar owes goes out on its day, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.year.life import Lived, live
from desk.year.oracle import Letter, Verdict, compare
from desk.year.story import Habit, Year, tell
from flows.profile import load_council
from flows.settings import COUNCILS, Settings
from flows.stations import open_stations
from proposals.council import Council

PLACEMENTS = len(Habit)
"""One of each. The pictures of forms and packs are most of the time: some three seconds a placement."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Year, Lived, Council]:
    home = tmp_path_factory.mktemp("year")
    (home / "offsite.toml").write_text('home = "desk"\ncouncil = "exampleshire"\n', encoding="utf-8")
    council = load_council(COUNCILS / "exampleshire")
    year = tell(PLACEMENTS, 1, council)
    with open_stations(Settings.load(home / "offsite.toml")) as stations:
        return year, live(year, stations), council


def verdict(lived: tuple[Year, Lived, Council], sent: tuple[Letter, ...] | None = None) -> Verdict:
    year, life, council = lived
    return compare(year, council.limits, life.calendar_letters if sent is None else sent)


def test_no_review_is_missed_and_none_written_about_twice(lived) -> None:
    found = verdict(lived)
    assert found.owed > PLACEMENTS
    assert (found.missing, found.stray) == ((), ())


def test_every_placement_is_one_case_and_ends_closed_but_where_nobody_ever_answers(lived) -> None:
    year, life, _ = lived
    unanswered = sum(story.habit is Habit.NEVER for story in year.stories)
    assert unanswered
    assert (life.cases, life.closed, life.unsettled) == (PLACEMENTS, PLACEMENTS - unanswered, 0)


def test_the_register_has_every_review_as_it_was_held(lived) -> None:
    year, life, _ = lived
    held = {(story.number, review.due) for story in year.stories for review in story.reviews}
    assert {(kept.placement, kept.held) for kept in life.reviews if kept.held} == held
    owed = {kept.placement for kept in life.reviews if not kept.held}
    assert owed == {story.number for story in year.stories if story.habit is Habit.NEVER}


def test_the_check_finds_a_letter_that_was_not_sent(lived) -> None:
    lost, *rest = lived[1].calendar_letters
    assert verdict(lived, tuple(rest)).missing == (lost,)


def test_the_check_finds_a_letter_that_was_sent_twice(lived) -> None:
    letters = lived[1].calendar_letters
    assert verdict(lived, (*letters, letters[-1])).stray == (letters[-1],)


def test_the_check_finds_a_letter_that_was_sent_late(lived) -> None:
    year, _, _ = lived
    first, *rest = lived[1].calendar_letters
    late = replace(first, on=next(day for day in year.runs if day > first.on))
    found = verdict(lived, (late, *rest))
    assert (found.missing, found.stray) == ((first,), (late,))
