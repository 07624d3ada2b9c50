"""The OCR engine: which words stand where on a picture of a page, upright and straight."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from extractors.layout.page import Box, Word
from extractors.paper.sheets import DPI, Sheet

if TYPE_CHECKING:
    from rapidocr import RapidOCR

_POINT = DPI / 72
_SMALL = 800
"""Pixels of the longer side of the picture on which a page's turn is found."""
_TRIED = 12
_READ = 4
_WELL_SHAPED = 4.5
"""Width to height of a line that the engine's guess at its turn is best at."""
_FEW = 4
"""Lines of text: with fewer nobody can tell which way a page is turned."""
_ROOM = 0.6
"""Of the letters' height: words stand further apart than this, also where the engine forgets the space."""
_LEAST_TURN = 0.15
"""Degrees: a page that leans less is straight."""


@cache
def engine() -> RapidOCR:
    """Return the engine with its models loaded, once in a process; they come with the package."""
    # Its notes name files and quote what was read.
    logging.disable(logging.WARNING)
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def straightened(sheet: Sheet) -> Sheet:
    """Return a page the right way up, its lines level."""
    factor = _SMALL / max(sheet.shape)
    small = np.asarray(cv2.resize(sheet, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    found = _lines_of(small)
    if len(found) < _FEW:
        return sheet
    if _lies(found):
        sheet = np.ascontiguousarray(np.rot90(sheet))
        found = _lines_of(np.ascontiguousarray(np.rot90(small)))
    if len(found) < _FEW:
        return sheet
    if _stands_on_its_head(sheet, found / factor):
        sheet = np.ascontiguousarray(np.rot90(sheet, 2))
    return _level(sheet, _leans(found))


def _lines_of(picture: Sheet) -> np.ndarray:
    """The corners of each line of text, from its upper left one clockwise."""
    found = getattr(engine()(picture, use_det=True, use_cls=False, use_rec=False), "boxes", None)
    return np.empty((0, 4, 2)) if found is None else np.asarray(found)


def _lies(boxes: np.ndarray) -> bool:
    """Tell whether most lines of text run down the page."""
    wide = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
    return float(np.median(_height(boxes) / np.maximum(wide, 1))) > 1.3


def _height(boxes: np.ndarray) -> np.ndarray:
    return np.asarray(np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1))


def _leans(boxes: np.ndarray) -> float:
    """How many degrees the longer lines fall to the right."""
    wide = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
    long = boxes[wide >= np.quantile(wide, 0.6)]
    edge = (long[:, 1] - long[:, 0]) + (long[:, 2] - long[:, 3])
    return float(np.degrees(np.median(np.arctan2(edge[:, 1], edge[:, 0]))))


def _stands_on_its_head(sheet: Sheet, boxes: np.ndarray) -> bool:
    """Tell whether a page is upside down: the engine's quick guess, asked again by reading when it says so."""
    wide = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
    fitting = np.argsort(np.abs(wide / np.maximum(_height(boxes), 1) - _WELL_SHAPED))
    lines = [line for box in boxes[fitting[:_TRIED]] if (line := _cut_out(sheet, box)).size]
    if not lines or sum(_is_turned(line) for line in lines) <= len(lines) / 2:
        return False
    few = lines[:_READ]
    return sum(_clearness(np.rot90(line, 2)) for line in few) > sum(_clearness(line) for line in few)


def _cut_out(sheet: Sheet, box: np.ndarray) -> Sheet:
    (left, top), (right, bottom) = np.maximum(box.min(axis=0).astype(int), 0), box.max(axis=0).astype(int)
    part = sheet[top:bottom, left:right]
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_GRAY2BGR), dtype=np.uint8) if part.size else part


def _is_turned(line: Sheet) -> bool:
    told = getattr(engine()(line, use_det=False, use_cls=True, use_rec=False), "cls_res", None) or [("0", 1.0)]
    return bool(told[0][0] == "180")


def _clearness(line: np.ndarray) -> float:
    """How well a line can be read as it stands."""
    told = engine()(np.ascontiguousarray(line), use_det=False, use_cls=False, use_rec=True)
    scores = getattr(told, "scores", None)
    return float(scores[0]) if scores else 0.0


def _level(sheet: Sheet, degrees: float) -> Sheet:
    if not _LEAST_TURN < abs(degrees) < 20:
        return sheet
    high, wide = sheet.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    light = int(np.median(sheet))
    turned = cv2.warpAffine(sheet, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=light)
    return np.asarray(turned, dtype=np.uint8)


def words(sheet: Sheet) -> Iterator[Word]:
    """Yield what is printed or written on a page, boxes in points, each word as sure as it was read."""
    from rapidocr.utils.output import RapidOCROutput

    told = engine()(
        cv2.cvtColor(sheet, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=True, return_word_box=True
    )
    if not isinstance(told, RapidOCROutput) or told.boxes is None or told.txts is None:
        return
    # The engine's own type says one part a line; it gives as many as there are words.
    parted = cast("Sequence[Sequence[_Part]]", told.word_results)
    for text, parts in zip(told.txts, parted, strict=True):
        yield from _joined(text, [_word(said, sure, corners) for said, sure, corners in parts if corners is not None])


_Part = tuple[str, float, list[list[int]] | None]
"""What the engine read, how sure that is, and its corners; None where nothing was read."""


def _word(text: str, score: float, corners: Sequence[Sequence[float]]) -> Word:
    across, down = [each[0] / _POINT for each in corners], [each[1] / _POINT for each in corners]
    box = Box(min(across), min(down), max(across), max(down))
    # The engine draws its boxes higher than the letters: by about a sixth of their height on either side.
    edge = box.height / 6
    return Word(text, replace(box, top=box.top + edge, bottom=box.bottom - edge), float(score))


def _joined(line: str, parts: Sequence[Word]) -> Iterator[Word]:
    """The words of a line: what the engine cut without a space, and without room, stands together again."""
    place, kept = 0, None
    for part in parts:
        begins = line.find(part.text, place)
        spaced = begins < 0 or line[place:begins].isspace()
        place = begins + len(part.text) if begins >= 0 else place
        if kept and not spaced and part.box.left - kept.box.right < _ROOM * kept.box.height:
            kept = Word(kept.text + part.text, kept.box.around(part.box), min(kept.sure, part.sure))
            continue
        if kept:
            yield kept
        kept = part
    if kept:
        yield kept
