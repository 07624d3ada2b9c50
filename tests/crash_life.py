"""One kind of message on its way through the real flows, in a process that may be killed at any boundary."""

from __future__ import annotations

import functools
import hashlib
import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from functools import partial
from importlib import import_module
from itertools import repeat
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import select

import flows.apart
import flows.packing
import flows.post
import flows.work
import register.cases
from boundaries import Boundaries, WatchedMailbox
from crash_kinds import DAY_BEFORE, KINDS, Fault, Kind
from elsewhere import Elsewhere
from extractors.apart.pool import Pool
from flows import steps
from flows.mail_settings import MaildirSettings
from flows.plain import made_plain
from flows.settings import Settings
from flows.stations import Stations, open_stations
from mailboxes.mailbox import MailboxError
from mailboxes.maildir import MaildirMailbox
from outputs import typesetting
from outputs.blank_pdf import blank_pdf
from outputs.blank_word import blank_word
from outputs.letters import word
from outputs.letters.word import as_docx
from outputs.pack import Pack, PackContents, render_pack
from proposals.reference import make
from register import DispatchState, Register, RegisterCode, RegisterError
from register.register import MIGRATIONS
from register.tables import dispatches, versions
from straight_way import deliver, run

OF_PREFECT = "end_lost_runs"
"""The step that asks Prefect alone, and neither register nor mailbox: a death in it leaves nothing half done there."""
STEPS = tuple(name for name, value in vars(steps).items() if type(value).__name__ == "Task" and name != OF_PREFECT)
"""Every other step of flows/steps.py."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a flow, with what the flow hands it."""

    name: str
    arguments: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """One boundary of a step, and a digest of what a death there leaves on the disk."""

    step: str
    boundary: str
    left: bytes


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is once everything has been taken up again."""

    arrivals: tuple[object, ...]
    cases: tuple[object, ...]
    folders: tuple[tuple[str, str], ...]
    letters: Counter[tuple[str, str, str]]
    """Kind, recipient and state."""
    handed_over: Counter[str]
    """How often each letter that is not unknown was handed over; each of them once."""
    perhaps: Counter[str]
    """The same of the letters whose fate is unknown."""
    strange: frozenset[str]
    """What was sent and stands in no outbox."""
    adds_up: bool


def warm_up(folder: Path) -> None:
    """Load and remember all that a life needs, so that a child begins at once."""
    logging.disable(logging.CRITICAL)
    _have_done_elsewhere()
    # The same message has the same reference in each life: what was made for it once need not be made again.
    drawn = Random(0)  # nobody's secret
    register.cases.make = lambda kind, _source: make(kind, drawn)
    # The migrations are the same however often a register is opened.
    scripts = ScriptDirectory(str(MIGRATIONS))
    ScriptDirectory.from_config = lambda _config: scripts  # type: ignore[method-assign,assignment]
    for number, kind in enumerate(("complete form", "incomplete form", "two forms", "review outcome", "bounce")):
        place = folder / str(number)
        place.mkdir()
        prepare(place, kind, "")
        recover(place, kind)


def _have_done_elsewhere() -> None:
    """Let one process read forms and make PDFs for all lives: what dies here is the desk."""
    compiler, readers = typesetting._compiler(), Pool(*flows.apart.PLANS)

    def packed(contents: PackContents) -> Pack:
        return render_pack(contents, lambda *file: readers.run(made_plain, *file))

    made = {"blank pdf": blank_pdf, "blank word": blank_word, "word": as_docx}
    elsewhere = Elsewhere({"compile": compiler.compile, "read": readers.run, "pack": packed, **made})
    typesetter, pool = SimpleNamespace(compile=partial(elsewhere.do, "compile")), Pool()
    pool.run = partial(elsewhere.do, "read")  # type: ignore[method-assign]
    typesetting._compiler = lambda: typesetter
    flows.apart.pool = lambda: pool

    @functools.wraps(render_pack)
    def packed_elsewhere(contents: PackContents, _plain: object) -> Pack:
        return elsewhere.do("pack", contents)

    flows.packing.render_pack = packed_elsewhere
    flows.post.blank_pdf = functools.wraps(blank_pdf)(lambda *form: elsewhere.do("blank pdf", *form))
    flows.post.blank_word = functools.wraps(blank_word)(lambda *form: elsewhere.do("blank word", *form))
    word.as_docx = lambda letter: elsewhere.do("word", letter)


def prepare(folder: Path, kind_name: str, url: str) -> None:
    """Make a desk in `folder` on the database at `url` (default: SQLite there), up to where the kind's flow begins."""
    kind = KINDS[kind_name]
    database = f'database_url = "{url}"\n' if url else ""
    # A death makes messages wait (one without a date came in 1970); the letter about that is another matter.
    patient = "[health]\nform_minutes = 5e7\n"
    settings = f'home = "desk"\ncouncil = "exampleshire"\n{database}{patient}'
    (folder / "offsite.toml").write_text(settings, encoding="utf-8")
    with _desk(folder, kind, faults=(kind.unheard,) if kind.unheard else ()) as stations:
        stations.mailbox.prepare()
        _deliver(stations, kind.before(stations))
        for hour in range(kind.tries):
            run(stations, DAY_BEFORE + timedelta(hours=hour))
        _deliver(stations, kind.messages(stations))
        if kind.put_back:
            for path in (stations.settings.mail_folder / ".Filed" / "cur").iterdir():
                path.rename(stations.settings.mail_folder / "cur" / path.name)


