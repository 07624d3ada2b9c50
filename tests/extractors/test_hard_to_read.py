"""Forms that mislead a reader, and small files made to keep it busy: no wrong answer, no hang."""

from __future__ import annotations

import time
import zipfile
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from extractors.reader import read
from proposals.forms import FORMS
from proposals.reading import FormKind, Reading, ReadingCode
from proposals.values import parse

TODAY = date(2026, 11, 30)
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
    "<cp:category>offsite-desk:off_site_direction</cp:category></cp:coreProperties>"
)
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
LOOKED_AFTER = FORMS[FormKind.OFF_SITE_DIRECTION].question("looked_after")


def word(body: str, **parts: str) -> Reading:
    """The reading of one of our Word forms with this body; `parts` replace others by the end of their names."""
    made = {"word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>", "docProps/core.xml": CORE}
    if "rels" in parts:
        made["_rels/.rels"] = parts["rels"]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.items():
            archive.writestr(name, text)
    return read(out.getvalue(), DOCX)


def line(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<w:p>') else line(content)}</w:tc>"


def answers(reading: Reading) -> dict[str, str]:
    return {answer.question: answer.raw for answer in reading.answers}


# No wrong answer


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Yes ___ No _x_", False),
        ("Yes _x_ No ___", True),
        ("Yes ( ) No (x)", False),
        ("( ) Yes (✓) No", False),
        ("✓ Yes   No", True),
        ("Yes   No ✓", False),
    ],
)
def test_the_word_beside_the_mark_is_the_answer(said, expected):
    (answer,) = word(table(("Looked after", said))).answers
    assert parse(LOOKED_AFTER, answer.raw, TODAY) is expected


@pytest.mark.parametrize("said", ["____Yes____", "Yes ______", "__ Yes"])
def test_a_ruled_line_that_was_written_on_is_no_open_box(said):
    (answer,) = word(table(("Looked after", said))).answers
    assert parse(LOOKED_AFTER, answer.raw, TODAY) is True


@pytest.mark.parametrize("said", ["Y / N", "Y/N", "N / Y", "Yes or No", "Yes/No (please circle)", "Yes   No"])
def test_a_choice_as_it_was_printed_answers_neither_way(said):
    (answer,) = word(table(("Looked after", said))).answers
    assert not isinstance(parse(LOOKED_AFTER, answer.raw, TODAY), bool)


@pytest.mark.parametrize(
    ("said", "expected"), [("Yes – with no issues", True), ("No, not yet", False), ("Yes X", True)]
)
def test_a_choice_that_was_made_in_words(said, expected):
    assert parse(LOOKED_AFTER, said, TODAY) is expected


def test_a_column_of_no_question_of_ours_shifts_no_answer():
    said = word(table(("Forename", "Surname", "Class", "DOB"), ("Mia", "Thornbury", "9Z", "4/3/12")))
    assert answers(said) == {"pupil_forename": "Mia", "pupil_surname": "Thornbury", "date_of_birth": "4/3/12"}


def test_a_parents_date_of_birth_is_not_the_pupils():
    said = word(line("Parent or carer") + table(("Date of birth", "1/1/1980"), ("Mobile", "01632 960123")))
    assert answers(said) == {"parent_phone": "01632 960123"}


def test_a_form_within_one_cell():
    said = word(table((line("Pupil") + line("DOB: 4/3/12") + line("UPN: A999400123041"),)))
    assert answers(said) == {"date_of_birth": "4/3/12", "upn": "A999400123041"}


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("DOB (dd/mm/yyyy)", "date_of_birth"),
        ("UPN (13 characters)", "upn"),
        ("Student’s DOB", "date_of_birth"),
        ("Child's surname", "pupil_surname"),
        ("Parent mobile", "parent_phone"),
    ],
)
def test_a_label_with_a_hint_or_a_person_in_it(label, question):
    assert answers(word(table((label, "said")))) == {question: "said"}


# Nothing is left out


def test_an_answer_over_several_rows_of_one_label():
    rows = "".join(
        f"<w:tr>{cell(label, merged)}{cell(said)}</w:tr>"
        for label, merged, said in (
            ("Objectives", '<w:vMerge w:val="restart"/>', "one"),
            ("", "<w:vMerge/>", "two"),
            ("", "<w:vMerge/>", "three"),
        )
    )
    assert answers(word(f"<w:tbl>{rows}</w:tbl>")) == {"objectives": "one\ntwo\nthree"}


def test_a_legacy_field_over_two_paragraphs():
    def mark(kind: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'

    begin = mark("begin", '<w:ffData><w:name w:val="reason"/></w:ffData>') + mark("separate")
    said = word(
        f"<w:p>{begin}<w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r>{mark('end')}</w:p>{line('three')}"
    )
    assert answers(said) == {"reason": "one\ntwo"}


def test_a_text_box_in_a_cell_is_read_once():
    box = f"<v:textbox><w:txbxContent>{line('UPN: A1')}</w:txbxContent></v:textbox>"
    said = word(table(("Office use", f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>")))
    assert [answer.raw for answer in said.answers] == ["A1"]


def test_a_tick_shown_as_a_letter_of_another_font():
    def box(on: int) -> str:
        tick = f'<w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox>'
        return f"<w:sdt><w:sdtPr>{tick}</w:sdtPr><w:sdtContent><w:r><w:t>{'TR'[on]}</w:t></w:r></w:sdtContent></w:sdt>"

    def text(said: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'

    said = word(table(("Looked after", f"<w:p>{box(0)}{text(' Yes ')}{box(1)}{text(' No')}</w:p>")))
    assert answers(said) == {"looked_after": "No"}


# Small files made to keep a reader busy

SECONDS = 3
"""Each takes milliseconds; what this is to tell apart took minutes."""


def tooltip(text: str) -> Reading:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    field = pdf.make_indirect(Dictionary(T=String("q"), FT=Name.Btn, TU=String(text), AS=Name.On, Subtype=Name.Widget))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.pages[0].obj.Annots = Array([field])
    out = BytesIO()
    pdf.save(out)
    return read(out.getvalue(), PDF)


@pytest.mark.parametrize(
    "make",
    [
        lambda: word(line("x"), rels=f'<Relationships xmlns="{RELATED}" ' + 'Target="a" ' * 50_000),
        lambda: word(line("x"), rels='<R Type="a/officeDocument" ' * 50_000),
        lambda: word(line("_" * 100_000)),
        lambda: word(line("." * 100_000 + "x")),
        lambda: word(table(("Looked after", "\ue000" * 100_000))),
        lambda: word(table(("Looked after", "[" + " " * 100_000 + "b"))),
        lambda: word(table(("Looked after", "_" * 100_000 + "b"))),
        lambda: word(line("(" * 100_000)),
        lambda: word("".join(line(f"Some label, number {place}: said") for place in range(30_000))),
        lambda: tooltip("a" + " " * 100_000 + "b"),
    ],
    ids=["targets", "types", "ruled", "dotted", "highlights", "bracket", "ruled box", "asides", "lines", "tooltip"],
)
def test_a_small_file_takes_little_time(make):
    start = time.process_time()
    assert isinstance(make(), Reading)
    assert time.process_time() - start < SECONDS


def test_a_part_that_unpacks_to_more_than_a_form_is_not_parsed():
    words = "".join(line(f"{place * 7919 % 1_000_003}") for place in range(300_000))
    assert word(words).reason is ReadingCode.TOO_LARGE
