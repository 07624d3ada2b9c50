"""Sends what waits in the outbox, each Dispatch once."""

from __future__ import annotations

import logging
from datetime import datetime

from flows.clock import running_from
from flows.stations import Stations
from mailboxes.mailbox import AuthFailed, MailboxError, Rejected, SendUnknown, Unsuitable, Untrusted
from register import LeaseLost, OutgoingDispatch

_log = logging.getLogger(__name__)


def send_waiting(stations: Stations, now: datetime) -> int:
    """Send every queued Dispatch; return how many were sent.

    A refusal and a send whose fate is unknown are recorded for a person; a passing fault is tried again later. Where
    the mailbox lets nobody in (a wrong password, an untrusted server) the letters stay as they are, and AuthFailed,
    Untrusted or Unsuitable is raised: the next letter would fare no better, and a mailbox is locked in the end.
    """
    register, lease, clock = stations.register, stations.settings.lease_seconds, running_from(now)
    # Also here, so that the claims of a dead worker come back while nobody can take mail in.
    register.sweep(now, lease)
    sent = 0
    while dispatch := register.claim_dispatch(holder := stations.new_claim(), clock(), lease):
        try:
            sent += _send(stations, dispatch, holder, clock())
        except LeaseLost:
            _log.warning("letter %d was given up or taken over while it was sent", dispatch.id)
    return sent


def _send(stations: Stations, dispatch: OutgoingDispatch, holder: str, now: datetime) -> bool:
    register = stations.register
    try:
        stations.mailbox.send(dispatch.raw, stations.council.desk_email, (dispatch.recipient, *dispatch.copies))
    except SendUnknown:
        register.mark_unknown(dispatch.id, holder, now)
    except Rejected as error:
        register.mark_refused(dispatch.id, holder, error.code, now)
    except (AuthFailed, Untrusted, Unsuitable):
        register.keep_dispatch(dispatch.id, holder, now)
        raise
    except MailboxError:
        register.retry_dispatch(dispatch.id, holder, now)
    else:
        register.mark_sent(dispatch.id, holder, now)
        return True
    return False
