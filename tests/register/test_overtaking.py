"""Two workers write the same thing in the same moment: the second sees the first and does not repeat it.

Only PostgreSQL lets two transactions write at once; on SQLite the second waits for the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from register import Register
from register_values import LEASE, NOW, OTHER, REFERENCE, claim, filed, filing, letter, message, opened, settle


@pytest.fixture
def url(postgresql_url: str) -> str:
    return postgresql_url


@pytest.fixture
def rival(register: Register, url: str) -> Iterator[Register]:
    other = opened(url)
    yield other
    other.close()


@contextmanager
def just_before(insert_into: str, overtake: Callable[[], object]) -> Iterator[None]:
    """Let a rival's whole transaction happen just before the first row goes into the table of this name."""
    waiting = [overtake]

    def look(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if waiting and statement.startswith(f"INSERT INTO {insert_into} "):
            waiting.pop()()

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert not waiting, "the rival had its turn"


def test_a_message_that_a_rival_stores(register: Register, rival: Register) -> None:
    with just_before("submissions", lambda: rival.persist(message(), NOW)):
        assert not register.persist(message(), NOW).fresh
    assert register.status(NOW).arrivals == 1


def test_a_message_whose_other_delivery_a_rival_stores(register: Register, rival: Register) -> None:
    with just_before("submissions", lambda: rival.persist(message(key="two"), NOW)):
        assert register.persist(message(), NOW).fresh
    assert (register.status(NOW).waiting, register.status(NOW).duplicate) == (1, 1)


def test_a_mailbox_that_a_rival_polls(register: Register, rival: Register) -> None:
    with just_before("leases", lambda: rival.acquire_poll("desk", "bea", NOW, LEASE)):
        assert not register.acquire_poll("desk", "ann", NOW, LEASE)


def test_a_letter_that_a_rival_queues(register: Register, rival: Register) -> None:
    settle(register, filed(filing()))
    due = [letter("review_due", occasion=day) for day in ("2027-01-12", "2027-02-23")]
    with just_before("dispatches", lambda: rival.queue(due[:1], NOW)):
        assert register.queue(iter(due), NOW) == 1
    assert len(register.letters()) == 2


@pytest.mark.parametrize("theirs", [filing(OTHER), filing(file="another form")], ids=["the file", "the reference"])
def test_a_case_that_a_rival_files(register: Register, rival: Register, theirs: object) -> None:
    submission = claim(register)
    with just_before("cases", lambda: settle(rival, filed(theirs), "theirs")):
        assert register.settle(submission, "ann", filed(filing(), letters=(letter(),)), NOW) is False
    assert [row.reference for row in register.cases()] in ([OTHER], [REFERENCE])
    assert register.letters() == ()
    assert register.claim("ann", NOW, LEASE).id == submission
