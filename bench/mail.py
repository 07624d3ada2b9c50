"""`make bench-mail`: a thousand messages wait in a real Dovecot; how long until all are stored, and in how much memory.

Beside it, in the same run, imap-tools fetching the same messages in its own loop and storing nothing. Each is measured
in a process of its own, so that one's memory is not the other's.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from imap_tools import MailBox
from rich.console import Console
from rich.table import Table

from bench.backlog import message
from mail_servers import HOST, PASSWORD, Authority, Dovecot, dovecot_or_skip

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
COUNTS = (100, 1000)
RUNS = 5
REACTIONS = 20


@dataclass(frozen=True, slots=True)
class Box:
    """A user's mailbox on the server, as both sides reach it."""

    port: int
    user: str
    ca_file: str

    def login(self) -> MailBox:
        import ssl

        context = ssl.create_default_context(cafile=self.ca_file)
        return MailBox(HOST, self.port, 30, ssl_context=context).login(self.user, PASSWORD)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one side: seconds, and the process's peak in MiB before and after."""

    seconds: float
    before: float
    peak: float


def ours(box: Box, count: int) -> Measured:
    """Store every waiting message in a new SQLite register, as the intake flow's first step does."""
    from flows.collect import collect
    from flows.settings import Settings
    from flows.stations import open_stations

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "offsite.toml")
        config.write_text(
            f'home = "desk"\npoll_limit = {count}\n[mailbox]\nkind = "imap"\nhost = "{HOST}"\nport = {box.port}\n'
            f'user = "{box.user}"\npassword = "{PASSWORD}"\nca_file = "{box.ca_file}"\n',
            encoding="utf-8",
        )
        with open_stations(Settings.load(config)) as stations:
            result = measured(lambda: collect(stations, NOW))
            if stations.register.status(NOW).arrivals != count:
                raise RuntimeError("not every message was stored")
    return result


def bare(box: Box, count: int) -> Measured:
    """Fetch every waiting message with imap-tools, and keep none."""
    with box.login() as mailbox:
        fetched = 0

        def fetch() -> None:
            nonlocal fetched
            for found in mailbox.fetch(mark_seen=False):
                fetched += bool(found.uid)

        result = measured(fetch)
    if fetched != count:
        raise RuntimeError("not every message was fetched")
    return result


def measured(work: Callable[[], object]) -> Measured:
    before, started = _peak(), time.perf_counter()
    work()
    return Measured(time.perf_counter() - started, before, _peak())


def reactions(box: Box) -> list[float]:
    """Seconds from a message's arrival to the end of wait(), measured again and again."""
    from mailboxes.imap import ImapAccount, ImapMailbox
    from mailboxes.server import Login, Server
    from mailboxes.smtp import SmtpAccount

    server = Server(HOST, box.port, ca_file=Path(box.ca_file))
    mailbox = ImapMailbox(ImapAccount(server, Login(box.user, PASSWORD), SmtpAccount(server)))
    took = []
    with box.login() as other:
        for _ in range(REACTIONS):
            mailbox.pending(10)
            came: list[float] = []

            def arrive(came: list[float] = came) -> None:
                other.append(b"Subject: one\r\n\r\nhello\r\n")
                came.append(time.perf_counter())

            timer = threading.Timer(0.2, arrive)
            timer.start()
            mailbox.wait(30)
            ended = time.perf_counter()
            timer.join()
            took.append(max(0.0, ended - came[0]))
    mailbox.close()
    return took


def main() -> None:
    """Measure, and print the tables."""
    with tempfile.TemporaryDirectory() as folder, dovecot_or_skip(Authority(Path(folder))) as server:
        table = Table(
            "messages waiting", "stored, s", "imap-tools fetches, s", "ratio", "aim", "our peak, MiB", "its peak, MiB"
        )
        for count in COUNTS:
            box = _filled(server, count)
            pairs = [(_apart("ours", box, count), _apart("bare", box, count)) for _ in range(RUNS)]
            mine, other = [ours for ours, _ in pairs], [bare for _, bare in pairs]
            # A machine that is busy with other things only ever adds to a time: the fastest says most of the work.
            ratio = min(run.seconds for run in mine) / min(run.seconds for run in other)
            table.add_row(
                f"{count}", _seconds(mine), _seconds(other), f"{ratio:.2f}", "≤ 1.3", _memory(mine), _memory(other)
            )
        took = sorted(reactions(_filled(server, 0)))
    out = Console(width=150)
    out.print(
        f"Python {platform.python_version()}, Dovecot on this machine, TLS; the fastest of {RUNS} runs (the median); "
        f"{os.cpu_count()} cores with a load of {os.getloadavg()[1]:.0f}"
    )
    out.print(table)
    out.print(
        f"From a message's arrival to the end of wait(): {statistics.median(took) * 1000:.0f} ms, "
        f"worst {took[-1] * 1000:.0f} ms of {REACTIONS}"
    )


def _filled(server: Dovecot, count: int) -> Box:
    box = Box(server.tls, f"{uuid.uuid4().hex}@exampleshire.example.org", str(server.authority.ca_file))
    with box.login() as mailbox:
        for number in range(count):
            mailbox.append(message(number))
    return box


def _apart(side: str, box: Box, count: int) -> Measured:
    """Run one side in a process of its own."""
    words = [sys.executable, "-m", "bench.mail", side, str(box.port), box.user, box.ca_file, str(count)]
    return Measured(**json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(runs: list[Measured]) -> str:
    times = [run.seconds for run in runs]
    return f"{min(times):.2f} ({statistics.median(times):.2f})"


def _memory(runs: list[Measured]) -> str:
    """The peak, and how much of it came during the work."""
    peak = statistics.median(run.peak for run in runs)
    return f"{peak:.0f} (+{statistics.median(run.peak - run.before for run in runs):.0f})"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        side, port, user, ca_file, count = sys.argv[1:]
        told = {"ours": ours, "bare": bare}[side](Box(int(port), user, ca_file), int(count))
        print(json.dumps({"seconds": told.seconds, "before": told.before, "peak": told.peak}))
    else:
        main()
