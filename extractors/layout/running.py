"""What stands at the top or the foot of pages and is part of no form: running lines and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.layout.lines import lines
from extractors.layout.page import Box, Page, Word

_MARGIN = 0.09
"""The share of a page's height, above and below, where its running lines stand."""
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}\s*(?:of|/)\s*\d{1,3}|page\s*\d{1,3}", re.IGNORECASE)


def running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """The lines that stand at the top or the foot of more than one page."""
    counts = Counter(text for page in pages for text in {_plain(words) for words in lines(_edge(page))})
    return frozenset(text for text, count in counts.items() if count > 1)


def _edge(page: Page) -> Iterable[Word]:
    return (word for word in page.words if _in_margin(page, word.box))


def _in_margin(page: Page, box: Box) -> bool:
    return box.bottom < page.height * _MARGIN or box.top > page.height * (1 - _MARGIN)


def _plain(words: Sequence[Word]) -> str:
    return re.sub(r"\d+", "#", " ".join(word.text for word in words))


def body(page: Page, running: frozenset[str]) -> list[Word]:
    """Return the words of a page without its running lines, its number, and what its boxes to type into hold."""
    gone = {
        id(word)
        for line in lines(_edge(page))
        if _plain(line) in running or _PAGE_NUMBER.fullmatch(" ".join(word.text for word in line))
        for word in line
    }
    typed = [each.box for each in page.filled]
    words = [word for word in page.words if id(word) not in gone]
    return [word for word in words if not any(_begins_in(box, word.box) for box in typed)]


def _begins_in(box: Box, word: Box) -> bool:
    """Tell whether a word begins in a box, though it may be longer than the box is wide."""
    return box.holds(word) or (box.left - 1 < word.left < box.right and box.top < word.centre[1] < box.bottom)
