"""The demo does what the README says, and keeps what it reads to itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

OFFSITE = Path(sys.executable).with_name("offsite")
# From the sample forms: a name, a number and a phrase that belong in packs alone.
CANARIES = ("Bellwether", "N999402", "Sundgren")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run([OFFSITE, "demo", "--into", "here"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder / "here", done.stdout


def test_it_ends_with_a_table_of_what_arrived_and_what_became_of_it(ran):
    _, said = ran
    assert "16 arrived: 11 filed, 2 duplicate, 3 for a person, 0 quarantined, 0 waiting" in said
    for outcome in ("filed OSD-", "filed MMV-", "duplicate", "for a person no form", "automatic", "unreadable"):
        assert outcome in said
    for letter in ("acknowledgement complete →", "acknowledgement incomplete →", "pack cover →", "already received →",
                   "review recorded →", "review due", "receipt →"):  # fmt: skip
        assert letter in said


def test_its_files_are_there_to_open(ran):
    folder, _ = ran
    cases = list((folder / "cases").iterdir())
    assert len(cases) == 11
    files = [[path.name for path in case.iterdir()] for case in cases]
    assert all(any(name.endswith("pack.pdf") for name in names) for names in files)
    answered = [any("acknowledgement" in name and name.endswith(".pdf") for name in names) for names in files]
    assert answered.count(False) == 1, "the school over the county boundary has a receipt and no more"
    assert len(list((folder / "blank forms").iterdir())) == 6


def test_status_adds_up(ran):
    folder, _ = ran
    done = subprocess.run(
        [OFFSITE, "status", "--json", "--config", folder / "offsite.toml"], capture_output=True, text=True, check=False
    )
    told = json.loads(done.stdout)
    ended = sum(told[name] for name in ("filed", "duplicate", "for_a_person", "quarantined", "waiting", "in_work"))
    assert told["arrivals"] == ended == 16


def test_no_pupil_is_named_on_the_terminal_to_prefect_or_in_a_file_name(ran):
    folder, said = ran
    prefect = b"".join(path.read_bytes() for path in (folder / "prefect").rglob("*") if path.is_file())
    names = " ".join(str(path) for path in folder.rglob("*"))
    for canary in CANARIES:
        assert canary not in said
        assert canary.encode() not in prefect
        assert canary not in names


def test_it_leaves_a_folder_alone_that_it_did_not_write(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep", encoding="utf-8")
    done = subprocess.run(
        [OFFSITE, "demo", "--into", "mine"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--into" in done.stderr
    assert (tmp_path / "mine" / "letter.txt").exists()
