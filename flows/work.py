"""Works through what the ledger holds: claims one Submission, processes it, settles it, and goes on."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

from flows import notices
from flows.clock import LONDON, running_from
from flows.post import Occasion, Post
from flows.process import process
from flows.stations import Stations
from mailboxes.scanner import ScannerAway
from outputs.letters.wording import PersonReason
from register import Claimed, LeaseLost, RegisterError

_log = logging.getLogger(__name__)


def work_through(stations: Stations, now: datetime) -> int:
    """Settle every Submission that can be claimed; return how many were settled.

    One that fails goes back to the queue with its attempt counted, and the next is taken: a file cannot stop
    the line. After three attempts the ledger quarantines it, with its raw bytes kept, and the team is told.
    """
    register, lease, clock = stations.register, stations.settings.lease_seconds, running_from(now)
    register.sweep(now, lease)
    settled = 0
    while claimed := register.claim(holder := stations.new_claim(), clock(), lease):
        settled += _one(stations, claimed, holder, now)
    # From the data, so that a crash between quarantine and letter only delays the letter.
    for lost in register.untold():
        _tell_of_quarantine(stations, lost, now)
    return settled


def _one(stations: Stations, claimed: Claimed, holder: str, now: datetime) -> bool:
    try:
        return _settle(stations, claimed, holder, now)
    except LeaseLost:
        _log.warning("submission %s was taken over by another worker", claimed.id)
        return False


def _settle(stations: Stations, claimed: Claimed, holder: str, now: datetime) -> bool:
    register = stations.register
    try:
        return register.settle(claimed.id, holder, process(claimed, stations, now), now)
    except LeaseLost:
        raise
    except Exception as error:  # the station's door: a failure becomes a recorded attempt
        if isinstance(error, ScannerAway) or (isinstance(error, RegisterError) and error.of_the_database):
            # A full disk is no fault of the message; when not even this can be written, its lease runs out. Nor is a
            # virus scanner that is away: nothing passes unscanned, and nothing is given up for it.
            with suppress(RegisterError):
                register.give_back(claimed.id, holder, error.code, now)
            raise
        # The class alone: a message could quote what the school wrote.
        failure = type(error).__name__
        _log.warning("submission %s failed at attempt %d: %s", claimed.id, claimed.attempt, failure)
        register.fail(claimed.id, holder, failure, now)
        return False


def _tell_of_quarantine(stations: Stations, submission: str, now: datetime) -> None:
    """The team is told by number alone: whatever broke the line is not passed on."""
    local = now.astimezone(LONDON)
    council = stations.council
    values = notices.for_a_person(
        (PersonReason.QUARANTINED,), council.team, local, message=submission, answered=False, attached=False
    )
    letter = Post(council, local).letter(values, council.team_email, Occasion(submission, "quarantined", is_case=False))
    stations.register.queue_about(submission, (letter,), now)
