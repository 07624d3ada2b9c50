"""Our own forms with nothing filled in, as a printed page and as Word, on which the warm process practises."""

from __future__ import annotations

import io

from proposals.forms import FORMS
from proposals.reading import FormKind

_LINES_A_PAGE = 48


def pdf_sample(form: FormKind) -> tuple[bytes, str]:
    """Return a printed form with its labels, and its media type."""
    labels = [_plain(question.label) for question in FORMS[form].questions()]
    pages = [labels[start : start + _LINES_A_PAGE] for start in range(0, len(labels), _LINES_A_PAGE)]
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        content = b"\n".join(_line(row, label) for row, label in enumerate(page))
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number)
        )
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _file(parts), "application/pdf"


def _plain(text: str) -> bytes:
    return text.encode("cp1252", "replace").translate(None, b"()\\")


def _line(row: int, label: bytes) -> bytes:
    """A label, and beside it the line to write on."""
    level = 800 - 16 * row
    return b"BT /F1 9 Tf 1 0 0 1 40 %d Tm (%s:) Tj ET 300 %d 240 0.5 re f" % (level, label, level - 2)


def _file(parts: list[bytes]) -> bytes:
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return bytes(made) + tail % (len(parts) + 1, table, len(parts) + 1, len(made))


def word_sample(form: FormKind) -> tuple[bytes, str]:
    """Return a Word file with the form's labels in a table and on lines, and its media type."""
    import docx

    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph(FORMS[form].TITLE)
    table = document.add_table(rows=0, cols=2)
    for question in FORMS[form].questions():
        table.add_row().cells[0].text = question.label
    document.save(made)
    return made.getvalue(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
