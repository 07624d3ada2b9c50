"""Reads a scan in a process of its own, within limits of memory and time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from pydantic import TypeAdapter, ValidationError

from extractors.outcome import Unreadable
from extractors.paper.limits import WALL_SECONDS
from extractors.stretch import Stretch
from proposals.reading import ReadingCode

_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
"""What of the environment the child may know: nothing of the desk's settings and secrets."""


def read_paper_apart(data: bytes, media_type: str) -> tuple[Stretch, ...]:
    """Return the forms of a scan or a picture of this type, at least one stretch.

    Raises Unreadable: TOO_LONG when it takes more than its time, DAMAGED when its decoder fails or crashes.
    """
    child = subprocess.Popen(  # noqa: S603  (our own module, its one word from our own table)
        [sys.executable, "-I", "-m", "extractors.paper", media_type],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        start_new_session=True,
    )
    try:
        told, _ = child.communicate(data, timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        _kill(child)
        raise Unreadable(ReadingCode.TOO_LONG) from None
    except BaseException:
        _kill(child)
        raise
    if child.returncode == -signal.SIGXCPU:
        raise Unreadable(ReadingCode.TOO_LONG)
    if child.returncode != 0:
        raise Unreadable(ReadingCode.DAMAGED)
    try:
        return TypeAdapter(tuple[Stretch, ...]).validate_json(told)
    except ValidationError:
        raise Unreadable(ReadingCode.DAMAGED) from None


def _kill(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.communicate()
