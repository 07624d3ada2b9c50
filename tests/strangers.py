"""What code that a hostile Document has taken over might try, in the child process it is opened in."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from extractors.apart.limits import Limits
from extractors.apart.operation import Kept, Operation, Plan

_MIB = 1024**2
MARKS = [b""]
SMALL = Limits(memory_bytes=700 * _MIB, cpu_seconds=2, wall_seconds=4)


def shout(data: bytes) -> bytes:
    """An honest operation."""
    return data.upper()


def eat_memory(_data: bytes) -> bytes:
    held = []
    while True:
        held.append(bytearray(20 * _MIB))


def spin(_data: bytes) -> bytes:
    while True:
        pass


def sleep(_data: bytes) -> bytes:
    time.sleep(60)
    return b""


def stop(_data: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSTOP)
    return b""


def fork(_data: bytes) -> bytes:
    return str(os.fork()).encode()


def run_a_program(_data: bytes) -> bytes:
    return subprocess.run(["/bin/echo", "out"], capture_output=True, check=True).stdout


def become_a_program(_data: bytes) -> bytes:
    os.execv("/bin/echo", ["echo", "out"])  # noqa: S606  # what must not work


def open_a_socket(_data: bytes) -> bytes:
    with socket.socket() as opened:
        return str(opened.fileno()).encode()


def call_home(data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", int(data))):
        return b"connected"


def write_a_file(data: bytes) -> bytes:
    Path(data.decode()).write_bytes(b"written")
    return b"written"


def remove_a_file(data: bytes) -> bytes:
    Path(data.decode()).unlink()
    return b"removed"


def read_a_file(data: bytes) -> bytes:
    return Path(data.decode()).read_bytes()


def kill_another(data: bytes) -> bytes:
    os.kill(int(data), signal.SIGTERM)
    return b"killed"


def read_the_desks_memory(data: bytes) -> bytes:
    return Path(f"/proc/{data.decode()}/environ").read_bytes()


def tell_the_environment(_data: bytes) -> dict[str, str]:
    return dict(os.environ)


def tell_what_is_open(_data: bytes) -> list[int]:
    found = []
    for descriptor in range(256):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found.append(descriptor)
    return found


def speak_garbage(_data: bytes) -> bytes:
    os.write(3, os.urandom(4096))
    return b""


def lie_about_a_type(_data: bytes) -> bytes:
    answer = b'R[{"not": "bytes"}]'
    os.write(3, len(answer).to_bytes(8, "big") + answer)
    time.sleep(1)
    return b""


def promise_too_much(_data: bytes) -> bytes:
    os.write(3, (1 << 60).to_bytes(8, "big"))
    time.sleep(30)
    return b""


def leave_quietly(_data: bytes) -> bytes:
    os._exit(0)


def hang_up(_data: bytes) -> bytes:
    os.close(3)
    time.sleep(30)
    return b""


def crash(_data: bytes) -> bytes:
    return ctypes.string_at(0)


def be_killed(_data: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def leave_a_mark(data: bytes) -> bytes:
    """Return what the last Document left behind in this process."""
    before = MARKS[-1]
    MARKS.append(data)
    return before


def which_process(_data: bytes) -> int:
    return os.getpid()


def kept_process(_data: bytes) -> int:
    return os.getpid()


def kept_crash(_data: bytes) -> bytes:
    return ctypes.string_at(0)


def nothing_to_prepare() -> None:
    """A kept child that needs nothing."""


STRANGERS = (
    shout, spin, sleep, stop, fork, run_a_program, become_a_program, open_a_socket, call_home, write_a_file,
    remove_a_file, read_a_file, kill_another, read_the_desks_memory, tell_the_environment, tell_what_is_open,
    speak_garbage, lie_about_a_type, promise_too_much, leave_quietly, hang_up, crash, be_killed, leave_a_mark,
    which_process,
)  # fmt: skip
KEPT = Kept(nothing_to_prepare, documents=3, idle_seconds=0.5)

PLAN = Plan(
    operations=(
        *(Operation(each, SMALL) for each in STRANGERS),
        Operation(eat_memory, Limits(400 * _MIB, cpu_seconds=30, wall_seconds=40)),
        Operation(kept_process, SMALL, KEPT),
        Operation(kept_crash, SMALL, KEPT),
    )
)
