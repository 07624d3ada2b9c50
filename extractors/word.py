"""Word forms: content controls and legacy fields by their names, tables and lines by their labels."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from itertools import islice, pairwise

from lxml import etree

from extractors.agreement import compared
from extractors.fit import fit
from extractors.outcome import reading_of
from extractors.pieces import Piece
from extractors.recognition import answers_of, best_form, reference_in
from extractors.several import parted
from extractors.stretch import Span, Stretch, apart
from extractors.word_controls import controls, hidden, names
from extractors.word_parts import WordFile, open_word
from extractors.word_text import pieces
from proposals.reading import OF_SCHOOLS, FormKind

_MARK = "offsite-desk:"
MAX_PIECES = 5000
"""Paragraphs and rows that are read for labels: no form has a tenth of this."""


def read_word(data: bytes) -> tuple[Stretch, ...]:
    """Return the forms of a Word file (.docx), at least one stretch.

    Raises Unreadable when it cannot be opened within its limits.
    """
    file = open_word(data)
    placed = tuple(islice(pieces(file.body), MAX_PIECES))
    text = tuple(piece for _, piece in placed)
    parts = parted(text)
    if len(parts) > 1 and all(placed[one.stop - 1][0] < placed[other.start][0] for one, other in pairwise(parts)):
        spans = [Span(placed[part.start][0], placed[part.stop - 1][0]) for part in parts]
        bodies = [replace(file, body=_blocks(file.body, span), category="") for span in spans]
        each = zip(bodies, parts, spans, strict=True)
        return apart([_read(body, text[part.start : part.stop], span) for body, part, span in each])
    return (_read(file, text, None),)


def _read(file: WordFile, text: tuple[Piece, ...], span: Span | None) -> Stretch:
    marked = _marked(file)
    told = marked or _by_controls(file)
    fits = (told, answers_of(told, text, ours=marked is not None)) if told else best_form(text)
    if fits is None:
        return Stretch(reading_of(None, [], notes=file.notes), text, span=span)
    form, by_label = fits
    found = [answer for place in (file.body, *file.margins) for answer in controls(place, form, file.data)]
    named = {answer.question for answer in found}
    # A control is sure; what a label beside it says is the same again, or its prompt.
    checked = found if marked else compared(found, by_label)
    answers = [*checked, *(answer for answer in by_label if answer.question not in named)]
    reference = hidden(file.body, "case") or reference_in(text)
    return Stretch(reading_of(form, answers, notes=file.notes, reference=reference), text, span=span)


def _blocks(body: etree._Element, span: Span) -> etree._Element:
    """A body with some blocks of another alone."""
    part = etree.Element(body.tag)
    part.extend(deepcopy(list(body)[span.first : span.last + 1]))
    return part


def _marked(file: WordFile) -> FormKind | None:
    """What the form says it is: our own blanks carry their kind in the file's properties and in a hidden control."""
    kind = file.category.removeprefix(_MARK) if file.category.startswith(_MARK) else hidden(file.body, "form")
    return FormKind(kind) if kind in set(FormKind) else None


def _by_controls(file: WordFile) -> FormKind | None:
    """The form whose Questions the controls and legacy fields are named after, if it fits."""
    named = names(file.body)
    fits = {form: fit(form, named) for form in OF_SCHOOLS}
    best = max(fits, key=lambda form: fits[form])
    return best if fits[best] else None
