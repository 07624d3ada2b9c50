"""A scan or photograph becomes a Reading: pages straightened, words read, boxes looked into, doubts pictured."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import cv2
import numpy as np

from extractors.labels import questions_of
from extractors.layout.assemble import pieces_of
from extractors.layout.in_place import decisions_on
from extractors.layout.page import Box, Page, Word
from extractors.outcome import Unreadable, reading_of
from extractors.paper.drawn import has_stray_ink, inked, rules, ticks
from extractors.paper.engine import straightened, words
from extractors.paper.sheets import DPI, Sheet, sheets
from extractors.pieces import Piece, Row
from extractors.recognition import best_form, reference_in
from extractors.several import pages_of, parted
from extractors.stretch import Span, Stretch, apart
from proposals.question import Kind, Question
from proposals.reading import Answer, Method, ReadingCode, Spot, Unsure

_POINT = DPI / 72
_DOUBT = 0.6
"""An Answer less sure than this is shown as it looks."""
_LIKE_ANOTHER = 0.5
_MAY_BE_ANOTHER = re.compile(r"(?:\b|\b(?:Mr|Mrs|Ms|Miss|Dr|Sir))l")
""""l" where a name begins, or a title ends without a space."""
_BESIDE = 6.0
"""Points: what the engine reads as an empty square, this near to a box to tick, is that box."""
_BOX_LIKE = "□☐▢口囗回☑☒√✓✔×"
_TICK_LIKE = frozenset("xXvVD")
_MARK_WIDTH = 0.6
_LEAST_TEXT = 20
_AROUND = 4.0
"""Points of the page that are shown around an answer."""
_WIDEST = 900
_MOST_PICTURES = 60
SCANNED = "The file is a scan or a photograph. It was read by machine: please compare what matters with the page."


def read_paper(data: bytes, media_type: str) -> tuple[Stretch, ...]:
    """Return the forms of a scan or a picture, at least one stretch. Raises Unreadable when nothing can be read."""
    upright = [straightened(sheet) for sheet in sheets(data, media_type)]
    pages = [page_of(number, sheet) for number, sheet in enumerate(upright, start=1)]
    if sum(len(word.text) for page in pages for word in page.words) < _LEAST_TEXT:
        raise Unreadable(ReadingCode.NO_TEXT)
    decided = list(_decided(pages, upright))
    if decided and len(decided) == sum(bool(page.words) for page in pages):
        return apart(decided)
    pieces = pieces_of(pages)
    by_look = [_read(pieces[part.start : part.stop], upright) for part in parted(pieces)]
    return apart(by_look if any(each.reading.form for each in by_look) else decided or by_look)


def _decided(pages: Sequence[Page], upright: Sequence[Sheet]) -> Iterator[Stretch]:
    """The coordinators' decisions among pages; one with ink on it that was not read is not sure."""
    for each in decisions_on(pages, Method.OCR):
        page = next(page for page in pages if page.number == each.page)
        stray = (Unsure.MARKS,) if has_stray_ink(upright[each.page - 1], page, each.top) else ()
        yield Stretch(each.reading((SCANNED,), also=stray), span=Span(each.page, each.page))


def _read(pieces: Sequence[Piece], upright: Sequence[Sheet]) -> Stretch:
    fits = best_form(pieces)
    reading = reading_of(None, [], notes=(SCANNED,))
    if fits is not None:
        form, answers = fits
        doubted = [_doubted(answer, questions_of(form)[answer.question]) for answer in answers]
        told = [_pictured(answer, upright) for answer in doubted]
        reading = reading_of(form, told, notes=(SCANNED,), reference=reference_in(pieces))
    shown = tuple(_pictures(pieces, upright))
    return Stretch(reading, tuple(pieces), Method.OCR, span=pages_of(pieces), pictures=shown)


