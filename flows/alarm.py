"""Tells the team, in letters about no case, that messages wait too long or that a run is in trouble."""

from __future__ import annotations

from datetime import datetime

from flows.clock import LONDON
from flows.post import Occasion, Post
from flows.stations import Stations
from outputs.letters import values
from outputs.letters.troubles import TROUBLES, Trouble
from outputs.letters.wording import lasting

_ABOUT = "desk"
"""The letter is about no case and no message."""


def tell_of_waiting(stations: Stations, now: datetime) -> bool:
    """Queue a letter to the team when the oldest message has waited too long; tell whether one was queued.

    It is written once for each spell in which something is late, reckoned from the ledger: however often and by
    however many processes this is asked, until nothing is late any more and something is late again.
    """
    letter = values.WaitingTooLong.NAME
    allowed = stations.settings.health.form_wait
    backlog = stations.register.backlog(letter, now)
    if backlog is None or now <= backlog.oldest + allowed:
        return False
    since = backlog.late_since(allowed)
    if backlog.told and since <= backlog.told:
        return False
    local = now.astimezone(LONDON)
    council = stations.council
    told = values.WaitingTooLong(
        recipient=values.Recipient(name=council.team),
        waiting=backlog.count,
        oldest=lasting(now - backlog.oldest),
        allowed=lasting(allowed),
    )
    occasion = Occasion(_ABOUT, since.astimezone(LONDON).isoformat(timespec="minutes"), is_case=False)
    return bool(stations.register.queue((Post(council, local).letter(told, council.team_email, occasion),), now))


def tell_of_trouble(stations: Stations, trouble: Trouble, now: datetime) -> bool:
    """Queue a letter to the team that a run is in trouble, once a day for each kind; tell whether one was queued."""
    local = now.astimezone(LONDON)
    council, words = stations.council, TROUBLES[trouble]
    told = values.RunTrouble(recipient=values.Recipient(name=council.team), what=words.what, remedy=words.remedy)
    occasion = Occasion(_ABOUT, f"{trouble.value} {local.date().isoformat()}", is_case=False)
    return bool(stations.register.queue((Post(council, local).letter(told, council.team_email, occasion),), now))
