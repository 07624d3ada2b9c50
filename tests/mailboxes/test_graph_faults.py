"""What goes wrong between the desk and Microsoft 365, one line a fault: what is raised, and what became of the mail."""

from __future__ import annotations

import pytest

from graph_server import MAILBOX
from mailboxes.graph.faults import NotAllowed, Refused, SendAsDenied
from mailboxes.mailbox import AuthFailed, Folder, Gone, Rejected, SendUnknown, Transient
from worlds import graph

SCHOOL = "head@oakfield.example.org"
RAW = b"From: head@oakfield.example.org\r\nMessage-ID: <one@oakfield.example.org>\r\n\r\nhello\r\n"
LETTER = f"From: {MAILBOX}\r\nTo: {SCHOOL}\r\nMessage-ID: <letter@exampleshire.example.org>\r\n\r\nDear\r\n".encode()

SOON = {"Retry-After": "0"}
DATED = {"Retry-After": "Wed, 25 Nov 2020 08:00:00 GMT"}
LATE = {"Retry-After": "3600"}
ALWAYS = 99

LIST = ("GET", "/inbox/messages$")
VALUE = ("GET", r"/\$value$")
MOVE = ("POST", "/move$")
MARK = ("PATCH", "/messages/")
DRAFT = ("POST", f"{MAILBOX}/messages$")
SEND = ("POST", "/send$")
FIND = ("GET", "/mailFolders/(drafts|outbox|sentitems)/messages$")


@pytest.fixture
def world(request, tmp_path):
    return graph.open_world(request, tmp_path)


@pytest.fixture
def box(world):
    made = world.open()
    made.prepare()
    yield made
    made.close()


def take_in(box):
    """What a poll does with one message."""
    (arrival,) = box.pending(5)
    raw = box.fetch(arrival.key)
    box.move(arrival.key, Folder.DONE)
    return raw


@pytest.mark.parametrize(
    ("where", "how"),
    [
        (LIST, {"status": 429, "headers": SOON, "times": 3}),
        (VALUE, {"status": 429, "headers": SOON}),
        (MOVE, {"status": 429, "headers": SOON}),
        (LIST, {"status": 503, "headers": SOON}),
        (VALUE, {"status": 503, "headers": DATED}),
        (MOVE, {"status": 503, "headers": SOON}),
        (LIST, {"status": 401, "code": "InvalidAuthenticationToken"}),
        (VALUE, {"status": 401}),
        (MOVE, {"status": 401}),
        (MARK, {"status": 412, "code": "ErrorIrresolvableConflict"}),
        (MOVE, {"status": 412, "code": "ErrorIrresolvableConflict"}),
        (MOVE, {"status": 404, "code": "ErrorItemNotFound"}),
        (LIST, {"status": 400, "code": "ErrorInvalidProperty"}),
        (LIST, {"cut": "before"}),
        (VALUE, {"cut": "before"}),
        (VALUE, {"drip": 0.001}),
    ],
)
def test_a_fault_that_passes_at_once_is_not_noticed(world, box, where, how):
    world.deliver(RAW)
    world.server.goes_wrong(*where, **how)
    assert take_in(box) == RAW
    assert world.held(Folder.DONE) == [RAW]


@pytest.mark.parametrize(
    ("where", "how", "error", "said"),
    [
        (LIST, {"status": 429, "code": "ApplicationThrottled", "headers": LATE}, Transient, "ApplicationThrottled"),
        (LIST, {"status": 429, "headers": SOON, "times": ALWAYS}, Transient, "HTTP 429"),
        (MOVE, {"status": 503, "code": "MailboxInfoStale", "headers": LATE}, Transient, "MailboxInfoStale"),
        (VALUE, {"status": 500, "code": "ErrorInternalServerError", "times": ALWAYS}, Transient, "InternalServer"),
        (MOVE, {"status": 412, "code": "ErrorIrresolvableConflict", "times": ALWAYS}, Transient, "Irresolvable"),
        (LIST, {"cut": "before", "times": 2}, Transient, "broke off"),
        (MOVE, {"cut": "before"}, Transient, "broke off"),
        (LIST, {"page": b"<html>Sign in, please</html>"}, Transient, "something else"),
        (MOVE, {"page": b"<html>Sign in, please</html>"}, Transient, "something else"),
        (LIST, {"page": b'{"value": "canary"}'}, Transient, "not what Microsoft Graph documents"),
        (LIST, {"page": b'{"value": [{"id": "a", "receivedDateTime": "yesterday"}]}'}, Transient, "not what"),
        (LIST, {"status": 302, "headers": {"Location": "https://proxy.example.org"}}, Transient, "elsewhere"),
        (LIST, {"page": b'{"value": [], "@odata.nextLink": "https://evil.example.org/x"}'}, Transient, "elsewhere"),
        (LIST, {"status": 401, "times": ALWAYS}, AuthFailed, "HTTP 401"),
        (LIST, {"status": 403, "code": "ErrorAccessDenied"}, NotAllowed, "Application Mail.ReadWrite"),
        (MOVE, {"status": 403, "code": "ErrorAccessDenied"}, NotAllowed, "docs/mailboxes.md"),
        (LIST, {"status": 400, "code": "BadRequest", "times": 2}, Refused, "BadRequest"),
    ],
)
def test_a_fault_that_stays_is_told_with_its_code_and_the_message_waits_on(world, box, where, how, error, said):
    world.deliver(RAW)
    world.server.goes_wrong(*where, **how)
    with pytest.raises(error, match=said) as raised:
        take_in(box)
    assert "canary" not in str(raised.value)
    assert MAILBOX not in str(raised.value)
    world.server.troubles.clear()
    assert take_in(box) == RAW


