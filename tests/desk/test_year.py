"""A school year on the desk: every letter the calendar owes goes out on its day, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from typer.testing import CliRunner

from desk.cli import app
from desk.console import console
from desk.demo import DemoError
from desk.exits import Exit
from desk.year.life import Lived, live
from desk.year.oracle import Letter, Verdict, compare
from desk.year.picture import TEMPLATE, Kept, picture
from desk.year.show import judge, run_year
from desk.year.story import Habit, Year, tell
from flows.profile import load_council
from flows.settings import COUNCILS, Settings
from flows.stations import open_stations
from outputs.typesetting import typeset
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


def test_the_picture_tells_of_every_review_also_to_who_cannot_see_it(lived) -> None:
    year, life, council = lived
    data = picture(year, life, verdict(lived), council)
    with pikepdf.open(BytesIO(typeset(TEMPLATE, data, written=datetime(2027, 7, 21, tzinfo=UTC)))) as pdf:
        assert len(pdf.pages) == 1
        alts = {str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each}
    assert data["alt"] in alts
    assert {mark["state"] for mark in data["marks"]} == set(Kept)
    assert len(data["marks"]) == len(life.reviews)
    assert sum(week["letters"] for week in data["weeks"]) == sum(life.letters_by_day.values())


def test_placements_share_a_row_of_the_picture_where_they_do_not_meet(lived) -> None:
    year, life, council = lived
    bars = picture(year, life, verdict(lived), council)["bars"]
    assert len({bar["row"] for bar in bars}) < len(bars)
    for one, other in combinations(bars, 2):
        if one["row"] == other["row"]:
            assert one["to"] < other["from"] or other["to"] < one["from"]


def test_the_command_ends_with_table_picture_and_check(tmp_path: Path) -> None:
    into = tmp_path / "year"
    ran = CliRunner().invoke(app, ["demo", "--year", "--placements", "1", "--into", str(into)])
    assert ran.exit_code == Exit.OK, ran.output
    assert "each went out once, on its day" in ran.output
    assert "Reviews: on time" in ran.output
    assert (into / "year.png").read_bytes().startswith(b"\x89PNG")
    assert (into / "year.pdf").read_bytes().startswith(b"%PDF")


def test_the_command_leaves_a_folder_that_is_not_its_own_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DemoError):
        run_year(tmp_path, 1, 1)
    assert (tmp_path / "mine.txt").exists()


def test_a_year_that_missed_a_letter_is_said_to_have_failed(lived, capsys: pytest.CaptureFixture[str]) -> None:
    lost, *rest = lived[1].calendar_letters
    judge(console(), verdict(lived, tuple(rest)))
    assert f"not sent on its day: {lost.kind.replace('_', ' ')} to {lost.to}" in capsys.readouterr().out
