"""Prefect's temporary server: it is there when it is waited for, and gone when the desk is, however that ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from flows.temporary_server import ServerFailed, server_in

STARTED = "import sys, time; from pathlib import Path; from flows.temporary_server import server_in"
DIES = f"{STARTED}; print(server_in(Path(sys.argv[1])).url, flush=True); time.sleep(60)"
# Two runs in one process: a second context asks for the same server.
RUNS = """
import sys
from pathlib import Path
from flows.lost_runs import watched
from flows.runtime import prefect_ready
for _ in range(2):
    with prefect_ready(Path(sys.argv[1])):
        from prefect import flow
        print(flow(lambda: 6 * 7, name="answer")(), watched())
from flows.temporary_server import server_in
print(server_in(Path(sys.argv[1]) / "prefect").url)
"""


def bare() -> dict[str, str]:
    """The environment without a server that somebody named."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}


def answers(url: str) -> bool:
    at = urlsplit(url)
    try:
        socket.create_connection((at.hostname or "", at.port or 0), 1).close()
    except OSError:
        return False
    return True


def gone(url: str) -> bool:
    until = time.monotonic() + 30
    while answers(url) and time.monotonic() < until:
        time.sleep(0.05)
    return not answers(url)


def test_one_that_does_not_start_says_what_to_do(tmp_path):
    (tmp_path / "prefect.db").mkdir()
    with pytest.raises(ServerFailed, match="move the folder"):
        server_in(tmp_path).wait()
    server_in(tmp_path).stop()


@pytest.mark.timeout(60)
def test_it_ends_with_a_desk_that_is_killed(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", DIES, tmp_path], stdout=subprocess.PIPE, text=True, env=bare()
    ) as desk:
        url = desk.stdout.readline().strip()
        assert answers(url), "whoever knocks waits until it is there"
        desk.send_signal(signal.SIGKILL)
    assert gone(url)


def test_it_serves_the_runs_of_a_process_and_ends_with_it(tmp_path):
    # It takes seconds: Prefect makes its database here.
    done = subprocess.run(
        [sys.executable, "-c", RUNS, tmp_path], capture_output=True, text=True, env=bare(), cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    *runs, url = done.stdout.split()
    assert runs == ["42", "False"] * 2, "no run of it is watched for lost ones"
    assert (tmp_path / "prefect" / "prefect.db").is_file()
    assert gone(url)
    assert done.stderr == ""
