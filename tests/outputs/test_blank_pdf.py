"""The blank PDF forms, read back with another library than the one that made them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs import blank_text
from outputs.blank_pdf import blank_pdf
from outputs.prefill import Prefill
from pdf_structure import structure
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
A4 = (595.3, 841.9)


@pytest.fixture(scope="module", params=FORMS.values(), ids=lambda form: form.KIND.value)
def form(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(form):
    with pikepdf.open(BytesIO(blank_pdf(form, COUNCIL))) as opened:
        yield opened


def fields(pdf):
    return [field for field in pdf.Root.AcroForm.Fields if str(field.T) != "form"]


def widgets(pdf):
    return [
        (number, annotation)
        for number, page in enumerate(pdf.pages)
        for annotation in page.Annots
        if not int(annotation.F) & 2
    ]


class TestFields:
    def test_every_question_once_and_in_order(self, form, pdf):
        assert [str(field.T) for field in fields(pdf)] == [question.name for question in form.questions()]

    def test_reading_order_on_the_pages_is_the_questions_order(self, form, pdf):
        """The tab key follows the structure, which follows the page."""
        names = [str(a.T) if "/T" in a else str(a.Parent.T) for _, a in widgets(pdf)]
        assert list(dict.fromkeys(names)) == [question.name for question in form.questions()]
        assert all(page.Tabs == "/S" for page in pdf.pages)

    def test_tooltip_holds_label_and_hint(self, form, pdf):
        for field in fields(pdf):
            question = form.question(str(field.T))
            assert question.label in str(field.TU)
            assert question.hint in str(field.TU)
            assert ("Must be answered" in str(field.TU)) is question.required

    def test_nothing_stops_a_school_from_saving(self, pdf):
        assert not any(int(field.get("/Ff", 0)) & 0b11 for field in fields(pdf))

    def test_long_text_runs_over_lines_and_short_text_does_not(self, form, pdf):
        for field in fields(pdf):
            if field.FT == "/Tx":
                several = form.question(str(field.T)).kind is Kind.LONG_TEXT
                assert bool(int(field.Ff) & 1 << 12) is several

    def test_ticks_are_named_by_code(self, form, pdf):
        ticked = {str(f.T): {k for kid in f.Kids for k in kid.AP.N} - {"/Off"} for f in fields(pdf) if f.FT == "/Btn"}
        for name, states in ticked.items():
            codes = [choice.code for choice in form.question(name).choices] or ["yes", "no"]
            assert states == {f"/{code}" for code in codes}

    def test_lists_begin_empty_and_hold_codes(self, form, pdf):
        for field in fields(pdf):
            if field.FT == "/Ch":
                first, *others = [[str(part) for part in pair] for pair in field.Opt]
                assert not "".join(first).strip()
                assert others
                assert "/V" not in field

    def test_the_file_says_which_form_it_is(self, form, pdf):
        hidden = next(field for field in pdf.Root.AcroForm.Fields if field.T == "form")
        assert str(hidden.V) == form.KIND.value
        assert int(hidden.Ff) & 1
        assert str(pdf.docinfo["/OffsiteDeskForm"]) == form.KIND.value


class TestPage:
    def test_boxes_lie_on_the_page(self, pdf):
        for _, annotation in widgets(pdf):
            left, bottom, right, top = map(float, annotation.Rect)
            assert 0 < left < right < A4[0]
            assert 0 < bottom < top < A4[1]

    def test_no_two_boxes_overlap(self, pdf):
        boxes = [(page, *map(float, annotation.Rect)) for page, annotation in widgets(pdf)]
        for number, (page, left, bottom, right, top) in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = (
                    other[0] != page or other[1] >= right or other[3] <= left or other[2] >= top or other[4] <= bottom
                )
                assert apart

    def test_tagged_titled_and_in_english(self, form, pdf):
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert form.TITLE in str(pdf.docinfo["/Title"])

    def test_every_box_is_tagged_as_a_form_field(self, pdf):
        tagged = [e.K[0].Obj.objgen if isinstance(e.K, pikepdf.Array) else e.K.Obj.objgen
                  for e in structure(pdf.Root.StructTreeRoot) if e.S == "/Form"]  # fmt: skip
        assert tagged == [annotation.objgen for _, annotation in widgets(pdf)]

    def test_no_link_is_left_of_the_marks(self, pdf):
        assert all(a.Subtype == "/Widget" for page in pdf.pages for a in page.Annots)
        assert not any(e.S == "/Link" for e in structure(pdf.Root.StructTreeRoot))

    def test_the_same_form_gives_the_same_bytes(self, form):
        assert blank_pdf(form, COUNCIL) == blank_pdf(form, COUNCIL)

    def test_qpdf_has_no_complaint(self, pdf):
        assert pdf.check_pdf_syntax() == []


ANSWERS = {
    "case_reference": "OSD-7K4M-2",
    "review_date": "2027-01-18",
    "parents_attended": "yes",
    "decision": "extend",
    "progress": "First (objective) met.\n" + "Second objective nearly met. " * 12,
}


@pytest.fixture(scope="module")
def filled():
    with pikepdf.open(BytesIO(blank_pdf(ReviewOutcome, COUNCIL, Prefill(ANSWERS)))) as opened:
        yield {str(field.T): field for field in opened.Root.AcroForm.Fields}


class TestPrefill:
    def test_value_and_what_is_seen(self, filled):
        assert str(filled["case_reference"].V) == "OSD-7K4M-2"
        assert b"(OSD-7K4M-2) Tj" in filled["case_reference"].AP.N.read_bytes()

    def test_dates_are_written_day_first(self, filled):
        assert str(filled["review_date"].V) == "18/01/2027"

    @pytest.mark.parametrize(("name", "on"), [("parents_attended", "/yes"), ("decision", "/extend")])
    def test_exactly_one_box_is_ticked(self, filled, name, on):
        assert str(filled[name].V) == on
        assert [kid.AS for kid in filled[name].Kids if kid.AS != "/Off"] == [on]

    def test_long_answers_are_wrapped(self, filled):
        assert str(filled["progress"].V) == ANSWERS["progress"]
        drawn = filled["progress"].AP.N.read_bytes()
        assert b"(First \\(objective\\) met.) Tj" in drawn
        assert drawn.count(b"T*") >= 3

    def test_letters_that_helvetica_lacks_are_left_to_the_viewer(self):
        with pikepdf.open(BytesIO(blank_pdf(ReviewOutcome, COUNCIL, Prefill({"completed_by": "Łucja"})))) as opened:
            assert opened.Root.AcroForm.NeedAppearances
            assert any(str(field.get("/V")) == "Łucja" for field in opened.Root.AcroForm.Fields)

    def test_a_choice_that_is_not_offered_is_left_open(self):
        with pikepdf.open(BytesIO(blank_pdf(ReviewOutcome, COUNCIL, Prefill({"decision": "perhaps"})))) as opened:
            field = next(field for field in opened.Root.AcroForm.Fields if field.T == "decision")
            assert field.V == "/Off"

    def test_an_unknown_question_is_named(self):
        with pytest.raises(ValueError, match="shoe_size"):
            blank_pdf(ReviewOutcome, COUNCIL, Prefill({"shoe_size": "7"}))


class TestText:
    @given(st.text(alphabet=st.characters(codec="cp1252"), max_size=400))
    def test_wrapped_lines_fit_and_keep_every_word(self, text):
        lines = blank_text.wrap(text, 200)
        assert " ".join(lines).split() == text.split()
        assert all(blank_text.width(line) <= 200 or len(line.split()) <= 1 for line in lines)

    @given(st.text(max_size=60))
    def test_any_text_can_be_drawn(self, text):
        drawn = blank_text.appearance((text,), 22, top=False)
        assert drawn.endswith(b"ET Q EMC")
