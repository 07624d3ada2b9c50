"""The pages of a PDF as they look: its letters, lines and boxes to tick, at their places."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from io import BytesIO
from itertools import islice, pairwise

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTItem, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from extractors.layout.page import Box, Page, Word
from extractors.ticks import TICKED

_THIN = 3.0
_STRUCK = (0.1, 0.6)
"""Of a letter's height: how far above its baseline a word is struck out."""
_HIGHEST_RING = 40.0
_LEAST_GROUND = 7.0
_CLOSE_FIT = 4.0
"""Points: how much wider and higher the ground of highlighted words is than they are; a cell's has more room."""
_RING = 5.0
"""Points: twice the line that a ring is drawn with, at most."""
_SMALLEST_TICK, _LARGEST_TICK = 5.0, 22.0
"""Points: the side of a box to tick."""
_MOST_CHARACTERS = 30_000
"""Of one page; a form has a tenth of it."""
_CROSS = frozenset({"x", "X", "×", "v", "V", "/", "4", "8", "l", "n", "✕", "✖", *TICKED})
"""What stands in a ticked box; digits and small letters where a font of signs was not named so."""


def printed_pages(data: bytes, most: int) -> Iterator[Page]:
    """Yield up to `most` pages of a PDF that needs no password. Raises what pdfminer raises on damaged files."""
    # pdfminer's warnings quote what stands in a file.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    for number, each in enumerate(islice(PDFPage.get_pages(BytesIO(data)), most), start=1):
        interpreter.process_page(each)
        yield _page(number, device.get_result())


@dataclass(slots=True)
class _Drawn:
    """What was drawn on one page, sorted by what it may mean."""

    letters: list[LTChar] = field(default_factory=list)
    baselines: dict[Box, float] = field(default_factory=dict)
    """On which line the letters of a word stand."""
    across: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    """Small squares and circles: boxes to tick."""
    signs: list[Box] = field(default_factory=list)
    """Small strokes and shapes: what ticks are drawn with."""
    solid: list[Box] = field(default_factory=list)
    """Squares that are filled in: boxes to tick, where there are empty ones of their size."""
    rings: list[Box] = field(default_factory=list)
    """Flat ovals: what a word is circled with."""
    ovals: list[Box] = field(default_factory=list)
    """Flat ovals that are filled: two of them, one in the other, make a ring."""
    grounds: list[Box] = field(default_factory=list)
    """Coloured grounds: of a word that was highlighted, of cells and headings too."""


def _page(number: int, drawn: LTPage) -> Page:
    seen = _Drawn()
    for item in _items(drawn, 0):
        if isinstance(item, LTChar):
            if len(seen.letters) < _MOST_CHARACTERS and item.upright:
                seen.letters.append(item)
        elif isinstance(item, LTCurve):
            _sort(seen, item, _box(item, drawn.height), drawn)
    words = list(_words(seen, drawn.height))
    ticks, left = _ticks(seen, words)
    rings = [*_rings(seen, left), *_highlights(seen, left)]
    return Page(
        number,
        drawn.width,
        drawn.height,
        (*ticks, *(each for word in left if (each := _marked(word, seen, rings)))),
        tuple(seen.across),
        tuple(seen.down),
    )


def _items(parent: Iterable[LTItem], depth: int) -> Iterator[LTItem]:
    for item in parent:
        if isinstance(item, LTFigure):
            if depth < 10:
                yield from _items(item, depth + 1)
        else:
            yield item


def _box(item: LTCurve | LTChar, height: float) -> Box:
    return Box(item.x0, height - item.y1, item.x1, height - item.y0)


