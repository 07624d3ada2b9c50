"""Two files of a few words, made here, on which the warm process practises."""

from __future__ import annotations

import io

_WORDS = (
    ("UPN", "A999999999999"),
    ("Forename", "Sample"),
    ("Date of birth", "3 September 2012"),
    ("Is this a direction?", "Yes"),
)


def pdf_sample() -> tuple[bytes, str]:
    """Return a printed page and its media type."""
    lines = [
        f"BT /F1 11 Tf 1 0 0 1 72 {760 - 24 * row} Tm ({label}: {said}) Tj ET"
        for row, (label, said) in enumerate(_WORDS)
    ]
    content = "\n".join(["72 740 300 1 re f", *lines]).encode("ascii")
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, start)
    return bytes(made), "application/pdf"


def word_sample() -> tuple[bytes, str]:
    """Return a Word file with a table, and its media type."""
    import docx

    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph("Off-site direction")
    table = document.add_table(rows=0, cols=2)
    for words in _WORDS:
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    document.save(made)
    return made.getvalue(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
