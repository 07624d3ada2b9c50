"""The blank Word forms, read back as the zip of XML that they are."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from lxml import etree

from outputs.blank_word import blank_word
from outputs.prefill import Prefill
from proposals.council import Area, Coordinator, Council
from proposals.forms import FORMS
from proposals.question import Kind
from proposals.review_outcome import ReviewOutcome

COUNCIL = Council(
    code="exampleshire",
    name="Exampleshire County Council",
    team="Education Entitlement Team",
    desk_email="offsite@exampleshire.example.org",
    team_email="team@exampleshire.example.org",
    coordinators=(Coordinator(code="n", name="Morag Penhaligon", email="m.penhaligon@example.org"),),
    areas=(Area(code="north", name="North", coordinator="n"),),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@pytest.fixture(scope="module", params=FORMS.values(), ids=lambda form: form.KIND.value)
def form(request):
    return request.param


@pytest.fixture(scope="module")
def word(form):
    return blank_word(form, COUNCIL)


def controls(word):
    """Each control as (tag, alias, properties, text), in the order of the document."""
    with zipfile.ZipFile(BytesIO(word)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for control in body.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        tag, alias = (properties.find(f"{W}{name}").get(f"{W}val") for name in ("tag", "alias"))
        text = "".join(part.text or "" for part in control.iter(f"{W}t"))
        yield tag, alias, properties, text


def answers(word):
    return [item for item in controls(word) if item[0] != "form"]


def test_every_question_once_and_in_order(form, word):
    names = [tag.partition(".")[0] for tag, *_ in answers(word)]
    assert list(dict.fromkeys(names)) == [question.name for question in form.questions()]
    written = [tag for tag, *_ in answers(word)]
    assert len(written) == len(set(written))


def test_a_control_is_called_as_its_question(form, word):
    for tag, alias, *_ in answers(word):
        assert alias == form.question(tag.partition(".")[0]).label


def test_each_kind_of_question_has_its_control(form, word):
    for tag, _, properties, _ in answers(word):
        match form.question(tag.partition(".")[0]).kind:
            case Kind.LONG_TEXT:
                assert properties.find(f"{W}text").get(f"{W}multiLine") == "1"
            case Kind.DATE:
                assert properties.find(f"{W}date/{W}dateFormat").get(f"{W}val") == "dd/MM/yyyy"
            case Kind.YES_NO:
                assert tag.endswith((".yes", ".no"))
                assert properties.find(f"{W14}checkbox/{W14}checked").get(f"{W14}val") == "0"


def test_an_empty_control_says_so(word):
    for _, _, properties, text in answers(word):
        ticks = properties.find(f"{W14}checkbox") is not None
        assert (properties.find(f"{W}showingPlcHdr") is not None) is not ticks
        assert text == "☐" or text.startswith(("Click or tap", "Choose"))


def test_control_numbers_are_unique(word):
    numbers = [properties.find(f"{W}id").get(f"{W}val") for _, _, properties, _ in controls(word)]
    assert len(numbers) == len(set(numbers))
    assert all(0 < int(number) < 2**31 for number in numbers)


def test_the_file_says_which_form_it_is(form, word):
    hidden = next(text for tag, _, _, text in controls(word) if tag == "form")
    properties = docx.Document(BytesIO(word)).core_properties
    assert hidden == form.KIND.value
    assert properties.category == f"offsite-desk:{form.KIND.value}"
    assert form.TITLE in properties.title
    assert properties.language == "en-GB"


def test_sections_are_headings_and_rows_stay_whole(form, word):
    document = docx.Document(BytesIO(word))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [f"{n}  {section.title}" for n, section in enumerate(form.SECTIONS, start=1)]
    rows = [row._tr for table in document.tables[1:] for row in table.rows]
    assert len(rows) == len(form.questions())
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


ORDER = {
    "tblPr": [
        "tblStyle",
        "tblW",
        "jc",
        "tblInd",
        "tblBorders",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
    ],
    "tcPr": ["tcW", "gridSpan", "tcBorders", "shd", "tcMar", "vAlign"],
    "pPr": ["pStyle", "keepNext", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "rPr"],
    "rPr": ["rStyle", "rFonts", "b", "i", "vanish", "color", "sz"],
}
"""ECMA-376: CT_TblPr, CT_TcPr, CT_PPr, CT_RPr, as far as the forms use them."""


@pytest.mark.parametrize("holder", ORDER)
@pytest.mark.parametrize("part", ["document", "header1", "footer1"])
def test_properties_stand_in_the_order_of_the_standard(word, part, holder):
    """Word refuses a file whose properties are out of order; LibreOffice does not notice."""
    with zipfile.ZipFile(BytesIO(word)) as package:
        body = etree.fromstring(package.read(f"word/{part}.xml"))
    for element in body.iter(f"{W}{holder}"):
        names = [etree.QName(child).localname for child in element]
        assert names == sorted(names, key=ORDER[holder].index)


def test_the_same_form_gives_the_same_bytes(form, word):
    assert blank_word(form, COUNCIL) == word


ANSWERS = {
    "case_reference": "OSD-7K4M-2",
    "review_date": "2027-01-18",
    "parents_attended": "yes",
    "progress": "First objective met.\nSecond nearly.",
}


@pytest.fixture(scope="module")
def filled():
    found = controls(blank_word(ReviewOutcome, COUNCIL, Prefill(ANSWERS)))
    return {tag: (properties, text) for tag, _, properties, text in found}


class TestPrefill:
    def test_answers_stand_in_their_controls(self, filled):
        properties, text = filled["case_reference"]
        assert text == "OSD-7K4M-2"
        assert properties.find(f"{W}showingPlcHdr") is None
        assert filled["progress"][1] == "First objective met.Second nearly."

    def test_dates_are_written_day_first_and_kept_as_dates(self, filled):
        properties, text = filled["review_date"]
        assert text == "18/01/2027"
        assert properties.find(f"{W}date").get(f"{W}fullDate") == "2027-01-18T00:00:00Z"

    def test_one_box_is_ticked(self, filled):
        assert filled["parents_attended.yes"][1] == "☒"
        assert filled["parents_attended.no"][1] == "☐"

    def test_an_unknown_question_is_named(self):
        with pytest.raises(ValueError, match="shoe_size"):
            blank_word(ReviewOutcome, COUNCIL, Prefill({"shoe_size": "7"}))