def _pictures(pieces: Sequence[Piece], upright: Sequence[Sheet]) -> Iterator[tuple[Spot, str]]:
    """How what was not read surely looks, for a form whose other pages came in other files."""
    places = (place for piece in pieces for place in (piece.where, *(piece.places if isinstance(piece, Row) else ())))
    spots = dict.fromkeys(place.spot for place in places if place.spot and place.sure < _DOUBT)
    yield from ((spot, _crop(upright[spot.page - 1], spot)) for spot in islice(spots, _MOST_PICTURES))


def page_of(number: int, sheet: Sheet) -> Page:
    """Return what stands on one page, straight and upright."""
    ink = inked(sheet)
    across, down = rules(ink)
    boxes = ticks(ink)
    read = [kept for word in words(sheet) if (kept := _without(word, [each.box for each in boxes]))]
    # Squares with letters in them are a comb, or a letter in a frame of its own.
    signs = [Word("☒" if each.ticked else "☐", each.box, each.sure) for each in boxes]
    high, wide = sheet.shape
    return Page(number, wide / _POINT, high / _POINT, (*read, *signs), tuple(across), tuple(down))


def _without(word: Word, boxes: Sequence[Box]) -> Word | None:
    """A word without what the engine made of a box to tick beside it; None when that was all."""
    for box in boxes:
        level = box.top < word.box.centre[1] < box.bottom or word.box.top < box.centre[1] < word.box.bottom
        over = min(word.box.right, box.right) - max(word.box.left, box.left)
        if not level or over < -_BESIDE:
            continue
        text = word.text.strip(_BOX_LIKE)
        if over > 0.6 * word.box.width or not text:
            return None
        if over > 0:
            text = text if len(text) < len(word.text) else _cut(word, box, over)
            left = max(word.box.left, box.right + 1) if box.centre[0] < word.box.centre[0] else word.box.left
            right = min(word.box.right, box.left - 1) if box.centre[0] >= word.box.centre[0] else word.box.right
            return replace(word, text=text, box=replace(word.box, left=left, right=right))
    return word


def _cut(word: Word, box: Box, over: float) -> str:
    """The text without one mark that a tick was read as, where there is room for it in the box."""
    if over < _MARK_WIDTH * box.width or word.text[:1] not in _TICK_LIKE:
        return word.text
    return word.text[1:] if box.centre[0] < word.box.centre[0] else word.text


def _doubted(answer: Answer, question: Question) -> Answer:
    """A name in which a small "l" begins a word is less sure: in many types a capital "I" looks the same."""
    is_name = question.kind is Kind.TEXT and question.name.endswith(("name", "declared_by"))
    if is_name and _MAY_BE_ANOTHER.search(answer.raw):
        return replace(answer, confidence=min(answer.confidence, _LIKE_ANOTHER))
    return answer


def _pictured(answer: Answer, upright: Sequence[Sheet]) -> Answer:
    """An answer with its picture, where its letters were not read surely enough."""
    told = replace(answer, method=Method.OCR)
    if answer.spot is None or answer.confidence >= _DOUBT:
        return told
    return replace(told, crop=_crop(upright[answer.spot.page - 1], answer.spot))


def _crop(sheet: Sheet, spot: Spot) -> str:
    high, wide = sheet.shape
    edge = int(_AROUND * _POINT)
    left, right = int(spot.left * wide) - edge, int(spot.right * wide) + edge
    top, bottom = int(spot.top * high) - edge, int(spot.bottom * high) + edge
    part = sheet[max(top, 0) : bottom, max(left, 0) : right]
    if not part.size:
        return ""
    if part.shape[1] > _WIDEST:
        part = np.asarray(cv2.resize(part, None, fx=_WIDEST / part.shape[1], fy=_WIDEST / part.shape[1]), np.uint8)
    done, png = cv2.imencode(".png", part)
    return base64.b64encode(png.tobytes()).decode("ascii") if done else ""


def warm() -> None:
    """Load the OCR engine with its models, and let it start its threads."""
    blank = np.full((400, 300), 255, np.uint8)
    cv2.putText(blank, "Date of birth", (20, 200), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    page_of(1, straightened(blank))
