"""Works through what the ledger holds: claims one Submission, processes it, settles it, and goes on."""

from __future__ import annotations

import logging
from datetime import datetime

from flows.process import process
from flows.stations import Stations
from register import Claimed

_log = logging.getLogger(__name__)


def work_through(stations: Stations, now: datetime) -> int:
    """Settle every Submission that can be claimed; return how many were settled.

    One that fails goes back to the queue with its attempt counted, and the next is taken: a file cannot stop
    the line. After three attempts the ledger quarantines it, with its raw bytes kept.
    """
    register, lease = stations.register, stations.settings.lease_seconds
    register.sweep(now)
    settled = 0
    while claimed := register.claim(stations.worker, now, lease):
        settled += _one(stations, claimed, now)
    return settled


def _one(stations: Stations, claimed: Claimed, now: datetime) -> bool:
    try:
        settlement = process(claimed, stations, now)
    except Exception as error:  # noqa: BLE001  # the station's door: a failure becomes a recorded attempt
        # The class alone: a message could quote what the school wrote.
        _log.error("submission %s failed at attempt %d: %s", claimed.id, claimed.attempt, type(error).__name__)
        stations.register.fail(claimed.id, stations.worker, type(error).__name__, now)
        return False
    stations.register.settle(claimed.id, stations.worker, settlement, now)
    return True
