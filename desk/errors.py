"""From an exception that the desk knows to one line for a person and an exit code."""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from desk.exits import Exit

# Where each error is defined and how `offsite` ends on it. By name, so that a command that fails early
# does not load the stations it never reached.
_KNOWN = (
    ("flows.settings", "SettingsError", Exit.SETTINGS),
    ("flows.profile", "ProfileError", Exit.SETTINGS),
    ("register.errors", "RegisterError", Exit.UNAVAILABLE),
    ("mailboxes.mailbox", "MailboxError", Exit.UNAVAILABLE),
    ("mailboxes.scanner", "ScannerAway", Exit.UNAVAILABLE),
    ("extractors.outcome", "Unavailable", Exit.UNAVAILABLE),
    ("flows.temporary_server", "ServerFailed", Exit.UNAVAILABLE),
    ("desk.demo", "DemoError", Exit.USAGE),
    ("outputs.letters.errors", "LetterError", Exit.SETTINGS),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """What to print and how to end."""

    message: str
    exit: Exit


def explain(error: Exception) -> Explained:
    """Return what to say of `error`; of one that the desk does not expect its kind and place, never its text.

    An unexpected error's text could quote what a school wrote.
    """
    for module, name, code in _KNOWN:
        loaded = sys.modules.get(module)
        if loaded is not None and isinstance(error, getattr(loaded, name)):
            return Explained(str(error), code)
    if isinstance(error, FileNotFoundError):
        return Explained(f"There is no file {error.filename}. Check the name and the folder.", Exit.NOT_FOUND)
    if isinstance(error, PermissionError):
        return Explained(
            f"{error.filename} may not be read or written by this user. Check its rights.", Exit.UNAVAILABLE
        )
    if isinstance(error, IsADirectoryError):
        return Explained(f"{error.filename} is a folder. Name a file in it.", Exit.NOT_FOUND)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return Explained(
        f"Something unexpected: {type(error).__name__} at {where}. Run `offsite doctor`; "
        "if it finds nothing, report this line.",
        Exit.FAILED,
    )
