"""What an Exchange Server does wrong, and what the desk makes of it: a kind of error and the host's name, no more."""

from __future__ import annotations

import logging
import time
import traceback

import pytest

import ews_soap
from ews_server import (
    CLIENT,
    CUT,
    LOGIN,
    REFUSED,
    SECRET,
    EwsServer,
    Fault,
    Reply,
    busy,
    code,
    moved_to,
    running,
    unavailable,
)
from mailboxes.exchange import ExchangeMailbox, ExchangeOnline, SignIn
from mailboxes.mailbox import AuthFailed, Folder, Gone, MailboxError, Rejected, Transient, Unsuitable
from worlds.exchange import account

SENDER = "offsite@exampleshire.example.org"
CANARY = "c4n4ry"
RAW = (
    f"Message-ID: <{CANARY}@oakfield.example.org>\r\nFrom: {SENDER}\r\nTo: {CANARY}@oakfield.example.org\r\n"
    f"Subject: {CANARY}\r\n\r\nAbout {CANARY}\r\n"
).encode()

CALLS = {
    "prepare": lambda box, key: box.prepare(),
    "pending": lambda box, key: box.pending(10),
    "fetch": lambda box, key: box.fetch(key),
    "move": lambda box, key: box.move(key, Folder.DONE),
    "wait": lambda box, key: box.wait(0.3),
    "send": lambda box, key: box.send(RAW, SENDER, (f"{CANARY}@oakfield.example.org",)),
}
OPERATIONS = {
    "prepare": "FindFolder",
    "pending": "FindItem",
    "fetch": "GetItem",
    "move": "MoveItem",
    "wait": "FindItem",
    "send": "SendItem",
}
FAULTS = {
    "busy": (busy(60_000), Transient),
    "unavailable": (unavailable(60), Transient),
    "unauthorized": (REFUSED, AuthFailed),
    "login page": (LOGIN, Transient),
    "no XML": (Fault(reply=Reply(200, f"<html>{CANARY}".encode())), Transient),
    "half an answer": (Fault(reply=Reply(200, ews_soap.enveloped(ews_soap.M("GetItemResponse")))), Transient),
    "other SOAP": (Fault(reply=Reply(200, f"<s:Envelope>{CANARY}</s:Envelope>".encode())), Transient),
    "server error": (Fault(reply=Reply(500, CANARY.encode())), Transient),
    "cut": (CUT, Transient),
    "silent": (Fault(seconds=1.0), Transient),
    "redirected": (moved_to("https://elsewhere.example.org/EWS/Exchange.asmx"), Unsuitable),
    "to the cloud": (moved_to("https://outlook.office365.com/EWS/Exchange.asmx"), ExchangeOnline),
    "away": (code("ErrorMailboxStoreUnavailable"), Transient),
    "moving": (code("ErrorMailboxMoveInProgress"), Transient),
    "no right": (code("ErrorAccessDenied"), AuthFailed),
    "disabled": (code("ErrorAccountDisabled"), AuthFailed),
    "unknown": (code("ErrorOfALaterVersion"), Transient),
}
OF_AN_ITEM = {
    ("fetch", "ErrorItemNotFound"): Gone,
    ("fetch", "ErrorInvalidIdMalformed"): Gone,
    ("move", "ErrorItemNotFound"): Gone,
    ("send", "ErrorInvalidRecipients"): Rejected,
    ("send", "ErrorMailRecipientNotFound"): Rejected,
    ("send", "ErrorMessageSizeExceeded"): Rejected,
    ("send", "ErrorSendAsDenied"): AuthFailed,
    ("send", "ErrorQuotaExceeded"): Transient,
}


@pytest.fixture
def server(tmp_path):
    with running(EwsServer(), tmp_path) as started:
        started.store.put("inbox", RAW)
        yield started


