"""Which files a process and its children may see and change: Linux' Landlock, where the kernel has it."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""System calls; their numbers are the same on every machine."""
_ASK_VERSION = 1
_BENEATH = 1
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_SOCKET = 1 << 9
_TRUNCATE = 1 << 14
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE
"""What may be granted on a file; the rest only on a folder."""
_ALL_BY_VERSION = (0, (1 << 13) - 1, (1 << 14) - 1, (1 << 15) - 1, (1 << 15) - 1, (1 << 16) - 1)
_TCP = 0b11
_SCOPED = 0b11
"""No signals, and no sockets without a name in the file system, to processes outside."""
_PR_SET_NO_NEW_PRIVS = 38


def version() -> int:
    """Return the version of Landlock that this kernel speaks, 0 when it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE, None, 0, _ASK_VERSION)))


def restrict(
    reading: Iterable[Path],
    running: Iterable[Path] = (),
    writing: Iterable[Path] = (),
    meeting: Iterable[Path] = (),
) -> bool:
    """Let this thread and all it starts see only what is at or below these paths; return whether that holds now.

    What is for `running` may be read and started, what is for `writing` also changed; in folders for `meeting` sockets
    may be made. Nothing may reach TCP.
    """
    spoken = version()
    if not spoken:
        return False
    all_files = _ALL_BY_VERSION[min(spoken, len(_ALL_BY_VERSION) - 1)]
    asked = [all_files, *([_TCP] if spoken >= 4 else []), *([_SCOPED] if spoken >= 6 else [])]
    attributes = struct.pack(f"{len(asked)}Q", *asked)
    rules = _libc().syscall(_CREATE, attributes, len(attributes), 0)
    if rules < 0:
        return False
    try:
        for paths, granted in (
            (reading, _READ | _LIST),
            (running, _READ | _LIST | _EXECUTE),
            (writing, all_files),
            (meeting, _MAKE_SOCKET),
        ):
            for path in paths:
                _grant(rules, path, granted & all_files)
        _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(_libc().syscall(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _grant(rules: int, path: Path, granted: int) -> None:
    try:
        descriptor = os.open(path, getattr(os, "O_PATH", os.O_RDONLY) | os.O_CLOEXEC)
    except OSError:
        return  # what is not there need not be seen
    try:
        allowed = granted if path.is_dir() else granted & _OF_FILES
        _libc().syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", allowed, descriptor), 0)
    finally:
        os.close(descriptor)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
