"""`offsite intake --watch` on a real mail server that comes and goes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from conftest import MORNING
from desk import watching
from desk.exits import Exit
from imap_desk import settings_of, write_settings
from mail_servers import dovecot_or_skip
from mailboxes.mailbox import AuthFailed
from register import RegisterCode, RegisterError
from straight_way import mail
from worlds.imap import ImapWorld

OFFSITE = Path(sys.executable).with_name("offsite")


class Enough(Exception):
    """Ends a watch that would go on for ever."""


class Desk:
    """Counts how often mail was taken in, and ends the watch after so many times."""

    def __init__(self, ends_after: int) -> None:
        self.ends_after = ends_after
        self.taken: list[float] = []
        self.said: list[str] = []

    def take_in(self) -> None:
        self.taken.append(time.monotonic())
        if len(self.taken) >= self.ends_after:
            raise Enough


def watched(settings, desk: Desk) -> threading.Thread:
    def run() -> None:
        with pytest.raises(Enough):
            watching.watch(settings, desk.take_in, desk.said.append)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def until(true, what: str, seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, f"waited {seconds} s for {what}"
        time.sleep(0.02)


def test_mail_is_taken_in_soon_after_it_comes(tmp_path, dovecot, relay, authority):
    world = ImapWorld(dovecot, relay, authority)
    desk = Desk(ends_after=2)
    thread = watched(settings_of(tmp_path, world), desk)
    until(lambda: desk.taken, "the first look")
    world.deliver(mail(now=MORNING))
    came = time.monotonic()
    thread.join(20)
    assert desk.taken[1] - came < 2
    assert desk.said == []


def test_what_comes_while_mail_is_taken_in_is_not_left_until_the_next_poll(tmp_path, dovecot, relay, authority):
    world = ImapWorld(dovecot, relay, authority)
    desk = Desk(ends_after=2)
    first = desk.take_in

    def slow() -> None:
        first()
        world.deliver(mail(now=MORNING))

    desk.take_in = slow
    thread = watched(settings_of(tmp_path, world), desk)
    thread.join(20)
    assert desk.taken[1] - desk.taken[0] < 2


def test_a_backlog_is_taken_in_without_a_pause_and_what_is_stuck_is_not_tried_over_and_over(
    tmp_path, dovecot, relay, authority
):
    world = ImapWorld(dovecot, relay, authority)
    for number in range(4):
        world.deliver(mail(now=MORNING, slug=f"note-{number}"))
    desk = Desk(ends_after=99)
    settings = settings_of(tmp_path, world, more="poll_limit = 2\npoll_seconds = 600")
    first = desk.take_in

    def two_at_a_time() -> None:
        first()
        if len(desk.taken) == 1:
            with world.other_program() as person:
                person.delete(["1", "2"])

    desk.take_in = two_at_a_time
    thread = watched(settings, desk)
    until(lambda: len(desk.taken) == 3, "the rest, and another look at it")
    time.sleep(1)
    assert len(desk.taken) == 3
    desk.ends_after = 4
    world.deliver(mail(now=MORNING, slug="another"))
    thread.join(20)


def test_a_server_that_dies_and_comes_back_is_told_of_once_each_and_mail_is_taken_in(
    tmp_path, relay, authority, monkeypatch
):
    monkeypatch.setattr(watching, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(watching, "_LONGEST_PAUSE", 0.2)
    with dovecot_or_skip(authority) as server:
        world = ImapWorld(server, relay, authority)
        desk = Desk(ends_after=3)
        thread = watched(settings_of(tmp_path, world), desk)
        until(lambda: desk.taken, "the first look")
        server.stop()
        until(lambda: desk.said, "the warning")
        time.sleep(2)
        assert len(desk.said) == 1, "hours of it are told of once"
        server.start()
        until(lambda: len(desk.said) == 2, "its return")
        assert desk.said[0].startswith("The mailbox is away: 127.0.0.1")
        assert desk.said[1] == "The mailbox is back."
        assert len(desk.taken) == 2
        world.deliver(mail(now=MORNING))
        thread.join(20)
        assert len(desk.taken) == 3


def test_the_pauses_grow_and_stay_bounded():
    pauses = watching._pauses()
    took = [next(pauses) for _ in range(12)]
    assert took == sorted(took)
    assert (took[0], took[-1]) == (1, 60)


def test_a_wrong_password_ends_the_watch(tmp_path, dovecot, relay, authority):
    world = ImapWorld(dovecot, relay, authority)
    config = write_settings(tmp_path, world)
    config.write_text(re.sub('password = ".*"', 'password = "wrong"', config.read_text()))
    from flows.settings import Settings

    with pytest.raises(AuthFailed):
        watching.watch(Settings.load(config), lambda: None, print)


@pytest.mark.timeout(300)
def test_the_command_outlasts_its_server(tmp_path, relay, authority):
    """As an operator runs it: Prefect, register and all."""
    with dovecot_or_skip(authority) as server:
        world = ImapWorld(server, relay, authority)
        config = write_settings(tmp_path, world, more="poll_seconds = 5")
        with (
            (tmp_path / "out").open("w") as out,
            subprocess.Popen(
                [OFFSITE, "intake", "--watch", "--config", config],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            ) as running,
        ):
            try:
                until(lambda: "0 arrived" in (tmp_path / "out").read_text(), "the first intake", 120)
                server.stop()
                until(lambda: "is away" in (tmp_path / "out").read_text(), "the warning", 60)
                server.start()
                world.deliver(mail(now=MORNING))
                until(lambda: "1 arrived" in (tmp_path / "out").read_text(), "the mail", 120)
                until(lambda: "is back" in (tmp_path / "out").read_text(), "its return", 30)
                assert running.poll() is None
            finally:
                running.send_signal(signal.SIGINT)
                running.wait(60)
        said = (tmp_path / "out").read_text()
        assert (said.count("is away"), said.count("is back")) == (1, 1), said
        assert "Traceback" not in said
        assert "Off-site direction" not in said


def test_a_flow_tries_a_wrong_password_once(tmp_path, relay, authority):
    """Tried often enough it locks the mailbox."""
    with dovecot_or_skip(authority) as server:
        config = write_settings(tmp_path, ImapWorld(server, relay, authority))
        config.write_text(re.sub('password = ".*"', 'password = "wrong-canary"', config.read_text()))
        done = subprocess.run(
            [OFFSITE, "intake", "--config", config], capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == Exit.UNAVAILABLE
        assert done.stderr.strip().splitlines()[-1].startswith("offsite: 127.0.0.1")
        assert "wrong-canary" not in done.stdout + done.stderr
        assert (server.folder / "log").read_text().count("auth failed") == 1


@pytest.mark.parametrize("code", [RegisterCode.FULL, RegisterCode.LOCKED, RegisterCode.DISK, RegisterCode.UNREACHABLE])
def test_a_watch_outlasts_a_register_that_is_away_and_says_so_once(settings, monkeypatch, code):
    monkeypatch.setattr(watching, "_FIRST_PAUSE", 0.01)
    short = settings.model_copy(update={"poll_seconds": 0.01})
    desk, trouble = Desk(2), iter([True, True, False, False])

    def take_in() -> None:
        if next(trouble):
            raise RegisterError(code)
        desk.take_in()

    with pytest.raises(Enough):
        watching.watch(short, take_in, desk.said.append)
    assert desk.said == [f"The register is away: {RegisterError(code)}", "The register is back."]


def test_a_watch_ends_where_waiting_mends_nothing(settings):
    def take_in() -> None:
        raise RegisterError(RegisterCode.NOT_WRITABLE)

    with pytest.raises(RegisterError):
        watching.watch(settings, take_in, print)
