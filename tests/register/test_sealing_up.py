"""A register of before the vault is sealed when it is opened, however often that is interrupted, and keeps no trace."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text

from bench.reading.speed import FORMS
from extractors.reader import read
from mailboxes.media import PDF
from proposals.assessment import assess
from proposals.council import Council
from proposals.pupil import marks
from register import Register
from register_life import everything, made_at, start
from register_values import NOW, adds_up, message, opened, sha

CANARY = "Quillfeather"
MANY = 60
"""More cases than are sealed in one transaction."""


def reference(number: int) -> str:
    return f"OSD-{number:04}-X"


def assessment(number: int) -> str:
    return f'{{"name": "{CANARY}", "about": {number}}}'


def fill(url: str, assessments: Callable[[int], str] = assessment, many: int = MANY) -> None:
    """Write what the desk of before wrote: of each message a case, a letter to the school and one to the team."""
    at = NOW.replace(tzinfo=None)
    made_at(url, "0004")
    engine = create_engine(url)
    with engine.begin() as connection:

        def insert(table: str, **values: object) -> None:
            names = ", ".join(values)
            asked = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({asked})"), values)  # noqa: S608  # our own

        for number in range(many):
            name, submission = f"{CANARY} {number}", f"{number + 1000:032x}"
            new = message(name, raw=f"raw {name}".encode())
            insert("submissions", id=submission, message_id=new.message_id, digest=new.digest, received=at,
                   state="settled", attempts=1, not_before=at, outcome="filed", reason="", settled=at)  # fmt: skip
            insert("messages", submission=submission, raw=new.raw)
            insert("arrivals", id=submission, mailbox="desk", key=f"{number}", submission=submission, received=at,
                   repeat=False)  # fmt: skip
            insert("cases", reference=reference(number), kind="off_site_direction", status="open", complete=True,
                   received=at)  # fmt: skip
            insert("versions", reference=reference(number), kind="off_site_direction", submission=submission,
                   document_sha256=sha(f"file {number}"), assessment=assessments(number))  # fmt: skip
            for about, kind, copies in ((reference(number), "acknowledgement", ""), (None, "for_a_person", "b@x, c@x")):
                letter = 2 * number + (about is None) + 1
                insert("dispatches", id=letter, about=about or submission, kind=kind, occasion="v1",
                       recipient=f"{CANARY}{number}@example.org", message_id=f"<{letter}@example.org>",
                       reference=about, submission=submission, state="sent", attempts=1, not_before=at, queued=at,
                       copies=copies)  # fmt: skip
                whole = f"whole {CANARY}".encode() if about else None
                insert("outgoing", dispatch=letter, raw=f"letter {letter} {CANARY}".encode(), whole=whole)
    engine.dispose()


def is_as_it_was(desk: Register, many: int) -> None:
    """Everything that was there can be read and is found by what it was found by."""
    assert adds_up(desk)
    for number in {0, many // 2, many - 1}:
        case = desk.find_case(reference(number))
        assert (case.assessment, case.document_sha256) == (assessment(number), sha(f"file {number}"))
        assert desk.find_document(sha(f"file {number}")) == reference(number)
        assert desk.raw(case.submission) == f"raw {CANARY} {number}".encode()
        [own] = case.dispatches
        assert (own.recipient, own.copies) == (f"{CANARY}{number}@example.org", ())
        assert desk.whole_letter(own.id) == f"whole {CANARY}".encode()
        assert desk.letter(own.id + 1) == f"letter {own.id + 1} {CANARY}".encode()
        told = desk.find_letter([f"<{own.id + 1}@example.org>"])
        assert (told.recipient, told.copies) == (own.recipient, ("b@x", "c@x"))
        assert desk.letters_to(own.recipient.upper(), {"acknowledgement"}, NOW - timedelta(days=1)) == 1
    assert desk.missing_keys() == 0


def test_what_stood_in_clear_is_sealed_and_found_as_before(url):
    fill(url)
    assert CANARY.encode() in everything(url), "the search sees it while it stands there"
    desk = opened(url)
    desk.migrate()
    is_as_it_was(desk, MANY)
    again = message(f"{CANARY} 1", key="again", raw=f"raw {CANARY} 1".encode())
    desk.persist(again, NOW)
    assert desk.status(NOW).duplicate == 1, "the same message is known again"
    desk.close()
    kept = everything(url)
    assert CANARY.encode() not in kept
    assert sha("file 1").encode() not in kept


def test_an_earlier_case_is_found_by_the_pupil_of_a_form_that_was_filed_in_clear(url, council: Council):
    made = assess(read((FORMS / "complete.pdf").read_bytes(), PDF), council, NOW.date())
    fill(url, lambda number: made.model_dump_json() if number == 1 else assessment(number), many=3)
    desk = opened(url)
    desk.migrate()
    assert marks(made.proposal)
    for mark in marks(made.proposal):
        assert [row.reference for row in desk.earlier_cases([mark])] == [reference(1)]
    assert desk.destroy_key(reference(1)) == 2
    assert desk.find_case(reference(1)).erased
    desk.close()


def migrate_until(url: str, die_at: int) -> None:
    """Bring the register up to date in this process, and die without a word before step `die_at`."""
    left = [die_at]

    def step(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    desk = opened(url)
    desk.migrate()
    desk.close()


def test_killed_at_any_step_it_goes_on_where_it_stopped_and_leaves_no_trace(tmp_path: Path):
    (tmp_path / "before").mkdir()
    before = f"sqlite:///{tmp_path / 'before' / 'register.db'}"
    fill(before, many=2)
    # The tables move forward in one transaction; what follows is many.
    made_at(before, "head")
    for step in range(1, 400):
        folder = shutil.copytree(tmp_path / "before", tmp_path / str(step))
        url = f"sqlite:///{folder / 'register.db'}"
        process = start(migrate_until, url, step)
        process.join(60)
        assert process.exitcode in {0, -signal.SIGKILL}
        desk = opened(url)
        desk.migrate()
        is_as_it_was(desk, 2)
        desk.close()
        assert CANARY.encode() not in everything(url)
        shutil.rmtree(folder)
        if process.exitcode == 0:
            break
    assert 60 < step < 399
