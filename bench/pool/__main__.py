"""`make bench-workers`: messages a second by 1, 2 and 4 Prefect workers, beside a bare loop; then the balance.

The desk's register and Prefect's tables are on one PostgreSQL; every worker is a `prefect worker` of one pool, in a
network namespace of its own where the machine allows that. Ends with 1 when anything was lost or came twice.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.backlog import MIX, NOW, desk
from bench.pool.network import Network, network
from bench.pool.servers import PrefectServer, end, prefect_server
from bench.soak.balance import Balance, invariants, letters_of, written
from bench.soak.posts import MaildirPost
from flows.collect import collect, file_away
from flows.send import send_waiting
from flows.settings import Settings
from flows.stations import open_stations
from flows.work import work_through
from mailboxes.message import identify
from postgresql_server import Server, own_database, own_postgresql_or_skip
from register import Outcome, Register

_PATIENCE = 3600.0
_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Took:
    """How long one backlog took, in seconds: until the first message was settled, and until the last."""

    first: float
    last: float

    def rate(self, mails: int) -> float:
        """Messages a second, the start of the runs included."""
        return mails / self.last

    def at_work(self, mails: int) -> float:
        """Messages a second, once the first was settled."""
        return (mails - 1) / (self.last - self.first)


def main() -> int:
    """Measure, print, and return 1 on a difference."""
    asked = _asked()
    mails: int = asked.mails
    out = Console(width=120, markup=False, highlight=False)
    differences: list[str] = []
    # An end from outside takes the servers and the networks with it, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with (
        tempfile.TemporaryDirectory(prefix="pool", ignore_cleanup_errors=True) as name,
        own_postgresql_or_skip() as postgresql,
        network(max(asked.workers)) as net,
        own_database(postgresql.url) as tables,
    ):
        folder = Path(name)
        out.print(f"{mails} mixed mails; workers in {net.says}; {os.cpu_count()} cores")
        with stored(folder / "warm", postgresql, len(MIX)) as (config, _):
            _bare(config)

        def bare(when: str) -> Took:
            with _backlog(folder / f"bare-{when}", postgresql, mails, out, differences) as (config, _):
                return _bare(config)

        rows = []
        with prefect_server(PrefectServer(folder, net.address, tables)) as server:
            # Before and after each: others use the machine, and not always alike.
            plain = [bare("first")]
            for many in asked.workers:
                with _backlog(folder / f"workers{many}", postgresql, mails, out, differences) as (config, register):
                    rows.append((many, _by_workers(server, net, many, config, register)))
                plain.append(bare(f"after{many}"))
    _show(out, mails, plain, rows)
    for each in differences:
        out.print(f"DIFFERENCE  {each}")
    out.print("Something differs." if differences else "Everything balances: nothing lost, nothing twice.")
    return 1 if differences else 0


@contextmanager
def stored(folder: Path, postgresql: Server, mails: int) -> Iterator[tuple[Path, Register]]:
    """A desk on a database of its own, in which the mails are stored and wait: its settings file, and its register."""
    with own_database(postgresql.url) as url:
        config = desk(folder, mails, database_url=url)
        with open_stations(Settings.load(config)) as stations:
            while collect(stations, NOW):
                pass
            yield config, stations.register


@contextmanager
def _backlog(
    folder: Path, postgresql: Server, mails: int, out: Console, differences: list[str]
) -> Iterator[tuple[Path, Register]]:
    with stored(folder, postgresql, mails) as (config, register):
        yield config, register
        with open_stations(Settings.load(config)) as stations:
            file_away(stations, NOW)
            send_waiting(stations, NOW)
        balance = _struck(register, Settings.load(config).mail_folder, mails)
    out.print(f"{folder.name}: " + "; ".join(f"{what}: {count}" for what, count in balance.lines))
    differences += [f"{folder.name}: {each}" for each in balance.differences]


def _bare(config: Path) -> Took:
    """Work through what is stored, in this process and without Prefect."""
    began = time.perf_counter()
    with open_stations(Settings.load(config), mailbox=False) as stations:
        first = time.perf_counter()
        work_through(stations, NOW)
    return Took(first - began, time.perf_counter() - began)


def _by_workers(server: PrefectServer, net: Network, many: int, config: Path, register: Register) -> Took:
    """Work through what is stored by runs on so many workers, which stand ready; then one run files away and sends."""
    parameters = {"config": str(config), "now": NOW.isoformat()}
    with ExitStack() as ends:
        for number, place in enumerate(net.places[:many]):
            # A desk's worker is told where its desk is by its environment; here by the settings file.
            ends.callback(end, server.worker(number, place, {}))
        _ready(server, many)
        settled = _settled(register)
        began = time.perf_counter()
        runs = [server.begin("work", parameters) for _ in range(many)]
        while _settled(register) == settled:
            _alive(began)
        first = time.perf_counter() - began
        while _waits(register):
            _alive(began)
        last = time.perf_counter() - began
        states = Counter(server.ended(run) for run in [*runs, server.begin("intake", parameters)])
    if states != {"COMPLETED": many + 1}:
        raise RuntimeError(f"runs that did not end well: {states}")
    return Took(first, last)


def _ready(server: PrefectServer, many: int) -> None:
    began = time.perf_counter()
    while True:
        found = server.ask("work_pools/offsite/workers/filter", {}) or []
        if sum(each["status"] == "ONLINE" for each in found) >= many:
            return
        _alive(began)


def _alive(began: float) -> None:
    if time.perf_counter() - began > _PATIENCE:
        raise RuntimeError(f"waited {_PATIENCE:.0f} s for the workers")
    time.sleep(_LOOK)


def _settled(register: Register) -> int:
    status = register.status(NOW)
    return status.arrivals - status.waiting - status.in_work


def _waits(register: Register) -> bool:
    status = register.status(NOW)
    return bool(status.waiting or status.in_work)


def _struck(register: Register, mail: Path, mails: int) -> Balance:
    """Everything that came has one outcome, and everything written went out once."""
    balance = Balance()
    found = register.arrivals()
    came = Counter(identify(register.raw(each.submission)).message_id for each in found)
    balance.same("messages delivered, and arrivals", mails, len(found))
    balance.none("messages that are stored twice", [name for name, count in came.items() if count > 1])
    balance.same("different messages", mails, len(came))
    outcomes = Counter(each.outcome for each in found)
    forms = sum(bool(MIX[number % len(MIX)]) for number in range(mails))
    wanted = {Outcome.FILED: forms, Outcome.FOR_A_PERSON: mails - forms}
    balance.same("outcomes", dict(outcomes), {outcome: count for outcome, count in wanted.items() if count})
    balance.same("forms filed, and cases", forms, len(register.cases()))
    balance.lines.append(("filed and for a person", f"{outcomes[Outcome.FILED]} + {outcomes[Outcome.FOR_A_PERSON]}"))
    written(balance, letters_of(register), MaildirPost(mail.parent.parent))
    invariants(balance, register, NOW)
    return balance


def _show(out: Console, mails: int, bare: list[Took], rows: list[tuple[int, Took]]) -> None:
    one = rows[0][1]
    table = Table("workers", "messages/s", "bare loop before, after", "ratio", "at work, messages/s", "ratio", "start")
    for (many, took), before, after in zip(rows, bare, bare[1:], strict=False):
        plain = (before.rate(mails) + after.rate(mails)) / 2
        table.add_row(
            f"{many}",
            f"{took.rate(mails):.2f}",
            f"{before.rate(mails):.2f}, {after.rate(mails):.2f}",
            f"{took.rate(mails) / plain:.2f}",
            f"{took.at_work(mails):.2f}",
            f"{took.at_work(mails) / plain:.2f}",
            f"{took.first:.1f} s",
        )
    out.print(table)
    for many, took in rows[1:]:
        ratio = took.at_work(mails) / one.at_work(mails)
        out.print(f"{many} workers / {rows[0][0]}, at work: {ratio:.2f}")
    out.print(f"load of the last five minutes: {os.getloadavg()[1]:.1f}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-workers")
    parser.add_argument("--mails", type=int, default=300)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
