"""`python -I -m extractors.apart.program`: runs another program within limits, in a folder of its own, without network.

It stays beside that program: when the desk goes away, all that was started here ends. What comes in by arguments is
JSON (Order); standard input is open as long as the desk is there.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from extractors.apart import confine, landlock, seccomp
from extractors.apart.limits import Limits

_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")
"""What of the environment a program may know: nothing of the desk's settings and secrets."""
_MOST_FILE_BYTES = 512 * 1024 * 1024
_MOST_DESCRIPTORS = 1024
_STEP_SECONDS = 0.05
_INSTALLED = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/opt", "/snap", "/nix")
_LOOKED_AT = (
    "/etc/alternatives", "/etc/fonts", "/etc/group", "/etc/ld.so.cache", "/etc/libreoffice", "/etc/localtime",
    "/etc/nsswitch.conf", "/etc/passwd", "/proc", "/sys/devices/system", "/var/cache/fontconfig",
    "/var/lib/libreoffice", "/var/spool/libreoffice", "/dev/random", "/dev/urandom", "/dev/zero",
)  # fmt: skip
"""Of the system's settings those that name no secret; what stands in /proc of other processes is refused by itself."""
_NOWHERE = ("/dev/null",)
_MEETING = ("/tmp",)  # noqa: S108  # LibreOffice asks there, and nowhere else, whether another of it runs


class TookTooLong(Exception):  # the program's end, not a fault of ours
    """A program was ended at its limit of wall clock or of processor time."""


@dataclass(frozen=True, slots=True)
class Order:
    """A program's command, the folder that is its home and all it may change, and its limits."""

    command: tuple[str, ...]
    home: str
    memory_bytes: int
    cpu_seconds: int


def run_apart(command: tuple[str, ...], home: Path, limits: Limits) -> None:
    """Run a program in the folder `home` and wait for its end, however it ends. Raises TookTooLong.

    Whatever it started ends with it.
    """
    order = Order(command, str(home), limits.memory_bytes, limits.cpu_seconds)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with subprocess.Popen(  # noqa: S603  (our own module, its words our own)
        [sys.executable, "-I", "-m", "extractors.apart.program", json.dumps(asdict(order))],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**kept, "HOME": str(home), "TMPDIR": str(home)},
        cwd=home,
        start_new_session=True,
    ) as keeper:
        try:
            if keeper.wait(limits.wall_seconds) == -signal.SIGXCPU:
                raise TookTooLong
        except subprocess.TimeoutExpired:
            raise TookTooLong from None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(keeper.pid, signal.SIGKILL)


def main(told: str, desk: FileIO) -> int:
    """Run what is ordered and return how it ended, as a program does."""
    order = Order(**json.loads(told))
    confine.leave_network()
    confine.be_killed_first()
    for what, most in (
        (resource.RLIMIT_AS, order.memory_bytes),
        (resource.RLIMIT_CPU, order.cpu_seconds),
        (resource.RLIMIT_FSIZE, _MOST_FILE_BYTES),
        (resource.RLIMIT_NOFILE, _MOST_DESCRIPTORS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            # A second more at the hard limit, so that the signal that comes first says which limit it was.
            resource.setrlimit(what, (most, most + 1))
    own = Path(order.command[0]).resolve().parent
    landlock.restrict(
        map(Path, _LOOKED_AT),
        (own, *map(Path, _INSTALLED)),
        (Path(order.home), *map(Path, _NOWHERE)),
        map(Path, _MEETING),
    )
    seccomp.refuse_network()
    with subprocess.Popen(order.command, stdin=subprocess.DEVNULL) as program:  # noqa: S603  (the desk's own order)
        while program.poll() is None:
            if select.select([desk], [], [], _STEP_SECONDS)[0] and not desk.read(1):
                os.killpg(0, signal.SIGKILL)
    if program.returncode == -signal.SIGXCPU:
        signal.raise_signal(signal.SIGXCPU)
    return abs(int(program.returncode))


if __name__ == "__main__":
    with open(0, "rb", buffering=0) as desk:  # a descriptor, no path
        sys.exit(main(sys.argv[1], desk))
