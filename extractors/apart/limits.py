"""What opening one Document may cost; the one place where it is set."""

from __future__ import annotations

from dataclasses import dataclass

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: bytes of address space, seconds of one core, seconds of wall clock."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: float


FORM = Limits(memory_bytes=3 * _GIB // 2, cpu_seconds=60, wall_seconds=90)
"""A PDF or Word file. The largest form of the corpus takes a second and a quarter of a GiB; a PDF of 90,000 boxes six
seconds and a third."""
SCAN = Limits(memory_bytes=6 * _GIB, cpu_seconds=300, wall_seconds=240)
"""A scan: most of the address space the OCR engine reserves and never touches. Twelve pages, which is the most that is
read, take a fifth of the time; a lease on a message outlasts several such files."""
OFFICE = Limits(memory_bytes=4 * _GIB, cpu_seconds=90, wall_seconds=90)
"""LibreOffice, starting and converting: four seconds for a form."""

MOST_ANSWER_BYTES = 256 * 1024 * 1024
"""What a child may answer; far above a file of 25 MiB in base64."""
