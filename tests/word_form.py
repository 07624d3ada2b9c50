"""Small Word files for tests, written as their XML."""

from __future__ import annotations

import zipfile
from io import BytesIO

from extractors.reader import read

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
    "<cp:category>offsite-desk:off_site_direction</cp:category></cp:coreProperties>"
)


def word(body: str, *, ours: bool = True, **parts: str) -> bytes:
    """A Word file with this body; `ours` says in its properties that it is an off-site direction proposal."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        if ours:
            archive.writestr("docProps/core.xml", CORE)
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def answers(body: str) -> list[tuple[str, str]]:
    return [(answer.question, answer.raw) for answer in read(word(body), DOCX).answers]


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in inner)}</w:p>"


def control(tag: str, content: str, kind: str = "<w:text/>") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def tick(tag: str, *, on: bool) -> str:
    box = f'<w14:checkbox><w14:checked w14:val="{int(on)}"/></w14:checkbox>'
    return control(tag, run("☒" if on else "☐"), box)


def cell(text: str, looks: str = "") -> str:
    inner = text if text.startswith("<") else paragraph(*filter(None, [text]))
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{inner}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"
