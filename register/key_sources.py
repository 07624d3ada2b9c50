"""The places that may keep the desk's key: a file only its user can read, the environment, the machine's keyring."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from register.desk_key import DeskKey
from register.errors import RegisterCode, RegisterError

if TYPE_CHECKING:
    from types import ModuleType

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_USER = "desk-key"
_MADE = (
    "The desk's key was made in %s. Copy it now to where the council keeps such secrets: "
    "without it nobody can open what the register holds."
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file with a key a line, the one in use first. It is replaced, never written into."""

    path: Path

    @property
    def where(self) -> str:
        """The file."""
        return str(self.path)

    def read(self) -> tuple[DeskKey, ...]:
        """Return the file's keys; nothing when there is no file. Raises RegisterError when others may read it."""
        try:
            with self.path.open(encoding="ascii") as file:
                mode = os.fstat(file.fileno()).st_mode
                lines = file.read().split()
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError):
            raise RegisterError(
                RegisterCode.KEY_UNREADABLE,
                f"The desk's key in {self.path} cannot be read. Let the user who runs the desk own the file.",
            ) from None
        if mode & _OTHERS:
            raise RegisterError(
                RegisterCode.KEY_EXPOSED,
                f"Others than its owner may read the desk's key in {self.path}. Run `chmod 600 {self.path}`; "
                "if somebody may have read it, run `offsite keys rotate` after that.",
            )
        if not lines:
            raise RegisterError(RegisterCode.BAD_KEY)
        return tuple(DeskKey.parse(line) for line in lines)

    def make(self) -> DeskKey:
        """Make the file with a new key, unless another process just did; return the key in it."""
        made = self._written((DeskKey.new(),))
        try:
            # A link fails where a rename would replace the key that another process has made meanwhile.
            os.link(made, self.path)
            _log.warning(_MADE, self.path)
        except FileExistsError:
            pass
        except OSError:
            raise self._unwritable() from None
        finally:
            made.unlink()
        self._settle()
        return self.read()[0]

    def keep(self, keys: Sequence[DeskKey]) -> None:
        """Replace the file by one with these keys."""
        made = self._written(keys)
        try:
            made.replace(self.path)
        except OSError:
            raise self._unwritable() from None
        self._settle()

    def _written(self, keys: Sequence[DeskKey]) -> Path:
        """A file beside the key's own, with rights for its owner alone from the first byte on, safe on the disk."""
        made = self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(made, "x", encoding="ascii", opener=_private) as file:  # Path.open has no opener
                file.writelines(f"{key.text}\n" for key in keys)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                made.unlink(missing_ok=True)
            raise self._unwritable() from None
        return made

    def _settle(self) -> None:
        """A name in a folder is safe once the folder is."""
        with contextlib.suppress(OSError):  # some file systems cannot
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _unwritable(self) -> RegisterError:
        return RegisterError(
            RegisterCode.KEY_UNREADABLE,
            f"The desk's key cannot be written to {self.path}. Let the user who runs the desk own the folder.",
        )


@dataclass(frozen=True, slots=True)
class GivenKeys:
    """Keys that the environment or another program hands over; the desk cannot change them."""

    given: tuple[str, ...] = field(repr=False)

    @property
    def where(self) -> str:
        """The environment."""
        return "the environment (OFFSITE_VAULT__KEY)"

    def read(self) -> tuple[DeskKey, ...]:
        """Return the keys. Raises RegisterError when one is none."""
        return tuple(DeskKey.parse(text) for text in self.given)

    def make(self) -> DeskKey:
        """Refuse: somebody else keeps it."""
        raise RegisterError(RegisterCode.KEY_LOST)

    def keep(self, keys: Sequence[DeskKey]) -> None:
        """Accept fewer of the same keys, which whoever gave them may now drop; refuse others."""
        if not set(keys) <= set(self.read()):
            raise RegisterError(
                RegisterCode.KEY_GIVEN,
                "The desk's key comes from the environment, where the desk cannot change it. Make one with "
                "`offsite keys new`, give it as OFFSITE_VAULT__KEY and the present one as "
                "OFFSITE_VAULT__PREVIOUS_KEY, and rotate again; after that leave the previous one out.",
            )


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keyring of the machine, through the `keyring` library; `service` is the entry's name in it."""

    service: str

    @property
    def where(self) -> str:
        """The entry."""
        return f"the keyring's entry {self.service!r}"

    def read(self) -> tuple[DeskKey, ...]:
        """Return the entry's keys; nothing when there is no entry."""
        ring = _library()
        try:
            text = ring.get_password(self.service, _USER)
        except ring.errors.KeyringError:
            raise self._closed() from None
        return tuple(DeskKey.parse(word) for word in (text or "").split())

    def make(self) -> DeskKey:
        """Make the entry with a new key."""
        self.keep((DeskKey.new(),))
        return self.read()[0]

    def keep(self, keys: Sequence[DeskKey]) -> None:
        """Replace the entry."""
        ring = _library()
        try:
            ring.set_password(self.service, _USER, " ".join(key.text for key in keys))
        except ring.errors.KeyringError:
            raise self._closed() from None

    def _closed(self) -> RegisterError:
        return RegisterError(
            RegisterCode.KEY_UNREADABLE,
            f"The keyring did not give the entry {self.service!r}. Unlock it for the user who runs the desk, or keep "
            "the key in a file ([vault] key_file).",
        )


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _library() -> ModuleType:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise RegisterError(
            RegisterCode.KEY_UNREADABLE,
            "[vault] keyring needs the library keyring: `uv sync --extra keyring`, or keep the key in a file.",
        ) from None
    return keyring
