"""Several processes work through one queue, and everything is done once."""

from __future__ import annotations

import pytest

import flows.beside
from conftest import MORNING
from flows.beside import helped
from flows.collect import collect
from flows.settings import Settings
from flows.stations import Stations, open_stations
from flows.work import work_through
from straight_way import deliver, mail

FORMS = ("complete.pdf", "managed_move.pdf", "incomplete.docx", "complete.docx")


@pytest.fixture
def waiting(tmp_path, monkeypatch) -> Stations:
    """A desk with settings in a file, two workers, and four messages in its queue; a helper for each is worth it."""
    monkeypatch.setattr(flows.beside, "_WORTH_A_PROCESS", 1)
    (tmp_path / "offsite.toml").write_text('home = "."\nworkers = 2\n', encoding="utf-8")
    with open_stations(Settings.load(tmp_path / "offsite.toml")) as stations:
        for name in FORMS:
            deliver(stations, mail(name, now=MORNING, slug=name), name)
        collect(stations, MORNING)
        yield stations


def test_a_helper_takes_from_the_same_queue_and_nothing_is_done_twice(waiting, tmp_path):
    with helped(waiting, tmp_path / "offsite.toml", MORNING) as helpers:
        assert helpers == 1
        # This process does nothing: what is settled at the end was settled by the helper.
    assert waiting.register.status(MORNING).waiting == 0
    assert work_through(waiting, MORNING) == 0
    assert [found.id for found in waiting.register.verify(MORNING) if found.violations] == []
    assert len({row.id for row in waiting.register.letters()}) == len(waiting.register.letters()) > 0


@pytest.mark.parametrize(("workers", "worth"), [(1, 1), (2, 5), (2, 3)])
def test_nobody_helps_where_one_is_all_there_is_or_few_messages_wait(waiting, tmp_path, monkeypatch, workers, worth):
    monkeypatch.setattr(flows.beside, "_WORTH_A_PROCESS", worth)
    settings = waiting.settings.model_copy(update={"workers": workers})
    alone = Stations(settings, waiting.council, waiting.register, waiting.mailbox)
    with helped(alone, tmp_path / "offsite.toml", MORNING) as helpers:
        assert helpers == 0
