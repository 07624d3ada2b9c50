"""Fillable PDFs as programs really write them: whatever the way a box is stored, its answer is read."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from extractors.reader import read
from pdf_form import PDF, Form
from proposals.reading import FormKind, Method, ReadingCode, ReadingOutcome


@pytest.fixture
def form() -> Form:
    return Form()


def test_text_says_where_it_stands(form):
    form.field(T="date_of_birth", FT=Name.Tx, V="4 March 2012", page=1)
    (answer,) = form.read().answers
    assert (answer.question, answer.raw) == ("date_of_birth", "4 March 2012")
    assert answer.where == "page 2, field date_of_birth"
    assert (answer.method, answer.confidence) == (Method.ACROFORM, 1.0)


@pytest.mark.parametrize(
    "stored",
    [
        b"\xef\xbb\xbf" + "Zoë – Łucja".encode(),
        b"\xfe\xff" + "Zoë – Łucja".encode("utf-16-be"),
        b"\xff\xfe" + "Zoë – Łucja".encode("utf-16-le"),
    ],
    ids=["UTF-8", "UTF-16 BE", "UTF-16 LE"],
)
def test_a_text_string_with_a_byte_order_mark(form, stored):
    form.field(T="pupil_forename", FT=Name.Tx, V=String(stored))
    assert form.answers() == [("pupil_forename", "Zoë – Łucja")]


def test_text_in_the_documents_own_encoding(form):
    form.field(T="pupil_forename", FT=Name.Tx, V=String(b"Zo\xeb"))
    assert form.answers() == [("pupil_forename", "Zoë")]


def test_text_held_by_a_stream(form):
    form.field(T="reason", FT=Name.Tx, V=Stream(form.pdf, b"Disruption in lessons."))
    assert form.answers() == [("reason", "Disruption in lessons.")]


def test_kind_value_and_flags_inherited_from_the_field_above(form):
    form.field(T="upn", FT=Name.Tx, V="A999400123041", kids=[{}])
    assert form.answers() == [("upn", "A999400123041")]


def test_a_value_that_the_widget_holds(form):
    form.field(T="upn", FT=Name.Tx, kids=[{"V": "A999400123041"}])
    assert form.answers() == [("upn", "A999400123041")]


def test_one_field_shown_on_two_pages_answers_once(form):
    form.field(T="pupil_surname", FT=Name.Tx, V="Thornbury", kids=[{}, {}])
    assert form.answers() == [("pupil_surname", "Thornbury")]


def test_the_last_part_of_a_name_in_levels_counts(form):
    form.field(T="topmostSubform[0]", FT=Name.Tx, kids=[{"T": "date_of_birth[0]", "V": "4/3/2012"}])
    assert form.answers() == [("date_of_birth", "4/3/2012")]


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")  # which is what the test is about
def test_a_box_that_hangs_on_its_page_alone(form):
    form.field(T="upn", FT=Name.Tx, V="A999400123041", listed=False)
    assert form.answers() == [("upn", "A999400123041")]


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")  # which is what the test is about
def test_of_two_copies_the_one_on_the_page_counts(form):
    form.field(T="pupil_surname", FT=Name.Tx, V="Before", page=None)
    form.field(T="pupil_surname", FT=Name.Tx, V="Thornbury", listed=False)
    assert form.answers() == [("pupil_surname", "Thornbury")]


@pytest.mark.parametrize(
    ("state", "expected"), [("yes", [("looked_after", "yes")]), ("no", [("looked_after", "no")]), ("Off", [])]
)
def test_radio_buttons(form, state, expected):
    kids = [{"AP": form.box(code), "AS": Name(f"/{code if code == state else 'Off'}")} for code in ("yes", "no")]
    form.field(T="looked_after", FT=Name.Btn, Ff=1 << 15, V=Name(f"/{state}"), kids=kids)
    assert form.answers() == expected


def test_radio_buttons_whose_state_stands_in_the_widgets_alone(form):
    kids = [{"AP": form.box("yes"), "AS": Name.Off}, {"AP": form.box("no"), "AS": Name.no}]
    form.field(T="looked_after", FT=Name.Btn, Ff=1 << 15, kids=kids)
    assert form.answers() == [("looked_after", "no")]


def test_radio_buttons_that_number_their_options(form):
    kids = [{"AP": form.box(str(place)), "AS": Name("/1" if place == 1 else "/Off")} for place in range(3)]
    options = Array([String("No SEN"), String("SEN support"), String("EHC plan")])
    form.field(T="sen_status", FT=Name.Btn, Ff=1 << 15, V=Name("/1"), Opt=options, kids=kids)
    assert form.answers() == [("sen_status", "SEN support")]


def test_radio_buttons_without_looks_fall_back_on_the_fields_value(form):
    form.field(T="looked_after", FT=Name.Btn, Ff=1 << 15, V=Name.no, kids=[{}, {}])
    assert form.answers() == [("looked_after", "no")]


def test_a_radio_button_of_no_known_state_is_not_taken_for_yes(form):
    kids = [{"AP": form.box(code), "AS": Name(f"/{state}")} for code, state in (("A1", "Off"), ("A2", "A2"))]
    form.field(T="looked_after", FT=Name.Btn, Ff=1 << 15, V=Name.A2, kids=kids)
    assert form.answers() == [("looked_after", "A2")]


@pytest.mark.parametrize("state", ["On", "Yes", "1", "Ja"])
def test_a_single_box_ticked_says_yes(form, state):
    form.field(T="risk_assessment", FT=Name.Btn, AP=form.box(state), AS=Name(f"/{state}"))
    assert form.answers() == [("risk_assessment", "yes")]


def test_a_single_box_left_open_says_nothing(form):
    form.field(T="upn", FT=Name.Tx, V="A999400123041")
    form.field(T="risk_assessment", FT=Name.Btn, AP=form.box("On"), AS=Name.Off)
    assert form.answers() == [("upn", "A999400123041")]


def test_boxes_named_after_their_options(form):
    kids = [
        {"T": code, "AP": form.box("On"), "AS": Name(state)}
        for code, state in (("sen_support", "/Off"), ("ehc_plan", "/On"))
    ]
    form.field(T="sen_status", FT=Name.Btn, kids=kids)
    assert form.answers() == [("sen_status", "ehc_plan")]


def test_two_boxes_ticked_are_both_reported(form):
    kids = [{"T": code, "AP": form.box("On"), "AS": Name.On} for code in ("sen_support", "ehc_plan")]
    form.field(T="sen_status", FT=Name.Btn, kids=kids)
    assert form.answers() == [("sen_status", "sen_support"), ("sen_status", "ehc_plan")]


def test_a_list_says_what_it_shows(form):
    pairs = Array([Array([String("x1"), String("SEN support")]), Array([String("x2"), String("EHC plan")])])
    form.field(T="sen_status", FT=Name.Ch, Ff=1 << 17, Opt=pairs, V="x2")
    assert form.answers() == [("sen_status", "EHC plan")]


def test_a_number_typed_into_a_list_is_not_a_place_in_it(form):
    options = Array([String(f"Year {year}") for year in range(1, 12)])
    form.field(T="year_group", FT=Name.Ch, Ff=3 << 17, Opt=options, V="9")
    assert form.answers() == [("year_group", "9")]


def test_a_list_that_still_asks_to_choose_says_nothing(form):
    form.field(T="upn", FT=Name.Tx, V="A999400123041")
    form.field(T="sen_status", FT=Name.Ch, Ff=1 << 17, V="Please select")
    assert form.answers() == [("upn", "A999400123041")]


def test_push_buttons_and_signatures_are_no_answers(form):
    form.field(T="reason", FT=Name.Btn, Ff=1 << 16, V="Print")
    form.field(T="declared_by", FT=Name.Sig, V=Dictionary(Name=String("Somebody")))
    assert form.read().reason is ReadingCode.BLANK_FORM


def test_a_field_that_is_its_own_parent_ends(form):
    field = form.field(T="upn", FT=Name.Tx, V="A999400123041")
    field.Parent = field
    assert form.read().outcome is ReadingOutcome.FORM


def test_fields_that_contain_each_other_end(form):
    form.field(T="upn", FT=Name.Tx, V="A999400123041")
    loop = form.field(T="loop", FT=Name.Tx, page=None)
    loop.Kids = Array([loop])
    assert form.answers() == [("upn", "A999400123041")]


def test_another_forms_boxes_by_what_is_read_out_for_them():
    form = Form(kind=None)
    for place, (label, said) in enumerate(FOREIGN):
        form.field(T=f"Text{place}", TU=label, FT=Name.Tx, V=said)
    form.field(T="Check7", TU="CLA - No", FT=Name.Btn, AP=form.box("On"), AS=Name.On)
    form.field(T="Check8", TU="Do parents agree? Yes", FT=Name.Btn, AP=form.box("On"), AS=Name.On)
    reading = form.read()
    assert reading.form is FormKind.OFF_SITE_DIRECTION
    read_back = {answer.question: answer.raw for answer in reading.answers}
    assert read_back == FOREIGN_ANSWERS | {"looked_after": "no", "parents_agree": "yes"}
    assert all(answer.confidence < 1 for answer in reading.answers)


def test_another_forms_boxes_by_their_names():
    form = Form(kind=None)
    for label, said in FOREIGN:
        form.field(T=label.title().replace(" ", ""), FT=Name.Tx, V=said)
    reading = form.read()
    assert {answer.question: answer.raw for answer in reading.answers} == FOREIGN_ANSWERS


FOREIGN = (
    ("Home school", "Brookfield Academy"),
    ("Forename", "Mia"),
    ("Surname", "Thornbury"),
    ("DOB", "4/3/2012"),
    ("Unique pupil number", "A999400123041"),
    ("Year group", "9"),
    ("Parental views", "They agree."),
    ("Pupil voice", "I want to go."),
    ("Name of provider", "The Mill"),
    ("Type of provision", "PRU"),
    ("Proposed start date", "11/1/2027"),
    ("Proposed end date", "19/2/2027"),
    ("Days per week", "3"),
    ("Hours per week", "15"),
    ("Success criterai", "Fewer call-outs"),
    ("Exit strategy", "Return to lessons by half term"),
    ("Return date", "22/2/2027"),
)
FOREIGN_ANSWERS = dict(
    zip(
        (
            "school_name", "pupil_forename", "pupil_surname", "date_of_birth", "upn", "year_group", "parents_views",
            "pupil_views", "provider_name", "provider_type", "start_date", "end_date", "days_per_week",
            "hours_per_week", "success_criteria", "reintegration_plan", "reintegration_date",
        ),
        (said for _, said in FOREIGN),
        strict=True,
    )
)  # fmt: skip


def test_somebody_elses_form_is_not_ours():
    form = Form(kind=None)
    for label in ("First name", "Last name", "Date of birth", "School", "E-mail address", "Trip destination"):
        form.field(T=label, TU=label, FT=Name.Tx, V="something")
    assert form.read().outcome is ReadingOutcome.NOT_A_FORM


def test_which_form_it_is_by_the_files_properties():
    form = Form(kind=None)
    form.pdf.docinfo["/OffsiteDeskForm"] = "managed_move"
    form.field(T="receiving_school_name", FT=Name.Tx, V="Riverside School")
    assert form.read().form is FormKind.MANAGED_MOVE


def test_a_form_locked_against_changes_alone_is_read(form):
    form.field(T="upn", FT=Name.Tx, V="A999400123041")
    data = form.data(encryption=pikepdf.Encryption(owner="owner", user=""))
    assert [answer.raw for answer in read(data, PDF).answers] == ["A999400123041"]


@pytest.mark.parametrize("strength", [4, 6])
def test_a_form_that_asks_for_a_password_is_locked(form, strength):
    data = form.data(encryption=pikepdf.Encryption(owner="owner", user="user", R=strength))
    assert read(data, PDF).reason is ReadingCode.ENCRYPTED


def test_an_adobe_form_without_boxes_is_named():
    form = Form(kind=None)
    form.pdf.Root.AcroForm.XFA = Stream(form.pdf, b"<xdp/>")
    assert form.read().reason is ReadingCode.DYNAMIC_XFA


def test_too_many_pages():
    form = Form()
    for _ in range(200):
        form.pdf.add_blank_page()
    assert form.read().reason is ReadingCode.TOO_LARGE


def test_too_many_fields(form):
    form.field(T="many", FT=Name.Tx, kids=[{"T": str(place)} for place in range(5001)], page=None)
    assert form.read().reason is ReadingCode.TOO_LARGE


def test_what_is_unusual_is_noted_without_an_answer(form):
    form.field(T="pupil_surname", FT=Name.Tx, V="Thornbury")
    form.pdf.Root.AcroForm.XFA = Stream(form.pdf, b"<xdp/>")
    form.pdf.Root.AcroForm.SigFlags = form.pdf.make_indirect(3)
    form.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('Thornbury')"))
    form.pdf.attachments["Thornbury.txt"] = b"text"
    reading = form.read()
    assert len(reading.notes) == 2
    assert not any("Thornbury" in note for note in reading.notes)


def test_an_ordinary_form_has_no_notes(form):
    form.field(T="pupil_surname", FT=Name.Tx, V="Thornbury")
    assert form.read().notes == ()
