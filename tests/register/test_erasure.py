"""What is erased is gone from the register and from every backup of it; what stays adds up, and holds are kept."""

from __future__ import annotations

import os
import shutil
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text

from register import Register, RegisterCode, RegisterError
from register.records import Erasure, Refusal
from register_life import start
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
    opened,
    result,
    settle,
)

CANARY = "Zebediah-Quillfeather"
WHY = "asked for by the parents"


def marked(kind: str = "acknowledgement", **changes: object):
    return letter(kind, raw=f"letter {CANARY}".encode(), **changes)


def send_all(register: Register) -> None:
    while out := register.claim_dispatch("ann", NOW, LEASE):
        register.mark_sent(out.id, "ann", NOW)


@pytest.fixture
def lived(register: Register) -> Register:
    """A case with a review and letters that were sent, full of the canary; and another one."""
    form = filing(assessment=f'"{CANARY}"', pupil=(f"upn {CANARY}",))
    raw = message("one", raw=f"raw {CANARY}".encode())
    register.persist(raw, NOW)
    claimed = register.claim("ann", NOW, LEASE)
    register.settle(
        claimed.id, "ann", filed(form, letters=(marked(), marked("pack_cover", whole=CANARY.encode()))), NOW
    )
    settle(register, filed(results=(result(assessment=f'"{CANARY}"'),)), "review")
    settle(
        register, filed(filing(OTHER, file="other"), letters=(letter(reference=OTHER, to="b@example.org"),)), "other"
    )
    send_all(register)
    return register


def kept(url: str) -> bytes:
    """Everything that the register's database holds, as it lies there."""
    if url.startswith("sqlite"):
        folder = Path(url.removeprefix("sqlite:///")).parent
        return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = ("messages", "versions", "outgoing", "dispatches", "submissions", "cases", "events")
        rows = [str(connection.execute(text(f"SELECT * FROM {table}")).all()) for table in tables]  # noqa: S608  # of ours
    engine.dispose()
    return "".join(rows).encode()


def test_an_erased_case_is_gone_and_what_stays_adds_up(lived: Register, url: str) -> None:
    before = lived.status(NOW)
    assert lived.erase_case(REFERENCE, WHY, LATER) == Erasure(messages=2, letters=2)
    case = lived.find_case(REFERENCE)
    assert case.erased
    assert (case.row.status, case.row.erased, case.row.start) == ("erased", LATER, filing().start)
    assert [each.erased for each in case.dispatches] == [True, True]
    with pytest.raises(RegisterError) as gone:
        lived.raw(case.submission)
    assert gone.value.code is RegisterCode.ERASED
    assert lived.held(REFERENCE).forms == lived.held(REFERENCE).messages == lived.held(REFERENCE).letters == ()
    assert [each.what for each in case.events][-1] == "erased"
    assert case.events[-1].detail == WHY
    after = lived.status(NOW)
    assert (after.filed, after.sent, after.cases_open) == (before.filed, before.sent, before.cases_open - 1)
    assert adds_up(lived)
    assert lived.check_audit() == ()
    assert lived.find_case(OTHER).assessment
    assert CANARY.encode() not in kept(url)


def test_no_review_letter_is_written_about_an_erased_case(lived: Register) -> None:
    assert {case.reference for case in lived.open_cases()} == {REFERENCE, OTHER}
    lived.erase_case(REFERENCE, WHY, LATER)
    assert {case.reference for case in lived.open_cases()} == {OTHER}
    assert set(lived.placed([REFERENCE, OTHER])) == {OTHER}


def test_the_same_form_later_is_a_new_case_and_the_pupil_is_not_known(lived: Register) -> None:
    assert [row.reference for row in lived.earlier_cases([f"upn {CANARY}"])] == [REFERENCE]
    lived.erase_case(REFERENCE, WHY, LATER)
    assert lived.earlier_cases([f"upn {CANARY}"]) == ()
    assert lived.find_document(filing().document_sha256) is None
    submission = claim(lived, "later")
    assert lived.settle(submission, "ann", filed(filing("OSD-NEXT-1")), NOW)
    assert lived.find_case("OSD-NEXT-1").assessment


def test_a_backup_of_before_opens_no_more(lived: Register, url: str, tmp_path: Path) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("a copy of a file; PostgreSQL's backups hold the same rows")
    copied = tmp_path / "backup"
    copied.mkdir()
    lived.close()
    shutil.copy(tmp_path / "register.db", copied)
    register = opened(url)
    register.erase_case(REFERENCE, WHY, LATER)
    register.close()
    # The register of before with the keys of now.
    shutil.copy(tmp_path / "keys.db", copied)
    restored = opened(f"sqlite:///{copied / 'register.db'}")
    restored.migrate()
    assert restored.find_case(REFERENCE).erased
    assert restored.find_case(OTHER).assessment
    restored.close()


def test_a_message_that_brought_another_case_stays_until_that_is_erased(register: Register) -> None:
    both = filed(filing(), filing(OTHER, file="other"))
    submission = settle(register, both)
    done = register.erase_case(REFERENCE, WHY, NOW)
    assert done == Erasure(stays=((submission, (OTHER,)),))
    assert register.raw(submission)
    assert register.held(OTHER).messages[0].shared == ()
    assert register.erase_message(submission, WHY, NOW).refused is Refusal.LIVING_CASE
    assert register.erase_case(OTHER, WHY, NOW) == Erasure(messages=1)
    with pytest.raises(RegisterError):
        register.raw(submission)


