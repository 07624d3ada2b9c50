"""What only a Microsoft 365 mailbox does: signing in, folders, pages, changes, and where a message is."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from urllib.parse import quote

import pytest

from graph_server import MAILBOX, SECRET
from mailboxes.graph.account import GraphAccount
from mailboxes.graph.faults import NoMailbox
from mailboxes.mailbox import AuthFailed, Folder, Gone, Transient, Untrusted
from mailboxes.message import read_submission
from worlds import graph

RAW = b"From: head@oakfield.example.org\r\nMessage-ID: <one@oakfield.example.org>\r\n\r\nhello\r\n"


@pytest.fixture
def world(request, tmp_path):
    return graph.open_world(request, tmp_path)


@pytest.fixture
def opened(world):
    """Opens mailboxes and closes them after the test."""
    boxes = []

    def open_one(**other):
        boxes.append(world.open(**other))
        return boxes[-1]

    yield open_one
    for box in boxes:
        box.close()


def mail(number: int) -> bytes:
    return f"Message-ID: <m{number:03}@oakfield.example.org>\r\n\r\nhello\r\n".encode()


# Signing in


def test_the_app_proves_itself_with_a_certificate_that_stands_beside_the_key(opened):
    opened().prepare()


@pytest.mark.parametrize("written", [str, lambda mark: ":".join(mark[at : at + 2] for at in range(0, len(mark), 2))])
def test_a_thumbprint_names_the_certificate_where_only_the_key_is_at_hand(world, opened, written):
    opened(private_key=world.server.key_pem, thumbprint=written(world.server.thumbprint)).prepare()


def test_a_passphrase_opens_the_key(world, opened):
    key = world.server.encrypted_key("an invented phrase") + world.server.certificate_pem
    opened(private_key=key, passphrase="an invented phrase").prepare()


def test_a_secret_works_too(opened):
    opened(private_key="", secret=SECRET).prepare()


def test_one_token_serves_until_it_ends(world, opened):
    box = opened()
    for _ in range(3):
        box.prepare()
        box.pending(5)
    assert world.server.issued == 1


def test_a_token_that_ended_is_renewed_without_a_word(world, opened):
    box = opened()
    box.prepare()
    world.server.tokens.clear()
    assert list(box.pending(5)) == []
    assert world.server.issued == 2


def test_a_mailbox_that_was_closed_can_be_used_again(opened):
    box = opened()
    box.prepare()
    box.close()
    assert list(box.pending(5)) == []


def _another_key(world):
    return {"private_key": world.server.encrypted_key("x") + world.server.certificate_pem}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda world: {"private_key": "", "secret": "wrong"}, "AADSTS700027"),
        (lambda world: {"private_key": ""}, "neither a certificate nor a secret"),
        (lambda world: {"private_key": world.server.key_pem}, "holds no certificate"),
        (lambda world: {"private_key": world.server.key_pem, "thumbprint": "00" * 20}, "AADSTS700027"),
        (lambda world: {"private_key": world.server.certificate_pem}, "private key cannot be used"),
        (_another_key, "private key cannot be used"),
        (lambda world: {**_another_key(world), "passphrase": "wrong"}, "private key cannot be used"),
        (lambda world: {"tenant": "atlantis.example.org"}, "directory is not known"),
        (lambda world: {"client_id": "00000000-0000-4000-8000-000000000002"}, "AADSTS70011"),
    ],
)
def test_what_is_wrong_with_the_credentials_is_said_without_repeating_them(world, opened, wrong, said):
    with pytest.raises(AuthFailed, match=said) as raised:
        opened(**wrong(world)).prepare()
    assert MAILBOX not in str(raised.value)
    assert "PRIVATE KEY" not in str(raised.value)
    assert "offsite doctor" in str(raised.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_sign_in_that_is_busy_passes(world, opened, status):
    world.server.goes_wrong("POST", "/oauth2/v2.0/token", status=status, code="", headers={"Retry-After": "1"})
    with pytest.raises(Transient):
        opened().prepare()


@pytest.mark.parametrize(("method", "path"), [("GET", "/openid-configuration$"), ("POST", "/oauth2/v2.0/token$")])
def test_a_proxy_s_page_in_place_of_the_sign_in_passes(world, opened, method, path):
    world.server.goes_wrong(method, path, page=b"<html>Sign in, please</html>")
    box = opened()
    with pytest.raises(Transient, match="proxy"):
        box.prepare()


def test_a_server_that_is_away_passes_and_is_named(tmp_path):
    account = GraphAccount(
        "a@example.org", "t", "c", secret="s", login="https://127.0.0.1:1", service="https://127.0.0.1:1"
    )
    with pytest.raises(Transient, match=r"127\.0\.0\.1:1"):
        graph.GraphMailbox(account).prepare()


def test_a_certificate_that_nobody_vouches_for_is_refused_with_the_remedy(opened):
    with pytest.raises(Untrusted, match="ca_file"):
        opened(ca_file="").prepare()


@pytest.mark.parametrize("text", [None, "no certificate"])
def test_authorities_that_cannot_be_read_are_named(opened, tmp_path, text):
    if text:
        (tmp_path / "ca.pem").write_text(text, encoding="utf-8")
    with pytest.raises(Untrusted, match=r"ca\.pem holds no certificates"):
        opened(ca_file=str(tmp_path / "ca.pem")).prepare()


def test_secrets_are_in_no_text_of_the_account(world):
    told = repr(world.account(secret="canary-secret", passphrase="canary-phrase"))
    assert "canary" not in told
    assert "PRIVATE KEY" not in told


def test_a_mailbox_outside_the_scope_says_how_to_bring_it_in(world, opened):
    world.server.forbidden = True
    with pytest.raises(AuthFailed, match=r"New-ManagementRoleAssignment.*docs/mailboxes.md"):
        opened().prepare()


def test_a_mailbox_that_is_not_there_says_so(opened):
    with pytest.raises(NoMailbox, match="mailbox in the settings"):
        opened(mailbox="nobody@exampleshire.example.org").prepare()


# Folders


def test_the_folders_of_a_former_run_are_used_again(world, opened):
    opened().prepare()
    before = dict(world.server.store.folders)
    opened().prepare()
    assert world.server.store.folders == before


def test_a_folder_that_another_session_makes_at_the_same_moment_is_found(world, opened):
    made = world.server.store.named(Folder.PERSON)
    # The first look does not see it yet, so making it is refused; the second look does.
    world.server.goes_wrong("GET", "/mailFolders$", page=b'{"value": []}')
    world.deliver(RAW)
    box = opened()
    (arrival,) = box.pending(5)
    box.move(arrival.key, Folder.PERSON)
    assert [item.mime for item in world.server.store.within(made)] == [RAW]


def test_a_folder_that_somebody_removed_meanwhile_is_made_again(world, opened):
    box = opened()
    world.deliver(mail(1))
    world.deliver(mail(2))
    first, second = box.pending(5)
    box.move(first.key, Folder.PERSON)
    del world.server.store.folders[world.server.store.named(Folder.PERSON)]
    box.move(second.key, Folder.PERSON)
    assert world.held(Folder.PERSON) == [mail(2)]


@pytest.mark.parametrize(("folder", "read"), [(Folder.DONE, True), (Folder.PERSON, False), (Folder.QUARANTINE, False)])
def test_only_what_is_filed_is_marked_as_read(world, opened, folder, read):
    world.deliver(RAW)
    box = opened()
    (arrival,) = box.pending(5)
    box.move(arrival.key, folder)
    (item,) = world.server.store.within(world.server.store.named(folder))
    assert item.is_read is read


# The inbox


def test_a_long_inbox_is_read_page_by_page_up_to_the_limit(world, opened):
    for number in range(250):
        world.deliver(mail(number))
    box = opened()
    keys = [arrival.key for arrival in box.pending(230)]
    assert keys == [item.id for item in world.server.store.within("folder-inbox")][:230]
    pages = [path for _, path in world.server.asked if "/inbox/messages?" in path]
    assert len(pages) == 3


def test_without_sizes_there_is_still_mail(world, opened):
    world.server.no_sizes = True
    world.deliver(RAW)
    (arrival,) = opened().pending(5)
    assert arrival.size == 0


def _too_large(_world):
    return {"max_bytes": 50_000}


def _not_to_be_written(world):
    world.server.goes_wrong("GET", r"/\$value", status=500, code="ErrorMimeContentConversionFailed")
    return {}


@pytest.mark.parametrize("hindrance", [_too_large, _not_to_be_written])
def test_a_message_that_cannot_be_fetched_is_stood_in_for_and_held_for_a_person(world, opened, hindrance):
    subject = b"Subject: Kian =?utf-8?q?B=C3=A9?=\r\n"
    world.deliver(subject + RAW + b"x" * 100_000)
    box = opened(**hindrance(world))
    (arrival,) = box.pending(5)
    read = read_submission(box.fetch(arrival.key))
    assert read.message_id == "<one@oakfield.example.org>"
    assert read.subject == "Kian Bé"
    assert "Sender: head@oakfield.example.org" in read.text
    # A person is told, and nobody is answered.
    assert (read.automatic, read.sender, read.documents) == (None, None, ())
    box.move(arrival.key, Folder.PERSON)
    assert len(world.held(Folder.PERSON)) == 1


def test_an_answer_that_drips_ends_at_the_deadline(world, opened):
    world.deliver(RAW)
    box = opened(deadline=0.3)
    (arrival,) = box.pending(5)
    world.server.goes_wrong("GET", r"/\$value", drip=0.02, times=2)
    with pytest.raises(Transient, match="too slowly"):
        box.fetch(arrival.key)


def test_by_its_id_a_message_that_was_moved_could_still_be_read_and_is_gone(world, opened):
    """An immutable id leads to a message wherever it is; waiting is being in the inbox."""
    world.deliver(RAW)
    box = opened()
    (arrival,) = box.pending(5)
    world.take_all()
    assert world.server.store.item(arrival.key).mime == RAW
    with pytest.raises(Gone):
        box.fetch(arrival.key)
    with pytest.raises(Gone):
        box.move(arrival.key, Folder.DONE)
    assert world.held("Kept by a person") == [RAW]


@pytest.mark.parametrize("how", [{"status": 412, "times": 2}, {"status": 400, "code": "ErrorItemCorrupt"}])
def test_a_message_that_cannot_be_marked_as_read_is_filed_all_the_same(world, opened, how):
    world.deliver(RAW)
    box = opened()
    (arrival,) = box.pending(5)
    world.server.goes_wrong("PATCH", "/messages/", **how)
    box.move(arrival.key, Folder.DONE)
    assert world.held(Folder.DONE) == [RAW]


def test_a_person_who_is_faster_than_a_move_keeps_the_message(world, opened):
    world.deliver(RAW)
    box = opened()
    (arrival,) = box.pending(5)
    world.server.goes_wrong("POST", "/move", status=412, code="ErrorIrresolvableConflict")
    world.server.store.move(arrival.key, world.server.store.named("Kept by a person"))
    with pytest.raises(Gone):
        box.move(arrival.key, Folder.DONE)
    assert world.held("Kept by a person") == [RAW]


def test_two_sessions_that_move_at_once_leave_every_message_in_one_place(world, opened):
    for number in range(30):
        world.deliver(mail(number))
    keys = [arrival.key for arrival in opened().pending(50)]

    def race(box, folder):
        for key in keys:
            with suppress(Gone):
                box.move(key, folder)

    racers = [threading.Thread(target=race, args=(opened(), folder)) for folder in (Folder.DONE, Folder.PERSON)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(world.held(Folder.DONE) + world.held(Folder.PERSON)) == [mail(number) for number in range(30)]


# Changes


def test_changes_that_the_service_forgot_are_asked_from_the_beginning(world, opened):
    world.deliver(mail(1))
    box = opened()
    box.pending(5)
    world.server.store.forgotten = len(world.server.store.changes) + 1
    assert not box.wait(0)
    world.deliver(mail(2))
    assert box.wait(0)


def test_changes_that_are_forgotten_again_and_again_pass(world, opened):
    world.server.goes_wrong("GET", "/delta", status=410, code="ResyncRequired", times=2)
    with pytest.raises(Transient, match="ResyncRequired"):
        opened().pending(5)


def test_a_message_that_is_read_or_taken_is_nothing_new_and_one_that_comes_back_is(world, opened):
    world.deliver(mail(1))
    box = opened()
    (arrival,) = box.pending(5)
    world.flag_all()
    assert not box.wait(0)
    world.take_all()
    assert not box.wait(0)
    box.pending(5)
    world.server.store.move(arrival.key, "inbox")
    assert box.wait(0)


def test_what_is_new_stays_new_until_it_is_listed(world, opened):
    box = opened()
    box.pending(5)
    world.deliver(mail(1))
    assert box.wait(0)
    assert box.wait(0)
    box.pending(5)
    assert not box.wait(0)


def test_the_changes_of_a_long_inbox_are_read_page_by_page(world, opened):
    for number in range(250):
        world.deliver(mail(number))
    box = opened()
    box.pending(1)
    assert len([path for _, path in world.server.asked if "/delta" in path]) == 3
    assert not box.wait(0)


# Privacy


def test_no_log_tells_the_mailbox_a_message_or_a_token(world, opened, caplog):
    caplog.set_level(logging.DEBUG)
    world.deliver(RAW)
    box = opened()
    box.prepare()
    (arrival,) = box.pending(5)
    box.fetch(arrival.key)
    box.send(
        b"To: head@oakfield.example.org\r\nMessage-ID: <canary@example.org>\r\n\r\nhello\r\n",
        MAILBOX,
        ["head@oakfield.example.org"],
    )
    (token,) = world.server.tokens
    # As they are, and as addresses of the web spell them.
    for secret in (MAILBOX, arrival.key, token, "<canary@example.org>", "head@oakfield"):
        assert secret not in caplog.text
        assert quote(secret, safe="") not in caplog.text
