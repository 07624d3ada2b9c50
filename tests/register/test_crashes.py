"""A process killed at any step loses nothing and sends nothing twice.

One message with a form, two letters. The process dies before its first step, its second … until it survives.
After each death another process takes up the work an hour later, and everything must be there once.
"""

from __future__ import annotations

import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from register import DispatchState, Outcome, Register
from register_life import live, start
from register_values import NOW, REFERENCE, adds_up

LAST_STEP = 80


def lived(url: str, folder: Path, worker: str, hours: int = 0, die_at: int = 0) -> int | None:
    process = start(live, url, folder, worker, NOW + timedelta(hours=hours), die_at)
    process.join(60)
    return process.exitcode


def prepare(url: str, folder: Path) -> Register:
    for name in ("inbox", "done"):
        (folder / name).mkdir(parents=True)
    (folder / "inbox" / "one").touch()
    register = Register.open(url)
    register.migrate()
    return register


def sent(folder: Path) -> Counter[str]:
    file = folder / "sent"
    return Counter(file.read_text().split() if file.exists() else ())


def recovers(url: str, folder: Path, die_at: int) -> bool:
    """Kill a process before step `die_at`, let others finish, and check; False when it lived to its end."""
    register = prepare(url, folder)
    ended = lived(url, folder, "ann", die_at=die_at)
    assert ended in {0, -signal.SIGKILL}
    assert adds_up(register)
    for hours in (1, 2):
        assert lived(url, folder, "bea", hours) == 0
    [arrival] = register.arrivals()
    assert (arrival.outcome, arrival.references) == (Outcome.FILED, (REFERENCE,))
    assert adds_up(register)
    assert [file.name for file in (folder / "done").iterdir()] == ["one"]
    letters = register.letters()
    assert [letter.kind for letter in letters] == ["acknowledgement", "pack_cover"]
    assert set(sent(folder).values()) <= {1}, "no letter is handed over twice"
    unsent = [letter for letter in letters if letter.state is not DispatchState.SENT]
    assert [letter.state for letter in unsent] in ([], [DispatchState.UNKNOWN]), "what may have gone is for a person"
    assert len(sent(folder)) + len(unsent) >= len(letters)
    register.close()
    return ended != 0


def test_killed_before_every_step(tmp_path: Path) -> None:
    """On SQLite, where a death leaves a write-ahead log behind."""
    steps = 1
    while recovers(f"sqlite:///{tmp_path / str(steps) / 'register.db'}", tmp_path / str(steps), steps):
        steps += 1
        assert steps < LAST_STEP
    assert steps > 40, "the process dies inside every transaction and between all of them"


@pytest.mark.parametrize("die_at", [9, 18, 30, 40, 50])
def test_killed_on_either_database(url: str, tmp_path: Path, die_at: int) -> None:
    assert recovers(url, tmp_path / "mail", die_at)
