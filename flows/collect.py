"""From the mailbox to the ledger, and from the ledger to the mailbox's folders: persist first, move after."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flows.stations import Stations
from mailboxes.mailbox import Arrival, Folder, Gone
from mailboxes.message import read_submission
from register import NewSubmission, Outcome, Settled

_log = logging.getLogger(__name__)

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
        # What somebody moved back here is filed away once more: enough of it would keep new mail out of sight.
        register.put_back(name, [arrival.key for arrival in waiting], now)
        return sum(_persist(stations, name, arrival, now) for arrival in waiting)


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


def _persist(stations: Stations, mailbox: str, arrival: Arrival, now: datetime) -> bool:
    if stations.register.knows(mailbox, arrival.key):
        return False
    try:
        raw = stations.mailbox.fetch(arrival.key)
    except Gone:
        # A person moved it while we looked: it is theirs.
        return False
    submission = read_submission(raw)
    persisted = stations.register.persist(
        NewSubmission(
            mailbox=mailbox,
            key=arrival.key,
            message_id=submission.message_id,
            digest=submission.digest,
            received=arrival.received,
            raw=raw,
        ),
        now,
    )
    return persisted.fresh


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
