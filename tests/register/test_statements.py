"""Filing a form takes few statements, and as many with ten letters as with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from register import Register
from register_values import LEASE, NOW, claim, filed, filing, letter, message, settle


@contextmanager
def counted() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _file(register: Register, letters: int) -> Callable[[], object]:
    submission = claim(register)
    following = filed(filing(), letters=tuple(letter(to=f"{number}@example.org") for number in range(letters)))
    return lambda: register.settle(submission, "ann", following, NOW)


def _persist(register: Register) -> Callable[[], object]:
    return lambda: register.persist(message(), NOW)


def _claim(register: Register) -> Callable[[], object]:
    register.persist(message(), NOW)
    return lambda: register.claim("ann", NOW, LEASE)


def _due(register: Register) -> Callable[[], object]:
    settle(register, filed(*(filing(f"OSD-{number:04}", file=str(number)) for number in range(20))))
    return register.open_cases


def _status(register: Register) -> Callable[[], object]:
    settle(register, filed(filing()))
    return lambda: register.status(NOW)


@pytest.mark.parametrize(
    ("prepare", "most"),
    [
        (_persist, 9),
        (_claim, 4),
        (lambda register: _file(register, 2), 12),
        (lambda register: _file(register, 10), 12),
        (_due, 4),
        (_status, 3),
    ],
    ids=["persist", "claim", "file with two letters", "file with ten", "twenty open cases", "status"],
)
def test_few_statements(register: Register, prepare: Callable[[Register], Callable[[], object]], most: int) -> None:
    work = prepare(register)
    with counted() as said:
        work()
    assert 0 < len(said) <= most, "\n".join(said)
