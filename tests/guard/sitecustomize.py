"""Put on PYTHONPATH by a test: a desk that it starts refuses, and notes, every connection off the machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LOOPBACK = {"127.0.0.1", "::1", "localhost", None, "", b"localhost"}
_ASKS = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""What is asked of the network, and where its address stands among the event's arguments."""


def _guard(event: str, args: tuple[object, ...]) -> None:
    if event not in _ASKS:
        return
    address = args[_ASKS[event]]
    host = address[0] if isinstance(address, tuple) else address
    local = host in _LOOPBACK or (event == "socket.connect" and not isinstance(address, tuple))
    with Path(os.environ["OFFSITE_TEST_CALLS"]).open("a", encoding="utf-8") as calls:
        calls.write(f"{'local' if local else 'abroad'} {event} {host!r}\n")
    if not local:
        raise ConnectionRefusedError(f"the test allows no connection to {host!r}")


sys.addaudithook(_guard)
