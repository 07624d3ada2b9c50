"""`make soak`: a storm on SQLite and one on PostgreSQL, each with its balance. Ends with 1 on any difference."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from bench.soak.balance import Balance, show, strike
from bench.soak.posts import MaildirPost, Post, server_post
from bench.soak.storm import Orders, blow, set_ground
from flows.settings import Settings
from postgresql_server import own_database, postgresql_or_skip


def main() -> int:
    """Run what was asked for; return 1 when anything differs."""
    asked = _asked()
    out = Console(width=150, markup=False, highlight=False)
    orders = Orders(asked.messages, asked.kills, asked.seed, asked.pace)
    differing = 0
    for name in [asked.only] if asked.only else ["sqlite", "postgresql"]:
        out.print(f"{name}: {orders}")
        balance = _one(name, orders, maildir=asked.maildir, out=out)
        differing += bool(balance.differences)
    return 1 if differing else 0


def soak(post: Post, folder: Path, database_url: str, orders: Orders, out: Console) -> Balance:
    """Blow one storm and strike its balance."""
    ground = set_ground(folder, post, database_url)
    register = Settings.load(ground.config).open_register()
    register.migrate()
    began = time.perf_counter()
    try:
        log = blow(
            ground, post, register, orders, lambda said: out.print(f"{time.perf_counter() - began:6.0f} s  {said}")
        )
        balance = strike(register, post, ground, log)
    finally:
        register.close()
    return balance


def _one(name: str, orders: Orders, *, maildir: bool, out: Console) -> Balance:
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="soak", ignore_cleanup_errors=True) as folder,
        _database(name) as url,
        _post(Path(folder), maildir=maildir) as post,
    ):
        out.print(f"mail: {post.says}")
        balance = soak(post, Path(folder), url, orders, out)
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
def _database(name: str) -> Iterator[str]:
    if name == "sqlite":
        yield ""
        return
    with postgresql_or_skip() as server, own_database(server) as url:
        yield url


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="one database instead of both")
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pace", type=float, default=1.5, help="mean seconds between two kills")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of chance; printed")
    parser.add_argument("--maildir", action="store_true", help="a Maildir, also where Dovecot is installed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
