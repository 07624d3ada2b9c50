"""IMAP beyond the contract: encryption, logins, what a server may lack, and what other programs do meanwhile."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from cutting import Cut, When, proxy
from mail_servers import HOST, Authority, dovecot_or_skip
from mailboxes.imap import ImapMailbox
from mailboxes.mailbox import AuthFailed, Folder, Gone, MailboxError, Transient, Unsuitable, Untrusted
from mailboxes.server import Login, Security, Server
from worlds.imap import ImapWorld, move_all


def mail(token: str) -> bytes:
    return f"Message-ID: <{token}@oakfield.example.org>\r\nSubject: {token}\r\n\r\nhello\r\n".encode()


@pytest.fixture
def world(dovecot, relay, authority) -> ImapWorld:
    return ImapWorld(dovecot, relay, authority)


@pytest.fixture
def mailbox(world):
    box = world.open()
    box.prepare()
    yield box
    box.close()


def test_starttls_does_as_well(world, dovecot):
    server = replace(world.account.server, port=dovecot.starttls, security=Security.STARTTLS)
    world.deliver(mail("one"))
    box = ImapMailbox(replace(world.account, server=server))
    assert len(box.pending(10)) == 1
    box.close()


@pytest.mark.parametrize("security", Security)
def test_a_stranger_s_certificate_is_refused_before_anything_is_said(world, dovecot, tmp_path, security):
    stranger = Authority(tmp_path)
    stranger.certificate()
    port = dovecot.tls if security is Security.TLS else dovecot.starttls
    box = ImapMailbox(replace(world.account, server=Server(HOST, port, security, stranger.ca_file)))
    with pytest.raises(Untrusted, match="ca_file"):
        box.prepare()


def test_a_certificate_for_another_name_is_refused(world, relay, authority):
    with proxy(world.dovecot.tls, authority) as other:
        other._inward = authority.context("elsewhere.example.org")
        box = ImapMailbox(world.at(other.port))
        with pytest.raises(Untrusted):
            box.prepare()


def test_tls_and_plain_ports_that_were_mixed_up_are_named(world, dovecot):
    box = ImapMailbox(replace(world.account, server=replace(world.account.server, port=dovecot.starttls, timeout=3)))
    with pytest.raises(MailboxError, match="port and security"):
        box.prepare()


@pytest.mark.parametrize("password", ["wrong", 'wrong"quote\\', "fälsch"])
def test_a_wrong_password_says_so_and_is_nowhere_repeated(world, password, caplog):
    box = ImapMailbox(replace(world.account, login=Login(world.user, password)))
    with caplog.at_level(logging.DEBUG), pytest.raises(AuthFailed) as told:
        box.prepare()
    assert password not in f"{told.value!s} {told.value!r} {caplog.text} {box!r} {world.account.login!r}"
    assert "settings" in str(told.value)


def test_a_server_without_move_is_refused_and_nothing_is_copied(world, authority):
    with dovecot_or_skip(authority, more="imap_capability = IMAP4rev1 UIDPLUS IDLE NAMESPACE") as old:
        other = ImapWorld(old, world.relay, authority)
        other.deliver(mail("one"))
        box = other.open()
        with pytest.raises(Unsuitable, match=r"MOVE \(RFC 6851\).*docs/mailboxes.md"):
            box.prepare()


def test_a_server_that_cannot_push_is_asked(authority, relay):
    with dovecot_or_skip(authority, more="imap_capability = IMAP4rev1 UIDPLUS MOVE") as old:
        world = ImapWorld(old, relay, authority)
        box = ImapMailbox(replace(world.account, poll_seconds=0.2))
        box.pending(10)
        timer = threading.Timer(0.3, world.deliver, [mail("one")])
        timer.start()
        started = time.monotonic()
        assert box.wait(10)
        assert time.monotonic() - started < 2
        timer.join()
        box.close()


def test_folders_go_below_the_prefix_a_server_keeps_them_under(authority, relay):
    prefixed = "namespace inbox {\n  inbox = yes\n  prefix = INBOX.\n  separator = .\n}"
    with dovecot_or_skip(authority, more=prefixed) as courier:
        world = ImapWorld(courier, relay, authority)
        box = world.open()
        world.deliver(mail("one"))
        (arrival,) = box.pending(10)
        box.move(arrival.key, Folder.PERSON)
        assert world.held("INBOX.For a person") == [mail("one")]
        box.close()


def test_letters_are_kept_in_the_folder_that_the_server_marks_as_sent(authority, relay):
    sent = 'mailbox "Sent Items" {\n    auto = create\n    special_use = \\Sent\n  }'
    marked = f"namespace inbox {{\n  inbox = yes\n  {sent}\n}}"
    with dovecot_or_skip(authority, more=marked) as exchange:
        world = ImapWorld(exchange, relay, authority)
        box = world.open()
        box.send(mail("letter"), "desk@example.org", ["head@oakfield.example.org"])
        assert world.held("Sent Items") == [mail("letter")]
        assert world.unread("Sent Items") == []
        box.close()


def test_looking_fetching_and_waiting_mark_nothing_as_read(world, mailbox):
    world.deliver(mail("one"))
    (arrival,) = mailbox.pending(10)
    mailbox.fetch(arrival.key)
    mailbox.wait(0.2)
    assert world.unread("INBOX") == [mail("one")]


def test_what_is_filed_is_read_and_what_a_person_must_see_is_not(world, mailbox):
    world.deliver(mail("form"))
    world.deliver(mail("question"))
    form, question = mailbox.pending(10)
    mailbox.move(form.key, Folder.DONE)
    mailbox.move(question.key, Folder.PERSON)
    assert world.unread(Folder.DONE) == []
    assert world.unread(Folder.PERSON) == [mail("question")]


def test_mail_that_others_marked_as_deleted_is_theirs_and_stays(world, mailbox):
    """A move by copy and EXPUNGE would remove it for good."""
    world.deliver(mail("theirs"))
    world.deliver(mail("ours"))
    with world.other_program() as person:
        person.client.uid("STORE", "1", "+FLAGS", "(\\Deleted)")
    (arrival,) = mailbox.pending(10)
    assert mailbox.fetch(arrival.key) == mail("ours")
    mailbox.move(arrival.key, Folder.DONE)
    assert world.held("INBOX") == [mail("theirs")]


def test_a_folder_that_a_person_removed_is_made_again(world, mailbox):
    world.deliver(mail("one"))
    (arrival,) = mailbox.pending(10)
    with world.other_program() as person:
        person.folder.delete("Filed")
    mailbox.move(arrival.key, Folder.DONE)
    assert world.held("Filed") == [mail("one")]


def test_folders_that_may_not_be_made_are_named(world):
    world.deliver(mail("one"))
    mailboxes = world.dovecot.folder / "home" / world.user / "mail" / "mailboxes"
    if os.geteuid() == 0:
        os.chown(mailboxes, 0, 0)
    mailboxes.chmod(0o555)
    with pytest.raises(Unsuitable, match=r"Filed, For a person, Quarantine, Sent.*by hand"):
        world.open().prepare()
    mailboxes.chmod(0o755)


def test_a_message_that_was_moved_back_has_another_key(world, mailbox):
    world.deliver(mail("one"))
    (first,) = mailbox.pending(10)
    mailbox.move(first.key, Folder.DONE)
    with world.other_program() as person:
        person.folder.set("Filed")
        move_all(person.client, "INBOX")
    (second,) = mailbox.pending(10)
    assert second.key != first.key
    assert second.received == first.received


def test_thousands_waiting_are_listed_in_two_short_answers(world, mailbox, authority):
    with world.other_program() as person:
        for _ in range(30):
            person.append(mail("one"))
        for _ in range(6):
            person.copy("1:*", "INBOX")
    with proxy(world.dovecot.tls, authority) as between:
        box = ImapMailbox(world.at(between.port))
        box.prepare()
        between.commands.clear()
        listed = box.pending(1500)
        assert len(listed) == 1500
        assert listed == sorted(listed, key=lambda arrival: int(arrival.key.partition(".")[2]))
        words = b"".join(between.commands)
        assert (words.count(b"SEARCH"), words.count(b"FETCH"), words.count(b"BODY")) == (1, 1, 0)
        assert len(words) < 500
        box.close()


def test_an_idle_is_taken_up_again_before_a_server_ends_it(world, mailbox, monkeypatch):
    monkeypatch.setattr("mailboxes.imap._LONGEST_IDLE", 0.2)
    mailbox.pending(10)
    timer = threading.Timer(1, world.deliver, [mail("one")])
    timer.start()
    started = time.monotonic()
    assert mailbox.wait(20)
    assert time.monotonic() - started < 3
    timer.join()


def test_a_silent_server_does_not_hold_the_desk(world, authority):
    with proxy(world.dovecot.tls, authority) as between:
        quick = replace(world.at(between.port), server=replace(world.account.server, port=between.port, timeout=0.5))
        box = ImapMailbox(quick)
        box.prepare()
        between.cut = Cut(re.compile(rb"^\S+ UID SEARCH "), When.SILENT, times=2)
        started = time.monotonic()
        with pytest.raises(Transient, match=r"did not answer in 0\.5 seconds"):
            box.pending(10)
        assert time.monotonic() - started < 5
        between.cut = None
        assert list(box.pending(10)) == []
        box.close()


def test_a_server_that_is_away_is_named_and_used_again_when_it_is_back(authority, relay):
    with dovecot_or_skip(authority) as server:
        world = ImapWorld(server, relay, authority)
        box = world.open()
        world.deliver(mail("one"))
        (arrival,) = box.pending(10)
        server.stop()
        with pytest.raises(Transient, match=HOST):
            box.fetch(arrival.key)
        server.start()
        assert box.fetch(arrival.key) == mail("one")
        box.close()


def test_an_inbox_that_was_made_anew_has_new_keys_and_the_old_are_gone(authority, relay):
    with dovecot_or_skip(authority) as server:
        world = ImapWorld(server, relay, authority)
        box = world.open()
        world.deliver(mail("one"))
        (before,) = box.pending(10)
        box.close()
        server.forget(world.user)
        time.sleep(1.1)  # UIDVALIDITY is a time in seconds
        world.deliver(mail("one"))
        with pytest.raises(Gone):
            box.fetch(before.key)
        assert box.wait(5), "everything in it is new"
        (after,) = box.pending(10)
        assert after.key != before.key
        assert box.fetch(after.key) == mail("one")
        box.close()


def test_each_key_brings_its_own_message_in_whatever_order_they_are_asked_for(world, mailbox):
    """The next of the list is fetched ahead: what is asked for may be another, or be gone by then."""
    for number in range(6):
        world.deliver(mail(f"m{number}"))
    keys = [arrival.key for arrival in mailbox.pending(10)]
    for number in (0, 1, 2, 5, 3, 3, 4, 0, 1):
        assert mailbox.fetch(keys[number]) == mail(f"m{number}")
    mailbox.fetch(keys[0])
    mailbox.move(keys[1], Folder.DONE)
    assert world.held(Folder.DONE) == [mail("m1")]
    mailbox.fetch(keys[2])
    world.take_all()
    # What was fetched ahead may have been on its way before it was taken.
    with suppress(Gone):
        assert mailbox.fetch(keys[3]) == mail("m3")
    for number in (4, 0):
        with pytest.raises(Gone):
            mailbox.fetch(keys[number])
    world.deliver(mail("new"))
    assert [mailbox.fetch(arrival.key) for arrival in mailbox.pending(10)] == [mail("new")]
