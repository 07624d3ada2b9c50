"""An IMAP connection that can tell whether anything has come in, also what lies in its own buffer.

IDLE needs this: an answer that came in one packet with another is in the buffer already, and a look at the socket
alone would wait for it in vain.
"""

from __future__ import annotations

import imaplib
import select
import socket
import ssl
from contextlib import suppress
from io import BufferedReader
from typing import Any

import imap_tools

from mailboxes.mailbox import Unsuitable
from mailboxes.server import Security, Server

_LONGEST_LINE = 20 * 1024 * 1024
"""Bytes; a line that lists the numbers of a million messages is still shorter."""


class _Buffered(imaplib.IMAP4):
    """Reads through a buffer of its own, as imaplib's documentation provides for."""

    _incoming: BufferedReader | None = None
    _reads: socket.socket | None = None

    def _buffer(self) -> BufferedReader:
        sock = self.socket()
        if self._incoming is None or self._reads is not sock:
            # STARTTLS put another socket in place; what came in the clear after it is not to be trusted.
            self._incoming, self._reads = sock.makefile("rb"), sock
        return self._incoming

    def read(self, size: int) -> bytes:
        """Return `size` bytes."""
        return self._buffer().read(size)

    def readline(self) -> bytes:
        """Return a line."""
        line = self._buffer().readline(_LONGEST_LINE + 1)
        if len(line) > _LONGEST_LINE:
            raise self.error("a line without end")
        return line

    def shutdown(self) -> None:
        """Close the connection."""
        if self._incoming is not None:
            self._incoming.close()
        super().shutdown()

    def ask(self, *words: str) -> bytes:
        """Send a UID command without waiting for its answer, which `answer` reads; return its tag."""
        tag: bytes = self._command("UID", *words)
        return tag

    def answer(self, tag: bytes, kind: str) -> list[Any]:
        """Return the answers of `kind` to the command with `tag`. Raises error when the server refuses."""
        typ, told = self._command_complete("UID", tag)
        if typ != "OK":
            raise self.error(f"{told!r}")
        _, found = self._untagged_response(typ, told, kind)
        return list(found)

    def comes(self, seconds: float) -> bool:
        """Tell whether something can be read, or the connection's end be seen, within `seconds`."""
        sock = self.socket()
        kept = sock.gettimeout()
        sock.settimeout(0)
        try:
            if self._buffer().peek(1):
                return True
        except (ssl.SSLWantReadError, BlockingIOError):
            pass
        finally:
            sock.settimeout(kept)
        return bool(select.select([sock], [], [], seconds)[0])


class _Plain(_Buffered):
    """Before STARTTLS."""


class _Encrypted(_Buffered, imaplib.IMAP4_SSL):
    """TLS from the first byte."""


class ImapConnection(imap_tools.BaseMailBox):
    """A connection to `server`, encrypted, not yet logged in. Raises what `reaching` translates, and Unsuitable."""

    client: _Buffered

    def __init__(self, server: Server) -> None:
        self._server = server
        super().__init__()

    def _get_mailbox_client(self) -> _Buffered:
        server = self._server
        if server.security is Security.TLS:
            return _Encrypted(server.host, server.port, ssl_context=server.tls(), timeout=server.timeout)
        plain = _Plain(server.host, server.port, timeout=server.timeout)
        try:
            _start_tls(plain, server)
        except BaseException:
            with suppress(OSError):
                plain.shutdown()
            raise
        return plain


def _start_tls(plain: imaplib.IMAP4, server: Server) -> None:
    if "STARTTLS" not in plain.capabilities:
        raise Unsuitable(f"{server} does not offer STARTTLS, and the desk logs in nowhere in the clear.")
    plain.starttls(server.tls())
