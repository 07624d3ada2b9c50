"""How `offsite` ends: one number per outcome, so that scripts can tell."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every `offsite` command; docs/commands.md lists them."""

    OK = 0
    """Done. For `check`: the file was read as a form, complete or not."""
    FAILED = 1
    """Something unexpected, `verify` found something broken, or `demo --year` missed a letter or a digest; the message
    tells."""
    USAGE = 2
    """The command was not written as `--help` shows. `restore`: a register is there, and `--replace` was not given.
    `case REF decide`: what a placement began by was otherwise, without `--yes`; or `--on` is to come."""
    NOT_A_FORM = 3
    """`check`: the file can be read and is not one of our forms."""
    UNREADABLE = 4
    """`check`: the file could not be read. `message --password`: the password opens nothing, or no form.
    `restore`: the file is no whole backup."""
    SETTINGS = 5
    """offsite.toml, OFFSITE_* or the council's profile cannot be used."""
    NOT_FOUND = 6
    """No such case, message, letter, file or profile; or it is not in quarantine, or not undecided."""
    ATTENTION = 7
    """`doctor`, `status` and `restore`: the desk works, and something wants a person."""
    UNAVAILABLE = 8
    """The register or the mailbox cannot be reached just now; or what is kept cannot be opened: the message tells."""
    REFUSED = 9
    """`case REF decide`: nothing was recorded: the case is closed, was decided in that very moment, or the council
    works without decisions."""
