"""Fillable PDFs by the habits of the programs that write and fill them, as one table: what is stored, what is read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from pikepdf.form import Form as Filler
from pypdf.generic import NameObject, TextStringObject
from reportlab.pdfgen import canvas

from extractors.reader import read
from pdf_form import PDF, Form
from proposals.reading import ReadingCode

RADIO, COMB, RICH, COMBO = 1 << 15, 1 << 24, 1 << 25, 1 << 17
SEN = Array([String("No SEN"), String("SEN support"), String("EHC plan")])
PAIRS = Array([Array([String("x1"), String("SEN support")]), Array([String("x2"), String("EHC plan")])])
UPN = "A999400123041"


def look(form: Form, drawn: bytes, **resources: object) -> Dictionary:
    stream = form.pdf.make_stream(b"/Tx BMC BT /F1 9 Tf " + drawn + b" ET EMC")
    stream.Subtype = Name.Form
    stream.Resources = Dictionary(Font=Dictionary(**resources))
    return Dictionary(N=stream)


def glyphs(form: Form) -> Dictionary:
    """A composite font, whose letters are numbers of glyphs, with the table of what they mean."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 3 beginbfchar <0001> <004D> <0002> <0069> <0003> <0061> endbfchar endcmap end end"
    )
    return form.pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.ABCDEF,
            Encoding=Name("/Identity-H"),
            ToUnicode=form.pdf.make_stream(table),
        )
    )


def radio(form: Form, name: str, states: tuple[str, ...], shown: str | None, **more: object) -> None:
    kids = [{"AP": form.box(each)} | ({} if shown is None else {"AS": name_of(each, shown)}) for each in states]
    form.field(T=name, FT=Name.Btn, Ff=RADIO, kids=kids, **more)


def name_of(state: str, shown: str) -> Name:
    return Name(f"/{state}" if state == shown else "/Off")


def teeth(step: bytes) -> bytes:
    return step.join(b"(%c) Tj" % each for each in UPN.encode())


