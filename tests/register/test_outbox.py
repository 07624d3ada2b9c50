"""Each letter is written once and sent once; a send whose fate nobody knows is left to a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from register import DispatchState, LeaseLost
from register_values import LATER, LEASE, NOW, REFERENCE, claim, filed, filing, letter, settle


@pytest.fixture
def queued(register):
    """A register with one letter waiting."""
    settle(register, filed(filing(), letters=(letter(),)))
    return register


def states(register):
    return [row.state for row in register.letters()]


def test_a_letter_is_claimed_by_one_sender_and_recorded_as_sent(queued):
    out = queued.claim_dispatch("ann", NOW, LEASE)
    assert (out.recipient, out.raw, out.attempt) == ("office@example.org", b"raw acknowledgement", 1)
    assert queued.claim_dispatch("bea", NOW, LEASE) is None
    queued.mark_sent(out.id, "ann", NOW)
    [row] = queued.letters()
    assert (row.state, row.sent, queued.letter(row.id)) == (DispatchState.SENT, NOW, out.raw)
    assert queued.find_case(REFERENCE).events[-1].what == "letter_sent"


def test_letters_go_in_the_order_they_were_queued_each_with_its_own_content(register):
    settle(register, filed(filing(), letters=tuple(letter(kind) for kind in "cab")))
    sent = [register.claim_dispatch("ann", NOW, LEASE) for _ in range(3)]
    assert [(each.raw, register.letter(each.id)) for each in sent] == [
        (b"raw c", b"raw c"), (b"raw a", b"raw a"), (b"raw b", b"raw b"),
    ]  # fmt: skip


def test_a_refusal_is_recorded_and_not_tried_again(queued):
    out = queued.claim_dispatch("ann", NOW, LEASE)
    queued.mark_refused(out.id, "ann", "mailbox_unknown", NOW)
    assert queued.claim_dispatch("ann", NOW + timedelta(days=9), LEASE) is None
    assert queued.find_case(REFERENCE).events[-1].detail == "acknowledgement mailbox_unknown"


def test_a_passing_fault_is_tried_again_ever_later_for_hours_and_then_counts_as_refused(queued):
    now, waits = NOW, []
    out = queued.claim_dispatch("ann", now, LEASE)
    queued.retry_dispatch(out.id, "ann", now)
    while states(queued) == [DispatchState.QUEUED]:
        began = now
        while not (out := queued.claim_dispatch("ann", now, LEASE)):
            now += timedelta(minutes=1)
        waits.append((now - began) // timedelta(minutes=1))
        queued.retry_dispatch(out.id, "ann", now)
    assert waits == [2, 4, 8, 16, 32, 60, 60]
    assert states(queued) == [DispatchState.REFUSED]
    assert queued.find_case(REFERENCE).events[-1].detail == "acknowledgement attempts_spent"


def test_a_sender_that_died_leaves_its_letter_unknown_and_nobody_sends_it_again(queued):
    queued.claim_dispatch("ann", NOW, LEASE)
    assert queued.claim_dispatch("bea", NOW + timedelta(seconds=LEASE), LEASE) is None
    assert states(queued) == [DispatchState.SENDING]
    assert queued.claim_dispatch("bea", LATER, LEASE) is None
    assert states(queued) == [DispatchState.UNKNOWN]
    assert queued.claim_dispatch("bea", LATER + timedelta(days=9), LEASE) is None
    assert queued.status(LATER).unknown == 1


@pytest.mark.parametrize("report", ["sent", "refused"])
def test_a_slow_sender_may_still_tell_the_fate_of_its_letter(queued, report):
    out = queued.claim_dispatch("ann", NOW, LEASE)
    queued.claim_dispatch("bea", LATER, LEASE)
    if report == "sent":
        queued.mark_sent(out.id, "ann", LATER)
    else:
        queued.mark_refused(out.id, "ann", "full", LATER)
    assert states(queued) == [DispatchState(report)]


def test_a_letter_that_was_given_up_on_is_not_queued_again(queued):
    out = queued.claim_dispatch("ann", NOW, LEASE)
    queued.claim_dispatch("bea", LATER, LEASE)
    with pytest.raises(LeaseLost):
        queued.retry_dispatch(out.id, "ann", LATER)
    assert states(queued) == [DispatchState.UNKNOWN]


@pytest.mark.parametrize("mark", ["mark_sent", "mark_unknown", "retry_dispatch"])
def test_only_its_sender_speaks_of_a_letter(queued, mark):
    out = queued.claim_dispatch("ann", NOW, LEASE)
    with pytest.raises(LeaseLost):
        getattr(queued, mark)(out.id, "bea", NOW)
    assert states(queued) == [DispatchState.SENDING]


def test_a_letter_is_queued_once_however_often_it_is_written(register):
    settle(register, filed(filing()))
    both = (letter("review_due", occasion="2027-01-12"), letter("review_due", "jo@example.org", occasion="2027-01-12"))
    assert register.queue(iter(both), NOW) == 2
    assert register.queue((*both, letter("review_due", occasion="2027-02-23")), LATER) == 1
    assert len(register.letters()) == 3
    assert [event.what for event in register.find_case(REFERENCE).events].count("letter_queued") == 3


@pytest.mark.parametrize("batches", [1, 2])
def test_an_address_in_other_case_is_the_same_recipient(register, batches):
    letters = (letter(to="Office@example.org"), letter(to="office@example.org"))
    for batch in (letters,) if batches == 1 else ((letters[0],), (letters[1],)):
        register.queue(batch, NOW)
    assert [row.recipient for row in register.letters()] == ["Office@example.org"]


def test_the_same_kind_of_letter_about_another_message_is_another_letter(register):
    submissions = [claim(register, name) for name in ("one", "two")]
    for name in submissions:
        about = letter("no_form", reference=None, message_id=f"<{name}@example.org>")
        assert register.queue_about(name, [about], NOW) == 1
    assert [row.submission for row in register.letters()] == submissions
