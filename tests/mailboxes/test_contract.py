"""What every mailbox does, whatever stands behind it. A new adapter adds itself to ADAPTERS and passes."""

from __future__ import annotations

import threading
import time
from contextlib import nullcontext

import pytest

from mailboxes.mailbox import (
    AuthFailed,
    Folder,
    Gone,
    Mailbox,
    MailboxError,
    Rejected,
    SendUnknown,
    Transient,
    Unsuitable,
    Untrusted,
)
from worlds import exchange, graph, imap, maildir

SENDER = "offsite@exampleshire.example.org"
SCHOOL = ("head@oakfield.example.org",)


def mail(token: str, body: str = "hello") -> bytes:
    return f"Message-ID: <{token}@oakfield.example.org>\r\nSubject: {token}\r\n\r\n{body}\r\n".encode()


def letter(token: str) -> bytes:
    """A letter out: some servers send to whom the letter names, and take no other word for it."""
    return f"From: {SENDER}\r\nTo: {SCHOOL[0]}\r\n".encode() + mail(token)


KINDS = (MailboxError, Gone, Transient, AuthFailed, Untrusted, Unsuitable, Rejected, SendUnknown)
ADAPTERS = {
    "maildir": maildir.open_world,
    "imap": imap.open_world,
    "graph": graph.open_world,
    "exchange": exchange.open_world,
}


@pytest.fixture(params=ADAPTERS)
def world(request, tmp_path):
    return ADAPTERS[request.param](request, tmp_path)


@pytest.fixture
def mailbox(world):
    box = world.open()
    box.prepare()
    yield box
    box.close()


def test_it_is_a_mailbox(mailbox):
    assert isinstance(mailbox, Mailbox)


def test_preparing_twice_changes_nothing(world, mailbox):
    world.deliver(mail("one"))
    mailbox.prepare()
    assert len(mailbox.pending(10)) == 1


def test_an_empty_inbox_has_nothing_pending(mailbox):
    assert list(mailbox.pending(10)) == []


def test_a_message_is_listed_with_size_and_time_and_fetched_as_it_came(world, mailbox):
    raw = mail("one", "body \xe9".encode("latin-1").decode("latin-1"))
    world.deliver(raw)
    (arrival,) = mailbox.pending(10)
    assert arrival.size == len(raw)
    assert arrival.received.tzinfo is not None
    assert mailbox.fetch(arrival.key) == raw


def test_the_limit_holds_and_the_oldest_come_first(world, mailbox):
    for token in ("a", "b", "c"):
        world.deliver(mail(token))
        time.sleep(0.01)
    first = [mailbox.fetch(arrival.key) for arrival in mailbox.pending(2)]
    assert first == [mail("a"), mail("b")]


def test_looking_takes_nothing_away(world, mailbox):
    world.deliver(mail("one"))
    assert [a.key for a in mailbox.pending(10)] == [a.key for a in mailbox.pending(10)]


@pytest.mark.parametrize("folder", Folder)
def test_a_moved_message_is_in_its_folder_and_no_longer_pending(world, mailbox, folder):
    world.deliver(mail("one"))
    (arrival,) = mailbox.pending(10)
    mailbox.move(arrival.key, folder)
    assert list(mailbox.pending(10)) == []
    assert world.held(folder) == [mail("one")]


def test_a_key_stays_when_a_person_reads_the_message(world, mailbox):
    world.deliver(mail("one"))
    (before,) = mailbox.pending(10)
    world.flag_all()
    (after,) = mailbox.pending(10)
    assert after.key == before.key
    assert mailbox.fetch(before.key) == mail("one")
    mailbox.move(before.key, Folder.DONE)
    assert world.held(Folder.DONE) == [mail("one")]


@pytest.mark.parametrize("key", ["never-was", "", ".", "..", "../../etc/passwd", "/etc/passwd", "a\nb"])
def test_a_key_that_names_no_message_is_gone(world, mailbox, key):
    world.deliver(mail("one"))
    with pytest.raises(Gone):
        mailbox.fetch(key)
    with pytest.raises(Gone):
        mailbox.move(key, Folder.DONE)
    assert len(mailbox.pending(10)) == 1


