"""The door of the readers: any bytes go in, a named outcome comes out, and nothing of a file is told elsewhere."""

from __future__ import annotations

import logging
import random
import zipfile
from io import BytesIO

import docx
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desk.samples.files import samples
from extractors.reader import MAX_BYTES, read
from proposals.reading import FormKind, Reading, ReadingCode, ReadingOutcome

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
OLE = "application/x-ole-storage"
ODT = "application/vnd.oasis.opendocument.text"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = {PDF: samples()["complete.pdf"].data, DOCX: samples()["complete.docx"].data}


def picture_alone() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    picture = pikepdf.Stream(pdf, bytes(100))
    picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 10, "/Height": 10})
    picture.update({"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 8})
    pdf.pages[0].add_resource(picture, pikepdf.Name.XObject)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def open_document(manifest: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (b"", PDF, ReadingCode.EMPTY_FILE),
        (b"", "application/x-empty", ReadingCode.EMPTY_FILE),
        (bytes(MAX_BYTES + 1), PDF, ReadingCode.TOO_LARGE),
        (b"%PDF-1.7\nand then nothing", PDF, ReadingCode.DAMAGED),
        (GOOD[PDF][:2000], PDF, ReadingCode.DAMAGED),
        (GOOD[DOCX][:2000], DOCX, ReadingCode.DAMAGED),
        (picture_alone(), PDF, ReadingCode.NO_TEXT),
        (b"\xff\xd8\xff\xe0", "image/jpeg", ReadingCode.DAMAGED),
        (b"\x89PNG\r\n\x1a\n", "image/png", ReadingCode.DAMAGED),
        (OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), OLE, ReadingCode.ENCRYPTED),
        (open_document("<manifest:encryption-data/>"), ODT, ReadingCode.ENCRYPTED),
        (OLE_MAGIC + "Workbook".encode("utf-16-le"), OLE, ReadingCode.UNSUPPORTED_TYPE),
        (b"hello", "text/plain", ReadingCode.UNSUPPORTED_TYPE),
        (samples()["locked.pdf"].data, PDF, ReadingCode.ENCRYPTED),
    ],
)
def test_why_a_file_cannot_be_read(data, media_type, code):
    reading = read(data, media_type)
    assert (reading.outcome, reading.reason) == (ReadingOutcome.UNREADABLE, code)


def test_a_word_file_with_macros_is_read_all_the_same():
    assert read(GOOD[DOCX], DOCM).answers == read(GOOD[DOCX], DOCX).answers


LETTER = """
Dear Ms Penn,
Name: Mia Thornbury
Date of birth: 4 March 2012
School: Brookfield Academy
Year group: 9
Thank you for the meeting on Monday. We talked about the reasons for the referral and the objectives.
Parents' views: they would like to talk again.
Yours sincerely,
Name: A. Penn
Position: Headteacher
Date: 30 November 2026
"""
AGENDA = """
Agenda
Date: 30 November 2026
Present: A. Penn, T. Oduya
1. Apologies
2. Attendance
3. Curriculum
4. Safeguarding
5. Transport
6. Next review: 11 January 2027
7. Any other business
"""
RISK = """
Risk assessment
Pupil name: Mia Thornbury
DOB: 4/3/2012
UPN: A999400123041
Year group: 9
School: Brookfield Academy
Hazard: Leaves the site
Likelihood: 3
Severity: 4
Controls: Two adults at the gate
Completed by: T. Oduya
Date: 30/11/2026
Review date: 11/1/2027
"""

REFERRAL = """
Referral to the Educational Psychology Service
School details
Name of school: Brookfield Academy
URN: 123456
Contact name: A. Penn
Job title: SENCO
Email: office@example.org
Telephone: 01632 960123
Headteacher: T. Oduya
Pupil details
First name: Mia
Surname: Thornbury
DOB: 4/3/2012
UPN: A999400123041
Year group: 9
SEN status: SEN support
Looked after: No
Social care: None
Attendance %: 80
Parent/carer
Parent name: J. Thornbury
Relationship to child: Mother
Email: j@example.org
Parental views: They agree.
Pupil voice: I want help.
Reason for referral: Anxiety
Interventions tried: Nurture group
Print name: A. Penn
Position: SENCO
Date signed: 30/11/2026
Review date: 1/2/2027
"""


