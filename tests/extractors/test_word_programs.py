"""Word forms by the ways in which programs store an answer and people mark one, as one table."""

from __future__ import annotations

from datetime import date as day

import pytest

from extractors.reader import read
from proposals.forms import FORMS
from proposals.reading import FormKind
from proposals.values import parse
from word_form import DOCX, NAMES, answers, cell, control, paragraph, run, table, tick, word

TODAY = day(2026, 11, 30)
UPN = "A999400123041"
CARE = FORMS[FormKind.OFF_SITE_DIRECTION].question("looked_after")
BOUND = '<w:dataBinding w:prefixMappings="xmlns:a=\'urn:a\'" w:xpath="/a:form[1]/a:upn[1]" w:storeItemID="{1}"/>'
DATA = f'<form xmlns="urn:a"><upn>{UPN}</upn></form>'


def date(shown: str, style: str) -> str:
    kind = f'<w:date w:fullDate="2012-03-04T00:00:00Z"><w:dateFormat w:val="{style}"/></w:date>'
    return paragraph(control("date_of_birth", run(shown) if shown else "<w:r/>", kind))


def listed(shown: str, kind: str) -> str:
    entry = '<w:listItem w:displayText="SEN support" w:value="K"/>'
    return paragraph(control("sen_status", run(shown), f"<w:{kind}>{entry}</w:{kind}>"))


def box(glyph: str, *, on: bool) -> str:
    kind = f'<w14:checkbox><w14:checked w14:val="{str(on).lower()}"/><w14:checkedState w14:val="2714"/></w14:checkbox>'
    return control("looked_after.no", run(glyph), kind)


