"""Works through what the ledger holds: claims one Submission, processes it, settles it, and goes on."""

from __future__ import annotations

import logging
from datetime import datetime

from flows import notices
from flows.clock import LONDON, running_from
from flows.post import Occasion, Post
from flows.process import process
from flows.stations import Stations
from outputs.letters.wording import PersonReason
from register import Claimed, LeaseLost, RegisterCode, RegisterError

_log = logging.getLogger(__name__)

_OF_ONE_MESSAGE = frozenset({RegisterCode.OVERTAKEN, RegisterCode.REFUSED})
"""What the register says of one entry, and not of itself."""


def work_through(stations: Stations, now: datetime) -> int:
    """Settle every Submission that can be claimed; return how many were settled.

    One that fails goes back to the queue with its attempt counted, and the next is taken: a file cannot stop
    the line. After three attempts the ledger quarantines it, with its raw bytes kept, and the team is told.
    """
    register, lease, clock = stations.register, stations.settings.lease_seconds, running_from(now)
    register.sweep(now)
    settled = 0
    while claimed := register.claim(stations.worker, clock(), lease):
        settled += _one(stations, claimed, now)
    # From the data, so that a crash between quarantine and letter only delays the letter.
    for lost in register.untold():
        _tell_of_quarantine(stations, lost, now)
    return settled


def _one(stations: Stations, claimed: Claimed, now: datetime) -> bool:
    register, worker = stations.register, stations.worker
    try:
        settlement = process(claimed, stations, now)
    except Exception as error:  # noqa: BLE001  # the station's door: a failure becomes a recorded attempt
        # The class alone: a message could quote what the school wrote.
        return _failed(stations, claimed, type(error).__name__, now)
    try:
        return register.settle(claimed.id, worker, settlement, now)
    except LeaseLost:
        _log.warning("submission %s was taken over by another worker", claimed.id)
        return False
    except RegisterError as error:
        # What is wrong with this settlement alone must not stop the line; what is wrong with the register does.
        if error.code not in _OF_ONE_MESSAGE:
            raise
        return _failed(stations, claimed, error.code, now)


def _failed(stations: Stations, claimed: Claimed, failure: str, now: datetime) -> bool:
    _log.warning("submission %s failed at attempt %d: %s", claimed.id, claimed.attempt, failure)
    try:
        stations.register.fail(claimed.id, stations.worker, failure, now)
    except LeaseLost:
        _log.warning("submission %s was taken over by another worker", claimed.id)
    return False


def _tell_of_quarantine(stations: Stations, submission: str, now: datetime) -> None:
    """The team is told by number alone: whatever broke the line is not passed on."""
    local = now.astimezone(LONDON)
    council = stations.council
    values = notices.for_a_person(
        (PersonReason.QUARANTINED,), council, local, message=submission, answered=False, attached=False
    )
    letter = Post(council, local).letter(values, council.team_email, Occasion(submission, "quarantined", is_case=False))
    stations.register.queue_about(submission, (letter,), now)