def _deliver(stations: Stations, messages: tuple[tuple[str, bytes], ...]) -> None:
    for place, (key, raw) in enumerate(messages):
        deliver(stations, raw, key)
        os.utime(stations.settings.mail_folder / "new" / key, (place, place))


def steps_of(folder: Path, kind_name: str) -> tuple[Step, ...]:
    """Return the steps that the kind's flow takes, in its order, by running the flow's body."""
    kind = KINDS[kind_name]
    taken: list[Step] = []
    for name in STEPS:
        setattr(steps, name, lambda *arguments, name=name: taken.append(Step(name, arguments)))
    _flow(folder, kind, kind.now)
    return tuple(taken)


def live(folder: Path, kind_name: str, step: Step, die_at: int | None) -> tuple[Crossing, ...]:
    """Take one step, and die at its boundary of this number; return the boundaries when it lived."""
    kind = KINDS[kind_name]
    if kind.full_disk:
        Register.settle = _no_room  # type: ignore[assignment]
    boundaries = Boundaries(folder / "desk", die_at, look=None if die_at else partial(_on_disk, folder))
    boundaries.watch()
    with _mailbox(folder, kind.faults, boundaries), _poisoned(), suppress(MailboxError, RegisterError):
        boundaries.cross(f"step {step.name}")
        _plain(step.name)(*step.arguments)
    boundaries.cross(f"step {step.name} done")
    return tuple(map(Crossing, repeat(step.name), boundaries.crossed, boundaries.left))