def test_a_move_whose_answer_was_lost_is_done_and_the_repeat_is_told(world, box):
    world.deliver(RAW)
    (arrival,) = box.pending(5)
    world.server.goes_wrong(*MOVE, cut="after")
    with pytest.raises(Transient):
        box.move(arrival.key, Folder.DONE)
    with pytest.raises(Gone):
        box.move(arrival.key, Folder.DONE)
    assert world.held(Folder.DONE) == [RAW]


@pytest.mark.parametrize(
    ("where", "how"),
    [
        (DRAFT, {"status": 429, "headers": SOON}),
        (DRAFT, {"status": 503, "headers": SOON}),
        (DRAFT, {"status": 401}),
        (SEND, {"status": 429, "headers": SOON}),
        (SEND, {"status": 503, "headers": SOON}),
        (SEND, {"status": 401}),
        (SEND, {"status": 412, "code": "ErrorIrresolvableConflict"}),
        (SEND, {"status": 502, "headers": SOON}),
        (SEND, {"cut": "before"}),
        (SEND, {"cut": "after"}),
        (SEND, {"cut": "late"}),
        (FIND, {"cut": "before"}),
        (FIND, {"status": 503, "headers": SOON}),
    ],
)
def test_a_letter_goes_once_through_a_fault_that_passes(world, box, where, how):
    world.server.goes_wrong(*where, **how)
    box.send(LETTER, MAILBOX, [SCHOOL])
    assert world.sent() == [LETTER]
    box.send(LETTER, MAILBOX, [SCHOOL])
    assert world.sent() == [LETTER]


@pytest.mark.parametrize(
    ("where", "how", "error", "said"),
    [
        (FIND, {"status": 503, "headers": LATE}, Transient, "HTTP 503"),
        (DRAFT, {"cut": "before"}, Transient, "broke off"),
        (DRAFT, {"cut": "after"}, Transient, "broke off"),
        (DRAFT, {"status": 503, "headers": LATE}, Transient, "HTTP 503"),
        (SEND, {"status": 429, "headers": LATE}, Transient, "HTTP 429"),
        (SEND, {"cut": "before", "times": ALWAYS}, Transient, "still lies in Drafts"),
        (SEND, {"page": b"<html>Sign in, please</html>", "times": ALWAYS}, Transient, "still lies in Drafts"),
        (DRAFT, {"page": b"<html>Sign in, please</html>"}, Transient, "something else"),
        (SEND, {"status": 412, "times": ALWAYS}, Transient, "still lies in Drafts"),
        (SEND, {"status": 403, "code": "ErrorAccessDenied"}, NotAllowed, "Application Mail.Send"),
        (SEND, {"status": 403, "code": "ErrorSendAsDenied"}, SendAsDenied, "desk_email"),
        (SEND, {"status": 401, "times": 2}, AuthFailed, "HTTP 401"),
    ],
)
def test_a_letter_that_did_not_go_is_finished_by_the_next_try_and_goes_once(world, box, where, how, error, said):
    world.server.goes_wrong(*where, **how)
    with pytest.raises(error, match=said):
        box.send(LETTER, MAILBOX, [SCHOOL])
    assert world.sent() == []
    world.server.troubles.clear()
    box.send(LETTER, MAILBOX, [SCHOOL])
    assert world.sent() == [LETTER]
    assert world.server.store.within("folder-drafts") == []


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_letter_that_was_handed_over_before_everything_went_away_is_in_doubt_and_goes_once(world, box, cut):
    world.server.goes_wrong(*SEND, cut=cut)
    world.server.after_send = lambda: world.server.goes_wrong(*FIND, cut="before", times=ALWAYS)
    with pytest.raises(SendUnknown, match="handed over"):
        box.send(LETTER, MAILBOX, [SCHOOL])
    world.server.troubles.clear()
    world.server.after_send = lambda: None
    box.send(LETTER, MAILBOX, [SCHOOL])
    assert world.sent() == [LETTER]


def test_a_draft_that_somebody_threw_away_while_it_was_sent_is_in_doubt(world, box):
    world.server.goes_wrong(*SEND, status=404, code="ErrorItemNotFound")
    world.server.after_send = world.server.store.items.clear
    with pytest.raises(SendUnknown, match="neither in Drafts"):
        box.send(LETTER, MAILBOX, [SCHOOL])


@pytest.mark.parametrize(
    ("where", "how"),
    [
        (SEND, {"status": 400, "code": "ErrorInvalidRecipients"}),
        (SEND, {"status": 413, "code": "ErrorMessageSizeExceeded"}),
        (DRAFT, {"status": 400, "code": "ErrorMimeContentInvalid"}),
    ],
)
def test_a_letter_that_is_refused_says_with_which_code(world, box, where, how):
    world.server.goes_wrong(*where, **how)
    with pytest.raises(Rejected, match=how["code"]):
        box.send(LETTER, MAILBOX, [SCHOOL])
    assert world.sent() == []
