"""`offsite doctor` on a real mailbox: each fault is named with its remedy, and nothing rests on one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from conftest import MORNING
from desk import doctor_mail
from desk.cli import app
from desk.doctor_mail import examine_mailbox
from desk.exits import Exit
from flows.profile import load_council
from flows.settings import Settings
from imap_desk import settings_of, write_settings
from mail_servers import PASSWORD, Authority, dovecot_or_skip
from mailboxes.mailbox import Folder
from mailboxes.server import Login
from straight_way import mail
from worlds.imap import ImapWorld


@pytest.fixture
def world(dovecot, relay, authority) -> ImapWorld:
    made = ImapWorld(dovecot, relay, authority)
    # The desk's own address: what is sent there comes into this mailbox.
    desk = load_council(Settings().council_folder).desk_email
    dovecot.forget(desk)
    made.user = desk
    made.account = replace(made.account, login=Login(desk, PASSWORD))
    return made


def looked(settings: Settings, *, send_test: bool = False) -> dict[str, str]:
    """What the doctor found, up to the fault and its remedy."""
    found = list(examine_mailbox(settings, send_test=send_test))
    assert all(item.well for item in found[:-1])
    return {item.what.removeprefix("Mailbox, "): item.remedy for item in found}


STEPS = ["connection", "login", "moving", "folders", "new mail", "sending"]


def test_a_mailbox_in_order_is_well_at_every_step_and_nothing_is_touched(tmp_path, world):
    world.deliver(mail(now=MORNING))
    found = looked(settings_of(tmp_path, world))
    assert list(found) == STEPS
    assert set(found.values()) == {""}
    assert world.unread("INBOX") == [mail(now=MORNING)]
    assert world.sent() == []


def test_a_test_letter_goes_round_and_is_filed_and_other_mail_stays(tmp_path, world):
    world.relay.handler.deliver_to = world.dovecot
    world.deliver(mail(now=MORNING))
    found = looked(settings_of(tmp_path, world), send_test=True)
    assert list(found) == [*STEPS, "test letter"]
    assert set(found.values()) == {""}
    assert world.unread("INBOX") == [mail(now=MORNING)]
    (filed,) = world.held(Folder.DONE)
    assert b"test letter" in filed
    assert b"Auto-Submitted: auto-generated" in filed


def test_a_test_letter_that_does_not_come_says_where_to_look(tmp_path, world, monkeypatch):
    monkeypatch.setattr(doctor_mail, "_LONGEST_SECONDS", 1.0)
    found = looked(settings_of(tmp_path, world), send_test=True)
    assert "desk_email" in found["test letter"]
    assert "junk" in found["test letter"]


def test_a_maildir_has_nowhere_to_send_a_letter(settings):
    found = looked(settings, send_test=True)
    assert list(found) == ["folders", "test letter"]
    assert set(found.values()) == {""}


FAULTS = {
    "nobody listens": ("port = {tls}", "port = 1", "connection", "cannot be reached"),
    "plain port": ("port = {tls}", "port = {starttls}", "connection", "port and security"),
    "no authority": ("ca_file = ", "#", "connection", "ca_file"),
    "wrong password": (PASSWORD, "wrong", "login", "credentials"),
    "nobody sends": ("port = {smtp}", "port = 1", "sending", "cannot be reached"),
    "wrong password for sending": ("login = false", 'password = "wrong"', "sending", "credentials"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_ends_the_round_at_its_step_with_its_remedy(tmp_path, world, fault):
    config = write_settings(tmp_path, world)
    old, new, step, remedy = FAULTS[fault]
    ports = {"tls": world.dovecot.tls, "starttls": world.dovecot.starttls, "smtp": world.relay.tls}
    text = config.read_text(encoding="utf-8")
    assert old.format(**ports) in text
    config.write_text(text.replace(old.format(**ports), new.format(**ports)), encoding="utf-8")
    found = looked(Settings.load(config))
    assert list(found)[-1] == step
    assert remedy in found[step]


def test_a_server_without_move_is_told_at_its_step(tmp_path, relay, authority):
    with dovecot_or_skip(authority, more="imap_capability = IMAP4rev1 UIDPLUS IDLE") as old:
        found = looked(settings_of(tmp_path, ImapWorld(old, relay, authority)))
    assert list(found)[-1] == "moving"
    assert "MOVE" in found["moving"]


def test_a_stranger_s_server_is_told_apart(tmp_path, world):
    stranger = Authority(tmp_path)
    stranger.certificate()
    account = replace(world.account, server=replace(world.account.server, ca_file=stranger.ca_file))
    world.account = account
    found = looked(settings_of(tmp_path, world))
    assert list(found) == ["connection"]
    assert "ca_file" in found["connection"]


def test_the_command_prints_the_remedy_and_ends_with_attention(tmp_path, world):
    config = write_settings(tmp_path, world)
    config.write_text(config.read_text(encoding="utf-8").replace(PASSWORD, "wrong"), encoding="utf-8")
    done = CliRunner().invoke(app, ["doctor", "--config", str(config)])
    assert done.exit_code == Exit.ATTENTION
    assert "MEND  Mailbox, login: auth failed" in done.output
    assert "Check the mailbox's credentials" in done.output
    assert PASSWORD not in done.output
