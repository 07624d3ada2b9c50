"""Every message that arrives is stored once, worked on by one worker at a time, and ends once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from register import LeaseLost, Outcome, RegisterCode, RegisterError
from register_values import (
    FOR_A_PERSON,
    LATER,
    LEASE,
    NOW,
    OTHER,
    REFERENCE,
    adds_up,
    claim,
    filed,
    filing,
    letter,
    message,
    result,
    settle,
)


def test_a_message_is_stored_and_waits(register):
    assert register.known("desk", ["one", "two"]) == set()
    assert register.persist(message(), NOW).fresh
    assert register.known("desk", ["one", "two"]) == {"one"}
    status = register.status(NOW + timedelta(minutes=5))
    assert (status.arrivals, status.waiting, status.oldest_waiting_seconds) == (1, 1, 300)


def test_the_same_arrival_again_changes_nothing(register):
    first = register.persist(message(), NOW)
    again = register.persist(message(), LATER)
    assert (again.id, again.fresh) == (first.id, False)
    assert register.status(NOW).arrivals == 1


def test_a_message_delivered_again_is_counted_as_a_duplicate_and_worked_on_once(register):
    submission = claim(register)
    assert register.persist(message(key="two"), NOW).fresh
    assert register.claim("bea", NOW, LEASE) is None
    register.settle(submission, "ann", FOR_A_PERSON, NOW)
    assert [row.outcome for row in register.arrivals()] == [Outcome.FOR_A_PERSON, Outcome.DUPLICATE]
    assert adds_up(register)


def test_one_message_id_over_two_contents_is_two_submissions(register):
    register.persist(message("one"), NOW)
    register.persist(message("two", message_id="<one@example.org>"), NOW)
    assert {register.claim("ann", NOW, LEASE).raw for _ in range(2)} == {b"raw one", b"raw two"}


@pytest.mark.parametrize(
    "hostile", ["<a\0b@example.org>", "<\udce9@example.org>", "<é@example.org>", "<" + "x" * 100_000]
)
def test_no_message_id_stops_the_line(register, hostile):
    assert register.persist(message(message_id=hostile), NOW).fresh
    register.persist(message(key="again", message_id=hostile), NOW)
    register.persist(message(key="another", message_id=hostile + "y"), NOW)
    assert (register.status(NOW).duplicate, register.status(NOW).waiting) == (1, 2)


def test_the_oldest_is_claimed_first_and_by_one_worker(register):
    for hours, name in enumerate(("young", "old")):
        register.persist(message(name, received=NOW - timedelta(hours=hours)), NOW)
    assert register.claim("ann", NOW, LEASE).raw == b"raw old"
    assert register.claim("bea", NOW, LEASE).raw == b"raw young"
    assert register.claim("ann", NOW, LEASE) is None
    assert register.status(NOW).in_work == 2


def test_everything_that_follows_from_a_form_is_written_together(register):
    settle(register, filed(filing(), letters=(letter(), letter("pack_cover", "jo@example.org"))))
    case = register.find_case(REFERENCE)
    assert (case.row.status, case.row.area, len(case.reviews), len(case.dispatches)) == ("open", "north", 3, 2)
    happened = ["filed", "found_complete", "reviews_planned", "letter_queued", "letter_queued"]
    assert [event.what for event in case.events] == happened
    [arrival] = register.arrivals()
    assert (arrival.outcome, arrival.references) == (Outcome.FILED, (REFERENCE,))


def test_a_settlement_that_cannot_be_written_whole_is_not_written_at_all(register):
    submission = claim(register)
    nowhere = filed(filing(), results=(result("OSD-XXXX-X"),), letters=(letter(),))
    with pytest.raises(RegisterError) as refused:
        register.settle(submission, "ann", nowhere, NOW)
    assert refused.value.code is RegisterCode.REFUSED
    assert (register.cases(), register.letters(), register.status(NOW).in_work) == ((), (), 1)


def test_a_worker_whose_claim_went_to_another_writes_nothing(register):
    submission = claim(register)
    register.sweep(LATER)
    assert register.claim("bea", LATER + timedelta(minutes=1), LEASE).attempt == 2
    with pytest.raises(LeaseLost):
        register.settle(submission, "ann", filed(filing(), letters=(letter(),)), LATER)
    with pytest.raises(LeaseLost):
        register.fail(submission, "ann", "TypeError", LATER)
    assert (register.cases(), register.letters()) == ((), ())
    assert register.settle(submission, "bea", FOR_A_PERSON, LATER)


def test_a_settled_submission_is_not_settled_again(register):
    submission = settle(register, FOR_A_PERSON)
    with pytest.raises(LeaseLost):
        register.settle(submission, "ann", filed(filing()), NOW)
    assert register.arrivals()[0].outcome is Outcome.FOR_A_PERSON


@pytest.mark.parametrize(
    "mine",
    [filing(OTHER, file="theirs"), filing(REFERENCE, file="mine")],
    ids=["the same file", "the same reference"],
)
def test_what_another_worker_filed_meanwhile_sends_the_submission_back(register, mine):
    submission = claim(register, "mine")
    settle(register, filed(filing(REFERENCE, file="theirs")), "theirs")
    assert register.settle(submission, "ann", filed(mine, letters=(letter(),)), NOW) is False
    assert (len(register.cases()), register.letters()) == (1, ())
    again = register.claim("ann", NOW, LEASE)
    assert (again.id, again.attempt) == (submission, 2)


def test_the_same_review_outcome_is_recorded_once(register):
    settle(register, filed(filing()))
    submission = claim(register, "second")
    settle(register, filed(results=(result(),)), "third")
    assert register.settle(submission, "ann", filed(results=(result(),)), NOW) is False


def test_a_failed_attempt_waits_longer_each_time_and_the_third_quarantines(register):
    register.persist(message(), NOW)
    now = NOW
    for wait in (timedelta(minutes=1), timedelta(minutes=4)):
        submission = register.claim("ann", now, LEASE).id
        assert register.fail(submission, "ann", "ValueError", now) is False
        assert register.claim("ann", now + wait - timedelta(seconds=1), LEASE) is None
        now += wait
    assert register.claim("ann", now, LEASE).attempt == 3
    assert register.fail(submission, "ann", "ValueError", now) is True
    assert register.claim("ann", now + timedelta(days=1), LEASE) is None
    assert (register.arrivals()[0].outcome, register.raw(submission)) == (Outcome.QUARANTINED, b"raw one")
    assert adds_up(register)


def test_a_submission_that_kills_three_workers_is_quarantined_and_stays_untold_until_its_letter(register):
    submission, now = claim(register), NOW
    for _ in range(2):
        now += timedelta(minutes=30)
        assert register.sweep(now) == ()
        assert register.untold() == ()
        now += timedelta(minutes=30)
        assert register.claim("ann", now, LEASE)
    now += timedelta(minutes=30)
    assert register.sweep(now) == (submission,)
    assert register.untold() == (submission,)
    register.queue_about(submission, [letter("for_a_person", reference=None)], now)
    assert register.untold() == ()


def test_a_claim_within_its_lease_is_not_swept(register):
    claim(register)
    register.sweep(NOW + timedelta(seconds=LEASE))
    assert register.status(NOW).in_work == 1


def test_a_message_leaves_the_inbox_only_after_its_outcome(register):
    submission = claim(register)
    assert register.unmoved("desk") == ()
    register.settle(submission, "ann", FOR_A_PERSON, NOW)
    [settled] = register.unmoved("desk")
    assert (settled.key, settled.outcome) == ("one", Outcome.FOR_A_PERSON)
    assert register.unmoved("another mailbox") == ()
    register.moved(settled.id, NOW)
    assert register.unmoved("desk") == ()


def test_a_message_that_is_put_back_leaves_the_inbox_again_and_counts_as_before(register):
    for name in ("one", "two"):
        settle(register, FOR_A_PERSON, name)
    for settled in register.unmoved("desk"):
        register.moved(settled.id, NOW)
    register.persist(message("new"), NOW)
    before = register.status(NOW)
    assert register.put_back("desk", ["one", "new", "never seen"], NOW) == 1
    assert [settled.key for settled in register.unmoved("desk")] == ["one"]
    assert register.put_back("desk", ["one"], NOW) == 0
    assert register.put_back("another mailbox", ["two"], NOW) == 0
    assert register.put_back("desk", [], NOW) == 0
    assert register.status(NOW) == before


def test_one_poller_a_mailbox(register):
    assert register.acquire_poll("desk", "ann", NOW, LEASE)
    assert register.acquire_poll("desk", "ann", NOW, LEASE), "its own lease is made longer"
    assert not register.acquire_poll("desk", "bea", NOW, LEASE)
    assert register.acquire_poll("another", "bea", NOW, LEASE)
    register.release_poll("desk", "bea")
    assert not register.acquire_poll("desk", "bea", NOW, LEASE), "only its holder gives a lease back"
    assert register.acquire_poll("desk", "bea", LATER, LEASE), "a dead poller's lease runs out"
    register.release_poll("desk", "bea")
    assert register.acquire_poll("desk", "ann", LATER, LEASE)


def test_a_time_without_a_zone_is_refused(register):
    with pytest.raises(ValueError, match="zone"):
        register.persist(message(), datetime(2026, 11, 30, 9))  # noqa: DTZ001  # the mistake under test