def test_a_message_that_a_person_took_is_gone(world, mailbox):
    world.deliver(mail("one"))
    (arrival,) = mailbox.pending(10)
    world.take_all()
    with pytest.raises(Gone):
        mailbox.fetch(arrival.key)
    with pytest.raises(Gone):
        mailbox.move(arrival.key, Folder.DONE)


def test_the_second_of_two_movers_is_told(world, mailbox):
    world.deliver(mail("one"))
    (arrival,) = mailbox.pending(10)
    mailbox.move(arrival.key, Folder.DONE)
    with pytest.raises(Gone):
        mailbox.move(arrival.key, Folder.PERSON)
    assert world.held(Folder.DONE) == [mail("one")]
    assert world.held(Folder.PERSON) == []


def test_two_sessions_race_and_every_message_ends_in_one_place(world, mailbox):
    for place in range(40):
        world.deliver(mail(f"m{place:02}"))
    keys = [arrival.key for arrival in mailbox.pending(100)]
    won: list[str] = []
    turn = threading.Lock() if world.moves_take_turns else nullcontext()

    def race(folder: Folder) -> None:
        box = world.open()
        for key in keys:
            try:
                with turn:
                    box.move(key, folder)
            except Gone:
                continue
            won.append(key)
        box.close()

    racers = [threading.Thread(target=race, args=(folder,)) for folder in (Folder.DONE, Folder.PERSON)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    held = world.held(Folder.DONE) + world.held(Folder.PERSON)
    assert sorted(held) == sorted(mail(f"m{place:02}") for place in range(40))
    assert sorted(won) == sorted(keys)


def test_waiting_ends_soon_after_something_arrives(world, mailbox):
    mailbox.pending(10)
    timer = threading.Timer(0.2, world.deliver, [mail("one")])
    timer.start()
    started = time.monotonic()
    assert mailbox.wait(10)
    assert time.monotonic() - started < 1.2
    timer.join()


def test_what_arrives_between_looking_and_waiting_is_not_missed(world, mailbox):
    mailbox.pending(10)
    world.deliver(mail("one"))
    started = time.monotonic()
    assert mailbox.wait(10)
    assert time.monotonic() - started < 0.5


def test_waiting_in_vain_ends_in_time_also_with_old_mail_there(world, mailbox):
    world.deliver(mail("one"))
    mailbox.pending(10)
    started = time.monotonic()
    assert not mailbox.wait(0.3)
    assert 0.25 < time.monotonic() - started < 1.5


def test_a_letter_is_sent_as_it_was_written(world, mailbox):
    mailbox.send(letter("letter"), SENDER, SCHOOL)
    assert world.sent() == [letter("letter")]


def test_the_same_letter_again_is_sent_once_and_another_beside_it(world, mailbox):
    mailbox.send(letter("letter"), SENDER, SCHOOL)
    mailbox.send(letter("letter"), SENDER, SCHOOL)
    mailbox.send(letter("other"), SENDER, SCHOOL)
    assert world.sent() == [letter("letter"), letter("other")]


def test_a_letter_to_nobody_is_refused(world, mailbox):
    with pytest.raises(Rejected):
        mailbox.send(letter("letter"), SENDER, ())
    assert world.sent() == []


def test_sent_letters_are_not_pending(mailbox):
    mailbox.send(letter("letter"), SENDER, SCHOOL)
    assert list(mailbox.pending(10)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_a_code_and_says_what_to_do(kind):
    error = kind("Something happened.")
    assert isinstance(error, MailboxError)
    assert str(error) == f"Something happened. {kind.remedy}"
    assert kind.remedy.endswith(".")
    assert kind.code.isidentifier()


def test_the_codes_differ():
    assert len({kind.code for kind in KINDS}) == len(KINDS)
