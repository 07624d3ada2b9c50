"""Word forms: content controls and legacy fields by their names, tables and lines by their labels."""

from __future__ import annotations

from itertools import islice

from extractors.fit import fit
from extractors.outcome import reading_of
from extractors.pairs import answers_of, best_form
from extractors.word_controls import controls, hidden_kind, names
from extractors.word_parts import WordFile, open_word
from extractors.word_text import pieces
from proposals.reading import FormKind, Reading

_MARK = "offsite-desk:"
MAX_PIECES = 5000
"""Paragraphs and rows that are read for labels: no form has a tenth of this."""


def read_word(data: bytes) -> Reading:
    """Return the Reading of a Word file (.docx). Raises Unreadable when it cannot be opened within its limits."""
    file = open_word(data)
    text = tuple(islice(pieces(file.body), MAX_PIECES))
    marked = _marked(file)
    told = marked or _by_controls(file)
    fits = (told, answers_of(told, text, ours=marked is not None)) if told else best_form(text)
    if fits is None:
        return reading_of(None, [], notes=file.notes)
    form, by_label = fits
    found = [answer for place in (file.body, *file.margins) for answer in controls(place, form)]
    named = {answer.question for answer in found}
    # A control is sure; what a label beside it says is the same again, or its prompt.
    answers = [*found, *(answer for answer in by_label if answer.question not in named)]
    return reading_of(form, answers, notes=file.notes)


def _marked(file: WordFile) -> FormKind | None:
    """What the form says it is: our own blanks carry their kind in the file's properties and in a hidden control."""
    kind = file.category.removeprefix(_MARK) if file.category.startswith(_MARK) else hidden_kind(file.body)
    return FormKind(kind) if kind in set(FormKind) else None


def _by_controls(file: WordFile) -> FormKind | None:
    """The form whose Questions the controls and legacy fields are named after, if it fits."""
    named = names(file.body)
    fits = {form: fit(form, named) for form in FormKind}
    best = max(fits, key=lambda form: fits[form])
    return best if fits[best] else None
