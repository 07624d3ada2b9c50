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
        from desk import watching
        from flows.intake import intake

        last = ""

        def take_in() -> None:
            nonlocal last
            intake(config)
            last = _tell(settings, last)

        if watch:
            watching.watch(settings, take_in, console().print)
        else:
            take_in()


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


def _tell(settings: Settings, last: str = "") -> str:
    """Say how things stand, unless that was the last thing said; return what was said."""
    from desk.status import read_status, sentence

    told = sentence(read_status(settings))
    if told != last:
        console().print(told)
    return told
