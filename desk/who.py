"""Who types a command: the person, by the name that this machine knows them by."""

from __future__ import annotations

import getpass
import os


def who() -> str:
    """Return "user NAME" for the events; of somebody who became the desk's user by sudo, their own name first."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    before = os.environ.get("SUDO_USER", "")
    return f"user {before} as {name}" if before and before != name else f"user {name}"