TABLE: dict[str, tuple[Callable[[Form], object], tuple[str, str] | None]] = {
    "a box whose look alone was written": (
        lambda form: form.field(T="pupil_surname", FT=Name.Tx, AP=look(form, b"2 4 Td (Thornbury) Tj")),
        ("pupil_surname", "Thornbury"),
    ),
    "an empty value under a look that says more": (
        lambda form: form.field(T="pupil_surname", FT=Name.Tx, V="", AP=look(form, b"<54686F726E62757279> Tj")),
        ("pupil_surname", "Thornbury"),
    ),
    "letters set apart by hand": (
        lambda form: form.field(T="pupil_surname", FT=Name.Tx, AP=look(form, b"[(Thorn) -30 (bury)] TJ")),
        ("pupil_surname", "Thornbury"),
    ),
    "lines of a look": (
        lambda form: form.field(T="reason", FT=Name.Tx, AP=look(form, b"2 40 Td (one) Tj 0 -12 Td (two) Tj")),
        ("reason", "one\ntwo"),
    ),
    "a look in a font of numbered glyphs": (
        lambda form: form.field(T="pupil_forename", FT=Name.Tx, AP=look(form, b"<000100020003> Tj", F1=glyphs(form))),
        ("pupil_forename", "Mia"),
    ),
    "a comb with its value": (
        lambda form: form.field(T="upn", FT=Name.Tx, Ff=COMB, MaxLen=13, V=UPN),
        ("upn", UPN),
    ),
    "a comb of which the look alone was written": (
        lambda form: form.field(
            T="upn", FT=Name.Tx, Ff=COMB, MaxLen=13, AP=look(form, b"4 4 Td " + teeth(b" 9 0 Td "))
        ),
        ("upn", UPN),
    ),
    "a comb whose teeth are placed one by one": (
        lambda form: form.field(
            T="upn", FT=Name.Tx, Ff=COMB, AP=look(form, b"1 0 0 1 0 4 Tm " + teeth(b" 1 0 0 1 9 4 Tm "))
        ),
        ("upn", UPN),
    ),
    "styled text without plain text": (
        lambda form: form.field(
            T="reason", FT=Name.Tx, Ff=RICH, RV="<body><p>Walks <b>out</b> &amp; back.</p><p>Daily.</p></body>"
        ),
        ("reason", "Walks out & back.\nDaily."),
    ),
    "lines ended by a carriage return": (
        lambda form: form.field(T="reason", FT=Name.Tx, V="one\rtwo\r\nthree"),
        ("reason", "one\ntwo\nthree"),
    ),
    "a string that names its language": (
        lambda form: form.field(T="reason", FT=Name.Tx, V=String("\x1ben-GB\x1bLeaves".encode("utf-16"))),
        ("reason", "Leaves"),
    ),
    "quotes and dashes of the PDF's own alphabet": (
        lambda form: form.field(T="reason", FT=Name.Tx, V=String(b"\x8dLeaves\x8e \x85 daily")),
        ("reason", "“Leaves” – daily"),
    ),
    "text held as a name": (lambda form: form.field(T="upn", FT=Name.Tx, V=Name(f"/{UPN}")), ("upn", UPN)),
    "a value that is a number": (lambda form: form.field(T="upn", FT=Name.Tx, V=3), None),
    "what a box says before anybody writes": (lambda form: form.field(T="upn", FT=Name.Tx, DV="Type here"), None),
    "a value that the widget holds": (lambda form: form.field(T="upn", FT=Name.Tx, kids=[{"V": UPN}]), ("upn", UPN)),
    "radio buttons off": (lambda form: radio(form, "looked_after", ("yes", "no"), "Off", V=Name.Off), None),
    "radio buttons whose states have blanks": (
        lambda form: radio(form, "social_care", ("None", "Child in need"), "Child in need"),
        ("social_care", "Child in need"),
    ),
    "radio buttons whose states are another alphabet's": (
        lambda form: radio(form, "social_care", ("None", "Früh"), "Früh"),
        ("social_care", "Früh"),
    ),
    "numbered states, shown": (
        lambda form: radio(form, "sen_status", ("0", "1", "2"), "2", Opt=SEN),
        ("sen_status", "EHC plan"),
    ),
    "numbered states, the value alone": (
        lambda form: radio(form, "sen_status", ("0", "1", "2"), None, Opt=SEN, V=Name("/1")),
        ("sen_status", "SEN support"),
    ),
    "numbered states, the value their label": (
        lambda form: radio(form, "sen_status", ("0", "1", "2"), None, Opt=SEN, V=String("EHC plan")),
        ("sen_status", "EHC plan"),
    ),
    "buttons without a look for off": (
        lambda form: form.field(
            T="looked_after",
            FT=Name.Btn,
            Ff=RADIO,
            V=Name.yes,
            kids=[{"AP": Dictionary(N=Dictionary(yes=form.pdf.make_stream(b""))), "AS": Name.yes}, {"AS": Name.Off}],
        ),
        ("looked_after", "yes"),
    ),
    "a single box by its option": (
        lambda form: form.field(T="risk_assessment", FT=Name.Btn, AP=form.box("0"), AS=Name("/0"), Opt=Array(["Ja"])),
        ("risk_assessment", "yes"),
    ),
    "a list by the place that is picked": (
        lambda form: form.field(T="sen_status", FT=Name.Ch, Ff=COMBO, Opt=PAIRS, I=Array([1])),
        ("sen_status", "EHC plan"),
    ),
    "a list of words by the place that is picked": (
        lambda form: form.field(T="sen_status", FT=Name.Ch, Opt=SEN, I=Array([1, 99])),
        ("sen_status", "SEN support"),
    ),
    "a list that holds an array": (
        lambda form: form.field(T="sen_status", FT=Name.Ch, Opt=PAIRS, V=Array([String("x2")])),
        ("sen_status", "EHC plan"),
    ),
}


@pytest.mark.parametrize("habit", list(TABLE))
def test_what_a_program_wrote_is_read(habit):
    form = Form()
    fill, expected = TABLE[habit]
    form.field(T="declared_by", FT=Name.Tx, V="T. Oduya")
    fill(form)
    assert form.answers() == [("declared_by", "T. Oduya"), *([expected] if expected else [])]


@pytest.mark.parametrize(
    ("name", "states", "value", "said"),
    [("looked_after", ("yes", "no"), "no", "no"), ("risk_assessment", ("On",), "On", "yes")],
)
def test_a_box_that_is_on_and_does_not_show_it_is_asked_about(name, states, value, said):
    form = Form()
    radio(form, name, states, "Off", V=Name(f"/{value}"))
    (answer,) = form.read().answers
    assert (answer.raw, answer.confidence) == (said, 0.5)


