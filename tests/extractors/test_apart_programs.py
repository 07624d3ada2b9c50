"""What a program that converts a hostile Document may do: little, and not for long."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.apart.limits import Limits
from extractors.apart.program import TookTooLong, run_apart

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the Linux kernel's measures: docs/sandbox.md")
BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="it opens a connection with bash: install bash")
LIMITS = Limits(memory_bytes=1024**3, cpu_seconds=20, wall_seconds=60)


def run(home: Path, script: str, shell: str = "sh", limits: Limits = LIMITS) -> None:
    run_apart((shutil.which(shell) or shell, "-c", script), home, limits)


def test_a_program_works_in_its_folder_and_knows_nothing_of_the_desk(tmp_path, monkeypatch):
    monkeypatch.setenv("OFFSITE_SMTP_PASSWORD", "canary")
    run(tmp_path, 'env > "$HOME/known"')
    known = (tmp_path / "known").read_text(encoding="utf-8")
    assert f"HOME={tmp_path}" in known
    assert "canary" not in known


@LINUX
def test_a_program_changes_and_sees_nothing_beside_its_folder(tmp_path):
    home, secret = tmp_path / "home", tmp_path / "secret"
    home.mkdir()
    secret.write_text("canary", encoding="ascii")
    run(home, f'cat {secret} > "$HOME/copied"; echo changed > {secret}; rm {secret}; echo made > {tmp_path}/made')
    assert (home / "copied").read_bytes() == b""
    assert secret.read_text(encoding="ascii") == "canary"
    assert {path.name for path in tmp_path.iterdir()} == {"home", "secret"}


@LINUX
@BASH
def test_a_program_reaches_no_server(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        run(tmp_path, f'exec 3<>/dev/tcp/127.0.0.1/{port} && echo reached > "$HOME/reached"', "bash")
    assert not (tmp_path / "reached").exists()


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path):
    with pytest.raises(TookTooLong):
        run(tmp_path, 'sleep 60 & echo $! > "$HOME/started"; wait', limits=Limits(1024**3, 20, 3))
    assert_ends(int((tmp_path / "started").read_text(encoding="ascii")))


def test_what_a_program_leaves_running_is_ended(tmp_path):
    run(tmp_path, 'sleep 60 & echo $! > "$HOME/started"')
    assert_ends(int((tmp_path / "started").read_text(encoding="ascii")))


def test_a_program_that_spins_is_ended(tmp_path):
    started = time.monotonic()
    with pytest.raises(TookTooLong):
        run(tmp_path, "while :; do :; done", limits=Limits(1024**3, 1, 60))
    assert time.monotonic() - started < 50, "by its processor time, long before the clock's limit"


_DESK = """
import sys
from pathlib import Path
from extractors.apart.limits import Limits
from extractors.apart.program import run_apart
run_apart(("/bin/sh", "-c", 'echo $$ > "$HOME/started"; sleep 60'), Path(sys.argv[1]), Limits(1024**3, 20, 60))
"""


def test_a_desk_that_is_killed_leaves_no_program_behind(tmp_path):
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", _DESK, tmp_path], cwd=root) as desk:
        until = time.monotonic() + 20
        while not (tmp_path / "started").exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.1)
        desk.kill()
    assert_ends(int((tmp_path / "started").read_text(encoding="ascii")))


def assert_ends(pid: int) -> None:
    until = time.monotonic() + 10
    while _is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False, text=True).stdout
    return bool(told.strip()) and not told.strip().startswith("Z")
