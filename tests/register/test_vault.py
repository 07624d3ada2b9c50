"""The register holds nothing personal in clear, and nothing at all of what was erased."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from register import DispatchState, Register, RegisterCode, RegisterError
from register_life import everything
from register_values import (
    LATER,
    LEASE,
    NOW,
    OTHER,
    REFERENCE,
    claim,
    filed,
    filing,
    letter,
    message,
    opened,
    result,
    settle,
    sha,
)

CANARY = b"Quillfeather"
PUPIL = ("upn A123456789012", "name maya bellwether 2012-03-04")


def change(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def code(read, *arguments) -> RegisterCode:
    with pytest.raises(RegisterError) as refused:
        read(*arguments)
    return refused.value.code


def two_cases(register: Register) -> str:
    """One message that brought two forms, each with a letter; return the Submission's id."""
    letters = (letter(), letter(reference=OTHER, whole=b"whole"))
    return settle(register, filed(filing(), filing(OTHER, file="other"), letters=letters))


def test_nothing_personal_stands_in_the_database(register, url):
    canary = CANARY.decode()
    register.persist(message(message_id=f"<{canary}@example.org>", raw=b"raw " + CANARY), NOW)
    claimed = register.claim("ann", NOW, LEASE)
    form = filing(assessment=f'{{"name": "{canary}"}}', pupil=(f"name {canary}",))
    to = f"{canary}@example.org"
    sent = letter(to=to, raw=CANARY, whole=CANARY * 2, copies=(to,))
    register.settle(claimed.id, "ann", filed(form, letters=(sent,)), NOW)
    assert (claimed.raw, register.find_case(REFERENCE).assessment) == (b"raw " + CANARY, form.assessment)
    [row] = register.letters()
    assert (row.recipient, row.copies, register.whole_letter(row.id)) == (to, (to,), CANARY * 2)
    kept = everything(url)
    assert REFERENCE.encode() in kept, "the search sees what stands there in clear"
    assert CANARY not in kept
    for digest in (sha("one"), sha("form")):
        assert digest.encode() not in kept, "who has the file cannot tell that it was filed"


@pytest.mark.parametrize(
    ("table", "column", "key", "read"),
    [
        ("messages", "raw", "submission", lambda register, rows: register.raw(rows[0])),
        ("versions", "assessment", "id", lambda register, _: register.find_case(REFERENCE).assessment),
        ("outgoing", "raw", "dispatch", lambda register, _: register.letter(1)),
        ("dispatches", "addresses", "id", lambda register, _: register.letters()),
    ],
)
def test_contents_put_into_each_others_place_are_refused(register, url, table, column, key, read):
    settle(register, filed(filing(), letters=(letter(),)))
    settle(register, filed(filing(OTHER, file="other"), letters=(letter(reference=OTHER),)), "two")
    submissions = [row.submission for row in register.arrivals()]
    swap = f"(SELECT b.{column} FROM {table} b WHERE b.{key} <> {table}.{key})"  # noqa: S608  # the test's own words
    change(url, f"UPDATE {table} SET {column} = {swap}")  # noqa: S608  # the test's own words
    assert code(read, register, submissions) is RegisterCode.ALTERED


