"""From the mailbox to the ledger, and from the ledger to the mailbox's folders: persist first, move after."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from flows.stations import Stations
from mailboxes.mailbox import Arrival, Folder, Gone
from mailboxes.message import identify
from register import NewSubmission, Outcome, Settled

_log = logging.getLogger(__name__)

_MOST_IN_A_COMMIT = 200
_MOST_BYTES_IN_A_COMMIT = 8 * 1024 * 1024
"""Of messages that are fetched and not yet stored. After a crash they are fetched again; nothing was moved."""
_FOLDERS = {
    Outcome.FILED: Folder.DONE,
    Outcome.DUPLICATE: Folder.DONE,
    Outcome.FOR_A_PERSON: Folder.PERSON,
    Outcome.QUARANTINED: Folder.QUARANTINE,
}


def collect(stations: Stations, now: datetime) -> int:
    """Store every waiting message in the ledger; return how many were new to it.

    Nothing is moved: a message leaves the inbox only after its outcome is committed (`file_away`). One poller
    works at a time; a second one finds the lease taken and returns 0. Raises MailboxError.
    """
    register, mailbox, settings = stations.register, stations.mailbox, stations.settings
    name = settings.mailbox.name
    with _turn(stations, now) as ours:
        if not ours:
            return 0
        waiting = mailbox.pending(settings.poll_limit)
        keys = [arrival.key for arrival in waiting]
        # What somebody moved back here is filed away once more: enough of it would keep new mail out of sight.
        register.put_back(name, keys, now)
        known = register.known(name, keys)
        return _store(stations, [arrival for arrival in waiting if arrival.key not in known], now)


@contextmanager
def _turn(stations: Stations, now: datetime) -> Iterator[bool]:
    """Take the lease on the mailbox, and tell whether it was free: no mail server keeps two movers apart."""
    register, name = stations.register, stations.settings.mailbox.name
    if not register.acquire_poll(name, stations.worker, now, stations.settings.lease_seconds):
        yield False
        return
    try:
        yield True
    finally:
        register.release_poll(name, stations.worker)


def _store(stations: Stations, waiting: Sequence[Arrival], now: datetime) -> int:
    """Fetch and store, several messages in one commit: a disk takes longer to write one down than to fetch ten."""
    batch = _Batch(stations, now)
    try:
        for arrival in waiting:
            batch.make_room(arrival.size)
            # A person may have moved it while we looked: then it is theirs.
            with suppress(Gone):
                batch.add(arrival, stations.mailbox.fetch(arrival.key))
    finally:
        # Also when the line breaks: a server that fails at every tenth message must not hold up the nine.
        batch.commit()
    return batch.fresh


@dataclass(slots=True)
class _Batch:
    """Messages that were fetched and are not yet stored: a few, so that memory stays as it is."""

    stations: Stations
    now: datetime
    fresh: int = 0
    _held: list[NewSubmission] = field(default_factory=list)

    def make_room(self, size: int) -> None:
        held = sum(len(each.raw) for each in self._held)
        if len(self._held) >= _MOST_IN_A_COMMIT or held + size > _MOST_BYTES_IN_A_COMMIT:
            self.commit()

    def add(self, arrival: Arrival, raw: bytes) -> None:
        identity = identify(raw)
        self._held.append(
            NewSubmission(
                mailbox=self.stations.settings.mailbox.name,
                key=arrival.key,
                message_id=identity.message_id,
                digest=identity.digest,
                received=arrival.received,
                raw=raw,
            )
        )

    def commit(self) -> None:
        held, self._held = self._held, []
        if held:
            stored = self.stations.register.persist_all(held, self.now)
            self.fresh += sum(each.fresh for each in stored)


def file_away(stations: Stations, now: datetime) -> int:
    """Move every settled message to the folder of its outcome; return how many were moved.

    A crash before the move only repeats it: what is settled and not yet moved is asked from the ledger. One poller
    works at a time, as in `collect`. Raises MailboxError.
    """
    with _turn(stations, now) as ours:
        if not ours:
            return 0
        return sum(
            _file(stations, settled, now) for settled in stations.register.unmoved(stations.settings.mailbox.name)
        )


def _file(stations: Stations, settled: Settled, now: datetime) -> bool:
    try:
        stations.mailbox.move(settled.key, _FOLDERS[settled.outcome])
        was_there = True
    except Gone:
        _log.info("message of arrival %s is no longer in the inbox", settled.id)
        was_there = False
    stations.register.moved(settled.id, now)
    return was_there
