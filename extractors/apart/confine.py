"""How a process gives up what opening a Document does not need; what a machine does not know is left out."""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.apart import landlock, seccomp

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_MOST_DESCRIPTORS = 64
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom",
           "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")  # fmt: skip
"""What libraries look at; nothing of it is anybody's secret."""
_IMPORTED_LATE = ("proposals", "extractors", "mailboxes", "outputs", "templates")
"""Of ours what an operation may import or read when it first needs it."""


def leave_network() -> None:
    """Move this process, of one thread, to a network that is empty, where that is permitted."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform != "linux" or libc.unshare(_NEW_NET) == 0:
        return
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_NEW_USER | _NEW_NET) == 0:
        with contextlib.suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def be_killed_first() -> None:
    """Tell the kernel which process to end when memory runs out: this one and its children."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")


def see_only_code(late: Iterable[str] = ()) -> None:
    """Let this process and its children read the installed code and the system's libraries, and change nothing.

    `late` are packages and modules, by their names, that are not loaded yet and will be.
    """
    landlock.restrict({*map(Path, _SYSTEM), *_code(), *_to_come(late)})


def _to_come(names: Iterable[str]) -> Iterator[Path]:
    for spec in filter(None, map(importlib.util.find_spec, names)):
        yield from map(Path, spec.submodule_search_locations or ())
        if spec.origin:
            yield Path(spec.origin)


def _code() -> Iterator[Path]:
    """Where modules are loaded from; of a folder that holds more than code, the packages in it alone."""
    yield from (Path(each) for each in (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()))
    ours = Path(__file__).resolve().parents[2]
    yield from (ours / name for name in _IMPORTED_LATE)
    for name, module in list(sys.modules.items()):
        if "." in name:
            continue
        yield from map(Path, getattr(module, "__path__", ()))
        if file := getattr(module, "__file__", None):
            yield Path(file)


def die_with(parent: int) -> None:
    """End this process when the one that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def keep_only(descriptor: int) -> int:
    """Close whatever is open but one descriptor, and return its new number; the usual three lead nowhere."""
    kept = os.dup2(descriptor, 3)
    os.closerange(4, max(descriptor + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1024))
    return kept


def limit_what_is_made() -> None:
    """Set what no Document needs to nought: files written, processes started, core dumps; few files open."""
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _MOST_DESCRIPTORS),
        # Linux would count threads, too; there seccomp refuses processes.
        *(() if sys.platform == "linux" else ((resource.RLIMIT_NPROC, 0),)),
    ):
        resource.setrlimit(what, (most, most))


def limit_what_is_taken(memory_bytes: int, cpu_seconds: int) -> None:
    """Limit the address space, and the seconds of one core from now on."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    # macOS knows the limit of address space and may refuse to set it: there the wall clock alone stands.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))


def refuse_the_rest() -> None:
    """Refuse this process sockets, programs, files to write and other processes, where the kernel can."""
    seccomp.refuse_all_but_reading(os.getpid())
