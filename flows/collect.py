"""From the mailbox to the ledger, and from the ledger to the mailbox's folders: persist first, move after."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from flows.fetching import Patience, fetched
from flows.stations import Stations
from mailboxes.mailbox import Arrival, Folder, Gone, Transient
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
    works at a time; a second one finds the lease taken and returns 0. A message that cannot be fetched is left for
    the next poll, and the others are taken in. Raises MailboxError when the mailbox itself cannot be used.
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
    register, name, holder = stations.register, stations.settings.mailbox.name, stations.new_claim()
    if not register.acquire_poll(name, holder, now, stations.settings.lease_seconds):
        yield False
        return
    try:
        yield True
    finally:
        register.release_poll(name, holder)


def _store(stations: Stations, waiting: Sequence[Arrival], now: datetime) -> int:
    """Fetch and store, several messages in one commit: a disk takes longer to write one down than to fetch ten."""
    failed = stations.register.unfetched(stations.settings.mailbox.name, [arrival.key for arrival in waiting])
    batch = _Batch(stations, now, frozenset(failed))
    # What could not be fetched before comes last: new mail does not wait for it.
    ordered = sorted(waiting, key=lambda arrival: failed.get(arrival.key, 0))
    try:
        for arrival, raw in fetched(stations, ordered, now):
            batch.add(arrival, raw)
    finally:
        # Also when the line breaks: a server that fails at every tenth message must not hold up the nine.
        batch.commit()
    return batch.fresh


@dataclass(slots=True)
class _Batch:
    """Messages that were fetched and are not yet stored: a few, so that memory stays as it is."""

    stations: Stations
    now: datetime
    failed: frozenset[str]
    """Keys of messages that could not be fetched before."""
    fresh: int = 0
    _held: list[NewSubmission] = field(default_factory=list)

    def add(self, arrival: Arrival, raw: bytes) -> None:
        bytes_held = sum(len(each.raw) for each in self._held)
        if len(self._held) >= _MOST_IN_A_COMMIT or bytes_held + len(raw) > _MOST_BYTES_IN_A_COMMIT:
            self.commit()
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
        if not held:
            return
        register = self.stations.register
        self.fresh += sum(each.fresh for each in register.persist_all(held, self.now))
        mended = self.failed.intersection(each.key for each in held)
        if mended:
            register.fetched(self.stations.settings.mailbox.name, mended)


def file_away(stations: Stations, now: datetime) -> int:
    """Move every settled message to the folder of its outcome; return how many were moved.

    A crash before the move only repeats it: what is settled and not yet moved is asked from the ledger. One poller
    works at a time, as in `collect`, and a message that cannot be moved does not hold up the others. Raises
    MailboxError when the mailbox itself cannot be used.
    """
    with _turn(stations, now) as ours:
        if not ours:
            return 0
        patience = Patience(stations)
        unmoved = stations.register.unmoved(stations.settings.mailbox.name)
        return sum(_file(stations, settled, patience, now) for settled in unmoved)


def _file(stations: Stations, settled: Settled, patience: Patience, now: datetime) -> bool:
    was_there = True
    try:
        stations.mailbox.move(settled.key, _FOLDERS[settled.outcome])
    except Gone:
        _log.info("message of arrival %s is no longer in the inbox", settled.id)
        was_there = False
    except Transient as fault:
        patience.bear(fault)
        _log.warning("message of arrival %s could not be moved; it is tried again", settled.id)
        return False
    patience.reward()
    stations.register.moved(settled.id, now)
    return was_there
