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
    NO_PARENT = "no_parent"
    NOT_HERE = "not_here"
    KEY_LOST = "key_lost"
    KEY_WRONG = "key_wrong"
    KEY_EXPOSED = "key_exposed"
    KEY_UNREADABLE = "key_unreadable"
    KEY_GIVEN = "key_given"
    BAD_KEY = "bad_key"
    KEYS_MISSING = "keys_missing"
    KEYS_DAMAGED = "keys_damaged"
    ALTERED = "altered"
    ERASED = "erased"
    NOT_SQLITE = "not_sqlite"
    NO_REGISTER = "no_register"
    OVER_ITSELF = "over_itself"
    NOT_A_BACKUP = "not_a_backup"
    BACKUP_DAMAGED = "backup_damaged"
    HOLDS_SOMETHING = "holds_something"
    IN_USE = "in_use"
    KEYS_BEHIND = "keys_behind"
    TARGET_HOLDS = "target_holds"
    AT_WORK = "at_work"
    KEYS_TOGETHER = "keys_together"
    OTHER_COUNCIL = "other_council"


REMEDIES: MappingProxyType[RegisterCode, str] = MappingProxyType(
    {
        RegisterCode.BAD_URL: "The register's database URL cannot be read. Correct database_url in offsite.toml, for "
        "example postgresql+psycopg://desk@db.example.org/offsite, or leave it out to use SQLite.",
        RegisterCode.NO_DRIVER: "Python has no driver for the register's database. For PostgreSQL install psycopg "
        "beside the desk, and write postgresql+psycopg:// in database_url.",
        RegisterCode.UNREACHABLE: "The register's database did not answer. Check that its server runs and that "
        "database_url in offsite.toml is right; then try again.",
        RegisterCode.NOT_WRITABLE: "The register cannot be opened or written. Check that the user who runs the desk "
        "owns the file and its folder; on PostgreSQL, that the desk's role owns the database and every table in it "
        "(ALTER … OWNER TO).",
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
        RegisterCode.NO_PARENT: "The register's database refused an entry that belongs to one that is gone. "
        "Nothing was written: try again.",
        RegisterCode.REFUSED: "The register's database refused a statement. Run `offsite doctor`; if it finds "
        "nothing, report this line.",
        RegisterCode.NOT_HERE: "The desk copies key stores on SQLite only. On PostgreSQL run pg_dump "
        "--schema=offsite_keys, and replace the copy before.",
        RegisterCode.KEY_LOST: "The register is sealed, and there is no desk key. Put the key back from where it is "
        "kept safe; a new one cannot open what the old one sealed, so none was made.",
        RegisterCode.KEY_WRONG: "The desk key is another than the one the register was sealed with. Put that one back.",
        RegisterCode.KEY_EXPOSED: "Others than its owner may read the desk's key. Run `chmod 600` on its file.",
        RegisterCode.KEY_UNREADABLE: "The desk's key cannot be read. Let the user who runs the desk read it.",
        RegisterCode.KEY_GIVEN: "The desk's key comes from the environment, where the desk cannot change it.",
        RegisterCode.BAD_KEY: "The desk's key is not written as one: `offsite-key-` and 43 characters. Put it back as "
        "it was made, without a line break in it.",
        RegisterCode.KEYS_MISSING: "The register holds what no key in the key store opens. Put the latest copy of the "
        "key store (keys.db) back; it belongs to the register as it stands.",
        RegisterCode.KEYS_DAMAGED: "The key store (keys.db) is damaged or is no database; the register itself may be "
        "sound. Put the latest copy of the key store back.",
        RegisterCode.ALTERED: "Something in the register is not as the desk sealed it. Restore it from a backup, and "
        "find out who can write to the database.",
        RegisterCode.ERASED: "This was erased for good: its key was destroyed, here and for every backup.",
        RegisterCode.NOT_SQLITE: "The register is on a database server, which has backups of its own: use pg_dump "
        "--format=custom to back up and pg_restore to restore (docs/operate.md).",
        RegisterCode.NO_REGISTER: "There is no register to back up yet. Check home and database_url in offsite.toml.",
        RegisterCode.OVER_ITSELF: "That file is the register itself. Name another file for the backup.",
        RegisterCode.NOT_A_BACKUP: "That file is no backup that `offsite backup` wrote. Nothing was changed.",
        RegisterCode.BACKUP_DAMAGED: "That backup is damaged: it is not as it was written. Nothing was changed: take "
        "another.",
        RegisterCode.HOLDS_SOMETHING: "There is a register already, and it holds something. Nothing was changed: with "
        "--replace it is kept aside under another name, and the backup takes its place.",
        RegisterCode.IN_USE: "A program still has the register open. Nothing was changed: stop the workers and "
        "`offsite intake --watch`, then restore again.",
        RegisterCode.KEYS_TOGETHER: "The key store is in the register's own database: its write-ahead log and every "
        "backup of the whole server keep keys that were destroyed. Name another database in [vault] keys_url, on a "
        "server that is backed up by itself (docs/operate.md).",
        RegisterCode.KEYS_BEHIND: "The key store is older than this backup. Put the latest copy of the key store "
        "(keys.db) in its place, and restore again (docs/operate.md).",
        RegisterCode.TARGET_HOLDS: "The database to move to holds something already. Nothing was changed: name an "
        "empty one (`createdb`).",
        RegisterCode.AT_WORK: "A worker is at work on the register. Nothing was changed: stop the workers and `offsite "
        "intake --watch`, wait until they have ended (a killed one holds its claim for lease_seconds), then try again.",
        RegisterCode.OTHER_COUNCIL: "Nothing was read or written: give each council a home and a database of its own. "
        "The `code` of a profile stays for good, whatever the council is called.",
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


class BackupRefused(RegisterError):
    """A backup cannot be written or put in place; nothing was changed."""


class MoveRefused(RegisterError):
    """A register cannot be moved; the database it was to be moved to holds what it held."""


class LeaseLost(RegisterError):
    """Another worker has taken over the piece of work; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            RegisterCode.LEASE_LOST,
            f"The claim on {what} had run out and was given to another worker; nothing was written twice. "
            "If this happens often, raise lease_seconds in offsite.toml.",
        )


class OtherCouncil(RegisterError):
    """The register is another council's; nothing in it was read or written. Codes of profiles are not personal."""

    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            RegisterCode.OTHER_COUNCIL,
            f"This register belongs to the council {theirs!r}, and these settings name the profile of {ours!r}. "
            f"{REMEDIES[RegisterCode.OTHER_COUNCIL]}",
        )
