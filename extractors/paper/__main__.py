"""The child process that reads one scan: the file comes in by standard input, its stretches go out as JSON.

Pictures and the pages of scanned PDF are decoded by native code, which a hostile file may crash: here it crashes alone.
"""

from __future__ import annotations

import resource
import sys

from pydantic import TypeAdapter

from extractors.outcome import Unreadable, unreadable
from extractors.paper.limits import CPU_SECONDS, MEMORY_BYTES
from extractors.stretch import Stretch, whole


def main(media_type: str) -> None:
    """Read standard input and write what was read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    from extractors.paper.reading import read_paper

    try:
        stretches = read_paper(sys.stdin.buffer.read(), media_type)
    except Unreadable as found:
        stretches = whole(unreadable(found.code))
    sys.stdout.buffer.write(TypeAdapter(tuple[Stretch, ...]).dump_json(stretches))


if __name__ == "__main__":
    main(sys.argv[1])
