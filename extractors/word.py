"""Word forms: content controls and legacy fields by their names, tables and lines by their labels."""

from __future__ import annotations

import zipfile
from io import BytesIO

from extractors.outcome import Unreadable, reading_of
from extractors.pairs import Piece, answers_of, best_form
from extractors.word_controls import controls
from extractors.word_text import pieces
from proposals.forms import FORMS
from proposals.reading import Answer, FormKind, Reading, ReadingCode

MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes that a Word file may say it unpacks to."""
MAX_RATIO = 200
_LARGE_ENTRY = 1024 * 1024
_MARK = "offsite-desk:"


def read_word(data: bytes) -> Reading:
    """Return the Reading of a Word file (.docx). Raises Unreadable when it cannot be opened within its limits."""
    _check_archive(data)
    document = _open(data)
    body = document.element.body
    told = _marked(str(document.core_properties.category or ""))
    found = list(controls(body, told))
    text = tuple(pieces(body))
    form, by_label = _form(told, found, text)
    if form is None:
        return reading_of(None, [], notes=())
    known = {question.name for question in FORMS[form].questions()}
    by_name = [answer for answer in found if answer.question in known]
    named = {answer.question for answer in by_name}
    return reading_of(form, [*by_name, *(answer for answer in by_label if answer.question not in named)], notes=())


def _form(told: FormKind | None, found: list[Answer], text: tuple[Piece, ...]) -> tuple[FormKind | None, list[Answer]]:
    form = told or _by_controls(found)
    if form:
        return form, answers_of(form, text)
    fits = best_form(text)
    return fits or (None, [])


def _by_controls(found: list[Answer]) -> FormKind | None:
    """The form whose Questions the controls are named after, if there are enough of them."""
    named = {answer.question for answer in found}
    counts = {form: len(named & {question.name for question in FORMS[form].questions()}) for form in FormKind}
    best = max(counts, key=lambda form: counts[form])
    return best if counts[best] >= _ENOUGH_CONTROLS else None


_ENOUGH_CONTROLS = 5


def _marked(category: str) -> FormKind | None:
    kind = category.removeprefix(_MARK) if category.startswith(_MARK) else ""
    return FormKind(kind) if kind in set(FormKind) else None


def _check_archive(data: bytes) -> None:
    """Refuse a zip bomb before anything is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise Unreadable(ReadingCode.DAMAGED) from None
    swollen = any(
        entry.file_size > _LARGE_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if swollen or len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable(ReadingCode.TOO_LARGE)


def _open(data: bytes):  # type: ignore[no-untyped-def]  # python-docx names its document class nowhere public
    from docx import Document

    return Document(BytesIO(data))
