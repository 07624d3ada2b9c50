"""A school year on the desk: every letter that is owed goes out on its day, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
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
from desk.year.forms import once_more
from desk.year.life import Lived, Recorded, live
from desk.year.oracle import SCHOOL, Letter, Verdict, compare
from desk.year.picture import TEMPLATE, Kept, picture
from desk.year.show import judge, judge_digests, run_year
from desk.year.story import Habit, Year, after, tell
from desk.year.weekly import owed
from flows.profile import load_council
from flows.retain import retain
from flows.settings import COUNCILS, Settings
from flows.stations import open_stations
from outputs.typesetting import typeset
from proposals.council import Council
from proposals.retention import months_after

PLACEMENTS = len(Habit)
"""One of each. The pictures of forms and packs are most of the time: some three seconds a placement."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("year")
    (home / "offsite.toml").write_text('home = "desk"\ncouncil = "exampleshire"\n', encoding="utf-8")
    return Settings.load(home / "offsite.toml")


@pytest.fixture(scope="module")
def lived(settings: Settings) -> tuple[Year, Lived, Council]:
    council = load_council(COUNCILS / "exampleshire")
    year = tell(PLACEMENTS, 2, council)
    with open_stations(settings) as stations:
        return year, live(year, stations), council


def verdict(lived: tuple[Year, Lived, Council], sent: tuple[Letter, ...] | None = None) -> Verdict:
    year, life, council = lived
    return compare(year, council.limits, life.letters if sent is None else sent)


def test_no_review_is_missed_and_none_written_about_twice(lived) -> None:
    found = verdict(lived)
    assert found.owed > PLACEMENTS
    assert (found.missing, found.stray) == ((), ())


def test_each_coordinator_has_one_digest_a_week_with_what_there_was_to_say(lived) -> None:
    year, life, council = lived
    found = owed(year, council)
    assert {digest.to for digest in found} == {person.email for person in council.coordinators}
    assert all(any(digest.counts[place] for digest in found) for place in range(len(found[0].counts)))
    assert life.digests == found


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


def test_a_form_that_comes_once_more_is_a_later_version_of_its_case(lived, settings: Settings) -> None:
    year, _, _ = lived
    with open_stations(settings) as stations:
        versions = {
            story.habit: stations.register.find_case(stations.register.find_document(digest)).version
            for story in year.stories
            if story.again and (digest := sha256(once_more(story)).hexdigest())
        }
    assert versions == {Habit.ASKED: 2, Habit.CHANGES: 2}


def test_when_it_has_been_kept_long_enough_every_closed_case_is_erased_and_the_open_ones_are_asked_about(
    lived, settings: Settings
) -> None:
    year, life, council = lived
    on = months_after(year.runs[-1], council.retention.off_site_direction_months)
    now = datetime.combine(on, time(6), UTC)
    with open_stations(settings) as stations:
        at_once, in_time = retain(stations, year.runs[-1], now), retain(stations, on, now)
        assert (at_once.cases, at_once.told) == (0, life.cases - life.closed), "nothing has been kept long enough"
        held = sum(story.held is not None for story in year.stories)
        assert held
        assert (in_time.cases, in_time.told) == (life.closed - held, 0), "the team has been told"
        assert sum(bool(row.held) for row in stations.register.cases() if not row.erased and not row.is_open) == held
        again = retain(stations, on, now)
        assert (again.cases, again.told) == (0, 0)


def letters_of(lived, habit: Habit) -> set[tuple[str, str]]:
    year, life, _ = lived
    numbers = {story.number for story in year.stories if story.habit is habit}
    assert numbers
    return {(letter.kind, letter.to) for letter in life.letters if letter.placement in numbers}


