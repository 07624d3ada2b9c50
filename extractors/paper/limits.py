"""What reading one scan may cost."""

from __future__ import annotations

MEMORY_BYTES = 6 * 1024**3
"""Of address space, most of which the OCR engine reserves and never touches."""
CPU_SECONDS = 300
WALL_SECONDS = 240
"""Twelve pages take a fifth of it; a lease on a message outlasts several such files."""
