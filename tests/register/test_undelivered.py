"""A letter that came back keeps its state, is marked once, and is counted once; answers to one address are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from register import DispatchState, Outcome, Register, Settlement, Undelivered
from register_values import LATER, LEASE, NOW, REFERENCE, adds_up, claim, filed, filing, letter, settle


@pytest.fixture
def queued(register: Register) -> Register:
    """A register with one letter waiting."""
    settle(register, filed(filing(), letters=(letter(copies=("team@example.org", "head@example.org")),)))
    return register


def bounce(register: Register, *came_back: Undelivered, name: str = "bounce") -> str:
    submission = claim(register, name, now=LATER)
    settlement = Settlement(Outcome.FOR_A_PERSON, "bounced", undelivered=came_back)
    assert register.settle(submission, "ann", settlement, LATER)
    return submission


def bring_to(register: Register, state: DispatchState) -> int:
    out = register.claim_dispatch("ann", NOW, LEASE)
    assert out is not None
    if state is DispatchState.SENT:
        register.mark_sent(out.id, "ann", NOW)
    elif state is DispatchState.UNKNOWN:
        register.mark_unknown(out.id, "ann", NOW)
    elif state is DispatchState.REFUSED:
        register.mark_refused(out.id, "ann", "rejected", NOW)
    return out.id


@pytest.mark.parametrize(
    "state", [DispatchState.SENT, DispatchState.UNKNOWN, DispatchState.REFUSED, DispatchState.SENDING]
)
def test_a_letter_of_any_state_can_come_back_and_keeps_its_state(queued, state):
    dispatch = bring_to(queued, state)
    submission = bounce(queued, Undelivered(dispatch, "5.1.1"))
    case = queued.find_case(REFERENCE)
    [row] = case.dispatches
    assert (row.state, row.undelivered, row.undelivered_code) == (state, LATER, "5.1.1")
    assert row.fate == "undelivered 5.1.1"
    last = case.events[-1]
    assert (last.what, last.detail) == ("letter_undelivered", "acknowledgement 5.1.1")
    assert submission != row.submission
    status = queued.status(LATER)
    assert (status.undelivered, getattr(status, state.value)) == (1, 0)
    assert adds_up(queued, LATER)


def test_a_sender_that_is_slower_than_the_bounce_still_tells_the_fate_of_its_letter(queued):
    dispatch = bring_to(queued, DispatchState.SENDING)
    bounce(queued, Undelivered(dispatch))
    queued.mark_sent(dispatch, "ann", LATER)
    [row] = queued.letters()
    assert (row.state, row.fate) == (DispatchState.SENT, "undelivered")


def test_a_second_report_of_the_same_letter_changes_nothing(queued):
    dispatch = bring_to(queued, DispatchState.SENT)
    bounce(queued, Undelivered(dispatch, "5.2.2"))
    bounce(queued, Undelivered(dispatch, "5.1.1"), name="again")
    assert [row.undelivered_code for row in queued.letters()] == ["5.2.2"]
    assert [event.what for event in queued.find_case(REFERENCE).events].count("letter_undelivered") == 1


def test_a_letter_without_a_bounce_tells_its_state(queued):
    bring_to(queued, DispatchState.SENT)
    assert [row.fate for row in queued.letters()] == ["sent"]
    assert queued.status(NOW).undelivered == 0


def test_a_letter_is_found_by_the_first_of_its_ids_that_is_ours(register):
    letters = (letter("a", message_id="<a@example.org>"), letter("b", message_id="<b@example.org>"))
    settle(register, filed(filing(), letters=letters))
    found = register.find_letter(("<x@example.org>", "<b@example.org>", "<a@example.org>"))
    assert found.kind == "b"
    assert register.find_letter(("<x@example.org>",)) is None
    assert register.find_letter(()) is None


def test_copies_go_with_the_letter_to_its_sender(queued):
    out = queued.claim_dispatch("ann", NOW, LEASE)
    assert (out.recipient, out.copies) == ("office@example.org", ("team@example.org", "head@example.org"))
    assert queued.letters()[0].copies == out.copies


def test_a_letter_that_was_too_large_is_kept_whole_beside_what_was_sent(register):
    large = letter("large", raw=b"without", whole=b"with all")
    settle(register, filed(filing(), letters=(large, letter("small", raw=b"all of it"))))
    first, second = register.letters()
    assert (register.letter(first.id), register.whole_letter(first.id)) == (b"without", b"with all")
    assert (register.letter(second.id), register.whole_letter(second.id)) == (b"all of it", b"all of it")
    assert register.claim_dispatch("ann", NOW, LEASE).raw == b"without"


def test_answers_to_an_address_are_counted_by_kind_and_time(register):
    register.queue([letter("no_form", occasion="old")], NOW - timedelta(hours=25))
    register.queue([letter("no_form", "Office@Example.org", occasion="1"), letter("pack_cover", occasion="2")], NOW)
    register.queue([letter("no_form", "other@example.org", occasion="3")], NOW)
    since = NOW - timedelta(hours=24)
    assert register.letters_to("OFFICE@example.org", {"no_form", "receipt"}, since) == 1
    assert register.letters_to("nobody@example.org", {"no_form"}, since) == 0
