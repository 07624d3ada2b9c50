"""The events are a chain: nobody changes, removes or adds any of it unnoticed, and two writers keep it one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from sqlalchemy import create_engine, text

from register import Register, RegisterCode, RegisterError
from register.audit import Break, Broken
from register.events import Happened, write_events
from register_life import bring_in, together
from register_values import FOR_A_PERSON, NOW, REFERENCE, filed, filing, letter, message, opened, settle

COUNT = 9
"""Events of the register below."""


@pytest.fixture
def lived(register: Register) -> Register:
    """A register with a short history."""
    settle(register, filed(filing(), letters=(letter(), letter("pack_cover"))))
    settle(register, FOR_A_PERSON, "two")
    assert register.check_audit() == ()
    assert register.audit_head().sequence == COUNT
    return register


def damage(url: str, *statements: str) -> None:
    """What somebody does who may write to the database: the triggers go first."""
    engine = create_engine(url)
    with engine.begin() as connection:
        on = {"postgresql": " ON {table}", "sqlite": ""}[engine.dialect.name]
        triggers = {"events_stay": "events", "events_head_stays": "events_head", "events_head_goes_on": "events_head"}
        if engine.dialect.name == "sqlite":
            triggers["events_stay_there"] = "events"
        for trigger, table in triggers.items():
            connection.execute(text(f"DROP TRIGGER {trigger}{on.format(table=table)}"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


_ADDED = f"""
INSERT INTO events (id, at, what, detail, "by", link)
SELECT {COUNT + 1}, at, what, detail, "by", link FROM events WHERE id = 1
"""  # noqa: S608  # the test's own words
_EVERY_COLUMN = {
    "at": "UPDATE events SET at = '2020-01-01 00:00:00' WHERE id = 2",
    "what": "UPDATE events SET what = 'sent' WHERE id = 2",
    "detail": "UPDATE events SET detail = 'managed_move' WHERE id = 2",
    "reference": "UPDATE events SET reference = 'OSD-RDPM-9' WHERE id = 2",
    "submission": "UPDATE events SET submission = NULL WHERE id = 2",
    "by": """UPDATE events SET "by" = 'user mallory' WHERE id = 2""",
    "link": "UPDATE events SET link = 'x' WHERE id = 2",
}
_EMPTIED = (
    "DELETE FROM events",
    "UPDATE events_head SET sequence = 0, link = '0000000000000000000000000000000000000000000000000000000000000000'",
)


@pytest.mark.parametrize("column", _EVERY_COLUMN)
def test_an_event_that_was_changed_is_found(lived: Register, url: str, column: str) -> None:
    damage(url, _EVERY_COLUMN[column])
    found = lived.check_audit()
    assert found[0] == Broken(2, Break.ALTERED)
    assert {each.sequence for each in found} <= {2, 3}


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (("DELETE FROM events WHERE id = 3",), [(3, "missing")]),
        (("DELETE FROM events WHERE id IN (2, 3)",), [(2, "missing"), (3, "missing")]),
        ((f"DELETE FROM events WHERE id = {COUNT}",), [(COUNT, "cut_off")]),  # noqa: S608  # as above
        (("DELETE FROM events WHERE id > 2",), [(COUNT, "cut_off")]),
        (("DELETE FROM events",), [(COUNT, "cut_off")]),
        (("DELETE FROM events_head",), [(0, "no_head")]),
        (
            ("DELETE FROM events WHERE id > 2", "UPDATE events_head SET sequence = 2"),
            [(2, "altered")],
        ),
        ((_ADDED,), [(COUNT + 1, "added")]),
        (("UPDATE events SET id = id + 100 WHERE id = 4",), [(4, "missing"), (104, "added")]),
    ],
    ids=["one gone", "two gone", "the last gone", "the tail gone", "all gone", "no head", "head put back", "one added",
         "one renumbered"],
)  # fmt: skip
def test_whatever_is_done_to_the_chain_is_found(
    lived: Register, url: str, statements: Iterable[str], broken: list[tuple[int, str]]
) -> None:
    damage(url, *statements)
    assert [(each.sequence, each.kind.value) for each in lived.check_audit()] == broken


def test_a_history_that_was_rewritten_whole_is_found_by_the_link_written_down_before(lived: Register, url: str) -> None:
    """Whoever may write everything can make a chain that is whole; it cannot be the one whose end was written down."""
    noted = lived.audit_head()
    assert lived.link_of(noted.sequence) == noted.link
    damage(url, *_EMPTIED)
    for name in range(COUNT):
        lived.persist(message(f"again {name}"), NOW)
    assert lived.check_audit() == ()
    assert lived.audit_head().sequence == noted.sequence
    assert lived.link_of(noted.sequence) != noted.link


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET detail = ''",
        "DELETE FROM events",
        "DELETE FROM events_head",
        "UPDATE events_head SET sequence = 1",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(lived: Register, url: str, statement: str) -> None:
    with pytest.raises(RegisterError) as refused, lived._writing() as connection:
        connection.execute(text(statement))
    assert refused.value.code is RegisterCode.REFUSED
    assert lived.check_audit() == ()


def test_many_writers_at_once_keep_one_chain(register: Register, url: str) -> None:
    names = [tuple(f"{writer}-{number}" for number in range(15)) for writer in range(4)]
    together(*((bring_in, url, NOW, mine) for mine in names))
    assert register.check_audit() == ()
    assert register.audit_head().sequence == 60


def test_an_event_says_who(url: str, register: Register) -> None:
    by_hand = opened(url).signed_by("user anna")
    settle(by_hand, filed(filing()))
    by_hand.close()
    assert {event.by for event in register.find_case(REFERENCE).events} == {"user anna"}
    register.queue([letter()], NOW)
    assert register.find_case(REFERENCE).events[-1].by == "desk"


def test_a_transaction_that_fails_leaves_no_gap(register: Register) -> None:
    with pytest.raises(RuntimeError):
        _persist_and_fail(register)
    settle(register, filed(filing()))
    assert register.check_audit() == ()


def _persist_and_fail(register: Register) -> None:
    with register._writing() as connection:
        write_events(connection, [Happened("arrived")], NOW)
        raise RuntimeError
