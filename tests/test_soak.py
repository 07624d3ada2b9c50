"""A small soak: a storm over a Maildir and SQLite of which everything must balance; `make soak` runs large ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from bench.soak.__main__ import soak
from bench.soak.balance import Balance, show, strike
from bench.soak.mix import EXPECTED, Kind, Planned, write
from bench.soak.posts import MaildirPost
from bench.soak.readers import below, outliving
from bench.soak.storm import Log, Orders, set_ground
from conftest import MORNING
from flows.settings import Settings
from flows.stations import open_stations
from straight_way import run_until_settled


def test_a_small_storm_balances(tmp_path: Path) -> None:
    out = Console(quiet=True)
    orders = Orders(messages=25, kills=6, seed=20261130, pace=1.0, waves=3)
    balance = soak(MaildirPost(tmp_path), tmp_path, "", orders, out)
    assert balance.differences == []
    assert {kind for kind, *_ in balance.kinds} == {kind.value for kind in EXPECTED}
    show(balance, out)


def balanced(folder: Path, *delivered: Kind, lost: int = 0, letters_twice: bool = False) -> Balance:
    """The balance of a desk that nobody disturbed, but for what is asked for."""
    post = MaildirPost(folder)
    ground = set_ground(folder, post, "")
    log = Log(delivered=[Planned(kind, number) for number, kind in enumerate(delivered)])
    for planned in log.delivered[lost:]:
        post.deliver(planned.slug, write(planned, MORNING))
    settings = Settings.load(ground.config)
    with open_stations(settings) as stations:
        run_until_settled(stations, MORNING)
    if letters_twice:
        sent = next((settings.mail_folder / ".Sent" / "cur").iterdir())
        sent.with_name(f"again{sent.name}").write_bytes(sent.read_bytes())
    register = settings.open_register()
    try:
        return strike(register, post, ground, log)
    finally:
        register.close()


def test_a_desk_that_nobody_disturbs_balances(tmp_path: Path) -> None:
    assert balanced(tmp_path, Kind.PDF, Kind.NO_FORM, Kind.STRAY_REVIEW).differences == []


def test_a_message_that_was_lost_is_a_difference(tmp_path: Path) -> None:
    [counted, named, *_] = balanced(tmp_path, Kind.NO_FORM, Kind.NO_FORM, lost=1).differences
    assert (counted, named) == (
        "messages delivered, and arrivals: 2 against 1",
        "delivered and not arrived: 1 (<soak-no-form-0@oakfield.example.org>)",
    )


def test_a_letter_that_came_out_twice_is_a_difference(tmp_path: Path) -> None:
    [twice] = balanced(tmp_path, Kind.NO_FORM, letters_twice=True).differences
    assert twice.startswith("letters that came out twice: 1 (<")


def test_an_outcome_that_is_not_that_of_its_kind_is_a_difference(tmp_path: Path) -> None:
    differences = balanced(tmp_path, Kind.CRASHES).differences
    assert differences[0] == "soak-crashes-0: 1 filed instead of 1 quarantined"


def test_what_a_worker_started_is_seen_until_it_has_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as started:
        [seen] = [reader for reader in below(os.getpid()) if reader.number == started.pid]
        assert outliving([seen], seconds=0) == 1
        started.kill()
    assert outliving([seen]) == 0
