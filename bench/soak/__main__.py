"""`make soak`: a storm on SQLite, one on PostgreSQL and one over Prefect workers, each with its balance.

Ends with 1 on any difference, and where a storm does not come to its end in its time.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bench.soak.balance import Balance, show, strike
from bench.soak.posts import MaildirPost, Post, server_post
from bench.soak.storm import Orders, Stalled, blow, set_ground
from flows.settings import Settings
from postgresql_server import Server, own_database, own_postgresql_or_skip, postgresql_or_skip

_KILLS = {"sqlite": 100, "postgresql": 100, "prefect": 20}
_PACE = {"sqlite": 1.5, "postgresql": 1.5, "prefect": 15.0}
"""A flow run takes seconds to begin: it is given the time to be at work when it is killed."""


def main() -> int:
    """Run what was asked for; return 1 when anything differs."""
    asked = _asked()
    out = Console(width=150, markup=False, highlight=False)
    orders = Orders(asked.messages, 0, asked.seed)
    differing = 0
    # An end from outside takes the servers with it, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for name in [asked.only] if asked.only else list(_KILLS):
        mine = replace(orders, kills=asked.kills or _KILLS[name], pace=asked.pace or _PACE[name])
        out.print(f"{name}: {mine}")
        try:
            differing += bool(_one(name, mine, maildir=asked.maildir, out=out).differences)
        except Stalled as stalled:
            out.print(f"STALLED  {stalled}\n")
            differing += 1
    return 1 if differing else 0


def soak(
    post: Post, folder: Path, database_url: str, orders: Orders, out: Console, postgresql: Server | None = None
) -> Balance:
    """Blow one storm and strike its balance: with `postgresql` over a pool of Prefect workers, whose server it is."""
    ground = set_ground(folder, post, database_url)
    register = Settings.load(ground.config).open_register()
    register.migrate()
    began = time.perf_counter()

    def say(said: str) -> None:
        out.print(f"{time.perf_counter() - began:6.0f} s  {said}")

    try:
        if postgresql is None:
            log = blow(ground, post, register, orders, say)
        else:
            from bench.soak.over_pool import blow_over
            from bench.soak.pool import pool

            with pool(folder, postgresql, ground) as workers:
                out.print(f"workers in {workers.net.says}")
                log = blow_over(workers, post, register, orders, say)
        balance = strike(register, post, ground, log)
    finally:
        register.close()
    return balance


def _one(name: str, orders: Orders, *, maildir: bool, out: Console) -> Balance:
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="soak", ignore_cleanup_errors=True) as folder,
        _database(name) as (url, postgresql),
        _post(Path(folder), maildir=maildir) as post,
    ):
        out.print(f"mail: {post.says}")
        balance = soak(post, Path(folder), url, orders, out, postgresql)
    show(balance, out)
    out.print(f"{name}: {time.perf_counter() - began:.0f} s, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}\n")
    return balance


@contextmanager
def _post(folder: Path, *, maildir: bool) -> Iterator[Post]:
    if maildir or not shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin"):
        yield MaildirPost(folder)
        return
    with server_post(folder) as post:
        yield post


@contextmanager
def _database(name: str) -> Iterator[tuple[str, Server | None]]:
    """The register's URL, and where flow runs do the work the server that is restarted."""
    with ExitStack() as ends:
        if name == "sqlite":
            yield "", None
        elif name == "postgresql":
            yield ends.enter_context(own_database(ends.enter_context(postgresql_or_skip()))), None
        else:
            server = ends.enter_context(own_postgresql_or_skip())
            yield ends.enter_context(own_database(server.url)), server


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--only", choices=["sqlite", "postgresql", "prefect"], help="this storm alone")
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--kills", type=int, help="workers killed (default 100, of Prefect 20)")
    parser.add_argument("--pace", type=float, help="mean seconds between two kills (default 1.5, of Prefect 15)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of chance; printed")
    parser.add_argument("--maildir", action="store_true", help="a Maildir, also where Dovecot is installed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