STORED: dict[str, tuple[str, tuple[str, str] | None]] = {
    "a list that was picked from": (listed("SEN support", "dropDownList"), ("sen_status", "SEN support")),
    "a list that was typed into": (listed("K", "comboBox"), ("sen_status", "K")),
    "a date as it is shown": (date("4 March 2012", "d MMMM yyyy"), ("date_of_birth", "4 March 2012")),
    "a date that is not shown": (date("", "dd/MM/yyyy"), ("date_of_birth", "2012-03-04")),
    "a date shown month first": (date("3/4/2012", "M/d/yyyy"), ("date_of_birth", "2012-03-04")),
    "a box with a sign of its own, on": (paragraph(box("✔", on=True)), ("looked_after", "no")),
    "a box with a sign of its own, off": (paragraph(box("✔", on=False)), None),
    "a control within a repeated one": (control("", control("upn", paragraph(UPN)), "<w:group/>"), ("upn", UPN)),
    "styled text": (control("reason", paragraph("Walks ", run("out", "<w:b/>"), ".")), ("reason", "Walks out.")),
    "a control in a prompt's style that was typed into": (
        paragraph(control("upn", run(UPN, '<w:rStyle w:val="PlaceholderText"/>'))),
        ("upn", UPN),
    ),
    "an insertion and a deletion in a control": (
        paragraph(control("upn", f"<w:ins>{run(UPN)}</w:ins><w:del><w:r><w:delText>before</w:delText></w:r></w:del>")),
        ("upn", UPN),
    ),
    "text that was moved": (
        table(("UPN", f"<w:p><w:moveFrom>{run('before')}</w:moveFrom><w:moveTo>{run(UPN)}</w:moveTo></w:p>")),
        ("upn", UPN),
    ),
    "a cell that was deleted": (
        f"<w:tbl><w:tr>{cell('UPN')}{cell('before', '<w:cellDel/>')}{cell(UPN)}</w:tr></w:tbl>",
        ("upn", UPN),
    ),
    "a link": (table(("UPN", paragraph(f"<w:hyperlink>{run(UPN)}</w:hyperlink>"))), ("upn", UPN)),
    "a field of the document": (table(("UPN", paragraph(f"<w:fldSimple>{run(UPN)}</w:fldSimple>"))), ("upn", UPN)),
    "a field's code": (table(("UPN", paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", UPN))), ("upn", UPN)),
    "a reading aid above a word": (
        table(
            (
                "Surname",
                paragraph(f"<w:r><w:ruby><w:rt>{run('up')}</w:rt><w:rubyBase>{run('Ito')}</w:rubyBase></w:ruby></w:r>"),
            )
        ),
        ("pupil_surname", "Ito"),
    ),
    "a word that may be broken": (table(("Surname", "Thorn\u00adbury\u00a0Lane")), ("pupil_surname", "Thornbury Lane")),
    "hidden text": (table(("UPN", paragraph(run("hidden", "<w:vanish/>"), UPN))), ("upn", UPN)),
    "an older text box": (
        paragraph(f"<w:r><w:pict><w:txbxContent>{paragraph(f'UPN: {UPN}')}</w:txbxContent></w:pict></w:r>"),
        ("upn", UPN),
    ),
    "an answer typed behind its label": (table((f"UPN: {UPN}", "")), ("upn", UPN)),
}


@pytest.mark.parametrize("way", list(STORED))
def test_what_is_stored_is_read(way):
    body, expected = STORED[way]
    assert answers(paragraph("Declared by: T. Oduya") + body) == [
        *([] if expected is None else [expected] if "<w:sdt>" in body else []),
        ("declared_by", "T. Oduya"),
        *([] if expected is None or "<w:sdt>" in body else [expected]),
    ]


@pytest.mark.parametrize("content", ["<w:r/>", run("Type it here")], ids=["empty", "prompt"])
def test_a_control_bound_to_data_says_what_the_data_says(content):
    prompt = "<w:showingPlcHdr/>" if "Type" in content else ""
    body = paragraph(control("upn", content, BOUND + prompt))
    reading = read(word(body, **{"customXml/item1.xml": DATA}), DOCX)
    assert [(answer.question, answer.raw) for answer in reading.answers] == [("upn", UPN)]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/form/other", DATA),
        ("//*[contains(., 'A')]", DATA),
        ("/form[1]/upn[99]", DATA),
        ("/form[1]", "<form><upn>A</upn></form>"),
        ("", DATA),
    ],
)
def test_data_that_a_control_does_not_name_is_not_read(path, data):
    binding = f'<w:dataBinding w:xpath="{path}"/>'
    body = paragraph(control("upn", "<w:r/>", binding), "Surname: Thornbury")
    reading = read(word(body, **{"customXml/item1.xml": data}), DOCX)
    assert [answer.question for answer in reading.answers] == ["pupil_surname"]


def symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def lettered(font: str, letter: str) -> str:
    return run(letter, f'<w:rFonts w:ascii="{font}"/>')


SIGNS = {
    "Wingdings": (symbol("Wingdings", "F0FE"), symbol("Wingdings", "F0A8")),
    "Wingdings, short": (symbol("Wingdings", "FC"), symbol("Wingdings", "A8")),
    "Wingdings 2": (symbol("Wingdings 2", "F052"), symbol("Wingdings 2", "F0A3")),
    "Wingdings 2, a tick": (symbol("Wingdings 2", "F050"), symbol("Wingdings 2", "F0A3")),
    "Segoe UI Symbol": (symbol("Segoe UI Symbol", "2612"), symbol("Segoe UI Symbol", "2610")),
    "letters in Wingdings": (lettered("Wingdings", "þ"), lettered("Wingdings", "¨")),
    "letters in Webdings": (lettered("Webdings", "a"), lettered("Webdings", "c")),
    "letters in Marlett": (lettered("Marlett", "b"), "☐"),
    "controls": (tick("", on=True), tick("", on=False)),
}


@pytest.mark.parametrize("font", list(SIGNS))
@pytest.mark.parametrize("yes", [True, False])
def test_a_tick_in_a_font_of_signs(font, yes):
    on, off = SIGNS[font]
    line = paragraph("Yes ", on if yes else off, " No ", off if yes else on)
    [(_, raw)] = answers(table(("Looked after?", line)))
    assert parse(CARE, raw, TODAY) is yes


MARKS = {
    "highlighted": '<w:highlight w:val="yellow"/>',
    "shaded": '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>',
    "in bold": "<w:b/>",
    "underlined": '<w:u w:val="single"/>',
    "framed": '<w:bdr w:val="single" w:sz="4"/>',
    "with a dot of emphasis": '<w:em w:val="dot"/>',
}


@pytest.mark.parametrize("mark", list(MARKS))
@pytest.mark.parametrize("yes", [True, False])
def test_one_of_two_words_marked(mark, yes):
    first, second = (run("Yes", MARKS[mark]), run("No")) if yes else (run("Yes"), run("No", MARKS[mark]))
    [(_, raw)] = answers(table(("Looked after?", paragraph(first, " / ", second))))
    assert parse(CARE, raw, TODAY) is yes


@pytest.mark.parametrize("mark", list(MARKS))
def test_both_words_marked_answer_neither_way(mark):
    both = paragraph(run("Yes", MARKS[mark]), " / ", run("No", MARKS[mark]))
    for _, raw in answers(table(("Looked after?", both))):
        assert not isinstance(parse(CARE, raw, TODAY), bool)


@pytest.mark.parametrize("word_in_ring", ["Yes", "No"])
def test_a_word_in_a_ring_that_word_itself_draws(word_in_ring):
    ring = f"<w:r><w:instrText>eq \\o\\ac(○,{word_in_ring})</w:instrText></w:r>"
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    whole = field.format("begin") + ring + field.format("end")
    line = paragraph(whole, " / No") if word_in_ring == "Yes" else paragraph("Yes / ", whole)
    [(_, raw)] = answers(table(("Looked after?", line)))
    assert parse(CARE, raw, TODAY) is (word_in_ring == "Yes")


def test_a_ring_drawn_over_a_word_answers_neither_way():
    """It hangs on the paragraph at a distance from its edge: over which word, only a layout engine could say."""
    ring = (
        '<w:r><w:drawing><wp:anchor xmlns:wp="urn:wp"><wp:positionH><wp:posOffset>20000</wp:posOffset></wp:positionH>'
        '<a:prstGeom xmlns:a="urn:a" prst="ellipse"/></wp:anchor></w:drawing></w:r>'
    )
    [(_, raw)] = answers(table(("Looked after?", paragraph(ring, "Yes / No"))))
    assert not isinstance(parse(CARE, raw, TODAY), bool)


def test_boxes_of_an_older_kind_are_noted():
    reading = read(word(table(("UPN", UPN)), **{"word/activeX/activeX1.xml": "<x/>"}), DOCX)
    assert len(reading.notes) == 1
    assert "ActiveX" in reading.notes[0]


def test_running_heads_answer_nothing_by_their_labels():
    """A form's own "Review date: September 2026" at its foot is nobody's review."""
    foot = f"<w:ftr {NAMES}>{paragraph('Review date: September 2026')}</w:ftr>"
    reading = read(word(table(("UPN", UPN)), **{"word/footer1.xml": foot}), DOCX)
    assert [answer.question for answer in reading.answers] == ["upn"]
