"""What tests of several stations share: a council, a desk in a folder of its own, and no network."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.profile import load_council
from flows.settings import COUNCILS, Settings
from flows.stations import Stations, open_stations
from mail_servers import authority, dovecot, relay  # noqa: F401  # fixtures, for whoever asks
from proposals.council import Council

MORNING = datetime(2026, 11, 30, 8, tzinfo=UTC)
"""The Monday of the samples."""


@pytest.fixture(scope="session")
def council() -> Council:
    return load_council(COUNCILS / "exampleshire")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "offsite.toml").write_text('home = "desk"\ncouncil = "exampleshire"\n', encoding="utf-8")
    return Settings.load(tmp_path / "offsite.toml")


@pytest.fixture
def stations(settings: Settings) -> Iterator[Stations]:
    with open_stations(settings) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _quiet_alembic() -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)