def _on_disk(folder: Path) -> bytes:
    """A digest of what a process that died just now would leave; its locks, and what it had in mind, go with it."""
    digest = hashlib.blake2b()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm")):
        content = path.read_bytes()
        digest.update(f"{path} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def _no_room(*_: object) -> None:
    raise RegisterError(RegisterCode.FULL)


def recover(folder: Path, kind_name: str) -> Stock:
    """Run the kind's flow hour after hour, as if nothing had happened, and tell what there is then."""
    kind = KINDS[kind_name]
    for name in STEPS:
        setattr(steps, name, _plain(name))
    with _mailbox(folder, ()), _poisoned():
        for hour in range(1, kind.hours + 1):
            _flow(folder, kind, kind.now + timedelta(hours=hour))
    with _desk(folder, kind) as stations:
        return _stock(folder, stations, kind.now + timedelta(hours=kind.hours))


def _plain(name: str) -> Any:
    """A step without Prefect."""
    step = getattr(steps, name)
    return getattr(step, "fn", step)


def _flow(folder: Path, kind: Kind, now: datetime) -> None:
    setattr(steps, OF_PREFECT, lambda: 0)
    flow = getattr(import_module(f"flows.{kind.flow}"), kind.flow)
    on = {"on": kind.on} if kind.on else {}
    flow.fn(config=folder / "offsite.toml", now=now, **on)


@contextmanager
def _desk(folder: Path, kind: Kind, faults: tuple[Fault, ...] = ()) -> Iterator[Stations]:
    with _mailbox(folder, faults), _poisoned(), open_stations(Settings.load(folder / "offsite.toml")) as stations:
        yield stations


class _Post(MaildirMailbox):
    """A Maildir that writes down what was handed over, and fails where it should."""

    def __init__(self, folder: Path, root: Path, faults: tuple[Fault, ...]) -> None:
        super().__init__(root)
        self._log, self._faults = folder / "handed over", faults

    def fetch(self, key: str) -> bytes:
        self._fail("fetch", key)
        return super().fetch(key)

    def move(self, key: str, folder: Any) -> None:
        self._fail("move", key)
        super().move(key, folder)

    def send(self, raw: bytes, sender: str, recipients: Any) -> None:
        self._fail("send", "")
        super().send(raw, sender, recipients)
        with self._log.open("a", encoding="ascii") as log:
            log.write(f"{_message_id(raw)}\n")

    def _fail(self, call: str, key: str) -> None:
        for fault in self._faults:
            if fault.call == call and fault.key in {"", key}:
                raise fault.error("As it was told to.")


def _message_id(raw: bytes) -> str:
    return str(BytesHeaderParser().parsebytes(raw)["Message-ID"])


@contextmanager
def _mailbox(folder: Path, faults: tuple[Fault, ...], boundaries: Boundaries | None = None) -> Iterator[None]:
    """Within this context a Maildir that is opened is ours."""
    real = MaildirSettings.open

    def open_ours(settings: MaildirSettings) -> Any:
        post = _Post(folder, settings.folder, faults)
        return WatchedMailbox(post, boundaries.cross) if boundaries else post

    MaildirSettings.open = open_ours  # type: ignore[method-assign]
    try:
        yield
    finally:
        MaildirSettings.open = real  # type: ignore[method-assign]


@contextmanager
def _poisoned() -> Iterator[None]:
    """Within this context a message that says poison breaks the line."""
    real = flows.work.process

    @functools.wraps(real)
    def process(claimed: Any, *rest: Any) -> Any:
        if b"poison" in claimed.raw:
            raise ValueError("poison")
        return real(claimed, *rest)

    flows.work.process = process
    try:
        yield
    finally:
        flows.work.process = real


def _stock(folder: Path, stations: Stations, now: datetime) -> Stock:
    register = stations.register
    status, letters = register.status(now), register.letters()
    with register._reading() as connection:
        # Not out of the letters themselves: one that was erased still went.
        ids = {row.id: row.message_id for row in connection.execute(select(dispatches.c.id, dispatches.c.message_id))}
        forms = connection.execute(select(versions.c.reference, versions.c.kind, versions.c.document_sha256)).all()
    log = folder / "handed over"
    handed_over = Counter(log.read_text(encoding="ascii").split() if log.exists() else ())
    unknown = {ids[row.id] for row in letters if row.state is DispatchState.UNKNOWN}
    settled = status.filed + status.duplicate + status.for_a_person + status.quarantined
    return Stock(
        arrivals=tuple(
            sorted((str(row.outcome), row.reason, len(row.references), row.repeat) for row in register.arrivals())
        ),
        cases=tuple(
            sorted(
                (
                    row.kind,
                    row.status,
                    row.complete,
                    tuple(
                        # Of what was erased not even a digest stays.
                        sorted(
                            (form.kind, "" if row.erased else form.document_sha256)
                            for form in forms
                            if form.reference == row.reference
                        )
                    ),
                    tuple((review.due, review.held) for review in _reviews(register, row.reference)),
                )
                for row in register.cases()
            )
        ),
        folders=tuple(sorted(_folders(stations.settings.mail_folder))),
        letters=Counter((row.kind, row.recipient, row.state.value) for row in letters),
        handed_over=Counter({each: count for each, count in handed_over.items() if each not in unknown}),
        perhaps=Counter({each: count for each, count in handed_over.items() if each in unknown}),
        strange=frozenset(handed_over) - frozenset(ids.values()),
        adds_up=status.arrivals == settled == len(register.arrivals()) and not status.in_work + status.waiting,
    )


def _reviews(register: Register, reference: str) -> tuple[Any, ...]:
    case = register.find_case(reference)
    return case.reviews if case else ()


def _folders(root: Path) -> Iterator[tuple[str, str]]:
    """Where each message lies; what was sent, and drafts that a death left behind, are no messages."""
    for path in root.rglob("*"):
        folder = path.parent.parent.name
        if path.is_file() and path.parent.name in {"new", "cur"} and folder != ".Sent":
            yield folder, path.name.partition(":")[0]
