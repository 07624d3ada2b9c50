"""A locked file that a person opens with its password is filed as if it had come unlocked."""

from __future__ import annotations

import hashlib
import io
import logging
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msoffcrypto
import pikepdf
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfReader

from conftest import MORNING
from desk.exits import Exit
from desk.messages import open_message, told
from desk.samples.files import samples
from extractors.locked import WrongPassword, unlocked
from extractors.outcome import Unreadable
from extractors.reader import read
from flows.unlock import Unlocked, UnlockOutcome, find_message, unlock_message
from mailboxes.message import read_submission
from proposals.reading import ReadingCode
from register import Outcome
from straight_way import attachments, brought, deliver, run, sent

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = "application/x-ole-storage"
SECRET = "Thornbury-2012"
OFFSITE = Path(sys.executable).with_name("offsite")


def pdf(strength: int = 6, password: str = SECRET, name: str = "complete.pdf") -> bytes:
    made = io.BytesIO()
    pikepdf.open(io.BytesIO(samples()[name].data)).save(
        made,
        encryption=pikepdf.Encryption(
            owner="owner", user=password, R=strength, aes=strength > 3, metadata=strength > 3
        ),
    )
    return made.getvalue()


def word(password: str = SECRET) -> bytes:
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(samples()["complete.docx"].data)).encrypt(password, made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "plain"),
    [*((pdf(strength), PDF, "complete.pdf") for strength in (2, 3, 4, 6)), (word(), OLE, "complete.docx")],
    ids=["RC4 40", "RC4 128", "AES 128", "AES 256", "Word"],
)
def test_every_lock_opens_with_its_password_alone(data, media_type, plain):
    assert read(data, media_type).reason is ReadingCode.ENCRYPTED
    opened = unlocked(data, media_type, SECRET)
    kind = PDF if media_type == PDF else DOCX
    assert read(opened, kind).answers == read(samples()[plain].data, kind).answers
    with pytest.raises(WrongPassword):
        unlocked(data, media_type, "thornbury-2012")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (samples()["complete.pdf"].data, PDF),
        (pdf()[:4000], PDF),
        (b"\xd0\xcf\x11\xe0", OLE),
        (b"PK", "application/zip"),
    ],
)
def test_what_has_no_lock_to_open(data, media_type):
    with pytest.raises(Unreadable):
        unlocked(data, media_type, SECRET)


@pytest.fixture
def locked(stations):
    """Deliver a message with these files, and return what became of it."""

    def bring(*files: tuple[bytes, str]):
        deliver(stations, brought(*files))
        run(stations, MORNING)
        [arrival] = stations.register.arrivals()
        return arrival

    return bring


@pytest.mark.parametrize(("data", "media_type"), [(pdf(), PDF), (word(), OLE)], ids=["PDF", "Word"])
def test_it_is_filed_answered_and_packed(stations, locked, data, media_type):
    arrival = locked((data, media_type))
    assert arrival.outcome is Outcome.FOR_A_PERSON
    later = MORNING + timedelta(hours=2)
    done = unlock_message(stations, arrival, SECRET, later)
    [row] = stations.register.cases()
    assert (done.outcome, done.references) == (UnlockOutcome.FILED, (row.reference,))
    again = find_message(stations.register, arrival.submission)
    assert again is not None
    assert (again.outcome, again.references) == (Outcome.FILED, (row.reference,))
    kinds = [letter.kind for letter in stations.register.letters()]
    assert kinds == ["unreadable", "for_a_person", "acknowledgement_complete", "pack_cover"]
    pack = attachments(sent(stations)[-1])[f"{row.reference} pack.pdf"]
    assert len(PdfReader(io.BytesIO(pack)).pages) > 5, "the form is shown, not called locked"
    status = stations.register.status(later)
    assert (status.arrivals, status.filed, status.for_a_person) == (1, 1, 0)
    assert as_it_came(stations, arrival) == data, "the message stays as it came"


def test_with_another_password_nothing_changes(stations, locked):
    arrival = locked((pdf(), PDF))
    before = (stations.register.status(MORNING), stations.register.letters())
    assert unlock_message(stations, arrival, "guess", MORNING).outcome is UnlockOutcome.WRONG_PASSWORD
    assert (stations.register.status(MORNING), stations.register.letters()) == before


def test_a_second_time_files_nothing_more(stations, locked):
    arrival = locked((pdf(), PDF))
    first = unlock_message(stations, arrival, SECRET, MORNING)
    second = unlock_message(stations, arrival, SECRET, MORNING)
    assert (second.outcome, second.references) == (UnlockOutcome.FILED_BEFORE, first.references)
    assert len(stations.register.cases()) == 1


def test_the_same_locked_file_in_another_mail_is_known_once_it_was_opened(stations, locked):
    arrival = locked((pdf(), PDF))
    unlock_message(stations, arrival, SECRET, MORNING)
    case = stations.register.find_case(stations.register.cases()[0].reference)
    assert case is not None
    assert case.document_sha256 == hashlib.sha256(as_it_came(stations, arrival)).hexdigest()


def as_it_came(stations, arrival) -> bytes:
    return read_submission(stations.register.raw(arrival.submission)).documents[0].data


