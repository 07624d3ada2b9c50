"""Where the desk's key and the key store are, as it is written under `[vault]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import SecretStr, model_validator

from flows.mail_kind import Part

if TYPE_CHECKING:
    from register import KeySource, Register

KEY_NAME = "desk.key"


class VaultSettings(Part):
    """The key that everything personal in the register is sealed with. Without any setting: a file in `home`."""

    key_file: Path | None = None
    """A file that only the desk's user may read; without one `home`/desk.key, made at the first start."""
    key: SecretStr | None = None
    """The key itself: meant for OFFSITE_VAULT__KEY, never for a settings file."""
    previous_key: SecretStr | None = None
    """Beside `key` during a rotation: the key that was used until now."""
    keyring: str = ""
    """The name of an entry in the machine's keyring; needs `uv sync --extra keyring`."""
    keys_url: str = ""
    """SQLAlchemy URL of the key store; empty for keys.db beside the register, or a schema of its own on PostgreSQL."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(map(bool, (self.key_file, self.key, self.keyring))) > 1:
            raise ValueError("give one of key_file, key and keyring")
        if self.previous_key and not self.key:
            raise ValueError("previous_key goes with key")
        return self

    def source(self, home: Path) -> KeySource:
        """Return where the desk's key is kept; nothing is read yet."""
        from register import GivenKeys, KeyFile, Keyring

        if self.key:
            given = (self.key, self.previous_key)
            return GivenKeys(tuple(each.get_secret_value() for each in given if each))
        if self.keyring:
            return Keyring(self.keyring)
        return KeyFile(self.key_file or home.resolve() / KEY_NAME)

    def keys_in_register(self, url: str) -> bool:
        """Whether the key store stands in the very database of the register at `url`, and so in every copy of it."""
        from sqlalchemy import make_url

        from register import beside

        one, other = make_url(url), make_url(self.keys_url or beside(url))
        return (one.host, one.port, one.database) == (other.host, other.port, other.database)

    def register(self, url: str, home: Path) -> Register:
        """Return the register at `url` with its keys; `migrate` makes it ready. Raises RegisterError."""
        from register import KeyStore, Register, beside

        return Register.open(url, KeyStore.open(self.keys_url or beside(url), self.source(home)))
