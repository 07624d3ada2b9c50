"""From the mailbox to the ledger, and from the ledger to the mailbox's folders: persist first, move after."""

from __future__ import annotations

import logging
from datetime import datetime

from flows.stations import Stations
from mailboxes.mailbox import Arrival, Folder, Gone
from mailboxes.message import read_submission
from register import NewSubmission, Outcome

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
    if not register.acquire_poll(name, stations.worker, now, settings.lease_seconds):
        return 0
    try:
        waiting = mailbox.pending(settings.poll_limit)
        # What somebody moved back here is filed away once more: enough of it would keep new mail out of sight.
        register.put_back(name, [arrival.key for arrival in waiting], now)
        return sum(_persist(stations, name, arrival, now) for arrival in waiting)
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

    A crash before the move only repeats it: what is settled and not yet moved is asked from the ledger.
    """
    moved = 0
    for settled in stations.register.unmoved(stations.settings.mailbox.name):
        try:
            stations.mailbox.move(settled.key, _FOLDERS[settled.outcome])
            moved += 1
        except Gone:
            _log.info("message of arrival %s is no longer in the inbox", settled.id)
        stations.register.moved(settled.id, now)
    return moved
