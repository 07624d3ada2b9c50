"""Asks ClamAV's clamd whether bytes hold something harmful, before anything of ours opens them.

Three orders of a plain protocol (clamd(8): PING, VERSION, INSTREAM) are spoken here rather than through a library: what
matters is that every doubt ends as an error, and that nothing waits without end.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path
from typing import ClassVar

_CHUNK = 256 * 1024
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (?P<what>.{1,200}) FOUND")
_TOO_LARGE = "size limit exceeded"

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every virus scanner is meant to find, and what harms nobody (eicar.org); in two, lest this file be found."""


class ScannerAway(Exception):  # a fault that passes; the word says what is the matter
    """clamd cannot be reached, does not answer in time, or answers what cannot be understood. Nothing is opened."""

    code: ClassVar[str] = "scanner_away"
    remedy: ClassVar[str] = (
        "Messages wait until the virus scanner answers. Start clamd, or correct [scanner] in the settings; "
        "then run `offsite doctor`."
    )

    def __str__(self) -> str:
        return f"{super().__str__()} {self.remedy}"


class Verdict(StrEnum):
    """What clamd said."""

    CLEAN = auto()
    INFECTED = auto()
    TOO_LARGE = auto()
    """clamd takes no stream of this size: nobody knows what is in it."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """A clamd, at a socket in the file system or at host and port; `timeout_seconds` for one scan from end to end."""

    path: Path | None = None
    host: str = ""
    port: int = 3310
    timeout_seconds: float = 60.0

    @property
    def name(self) -> str:
        """Where it is."""
        return str(self.path) if self.path else f"{self.host}:{self.port}"

    def version(self) -> str:
        """Return what clamd calls itself and its signatures: "ClamAV 1.4.6/27800/…". Raises ScannerAway."""
        if self._ask(b"PING") != "PONG":
            raise ScannerAway(f"What answers at {self.name} is no clamd.")
        return self._ask(b"VERSION")

    def scan(self, data: bytes) -> Verdict:
        """Return what clamd says of these bytes. Raises ScannerAway unless that is clear."""
        if not data:
            return Verdict.CLEAN
        answer = self._ask(b"INSTREAM", data)
        if _FOUND.fullmatch(answer):
            return Verdict.INFECTED
        if _TOO_LARGE in answer:
            return Verdict.TOO_LARGE
        if answer != "stream: OK":
            # What it says could quote the file: it is not repeated.
            raise ScannerAway(f"The virus scanner at {self.name} could not scan a message.")
        return Verdict.CLEAN

    def _ask(self, order: bytes, data: bytes = b"") -> str:
        ends = time.monotonic() + self.timeout_seconds
        try:
            with self._connected() as connection:
                _send(connection, b"z" + order + b"\0", ends)
                if data:
                    _send_stream(connection, data, ends)
                return _answer(connection, ends)
        except OSError as fault:
            raise ScannerAway(f"The virus scanner at {self.name} does not answer ({type(fault).__name__}).") from None

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self.path is None:
            with socket.create_connection((self.host, self.port), self.timeout_seconds) as connection:
                yield connection
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(self.timeout_seconds)
            connection.connect(str(self.path))
            yield connection


def _send_stream(connection: socket.socket, data: bytes, ends: float) -> None:
    view = memoryview(data)
    try:
        for start in range(0, len(data), _CHUNK):
            chunk = view[start : start + _CHUNK]
            _send(connection, struct.pack("!I", len(chunk)), ends)
            _send(connection, chunk, ends)
        _send(connection, struct.pack("!I", 0), ends)
    except (BrokenPipeError, ConnectionResetError):
        # clamd hangs up once it has had enough; its answer says so.
        return


def _send(connection: socket.socket, data: bytes | memoryview, ends: float) -> None:
    connection.settimeout(_left(ends))
    connection.sendall(data)


def _answer(connection: socket.socket, ends: float) -> str:
    told = b""
    while b"\0" not in told and len(told) < _LONGEST_ANSWER:
        connection.settimeout(_left(ends))
        more = connection.recv(_LONGEST_ANSWER)
        if not more:
            break
        told += more
    # An answer without its end is half an answer, and "OK" could be the first half.
    whole, end, _ = told.partition(b"\0")
    return whole.decode("utf-8", "replace") if end else ""


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