def _sort(seen: _Drawn, item: LTCurve, box: Box, page: LTPage) -> None:
    """Put a drawn shape where it may mean something."""
    if box.height < _THIN and box.width < _THIN:
        return
    if box.height < _THIN or box.width < _THIN:
        (seen.across if box.height < _THIN else seen.down).append(box)
        if max(box.width, box.height) < _LARGEST_TICK:
            seen.signs.append(box)
        return
    shown = item.stroke or (item.fill and not _white(item.non_stroking_color))
    if not shown or (box.width > page.width * 0.93 and box.height > page.height * 0.9):
        return
    _note_ground(seen, item, box)
    closed = len(item.pts) > 3
    if _is_round(item) and box.width > 1.15 * box.height and _SMALLEST_TICK < box.height < _HIGHEST_RING:
        (seen.rings if item.stroke else seen.ovals).append(box)
        return
    square = abs(box.width - box.height) < 0.2 * box.width
    if square and item.fill and _dark(item.non_stroking_color) and _SMALLEST_TICK <= box.width <= _LARGEST_TICK:
        seen.solid.append(box)
    if square and item.stroke and closed and _SMALLEST_TICK <= box.width <= _LARGEST_TICK:
        seen.boxes.append(box)
    elif box.width <= _LARGEST_TICK and box.height <= _LARGEST_TICK:
        seen.signs.append(box)
    elif _axis_aligned(item) and item.stroke:
        seen.across += (replace(box, bottom=box.top), replace(box, top=box.bottom))
        seen.down += (replace(box, right=box.left), replace(box, left=box.right))


def _note_ground(seen: _Drawn, item: LTCurve, box: Box) -> None:
    if item.fill and not item.stroke and _axis_aligned(item) and _LEAST_GROUND < box.height < _HIGHEST_RING:
        seen.grounds.append(box)


def _is_round(item: LTCurve) -> bool:
    """Tell whether a shape is drawn with curves."""
    return any(step[0] == "c" for step in item.original_path or ())


def _axis_aligned(item: LTCurve) -> bool:
    corners = item.pts
    return 4 <= len(corners) <= 6 and all(
        abs(one[0] - other[0]) < 1 or abs(one[1] - other[1]) < 1 for one, other in pairwise(corners)
    )


def _dark(colour: object) -> bool:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    return all(isinstance(part, int | float) and part < 0.4 for part in parts) and len(parts) in {1, 3}


def _white(colour: object) -> bool:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    return all(isinstance(part, int | float) and part > 0.97 for part in parts) and len(parts) in {1, 3}


def _words(seen: _Drawn, height: float) -> Iterator[Word]:
    """Letters that follow one another without a gap, as words."""
    for run in _letters_together(seen.letters):
        word = _word(run, height)
        seen.baselines[word.box] = height - run[0].matrix[5]
        yield word


def _letters_together(letters: Sequence[LTChar]) -> Iterator[list[LTChar]]:
    run: list[LTChar] = []
    for letter in letters:
        text = letter.get_text()
        if not text.strip() or text.startswith("(cid:"):
            if run:
                yield run
            run = []
            continue
        if run and (letter.fontname != run[-1].fontname or not _follows(run[-1], letter)):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _follows(before: LTChar, letter: LTChar) -> bool:
    size = max(before.height, letter.height, 1.0)
    gap = letter.x0 - before.x1
    level = abs((before.y0 + before.y1) - (letter.y0 + letter.y1)) / 2 < 0.4 * size
    return level and -0.5 * size < gap < 0.17 * size


def _word(run: Sequence[LTChar], height: float) -> Word:
    box = Box(
        min(each.x0 for each in run),
        height - max(each.y1 for each in run),
        max(each.x1 for each in run),
        height - min(each.y0 for each in run),
    )
    text = "".join(_LIGATURES.get(mark, mark) for each in run for mark in each.get_text())
    # A sign that the font lacks shows as an empty box, whatever it stands for.
    text = "☐" if text == _NO_GLYPH else text
    names = run[0].fontname.casefold()
    if "dingbat" in names or "wingding" in names:
        text = "".join(_SIGNS.get(mark, mark) for mark in text)
    return Word(text, box, bold="bold" in names or "black" in names)


_NO_GLYPH = "\x00"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_SIGNS = {"4": "✔", "8": "✘", "3": "✓", "n": "■", "l": "●", "o": "☐", "q": "☐", "¨": "☐", "þ": "☒", "ý": "☒", "ü": "✓",
          "x": "☒", "R": "☒", "T": "☒"}  # fmt: skip
