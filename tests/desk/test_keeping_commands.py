"""`offsite hold`, `erase`, `export`, `find`, `retention` and a case's history: what a request of a parent takes."""

from __future__ import annotations

import json
import stat

import pytest
from typer.testing import CliRunner

from canary import told_by
from conftest import MORNING
from desk.cli import app
from desk.exits import Exit
from straight_way import deliver, mail, run

CANARIES = ("Bellwether", "M999400123041")
WHY = ("--why", "asked for by letter")


@pytest.fixture
def offsite(settings, tmp_path):
    """Runs a command on the desk of these settings; `said` is what a person types when asked."""

    def ran(*words: str, said: str = ""):
        return CliRunner().invoke(app, [*words, "--config", str(tmp_path / "offsite.toml")], input=said)

    return ran


@pytest.fixture
def reference(stations) -> str:
    """A case that was filed and answered."""
    deliver(stations, mail("complete.pdf", now=MORNING))
    run(stations, MORNING)
    return stations.register.cases()[0].reference


def happened(stations, reference: str) -> list[str]:
    return [event.what for event in stations.register.find_case(reference).events]


def test_an_export_holds_everything_and_names_nobody_in_its_files_names(offsite, stations, reference, tmp_path):
    into = tmp_path / "export"
    assert offsite("export", reference, "--into", str(into)).exit_code == Exit.OK
    files = {path.name: path for path in into.rglob("*") if path.is_file()}
    assert "README.txt" in files
    assert all(name in files["README.txt"].read_text(encoding="utf-8") for name in files if name != "README.txt")
    assert {path.suffix for path in files.values()} >= {".eml", ".json", ".html", ".pdf", ".txt"}
    understood = json.loads(files["form-1.json"].read_text(encoding="utf-8"))
    assert understood["proposal"]["pupil_surname"] == "Bellwether"
    letters = len(stations.register.find_case(reference).dispatches)
    assert sum(name.startswith("letter") and name.endswith(".eml") for name in files) == letters
    assert stat.S_IMODE(into.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert not [name for name in files if any(canary in name for canary in CANARIES)]
    assert "exported" in happened(stations, reference)


def test_an_export_is_mixed_with_nothing_else(offsite, reference, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert offsite("export", reference, "--into", str(tmp_path)).exit_code == Exit.USAGE
    assert offsite("export", "OSD-7K4M-2", "--into", str(tmp_path / "new")).exit_code == Exit.NOT_FOUND


@pytest.mark.parametrize("said", ["M999400123041\n", "\nKian\nBellwether\n2013-03-04\n"])
def test_a_pupil_is_found_by_what_is_asked_for(offsite, reference, said):
    found = offsite("find", said=said)
    assert found.exit_code == Exit.OK
    assert reference in found.stdout


def test_a_case_on_hold_is_not_erased_and_one_that_is_erased_is_gone_for_good(offsite, stations, reference):
    assert offsite("hold", reference, "--why", "a complaint").exit_code == Exit.OK
    refused = offsite("erase", reference, *WHY, "--yes")
    assert refused.exit_code != Exit.OK
    assert "--lift" in refused.stderr
    assert offsite("hold", reference, "--why", "settled", "--lift").exit_code == Exit.OK
    offsite("erase", reference, *WHY, said="n\n")
    assert stations.register.find_case(reference).assessment, "a person may think better of it"
    assert offsite("erase", reference, *WHY, "--yes").exit_code == Exit.OK
    shown = offsite("case", reference)
    assert "erased" in shown.stdout
    assert offsite("find", said="M999400123041\n").exit_code == Exit.NOT_FOUND
    assert offsite("verify").exit_code == Exit.OK
    home = stations.settings.home
    assert not told_by((path for path in home.glob("*.db*")), CANARIES)


def test_its_history_reads_like_a_story_and_holds_no_content(offsite, stations, reference):
    offsite("hold", reference, "--why", "a complaint")
    told = offsite("case", reference, "--history").stdout
    said = " ".join(told.split())
    assert "was filed as a case" in said
    assert "the case was put on hold: a complaint, by " in said
    assert not [canary for canary in CANARIES if canary in told]


def test_what_is_kept_long_enough_is_listed_before_it_goes(offsite, stations):
    deliver(stations, mail(now=MORNING, slug="question"))
    run(stations, MORNING)
    listed = offsite("retention", "--dry-run", "--on", "2031-01-06", "--json")
    assert {each["rule"] for each in json.loads(listed.stdout)["spent"]} == {"for_a_person", "letter"}
    assert offsite("retention", "--on", "2031-01-06").exit_code == Exit.OK
    again = offsite("retention", "--dry-run", "--on", "2031-01-06", "--json")
    assert json.loads(again.stdout)["spent"] == []
    assert offsite("verify").exit_code == Exit.OK
