"""A form as a Word document with content controls, built from the model."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from outputs import blank_word_style as style
from outputs.blank_controls import controls, hidden
from outputs.blank_layout import Box, Part, lay_out, written
from outputs.blank_wording import ASKED, MARK, aside, condition, how_to
from outputs.prefill import BLANK, CASE_FIELD, Prefill
from proposals.council import Council
from proposals.proposal import Proposal

FORM_TAG = "form"
"""The hidden control, and in PDF the hidden field, that holds the FormKind."""

CATEGORY = "offsite-desk:"
"""What the document's category begins with; the FormKind follows."""

_EDITION = datetime(2026, 11, 1, 12)  # noqa: DTZ001  (Word keeps this without a zone)
"""The date in the file's properties; fixed, so that the same form gives the same bytes."""

_FEW_ROWS = 6
"""A section this short is never broken over two pages."""


def blank_word(form: type[Proposal], council: Council, prefill: Prefill = BLANK) -> bytes:
    """Return `form` as a Word document (.docx); the same input gives the same bytes.

    `prefill` is as for `outputs.blank_pdf.blank_pdf`. Raises ValueError when it names a Question that the
    form does not have.
    """
    prefill.check(form)
    document = style.styled_document()
    _describe(document, form, council)
    _running_lines(document, form, council)
    _opening(document, form, council, prefill)
    for part in lay_out(form, council, prefill.asked):
        _part(document, part, prefill)
    document.add_paragraph(style=style.UNSEEN)._p.append(hidden(FORM_TAG, form.KIND.value))
    if prefill.reference:
        document.add_paragraph(style=style.UNSEEN)._p.append(hidden(CASE_FIELD, prefill.reference))
    return _packed(document)


def _describe(document: Document, form: type[Proposal], council: Council) -> None:
    properties = document.core_properties
    properties.title = f"{form.TITLE} – {council.name}"
    properties.author = council.name
    properties.last_modified_by = council.name
    properties.category = f"{CATEGORY}{form.KIND.value}"
    properties.language = style.LANGUAGE
    properties.comments = ""
    properties.created = properties.modified = _EDITION


def _running_lines(document: Document, form: type[Proposal], council: Council) -> None:
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.text = f"{council.name}\t{form.TITLE}"
    style.rule(header, "bottom", style.NAVY, eighths=12)
    footer.add_run(f"Send to {council.desk_email}\tPage ")
    style.number(footer, "PAGE")
    footer.add_run(" of ")
    style.number(footer, "NUMPAGES")
    style.rule(footer, "top", style.LIGHT, eighths=4)


def _opening(document: Document, form: type[Proposal], council: Council, prefill: Prefill) -> None:
    document.add_paragraph(form.TITLE, style="Title")
    contact = " · ".join(part for part in (council.team, council.desk_email, council.phone) if part)
    document.add_paragraph(contact, style="Subtitle")
    table = document.add_table(rows=1, cols=1)
    cell = table.cell(0, 0)
    style.shade(cell, style.PALE)
    style.pad(cell, top=Mm(3), bottom=Mm(3), sides=Mm(4))
    for number, (what, how) in enumerate(how_to(form.KIND, council, prefill), start=1):
        line = cell.paragraphs[0] if number == 1 else cell.add_paragraph()
        line.paragraph_format.space_after = Pt(4)
        line.add_run(f"{number}  {what} ").bold = True
        line.add_run(how)


def _part(document: Document, part: Part, prefill: Prefill) -> None:
    document.add_heading(f"{part.number}  {part.section.title}", level=1)
    if part.section.intro:
        document.add_paragraph(part.section.intro, style=style.INTRO)
    table = document.add_table(rows=0, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    style.ruled(table, part.section.title)
    for row in part.rows:
        for box in row:
            _row(table.add_row(), box, written(box, prefill.answers.get(box.name, "")))
    if len(table.rows) <= _FEW_ROWS:
        style.keep_together(table)
    style.widths(table, (style.LABEL_WIDTH, style.ANSWER_WIDTH))


def _row(row: _Row, box: Box, raw: str) -> None:
    label, answer = row.cells
    style.keep_whole(row, lines=box.question.lines)
    style.shade(label, style.ASKED if box.asked else style.PALE)
    _label(label, box)
    paragraph = answer.paragraphs[0]
    for item in controls(box, raw):
        paragraph._p.append(item)


def _label(cell: _Cell, box: Box) -> None:
    line: Paragraph = cell.paragraphs[0]
    line.style = style.LABEL
    line.add_run(box.question.label)
    if box.question.required:
        style.coloured(line.add_run(f"\u00a0{MARK}"), style.RED)
    notes = ", ".join(note for note in (condition(box), aside(box)) if note)
    hint = ". ".join(part for part in (box.question.hint, notes) if part)
    if hint:
        cell.add_paragraph(hint, style=style.HINT)
    if box.asked:
        asked = cell.add_paragraph(style=style.HINT).add_run(f"{ASKED} {box.asked}")
        asked.bold = True
        style.coloured(asked, style.RED)


def _packed(document: Document) -> bytes:
    """Save with every member dated alike: the clock leaves no trace in the file."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, date_time=_EDITION.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(member))
    return packed.getvalue()
