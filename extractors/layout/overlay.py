"""What lies over a PDF's pages: boxes of a form with what was typed, and notes that somebody wrote on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pypdf import PageObject

from extractors.boxes import PdfField
from extractors.layout.page import Box, Filled, Page, Word
from extractors.pdf_objects import array, resolved, string

_NOTE = "/FreeText"
"""Text that a viewer lets people write on any page (ISO 32000, 12.5.6.6): how a form without boxes is filled in."""
_LINE_HEIGHT = 1.2
_LARGEST_LETTERS = 12.0


def with_fields(page: Page, own: PageObject, found: Sequence[PdfField]) -> Page:
    """Return the page with the boxes of its form: typed text in its place, boxes to tick as words of one glyph."""
    filled: list[Filled] = []
    ticks: list[Word] = []
    for each in found:
        for spot in each.spots:
            if spot.page != page.number:
                continue
            box = _box(spot.corners, own, page)
            if each.kind == "/Btn":
                ticks.append(Word("☒" if spot.ticked else "☐", box))
            else:
                filled.append(Filled(box, "\n".join(each.options.get(value, value) for value in each.values)))
    # What a page draws inside a box is the box's own look.
    words = (word for word in page.words if not any(tick.box.holds(word.box) for tick in ticks))
    return replace(page, words=(*words, *ticks), filled=tuple(filled))


def with_notes(page: Page, own: PageObject) -> Page:
    """Return the page with the text that somebody wrote on it."""
    return replace(page, words=(*page.words, *(word for box, text in _notes(page, own) for word in _set(box, text))))


_READ = frozenset({_NOTE, "/Link", "/Widget", "/Popup", None})
"""What may lie over a page and is read, or shows nothing."""


def is_drawn_over(own: PageObject) -> bool:
    """Tell whether something lies on a page that nobody reads: a stamp, a stroke, words struck out, a picture."""
    kinds = (note.get("/Subtype") for item in array(own.get("/Annots")) if isinstance(note := resolved(item), dict))
    return any(kind not in _READ for kind in kinds) or bool(own.images)


def _notes(page: Page, own: PageObject) -> Iterator[tuple[Box, str]]:
    for item in array(own.get("/Annots")):
        note = resolved(item)
        if isinstance(note, dict) and note.get("/Subtype") == _NOTE:
            corners = [float(each) for each in array(note.get("/Rect")) if isinstance(each, int | float)]
            text = string(note.get("/Contents"))
            if len(corners) == 4 and text.strip():
                yield _box((corners[0], corners[1], corners[2], corners[3]), own, page), text


def _set(box: Box, text: str) -> Iterator[Word]:
    """The words of a note, line by line from its top, as wide as they would be."""
    told = text.replace("\r", "\n").split("\n")
    height = min(box.height / max(len(told), 1) / _LINE_HEIGHT, _LARGEST_LETTERS)
    for number, line in enumerate(told):
        top, left = box.top + number * height * _LINE_HEIGHT, box.left
        wide = min(0.5 * height, box.width / max(len(line), 1))
        for word in line.split():
            yield Word(word, Box(left, top, left + wide * len(word), top + height))
            left += wide * (len(word) + 1)


def _box(corners: tuple[float, float, float, float], own: PageObject, page: Page) -> Box:
    media = own.mediabox
    left, right = sorted((corners[0] - float(media.left), corners[2] - float(media.left)))
    low, high = sorted((corners[1] - float(media.bottom), corners[3] - float(media.bottom)))
    return Box(left, page.height - high, right, page.height - low)