def test_a_form_signed_after_it_was_filled_in_says_what_the_last_revision_says():
    form = Form()
    form.field(T="upn", FT=Name.Tx, V="before")
    writer = pypdf.PdfWriter(BytesIO(form.data()), incremental=True)
    for annotation in writer.pages[0]["/Annots"]:
        widget = annotation.get_object()
        if widget.get("/T") == "upn":
            widget[NameObject("/V")] = TextStringObject(UPN)
    made = BytesIO()
    writer.write(made)
    assert [answer.raw for answer in read(made.getvalue(), PDF).answers] == [UPN]


def test_a_form_with_adobes_own_layer_beside_its_boxes_is_read_by_its_boxes():
    form = Form()
    form.pdf.Root.AcroForm.XFA = Array([String("template"), Stream(form.pdf, b"<template/>")])
    form.field(T="form1[0]", kids=[{"T": "upn[0]", "FT": Name.Tx, "V": UPN}])
    assert form.answers() == [("upn", UPN)]


@pytest.mark.parametrize("boxes", [{}, {"T": "form1[0]", "FT": Name.Tx}, {"T": "sign[0]", "FT": Name.Sig}])
def test_a_form_that_draws_itself_in_adobes_program_is_named(boxes):
    form = Form(kind=None)
    form.pdf.Root.AcroForm.XFA = Stream(form.pdf, b"<xdp/>")
    form.pdf.Root.NeedsRendering = True
    form.pdf.pages[0].Contents = form.pdf.make_stream(b"BT /F1 12 Tf 50 700 Td (Please wait... If this message) Tj ET")
    if boxes:
        form.field(**boxes, page=None)
    assert form.read().reason is ReadingCode.DYNAMIC_XFA


def test_reportlabs_boxes():
    made = BytesIO()
    paper = canvas.Canvas(made)
    fields = paper.acroForm
    fields.textfield(name="form", value="off_site_direction")
    fields.textfield(name="upn", value=UPN)
    fields.checkbox(name="risk_assessment", checked=True, x=50, y=600)
    fields.choice(name="sen_status", value="K", options=[("No SEN", "N"), ("SEN support", "K")], x=50, y=500)
    for value in ("yes", "no"):
        fields.radio(name="looked_after", value=value, selected=value == "no", x=50, y=400)
    paper.showPage()
    paper.save()
    said = {answer.question: answer.raw for answer in read(made.getvalue(), PDF).answers}
    assert said == {"upn": UPN, "risk_assessment": "yes", "sen_status": "SEN support", "looked_after": "no"}


@pytest.mark.parametrize("auto", [True, False])
def test_pypdfs_filling(auto):
    form = Form(kind=None)
    form.pdf.docinfo["/OffsiteDeskForm"] = "off_site_direction"
    form.field(T="upn", FT=Name.Tx, Rect=Array([0, 0, 100, 20]), DA="/Helv 9 Tf 0 g")
    form.field(T="risk_assessment", FT=Name.Btn, AP=form.box("On"), AS=Name.Off, Rect=Array([0, 0, 9, 9]))
    writer = pypdf.PdfWriter(BytesIO(form.data()))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"upn": UPN, "risk_assessment": "/On"}, auto_regenerate=auto)
    made = BytesIO()
    writer.write(made)
    said = {answer.question: answer.raw for answer in read(made.getvalue(), PDF).answers}
    assert said == {"upn": UPN, "risk_assessment": "yes"}


def test_pikepdfs_filling():
    form = Form(kind=None)
    form.pdf.docinfo["/OffsiteDeskForm"] = "off_site_direction"
    form.field(T="upn", FT=Name.Tx, Rect=Array([0, 0, 100, 20]), DA="/Helv 9 Tf 0 g")
    radio(form, "looked_after", ("yes", "no"), "Off")
    pdf = pikepdf.open(BytesIO(form.data()))
    fields = Filler(pdf)
    fields["upn"].value = UPN
    fields["looked_after"].selected = fields["looked_after"].options[1]
    made = BytesIO()
    pdf.save(made)
    said = {answer.question: answer.raw for answer in read(made.getvalue(), PDF).answers}
    assert said == {"upn": UPN, "looked_after": "no"}
