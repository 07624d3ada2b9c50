"""PDFs without boxes: a school's own form as lines of text, and one of ours that was printed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from desk.samples.files import samples
from extractors.reader import read
from proposals.forms import FORMS
from proposals.reading import FormKind, Method, ReadingCode
from proposals.values import parse
from reading_pages import Sheet, printed

PDF = "application/pdf"
LINES = (
    "School details",
    "School name: Oakfield Academy",
    "Email: office@example.org",
    "Pupil details",
    "Forename: Mia",
    "Surname: Thornbury",
    "DOB: 4/3/2012",
    "UPN: A999400123041",
    "NC Year: 9",
    "Parent/carer",
    "Email: parent@example.org",
    "Parental views: They agree.",
    "Placement details",
    "Name of provider: The Mill",
    "Type of provision: PRU",
    "Proposed start date: 11/1/2027",
    "Proposed end date: 19/2/2027",
    "Days per week: 3",
    "Hours per week: 15",
    "Objectives: Mia asks for help instead of",
    "walking out of lessons.",
    "Success criteria: Fewer than two walk-outs a week",
    "Exit strategy: Back to lessons by half term",
    "Return date: 22/2/2027",
)


def page_of(lines: tuple[str, ...]) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = "".join(f"({line}) Tj T* " for line in lines)
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 10 Tf 14 TL 50 800 Td {shown} ET".encode("latin-1"))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_schools_own_form_line_by_line():
    reading = read(page_of(LINES), PDF)
    assert reading.form is FormKind.OFF_SITE_DIRECTION
    said = {answer.question: answer.raw for answer in reading.answers}
    assert said["school_email"] == "office@example.org"
    assert said["parent_email"] == "parent@example.org"
    assert said["date_of_birth"] == "4/3/2012"
    assert said["objectives"] == "Mia asks for help instead of\nwalking out of lessons."
    assert len(said) == len(reading.answers) == 19
    assert {(answer.method, answer.confidence, answer.where) for answer in reading.answers} == {
        (Method.LAYOUT, 0.9, "page 1")
    }


def test_a_letter_is_no_form():
    letter = ("Dear Ms Penn,", "Name: Mia Thornbury", "DOB: 4/3/2012", "Thank you for your letter.", "Name: T. Oduya")
    assert read(page_of(letter), PDF).reason is ReadingCode.NOT_A_FORM


@pytest.mark.parametrize("file", ["complete.pdf", "managed_move.pdf", "review_outcome.pdf"])
def test_a_form_of_ours_that_was_printed_says_what_it_said_before(file):
    """Printing takes the boxes away; where things stand says as much."""
    before = read(samples()[file].data, PDF)
    with pikepdf.open(BytesIO(samples()[file].data)) as pdf:
        pdf.flatten_annotations("all")
        out = BytesIO()
        pdf.save(out)
    after = read(out.getvalue(), PDF)
    assert after.form is before.form
    assert {answer.method for answer in after.answers} == {Method.LAYOUT}
    assert understood(after, before.form) == understood(before, before.form)


def understood(reading, form):
    """Each answer as it is understood, and its words alone: a box shows fewer line breaks than it holds."""
    values = {}
    for answer in reading.answers:
        question = FORMS[form].question(answer.question)
        value = parse(question, answer.raw, date(2026, 11, 30))
        values[answer.question] = str(value).split()
    return values


def off_by_some(data: bytes) -> bytes:
    """The place of the table of objects told wrongly, as programs do that count line ends in another way."""
    before, _, told = data.rpartition(b"startxref")
    return before + b"startxref\n" + str(int(told.split()[0]) - 3).encode() + b"\n%%EOF\n"


def pages_within(data: bytes) -> bytes:
    """Pages that are written into the tree of pages themselves, and not only pointed at."""
    pdf = pikepdf.open(BytesIO(data))
    pages = [pikepdf.Dictionary(dict(page.obj.items())) for page in pdf.pages]
    pdf.Root.Pages = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=pages, Count=len(pages)))
    made = BytesIO()
    pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


@pytest.mark.parametrize("spoil", [off_by_some, pages_within])
def test_what_one_library_cannot_open_is_read_after_the_other_mended_it(spoil):
    sheet = Sheet("Mia", "Thornbury", "4 March 2012", "A999400123041")
    data = printed(*sheet.pages())
    said = [(answer.question, answer.raw) for answer in read(spoil(data), "application/pdf").answers]
    assert said == [(answer.question, answer.raw) for answer in read(data, "application/pdf").answers]
    assert len(said) > 15


def test_a_pdf_locked_with_a_certificate_is_locked():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    made = BytesIO()
    pdf.save(
        made,
        encryption=pikepdf.Encryption(owner="o", user="u", R=4),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    by_certificate = made.getvalue().replace(b"/Filter /Standard", b"/Filter /PubSec  ")
    assert read(by_certificate, "application/pdf").reason is ReadingCode.ENCRYPTED
