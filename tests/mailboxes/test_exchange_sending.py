"""A letter through an Exchange Server leaves once, whatever breaks on the way, and to nobody but its recipients."""

from __future__ import annotations

import time

import pytest

from ews_server import CUT, CUT_AFTER, EwsServer, Fault, busy, code, running
from mailboxes.exchange import ExchangeMailbox
from mailboxes.mailbox import Rejected, SendUnknown, Transient
from worlds.exchange import account

SENDER = "offsite@exampleshire.example.org"
SCHOOL = "head@oakfield.example.org"
LETTER = (
    f"Message-ID: <letter@example.org>\r\nFrom: {SENDER}\r\nTo: {SCHOOL}\r\nSubject: OSD-1\r\n\r\nDear\r\n".encode()
)


@pytest.fixture
def server(tmp_path):
    with running(EwsServer(), tmp_path) as started:
        yield started


@pytest.fixture
def box(server):
    made = ExchangeMailbox(account(server, timeout=0.6, patience=1.0))
    yield made
    made.close()


def send(box):
    box.send(LETTER, SENDER, (SCHOOL,))


def drafts(server):
    return server.store.inside(server.store.folder("drafts"))


def lose_the_draft(store):
    for item in store.inside(store.folder("drafts")):
        store.move(item.id, store.folder("deleteditems"))


def touch_the_draft(store):
    for item in store.inside(store.folder("drafts")):
        item.version += 1


def hand_over(store):
    """The server has taken the letter and not yet filed it."""
    for item in store.inside(store.folder("drafts")):
        item.submitted = True


def test_a_letter_goes_by_way_of_a_draft_and_is_kept_in_sent_items(server, box):
    server.asked.clear()
    send(box)
    assert [name for name in server.asked if name in {"CreateItem", "SendItem"}] == ["CreateItem", "SendItem"]
    assert [item.raw for item in server.store.inside(server.store.folder("sentitems"))] == [LETTER]
    assert drafts(server) == []


def test_a_repeat_by_another_session_is_sent_once(server, box):
    send(box)
    other = ExchangeMailbox(account(server))
    send(other)
    other.close()
    assert server.store.delivered == [LETTER]


def test_a_server_that_gives_letters_another_message_id_is_no_trap(server, box):
    server.store.rewrites_message_ids = True
    send(box)
    send(box)
    assert server.store.delivered == [LETTER]


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ("FindItem", CUT),
        ("FindItem", busy(60_000)),
        ("CreateItem", CUT),
        ("CreateItem", CUT_AFTER),
        ("CreateItem", busy(60_000)),
        ("SendItem", CUT),
        ("SendItem", busy(60_000)),
        ("SendItem", Fault(seconds=1.0)),
        ("SendItem", Fault(code="ErrorIrresolvableConflict", meanwhile=touch_the_draft)),
        ("SendItem", code("ErrorInternalServerError")),
    ],
)
def test_what_broke_before_it_went_is_finished_by_the_next_attempt(server, box, operation, fault):
    server.fail(operation, fault)
    with pytest.raises(Transient):
        send(box)
    assert server.store.delivered == []
    assert len(drafts(server)) <= 1
    send(box)
    assert server.store.delivered == [LETTER]
    assert drafts(server) == []


@pytest.mark.parametrize("fault", [CUT_AFTER, Fault(meanwhile=hand_over)])
def test_what_broke_after_it_went_has_gone(server, box, fault):
    server.fail("SendItem", fault)
    send(box)
    send(box)
    assert server.asked.count("SendItem") == 1


@pytest.mark.parametrize("pause", [0, 1.0])
def test_a_server_that_acts_after_its_time_was_up_sends_once(server, box, pause):
    """Whichever request comes first takes the draft; the other finds none."""
    server.fail("SendItem", Fault(takes_effect=True, seconds=1.0))
    with pytest.raises(Transient):
        send(box)
    time.sleep(pause)
    send(box)
    time.sleep(1.0 - pause)
    assert server.store.delivered == [LETTER]


def test_another_session_that_finished_the_draft_first_has_sent_it(server, box):
    server.fail("SendItem", busy(60_000))
    with pytest.raises(Transient):
        send(box)

    def other_session(store):
        for item in store.inside(store.folder("drafts")):
            store.send(item.id, item.changekey, store.folder("sentitems"))

    server.fail("SendItem", Fault(code="ErrorItemNotFound", meanwhile=other_session))
    send(box)
    assert server.store.delivered == [LETTER]


@pytest.mark.parametrize(
    "fault", [Fault(meanwhile=lose_the_draft), Fault("ErrorItemNotFound", meanwhile=lose_the_draft)]
)
def test_a_letter_that_is_nowhere_is_for_a_person(server, box, fault):
    server.fail("SendItem", fault)
    with pytest.raises(SendUnknown, match="localhost"):
        send(box)


def test_a_letter_that_cannot_be_looked_up_is_for_a_person(server, box):
    server.fail("SendItem", Fault(meanwhile=lambda _store: server.fail("FindItem", CUT)))
    with pytest.raises(SendUnknown):
        send(box)
    # Nothing was lost: the draft is there, and looked up by the next attempt.
    send(box)
    assert server.store.delivered == [LETTER]


@pytest.mark.parametrize(
    ("header", "recipients"),
    [
        (f"To: {SCHOOL}", ("parent@example.org",)),
        (f"To: {SCHOOL}", (SCHOOL, "parent@example.org")),
        (f"To: {SCHOOL}\r\nCc: parent@example.org", (SCHOOL,)),
        (f"To: {SCHOOL}\r\nBcc: parent@example.org", (SCHOOL,)),
        (f"To: {SCHOOL}\r\nTo: parent@example.org", (SCHOOL,)),
        ("X-To: nobody", (SCHOOL,)),
        (f"To: {SCHOOL}", ()),
    ],
)
def test_a_letter_whose_header_names_others_is_refused_before_it_is_a_draft(server, box, header, recipients):
    raw = LETTER.replace(f"To: {SCHOOL}".encode(), header.encode())
    with pytest.raises(Rejected):
        box.send(raw, SENDER, recipients)
    assert server.asked == []


@pytest.mark.parametrize("header", [f'To: "Head, Oakfield" <{SCHOOL}>', f"To: {SCHOOL.upper()}", f"Cc: {SCHOOL}"])
def test_names_case_and_place_of_an_address_do_not_matter(server, box, header):
    box.send(LETTER.replace(f"To: {SCHOOL}".encode(), header.encode()), SENDER, (SCHOOL,))
    assert len(server.store.delivered) == 1


def test_a_letter_without_a_message_id_is_refused(server, box):
    with pytest.raises(Rejected, match="Message-ID"):
        box.send(LETTER.replace(b"Message-ID", b"X-Other"), SENDER, (SCHOOL,))
    assert server.asked == []


def test_a_refused_letter_is_refused_again_from_the_same_draft(server, box):
    server.fail("SendItem", *[code("ErrorInvalidRecipients")] * 2)
    for _ in range(2):
        with pytest.raises(Rejected):
            send(box)
    assert len(drafts(server)) == 1