@pytest.fixture
def box(server):
    """A mailbox that is open and knows its folders, so that the next fault strikes the call that is tried."""
    made = ExchangeMailbox(account(server, timeout=0.6, patience=2.0))
    made.prepare()
    made.pending(10)
    yield made
    made.close()


def fault_of(call, box, key):
    with pytest.raises(MailboxError) as raised:
        CALLS[call](box, key)
    return raised.value


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_each_fault_of_each_call(server, box, call, fault):
    (key,) = (arrival.key for arrival in box.pending(10))
    what, kind = FAULTS[fault]
    server.fail(OPERATIONS[call], what)
    started = time.monotonic()
    error = fault_of(call, box, key)
    assert type(error) is kind
    assert "localhost" in str(error) or kind is ExchangeOnline
    assert CANARY not in "".join(traceback.format_exception(error))
    assert time.monotonic() - started < 4
    # And the next call works: nothing of the fault stays.
    assert len(box.pending(10)) == 1


@pytest.mark.parametrize(("call", "name"), OF_AN_ITEM)
def test_what_the_server_says_of_one_item(server, box, call, name):
    (key,) = (arrival.key for arrival in box.pending(10))
    server.fail(OPERATIONS[call], code(name))
    error = fault_of(call, box, key)
    assert type(error) is OF_AN_ITEM[call, name]
    assert CANARY not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize("pause", [busy(100), unavailable(1)])
@pytest.mark.parametrize("call", ["pending", "fetch", "move"])
def test_a_busy_server_is_waited_for_as_long_as_it_asks(server, box, call, pause):
    (key,) = (arrival.key for arrival in box.pending(10))
    server.fail(OPERATIONS[call], pause)
    started = time.monotonic()
    CALLS[call](box, key)
    assert time.monotonic() - started >= 0.1


def test_a_server_that_stays_busy_is_given_up_in_time(server, box):
    server.fail("FindItem", *[busy(300)] * 50)
    started = time.monotonic()
    assert type(fault_of("pending", box, "")) is Transient
    assert 1 < time.monotonic() - started < 3


def test_preparing_waits_for_nobody(server, box):
    server.fail("FindFolder", busy(100))
    assert type(fault_of("prepare", box, "")) is Transient


def test_a_password_that_was_changed_is_asked_once(server, box):
    server.asked.clear()
    server.fail("FindItem", *[REFUSED] * 5)
    assert type(fault_of("pending", box, "")) is AuthFailed
    assert server.asked == ["FindItem"]


def test_nothing_of_a_letter_or_a_secret_is_logged(server, caplog):
    """Not even where somebody asks every library for everything."""
    names = ("", "exchangelib", "exchangelib.util", "exchangelib.util.xml", "oauthlib", "requests_oauthlib", "urllib3")
    for name in names:
        caplog.set_level(logging.DEBUG, name)
    told = {"sign_in": SignIn.OAUTH, "client_id": CLIENT, "client_secret": SECRET, "token_url": server.token_url}
    box = ExchangeMailbox(account(server, scope="https://x/.default", **told))
    box.prepare()
    (arrival,) = box.pending(10)
    box.fetch(arrival.key)
    CALLS["send"](box, arrival.key)
    for fault in (LOGIN, CUT, busy(50), code("ErrorInternalServerError")):
        server.fail("CreateItem", fault)
        with pytest.raises(MailboxError):
            box.send(RAW.replace(b"Message-ID: <", b"Message-ID: <2"), SENDER, (f"{CANARY}@oakfield.example.org",))
    server.fail("Token", Fault(reply=Reply(400, b'{"error": "invalid_client"}')))
    server.tokens += 1
    with pytest.raises(AuthFailed):
        box.send(RAW.replace(b"Message-ID: <", b"Message-ID: <3"), SENDER, (f"{CANARY}@oakfield.example.org",))
    box.close()
    assert "urllib3" in caplog.text
    for secret in (CANARY, SECRET, "token-1"):
        assert secret not in caplog.text
