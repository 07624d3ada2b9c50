"""How the desk and a child talk: a length and that many bytes, each way; JSON inside, never anything that runs."""

from __future__ import annotations

import json
import os
import struct
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from socket import socket

from extractors.apart.limits import MOST_ANSWER_BYTES

_LENGTH = struct.Struct(">Q")
_STEP = 1 << 20


class Said(StrEnum):
    """The first letter of an answer."""

    RESULT = "R"
    UNREADABLE = "U"
    """A reading code follows."""
    FAILED = "F"
    """The class of an exception follows, nothing of its text."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a child is asked to do; the arguments follow on the next line."""

    operation: str
    memory_bytes: int
    cpu_seconds: int


class Closed(Exception):  # an ordinary end of a conversation
    """The other side is gone, or says what is no message."""


def packed(call: Call, arguments: bytes) -> bytes:
    """Return a call as one message."""
    return json.dumps(asdict(call)).encode() + b"\n" + arguments


def unpacked(message: bytes) -> tuple[Call, bytes]:
    """Return the call in a message of the desk's and its arguments."""
    head, _, arguments = message.partition(b"\n")
    return Call(**json.loads(head)), arguments


def ask(end: socket, message: bytes, deadline: float) -> bytes:
    """Send a message and return the answer to it, both before `deadline` (of time.monotonic).

    Raises TimeoutError, or Closed when no whole answer comes.
    """

    def read(size: int) -> bytes:
        end.settimeout(_left(deadline))
        return end.recv(min(size, _STEP))

    try:
        end.settimeout(_left(deadline))
        end.sendall(_LENGTH.pack(len(message)))
        end.sendall(message)
        return _message(read, MOST_ANSWER_BYTES)
    except TimeoutError:
        raise
    except OSError:
        raise Closed from None


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def receive(descriptor: int) -> bytes:
    """Return the next message to a child. Raises Closed when there is none."""
    return _message(lambda size: os.read(descriptor, min(size, _STEP)), None)


def answer(descriptor: int, said: Said, content: bytes) -> None:
    """Answer the message that was received last."""
    for part in (_LENGTH.pack(len(content) + 1), said.value.encode(), content):
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]


def _message(read: Callable[[int], bytes], most: int | None) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(read, _LENGTH.size))
    if most is not None and length > most:
        raise Closed
    return _exactly(read, length)


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    whole = bytearray()
    while len(whole) < size:
        part = read(size - len(whole))
        if not part:
            raise Closed
        whole += part
    return bytes(whole)
