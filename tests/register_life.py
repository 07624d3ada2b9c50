"""One message's whole life against the register, in a process of its own that can be killed at any step.

A step is a statement, a commit, or what happens outside the database: moving the message, handing over a letter.
"""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, make_url, text

from register import Register
from register_values import LEASE, REFERENCE, filed, filing, letter, message, opened

SETTLEMENT = filed(filing(), letters=(letter(), letter("pack_cover", "jo@example.org")))

_processes = get_context("forkserver")
_processes.set_forkserver_preload(["register_life", "register.register"])

Step = Callable[..., None]


def start(work: Callable[..., None], *arguments: object) -> ForkServerProcess:
    """Run `work` in a process of its own."""
    process = _processes.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def together(*runs: tuple[Callable[..., None], *tuple[object, ...]]) -> None:
    """Run each piece of work in a process of its own, all at once, to their ends."""
    everybody = _processes.Barrier(len(runs))
    processes = [start(_at_once, everybody, *run) for run in runs]
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * len(runs)


def _at_once(everybody: Barrier, work: Callable[..., None], *arguments: object) -> None:
    everybody.wait(60)
    work(*arguments)


def nothing(*_: object) -> None:
    """A step at which nobody dies."""


def live_until(url: str, folder: Path, die_at: int, now: datetime) -> None:
    """Live in this process, and die without a word before step `die_at`."""
    count = itertools.count(1)

    def step(*_: object) -> None:
        if next(count) == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    register = opened(url)
    live(register, folder, "ann", now, step)
    register.close()


def live(register: Register, folder: Path, worker: str, now: datetime, step: Step = nothing) -> None:
    """Bring the message from the inbox in `folder` to sent letters."""
    _collect(register, folder, worker, now, step)
    _work(register, worker, now)
    _file_away(register, folder, now, step)
    _send(register, folder, worker, now, step)


def _collect(register: Register, folder: Path, worker: str, now: datetime, step: Step) -> None:
    if not register.acquire_poll("desk", worker, now, LEASE):
        return
    for file in (folder / "inbox").iterdir():
        step()
        register.persist(message(file.name), now)
    register.release_poll("desk", worker)


def _work(register: Register, worker: str, now: datetime) -> None:
    register.sweep(now)
    while claimed := register.claim(worker, now, LEASE):
        settlement = SETTLEMENT if register.find_case(REFERENCE) is None else filed()
        register.settle(claimed.id, worker, settlement, now)


def _file_away(register: Register, folder: Path, now: datetime, step: Step) -> None:
    for settled in register.unmoved("desk"):
        step()
        inbox = folder / "inbox" / settled.key
        if inbox.exists():
            inbox.rename(folder / "done" / settled.key)
        step()
        register.moved(settled.id, now)


def _send(register: Register, folder: Path, worker: str, now: datetime, step: Step) -> None:
    while out := register.claim_dispatch(worker, now, LEASE):
        step()
        with (folder / "sent").open("a", encoding="ascii") as sent:
            sent.write(out.message_id + "\n")
        step()
        register.mark_sent(out.id, worker, now)


def work_off(url: str, worker: str, now: datetime, log: Path) -> None:
    """Claim and settle until nothing waits, each Submission a case of its own; write down what was claimed."""
    register = opened(url)
    while claimed := register.claim(worker, now, LEASE):
        name = claimed.raw.decode().removeprefix("raw ")
        with log.open("a", encoding="ascii") as lines:
            lines.write(f"{claimed.id}\n")
        about = letter(reference=name)
        register.settle(claimed.id, worker, filed(filing(name, file=name), letters=(about,)), now)
    register.close()


def bring_in(url: str, now: datetime, names: tuple[str, ...]) -> None:
    """Persist the same messages as every other poller does."""
    register = opened(url)
    for name in names:
        register.persist(message(name), now)
    register.close()


def remind(url: str, now: datetime, occasions: tuple[str, ...]) -> None:
    """Queue the same review letters as every other run does."""
    register = opened(url)
    register.queue([letter("review_due", occasion=occasion) for occasion in occasions], now)
    register.close()


def file_the_same(url: str, worker: str, now: datetime, reference: str) -> None:
    """File the same form as another worker, under another reference, unless it is there already."""
    register = opened(url)
    while claimed := register.claim(worker, now, LEASE):
        form = filing(reference, file="the same")
        known = register.find_document(form.document_sha256)
        register.settle(claimed.id, worker, filed() if known else filed(form), now)
    register.close()


def migrate(url: str) -> None:
    """Make the tables, as every process does when it starts."""
    register = opened(url)
    register.migrate()
    register.close()


def made_at(url: str, revision: str) -> None:
    """Make the tables as they were at `revision`."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    from register.register import MIGRATIONS

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def everything(url: str) -> bytes:
    """All that the database keeps: the bytes of its files, or of every row of every table."""
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        return b"".join(file.read_bytes() for file in Path(where.database).parent.iterdir() if file.is_file())
    kept = []
    engine = create_engine(url)
    with engine.connect() as connection:
        names = connection.execute(
            text("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public', 'offsite_keys')")
        )
        for name in names.scalars().all():
            for row in connection.execute(text(f"SELECT * FROM {name}")):  # noqa: S608  # the database's own names
                kept += [
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                ]
    engine.dispose()
    return b"\n".join(kept)