@pytest.mark.parametrize(
    "text", [LETTER, AGENDA, RISK, REFERRAL], ids=["letter", "agenda", "risk assessment", "another referral"]
)
@pytest.mark.parametrize("shape", ["lines", "table"])
def test_what_names_a_pupil_and_a_school_is_not_yet_a_form(text, shape):
    document = docx.Document()
    rows = [line for line in text.split("\n") if line]
    if shape == "lines":
        for line in rows:
            document.add_paragraph(line)
    else:
        table = document.add_table(rows=0, cols=2)
        for line in rows:
            label, _, value = line.partition(": ")
            for cell, said in zip(table.add_row().cells, (label, value), strict=True):
                cell.text = said
    out = BytesIO()
    document.save(out)
    reading = read(out.getvalue(), DOCX)
    assert (reading.outcome, reading.answers) == (ReadingOutcome.NOT_A_FORM, ())


def test_an_empty_document_is_no_form():
    out = BytesIO()
    docx.Document().save(out)
    assert read(out.getvalue(), DOCX).reason is ReadingCode.NOT_A_FORM


@pytest.mark.parametrize("file", ["own_lines.docx", "own_tables.docx"])
def test_a_schools_own_form_is_read_by_its_labels(file):
    reading = read(samples()[file].data, DOCX)
    assert reading.form is FormKind.OFF_SITE_DIRECTION
    asked = [answer.question for answer in reading.answers]
    assert len(asked) == len(set(asked)) >= 40
    assert all(0 < answer.confidence < 1 and answer.where for answer in reading.answers)


# Whatever the bytes


@given(st.binary(max_size=2000), st.sampled_from([PDF, DOCX, OLE, "text/plain", ""]))
def test_any_bytes_give_a_reading(data, media_type):
    assert isinstance(read(data, media_type), Reading)


@given(st.binary(max_size=500), st.sampled_from([PDF, DOCX]))
def test_any_bytes_that_begin_like_a_form_give_a_reading(data, media_type):
    assert isinstance(read({PDF: b"%PDF-1.7\n", DOCX: b"PK\x03\x04"}[media_type] + data, media_type), Reading)


@pytest.mark.parametrize("media_type", [PDF, DOCX])
@settings(max_examples=100, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_form_that_was_damaged_on_the_way_gives_a_reading(media_type, seed):
    assert isinstance(read(damaged(GOOD[media_type], seed), media_type), Reading)


def damaged(data: bytes, seed: int) -> bytes:
    """`data` with a few bytes changed, cut out or doubled."""
    chance = random.Random(seed)  # a repeatable choice, not a secret
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(max(len(changed), 1))
        match chance.randrange(4):
            case 0 if changed:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randint(1, 400)]
            case 2:
                changed[place:place] = changed[place : place + chance.randint(1, 400)]
            case _:
                changed[place : place + 8] = chance.randbytes(8)
    return bytes(changed)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_word_file_with_damaged_parts_gives_a_reading(seed):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD[DOCX])) as good, zipfile.ZipFile(out, "w") as bad:
        for name in ("word/document.xml", "docProps/core.xml", "_rels/.rels"):
            text = good.read(name)
            bad.writestr(name, text if name == "word/document.xml" and seed % 2 else damaged(text, seed))
    assert isinstance(read(out.getvalue(), DOCX), Reading)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_word_file_whose_numbers_and_names_are_changed_gives_a_reading(seed):
    """Well-formed XML that says odd things: values swapped about, elements left out; so much of it may be out that a
    part of the form is left, and all of it is asked for."""
    chance = random.Random(seed)  # a repeatable choice, not a secret
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD[DOCX])) as good, zipfile.ZipFile(out, "w") as bad:
        tree = etree.fromstring(good.read("word/document.xml"))
        nodes = list(tree.iter())
        for node in chance.sample(nodes[2:], 40):
            for name in node.attrib:
                node.set(name, chance.choice(["", "-1", "99999999", "\u00b2", "word", "w:tag"]))
            if chance.random() < 0.3 and node.getparent() is not None:
                node.getparent().remove(node)
        bad.writestr("word/document.xml", etree.tostring(tree))
        bad.writestr("docProps/core.xml", good.read("docProps/core.xml"))
    reading = read(out.getvalue(), DOCX)
    assert reading.outcome is ReadingOutcome.FORM or reading.reason is ReadingCode.LOOSE_PAGES


def test_nothing_of_a_damaged_file_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    secret = b"Thornbury-4-March-2012"
    for seed in range(10):
        read(damaged(GOOD[PDF].replace(b"Mia", secret), seed), PDF)
        read(b"%PDF-1.7\n1 0 obj\n<< /" + secret + b" (" + secret, PDF)
    assert not any("Thornbury" in record.getMessage() for record in caplog.records)
