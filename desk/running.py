"""`offsite intake`, `dispatch` and `reviews`: start a flow, and say in one line what it did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.console import console

if TYPE_CHECKING:
    from flows.settings import Settings


def run_intake(settings: Settings, config: Path | None, *, watch: bool) -> None:
    """Run the intake flow once, or again whenever mail arrives, until interrupted."""
    with _flows(settings):
        from flows.intake import intake

        intake(config)
        _tell(settings)
        while watch:
            _wait(settings)
            intake(config)
            _tell(settings)


def run_dispatch(settings: Settings, config: Path | None) -> None:
    """Run the dispatch flow once."""
    with _flows(settings):
        from flows.dispatch import dispatch

        dispatch(config)
        _tell(settings)


def run_reviews(settings: Settings, config: Path | None, on: date | None) -> None:
    """Run the reviews flow once, as seen from the day `on`."""
    with _flows(settings):
        from flows.reviews import reviews

        reviews(on, config)
        _tell(settings)


@contextmanager
def _flows(settings: Settings) -> Iterator[None]:
    from flows.runtime import prefect_ready

    console().print("Starting Prefect …")
    with prefect_ready(settings.home):
        yield


def _wait(settings: Settings) -> None:
    """Return when mail arrives, or after `poll_seconds`: what failed before may be due for its next attempt."""
    from flows.stations import open_stations

    with open_stations(settings) as stations:
        stations.mailbox.wait(settings.poll_seconds)


def _tell(settings: Settings) -> None:
    from desk.status import read_status, sentence

    console().print(sentence(read_status(settings)))
