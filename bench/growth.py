"""`make bench-growth`: what the daily doors take with a thousand cases and with a million, 200 of them due.

Each figure is a median of several runs; a door is flat when the largest register takes at most 1.3 times what the one
with 1,000 cases takes. All registers are open at once and take turns at each door, so that what else the machine does
falls on all of them alike. `verify` reads everything, and is meant to: its line shows it.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, text

from bench.filling import DUE, fill, fill_keys
from flows.remind import due
from flows.rules import rules_of
from flows.settings import Settings
from flows.stations import Stations, open_stations
from register import Filing, NewDispatch, NewSubmission, Outcome, Register, Settlement, beside

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
SIZES = (1_000, 10_000, 100_000, 1_000_000)
ON_POSTGRESQL = (1_000, 10_000, 100_000)
RUNS = 21
_UNDECIDED = 20
"""Messages in quarantine, and letters to decide on, in a register of any size."""
_LEASE = 900.0


@dataclass(frozen=True, slots=True)
class Door:
    """What is timed; `runs` count, after one that warms the caches where there are any."""

    name: str
    work: Callable[[], object]
    runs: int = RUNS


def main() -> None:
    """Print a table for each database."""
    parser = argparse.ArgumentParser(prog="bench.growth")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.only != "postgresql":
            _report("SQLite", _measured(Path(folder), dict.fromkeys(chosen.sizes, "")))
        if chosen.only != "sqlite":
            from postgresql_server import own_database, postgresql_or_skip

            sizes = [size for size in chosen.sizes if size <= max(ON_POSTGRESQL)]
            with postgresql_or_skip() as server, ExitStack() as databases:
                urls = {size: databases.enter_context(own_database(server)) for size in sizes}
                _report("PostgreSQL", _measured(Path(folder), urls))


def _report(database: str, found: dict[int, dict[str, float]]) -> None:
    sizes = sorted(found)
    table = Table(
        "What, in ms", *(f"{size:,}" for size in sizes), "largest / smallest", title=f"{database}: cases, {DUE} due"
    )
    for name, least in found[sizes[0]].items():
        ratio = found[sizes[-1]][name] / least
        table.add_row(name, *(f"{found[size][name]:.2f}" for size in sizes), f"{ratio:.2f}")
    Console(width=120).print(table)


def _measured(folder: Path, urls: dict[int, str]) -> dict[int, dict[str, float]]:
    """The median of each door in milliseconds, by the number of cases; the registers are at `urls` or in `folder`."""
    with ExitStack() as desks:
        doors = {
            size: list(_doors(desks.enter_context(_desk(folder / f"{size}{'-on-server' * bool(url)}", size, url))))
            for size, url in urls.items()
        }
        found: dict[int, dict[str, float]] = {size: {} for size in urls}
        for each in zip(*doors.values(), strict=True):
            for size, median in zip(urls, _medians(each), strict=True):
                found[size][each[0].name] = median
    return found


def _medians(doors: Sequence[Door]) -> Iterator[float]:
    """The same door of each register, in turns."""
    times: list[list[float]] = [[] for _ in doors]
    for _ in range(doors[0].runs + 1):
        for door, taken in zip(doors, times, strict=True):
            started = time.perf_counter()
            door.work()
            taken.append((time.perf_counter() - started) * 1000)
    for taken in times:
        yield statistics.median(taken[1:] or taken)


def _doors(stations: Stations) -> Iterator[Door]:
    register, number = stations.register, itertools.count()
    found = due(stations, NOW.date())
    if len({each.reference for each in found}) != DUE:
        raise RuntimeError(f"{len(found)} notices are due, and not in {DUE} cases")
    yield Door("what is due today", lambda: due(stations, NOW.date()))
    yield Door("offsite status", lambda: register.status(NOW))
    yield Door("an earlier case of a pupil", lambda: register.earlier_cases(("upn A1",)))
    yield Door("offsite outbox list", register.undecided_letters)
    yield Door("offsite quarantine list", register.quarantined)
    yield Door("offsite case REF", lambda: register.find_case("OSD-known"))
    yield Door("one form: stored to settled", lambda: _file(register, f"form {next(number)}"))
    yield Door("offsite verify (reads all)", lambda: register.verify(NOW), runs=0)


@contextmanager
def _desk(folder: Path, size: int, url: str) -> Iterator[Stations]:
    folder.mkdir()
    config = folder / "offsite.toml"
    said = f'home = "."\ndatabase_url = "{url}"\n' if url else 'home = "."\n'
    config.write_text(said, encoding="utf-8")
    settings = Settings.load(config)
    with open_stations(settings) as stations, ExitStack() as engines:
        where = url or f"sqlite:///{folder / 'register.db'}"
        for place, filling in ((where, fill), (beside(where), fill_keys)):
            engine = create_engine(place)
            engines.callback(engine.dispose)
            with engine.begin() as connection:
                filling(connection, size, NOW.date())
        register = stations.register
        register.look_by(NOW.date(), rules_of(stations.council))
        register.sweep(NOW)
        _tidy(where, postgresql=bool(url))
        _give_up_on_some(register)
        _file(register, "known", pupil=("upn A1",))
        yield stations


def _tidy(where: str, *, postgresql: bool) -> None:
    """What the databases do by themselves after a while: PostgreSQL's autovacuum, SQLite's log into its file."""
    engine = create_engine(where)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if postgresql else "PRAGMA wal_checkpoint(TRUNCATE)"))
        if postgresql:
            # Filled in one go it has a hundred thousand dead rows in front of its few; folded each day it has not.
            connection.execute(text("VACUUM FULL tallies"))
    engine.dispose()


def _give_up_on_some(register: Register) -> None:
    for number in range(_UNDECIDED):
        _file(register, f"broken {number}", settlement=Settlement(Outcome.QUARANTINED, "attempts_spent"))
        _file(register, f"undecided {number}", queue=True)
        letter = register.claim_dispatch("bench", NOW, _LEASE)
        if letter is None:
            raise RuntimeError("no letter to give up on")
        register.mark_unknown(letter.id, "bench", NOW)


def _file(
    register: Register,
    name: str,
    *,
    pupil: tuple[str, ...] = (),
    settlement: Settlement | None = None,
    queue: bool = False,
) -> None:
    """Everything that the register does for one form: stored, claimed, looked for, settled, its letters sent."""
    raw = name.encode() * 2000
    register.persist(NewSubmission("desk", name, f"<{name}@example.org>", name, NOW, raw), NOW)
    claimed = register.claim("bench", NOW, _LEASE)
    if claimed is None or claimed.raw != raw:
        raise RuntimeError("another message was waiting")
    register.find_document(name)
    register.earlier_cases(pupil or (f"upn {name}", f"name {name}"))
    register.find_letter((f"<{name}@example.org>",))
    register.letters_to(f"{name}@example.org", ("acknowledgement",), NOW - timedelta(days=1))
    reference = f"OSD-{name}"[:20]
    filing = Filing(
        reference, "off_site_direction", "north", "jo", True, name, name * 500, NOW.date(), NOW.date() + timedelta(200),
        tuple(NOW.date() + timedelta(weeks=weeks) for weeks in (6, 12, 18)), pupil or (f"upn {name}",),
    )  # fmt: skip
    letters = tuple(
        NewDispatch(kind, "v1", f"{name}@example.org", f"<{kind} {name}@example.org>", raw, reference)
        for kind in ("acknowledgement", "pack_cover")[: 1 if queue else 2]
    )
    register.settle(claimed.id, "bench", settlement or Settlement(Outcome.FILED, "", (filing,), (), letters), NOW)
    while not queue and (letter := register.claim_dispatch("bench", NOW, _LEASE)):
        register.mark_sent(letter.id, "bench", NOW)


if __name__ == "__main__":
    main()