def test_a_case_on_hold_is_not_erased_until_the_hold_is_lifted(lived: Register) -> None:
    assert lived.hold(REFERENCE, "a complaint", NOW)
    assert lived.erase_case(REFERENCE, WHY, NOW).refused is Refusal.HELD
    assert lived.find_case(REFERENCE).row.held == NOW
    assert lived.hold(REFERENCE, "another", LATER)
    assert lived.find_case(REFERENCE).row.held == NOW
    assert lived.lift_hold(REFERENCE, "settled", LATER)
    assert lived.erase_case(REFERENCE, WHY, NOW).refused is None
    assert not lived.hold(REFERENCE, "too late", NOW)
    assert not lived.hold("OSD-NONE-0", "unknown", NOW)
    told = [(each.what, each.detail) for each in lived.history(REFERENCE)]
    assert [each for each in told if each[0].startswith("h")] == [("held", "a complaint"), ("hold_lifted", "settled")]


def test_a_case_with_letters_to_send_is_not_erased(register: Register) -> None:
    settle(register, filed(filing(), letters=(letter(),)))
    assert register.erase_case(REFERENCE, WHY, NOW).refused is Refusal.LETTERS_WAITING
    out = register.claim_dispatch("ann", NOW, LEASE)
    assert register.erase_case(REFERENCE, WHY, NOW).refused is Refusal.LETTERS_WAITING
    register.mark_sent(out.id, "ann", NOW)
    assert register.erase_case(REFERENCE, WHY, NOW).refused is None


def test_a_message_that_is_no_case_is_erased(register: Register, url: str) -> None:
    register.persist(message("two", raw=CANARY.encode()), NOW)
    submission = register.claim("ann", NOW, LEASE).id
    assert register.erase_message(submission, WHY, NOW).refused is Refusal.IN_WORK
    register.settle(submission, "ann", FOR_A_PERSON, NOW)
    assert register.erase_message("nobody", WHY, NOW).refused is Refusal.UNKNOWN
    assert register.erase_message(submission, WHY, NOW) == Erasure(messages=1)
    assert register.erase_message(submission, WHY, NOW) == Erasure()
    assert [event.what for event in register.message_history(submission)][-1] == "message_erased"
    assert (register.status(NOW).for_a_person, adds_up(register)) == (1, True)
    assert CANARY.encode() not in kept(url)


def test_the_text_of_old_letters_goes_and_that_they_were_sent_stays(lived: Register) -> None:
    old = lived.letters_sent_before(LATER)
    assert len(old) == 3
    assert lived.erase_letters(old, LATER) == 3
    assert lived.letters_sent_before(LATER) == ()
    with pytest.raises(RegisterError) as gone:
        lived.letter(old[0])
    assert gone.value.code is RegisterCode.ERASED
    case = lived.find_case(REFERENCE)
    assert (case.erased, case.dispatches[0].recipient, lived.status(NOW).sent) == (False, "office@example.org", 3)
    assert lived.erase_case(REFERENCE, WHY, LATER).letters == 2


def test_letters_of_a_case_on_hold_and_letters_that_came_back_keep_their_text(lived: Register) -> None:
    lived.hold(REFERENCE, "a complaint", NOW)
    assert len(lived.letters_sent_before(LATER)) == 1


def _erase_and_die(url: str, at: int) -> None:
    """Erase in this process, and die before the commit or statement of this number."""
    count = iter(range(1, 10_000))

    def step(*_: object) -> None:
        if next(count) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    register = opened(url)
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    register.erase_case(REFERENCE, WHY, NOW)
    register.close()


def test_an_erasure_that_dies_at_any_step_is_finished_by_the_next(lived: Register, tmp_path: Path, url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("each death needs a register of its own: files are copied")
    lived.close()
    for step in range(1, 60, 3):
        folder = tmp_path / str(step)
        folder.mkdir()
        for name in ("register.db", "keys.db"):
            shutil.copy(tmp_path / name, folder)
        here = f"sqlite:///{folder / 'register.db'}"
        process = start(_erase_and_die, here, step)
        process.join(60)
        register = opened(here)
        if register.find_case(REFERENCE).row.erased:
            register.finish_erasures()
        else:
            register.erase_case(REFERENCE, WHY, NOW)
        case = register.find_case(REFERENCE)
        key = _key(here)
        assert (case.erased, register.store.living([key]), register.check_audit()) == (True, frozenset(), ())
        assert adds_up(register)
        register.close()
        if process.exitcode == 0:
            break
    assert step > 12, "it died inside the transaction and after it"
    assert process.exitcode == 0


def _key(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        key = connection.execute(text("SELECT key FROM cases WHERE reference = :it"), {"it": REFERENCE}).scalar_one()
    engine.dispose()
    return str(key)


def test_a_history_has_its_messages_and_not_its_neighbours(register: Register) -> None:
    settle(
        register,
        filed(filing(), filing(OTHER, file="other"), letters=(letter(), letter(reference=OTHER, to="x@example.org"))),
    )
    register.note("shown", NOW + timedelta(days=1), reference=REFERENCE)
    told = [event.what for event in register.history(REFERENCE)]
    assert told == [
        "arrived",
        "filed",
        "found_complete",
        "reviews_planned",
        "letter_queued",
        "settled",
        "shown",
    ]
    assert "shown" not in [event.what for event in register.history(OTHER)]
