"""The demo does what the README says, and keeps what it reads to itself."""

from __future__ import annotations

import email
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from pathlib import Path

import pytest

from canary import told_by

OFFSITE = Path(sys.executable).with_name("offsite")
GUARD = Path(__file__).parents[1] / "guard"
# From the sample forms: a name, a number and a phrase that belong in packs alone.
CANARIES = ("Bellwether", "N999402", "Sundgren")


@dataclass(frozen=True)
class Ran:
    """A demo that was run: its folder, what it said, what else was written, called and shown while it ran."""

    folder: Path
    said: str
    beside: Path
    calls: tuple[str, ...] = field(repr=False)
    titles: frozenset[bytes] = field(repr=False)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder, beside = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("beside")
    for name in ("home", "temporary"):
        (beside / name).mkdir()
    calls = beside / "calls"
    around = os.environ | {
        "HOME": str(beside / "home"),
        "TMPDIR": str(beside / "temporary"),
        "PYTHONPATH": str(GUARD),
        "OFFSITE_TEST_CALLS": str(calls),
    }
    with _titles() as titles:
        done = subprocess.run(
            [*_cut_off(), OFFSITE, "demo", "--into", "here"],
            cwd=folder,
            env=around,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = tuple(calls.read_text(encoding="utf-8").splitlines())
    return Ran(folder / "here", done.stdout, beside, told, frozenset(titles))


def _cut_off() -> tuple[str, ...]:
    """What runs a command where there is no network but loopback, if this machine allows it."""
    within = ("unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
    if not shutil.which("unshare") or not shutil.which("ip"):
        return ()
    return within if subprocess.run([*within, "true"], capture_output=True, check=False).returncode == 0 else ()


@contextmanager
def _titles() -> Iterator[set[bytes]]:
    """Look at every process's title, over and over, where the system shows them."""
    seen: set[bytes] = set()
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            for title in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(title.read_bytes())
                except OSError:
                    continue  # it ended in between

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def test_it_ends_with_a_table_of_what_arrived_and_what_became_of_it(ran):
    said = ran.said
    assert "16 arrived: 11 filed, 2 duplicate, 3 for a person, 0 quarantined, 0 waiting" in said
    for outcome in ("filed OSD-", "filed MMV-", "duplicate", "for a person no form", "automatic", "unreadable"):
        assert outcome in said
    for letter in ("acknowledgement complete →", "acknowledgement incomplete →", "pack cover →", "already received →",
                   "review recorded →", "review due", "receipt →"):  # fmt: skip
        assert letter in said


def test_its_files_are_there_to_open(ran):
    folder = ran.folder
    cases = list((folder / "cases").iterdir())
    assert len(cases) == 11
    files = [[path.name for path in case.iterdir()] for case in cases]
    assert all(any(name.endswith("pack.pdf") for name in names) for names in files)
    answered = [any("acknowledgement" in name and name.endswith(".pdf") for name in names) for names in files]
    assert answered.count(False) == 1, "the school over the county boundary has a receipt and no more"
    assert len(list((folder / "blank forms").iterdir())) == 8, "three that schools fill in and the decision, twice each"


def test_status_adds_up(ran):
    folder = ran.folder
    done = subprocess.run(
        [OFFSITE, "status", "--json", "--config", folder / "offsite.toml"], capture_output=True, text=True, check=False
    )
    told = json.loads(done.stdout)
    ended = sum(told[name] for name in ("filed", "duplicate", "for_a_person", "quarantined", "waiting", "in_work"))
    assert told["arrivals"] == ended == 16


def test_no_pupil_is_named_on_the_terminal_in_a_file_name_or_in_a_process_title(ran):
    names = " ".join(str(path) for folder in (ran.folder, ran.beside) for path in folder.rglob("*"))
    assert any(b"offsite" in title for title in ran.titles) or not Path("/proc/self/cmdline").exists()
    for canary in CANARIES:
        assert canary not in ran.said
        assert canary not in names
        assert not [title for title in ran.titles if canary.encode() in title]


def test_no_file_names_a_pupil_but_the_mailbox_and_the_cases_written_out(ran):
    """Prefect's database, logs, the register, temporary files, the user's home: everything that was written."""
    written = [path for folder in (ran.folder, ran.beside) for path in folder.rglob("*") if path.is_file()]
    assert any("prefect" in path.parts for path in written)
    told = told_by(written, CANARIES)
    shown = {path.relative_to(ran.folder).parts[0] for path in told if ran.folder in path.parents}
    assert "mail" in shown, "the search finds what is there to find"
    assert shown <= {"mail", "cases"}
    assert not [path.name for path in told if ran.beside in path.parents]


def test_a_letter_names_the_pupil_in_what_it_encloses_alone(ran):
    sent = [path for path in (ran.folder / "mail").rglob("*") if path.is_file() and ".Sent" in str(path.parent)]
    letters = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in sent]
    assert len(letters) > 20
    for letter in letters:
        open_to_all = [f"{name}: {value}" for name, value in letter.items()]
        for part in letter.walk():
            open_to_all.append(part.get_filename() or "")
            if part.get_content_maintype() == "text":
                open_to_all.append(part.get_content())
        assert not [canary for canary in CANARIES if canary in "\n".join(open_to_all)], letter["Message-ID"]


def test_nothing_is_called_but_this_machine(ran):
    assert any(call.startswith("local socket.connect") for call in ran.calls), "the guard was there"
    assert not [call for call in ran.calls if not call.startswith("local ")]


def test_it_leaves_a_folder_alone_that_it_did_not_write(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep", encoding="utf-8")
    done = subprocess.run(
        [OFFSITE, "demo", "--into", "mine"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--into" in done.stderr
    assert (tmp_path / "mine" / "letter.txt").exists()
