"""Fetches waiting messages one by one; a message that cannot be had does not hold up the next."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.stations import Stations
from mailboxes.mailbox import Arrival, Gone, Transient
from mailboxes.stand_in import stand_in

_log = logging.getLogger(__name__)

_IN_A_ROW = 3
"""Messages that fail one after another: then the fault is the server's, whatever it answers otherwise."""
_ATTEMPTS, _LONG = 5, timedelta(hours=1)
"""A message that could not be fetched as often, and for as long, goes to a person: an hour's trouble passes."""


@dataclass(slots=True)
class Patience:
    """Tells a fault of one message from one of the line."""

    stations: Stations
    _in_a_row: int = field(default=0, init=False)

    def reward(self) -> None:
        """A message went well."""
        self._in_a_row = 0

    def bear(self, fault: Transient) -> None:
        """Return when `fault` is of one message alone; raises it, or the mailbox's own, when it is the line's."""
        self._in_a_row += 1
        if self._in_a_row >= _IN_A_ROW:
            raise fault
        # As long a list as ever: an adapter knows by it what it has seen.
        self.stations.mailbox.pending(self.stations.settings.poll_limit)


def fetched(stations: Stations, waiting: Sequence[Arrival], now: datetime) -> Iterator[tuple[Arrival, bytes]]:
    """Yield each message that can be had now, with its raw MIME, in the order of `waiting`.

    For one that could not be had for too long a stand-in is given, which goes to a person. Raises Transient when it
    is the line that is down.
    """
    patience = Patience(stations)
    for arrival in waiting:
        try:
            raw = stations.mailbox.fetch(arrival.key)
        except Gone:
            # A person may have moved it while we looked: then it is theirs.
            continue
        except Transient as fault:
            patience.bear(fault)
            instead = _in_place_of(stations, arrival, now)
            if instead is not None:
                yield arrival, instead
        else:
            patience.reward()
            yield arrival, raw


def _in_place_of(stations: Stations, arrival: Arrival, now: datetime) -> bytes | None:
    failed = stations.register.fetch_failed(stations.settings.mailbox.name, arrival.key, now)
    _log.warning("a message could not be fetched, attempt %d", failed.attempts)
    if failed.attempts < _ATTEMPTS or now - failed.since < _LONG:
        return None
    subject = f"The message of {arrival.received:%d %B %Y %H:%M} UTC"
    return stand_in("The mail server", arrival.key, message_id=None, subject=subject, sender=None)
