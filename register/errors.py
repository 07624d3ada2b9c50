"""What can go wrong in the register, each with a stable code and its remedy."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class RegisterCode(StrEnum):
    """Why the register refused."""

    BAD_URL = "bad_url"
    NO_DRIVER = "no_driver"
    UNREACHABLE = "unreachable"
    NOT_WRITABLE = "not_writable"
    LOCKED = "locked"
    FULL = "full"
    DISK = "disk"
    DAMAGED = "damaged"
    NEWER = "newer"
    NOT_MIGRATED = "not_migrated"
    OVERTAKEN = "overtaken"
    LEASE_LOST = "lease_lost"
    REFUSED = "refused"


REMEDIES: MappingProxyType[RegisterCode, str] = MappingProxyType(
    {
        RegisterCode.BAD_URL: "The register's database URL cannot be read. Correct database_url in offsite.toml, for "
        "example postgresql+psycopg://desk@db.example.org/offsite, or leave it out to use SQLite.",
        RegisterCode.NO_DRIVER: "Python has no driver for the register's database. For PostgreSQL install psycopg "
        "beside the desk, and write postgresql+psycopg:// in database_url.",
        RegisterCode.UNREACHABLE: "The register's database did not answer. Check that its server runs and that "
        "database_url in offsite.toml is right; then try again.",
        RegisterCode.NOT_WRITABLE: "The register's file cannot be opened or written. Check that the user who runs the "
        "desk owns the file and its folder.",
        RegisterCode.LOCKED: "Another program kept the register's database locked. Nothing was written: try again; "
        "if it lasts, look for a program that holds the file open.",
        RegisterCode.FULL: "The disk of the register is full. Nothing was written: make room, then try again.",
        RegisterCode.DISK: "The disk of the register could not be written or read. Nothing was written: check that "
        "it is there, is sound and is within its quota, then try again.",
        RegisterCode.DAMAGED: "The register's file is damaged or is no database. Restore it from a backup.",
        RegisterCode.NEWER: "The register was written by a newer version of the desk. Install that version, or "
        "restore a backup.",
        RegisterCode.NOT_MIGRATED: "The register's tables are missing or of an older version. Run `offsite doctor`, "
        "which brings them up to date.",
        RegisterCode.OVERTAKEN: "Another worker wrote the same entry first. Nothing was written twice: try again.",
        RegisterCode.REFUSED: "The register's database refused a statement. Run `offsite doctor`; if it finds "
        "nothing, report this line.",
    }
)
"""What to do about each; LEASE_LOST names the piece of work it is about."""


_OF_WHAT_WAS_WRITTEN = frozenset({RegisterCode.REFUSED, RegisterCode.OVERTAKEN, RegisterCode.LEASE_LOST})
_PASSING = frozenset({RegisterCode.UNREACHABLE, RegisterCode.LOCKED, RegisterCode.FULL, RegisterCode.DISK})


class RegisterError(Exception):
    """The register cannot do what was asked; the message names the remedy and holds no personal data."""

    def __init__(self, code: RegisterCode, message: str = "") -> None:
        super().__init__(message or REMEDIES[code])
        self.code = code

    @property
    def of_the_database(self) -> bool:
        """Whether nothing could be written just now; else the fault is of what was to be written."""
        return self.code not in _OF_WHAT_WAS_WRITTEN

    @property
    def passes(self) -> bool:
        """Whether trying again later is right: a server comes back, and somebody makes room on a disk."""
        return self.code in _PASSING


class LeaseLost(RegisterError):
    """Another worker has taken over the piece of work; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            RegisterCode.LEASE_LOST,
            f"The claim on {what} had run out and was given to another worker; nothing was written twice. "
            "If this happens often, raise lease_seconds in offsite.toml.",
        )
