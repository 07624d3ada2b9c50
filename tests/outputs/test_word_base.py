"""The empty Word document: what forms and letters use is in it, and nothing that only makes files larger."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from outputs.word_base import empty_document


@pytest.fixture
def file() -> bytes:
    made = BytesIO()
    empty_document().save(made)
    return made.getvalue()


def test_it_has_every_style_for_text_and_of_tables_only_what_is_used(file: bytes) -> None:
    styles, whole = docx.Document(BytesIO(file)).styles, docx.Document().styles
    text = {style.name for style in whole if style.type != WD_STYLE_TYPE.TABLE}
    assert {style.name for style in styles} == text | {"Normal Table", "Table Grid"}


def test_what_was_taken_out_is_named_nowhere_else(file: bytes) -> None:
    with ZipFile(BytesIO(file)) as parts:
        assert not {"word/stylesWithEffects.xml", "docProps/thumbnail.jpeg"} & set(parts.namelist())
        naming = [name for name in parts.namelist() if name.endswith((".rels", "[Content_Types].xml"))]
        named = b"".join(parts.read(name) for name in naming)
    assert b"stylesWithEffects.xml" not in named
    assert b"thumbnail" not in named


def test_each_is_another(file: bytes) -> None:
    empty_document().add_paragraph("Written into one.")
    made = BytesIO()
    empty_document().save(made)
    assert made.getvalue() == file
