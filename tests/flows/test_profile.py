"""A council's profile: both that are delivered load, and what is wrong with one is said with its remedy."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from flows.profile import ProfileError, load_council
from flows.settings import COUNCILS
from flows.stations import open_stations
from proposals.calendar import is_school_day


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder with a profile of our own to spoil."""
    shutil.copytree(COUNCILS / "exampleshire", tmp_path / "ours")
    return tmp_path / "ours"


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(ProfileError) as caught:
        load_council(folder)
    return str(caught.value)


@pytest.mark.parametrize("name", ["exampleshire", "warwickshire"])
def test_a_delivered_profile_loads_and_every_area_has_its_coordinator(name):
    council = load_council(COUNCILS / name)
    assert council.code == name
    assert len(council.areas) == 3
    assert all(council.coordinator_of(area.code) for area in council.areas)


def test_exampleshire_is_invented_throughout():
    council = load_council(COUNCILS / "exampleshire")
    assert council.schools
    assert all(school.urn.startswith("999") and school.laestab.startswith("999/") for school in council.schools)
    assert all(school.email_domain.endswith(".example.org") for school in council.schools)
    addresses = [council.desk_email, council.team_email, *(person.email for person in council.coordinators)]
    assert all(address.endswith(".example.org") for address in addresses)


def test_exampleshire_knows_the_days_of_three_school_years():
    council = load_council(COUNCILS / "exampleshire")
    assert [year.first.year for year in council.school_years] == [2025, 2026, 2027]
    assert all(is_school_day(day, council) for year in council.school_years for day in (year.first, year.last))
    assert not is_school_day(date(2027, 8, 4), council)


def test_warwickshire_reaches_no_mailbox_until_the_council_has_filled_it_in():
    council = load_council(COUNCILS / "warwickshire")
    assert council.desk_email.endswith(".invalid")
    assert council.team_email.endswith(".invalid")


def without_schools(profile: Path) -> Path:
    (profile / "schools.csv").unlink()
    spoil(profile / "profile.toml", 'known = ["exampleshire.example.org"]', "known = []")
    return profile


def test_a_profile_that_lists_nobody_says_itself_who_is_answered(profile):
    spoil(without_schools(profile) / "profile.toml", 'answer = "known"', "# answer is left out")
    assert 'Write answer = "known"' in refusal(profile)


@pytest.mark.parametrize("answer", ["known", "anybody"])
def test_a_profile_that_says_who_is_answered_may_list_nobody(profile, answer):
    spoil(without_schools(profile) / "profile.toml", 'answer = "known"', f'answer = "{answer}"')
    council = load_council(profile)
    assert council.knows_nobody
    assert council.trusts("somebody@elsewhere.example.org") is (answer == "anybody")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('answer = "known"', 'answer = "everybody"', "correspondence.answer"),
        ("answers_a_day = 20", "answers_a_day = 0", "correspondence.answers_a_day"),
        ('authserv_id = ""', 'authserv_id = "mx; dmarc"', "correspondence.authserv_id"),
        ('known = ["exampleshire.example.org"]', 'known = ["*@example.org"]', "'*@example.org' is neither an address"),
        ('coordinator = "okafor"', 'coordinator = "nobody"', "coordinator 'nobody', who is not listed"),
        ('code = "east"', 'code = "north"', "area 'north' is listed twice"),
        ("jo.fairweather@exampleshire.example.org", "jo.fairweather", "coordinators.1.email: 'jo.fairweather' is no"),
        ("last = 2026-07-21", "last = 2024-07-21", "school_years.1: the last day, 2024-07-21, comes before"),
        ("review_interval_weeks = 6", "review_interval_weeks = 0", "limits.review_interval_weeks"),
        ('website = "', 'web = "', "web: Extra inputs are not permitted"),
        ('code = "exampleshire"', "code = exampleshire", "cannot be read as TOML"),
    ],
)
def test_a_wrong_profile_names_the_file_the_entry_and_the_remedy(profile, old, new, said):
    spoil(profile / "profile.toml", old, new)
    message = refusal(profile)
    assert said in message
    assert "profile.toml" in message
    assert "Correct it" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Riverside Academy,east", "Riverside Academy,west", "school 'Riverside Academy' is in area 'west'"),
        ("office@oakfield.example.org", "office", "school 1, column email: 'office' is no e-mail address"),
        ("999101,", "99910,", "school 1, column urn: '99910' is no URN"),
        ("999101,", "999102,", "URN '999102' is listed twice"),
        ("999/4002", "999/40", "school 2, column laestab"),
        ("Brambleside High;Brambleside", "Brambleside High,Brambleside", "line 3 there are more cells than columns"),
        ("name,area,urn", "name,area,number", "school 1, column number"),
        ("Oakfield Academy,", ",", "school 1, column name: Field required"),
    ],
)
def test_a_wrong_school_is_named_by_its_place(profile, old, new, said):
    spoil(profile / "schools.csv", old, new)
    assert said in refusal(profile)


def test_a_list_that_was_not_saved_as_utf8_says_how_to_save_it(profile):
    (profile / "schools.csv").write_bytes("name,area\nÉcole Démo,north\n".encode("cp1252"))
    assert "CSV UTF-8" in refusal(profile)


def test_a_list_as_a_spreadsheet_saves_it_loads(profile):
    text = "name,area,laestab,also\r\nÉcole Démo,north,9994001,The Démo; Démo\r\n,,,\r\n"
    (profile / "schools.csv").write_text(text, encoding="utf-8-sig", newline="")
    (school,) = load_council(profile).schools
    assert (school.name, school.laestab, school.also) == ("École Démo", "999/4001", ("The Démo", "Démo"))


def test_a_folder_without_a_profile_says_what_to_do(tmp_path):
    assert "Copy one from councils/" in refusal(tmp_path)


def test_a_run_reads_the_profile_once(settings, monkeypatch):
    read: list[str] = []
    plain = tomllib.loads
    monkeypatch.setattr("flows.profile.tomllib.loads", lambda text: read.append(text) or plain(text))
    with open_stations(settings):
        pass
    assert len(read) == 1
