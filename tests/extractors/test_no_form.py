"""Papers about a pupil that are none of our forms, however many of a form's details they give."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from others_forms import (
    Asked,
    Paper,
    bold_cells,
    bold_colons,
    bold_labels_above,
    bold_labels_beside,
    bold_lines,
    colons,
    header_rows,
    heads_of_columns,
    in_turn,
    labels_in_cells,
    narrow_columns,
    read_pdf,
    read_word,
    ruled,
    shaded_cells,
    tabs,
    two_columns,
)
from proposals.reading import ReadingCode

PAGES = (bold_labels_above, bold_labels_beside, two_columns, narrow_columns, ruled, labels_in_cells, header_rows)
WORD = (colons, tabs, bold_colons, bold_lines, shaded_cells, bold_cells, heads_of_columns, in_turn)


def asked(*pairs):
    return tuple(Asked(label, "", text) for label, text in pairs)


SCHOOL = (
    "School details",
    asked(
        ("School name", "Oakfield Academy"),
        ("Headteacher", "Tunde Oduya"),
        ("School email", "office@example.org"),
        ("Telephone", "01632 960100"),
        ("Contact name", "Priya Nair"),
        ("Role", "SENCO"),
    ),
)
PUPIL = (
    "Pupil details",
    asked(
        ("Forename", "Mia"),
        ("Surname", "Thornbury"),
        ("Date of birth", "4/3/2012"),
        ("UPN", "A999400123041"),
        ("Year group", "9"),
        ("Gender", "Female"),
        ("SEN status", "SEN support"),
        ("Looked after", "No"),
        ("Social care", "Early help"),
        ("Attendance", "81%"),
    ),
)
PARENT = (
    "Parent/carer details",
    asked(
        ("Parent name", "Jo Thornbury"),
        ("Relationship", "Mother"),
        ("Telephone", "01632 960123"),
        ("Email", "jo@example.org"),
        ("Address", "1 Mill Lane, Exampleton"),
    ),
)

PAPERS = {
    "Risk assessment": (
        SCHOOL,
        PUPIL,
        (
            "Risk assessment",
            asked(
                ("Hazard", "Leaves the site at break without telling anybody."),
                ("Who may be harmed", "Mia, and staff who follow her."),
                ("Likelihood", "Medium"),
                ("Severity", "High"),
                ("Control measures", "A key adult at the gate."),
                ("Start date", "11/1/2027"),
                ("Review date", "19/2/2027"),
                ("Completed by", "Priya Nair"),
                ("Date", "30/11/2026"),
            ),
        ),
    ),
    "Application for admission": (
        PUPIL,
        PARENT,
        (
            "Schools you would like",
            asked(
                ("Current school", "Oakfield Academy"),
                ("First preference", "Brookfield School"),
                ("Second preference", "Hillside School"),
                ("Reason for application", "We are moving house in March."),
                ("Date of move", "1/3/2027"),
                ("Brother or sister at the school", "No"),
            ),
        ),
        ("Declaration", asked(("Name", "Jo Thornbury"), ("Date", "30/11/2026"))),
    ),
    "Referral to child and adolescent mental health services": (
        SCHOOL,
        PUPIL,
        PARENT,
        (
            "Reason for referral",
            asked(
                ("Presenting concerns", "Panic before lessons, and poor sleep."),
                ("How long has this been going on?", "Since September."),
                ("What has been tried already?", "Six meetings with the school's counsellor."),
                ("Parents' views", "They want help soon."),
                ("Pupil's views", "I want to sleep."),
                ("GP", "Dr Finch, Mill Lane Surgery"),
                ("Risk to self", "None known"),
                ("Has the family agreed?", "Yes"),
                ("Medical needs", "None"),
            ),
        ),
        ("Declaration", asked(("Completed by", "Priya Nair"), ("Role", "SENCO"), ("Date", "30/11/2026"))),
    ),
    "Request for an education, health and care needs assessment": (
        SCHOOL,
        PUPIL,
        PARENT,
        (
            "Needs",
            asked(
                ("Cognition and learning", "Reads well; writes little."),
                ("Communication", "Finds groups hard."),
                ("What has been tried already?", "Small groups since last spring."),
                ("Parents' views", "They ask for more help in class."),
                ("Pupil's views", "I like art."),
                ("Educational psychologist", "Dr Aske"),
                ("Outcomes sought", "Mia works in class for a whole lesson."),
            ),
        ),
    ),
    "Risk assessment for off-site provision": (
        SCHOOL,
        PUPIL,
        (
            "Risk assessment",
            asked(
                ("Name of provider", "The Mill"),
                ("Contact at provider", "Sam Reed"),
                ("Start date", "11/1/2027"),
                ("End date", "19/2/2027"),
                ("Hazard", "Machines in the workshop."),
                ("Control measures", "One adult to two pupils; goggles."),
                ("Level of risk", "Low"),
                ("Transport", "The provider's minibus"),
                ("Medical needs", "Hay fever"),
                ("Completed by", "Priya Nair"),
                ("Date", "30/11/2026"),
            ),
        ),
    ),
    "Annual review of the education, health and care plan": (
        SCHOOL,
        PUPIL,
        PARENT,
        (
            "The review",
            asked(
                ("Date of review", "30/11/2026"),
                ("Present", "T. Oduya, P. Nair, J. Thornbury"),
                ("Progress towards outcomes", "Two of four met."),
                ("Parents' views", "They are content with the plan."),
                ("Pupil's views", "I like art."),
                ("Changes to the plan", "None"),
                ("Educational psychologist", "Dr Aske"),
            ),
        ),
    ),
    "Personal education plan": (
        SCHOOL,
        PUPIL,
        (
            "The plan",
            asked(
                ("Date of meeting", "30/11/2026"),
                ("Present", "T. Oduya, P. Nair, J. Thornbury"),
                ("Social worker", "Ben Archer"),
                ("Progress", "Reads for twenty minutes a day."),
                ("Targets", "A whole week of lessons."),
                ("Pupil's views", "I like art."),
                ("Next meeting", "14/12/2026"),
            ),
        ),
    ),
    "Review of a pastoral support plan": (
        SCHOOL,
        PUPIL,
        (
            "The review",
            asked(
                ("Date of review", "30/11/2026"),
                ("Attended by", "T. Oduya, J. Thornbury"),
                ("Progress", "Two of three targets met."),
                ("Targets", "Stay in lessons."),
                ("Next review date", "14/12/2026"),
                ("Completed by", "Priya Nair"),
            ),
        ),
    ),
    "Fair access panel referral": (
        SCHOOL,
        PUPIL,
        PARENT,
        (
            "The referral",
            asked(
                ("Reason for referral", "No school place since September."),
                ("Previous schools", "Hillside School"),
                ("Last date of attendance", "20/7/2026"),
                ("Schools approached", "Brookfield School"),
                ("Reason for refusal", "Year 9 is full."),
                ("Parents' views", "They want a place near home."),
                ("Pupil's views", "I want to be with my cousin."),
                ("Completed by", "Priya Nair"),
                ("Date", "30/11/2026"),
            ),
        ),
    ),
    "Notice of suspension": (
        SCHOOL,
        PUPIL,
        (
            "The suspension",
            asked(
                ("Start date", "30/11/2026"),
                ("End date", "2/12/2026"),
                ("Number of days", "3"),
                ("Reason", "Persistent disruptive behaviour."),
                ("Suspensions this year", "2"),
                ("Return date", "3/12/2026"),
                ("Work set", "On the school's website."),
            ),
        ),
    ),
    "Educational visit consent form": (
        SCHOOL,
        PUPIL,
        PARENT,
        (
            "The visit",
            asked(
                ("Where", "Exampleton Castle"),
                ("Start date", "11/1/2027"),
                ("End date", "12/1/2027"),
                ("Transport", "Coach"),
                ("Medical needs", "None"),
                ("I give consent", "Yes"),
            ),
        ),
    ),
}


@pytest.mark.parametrize("layout", PAGES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("title", PAPERS)
def test_a_printed_paper_of_another_kind_is_no_form(title, layout):
    assert read_pdf(titled(layout, title)).reason is ReadingCode.NOT_A_FORM


@pytest.mark.parametrize("layout", WORD, ids=lambda each: each.__name__)
@pytest.mark.parametrize("title", PAPERS)
def test_a_word_file_of_another_kind_is_no_form(title, layout):
    assert read_word(titled(layout, title)).reason is ReadingCode.NOT_A_FORM


def titled(layout, title):
    return layout(PAPERS[title], title=title)


# Sentences


LETTER = (
    "Oakfield Academy",
    "Telephone: 01632 960100",
    "Email: office@example.org",
    "30 November 2026",
    "Dear Mrs Thornbury,",
    "Re: Mia Thornbury, date of birth: 4/3/2012, year group: 9",
    "I write about the off-site direction that we talked about last week.",
    "Start date: we think of Monday 11 January 2027, for six weeks.",
    "Name of provider: The Mill, where Sam Reed would be her contact.",
    "Objectives: we hope that Mia will ask for help instead of walking out.",
    "Please let us know your views by Friday. Who should you contact? Me, in the school office.",
    "A review would be held after three weeks, and you would be invited.",
    "Yours sincerely,",
    "Tunde Oduya",
    "Headteacher",
)
MINUTES = (
    "Minutes of a meeting about alternative provision",
    "Date: 30/11/2026",
    "Time: 10:00",
    "Present: T. Oduya, P. Nair, J. Thornbury",
    "Apologies: S. Reed",
    "Pupil: Mia Thornbury",
    "Date of birth: 4/3/2012",
    "Year group: 9",
    "1. Attendance: 81% this term, and better in the mornings.",
    "2. Behaviour: Mia left two lessons. What has been tried? A report card, and a key adult.",
    "3. Parents' views: Mrs Thornbury would like Mia to stay.",
    "4. Pupil's views: Mia likes art and wants more of it.",
    "5. Provider: The Mill was talked about. No decision was made.",
    "Action: P. Nair to ring The Mill. When? By Friday.",
    "Next meeting: 14/12/2026",
)
REPORT = (
    "Report for the off-site provision panel",
    "Mia has been at Oakfield Academy since Year 7. Her attendance is 81%.",
    "Reason for concern: she leaves lessons, most often in the afternoon.",
    "Support so far: a report card, a key adult and a shorter day.",
    "Why does she leave? She says that the room is loud.",
    "How will we know that it gets better? She will stay.",
    "Who will help? Priya Nair, the SENCO.",
    "When will this be looked at again? In the spring.",
)


@pytest.mark.parametrize("lines", [LETTER, MINUTES, REPORT], ids=["letter", "minutes", "report"])
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold labels"])
def test_a_printed_letter_or_minutes_are_no_form(lines, bold):
    paper = Paper()
    for line in lines:
        label, colon, rest = line.partition(":")
        if bold and colon and len(label.split()) < 4:
            paper.text(60, label + colon, bold=True)
            paper.text(60 + paper.width(f"{label}: ", bold=True), rest.strip())
            paper.top += 16
        else:
            paper.top += paper.block(60, line, 460) + 4
    assert read_pdf(paper.done()).reason is ReadingCode.NOT_A_FORM


@pytest.mark.parametrize("lines", [LETTER, MINUTES, REPORT], ids=["letter", "minutes", "report"])
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold labels"])
def test_a_letter_or_minutes_in_word_are_no_form(lines, bold):
    made = docx.Document()
    for line in lines:
        label, colon, rest = line.partition(":")
        paragraph = made.add_paragraph()
        if bold and colon and len(label.split()) < 4:
            paragraph.add_run(label + colon).bold = True
            paragraph.add_run(rest)
        else:
            paragraph.add_run(line)
    out = BytesIO()
    made.save(out)
    assert read_word(out.getvalue()).reason is ReadingCode.NOT_A_FORM


def test_a_list_of_pupils_is_no_form():
    made = docx.Document()
    made.add_heading("Pupils in alternative provision, autumn term", 0)
    heads = ("Forename", "Surname", "Date of birth", "Year group", "Name of provider", "Start date", "End date")
    rows = made.add_table(rows=1, cols=len(heads), style="Table Grid")
    for place, head in enumerate(heads):
        rows.rows[0].cells[place].paragraphs[0].add_run(head).bold = True
    for forename in ("Mia", "Leo", "Ada"):
        said = (forename, "Thornbury", "4/3/2012", "9", "The Mill", "11/1/2027", "19/2/2027")
        for place, each in zip(rows.add_row().cells, said, strict=True):
            place.text = each
    out = BytesIO()
    made.save(out)
    assert read_word(out.getvalue()).reason is ReadingCode.NOT_A_FORM
