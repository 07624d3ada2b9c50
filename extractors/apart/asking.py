"""What the desk asks of the warm process, and how it is written on their socket."""

from __future__ import annotations

import struct
from enum import Enum

ASKED = struct.Struct(">cQ")
TOLD = struct.Struct(">q")
READY = b"!"


class Ask(Enum):
    """What the desk may ask, each with a number."""

    CHILD = b"C"
    """A child; the number is the place of an Operation whose kept child it is, from 1, or 0. Its socket comes back."""
    DONE = b"D"
    """End the child of this process number; nothing comes back."""
    HOW_ENDED = b"E"
    """How the child ended (as subprocess' returncode), or 1 when it had to be ended."""