@pytest.mark.parametrize(
    ("habit", "letters"),
    [
        (Habit.MOVES, {"receiving_school", "receiving_decision", "receiving_review", "receiving_outcome"}),
        (Habit.ASKED, {"decision_more_information", "decision_supported"}),
        (Habit.HOLIDAY, {"reviews_moved"}),
        (Habit.CONTRADICTS, {"review_queried"}),
        (Habit.WORDY, {"reply_passed_on", "for_a_person"}),
        (Habit.WRONG_FORM, {"already_received"}),
        (Habit.SILENT, {"review_escalated"}),
        (Habit.EXTENDS, {"extension"}),
    ],
)
def test_what_a_school_is_like_shows_in_the_letters(lived, habit: Habit, letters: set[str]) -> None:
    assert letters <= {kind for kind, _ in letters_of(lived, habit)}


def test_every_letter_is_about_a_placement_of_the_year(lived) -> None:
    year, life, _ = lived
    assert {letter.placement for letter in life.letters} == {story.number for story in year.stories}


def test_the_check_finds_a_letter_that_was_not_sent(lived) -> None:
    lost, *rest = lived[1].letters
    assert verdict(lived, tuple(rest)).missing == (lost,)


def test_the_check_finds_a_letter_that_was_sent_twice(lived) -> None:
    letters = lived[1].letters
    assert verdict(lived, (*letters, letters[-1])).stray == (letters[-1],)


def test_the_check_finds_a_letter_that_was_sent_late(lived) -> None:
    year, _, _ = lived
    first, *rest = lived[1].letters
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


def test_the_picture_of_three_hundred_placements_is_one_page_also_where_much_was_missed() -> None:
    council = load_council(COUNCILS / "exampleshire")
    year = tell(300, 1, council)
    held = tuple(Recorded(story.number, each.due, each.due) for story in year.stories for each in story.reviews)
    life = Lived((), dict.fromkeys(year.runs, 200), 300, 300, 0, held, ())
    missed = Verdict(5000, tuple(Letter(1, "review_due", SCHOOL, day) for day in year.runs), ())
    made = typeset(TEMPLATE, picture(year, life, missed, council), written=datetime(2027, 7, 21, tzinfo=UTC))
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1


def test_what_a_school_wrote_while_the_mailbox_was_down_is_taken_in_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "offsite.toml").write_text('home = "desk"\ncouncil = "exampleshire"\n', encoding="utf-8")
    council = load_council(COUNCILS / "exampleshire")
    whole = tell(PLACEMENTS, 1, council)
    [story] = [story for story in whole.stories if story.habit is Habit.CONTRADICTS]
    first = story.reviews[0].answered
    down = [day for day in whole.runs if not first <= day < after(whole.school_days, first, 1)]
    year = replace(whole, stories=(replace(story, number=0),), runs=tuple(down))
    with open_stations(Settings.load(tmp_path / "offsite.toml")) as stations:
        life = live(year, stations)
    found = compare(year, council.limits, life.letters)
    assert (found.missing, found.stray) == ((), ())
    assert {(kept.due, kept.held) for kept in life.reviews} == {(each.due, each.due) for each in story.reviews}


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
    lost, *rest = lived[1].letters
    judge(console(), verdict(lived, tuple(rest)))
    assert f"not sent on its day: {lost.kind.replace('_', ' ')} to {lost.to}" in capsys.readouterr().out


def test_a_digest_that_counted_wrong_is_named(lived, capsys: pytest.CaptureFixture[str]) -> None:
    first, *rest = lived[1].digests
    wrong = first._replace(counts=first.counts._replace(new=first.counts.new + 1))
    assert not judge_digests(console(), (first, *rest), (wrong, *rest))
    said = capsys.readouterr().out
    assert f"owed: to {first.to}, {first.on}: {first.counts.new} new" in said
    assert f"sent: to {first.to}, {first.on}: {wrong.counts.new} new" in said


@pytest.mark.parametrize("sent", [(), (0, 0)], ids=["missed", "twice"])
def test_a_digest_missed_or_sent_twice_fails_the_year(lived, sent: tuple[int, ...]) -> None:
    digests = lived[1].digests
    assert not judge_digests(console(), digests[:1], tuple(digests[place] for place in sent))
