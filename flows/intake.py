"""The intake flow: poll, claim, process, file away, answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from prefect import flow

from flows import steps


@flow(name="intake", timeout_seconds=3600, persist_result=False)
def intake(config: Path | None = None, now: datetime | None = None) -> None:
    """Take in what waits in the mailbox: store it, work through it, file it away, send the answers.

    `config` is a settings file (default: offsite.toml in the working folder, and the environment); `now` a
    moment with a zone (default: the present). One flow run serves one poll, however many messages wait.
    """
    steps.collect_arrivals(config, now)
    steps.work_through_submissions(config, now)
    steps.file_messages_away(config, now)
    steps.send_letters(config, now)
