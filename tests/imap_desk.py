"""A desk whose mailbox is a user of a real Dovecot, for tests that go the whole straight way."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from mail_servers import HOST, PASSWORD
from worlds.imap import ImapWorld


def write_settings(folder: Path, world: ImapWorld, *, imap: int = 0, smtp: int = 0, more: str = "") -> Path:
    """Write offsite.toml for the mailbox of `world`; with other ports, through a proxy."""
    config = folder / "offsite.toml"
    server = world.account.server
    config.write_text(
        f"""home = "desk"
council = "exampleshire"
{more}
[mailbox]
kind = "imap"
host = "{HOST}"
port = {imap or server.port}
user = "{world.user}"
password = "{PASSWORD}"
ca_file = "{server.ca_file}"
timeout_seconds = 5
[mailbox.smtp]
port = {smtp or world.relay.tls}
security = "tls"
login = false
""",
        encoding="utf-8",
    )
    return config


def settings_of(folder: Path, world: ImapWorld, *, imap: int = 0, smtp: int = 0, more: str = "") -> Settings:
    return Settings.load(write_settings(folder, world, imap=imap, smtp=smtp, more=more))
