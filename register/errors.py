"""What can go wrong in the register, each with a stable code and its remedy."""

from __future__ import annotations

from enum import StrEnum


class RegisterCode(StrEnum):
    """Why the register refused."""

    UNREACHABLE = "unreachable"
    NEWER = "newer"
    LEASE_LOST = "lease_lost"
    UNKNOWN = "unknown"


class RegisterError(Exception):
    """The register cannot do what was asked; the message names the remedy and holds no personal data."""

    def __init__(self, code: RegisterCode, message: str) -> None:
        super().__init__(message)
        self.code = code


class LeaseLost(RegisterError):
    """Another worker has taken over the piece of work; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            RegisterCode.LEASE_LOST,
            f"The claim on {what} had run out and was given to another worker; nothing was written twice. "
            "If this happens often, raise lease_seconds in offsite.toml.",
        )
