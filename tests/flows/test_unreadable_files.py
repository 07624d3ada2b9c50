"""Every way in which a file cannot be read ends with a named reason, reaches a person and is told to the school."""

from __future__ import annotations

import io
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage

import docx
import pikepdf
import pytest

from conftest import MORNING
from desk.samples.files import samples
from extractors.reader import MAX_BYTES
from flows.process import process
from made_files import winmail, zipped
from mailboxes.message import read_submission
from outputs.blank_pdf import blank_pdf
from outputs.letters.wording import PersonReason
from proposals.forms import FORMS
from proposals.problems import reading_message
from proposals.reading import FormKind, ReadingCode
from reading_pages import Sheet, photographed, printed
from register import Claimed, Outcome
from straight_way import brought

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
OUTLOOK_MESSAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__properties_version1.0".encode("utf-16-le")
C = ReadingCode
PUPILS = (
    Sheet("Mia", "Thornbury", "4 March 2012", "A999400123041"),
    Sheet("Ola", "Quarmby", "9 May 2011", "R999402326013"),
)


def saved(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def empty_page() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return saved(pdf)


def adobe_form() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.Stream(pdf, b"<xdp/>"))
    return saved(pdf)


def open_document() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", "<x/>")
    return made.getvalue()


def of_two_pupils() -> bytes:
    document = docx.Document(io.BytesIO(samples()["own_tables.docx"].data))
    for label, said in (("UPN", PUPILS[0].upn), ("Unique pupil number", PUPILS[1].upn)):
        row = document.tables[0].add_row()
        row.cells[0].text, row.cells[1].text = label, said
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def loose_pages() -> list[tuple[bytes, str]]:
    return [(printed(page), PDF) for pupil in PUPILS for page in pupil.pages()]


FILES = {
    C.EMPTY_FILE: lambda _: [(b"", PDF)],
    C.ENCRYPTED: lambda _: [(samples()["locked.pdf"].data, PDF)],
    C.DAMAGED: lambda _: [(samples()["complete.pdf"].data[:2000], PDF)],
    C.TOO_LARGE: lambda _: [(b"%PDF-1.7\n" + bytes(MAX_BYTES), PDF)],
    C.UNSUPPORTED_TYPE: lambda _: [(b"PK\x05\x06" + bytes(18), "application/zip")],
    C.TOO_LONG: lambda _: [(photographed(PUPILS[0].pages()[0]), "image/png")],
    C.TOO_MUCH_MEMORY: lambda _: [(samples()["complete.pdf"].data, PDF)],
    C.NO_CONVERTER: lambda _: [(open_document(), ODT)],
    C.NO_TEXT: lambda _: [(empty_page(), PDF)],
    C.DYNAMIC_XFA: lambda _: [(adobe_form(), PDF)],
    C.BLANK_FORM: lambda council: [(blank_pdf(FORMS[FormKind.OFF_SITE_DIRECTION], council), PDF)],
    C.WINMAIL: lambda _: [(winmail(), "application/ms-tnef")],
    C.OUTLOOK_MESSAGE: lambda _: [(OUTLOOK_MESSAGE, "application/vnd.ms-outlook")],
    C.CLOSED_ARCHIVE: lambda _: [(zipped(("form.pdf", b"%PDF-1.7"))[:-30], "application/zip")],
    C.SEVERAL_FORMS: lambda _: [(of_two_pupils(), DOCX)],
    C.LOOSE_PAGES: lambda _: loose_pages(),
}
"""What a school may send, by why it cannot be read; what is simply no form is answered as a message without one."""
ANSWERED = {C.TOO_LONG: b"Utoo_long", C.TOO_MUCH_MEMORY: b"Utoo_much_memory"}
"""What the child says that opens such a file."""


def test_every_code_is_here():
    assert {*FILES, C.NOT_A_FORM} == set(ReadingCode)


@pytest.mark.parametrize("code", list(FILES))
def test_the_school_is_told_why_and_what_to_do_and_a_person_hears_of_it(stations, monkeypatch, code):
    if code in ANSWERED:
        # How a child comes to this is tests/extractors/test_apart.py's subject.
        monkeypatch.setattr("extractors.apart.wire.ask", lambda *_: ANSWERED[code])
    if code is C.NO_CONVERTER:
        monkeypatch.setattr("extractors.office.converter", lambda: None)
    raw = brought(*FILES[code](stations.council))
    settlement = process(Claimed("1" * 32, raw, 1, MORNING), stations, MORNING)
    assert (settlement.outcome, settlement.filings) == (Outcome.FOR_A_PERSON, ())
    assert settlement.reason == {
        C.SEVERAL_FORMS: PersonReason.SEVERAL_FORMS,
        C.LOOSE_PAGES: PersonReason.LOOSE_PAGES,
    }.get(code, PersonReason.UNREADABLE)
    answer, note = settlement.dispatches
    assert (answer.kind, note.kind) == ("unreadable", "for_a_person")
    assert reading_message(code) in told(answer.raw)
    assert enclosed(answer.raw) == {"pdf", "docx"}, "the blank forms are enclosed"


def test_a_file_that_is_no_form_is_answered_as_a_message_without_one(stations):
    raw = brought((samples()["risk_assessment.pdf"].data, PDF))
    settlement = process(Claimed("1" * 32, raw, 1, MORNING), stations, MORNING)
    answer, note = settlement.dispatches
    assert (answer.kind, note.kind) == ("no_form", "for_a_person")
    assert "the file attached to your message is not one of them" in told(answer.raw)
    assert settlement.reason == PersonReason.NO_FORM


def told(raw: bytes) -> str:
    """What a letter says, as a person reads it."""
    return " ".join(read_submission(raw).text.split())


def enclosed(raw: bytes) -> set[str]:
    """The endings of what a letter encloses."""
    letter = message_from_bytes(raw, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    return {(part.get_filename() or "").rpartition(".")[2] for part in letter.iter_attachments()}
