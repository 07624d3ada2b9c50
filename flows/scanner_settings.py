"""A virus scanner, as it is written under `[scanner]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from flows.mail_kind import Part

if TYPE_CHECKING:
    from mailboxes.scanner import Scanner


class ScannerSettings(Part):
    """ClamAV's clamd: where it listens. With it set, nothing is opened that it has not found clean."""

    socket: Path | None = None
    """Its socket on this machine, as `LocalSocket` in clamd.conf."""
    host: str = ""
    """Or the machine on which it listens. What goes there is not encrypted: keep it inside the council's network."""
    port: int = Field(3310, ge=1, le=65_535)
    """And its port, as `TCPSocket` in clamd.conf."""
    timeout_seconds: float = Field(60.0, gt=0, le=600)
    """How long one scan may take."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.socket) == bool(self.host):
            raise ValueError("give either socket or host")
        return self

    def open(self) -> Scanner:
        """Return the scanner; it is asked with each message, and not before."""
        from mailboxes.scanner import Scanner

        return Scanner(self.socket, self.host, self.port, self.timeout_seconds)
