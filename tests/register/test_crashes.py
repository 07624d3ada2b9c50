"""A process killed at any step loses nothing and sends nothing twice.

One message with a form, two letters. A process dies before its first step, its second … until it survives. After
each death another worker takes up what was left an hour later, and everything must be there once.
"""

from __future__ import annotations

import shutil
import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from register import DispatchState, Outcome, Register
from register_life import live, live_until, start
from register_values import NOW, REFERENCE, adds_up, opened

ENOUGH = 100
"""More steps than there are."""


def mail_in(folder: Path) -> Path:
    """A folder with one message in its inbox."""
    for name in ("inbox", "done"):
        (folder / name).mkdir(parents=True)
    (folder / "inbox" / "one").touch()
    return folder


def sent(folder: Path) -> Counter[str]:
    file = folder / "sent"
    return Counter(file.read_text().split() if file.exists() else ())


def dies(url: str, folder: Path, step: int) -> bool:
    """Kill a process before its step of this number; False when it lived to its end."""
    process = start(live_until, url, folder, step, NOW)
    process.join(60)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def recovers(register: Register, folder: Path) -> None:
    """Let another worker finish, and see that everything is there, once."""
    assert adds_up(register)
    for hours in (1, 2):
        live(register, folder, "bea", NOW + timedelta(hours=hours))
    [arrival] = register.arrivals()
    assert (arrival.outcome, arrival.references) == (Outcome.FILED, (REFERENCE,))
    assert adds_up(register)
    assert [file.name for file in (folder / "done").iterdir()] == ["one"]
    letters = register.letters()
    assert [letter.kind for letter in letters] == ["acknowledgement", "pack_cover"]
    assert set(sent(folder).values()) <= {1}, "no letter is handed over twice"
    unsent = [letter.state for letter in letters if letter.state is not DispatchState.SENT]
    assert unsent in ([], [DispatchState.UNKNOWN]), "what may have gone is for a person"
    assert len(sent(folder)) + len(unsent) >= len(letters)


def test_killed_before_every_step(tmp_path: Path) -> None:
    """On SQLite, where a death leaves a write-ahead log behind."""
    empty = tmp_path / "empty.db"
    register = opened(f"sqlite:///{empty}")
    register.migrate()
    register.close()
    for step in range(1, ENOUGH):
        folder = mail_in(tmp_path / str(step))
        shutil.copy(tmp_path / "keys.db", folder)
        url = f"sqlite:///{shutil.copy(empty, folder)}"
        died = dies(url, folder, step)
        register = opened(url)
        recovers(register, folder)
        register.close()
        if not died:
            break
    assert 40 < step < ENOUGH, "it died inside every transaction and between all of them"


@pytest.mark.parametrize("step", [9, 18, 30, 40, 50])
def test_killed_on_either_database(register: Register, url: str, tmp_path: Path, step: int) -> None:
    folder = mail_in(tmp_path / "mail")
    assert dies(url, folder, step)
    recovers(register, folder)