"""Signs by the letter whose place they take in a font of signs that does not say what it shows."""


def _ticks(seen: _Drawn, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The boxes to tick as words of one glyph, and the words that are not the tick in one of them."""
    ticks: list[Word] = []
    left = words
    solid = [box for box in seen.solid if any(_as_large(box, other) for other in seen.boxes if other not in seen.solid)]
    for box in _alone(_distinct([*seen.boxes, *solid]), words):
        inside = [word for word in left if box.holds(word.box)]
        if any(word.text not in _CROSS for word in inside):
            continue
        ticked = (
            bool(inside)
            or any(box.holds(other) for other in solid)
            or any(box.holds(sign, by=1.0) and max(sign.width, sign.height) > 0.3 * box.width for sign in seen.signs)
        )
        left = [word for word in left if word not in inside]
        ticks.append(Word("☒" if ticked else "☐", box))
    return ticks, left


def _as_large(box: Box, other: Box) -> bool:
    return abs(box.width - other.width) < 0.25 * box.width


def _distinct(boxes: list[Box]) -> list[Box]:
    """Each box to tick once: programs draw border and ground apart, and a round one as rings."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda each: -each.width):
        if not any(other.holds(box) for other in found):
            found.append(box)
    return found


def _alone(boxes: list[Box], words: list[Word]) -> Iterator[Box]:
    """Without the squares of a comb, one for each letter of an answer."""
    lettered = {box for box in boxes if any(box.holds(word.box) and word.text not in _CROSS for word in words)}
    for box in boxes:
        beside = [other for other in boxes if other is not box and abs(other.top - box.top) < 2]
        near = [other for other in beside if abs(other.left - box.right) < 2.5 or abs(box.left - other.right) < 2.5]
        if not near or (len(near) < 2 and not lettered.intersection(near)):
            yield box


def _of_two(ovals: Sequence[Box]) -> Iterator[Box]:
    """The ovals that hold one a little smaller: some programs draw a ring as the ground between the two."""
    for outer in ovals:
        for inner in ovals:
            if 0 < outer.width - inner.width < _RING and 0 < outer.height - inner.height < _RING and outer.holds(inner):
                yield outer
                break


def _marked(word: Word, seen: _Drawn, rings: Sequence[Box]) -> Word | None:
    """A word as somebody left it: gone when it is struck out, lit when it is circled."""
    box = word.box
    above = seen.baselines.get(box, box.bottom)
    for line in seen.across:
        # A line under a word stands at its baseline or below.
        through = _STRUCK[0] * box.height < above - line.centre[1] < _STRUCK[1] * box.height
        if through and line.left < box.left + 2 and line.right > box.right - 2:
            return None
    return replace(word, lit=True) if any(ring.holds(box) for ring in rings) else word


def _rings(seen: _Drawn, words: Sequence[Word]) -> list[Box]:
    """The ovals that are drawn around words of one line, and no wider than they need be."""
    found = []
    for ring in (*seen.rings, *_of_two(seen.ovals)):
        inside = [word.box for word in words if ring.holds(word.box)]
        if not inside:
            continue
        around = reduce(Box.around, inside)
        if ring.width < 2.2 * around.width + 12 and around.height < 1.6 * inside[0].height:
            found.append(ring)
    return found


def _highlights(seen: _Drawn, words: Sequence[Word]) -> Iterator[Box]:
    """The grounds that fit closely around a few words of one line, with other words of the line beside them."""
    for ground in seen.grounds:
        inside = [word.box for word in words if ground.holds(word.box)]
        if not 0 < len(inside) <= _MOST_LIT:
            continue
        around = reduce(Box.around, inside)
        close = ground.width - around.width < _CLOSE_FIT and ground.height - around.height < _CLOSE_FIT
        beside = any(
            not ground.holds(word.box)
            and abs(word.box.centre[1] - around.centre[1]) < around.height / 2
            and min(abs(word.box.left - around.right), abs(around.left - word.box.right)) < around.height
            for word in words
        )
        if close and beside:
            yield ground


_MOST_LIT = 6
"""Words of an option."""
