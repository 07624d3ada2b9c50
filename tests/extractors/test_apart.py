"""What a Document may do to the process that opens it, and what comes of it: a named outcome, and the next is read."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import strangers
from desk.samples.files import samples
from extractors.apart.pool import Pool
from extractors.apart.work import look
from extractors.outcome import Unreadable
from extractors.reader import File, read
from extractors.reader import read_all as read_here
from flows.apart import PLANS, read_all
from flows.plain import made_plain
from mailboxes.media import media_type
from outputs.pack.wording import How
from proposals.reading import ReadingCode
from reading_pages import Sheet, printed

C = ReadingCode
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="measures of the Linux kernel; docs/sandbox.md says what holds"
)
HERE = Path(strangers.__file__).parent


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool("strangers:PLAN", folders=(HERE,)) as made:
        yield made


def ended(pool: Pool, function, data: bytes = b"") -> ReadingCode:
    with pytest.raises(Unreadable) as caught:
        pool.run(function, data)
    return caught.value.code


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (strangers.eat_memory, C.TOO_MUCH_MEMORY),
        (strangers.spin, C.TOO_LONG),
        (strangers.sleep, C.TOO_LONG),
        (strangers.stop, C.TOO_LONG),
        (strangers.fork, C.DAMAGED),
        (strangers.run_a_program, C.DAMAGED),
        (strangers.become_a_program, C.DAMAGED),
        (strangers.open_a_socket, C.DAMAGED),
        (strangers.speak_garbage, C.DAMAGED),
        (strangers.lie_about_a_type, C.DAMAGED),
        (strangers.promise_too_much, C.DAMAGED),
        (strangers.leave_quietly, C.DAMAGED),
        (strangers.hang_up, C.DAMAGED),
        (strangers.crash, C.DAMAGED),
        (strangers.be_killed, C.TOO_MUCH_MEMORY),
        (strangers.kept_crash, C.DAMAGED),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_deed_ends_in_a_named_outcome_and_the_next_document_is_opened(pool, deed, code):
    assert ended(pool, deed) is code
    assert pool.run(strangers.shout, b"next") == b"NEXT"


@LINUX
def test_a_child_reaches_no_server_of_this_machine(pool):
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert ended(pool, strangers.call_home, str(server.getsockname()[1]).encode()) is C.DAMAGED
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_child_writes_no_file(pool, tmp_path):
    assert ended(pool, strangers.write_a_file, bytes(tmp_path / "made")) is C.DAMAGED
    assert [*tmp_path.iterdir()] == [] or (tmp_path / "made").stat().st_size == 0


@LINUX
def test_a_child_makes_and_removes_no_file(pool, tmp_path):
    there = tmp_path / "there"
    there.write_bytes(b"kept")
    for deed, path in ((strangers.write_a_file, tmp_path / "made"), (strangers.remove_a_file, there)):
        assert ended(pool, deed, bytes(path)) is C.DAMAGED
    assert [*tmp_path.iterdir()] == [there]


@LINUX
def test_a_child_sees_no_file_of_the_desk(pool, tmp_path):
    secret = tmp_path / "offsite.toml"
    secret.write_text("password", encoding="ascii")
    assert ended(pool, strangers.read_a_file, bytes(secret)) is C.DAMAGED
    assert ended(pool, strangers.read_the_desks_memory, str(os.getpid()).encode()) is C.DAMAGED


@LINUX
def test_a_child_ends_no_other_process(pool):
    with subprocess.Popen(["/bin/sleep", "60"]) as other:
        assert ended(pool, strangers.kill_another, str(other.pid).encode()) is C.DAMAGED
        assert other.poll() is None
        other.kill()


def test_a_child_knows_nothing_of_the_desks_environment(monkeypatch):
    monkeypatch.setenv("OFFSITE_IMAP_PASSWORD", "canary")
    with Pool("strangers:PLAN", folders=(HERE,)) as pool:
        known = pool.run(strangers.tell_the_environment, b"")
    assert "canary" not in str(known)
    assert {*known} <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "OMP_WAIT_POLICY"}


def test_a_child_holds_its_own_socket_and_nothing_else(pool):
    assert pool.run(strangers.tell_what_is_open, b"") == [0, 1, 2, 3]


def test_no_child_sees_two_documents(pool):
    assert pool.run(strangers.leave_a_mark, b"one pupil") == b""
    assert pool.run(strangers.leave_a_mark, b"another") == b""


def test_a_kept_child_is_recycled_and_ends_when_idle(pool):
    served = [pool.run(strangers.kept_process, b"") for _ in range(4)]
    assert served[0] == served[1] == served[2] != served[3]
    until = time.monotonic() + 5
    while is_alive(served[3]) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(served[3]), "an idle child gives its memory back"
    assert pool.run(strangers.kept_process, b"") != served[3]


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_what_is_no_operation_is_refused(pool):
    with pytest.raises(ValueError, match="no operation of this pool"):
        pool.run(look, b"", "application/pdf")


def test_a_warm_process_that_was_killed_is_started_again():
    with Pool("strangers:PLAN", folders=(HERE,)) as pool:
        pool.run(strangers.shout, b"")
        assert pool._zygote
        os.kill(pool._zygote._process.pid, signal.SIGKILL)
        time.sleep(0.2)
        assert pool.run(strangers.shout, b"again") == b"AGAIN"


def test_several_threads_share_a_pool(pool):
    told: list[bytes] = []
    threads = [
        threading.Thread(target=lambda n=n: told.append(pool.run(strangers.shout, b"x%d" % n))) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == sorted(b"X%d" % n for n in range(12))


_DESK = """
import sys, time
from pathlib import Path
sys.path.append(sys.argv[1])
import strangers
from extractors.apart.pool import Pool
pool = Pool("strangers:PLAN", folders=(Path(sys.argv[1]),))
print(pool.run(strangers.kept_process, b""), pool._zygote._process.pid, flush=True)
pool.run(strangers.sleep, b"")
"""


def test_a_desk_that_is_killed_leaves_no_process_behind():
    with subprocess.Popen([sys.executable, "-c", _DESK, HERE], stdout=subprocess.PIPE, cwd=HERE.parent) as desk:
        assert desk.stdout
        left = [int(word) for word in desk.stdout.readline().split()]
        time.sleep(0.3)
        desk.kill()
    until = time.monotonic() + 10
    while any(map(is_alive, left)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [pid for pid in left if is_alive(pid)] == []


@pytest.mark.parametrize(
    "name", ["complete.pdf", "complete.docx", "own_lines.docx", "locked.pdf", "risk_assessment.pdf"]
)
def test_what_is_read_apart_is_what_is_read_here(name):
    data = samples()[name].data
    (found,) = read_all([File(data, media_type(data))])
    assert found.reading == read(data, media_type(data))


def test_pages_in_several_files_are_put_together_apart():
    pages = Sheet("Mia", "Thornbury", "4 March 2012", "A999400123041").pages()
    files = [File(printed(page), "application/pdf") for page in pages]
    assert read_all(files) == read_here(files)


@LINUX
@pytest.mark.parametrize("first", [True, False], ids=["asked for first", "asked for later"])
def test_an_operation_of_a_later_plan_is_done_by_the_same_warm_process(first):
    form = samples()["complete.pdf"].data
    with Pool(*PLANS) as pool:
        if not first:
            pool.run(look, form, "application/pdf")
        assert pool.run(made_plain, form, "application/pdf").how is How.PAGES
        warm = children()
        pool.run(look, form, "application/pdf")
        assert pool.run(made_plain, form, "application/pdf").how is How.PAGES
        assert children() == warm


def children() -> list[str]:
    """The processes that this one started and that are there."""
    return [each for listed in Path("/proc/self/task").glob("*/children") for each in listed.read_text().split()]
