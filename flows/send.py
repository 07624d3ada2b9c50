"""Sends what waits in the outbox, each Dispatch once."""

from __future__ import annotations

from datetime import datetime

from flows.clock import running_from
from flows.stations import Stations
from mailboxes.mailbox import MailboxError, Rejected, SendUnknown, Transient
from register import OutgoingDispatch


def send_waiting(stations: Stations, now: datetime) -> int:
    """Send every queued Dispatch; return how many were sent.

    A refusal and a send whose fate is unknown are recorded for a person; a passing fault is tried again later.
    """
    register, lease, clock = stations.register, stations.settings.lease_seconds, running_from(now)
    sent = 0
    while dispatch := register.claim_dispatch(stations.worker, clock(), lease):
        sent += _send(stations, dispatch, clock())
    return sent


def _send(stations: Stations, dispatch: OutgoingDispatch, now: datetime) -> bool:
    register = stations.register
    try:
        stations.mailbox.send(dispatch.raw, stations.council.desk_email, (dispatch.recipient, *dispatch.copies))
    except SendUnknown:
        register.mark_unknown(dispatch.id, stations.worker, now)
    except Rejected as error:
        register.mark_refused(dispatch.id, stations.worker, error.code, now)
    except (Transient, MailboxError):
        register.retry_dispatch(dispatch.id, stations.worker, now)
    else:
        register.mark_sent(dispatch.id, stations.worker, now)
        return True
    return False
