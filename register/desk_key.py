"""The desk's key: it wraps every other key, and stands outside the register and its key store."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from register.errors import RegisterCode, RegisterError
from register.sealing import KEY_BYTES, DataKey

_PREFIX = "offsite-key-"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class DeskKey:
    """One key of the desk; `id` names it and gives nothing of it away."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> DeskKey:
        """Return a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> DeskKey:
        """Return the key that `text` writes. Raises RegisterError (bad key), which does not quote it."""
        coded = text.strip().removeprefix(_PREFIX)
        try:
            secret = base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            secret = b""
        if not text.strip().startswith(_PREFIX) or len(secret) != KEY_BYTES:
            raise RegisterError(RegisterCode.BAD_KEY)
        return cls(secret)

    @property
    def text(self) -> str:
        """The key as it is written into a file or a variable: one line."""
        return _PREFIX + base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that name the key."""
        return hmac.digest(self.secret, b"the id of a desk key", "sha256")[:8].hex()

    def wrap(self, key: DataKey) -> bytes:
        """Return `key` so that this desk key alone unwraps it, under its own id alone."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.secret).encrypt(nonce, key.secret, key.id.encode())

    def unwrap(self, key_id: str, wrapped: bytes) -> DataKey:
        """Return the key of this id. Raises RegisterError (altered) when it was not wrapped so."""
        try:
            secret = AESGCM(self.secret).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], key_id.encode())
        except (InvalidTag, ValueError):
            raise RegisterError(RegisterCode.ALTERED) from None
        return DataKey(key_id, secret)


class KeySource(Protocol):
    """Where the desk's key is kept: a file, the environment, the machine's keyring."""

    @property
    def where(self) -> str:
        """The place in words, for a person; never a key."""

    def read(self) -> tuple[DeskKey, ...]:
        """Return the key in use, then any older one that a rotation left; nothing when there is none yet.

        Raises RegisterError when it cannot be read, or could be by others.
        """

    def make(self) -> DeskKey:
        """Make the first key and keep it; of two that make one at once both return the same. Raises RegisterError."""

    def keep(self, keys: Sequence[DeskKey]) -> None:
        """Keep these keys in place of all others, whole or not at all. Raises RegisterError where it cannot."""
