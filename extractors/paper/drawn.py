"""What is drawn on a picture of a page: straight lines, and boxes to tick with or without a tick in them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.layout.page import Box, Page
from extractors.paper.sheets import DPI, Sheet

_POINT = DPI / 72
"""Pixels in a point."""
_LEVEL, _UPRIGHT = 26.0, 15.0
"""Points: shorter strokes are letters."""
_SMALLEST, _LARGEST = 7.5, 24.0
_EMPTY, _TICKED = 0.035, 0.08
"""The share of a box that is ink: below it is empty, above it is ticked, and between nobody can be sure."""
_SOLID = 0.72
_DRAWN = 0.85
"""The share of each side that is drawn; noise breaks a line, letters have no sides."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, in points; `sure` is low where its ink could be dirt or a tick."""

    box: Box
    ticked: bool
    sure: float


def inked(sheet: Sheet) -> Sheet:
    """Return a page in black and white, ink as 255, whatever its light."""
    size = int(25 * _POINT) | 1
    calm = cv2.GaussianBlur(sheet, (3, 3), 0)
    return np.asarray(
        cv2.adaptiveThreshold(calm, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 14), dtype=np.uint8
    )


def rules(ink: Sheet) -> tuple[list[Box], list[Box]]:
    """Return the lines across and the lines down, in points."""
    return _strokes(ink, int(_LEVEL * _POINT), 1), _strokes(ink, 1, int(_UPRIGHT * _POINT))


def _strokes(ink: Sheet, wide: int, high: int) -> list[Box]:
    # A line of a scan breaks and leans: close its gaps, and let it wander by a pixel.
    across = wide > high
    joined = cv2.dilate(ink, np.ones((3, 1) if across else (1, 3), np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((high, wide), np.uint8))
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((1, 25) if across else (25, 1), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for left, top, width, height, _area in stats[1:]:
        box = Box(left / _POINT, top / _POINT, (left + width) / _POINT, (top + height) / _POINT)
        if min(box.width, box.height) < 5:
            found.append(box)
    return found


def ticks(ink: Sheet) -> list[Tick]:
    """Return the small squares and circles of a page, the same box once."""
    found: list[Tick] = []
    # A tick that goes over its box hides the square; its straight sides alone show it again.
    for lines in (ink, _sides(ink)):
        contours, _ = cv2.findContours(lines, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True):
            left, top, width, height = cv2.boundingRect(contour)
            box = Box(left / _POINT, top / _POINT, (left + width) / _POINT, (top + height) / _POINT)
            if not _is_box(contour, box) or any(_over(other.box, box) for other in found):
                continue
            cut = np.s_[top : top + height, left : left + width]
            tick = _tick(lines[cut], ink[cut], box)
            if tick:
                found.append(tick)
    return found


def _sides(ink: Sheet) -> Sheet:
    """The straight strokes as long as the side of the smallest box, level and upright."""
    long = int(0.75 * _SMALLEST * _POINT)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    return np.asarray(cv2.bitwise_or(level, upright), dtype=np.uint8)


def _over(one: Box, other: Box) -> bool:
    return one.holds(other) or other.holds(one)


def _is_box(contour: np.ndarray, box: Box) -> bool:
    square = abs(box.width - box.height) < 0.22 * max(box.width, box.height)
    if not (square and _SMALLEST <= box.width <= _LARGEST and _SMALLEST <= box.height <= _LARGEST):
        return False
    filled = cv2.contourArea(contour) / (box.width * box.height * _POINT * _POINT)
    corners = len(cv2.approxPolyDP(contour, 0.06 * cv2.arcLength(contour, closed=True), closed=True))
    return filled > 0.78 and corners == 4


def _tick(part: Sheet, ink: Sheet, box: Box) -> Tick | None:
    """The box as it is ticked; None for letters, and for a solid square such as the ground of a section's number."""
    high, wide = part.shape
    frame = max(int(0.2 * min(high, wide)), 2)
    sides = (
        part[:frame].max(axis=0),
        part[-frame:].max(axis=0),
        part[:, :frame].max(axis=1),
        part[:, -frame:].max(axis=1),
    )
    if any(float(side.mean()) < _DRAWN * 255 for side in sides):
        return None
    if not all(corner.any() for corner in _corners(part, max(frame // 2, 2))):
        return None
    inside = ink[frame : high - frame, frame : wide - frame]
    share = float(inside.mean()) / 255 if inside.size else 0.0
    if share > _SOLID:
        return None
    sure = 0.5 if _EMPTY < share < _TICKED else 0.95
    return Tick(box, share >= (_EMPTY + _TICKED) / 2, sure)


def _corners(part: Sheet, size: int) -> tuple[Sheet, ...]:
    """The outermost corners: of a square they are inked, of a round letter they are not."""
    return part[:size, :size], part[:size, -size:], part[-size:, :size], part[-size:, -size:]


def has_stray_ink(sheet: Sheet, page: Page, top: float) -> bool:
    """Tell whether something is drawn below `top` (points) of a page that is no letter, line or box that was read.

    A stroke through words is such a thing: letters stand within their word, and it does not.
    """
    ink = inked(sheet)
    for line in (*page.across, *page.down):
        ink[_pixels(line.top - _EDGE) : _pixels(line.bottom + _EDGE), _pixels(line.left) : _pixels(line.right)] = 0
    words = [
        Box(word.box.left - _AROUND, word.box.top - _AROUND, word.box.right + _AROUND, word.box.bottom + _AROUND)
        for word in page.words
    ]
    margin = _MARGIN * min(page.width, page.height)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    for left, up, width, height, _ in stats[1:] / _POINT:
        box = Box(left, up, left + width, up + height)
        inside = margin < box.left and box.right < page.width - margin and top < box.bottom < page.height - margin
        if max(width, height) < _SPECK or not inside or _goes_on_a_line(box, page):
            continue
        if not any(_is_within(box, word) for word in words):
            return True
    return False


def _is_within(box: Box, word: Box) -> bool:
    return word.left <= box.left and box.right <= word.right and word.top <= box.top and box.bottom <= word.bottom


def _goes_on_a_line(box: Box, page: Page) -> bool:
    """Tell whether a thin stroke is a piece of a pale line that a scan broke."""
    level = box.height < _EDGE and any(abs(line.centre[1] - box.centre[1]) < _EDGE for line in page.across)
    return level or (box.width < _EDGE and any(abs(line.centre[0] - box.centre[0]) < _EDGE for line in page.down))


def _pixels(points: float) -> int:
    return max(int(points * _POINT), 0)


_AROUND, _EDGE, _SPECK = 4.0, 2.0, 5.0
"""Points: how far around a word its ink goes, how far a line's, and how large a speck of dirt is at most."""
_MARGIN = 0.04
"""Of the shorter side: shadows of the scanner's lid lie nearer to the edge."""
