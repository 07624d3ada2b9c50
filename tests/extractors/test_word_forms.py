"""Word forms as programs and people really fill them in: controls, legacy fields, tables and lines."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from extractors.reader import read
from proposals.reading import Method, ReadingCode, ReadingOutcome
from word_form import CORE, DOCX, NAMES, answers, cell, control, paragraph, run, table, tick, word

# Content controls


@pytest.mark.parametrize(
    "body",
    [
        control("pupil_surname", paragraph("Thornbury")),
        paragraph(control("pupil_surname", run("Thornbury"))),
        f"<w:tbl><w:tr>{control('pupil_surname', cell('Thornbury'))}</w:tr></w:tbl>",
        f"<w:tbl>{control('pupil_surname', '<w:tr>' + cell('Thornbury') + '</w:tr>')}</w:tbl>",
        control("group", control("pupil_surname", paragraph("Thornbury")), "<w:group/>"),
        table(("<w:p/>" + control("pupil_surname", paragraph("Thornbury")),)),
    ],
    ids=["block", "inline", "cell", "row", "nested", "in a cell"],
)
def test_a_control_wherever_it_stands(body):
    (answer,) = read(word(body), DOCX).answers
    assert (answer.question, answer.raw) == ("pupil_surname", "Thornbury")
    assert answer.method is Method.CONTENT_CONTROL


def test_a_controls_prompt_is_no_answer_by_any_way():
    prompt = control("pupil_surname", paragraph("Type the family name here"), "<w:showingPlcHdr/>")
    body = table(("Last name", prompt), ("UPN", control("upn", paragraph("A999400123041"))))
    assert answers(body) == [("upn", "A999400123041")]


def test_a_prompt_in_a_control_of_a_whole_cell_is_no_answer():
    prompt = control("", cell("Type it here"), "<w:showingPlcHdr/>")
    body = f"<w:tbl><w:tr>{cell('Last name')}{prompt}</w:tr></w:tbl>" + control("upn", paragraph("A999400123041"))
    assert answers(body) == [("upn", "A999400123041")]


def test_boxes_to_tick_named_after_their_options():
    body = paragraph(tick("looked_after.yes", on=False), "Yes ", tick("looked_after.no", on=True), "No")
    assert answers(body) == [("looked_after", "no")]


def test_two_ticked_are_both_reported():
    body = paragraph(tick("sen_status.sen_support", on=True), tick("sen_status.ehc_plan", on=True))
    assert answers(body) == [("sen_status", "sen_support"), ("sen_status", "ehc_plan")]


def test_a_list_says_what_it_shows():
    kind = '<w:dropDownList><w:listItem w:displayText="EHC plan" w:value="E"/></w:dropDownList>'
    assert answers(paragraph(control("sen_status", run("EHC plan"), kind))) == [("sen_status", "EHC plan")]


@pytest.mark.parametrize(
    ("shown", "style", "expected"),
    [("3/4/2012", "M/d/yyyy", "2012-03-04"), ("04/03/2012", "dd/MM/yyyy", "04/03/2012")],
)
def test_a_date_shown_month_first_is_told_by_its_calendar(shown, style, expected):
    kind = f'<w:date w:fullDate="2012-03-04T00:00:00Z"><w:dateFormat w:val="{style}"/></w:date>'
    assert answers(paragraph(control("date_of_birth", run(shown), kind))) == [("date_of_birth", expected)]


def test_paragraphs_of_a_control_are_kept():
    body = control("reason", paragraph("First.") + paragraph("Second."))
    assert answers(body) == [("reason", "First.\nSecond.")]


def test_a_control_counts_before_the_label_beside_it():
    body = table(("Last name", control("pupil_surname", paragraph("Thornbury"))))
    assert answers(body) == [("pupil_surname", "Thornbury")]


def test_a_control_in_a_header():
    header = f"<w:hdr {NAMES}>{paragraph(control('upn', run('A999400123041')))}</w:hdr>"
    reading = read(word(paragraph("Proposal"), **{"word/header1.xml": header}), DOCX)
    assert [answer.raw for answer in reading.answers] == ["A999400123041"]


def test_a_control_in_a_text_box_counts_once():
    box = f"<w:txbxContent>{paragraph(control('upn', run('A999400123041')))}</w:txbxContent>"
    twice = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert answers(paragraph(twice)) == [("upn", "A999400123041")]


def test_a_hidden_control_says_which_form_it_is():
    body = paragraph(control("form", run("review_outcome"))) + paragraph(control("progress", run("Two of three met.")))
    assert read(word(body, ours=False), DOCX).form == "review_outcome"


# Legacy form fields


def legacy(name: str, inner: str, shown: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/>{inner}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (legacy("pupil_surname", "<w:textInput/>", "Thornbury"), [("pupil_surname", "Thornbury")]),
        (legacy("pupil_surname", "<w:textInput/>", "\u2002" * 5), []),
        (legacy("risk_assessment", '<w:checkBox><w:checked w:val="1"/></w:checkBox>'), [("risk_assessment", "yes")]),
        (legacy("risk_assessment", "<w:checkBox><w:checked/></w:checkBox>"), [("risk_assessment", "yes")]),
        (legacy("risk_assessment", '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'), []),
        (
            legacy(
                "sen_status",
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="None"/><w:listEntry w:val="EHC plan"/></w:ddList>',
            ),
            [("sen_status", "EHC plan")],
        ),
    ],
    ids=["text", "empty text", "ticked", "ticked in short", "unticked", "list"],
)
def test_legacy_fields_by_name(field, expected):
    assert answers(paragraph(field) + paragraph("UPN: A999400123041")) == [*expected, ("upn", "A999400123041")]


def test_legacy_boxes_without_names_by_the_words_beside_them():
    yes = legacy("Check1", '<w:checkBox><w:checked w:val="0"/></w:checkBox>')
    no = legacy("Check2", '<w:checkBox><w:checked w:val="1"/></w:checkBox>')
    assert answers(table(("Looked after?", paragraph("Yes ", yes, "  No ", no)))) == [("looked_after", "No")]


# Tables


def test_label_left():
    (answer,) = read(word(table(("Surname", "Thornbury"))), DOCX).answers
    assert (answer.question, answer.raw, answer.where) == ("pupil_surname", "Thornbury", "table 1, row 1")
    assert (answer.method, answer.confidence) == (Method.TABLE, 0.95)


def test_label_above():
    body = table(("First name", "Last name", "DOB"), ("Mia", "Thornbury", "4/3/2012"))
    assert answers(body) == [("pupil_forename", "Mia"), ("pupil_surname", "Thornbury"), ("date_of_birth", "4/3/2012")]


def test_a_label_across_the_table_above_its_answer():
    body = table(("Reason for referral",), ("Walks out of lessons daily.",), ("UPN",), ("",))
    assert answers(body) == [("reason", "Walks out of lessons daily.")]


def test_labels_above_empty_cells_are_not_each_others_answers():
    body = table(("First name", "Last name"), ("", "")) + table(("UPN", "A999400123041"))
    assert answers(body) == [("upn", "A999400123041")]


def test_several_pairs_a_row():
    body = table(("First name", "", "Last name", "Thornbury"), ("DOB", "4/3/2012", "UPN", "A999400123041"))
    assert answers(body) == [("pupil_surname", "Thornbury"), ("date_of_birth", "4/3/2012"), ("upn", "A999400123041")]


def test_a_colon_in_a_cell_of_its_own():
    assert answers(table(("Surname", ":", "Thornbury"))) == [("pupil_surname", "Thornbury")]


def test_label_and_answer_in_one_cell():
    assert answers(table(("DOB: 4/3/2012", "UPN: A999400123041"))) == [
        ("date_of_birth", "4/3/2012"),
        ("upn", "A999400123041"),
    ]


@pytest.mark.parametrize(
    ("label", "said", "question"),
    [
        ("Job title", "Headteacher", "school_contact_role"),
        ("Type of provision", "Alternative provider", "provider_type"),
        ("Social care involvement", "Early help", "social_care"),
    ],
)
def test_an_answer_that_is_a_label_elsewhere(label, said, question):
    assert answers(heading("School") + table((label, said), ("UPN", "A999400123041")))[0] == (question, said)


def test_merged_cells():
    wide = '<w:gridSpan w:val="3"/>'
    top, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tbl><w:tr>{cell('Pupil', wide)}</w:tr>"
        f"<w:tr>{cell('Details', top)}{cell('First name')}{cell('Mia')}</w:tr>"
        f"<w:tr>{cell('', rest)}{cell('Last name')}{cell('Thornbury')}</w:tr></w:tbl>"
    )
    assert answers(body) == [("pupil_forename", "Mia"), ("pupil_surname", "Thornbury")]


def test_the_section_in_a_column_of_its_own():
    body = table(
        ("School", "E-mail", "office@example.org"),
        ("Parent/carer", "E-mail", "parent@example.org"),
        ("", "Telephone", "01632 960123"),
    )
    assert answers(body) == [
        ("school_email", "office@example.org"),
        ("parent_email", "parent@example.org"),
        ("parent_phone", "01632 960123"),
    ]


def test_a_table_within_a_cell():
    inner = table(("Surname", "Thornbury"))
    assert answers(table((paragraph("Pupil") + inner + paragraph(),))) == [("pupil_surname", "Thornbury")]


def test_a_label_and_the_answer_below_it_in_one_cell():
    body = table((paragraph("Reason for referral") + paragraph("Walks out of lessons."),), ("UPN: A999400123041",))
    assert answers(body) == [("reason", "Walks out of lessons."), ("upn", "A999400123041")]


def test_bare_words_under_a_heading():
    body = heading("Parent/carer") + table(
        ("Name", "Jo Thornbury", "Tel", "01632 960123"), ("Address", "1 High Street")
    )
    assert answers(body) == [
        ("parent_name", "Jo Thornbury"),
        ("parent_phone", "01632 960123"),
        ("parent_address", "1 High Street"),
    ]


def test_columns_of_ticks():
    body = table(("", "Yes", "No"), ("Looked after?", "", "x"), ("Do parents agree?", "✓", ""))
    assert answers(body) == [("looked_after", "no"), ("parents_agree", "yes")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Yes ☒ No ☐", ["Yes"]),
        ("☐ Yes ☒ No", ["No"]),
        ("Please tick: ☐ Yes ☒ No", ["No"]),
        ("Yes ☐ No ☒ (please tick)", ["No"]),
        ("Yes [ ] No [x]", ["No"]),
        ("Yes ☒ No ☒", ["Yes", "No"]),
        ("Yes ☐ No ☐", []),
        ("☒", ["yes"]),
        ("✓", ["yes"]),
        ("Yes", ["Yes"]),
    ],
)
def test_boxes_ticked_by_hand(said, expected):
    body = table(("Looked after?", said), ("UPN", "A999400123041"))
    assert answers(body) == [*(("looked_after", each) for each in expected), ("upn", "A999400123041")]


def test_boxes_ticked_in_cells_of_their_own():
    body = table(("Looked after?", "Yes", "☐", "No", "☒"), ("Social care", "☐ None", "☒ Early help", "☐ Child in need"))
    assert answers(body) == [("looked_after", "No"), ("social_care", "Early help")]


def test_ticks_of_a_symbol_font():
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    typed = run("¨", '<w:rFonts w:ascii="Wingdings"/>')
    assert answers(table(("Looked after?", paragraph("Yes ", symbol, " No ", typed)))) == [("looked_after", "Yes")]


@pytest.mark.parametrize(
    "options",
    [
        paragraph("Yes / ", run("No", "<w:strike/>")),
        paragraph(run("Yes", '<w:highlight w:val="yellow"/>'), " / No"),
        paragraph("Yes / ", f"<w:del>{run('No')}</w:del>"),
    ],
    ids=["struck out", "highlighted", "deleted"],
)
def test_one_of_two_options_told_by_its_looks(options):
    ((question, raw),) = answers(table(("Looked after?", options)))
    assert (question, raw.strip(" /")) == ("looked_after", "Yes")


def test_highlighting_a_whole_answer_changes_nothing():
    lit = paragraph(run("Thornbury", '<w:highlight w:val="yellow"/>'))
    assert answers(table(("Surname", lit), ("Pupil name", lit)))[0] == ("pupil_surname", "Thornbury")


# Lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Surname: Thornbury", [("pupil_surname", "Thornbury")]),
        ("Surname : ____Thornbury____", [("pupil_surname", "Thornbury")]),
        ("Surname: ..........Thornbury.......", [("pupil_surname", "Thornbury")]),
        ("First name: __Mia__ Last name: __Thornbury__", [("pupil_forename", "Mia"), ("pupil_surname", "Thornbury")]),
        ("First name: Mia     Last name: Thornbury", [("pupil_forename", "Mia"), ("pupil_surname", "Thornbury")]),
        ("Start date: 11/1/2027 End date: 19/2/2027", [("start_date", "11/1/2027"), ("end_date", "19/2/2027")]),
        ("Is the pupil looked after? Yes ☐ No ☒", [("looked_after", "No")]),
        ("3. SURNAME*: Thornbury", [("pupil_surname", "Thornbury")]),
        ("Date of brith: 4/3/2012", [("date_of_birth", "4/3/2012")]),
        ("Surname: ________", []),
    ],
)
def test_a_line_of_label_and_answer(line, expected):
    assert answers(paragraph(line) + paragraph("UPN: A999400123041")) == [*expected, ("upn", "A999400123041")]


def test_an_answer_on_the_lines_below_its_label():
    body = "".join(
        map(
            paragraph,
            [
                "Reason for referral:",
                "(say what happened)",
                "Walks out of lessons.",
                "Swears.",
                "UPN:",
                "A999400123041",
            ],
        )
    )
    assert answers(body) == [("reason", "Walks out of lessons.\nSwears."), ("upn", "A999400123041")]


def test_tabs_part_pairs():
    body = paragraph("DOB: 4/3/2012", "<w:r><w:tab/></w:r>", "UPN: A999400123041")
    assert answers(body) == [("date_of_birth", "4/3/2012"), ("upn", "A999400123041")]


def heading(text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run(text)}</w:p>'


def test_the_heading_above_decides():
    body = (
        heading("Section A – School details") + paragraph("Email: office@example.org")
        + heading("Pupil details") + paragraph("Name: Mia Thornbury")
        + heading("Parent/carer") + paragraph("Email: parent@example.org")
        + heading("Educational psychologist") + paragraph("Name: Dr Finch") + paragraph("Email: finch@example.org")
    )  # fmt: skip
    assert answers(body) == [
        ("school_email", "office@example.org"),
        ("pupil_forename", "Mia"),
        ("pupil_surname", "Thornbury"),
        ("parent_email", "parent@example.org"),
    ]


@pytest.mark.parametrize(
    ("name", "forename", "surname"),
    [
        ("Mia Thornbury", "Mia", "Thornbury"),
        ("THORNBURY, Mia", "Mia", "THORNBURY"),
        ("Mia VAN DER BERG", "Mia", "VAN DER BERG"),
        ("Mia Rose Thornbury", "Mia Rose", "Thornbury"),
    ],
)
def test_a_whole_name_in_one_box(name, forename, surname):
    found = read(word(table(("Name of pupil", name))), DOCX).answers
    assert [answer.raw for answer in found] == [forename, surname]
    assert all(answer.confidence <= 0.8 for answer in found)


# Changes, layers, dialects


def test_insertions_count_and_deletions_do_not():
    body = table(("Surname", f"<w:p><w:del>{run('Thornton')}</w:del><w:ins>{run('Thornbury')}</w:ins></w:p>"))
    assert answers(body) == [("pupil_surname", "Thornbury")]


def test_a_deleted_row_is_gone():
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Surname')}{cell('Thornton')}</w:tr>"
    body = table(("UPN", "A999400123041")).replace("</w:tbl>", f"{row}</w:tbl>")
    assert answers(body) == [("upn", "A999400123041")]


def test_strict_open_xml():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = table(("Surname", "Thornbury"))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        text = f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", text)
        archive.writestr("docProps/core.xml", CORE)
    assert [answer.raw for answer in read(out.getvalue(), DOCX).answers] == ["Thornbury"]


# Files that are no answer


def test_one_of_ours_with_nothing_filled_in():
    assert read(word(table(("Surname", ""))), DOCX).reason is ReadingCode.BLANK_FORM


@pytest.mark.parametrize(
    "inner",
    ['<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>', '<!DOCTYPE d [<!ENTITY a "aaaa">]>'],
)
def test_entities_are_not_resolved(inner):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        text = f"{inner}<w:document {NAMES}><w:body>{table(('Surname', '<w:p><w:r><w:t>&a;</w:t></w:r></w:p>'))}"
        archive.writestr("word/document.xml", f"{text}</w:body></w:document>")
        archive.writestr("docProps/core.xml", CORE)
    assert read(out.getvalue(), DOCX).answers == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({f"word/{place}.xml": b"x" for place in range(2001)}, ReadingCode.TOO_LARGE),
        ({"word/media/image.png": bytes(5_000_000)}, ReadingCode.TOO_LARGE),
        ({"word/document.xml": b"<unfinished"}, ReadingCode.DAMAGED),
        ({"word/document.xml": b"<d>" * 5000}, ReadingCode.DAMAGED),
        ({"word/other.xml": b"<d/>"}, ReadingCode.DAMAGED),
    ],
    ids=["entries", "ratio", "unfinished", "depth", "no document"],
)
def test_files_that_cannot_be_opened_within_the_limits(content, code):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert read(out.getvalue(), DOCX).reason is code


def test_what_is_unusual_is_noted():
    parts = {"word/vbaProject.bin": "x", "word/embeddings/sheet1.xlsx": "x", "_xmlsignatures/sig1.xml": "x"}
    reading = read(word(table(("Surname", "Thornbury")), **parts), DOCX)
    assert reading.outcome is ReadingOutcome.FORM
    assert len(reading.notes) == 1


# Which form it is, by what it asks


def test_controls_named_after_questions_make_a_form_without_any_mark():
    asked = ("school_name", "upn", "year_group", "receiving_school_name", "receiving_headteacher_name")
    more = ("move_start_date", "integration_plan", "parents_views", "pupil_views", "reason", "declared_by")
    body = "".join(control(name, paragraph("something")) for name in asked + more)
    reading = read(word(body, ours=False), DOCX)
    assert reading.form == "managed_move"
    assert [answer.question for answer in reading.answers] == [*asked, *more]


def test_a_few_controls_of_our_names_make_no_form():
    body = "".join(control(name, paragraph("something")) for name in ("upn", "year_group", "date_of_birth", "reason"))
    assert read(word(body, ours=False), DOCX).reason is ReadingCode.NOT_A_FORM
