"""The steps of the flows as Prefect runs them: tried again after a passing fault, ended when they hang.

A step takes a settings file and a moment (default: the present), nothing else, since Prefect keeps what it is
handed. Each opens the stations for itself, so that it can be tried again, or be run by another worker, as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

from prefect import State, Task, task
from prefect.cache_policies import NO_CACHE

from flows import lost_runs, summarise
from flows.alarm import tell_of_waiting
from flows.beside import helped
from flows.clock import LONDON, moment
from flows.collect import collect, file_away
from flows.remind import remind
from flows.retain import retain
from flows.send import send_waiting
from flows.settings import Settings, SettingsError
from flows.stations import open_stations
from flows.work import work_through
from mailboxes.mailbox import AuthFailed, Unsuitable, Untrusted

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _step(function: Callable[_P, _R]) -> Task[_P, _R]:
    """Make a step of a plain function; its result is a count, and is not kept."""
    step = task(
        retries=3,
        retry_delay_seconds=[5, 30, 120],
        retry_condition_fn=_may_pass,
        timeout_seconds=1800,
        persist_result=False,
        cache_policy=NO_CACHE,
    )
    return step(function)


def _may_pass(_task: object, _run: object, state: State[object]) -> bool:
    """Whether trying again is right: a wrong password tried often enough locks the mailbox."""
    failure = state.result(raise_on_failure=False)
    return not isinstance(failure, AuthFailed | Untrusted | Unsuitable | SettingsError)


@_step
def collect_arrivals(config: Path | None, now: datetime | None) -> int:
    """Store what waits in the mailbox; return how many messages were new."""
    with open_stations(Settings.load(config)) as stations:
        return collect(stations, moment(now))


@_step
def work_through_submissions(config: Path | None, now: datetime | None) -> int:
    """Settle every Submission that can be claimed; return how many were settled by this process."""
    with open_stations(Settings.load(config), mailbox=False) as stations:
        at = moment(now)
        with helped(stations, config, at):
            return work_through(stations, at)


@_step
def file_messages_away(config: Path | None, now: datetime | None) -> int:
    """Move every settled message to the folder of its outcome; return how many were moved."""
    with open_stations(Settings.load(config)) as stations:
        return file_away(stations, moment(now))


@_step
def send_letters(config: Path | None, now: datetime | None) -> int:
    """Send the outbox, with a letter to the team when messages wait too long; return how many letters were sent.

    All flows end with this step: an intake that fails half-way is told of by the next dispatch.
    """
    with open_stations(Settings.load(config)) as stations:
        at = moment(now)
        sent = send_waiting(stations, at)
        # After the others: a slip in this letter's template holds up none of them.
        return sent + send_waiting(stations, at) if tell_of_waiting(stations, at) else sent


@_step
def write_review_letters(config: Path | None, now: datetime | None, on: date | None) -> int:
    """Queue the letters that the calendar calls for; return how many."""
    with open_stations(Settings.load(config)) as stations:
        at = moment(now)
        return remind(stations, on or at.astimezone(LONDON).date(), at)


@_step
def write_digests(config: Path | None, now: datetime | None, on: date | None) -> int:
    """Queue the digests of the week, where they are due or a day is given; return how many."""
    with open_stations(Settings.load(config), mailbox=False) as stations:
        at = moment(now)
        if on is None and not summarise.is_due(stations.council, at):
            return 0
        return summarise.write_digests(stations, on or at.astimezone(LONDON).date(), at)


@_step
def end_lost_runs() -> int:
    """Mark runs of Prefect as crashed whose end nobody told of; return how many."""
    return lost_runs.end_lost_runs()


@_step
def erase_what_is_spent(config: Path | None, now: datetime | None, on: date | None) -> int:
    """Erase what has been kept long enough; return how many cases and messages."""
    with open_stations(Settings.load(config), mailbox=False) as stations:
        at = moment(now)
        done = retain(stations, on or at.astimezone(LONDON).date(), at)
        return done.cases + done.messages
