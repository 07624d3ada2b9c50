"""Seals contents with AES-256-GCM, each for its own place, and digests what must be found again. Keeps no keys."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from register.errors import RegisterCode, RegisterError

KEY_BYTES = 32
"""AES-256."""
_FORMAT = b"\x01"
_ID_BYTES = 16
_NONCE_BYTES = 12
"""96 bits, chosen at random: what GCM is made for (NIST SP 800-38D, 8.2.2)."""
_HEAD_BYTES = len(_FORMAT) + _ID_BYTES
_TAG_BYTES = 16
HUSK_BYTES = _HEAD_BYTES + _NONCE_BYTES + _TAG_BYTES
"""The length of what is left of something erased: nothing that was sealed is shorter."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value stands. What was sealed for one place opens at no other."""

    table: str
    column: str
    row: str

    @property
    def bound(self) -> bytes:
        """The place as associated data."""
        return "\0".join((self.table, self.column, self.row)).encode()


@dataclass(frozen=True, slots=True)
class DataKey:
    """A key with its id (32 hexadecimal digits), which stands in front of everything it seals."""

    id: str
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, key_id: str) -> DataKey:
        """Return a new random key of this id."""
        return cls(key_id, secrets.token_bytes(KEY_BYTES))

    def seal(self, place: Place, plain: bytes) -> bytes:
        """Return `plain` sealed for `place`: format, key id, nonce, then ciphertext and tag."""
        head = _FORMAT + bytes.fromhex(self.id)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return head + nonce + AESGCM(self.secret).encrypt(nonce, plain, head + place.bound)

    def open(self, place: Place, sealed: bytes) -> bytes:
        """Return what was sealed for `place`. Raises RegisterError (altered) when any of it is not as it was sealed."""
        head, nonce = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
        if head != _FORMAT + bytes.fromhex(self.id):
            raise RegisterError(RegisterCode.ALTERED)
        try:
            return AESGCM(self.secret).decrypt(nonce, sealed[_HEAD_BYTES + _NONCE_BYTES :], head + place.bound)
        except (InvalidTag, ValueError):
            raise RegisterError(RegisterCode.ALTERED) from None

    def digest(self, kind: str, text: str) -> str:
        """Return the HMAC-SHA256 of `text` for a use, `kind`: it says nothing to whoever lacks the key."""
        return hmac.new(self.secret, f"{kind}\0{text}".encode("utf-8", "surrogatepass"), sha256).hexdigest()


def husk(key_id: str) -> bytes:
    """Return what is left in place of something sealed with this key once it is erased: the key's id, and nothing."""
    return _FORMAT + bytes.fromhex(key_id) + bytes(_NONCE_BYTES + _TAG_BYTES)


def key_of(sealed: bytes) -> str:
    """Return the id of the key that `sealed` was sealed with. Raises RegisterError (altered) when it has none."""
    if not sealed.startswith(_FORMAT) or len(sealed) < _HEAD_BYTES + _NONCE_BYTES + _TAG_BYTES:
        raise RegisterError(RegisterCode.ALTERED)
    return sealed[len(_FORMAT) : _HEAD_BYTES].hex()
