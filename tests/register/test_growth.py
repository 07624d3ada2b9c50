"""The daily doors find what they need by an index: none of them reads a whole table that grows with the years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, event

from register import Outcome, Register, Settlement
from register_values import LATER, LEASE, NOW, REFERENCE, claim, filed, filing, letter, message, result, settle

LARGE = "submissions|messages|arrivals|cases|versions|reviews|events|dispatches|outgoing|keys|traces"
READS_ALL = re.compile(rf"^SCAN ({LARGE})\b")
RULES = "the rules"
DAY = NOW.date()


def _a_little(register: Register) -> None:
    settle(register, filed(filing(pupil=("upn 1",)), letters=(letter(), letter("pack_cover", "jo@example.org"))))
    settle(register, Settlement(Outcome.QUARANTINED, "attempts_spent"), "broken")
    register.look_by(DAY, RULES)
    register.rest([(case, DAY + timedelta(days=9)) for page in register.cases_to_look_at(DAY, RULES) for case in page])


def _file(register: Register) -> None:
    submission = claim(register, "another")
    register.earlier_cases(("upn 1",))
    register.find_document("0" * 64)
    register.find_letter(["<unknown@example.org>"])
    register.letters_to("office@example.org", ["acknowledgement"], NOW - timedelta(days=1))
    answer = letter(reference="OSD-RDPM-9")
    register.settle(submission, "ann", filed(filing("OSD-RDPM-9", file="2"), letters=(answer,)), NOW)


def _review(register: Register) -> None:
    settle(register, filed(results=(result(),)), "outcome")


def _send(register: Register) -> None:
    out = register.claim_dispatch("ann", NOW, LEASE)
    assert out is not None
    register.mark_sent(out.id, "ann", NOW)


def _collect(register: Register) -> None:
    register.put_back("desk", ["one"], NOW)
    register.known("desk", ["one"])
    register.persist(message("new"), NOW)
    for settled in register.unmoved("desk"):
        register.moved(settled.id, NOW)


def _look(register: Register) -> None:
    register.look_by(DAY, RULES)
    assert list(register.cases_to_look_at(DAY, RULES)) == []
    [[case]] = register.cases_to_look_at(DAY + timedelta(days=9), RULES)
    register.rest([(case, DAY + timedelta(days=20))])
    register.placed([REFERENCE])


DOORS: dict[str, Callable[[Register], object]] = {
    "collect": _collect,
    "file a form": _file,
    "file an outcome": _review,
    "send a letter": _send,
    "return stale claims": lambda register: register.sweep(LATER),
    "tell of what was quarantined": lambda register: register.untold(),
    "what is due": _look,
    "status": lambda register: register.status(NOW),
    "list the quarantine": lambda register: register.quarantined(),
    "list letters to decide on": lambda register: register.undecided_letters(),
    "show a case": lambda register: (
        register.find_case(REFERENCE),
        register.history(REFERENCE),
        register.held(REFERENCE),
    ),
}


@contextmanager
def explained() -> Iterator[dict[str, list[str]]]:
    """The plan of every statement that is run, by its text."""
    plans: dict[str, list[str]] = {}

    def explain(
        connection: Connection,
        _cursor: object,
        statement: str,
        parameters: tuple[object, ...],
        _context: object,
        many: bool,
    ) -> None:
        if statement.split(maxsplit=1)[0] in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"):
            plain = connection.connection.cursor()
            rows = plain.execute(
                f"EXPLAIN QUERY PLAN {statement}", parameters[0] if many else parameters
            )  # a statement of our own
            plans[statement] = [str(row[3]) for row in rows]

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


@pytest.fixture
def url(tmp_path) -> str:
    """SQLite alone: PostgreSQL reads a table whole as long as it is short, whatever its indexes."""
    return f"sqlite:///{tmp_path / 'register.db'}"


@pytest.mark.parametrize("door", DOORS)
def test_no_daily_door_reads_a_whole_table(register: Register, door: str) -> None:
    _a_little(register)
    with explained() as plans:
        DOORS[door](register)
    assert plans
    whole = {said: step for said, steps in plans.items() for step in steps if READS_ALL.match(step)}
    assert not whole, "\n\n".join(f"{step}\n{said}" for said, step in whole.items())


def test_what_reads_a_whole_table_would_be_noticed(register: Register) -> None:
    _a_little(register)
    with explained() as plans:
        register.arrivals()
    assert any(READS_ALL.match(step) for steps in plans.values() for step in steps)
