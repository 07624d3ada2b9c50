"""Where the soak's mail comes in and its letters go out: a real Dovecot and SMTP server, or a Maildir."""

from __future__ import annotations

import ssl
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Protocol

from bench.soak.mix import REFUSED
from mail_servers import HOST, PASSWORD, Authority, Dovecot, Relay, dovecot_or_skip
from mailboxes.mailbox import Folder
from mailboxes.maildir import SENT

USER = "offsite@exampleshire.example.org"
INBOX = "INBOX"
_AWAY_SECONDS = 1.0
"""How long a server is away that is restarted: long enough for a worker to miss it."""
FOLDERS = (INBOX, *Folder)


class Post(Protocol):
    """One mailbox as the outside sees it."""

    settings: str
    """The mailbox's part of offsite.toml."""
    says: str
    """What stands behind it."""
    refuses: bool
    """Whether it refuses the letters to the address of REFUSED."""

    def deliver(self, name: str, raw: bytes) -> None:
        """A message comes in."""

    def restart(self, number: int) -> None:
        """End a server and start it again; which of them goes by `number`."""

    def held(self, folder: str) -> Counter[str]:
        """The Message-IDs in a folder, each with the number of its copies."""

    def letters(self) -> Counter[str]:
        """The Message-IDs of the letters that came out, each with how often it came."""


class MaildirPost:
    """A Maildir: nothing to restart."""

    says = "a Maildir"
    refuses = False
    settings = ""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "desk" / "mail"

    def deliver(self, name: str, raw: bytes) -> None:
        tmp, new = self._root / "tmp" / name, self._root / "new" / name
        tmp.parent.mkdir(parents=True, exist_ok=True)
        new.parent.mkdir(parents=True, exist_ok=True)
        tmp.write_bytes(raw)
        tmp.rename(new)

    def restart(self, number: int) -> None:
        pass

    def held(self, folder: str) -> Counter[str]:
        root = self._root if folder == INBOX else self._root / f".{folder}"
        return Counter(_message_id(path.read_bytes()) for part in ("new", "cur") for path in (root / part).glob("*"))

    def letters(self) -> Counter[str]:
        return self.held(SENT)


class ServerPost:
    """A user of a real Dovecot, and a real SMTP server."""

    says = "Dovecot (IMAP, LMTP) and aiosmtpd (SMTP), all with TLS"
    refuses = True

    def __init__(self, dovecot: Dovecot, relay: Relay) -> None:
        self._dovecot, self._relay = dovecot, relay
        relay.handler.answers[REFUSED] = "550 No such user here"
        self.settings = f"""[mailbox]
kind = "imap"
host = "{HOST}"
port = {dovecot.tls}
user = "{USER}"
password = "{PASSWORD}"
ca_file = "{dovecot.authority.ca_file}"
timeout_seconds = 5
[mailbox.smtp]
port = {relay.tls}
security = "tls"
login = false
"""

    def deliver(self, name: str, raw: bytes) -> None:
        del name
        self._dovecot.deliver(USER, raw)

    def restart(self, number: int) -> None:
        server = self._relay if number % 2 else self._dovecot
        server.stop()
        time.sleep(_AWAY_SECONDS)
        server.start()

    def held(self, folder: str) -> Counter[str]:
        from imap_tools import MailBox

        context = ssl.create_default_context(cafile=str(self._dovecot.authority.ca_file))
        with MailBox(HOST, self._dovecot.tls, 30, ssl_context=context).login(USER, PASSWORD) as box:
            if not box.folder.exists(folder):
                return Counter()
            box.folder.set(folder, readonly=True)
            found = box.fetch(mark_seen=False, headers_only=True, bulk=True)
            return Counter(_message_id(each.obj.as_bytes()) for each in found)

    def letters(self) -> Counter[str]:
        return Counter(map(_message_id, self._relay.sent()))


@contextmanager
def server_post(folder: Path) -> Iterator[ServerPost]:
    """Start both servers, and end them."""
    authority = Authority(folder)
    with dovecot_or_skip(authority) as dovecot:
        relay = Relay(authority)
        relay.start()
        try:
            yield ServerPost(dovecot, relay)
        finally:
            relay.stop()


def _message_id(raw: bytes) -> str:
    return str(BytesHeaderParser().parsebytes(raw)["Message-ID"]).strip()
