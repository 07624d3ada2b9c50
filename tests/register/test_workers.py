"""Several processes on one register: everything is done, and done once."""

from __future__ import annotations

from pathlib import Path

from register import Outcome
from register_life import bring_in, file_the_same, migrate, remind, together, work_off
from register_values import NOW, REFERENCE, adds_up, filed, filing, message, settle

MANY = tuple(f"OSD-{number:04}" for number in range(40))


def test_every_submission_is_claimed_once(register, url: str, tmp_path: Path) -> None:
    for name in MANY:
        register.persist(message(name), NOW)
    logs = [tmp_path / worker for worker in ("ann", "bea", "cyd")]
    together(*((work_off, url, log.name, NOW, log) for log in logs))
    claimed = [line for log in logs if log.exists() for line in log.read_text().split()]
    assert len(claimed) == len(set(claimed)) == len(MANY)
    assert (len(register.cases()), len(register.letters()), register.status(NOW).filed) == (40, 40, 40)
    assert adds_up(register)


def test_two_pollers_store_a_message_once(register, url: str) -> None:
    together(*((bring_in, url, NOW, MANY) for _ in range(2)))
    assert (register.status(NOW).waiting, register.status(NOW).duplicate) == (len(MANY), 0)


def test_two_runs_write_a_review_letter_once(register, url: str) -> None:
    settle(register, filed(filing()))
    together(*((remind, url, NOW, MANY) for _ in range(3)))
    assert len(register.letters()) == len(MANY)
    assert [event.what for event in register.find_case(REFERENCE).events].count("letter_queued") == len(MANY)


def test_the_same_form_in_two_messages_becomes_one_case(register, url: str) -> None:
    for name in MANY[:6]:
        register.persist(message(name), NOW)
    together(*((file_the_same, url, worker, NOW, f"OSD-{worker}") for worker in ("ann", "bea", "cyd")))
    assert len(register.cases()) == 1
    assert {row.outcome for row in register.arrivals()} == {Outcome.FILED}


def test_processes_that_start_together_make_the_tables_once(url: str) -> None:
    together(*((migrate, url) for _ in range(3)))
