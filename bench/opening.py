"""`make bench-verify`: what `offsite verify` takes, in seconds and memory, beside contents that are really sealed.

Each case has a message, a version and a letter that together are as large as `--kilobytes` says.
"""

from __future__ import annotations

import argparse
import resource
import secrets
import sys
import tempfile
import time
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, bindparam, create_engine, select, update

from bench.filling import fill
from bench.growth import NOW
from flows.settings import Settings
from register import KeyStore
from register.arriving import message_place
from register.filing import version_place
from register.letters import addresses_place, content_place
from register.tables import dispatches, messages, outgoing, submissions, versions

_AT_ONCE = 200
_QUICK = (True, False)


def main() -> None:
    """Print a line for each size, with the contents and without."""
    parser = argparse.ArgumentParser(prog="bench.opening")
    parser.add_argument("--sizes", type=int, nargs="+", default=(1_000, 10_000))
    parser.add_argument("--kilobytes", type=int, default=100)
    chosen = parser.parse_args()
    table = Table("Cases", "MB sealed", "", "seconds", "of them CPU", "most memory, MB")
    apart = get_context("spawn")
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder, apart.Pool(1, maxtasksperchild=1) as processes:
            config = Path(folder) / "offsite.toml"
            config.write_text('home = "desk"\n', encoding="utf-8")
            processes.apply(_fill, (config, size, chosen.kilobytes * 1000))
            for quick in _QUICK:
                took, cpu, memory = processes.apply(_verify, (config, quick))
                what = "--quick" if quick else "all"
                sealed = size * chosen.kilobytes / 1000
                table.add_row(f"{size:,}", f"{sealed:,.0f}", what, f"{took:.1f}", f"{cpu:.1f}", f"{memory:.0f}")
    Console(width=100).print(table)


def _verify(config: Path, quick: bool) -> tuple[float, float, float]:  # handed to a process
    """The seconds, CPU seconds and most memory in MB of one `verify`. Raises RuntimeError where it finds anything."""
    register = Settings.load(config).open_register()
    register.migrate()
    began, cpu = time.perf_counter(), time.process_time()
    found = register.verify(NOW, contents=not quick)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    register.close()
    broken = {each.id for each in found if each.violations} - _OF_THE_FILLING
    if broken or quick == any(each.id == "contents_open" for each in found):
        raise RuntimeError(f"{sorted(broken)} of {len(found)} checks do not hold")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return took, cpu, most / (1_000_000 if sys.platform == "darwin" else 1_000)


_OF_THE_FILLING = frozenset({"events_chained"})
"""What a register that was filled by a few statements breaks."""


def _fill(config: Path, cases: int, size: int) -> None:
    settings = Settings.load(config)
    settings.home.mkdir()
    register = settings.open_register()
    register.migrate()
    engine = create_engine(settings.register_url)
    with engine.begin() as connection:
        fill(connection, cases, NOW.date())
    with engine.begin() as connection:
        _seal(connection, register.store, size)
    engine.dispose()
    register.close()


def _seal(connection: Connection, store: KeyStore, size: int) -> None:
    """Put sealed contents in the place of those that were filled in: a tenth the version, half of the rest each."""
    content = secrets.token_bytes(size)
    form, message, letter = content[: size // 10], content[: size * 45 // 100], content[: size * 45 // 100]
    wanted = (
        select(
            submissions.c.id,
            versions.c.reference,
            versions.c.document_sha256,
            dispatches.c.id.label("letter"),
            dispatches.c.message_id,
        )
        .join(versions, versions.c.submission == submissions.c.id)
        .join(dispatches, dispatches.c.submission == submissions.c.id)
    )
    rows = iter(connection.execute(wanted).all())
    while some := tuple(islice(rows, _AT_ONCE)):
        keys = store.make({row.id: "case" for row in some}, {})
        sealed: list[dict[str, object]] = []
        for row in some:
            key = keys[row.id]
            sealed.append(
                {
                    "of": row.id,
                    "letter": row.letter,
                    "message": key.seal(message_place(row.id), message),
                    "form": key.seal(version_place(row.reference, row.document_sha256), form),
                    "addresses": key.seal(addresses_place(row.message_id), b"office@example.org"),
                    "content": key.seal(content_place(row.message_id, "raw"), letter),
                }
            )
        for change in _CHANGES:
            connection.execute(change, sealed)


_CHANGES = (
    update(messages).where(messages.c.submission == bindparam("of")).values(raw=bindparam("message")),
    update(versions).where(versions.c.submission == bindparam("of")).values(assessment=bindparam("form")),
    update(dispatches).where(dispatches.c.id == bindparam("letter")).values(addresses=bindparam("addresses")),
    update(outgoing).where(outgoing.c.dispatch == bindparam("letter")).values(raw=bindparam("content")),
)


if __name__ == "__main__":
    main()
