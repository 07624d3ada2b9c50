"""A proxy before a mail server that ends the connection at a chosen word, as a network or a dying server would."""

from __future__ import annotations

import re
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from mail_servers import HOST, Authority, free_ports


class When(StrEnum):
    """Where in an exchange the line is cut."""

    BEFORE = "before the server hears it"
    AFTER = "after the server did it"
    PARTLY = "in the middle of the server's answer"
    SILENT = "never, but nothing comes any more"


@dataclass
class Cut:
    """What to cut, and how often."""

    at: re.Pattern[bytes]
    when: When
    times: int = 1
    passed: int = 0
    """How many bytes of the answer still come through, when it is cut in the middle."""
    happened: int = field(default=0, init=False)

    def is_due(self, sent: bytes) -> bool:
        if self.happened >= self.times or not self.at.search(sent):
            return False
        self.happened += 1
        return True


class Proxy:
    """Listens with TLS, speaks TLS to the server (or neither), and reads along in between."""

    def __init__(self, port: int, authority: Authority, *, encrypted: bool = True) -> None:
        (self.port,) = free_ports(1)
        self.cut: Cut | None = None
        self.commands: list[bytes] = []
        self._upstream = port
        self._inward = authority.context() if encrypted else None
        self._outward = ssl.create_default_context(cafile=authority.ca_file) if encrypted else None
        self._ended = threading.Event()
        self._listener = socket.create_server((HOST, self.port))
        self._listener.settimeout(0.1)
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    def stop(self) -> None:
        self._ended.set()
        for each in self._threads:
            each.join()
        self._listener.close()

    def _listen(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                client, _ = self._listener.accept()
                each = threading.Thread(target=self._serve, args=(client,))
                self._threads.append(each)
                each.start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            client.settimeout(10)
            if self._inward:
                client = self._inward.wrap_socket(client, server_side=True)
            with client, socket.create_connection((HOST, self._upstream), 10) as server:
                outward = self._outward.wrap_socket(server, server_hostname=HOST) if self._outward else server
                with outward:
                    self._pass_on(client, outward)

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        while not self._ended.is_set():
            for ready in _readable(client, server):
                data = ready.recv(65536)
                if not data:
                    return
                if ready is client:
                    self.commands.append(data)
                    if self.cut and self.cut.is_due(data):
                        self._cut(self.cut, data, client, server)
                        return
                (server if ready is client else client).sendall(data)

    def _cut(self, cut: Cut, data: bytes, client: socket.socket, server: socket.socket) -> None:
        if cut.when is When.SILENT:
            self._ended.wait()
        if cut.when in {When.AFTER, When.PARTLY}:
            server.sendall(data)
            # The server's answer is heard, so that it has done what was asked, and is not passed on.
            server.settimeout(1)
            passed = server.recv(65536)
            while 0 < len(passed) < cut.passed:
                passed += server.recv(65536)
            if cut.when is When.PARTLY:
                client.sendall(passed[: cut.passed])


def _readable(*sockets: socket.socket) -> list[socket.socket]:
    # What TLS has decrypted already is no longer to be seen at the socket.
    waiting = [each for each in sockets if isinstance(each, ssl.SSLSocket) and each.pending()]
    return waiting or select.select(sockets, [], [], 0.1)[0]


@contextmanager
def proxy(port: int, authority: Authority, *, encrypted: bool = True) -> Iterator[Proxy]:
    made = Proxy(port, authority, encrypted=encrypted)
    try:
        yield made
    finally:
        made.stop()
