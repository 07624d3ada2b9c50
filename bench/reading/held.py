"""Which forms of the corpora are held back."""

from __future__ import annotations

import hashlib


def is_held_back(name: str) -> bool:
    """Tell whether a form belongs to the third that nobody looks at while the reader is built."""
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0
