"""The alert flow: an automation of the Prefect server starts it when a run is in trouble."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from prefect import flow

from flows import steps
from flows.alarm import tell_of_trouble
from flows.clock import moment
from flows.settings import Settings
from flows.stations import open_stations
from outputs.letters.troubles import Trouble


@flow(name="alert", timeout_seconds=3600, persist_result=False)
def alert(trouble: Trouble, config: Path | None = None, now: datetime | None = None) -> None:
    """Write the team a letter that a run is in trouble, once a day for each kind, and send it.

    `config` and `now` are as for the intake flow.
    """
    # One transaction, without the mailbox: the letter is there also when it cannot be sent just now.
    with open_stations(Settings.load(config), mailbox=False) as stations:
        tell_of_trouble(stations, trouble, moment(now))
    steps.send_letters(config, now)