class TestErased:
    """The key of a case is destroyed: it reads as erased everywhere, and everything else goes on."""

    def test_a_case_and_its_message_cannot_be_read_any_more(self, register):
        submission = settle(register, filed(filing(pupil=PUPIL), letters=(letter(whole=b"whole"),)))
        assert register.destroy_key(REFERENCE) == 2
        case = register.find_case(REFERENCE)
        assert (case.erased, [(row.recipient, row.erased) for row in case.dispatches]) == (True, [("", True)])
        assert code(lambda: case.assessment) is RegisterCode.ERASED
        assert code(register.raw, submission) is RegisterCode.ERASED
        assert code(register.letter, case.dispatches[0].id) is RegisterCode.ERASED
        assert code(register.whole_letter, case.dispatches[0].id) is RegisterCode.ERASED
        assert register.destroy_key(REFERENCE) == 0, "a second time there is nothing left"
        assert register.missing_keys() == 0

    def test_the_pupil_is_not_found_and_nothing_is_chased(self, register):
        settle(register, filed(filing(pupil=PUPIL)))
        register.destroy_key(REFERENCE)
        assert register.earlier_cases(PUPIL) == ()
        assert register.placed([REFERENCE]) == {}

    def test_a_letter_that_still_waits_is_never_sent_and_holds_up_no_other(self, register):
        two_cases(register)
        register.destroy_key(REFERENCE)
        assert register.claim_dispatch("ann", NOW, LEASE).raw == b"raw acknowledgement"
        assert [row.state for row in register.letters()] == [DispatchState.REFUSED, DispatchState.SENDING]

    def test_a_message_lives_as_long_as_one_of_its_cases(self, register):
        submission = two_cases(register)
        assert register.destroy_key(REFERENCE) == 1
        assert register.raw(submission) == message().raw
        assert register.find_case(OTHER).assessment == filing(OTHER).assessment
        assert register.destroy_key(OTHER) == 2
        assert code(register.raw, submission) is RegisterCode.ERASED

    def test_what_came_of_a_review_goes_too(self, register):
        settle(register, filed(filing()))
        review = settle(register, filed(results=(result(),)), "two")
        assert register.destroy_key(REFERENCE) == 3
        assert code(register.raw, review) is RegisterCode.ERASED

    def test_nothing_more_is_filed_in_it(self, register):
        settle(register, filed(filing()))
        register.destroy_key(REFERENCE)
        submission = claim(register, "two")
        assert code(register.settle, submission, "ann", filed(results=(result(),)), NOW) is RegisterCode.ERASED

    def test_a_message_without_a_case_can_be_erased(self, register):
        submission = settle(register, filed())
        assert register.destroy_message_key(submission) == 1
        assert code(register.raw, submission) is RegisterCode.ERASED

    def test_a_message_with_a_living_case_is_kept(self, register):
        assert register.destroy_message_key(two_cases(register)) == 0

    def test_a_backup_of_the_register_does_not_bring_it_back(self, tmp_path):
        """The register as it was before, beside the key store as it is now."""
        url = f"sqlite:///{tmp_path / 'register.db'}"
        register = opened(url)
        register.migrate()
        settle(register, filed(filing(pupil=PUPIL), letters=(letter(),)))
        register.close()
        before = (tmp_path / "register.db").read_bytes()
        register = opened(url)
        register.destroy_key(REFERENCE)
        register.close()
        (tmp_path / "register.db").write_bytes(before)
        restored = opened(url)
        restored.migrate()
        assert restored.find_case(REFERENCE).erased
        assert restored.earlier_cases(PUPIL) == ()
        restored.close()

    def test_what_the_key_was_is_overwritten(self, tmp_path):
        """In the file and in its write-ahead log; of PostgreSQL's files the desk sees nothing."""
        url = f"sqlite:///{tmp_path / 'register.db'}"
        register = opened(url)
        register.migrate()
        settle(register, filed(filing(pupil=PUPIL)))
        store = create_engine(f"sqlite:///{tmp_path / 'keys.db'}")
        with store.connect() as connection:
            gone = connection.execute(text("SELECT wrapped FROM keys WHERE kind = 'case'")).scalar_one()
            digests = connection.execute(text("SELECT digest FROM traces")).scalars().all()
        store.dispose()
        assert gone in everything(url)
        register.destroy_key(REFERENCE)
        kept = everything(url)
        assert gone not in kept
        assert len(digests) == 2
        assert not any(digest.encode() in kept for digest in digests)
        register.close()


def test_an_earlier_case_of_the_same_pupil_is_found_by_either_mark_the_newest_first(register):
    settle(register, filed(filing(pupil=PUPIL)))
    claimed = claim(register, "two", now=LATER)
    register.settle(claimed, "ann", filed(filing(OTHER, file="other", pupil=PUPIL[1:])), LATER)
    settle(register, filed(filing("OSD-9999-9", file="third", pupil=("upn B",))), "three")
    for marks, found in ((PUPIL, 2), (PUPIL[:1], 1), (PUPIL[1:], 2), (("upn C",), 0), ((), 0)):
        assert len(register.earlier_cases(marks)) == found
    assert {row.reference for row in register.earlier_cases(PUPIL)} == {REFERENCE, OTHER}