def test_a_form_that_came_beside_it_is_not_filed_again(stations, locked):
    arrival = locked((samples()["pair_first.pdf"].data, PDF), (pdf(), PDF))
    assert arrival.outcome is Outcome.FILED
    done = unlock_message(stations, arrival, SECRET, MORNING)
    assert done.outcome is UnlockOutcome.FILED
    assert len(done.references) == 1
    assert len(stations.register.cases()) == 2
    assert "already_received" not in [letter.kind for letter in stations.register.letters()]


@pytest.mark.parametrize(
    ("files", "outcome", "reason"),
    [
        ([(samples()["risk_assessment.pdf"].data, PDF)], UnlockOutcome.NOT_LOCKED, None),
        ([(pdf(name="risk_assessment.pdf"), PDF)], UnlockOutcome.NO_FORM, ReadingCode.NOT_A_FORM),
        ([(pdf(name="review_outcome.pdf"), PDF)], UnlockOutcome.NO_CASE, None),
    ],
)
def test_what_is_no_form_of_ours_changes_nothing(stations, locked, files, outcome, reason):
    arrival = locked(*files)
    before = (stations.register.status(MORNING), stations.register.letters())
    done = unlock_message(stations, arrival, SECRET, MORNING)
    assert (done.outcome, done.reason) == (outcome, reason)
    assert (stations.register.status(MORNING), stations.register.letters()) == before


def with_header(raw: bytes, line: str) -> bytes:
    return line.encode() + b"\r\n" + raw


def test_a_strangers_locked_form_is_filed_with_a_caution_and_not_answered(stations):
    raw = brought((pdf(), PDF)).replace(b"office@oakfield.example.org", b"somebody@elsewhere.example.org")
    deliver(stations, raw)
    run(stations, MORNING)
    [arrival] = stations.register.arrivals()
    assert unlock_message(stations, arrival, SECRET, MORNING).outcome is UnlockOutcome.FILED
    assert [letter.kind for letter in stations.register.letters()] == ["receipt", "for_a_person", "pack_cover"]
    assert "not one the council knows" in " ".join(read_submission(sent(stations)[-1].as_bytes()).text.split())


def test_a_strangers_locked_review_outcome_is_not_recorded(stations):
    raw = brought((pdf(name="review_outcome.pdf"), PDF)).replace(b"oakfield.example.org", b"elsewhere.example.org")
    deliver(stations, raw)
    run(stations, MORNING)
    [arrival] = stations.register.arrivals()
    assert unlock_message(stations, arrival, SECRET, MORNING).outcome is UnlockOutcome.UNKNOWN_SENDER


def test_what_a_forged_message_brings_stays_closed(stations):
    setting = stations.council.correspondence.model_copy(update={"authserv_id": "mx.example.org"})
    desk = replace(stations, council=stations.council.model_copy(update={"correspondence": setting}))
    deliver(desk, with_header(brought((pdf(), PDF)), "Authentication-Results: mx.example.org; dmarc=fail"))
    run(desk, MORNING)
    [arrival] = desk.register.arrivals()
    assert unlock_message(desk, arrival, SECRET, MORNING).outcome is UnlockOutcome.NOT_PROVEN
    assert desk.register.cases() == ()


@pytest.mark.parametrize("outcome", UnlockOutcome)
def test_the_desk_has_a_sentence_for_every_end(outcome):
    assert told(Unlocked(outcome, ("OSD-7K4M-2",)))


def test_the_password_is_kept_nowhere(stations, locked, settings, caplog):
    caplog.set_level(logging.DEBUG)
    arrival = locked((pdf(), PDF))
    unlock_message(stations, arrival, "wrong-canary", MORNING)
    unlock_message(stations, arrival, SECRET, MORNING)
    assert not any(word in record.getMessage() for record in caplog.records for word in (SECRET, "wrong-canary"))
    for path in settings.home.rglob("*"):
        if path.is_file():
            assert not any(word.encode() in path.read_bytes() for word in (SECRET, "wrong-canary")), path.name


@pytest.mark.parametrize(
    ("password", "end", "told"),
    [(SECRET, Exit.OK, "Opened and filed: OSD-"), ("guess", Exit.UNREADABLE, "does not open")],
)
def test_the_desk_asks_for_the_password(stations, locked, tmp_path, password, end, told):
    arrival = locked((pdf(), PDF))
    words = [OFFSITE, "message", arrival.submission, "--password"]
    done = subprocess.run(words, cwd=tmp_path, input=f"{password}\n", capture_output=True, text=True, check=False)
    assert done.returncode == end
    assert told in done.stdout + done.stderr
    assert password not in done.stdout + done.stderr


def test_the_desk_shows_a_message_and_knows_no_other(locked, settings, tmp_path, capsys):
    arrival = locked((pdf(), PDF))
    done = subprocess.run(
        [OFFSITE, "message", arrival.submission], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "for a person (unreadable)" in done.stdout
    assert open_message(settings, "0" * 32, SECRET) is Exit.NOT_FOUND
    assert "note to the team" in capsys.readouterr().err


def test_a_locked_old_word_file_is_told_from_a_damaged_one(monkeypatch):
    """No library here writes a locked .doc: what its own says of the file is stood in for."""
    monkeypatch.setattr(msoffcrypto, "OfficeFile", lambda _file: type("Locked", (), {"is_encrypted": lambda _: True})())
    assert read(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), OLE).reason is ReadingCode.ENCRYPTED
