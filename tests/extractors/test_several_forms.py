"""Several forms in one file, and one form over several files: each form is one Reading, and no two pupils share one."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from io import BytesIO

import docx
import pikepdf
import pypdf
import pytest

from desk.samples.files import samples
from extractors.excerpt import excerpt
from extractors.reader import File, read, read_all
from extractors.spread import Found
from proposals.reading import FormKind, Method, ReadingCode, ReadingOutcome
from reading_pages import Sheet, photographed, printed

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = "image/png"
PROPOSAL, MOVE, REVIEW = FormKind.OFF_SITE_DIRECTION, FormKind.MANAGED_MOVE, FormKind.REVIEW_OUTCOME


def forms(files: Sequence[tuple[bytes, str]]) -> tuple[Found, ...]:
    return read_all([File(*file) for file in files])


def upns(found: Sequence[Found]) -> list[str]:
    return [next((each.raw for each in one.reading.answers if each.question == "upn"), "") for one in found]


# Fillable PDFs that a program put together


def by_pypdf(*names: str) -> bytes:
    writer, made = pypdf.PdfWriter(), BytesIO()
    for name in names:
        writer.append(BytesIO(samples()[name].data))
    writer.write(made)
    return made.getvalue()


def by_pikepdf(*names: str) -> bytes:
    """The pages alone are copied: the boxes of the second form hang on no form any more."""
    first, *more = (pikepdf.open(BytesIO(samples()[name].data)) for name in names)
    for each in more:
        first.pages.extend(each.pages)
    made = BytesIO()
    first.save(made)
    return made.getvalue()


def with_numbers(*names: str) -> bytes:
    """As qpdf joins them: a name that is there already has a number behind it."""
    first, second = (pikepdf.open(BytesIO(samples()[name].data)) for name in names)
    for field in second.Root.AcroForm.Fields:
        field.T = pikepdf.String(f"{field.T}+1")
    first.pages.extend(second.pages)
    made = BytesIO()
    first.save(made)
    return made.getvalue()


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")  # lost boxes are what the test is about
@pytest.mark.parametrize("join", [by_pypdf, by_pikepdf, with_numbers])
def test_two_filled_pdfs_put_together_are_two_forms(join):
    found = forms([(join("complete.pdf", "pair_first.pdf"), PDF)])
    assert [(each.reading.form, each.files, each.form) for each in found] == [(PROPOSAL, (0,), 1), (PROPOSAL, (0,), 2)]
    alone = [read(samples()[name].data, PDF) for name in ("complete.pdf", "pair_first.pdf")]
    for one, whole in zip(found, alone, strict=True):
        assert said(one.reading) == said(whole)
        assert one.reading.notes[0].startswith("The file holds 2 forms.")


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("complete.pdf", "managed_move.pdf", "review_outcome.pdf"), [PROPOSAL, MOVE, REVIEW]),
        (("review_outcome.pdf", "complete.pdf"), [REVIEW, PROPOSAL]),
        (("complete.pdf", "risk_assessment.pdf"), [PROPOSAL]),
    ],
)
def test_forms_of_several_kinds_in_one_pdf(names, kinds):
    assert [each.reading.form for each in forms([(by_pypdf(*names), PDF)])] == kinds


def test_the_same_form_twice_in_a_file_is_one():
    assert len(forms([(by_pypdf("complete.pdf", "complete.pdf"), PDF)])) == 1


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")  # boxes that hang on their page alone
def test_a_field_that_stands_on_every_page_begins_no_form():
    pdf = pikepdf.open(BytesIO(samples()["complete.pdf"].data))
    for page in pdf.pages:
        for name in ("pupil_forename", "pupil_surname", "upn"):
            head = pikepdf.Dictionary(
                FT=pikepdf.Name.Tx, T=name, V="A999400123041", Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9]
            )
            page.Annots.insert(0, pdf.make_indirect(head))
    made = BytesIO()
    pdf.save(made)
    assert len(forms([(made.getvalue(), PDF)])) == 1


# Printed and typed forms, one after the other


PUPILS = (
    Sheet("Mia", "Thornbury", "4 March 2012", "A999400123041"),
    Sheet("Ola", "Quarmby", "9 May 2011", "R999402326013"),
)


def test_two_forms_printed_into_one_pdf_are_two():
    found = forms([(printed(*PUPILS[0].pages(), *PUPILS[1].pages()), PDF)])
    assert upns(found) == [pupil.upn for pupil in PUPILS]
    assert [said(each.reading) for each in found] == [
        said(read(printed(*pupil.pages()), PDF)) for pupil in PUPILS
    ]  # neither has an answer of the other


def test_two_forms_in_one_word_file_are_two():
    data = typed("complete.docx", "incomplete.docx", "managed_move_trial.docx")
    found = forms([(data, DOCX)])
    assert [each.reading.form for each in found] == [PROPOSAL, PROPOSAL, MOVE]
    assert all(len(each.reading.answers) > 40 for each in found)
    assert len(set(upns(found))) == 3


def test_a_scan_of_two_forms_is_two():
    found = forms([(photographed(*(page for pupil in PUPILS for page in pupil.pages()), into="pdf"), PDF)])
    assert upns(found) == [pupil.upn for pupil in PUPILS]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(by_pypdf("complete.pdf", "pair_first.pdf"), PDF), (lambda: typed("complete.docx", "incomplete.docx"), DOCX)],
)
def test_a_form_is_cut_out_of_its_file(data, media_type):
    data = data if isinstance(data, bytes) else data()
    for each in forms([(data, media_type)]):
        assert each.span is not None
        alone = forms([excerpt(data, media_type, each.span)])
        assert [said(one.reading) for one in alone] == [said(each.reading)]


def test_what_cannot_be_cut_is_whole():
    [first, _] = forms([(by_pypdf("complete.pdf", "pair_first.pdf"), PDF)])
    assert first.span is not None
    assert excerpt(b"%PDF-1.7 broken", PDF, first.span) == (b"%PDF-1.7 broken", PDF)


def test_answers_about_two_pupils_without_an_end_between_them_are_for_a_person():
    one = docx.Document(BytesIO(samples()["own_tables.docx"].data))
    table = one.tables[0]
    for label, said_of in (("UPN", "A999400123041"), ("Unique pupil number", "R999402326013")):
        for cell, text in zip(table.add_row().cells, (label, said_of), strict=False):
            cell.text = text
    made = BytesIO()
    one.save(made)
    [found] = forms([(made.getvalue(), DOCX)])
    assert (found.reading.outcome, found.reading.reason) == (ReadingOutcome.UNREADABLE, ReadingCode.SEVERAL_FORMS)
    assert read(made.getvalue(), DOCX).reason is ReadingCode.SEVERAL_FORMS


# One form over several files


def test_a_page_of_a_fillable_form_in_each_file():
    found = forms([(page, PDF) for page in pages_of(samples()["complete.pdf"].data)])
    assert [each.files for each in found] == [(0, 1, 2, 3, 4, 5)]
    assert said(found[0].reading) == said(read(samples()["complete.pdf"].data, PDF))
    assert found[0].reading.answers[-1].where.startswith("file 6, page 1, ")


def test_a_page_of_a_printed_form_in_each_file():
    [found] = forms([(printed(page), PDF) for page in PUPILS[0].pages()])
    assert found.files == (0, 1)
    assert said(found.reading) == said(read(printed(*PUPILS[0].pages()), PDF))
    assert {each.where for each in found.reading.answers} == {"file 1, page 1", "file 2, page 1"}
    assert found.reading.notes[0] == "The form came as 2 files, which were read as one."


def test_a_photograph_of_each_page():
    [found] = forms([(photographed(page), PNG) for page in PUPILS[0].pages()])
    assert found.files == (0, 1)
    assert {each.method for each in found.reading.answers} == {Method.OCR}
    assert upns([found]) == [PUPILS[0].upn]


def test_a_risk_assessment_beside_them_stays_beside():
    pages = [(printed(page), PDF) for page in Sheet("Kian", "Bellwether", "4 March 2013", "M999400123041").pages()]
    found = forms([*pages, (samples()["risk_assessment.pdf"].data, PDF)])
    assert [(each.files, each.reading.outcome) for each in found] == [
        ((0, 1), ReadingOutcome.FORM),
        ((2,), ReadingOutcome.NOT_A_FORM),
    ]


def test_two_pupils_forms_of_one_page_each_are_two():
    one, other = ((printed([*first, *second]), PDF) for first, second in (pupil.pages() for pupil in PUPILS))
    found = forms([one, other])
    assert [each.files for each in found] == [(0,), (1,)]
    assert upns(found) == [pupil.upn for pupil in PUPILS]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (2, 0, 1)])
def test_pages_of_two_pupils_forms_are_never_put_together(order):
    pages = [page for pupil in PUPILS for page in pupil.pages()]
    found = forms([(printed(pages[place]), PDF) for place in order])
    assert len(found) == len(order)
    assert ReadingCode.LOOSE_PAGES in {each.reading.reason for each in found}
    for each in found:
        names = {answer.raw for answer in each.reading.answers if answer.question == "pupil_surname"}
        assert len(names) < 2


def test_pages_that_each_name_their_pupil_are_put_together_pupil_by_pupil():
    pages = [page for pupil in PUPILS for page in pupil.pages(head=True)]
    found = forms([(printed(pages[place]), PDF) for place in (0, 2, 3, 1)])
    assert [each.files for each in found] == [(0, 3), (1, 2)]
    assert upns(found) == [pupil.upn for pupil in PUPILS]


def test_a_whole_form_and_a_letter_are_left_as_they_are():
    letter = printed([("Date", "30 November 2026"), ("Name", "A. Penn"), ("Position", "Headteacher")])
    found = forms([(samples()["complete.pdf"].data, PDF), (letter, PDF)])
    assert [(each.files, each.reading.form) for each in found] == [((0,), PROPOSAL), ((1,), None)]


def test_two_risk_assessments_are_no_loose_pages():
    risk = samples()["risk_assessment.pdf"].data
    found = forms([(samples()["complete.pdf"].data, PDF), (risk, PDF), (risk + b"\n", PDF)])
    assert [each.reading.reason for each in found] == [None, ReadingCode.NOT_A_FORM, ReadingCode.NOT_A_FORM]


def test_pages_of_one_pupil_beside_another_pupils_form_are_not_taken_for_papers_of_that():
    whole = printed([*PUPILS[0].pages()[0], *PUPILS[0].pages()[1]])
    found = forms([(whole, PDF), *((printed(page), PDF) for page in PUPILS[1].pages())])
    assert found[0].files == (0,)
    assert [each.reading.reason for each in found[1:]] == [ReadingCode.LOOSE_PAGES] * 2


def said(reading) -> set[tuple[str, str]]:
    return {(answer.question, answer.raw) for answer in reading.answers}


def pages_of(data: bytes) -> list[bytes]:
    reader, made = pypdf.PdfReader(BytesIO(data)), []
    for number in range(len(reader.pages)):
        writer, out = pypdf.PdfWriter(), BytesIO()
        writer.append(reader, pages=(number, number + 1))
        writer.write(out)
        made.append(out.getvalue())
    return made


def typed(*names: str) -> bytes:
    """Sample Word files pasted one after the other."""
    into = docx.Document(BytesIO(samples()[names[0]].data))
    for name in names[1:]:
        more = docx.Document(BytesIO(samples()[name].data)).element.body
        for block in more:
            if not block.tag.endswith("sectPr"):
                into.element.body.insert(len(into.element.body) - 1, copy.deepcopy(block))
    made = BytesIO()
    into.save(made)
    return made.getvalue()


# A page that came alone


def flattened(name: str, *pages: int) -> bytes:
    """Some pages of our own form, filled in and printed."""
    form = pikepdf.open(BytesIO(samples()[name].data))
    form.generate_appearance_streams()
    form.flatten_annotations("screen")
    some, made = pikepdf.new(), BytesIO()
    for page in pages:
        some.pages.append(form.pages[page])
    some.save(made)
    return made.getvalue()


def test_the_first_page_of_our_form_is_read_without_the_others():
    reading = read(flattened("complete.pdf", 0), PDF)
    assert reading.form is PROPOSAL
    told = {answer.question for answer in reading.answers}
    assert {"pupil_forename", "pupil_surname", "school_name"} <= told
    assert "start_date" not in told
    assert any("one page" in note for note in reading.notes)


@pytest.mark.parametrize(("name", "page"), [("complete.pdf", 1), ("complete.pdf", 3), ("managed_move.pdf", 2)])
def test_a_page_that_names_no_pupil_is_asked_for_with_the_others(name, page):
    assert read(flattened(name, page), PDF).reason is ReadingCode.LOOSE_PAGES


def test_all_pages_together_are_one_form():
    reading = read(flattened("complete.pdf", *range(6)), PDF)
    assert reading.form is PROPOSAL
    assert not any("one page" in note for note in reading.notes)
