"""What a child really cannot do on this machine: each measure is tried from inside one, not taken from a list."""

from __future__ import annotations

import os
import resource
import socket
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path


class Measure(StrEnum):
    """What a child must not be able to do, in the words of `offsite doctor`."""

    MEMORY = "take more memory than its share"
    TIME = "take more processor time than its share"
    FILES = "see the files of the desk"
    WRITING = "write a file"
    NETWORK = "reach the network"
    PROGRAMS = "start a program"
    PROCESSES = "touch another process"
    ENVIRONMENT = "know the desk's environment"


def measures(hidden: str, process: int) -> dict[Measure, bool]:
    """Return for each measure whether it holds in this process.

    `hidden` is a file of the desk's that may be read by its user; `process` is another process of that user.
    """
    return {
        Measure.MEMORY: _fails(_take_memory),
        Measure.TIME: resource.getrlimit(resource.RLIMIT_CPU)[0] != resource.RLIM_INFINITY,
        Measure.FILES: _fails(lambda: Path(hidden).read_bytes()),
        Measure.WRITING: _fails(lambda: Path(f"{hidden}.written").write_bytes(b"x")),
        Measure.NETWORK: _fails(lambda: socket.create_connection(("127.0.0.1", 9), timeout=1), unless=_refused),
        Measure.PROGRAMS: _fails(lambda: os.posix_spawn(sys.executable, ["python", "--version"], {})),
        Measure.PROCESSES: _fails(lambda: os.kill(process, 0)),
        Measure.ENVIRONMENT: not any(name.startswith(("OFFSITE", "PREFECT", "PG")) for name in os.environ),
    }


def _take_memory() -> None:
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY:
        bytes(limit)


def _refused(error: OSError) -> bool:
    """Whether the network answered that nobody listens there: then it can be reached."""
    return isinstance(error, ConnectionRefusedError | TimeoutError)


def _fails(deed: Callable[[], object], unless: Callable[[OSError], bool] = lambda _: False) -> bool:
    try:
        deed()
    except MemoryError:
        return True
    except OSError as error:
        return not unless(error)
    return False
