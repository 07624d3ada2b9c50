"""What one claim may do to another, and what happens to a claim when the desk itself is in trouble."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

import flows.work
from conftest import MORNING
from flows.collect import collect
from flows.send import send_waiting
from flows.work import work_through
from mailboxes.mailbox import AuthFailed, SendUnknown, Transient, Unsuitable, Untrusted
from mailboxes.maildir import MaildirMailbox
from register import DispatchState, Outcome, RegisterCode, RegisterError
from straight_way import deliver, mail

LATE = MORNING + timedelta(hours=1)


def waiting(stations, *keys: str) -> None:
    for key in keys:
        deliver(stations, mail(now=MORNING, slug=key), key)
    collect(stations, MORNING)


def test_a_step_that_hangs_does_not_settle_what_its_own_process_claimed_again(stations, monkeypatch):
    """Prefect tries a step again beside one that hangs, in the same process."""
    waiting(stations, "a")
    sound, settled = flows.work.process, {}
    claimed_again, first_ended = threading.Event(), threading.Event()

    def process(claimed, *rest):
        if claimed.attempt == 1:
            second.start()
            assert claimed_again.wait(60)
        else:
            claimed_again.set()
            assert first_ended.wait(60)
        return sound(claimed, *rest)

    def try_again():
        work_through(stations, LATE)
        settled["second"] = work_through(stations, LATE + timedelta(minutes=2))

    second = threading.Thread(target=try_again)
    monkeypatch.setattr(flows.work, "process", process)
    settled["first"] = work_through(stations, MORNING)
    first_ended.set()
    second.join(60)
    assert settled == {"first": 0, "second": 1}
    assert [row.outcome for row in stations.register.arrivals()] == [Outcome.FOR_A_PERSON]


def test_two_polls_of_one_process_take_turns(stations):
    within = []

    class Hung(MaildirMailbox):
        def pending(self, limit):
            within.append(collect(stations, MORNING))
            return super().pending(limit)

    deliver(stations, mail(now=MORNING, slug="a"), "a")
    assert collect(desk(stations, Hung(stations.settings.mail_folder)), MORNING) == 1
    assert within == [0], "the second finds the lease taken"


def desk(stations, mailbox=None, register=None):
    """The same desk with another mailbox or register."""
    return replace(stations, mailbox=mailbox or stations.mailbox, register=register or stations.register)


def test_a_sender_that_hung_does_not_queue_again_what_a_person_sent_anew(stations):
    run_up_to_sending(stations)
    register = stations.register

    class Hung(MaildirMailbox):
        def send(self, raw, sender, recipients):
            # Its lease runs out, a person sends the letter anew, and another sender has it in hand.
            for letter in (*register.letters(),):
                register.claim_dispatch(stations.new_claim(), LATE, 900)
                if register.resend_letter(letter.id, LATE):
                    register.claim_dispatch(stations.new_claim(), LATE, 900)
            raise Transient("It was busy.")

    send_waiting(desk(stations, Hung(stations.settings.mail_folder)), MORNING)
    assert {row.state for row in register.letters()} == {DispatchState.SENDING}


def run_up_to_sending(stations) -> None:
    deliver(stations, mail("complete.pdf", now=MORNING))
    collect(stations, MORNING)
    work_through(stations, MORNING)


def test_a_letter_that_was_given_up_meanwhile_does_not_hold_up_the_next(stations):
    run_up_to_sending(stations)
    seen = []

    class Slow(MaildirMailbox):
        def send(self, raw, sender, recipients):
            seen.append(recipients)
            stations.register.claim_dispatch("another", LATE, 900) if len(seen) == 1 else None
            raise SendUnknown("Nobody knows.")

    register = stations.register
    deliver(stations, mail("managed_move.pdf", now=MORNING, slug="more"), "more")
    collect(stations, MORNING)
    work_through(stations, MORNING)
    before = len(register.letters())
    send_waiting(desk(stations, Slow(stations.settings.mail_folder)), MORNING)
    assert len(seen) == before - 1, "all but the one that the other has in hand"


@pytest.mark.parametrize("fault", [AuthFailed, Untrusted, Unsuitable])
def test_a_mailbox_that_lets_nobody_in_is_tried_once_and_the_letters_wait_as_they_are(stations, fault):
    run_up_to_sending(stations)
    tried = []

    class Closed(MaildirMailbox):
        def send(self, raw, sender, recipients):
            tried.append(recipients)
            raise fault("It lets nobody in.")

    for hour in range(12):
        with pytest.raises(fault):
            send_waiting(desk(stations, Closed(stations.settings.mail_folder)), MORNING + timedelta(hours=hour))
    assert len(tried) == 12, "one letter a run, however many wait: a mailbox is locked after too many"
    assert [row.state for row in stations.register.letters()] == [DispatchState.QUEUED] * 2
    assert send_waiting(stations, MORNING + timedelta(hours=12)) == 2


@pytest.mark.parametrize("step", [work_through, send_waiting])
def test_what_a_dead_process_held_comes_back_at_intake_and_at_dispatch_without_new_mail(stations, step):
    run_up_to_sending(stations)
    waiting(stations, "b")
    register = stations.register
    assert register.claim("dead", MORNING, 900)
    assert register.claim_dispatch("dead", MORNING, 900)
    assert register.acquire_poll(stations.settings.mailbox.name, "dead", MORNING, 900)
    step(stations, LATE)
    send_waiting(stations, LATE + timedelta(minutes=5))
    work_through(stations, LATE + timedelta(minutes=5))
    status = register.status(LATE)
    assert (status.waiting, status.in_work, status.sending, status.unknown) == (0, 0, 0, 1)
    deliver(stations, mail(now=MORNING, slug="c"), "c")
    assert collect(stations, LATE) == 1, "the mailbox is free again"


class Broken:
    """A register whose `settle` fails with an error, as often as it is told."""

    def __init__(self, register, error: Exception, times: int = 1000) -> None:
        self._register, self._error, self._times = register, error, times

    def __getattr__(self, name: str):
        return getattr(self._register, name)

    def settle(self, *work):
        self._times -= 1
        if self._times >= 0:
            raise self._error
        return self._register.settle(*work)


OF_THE_DATABASE = (
    RegisterCode.FULL,
    RegisterCode.DISK,
    RegisterCode.LOCKED,
    RegisterCode.UNREACHABLE,
    RegisterCode.NOT_WRITABLE,
)


@pytest.mark.parametrize("code", OF_THE_DATABASE)
def test_trouble_of_the_database_costs_a_message_no_attempt_however_long_it_lasts(stations, code):
    waiting(stations, "a")
    in_trouble = desk(stations, register=Broken(stations.register, RegisterError(code)))
    for hour in range(6):
        with pytest.raises(RegisterError):
            work_through(in_trouble, MORNING + timedelta(hours=hour))
    assert stations.register.status(LATE).waiting == 1
    assert work_through(stations, MORNING + timedelta(hours=6)) == 1


@pytest.mark.parametrize("error", [RegisterError(RegisterCode.REFUSED), ValueError("a value"), UnicodeError("a sign")])
def test_a_message_whose_outcome_cannot_be_written_does_not_stop_the_line(stations, error):
    waiting(stations, "a", "b")
    refuses_one = desk(stations, register=Broken(stations.register, error, times=1))
    assert work_through(refuses_one, MORNING) == 1
    refuses_all = desk(stations, register=Broken(stations.register, error))
    for hour in (1, 2):
        work_through(refuses_all, MORNING + timedelta(hours=hour))
    assert stations.register.status(LATE).quarantined == 1
