"""Word forms: content controls and legacy fields by their names, tables and lines by their labels."""

from __future__ import annotations

from extractors.labels import questions_of
from extractors.outcome import reading_of
from extractors.pairs import Piece, answers_of, best_form
from extractors.word_controls import controls, hidden_kind
from extractors.word_parts import WordFile, open_word
from extractors.word_text import pieces
from proposals.reading import Answer, FormKind, Reading

_MARK = "offsite-desk:"
_ENOUGH_CONTROLS = 5


def read_word(data: bytes) -> Reading:
    """Return the Reading of a Word file (.docx). Raises Unreadable when it cannot be opened within its limits."""
    file = open_word(data)
    told = _marked(file)
    places = (file.body, *file.margins)
    found = [answer for place in places for answer in controls(place, told)]
    form, by_label = _form(told, found, tuple(pieces(file.body)))
    if form is None:
        return reading_of(None, [], notes=file.notes)
    known = questions_of(form)
    by_name = [answer for answer in found if answer.question in known]
    named = {answer.question for answer in by_name}
    # A control is sure; what a label beside it says is the same again, or its prompt.
    answers = [*by_name, *(answer for answer in by_label if answer.question not in named)]
    return reading_of(form, answers, notes=file.notes)


def _marked(file: WordFile) -> FormKind | None:
    """What the form says it is: our own blanks carry their kind in the file's properties and in a hidden control."""
    kind = file.category.removeprefix(_MARK) if file.category.startswith(_MARK) else hidden_kind(file.body)
    return FormKind(kind) if kind in set(FormKind) else None


def _form(told: FormKind | None, found: list[Answer], text: tuple[Piece, ...]) -> tuple[FormKind | None, list[Answer]]:
    form = told or _by_controls(found)
    if form:
        return form, answers_of(form, text)
    return best_form(text) or (None, [])


def _by_controls(found: list[Answer]) -> FormKind | None:
    """The form whose Questions the controls are named after, if there are enough of them."""
    named = {answer.question for answer in found}
    counts = {form: len(named & questions_of(form).keys()) for form in FormKind}
    best = max(counts, key=lambda form: counts[form])
    return best if counts[best] >= _ENOUGH_CONTROLS else None
