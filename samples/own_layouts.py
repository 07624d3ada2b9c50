"""A school's own forms, made by hand in Word: questions and answers in tables, or as "Label: value" lines."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Mm, Pt

from samples.answers import Case

_TABLES = (
    (
        "Section A: School details",
        (
            ("School name", "school_name"),
            ("DfE no.", "laestab"),
            ("Referrer name", "school_contact_name"),
            ("Job title", "school_contact_role"),
            ("Email", "school_email"),
            ("Tel no.", "school_phone"),
            ("Head teacher", "headteacher_name"),
            ("Area", "area"),
            ("Has this been discussed with the coordinator?", "coordinator_discussed"),
            ("Date discussed", "coordinator_discussed_date"),
        ),
    ),
    (
        "Section B: Pupil details",
        (
            ("Forename", "pupil_forename"),
            ("Surname", "pupil_surname"),
            ("DOB", "date_of_birth"),
            ("UPN", "upn"),
            ("NC Year", "year_group"),
            ("M/F", "gender"),
            ("SEN status", "sen_status"),
            ("LAC", "looked_after"),
            ("Social care involvement", "social_care"),
            ("Allocated social worker", "social_worker_name"),
            ("FSM", "free_school_meals"),
            ("Attendance %", "attendance_percent"),
            ("No. of suspensions", "suspensions_count"),
            ("Total days suspended", "suspension_days"),
        ),
    ),
    (
        "Section C: Parent/carer",
        (
            ("Parent/carer name", "parent_name"),
            ("Relationship to child", "parent_relationship"),
            ("Mobile", "parent_phone"),
            ("Date parents informed", "parents_informed_date"),
            ("Do parents agree?", "parents_agree"),
            ("Parental views", "parents_views"),
            ("Pupil voice", "pupil_views"),
        ),
    ),
    (
        "Section D: Placement details",
        (
            ("Name of provider", "provider_name"),
            ("Type of provision", "provider_type"),
            ("Provider contact details", "provider_contact"),
            ("Proposed start date", "start_date"),
            ("Proposed end date", "end_date"),
            ("Days per week", "days_per_week"),
            ("Hours per week", "hours_per_week"),
            ("Weekly timetable", "timetable"),
            ("Reason for direction", "reason"),
            ("Behaviour improvement strategy", "behaviour_strategy"),
            ("Interventions tried", "previous_support"),
            ("Objectives of the placement", "objectives"),
            ("Success criteria", "success_criteria"),
            ("How needs will be met", "needs_met"),
            ("Curriculum offer", "curriculum"),
        ),
    ),
    (
        "Section E: Safeguarding, monitoring and review",
        (
            ("Safeguarding checks completed", "safeguarding_confirmed"),
            ("DSL at provider", "safeguarding_lead"),
            ("Risk assessment completed", "risk_assessment"),
            ("Monitoring arrangements", "monitoring_plan"),
            ("Link member of staff", "link_person"),
            ("Links with school", "school_links"),
            ("Review every (weeks)", "review_interval_weeks"),
            ("Date of first review", "first_review_date"),
            ("Exit strategy", "reintegration_plan"),
            ("Return date", "reintegration_date"),
        ),
    ),
    (
        "Section F: Sign off",
        (
            ("Print name", "declared_by"),
            ("Position", "declared_role"),
            ("Date signed", "declared_date"),
            ("Signed by headteacher", "headteacher_signed"),
        ),
    ),
)
"""The school's own words for what our form asks."""


def in_tables(case: Case, school: str) -> bytes:
    """Return the case as a school's own Word form: a table of label and answer for each section."""
    document = _document("Calibri", f"{school}: Off-Site Direction Referral Form")
    note = document.add_paragraph().add_run("Please complete all sections and return to the Inclusion Office.")
    note.italic = True
    for heading, rows in _TABLES:
        document.add_heading(heading, level=2)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        table.columns[0].width, table.columns[1].width = Mm(55), Mm(115)
        for label, name in rows:
            cells = table.add_row().cells
            cells[0].width, cells[1].width = Mm(55), Mm(115)
            cells[0].paragraphs[0].add_run(label).bold = True
            cells[1].text = _as_typed(case, name)
    return _saved(document)


def in_lines(case: Case, school: str) -> bytes:
    """Return the case as a letter-like document of "Label: answer" lines under headings."""
    document = _document("Cambria", f"Off-site direction proposal – {school}")
    for heading, rows in _TABLES:
        document.add_heading(heading.partition(": ")[2], level=2)
        for label, name in rows:
            line = document.add_paragraph()
            line.paragraph_format.space_after = Pt(3)
            line.add_run(f"{label.rstrip('?.')}: ").bold = True
            line.add_run(_as_typed(case, name))
    return _saved(document)


def _as_typed(case: Case, name: str) -> str:
    """What a person types where our form has boxes to tick."""
    answer = case.answers.get(name, "")
    choices = {choice.code: choice.label for choice in case.form.question(name).choices}
    return {"yes": "Yes", "no": "No", **choices}.get(answer, answer)


def _document(font: str, title: str) -> Document:
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.styles["Normal"].font.size = Pt(11)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    document.core_properties.title = title
    document.core_properties.author = document.core_properties.comments = ""
    document.add_heading(title, level=1)
    return document


def _saved(document: Document) -> bytes:
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
