"""What the desk has given up on leaves by a person's decision, and the counts still add up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from register import DispatchState, LeaseLost, Outcome, Register
from register_values import FOR_A_PERSON, LATER, LEASE, NOW, REFERENCE, adds_up, claim, filed, filing, letter, settle


@pytest.fixture
def spent(register: Register) -> str:
    """The number of a message that failed twice by an error and once by a worker's death."""
    submission, now = claim(register), NOW
    for code in ("ValueError", "KeyError"):
        register.fail(submission, "ann", code, now)
        now += timedelta(minutes=30)
        assert register.claim("ann", now, LEASE)
    register.sweep(now + timedelta(minutes=30), LEASE)
    return submission


def happened(register: Register, submission: str) -> list[tuple[str, str]]:
    with register._reading() as connection:
        rows = connection.exec_driver_sql("SELECT what, detail, submission FROM events ORDER BY id").all()
    return [(row[0], row[1]) for row in rows if row[2] == submission]


def test_quarantine_tells_number_attempts_and_kinds_of_failure(register, spent):
    [row] = register.quarantined()
    assert (row.number, row.attempts, row.size, row.failure) == (spent, 3, len(b"raw one"), "worker_died")
    assert [each.failure for each in row.failures] == ["ValueError", "KeyError", "worker_died"]
    assert (row.received, row.since) == (NOW, NOW + timedelta(minutes=90))
    assert register.find_quarantined(spent) == row
    assert register.find_quarantined("another") is None


def test_a_message_that_is_retried_has_all_its_attempts_and_its_outcome_follows(register, spent):
    now = NOW + timedelta(hours=2)
    assert register.retry_quarantined(spent, now)
    assert (register.quarantined(), register.status(now).waiting) == ((), 1)
    assert adds_up(register, now)
    assert register.claim("bea", now, LEASE).attempt == 1
    register.settle(spent, "bea", filed(filing()), now)
    [arrival] = register.arrivals()
    assert (arrival.outcome, arrival.reason, arrival.references) == (Outcome.FILED, "", (REFERENCE,))
    assert not register.retry_quarantined(spent, now), "it is in quarantine no more"
    assert ("quarantine_retried", "") in happened(register, spent)


def test_a_message_that_fails_again_is_in_quarantine_again_with_its_new_failures(register, spent):
    now = NOW + timedelta(hours=2)
    register.retry_quarantined(spent, now)
    for _ in range(3):
        now += timedelta(hours=1)
        register.claim("bea", now, LEASE)
        register.fail(spent, "bea", "TypeError", now)
    [row] = register.quarantined()
    assert [each.failure for each in row.failures] == ["TypeError"] * 3


def test_a_message_that_is_released_counts_as_for_a_person_and_is_kept(register, spent):
    assert register.release_quarantined(spent, "filed by hand", LATER)
    [arrival] = register.arrivals()
    assert (arrival.outcome, arrival.reason) == (Outcome.FOR_A_PERSON, "released")
    assert (register.status(LATER).quarantined, register.raw(spent)) == (0, b"raw one")
    assert adds_up(register, LATER)
    assert happened(register, spent)[-1] == ("quarantine_released", "filed by hand")
    assert not register.release_quarantined(spent, "", LATER)


def test_what_is_not_in_quarantine_stays_as_it_is(register):
    submission = settle(register, FOR_A_PERSON)
    assert not register.retry_quarantined(submission, LATER)
    assert not register.release_quarantined(submission, "", LATER)
    assert register.arrivals()[0].reason == "no_form"


@pytest.fixture
def unknown(register: Register) -> int:
    """The number of a letter whose sender died."""
    settle(register, filed(filing(), letters=(letter(),)))
    out = register.claim_dispatch("ann", NOW, LEASE)
    register.claim_dispatch("bea", LATER, LEASE)
    return out.id


def test_a_letter_that_was_found_to_have_gone_counts_as_sent(register, unknown):
    assert [row.id for row in register.undecided_letters()] == [unknown]
    assert register.letter_went(unknown, LATER)
    [row] = register.letters()
    assert (row.state, row.sent) == (DispatchState.SENT, LATER)
    last = register.find_case(REFERENCE).events[-1]
    assert (last.what, last.detail) == ("letter_sent", "acknowledgement by_a_person")
    assert not register.letter_went(unknown, LATER)


def test_a_letter_that_is_resent_goes_under_its_own_message_id_and_its_old_sender_is_not_heard(register, unknown):
    assert register.resend_letter(unknown, LATER)
    again = register.claim_dispatch("cyd", LATER, LEASE)
    assert (again.id, again.attempt, again.message_id) == (unknown, 1, letter().message_id)
    with pytest.raises(LeaseLost):
        register.mark_refused(unknown, "ann", "late", LATER)
    register.mark_sent(unknown, "cyd", LATER)
    assert not register.resend_letter(unknown, LATER), "what has gone is not sent again"
    assert "letter_resent" in [event.what for event in register.find_case(REFERENCE).events]


def test_a_letter_that_was_refused_can_be_resent_and_cannot_be_said_to_have_gone(register):
    settle(register, filed(filing(), letters=(letter(),)))
    out = register.claim_dispatch("ann", NOW, LEASE)
    register.mark_refused(out.id, "ann", "rejected", NOW)
    assert not register.letter_went(out.id, NOW)
    assert register.resend_letter(out.id, NOW)
    assert register.status(NOW).queued == 1
